// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/line_up.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace camel {

namespace {

// A container on a wagon in a train on a ferry, and some to spare. Who is in
// himself by somebody's mistake does not go on for ever.
constexpr int kDeepest = 8;

// From when on it was in something, until when.
struct Stay {
  std::string in;
  EventMoment from{};
  EventMoment to = EventMoment::max();
};

// What is known of one thing.
struct Known {
  std::vector<EpcisEvent> events;  // by time; those retracted are left out
  std::size_t retracted = 0;
};

bool joins(EpcisEvent const& event) {
  return !event.parent.empty() &&
         (event.type == "AggregationEvent" || event.type == "AssociationEvent");
}

bool is_about(EpcisEvent const& event, std::string const& object) {
  return std::find(event.objects.begin(), event.objects.end(), object) !=
         event.objects.end();
}

// Everything came out of the parent.
bool empties(EpcisEvent const& event) {
  return joins(event) && event.action == "DELETE" && event.objects.empty();
}

// Of one moment: what comes out does so before what goes in.
bool comes_before(EpcisEvent const& a, EpcisEvent const& b) {
  auto const in = [](EpcisEvent const& event) {
    return event.action == "ADD" ? 1 : 0;
  };
  return std::tuple{a.time, in(a), std::string_view{a.id}} <
         std::tuple{b.time, in(b), std::string_view{b.id}};
}

Known without_errors(std::vector<EpcisEvent> events) {
  std::set<std::string> in_error;
  for (auto const& event : events) {
    if (event.is_correction) {
      in_error.insert(event.id);
    }
  }
  std::erase_if(events, [&](EpcisEvent const& event) {
    return in_error.contains(event.id);
  });
  std::sort(events.begin(), events.end(), comes_before);
  return {std::move(events), in_error.size()};
}

// What went into it and did not come out.
std::vector<std::string> contents_of(std::string const& object,
                                     Known const& known) {
  std::set<std::string> inside;
  for (auto const& event : known.events) {
    if (!joins(event) || event.parent != object) {
      continue;
    }
    if (empties(event)) {
      inside.clear();
    }
    for (auto const& child : event.objects) {
      if (event.action == "ADD") {
        inside.insert(child);
      } else if (event.action == "DELETE") {
        inside.erase(child);
      }
    }
  }
  return {inside.begin(), inside.end()};
}

class Fold {
 public:
  explicit Fold(EventsOf const& events_of) : events_of_{events_of} {}

  LineUp of(std::string const& object) {
    LineUp result;
    result.object = object;
    result.retracted = known_of(object).retracted;
    result.contents = contents_of(object, known_of(object));
    auto const stays = stays_of(object);
    if (!stays.empty() && stays.back().to == EventMoment::max()) {
      result.in = stays.back().in;
    }
    add_milestones(object, {.in = "", .from = EventMoment::min()}, "", 0);
    sort_milestones();
    auto const last =
        std::find_if(milestones_.rbegin(), milestones_.rend(),
                     [](Milestone const& one) { return !one.place.empty(); });
    result.last_place = last == milestones_.rend() ? "" : last->place;
    result.milestones = std::move(milestones_);
    return result;
  }

 private:
  // Asked for once: a train's events are many, and each of its boxes needs
  // them.
  Known const& known_of(std::string const& object) {
    auto const found = known_.find(object);
    return found != known_.end()
               ? found->second
               : known_.emplace(object, without_errors(events_of_(object)))
                     .first->second;
  }

  // When all came out of a parent first, from a moment on.
  EventMoment emptied(std::string const& parent, EventMoment from) {
    for (auto const& event : known_of(parent).events) {
      if (event.parent == parent && empties(event) && event.time >= from) {
        return event.time;
      }
    }
    return EventMoment::max();
  }

  std::vector<Stay> stays_of(std::string const& object) {
    std::vector<Stay> stays;
    for (auto const& event : known_of(object).events) {
      if (!joins(event) || !is_about(event, object)) {
        continue;
      }
      auto const is_open =
          !stays.empty() && stays.back().to == EventMoment::max();
      if (is_open && (event.action == "ADD" || event.action == "DELETE")) {
        stays.back().to = event.time;  // out of it, or from it into the next
      }
      if (event.action == "ADD") {
        stays.push_back({.in = event.parent, .from = event.time});
      }
    }
    for (auto& stay : stays) {
      stay.to = std::min(stay.to, emptied(stay.in, stay.from));
    }
    return stays;
  }

  void add_milestones(std::string const& object, Stay const& window,
                      std::string const& through, int depth) {
    for (auto const& event : known_of(object).events) {
      // Of what it is in, only what happened to the whole.
      auto const is_of_it = is_about(event, object) || through.empty();
      if (is_of_it && event.time >= window.from && event.time <= window.to) {
        milestones_.push_back({.time = event.time,
                               .step = event.step,
                               .disposition = event.disposition,
                               .place = event.place,
                               .through = through,
                               .event_id = event.id});
      }
    }
    if (depth == kDeepest) {
      return;
    }
    for (auto stay : stays_of(object)) {
      stay.from = std::max(stay.from, window.from);
      stay.to = std::min(stay.to, window.to);
      if (stay.from <= stay.to) {
        add_milestones(stay.in, stay, stay.in, depth + 1);
      }
    }
  }

  void sort_milestones() {
    std::sort(milestones_.begin(), milestones_.end(),
              [](Milestone const& a, Milestone const& b) {
                return std::tie(a.time, a.event_id, a.through) <
                       std::tie(b.time, b.event_id, b.through);
              });
    // An event may tell of a thing and of what it is in.
    milestones_.erase(std::unique(milestones_.begin(), milestones_.end(),
                                  [](Milestone const& a, Milestone const& b) {
                                    return a.event_id == b.event_id &&
                                           a.time == b.time;
                                  }),
                      milestones_.end());
  }

  EventsOf const& events_of_;
  std::map<std::string, Known, std::less<>> known_;
  std::vector<Milestone> milestones_;
};

}  // namespace

LineUp line_up(std::string const& object, EventsOf const& events_of) {
  return Fold{events_of}.of(object);
}

}  // namespace camel
