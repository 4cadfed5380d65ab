// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/line_up.h"

#include <algorithm>
#include <set>

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

struct Known {
  std::vector<EpcisEvent> events;  // by time; those retracted are left out
  std::size_t retracted = 0;
};

Known known_of(std::string const& object, EventsOf const& events_of) {
  Known known;
  known.events = events_of(object);
  std::set<std::string> in_error;
  for (auto const& event : known.events) {
    if (event.is_correction) {
      in_error.insert(event.id);
    }
  }
  known.retracted = in_error.size();
  std::erase_if(known.events, [&](EpcisEvent const& event) {
    return in_error.contains(event.id);
  });
  // Of one moment: what comes out does so before what goes in.
  std::sort(known.events.begin(), known.events.end(),
            [](EpcisEvent const& a, EpcisEvent const& b) {
              auto const in = [](EpcisEvent const& e) {
                return e.action == "ADD" ? 1 : 0;
              };
              return std::tuple{a.time, in(a), std::string_view{a.id}} <
                     std::tuple{b.time, in(b), std::string_view{b.id}};
            });
  return known;
}

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

// When all came out of a parent first, from a moment on.
EventMoment emptied(std::string const& parent, EventMoment from,
                    EventsOf const& events_of) {
  for (auto const& event : known_of(parent, events_of).events) {
    if (event.parent == parent && empties(event) && event.time >= from) {
      return event.time;
    }
  }
  return EventMoment::max();
}

std::vector<Stay> stays_of(std::string const& object, Known const& known,
                           EventsOf const& events_of) {
  std::vector<Stay> stays;
  for (auto const& event : known.events) {
    if (!joins(event) || !is_about(event, object)) {
      continue;
    }
    auto const is_open =
        !stays.empty() && stays.back().to == EventMoment::max();
    if (event.action == "ADD") {
      if (is_open) {
        stays.back().to = event.time;  // it went from one into the next
      }
      stays.push_back({.in = event.parent, .from = event.time});
    } else if (event.action == "DELETE" && is_open) {
      stays.back().to = event.time;
    }
  }
  for (auto& stay : stays) {
    stay.to = std::min(stay.to, emptied(stay.in, stay.from, events_of));
  }
  return stays;
}

void add_milestones(std::string const& object, Stay const& window,
                    std::string const& through, EventsOf const& events_of,
                    int depth, LineUp& line_up) {
  auto const known = known_of(object, events_of);
  for (auto const& event : known.events) {
    // Of what it is in, only what happened to the whole.
    auto const is_of_it = is_about(event, object) || through.empty();
    if (is_of_it && event.time >= window.from && event.time <= window.to) {
      line_up.milestones.push_back({.time = event.time,
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
  for (auto stay : stays_of(object, known, events_of)) {
    stay.from = std::max(stay.from, window.from);
    stay.to = std::min(stay.to, window.to);
    if (stay.from <= stay.to) {
      add_milestones(stay.in, stay, stay.in, events_of, depth + 1, line_up);
    }
  }
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

}  // namespace

LineUp line_up(std::string const& object, EventsOf const& events_of) {
  LineUp result;
  result.object = object;
  auto const known = known_of(object, events_of);
  result.retracted = known.retracted;
  result.contents = contents_of(object, known);
  auto const stays = stays_of(object, known, events_of);
  if (!stays.empty() && stays.back().to == EventMoment::max()) {
    result.in = stays.back().in;
  }
  add_milestones(object, {.in = "", .from = EventMoment::min()}, "", events_of,
                 0, result);
  auto& milestones = result.milestones;
  std::sort(milestones.begin(), milestones.end(),
            [](Milestone const& a, Milestone const& b) {
              return std::tie(a.time, a.event_id, a.through) <
                     std::tie(b.time, b.event_id, b.through);
            });
  // An event may tell of a thing and of what it is in.
  milestones.erase(std::unique(milestones.begin(), milestones.end(),
                               [](Milestone const& a, Milestone const& b) {
                                 return a.event_id == b.event_id &&
                                        a.time == b.time;
                               }),
                   milestones.end());
  auto const last =
      std::find_if(milestones.rbegin(), milestones.rend(),
                   [](Milestone const& one) { return !one.place.empty(); });
  result.last_place = last == milestones.rend() ? "" : last->place;
  return result;
}

}  // namespace camel
