// SPDX-License-Identifier: Apache-2.0
#include "camel/api/tracked_events.h"

#include <algorithm>
#include <set>

#include "camel/api/tracker.h"
#include "camel/base/utc_text.h"

namespace camel {

namespace {

// Of a page that shows little, so many are looked at.
constexpr int kMostLooks = 20;
constexpr std::size_t kLook = 200;
constexpr std::size_t kTellersKept = 100'000;

constexpr std::string_view kContext =
    "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld";

// An order of which each event is by itself.
void capture_each(EventStore& store, std::vector<EpcisEvent> const& events,
                  std::string const& teller, CaptureResult& result) {
  for (auto const& event : events) {
    if (store.capture({&event, 1}, teller).front() == Captured::conflict) {
      result.conflicts.push_back(event.id);
    } else {
      result.ids.push_back(event.id);
    }
  }
}

void capture_all(EventStore& store, std::vector<EpcisEvent> const& events,
                 std::string const& teller, CaptureResult& result) {
  auto const answers = store.capture(events, teller);
  for (std::size_t i = 0; i < answers.size(); ++i) {
    if (answers[i] == Captured::conflict) {
      result.conflicts.push_back(events[i].id);
    }
  }
  for (auto const& event : events) {
    if (result.conflicts.empty()) {
      result.ids.push_back(event.id);
    }
  }
}

// With what the repository adds to it (EPCIS 2.0, section 7.4.1).
std::string completed(std::string const& json, StoredEvent const& stored) {
  auto event = Json::parse(json);
  event["recordTime"] = utc_milliseconds(stored.recorded);
  if (!event.contains("eventID")) {
    event["eventID"] = stored.event.id;
  }
  return event.dump();
}

}  // namespace

CaptureResult TrackedEvents::capture(std::string const& teller,
                                     std::string_view document,
                                     CaptureWish const& wish) {
  CaptureResult result;
  auto read = read_epcis(document);
  result.events = read.events_read;
  result.findings = std::move(read.findings);
  if (result.events > wish.most) {
    return result;
  }
  if (wish.on_error == OnError::proceed) {
    capture_each(events_, read.events, teller, result);
  } else if (result.findings.empty()) {
    capture_all(events_, read.events, teller, result);
  }
  return result;
}

std::string TrackedEvents::teller_of(StoredEvent const& event) {
  std::lock_guard const lock{mutex_};
  auto const known = tellers_.find(event.capture);
  if (known != tellers_.end()) {
    return known->second;
  }
  auto const entries = events_.captures(event.capture - 1, 1);
  if (tellers_.size() >= kTellersKept) {
    tellers_.clear();
  }
  auto const by = entries.empty() ? std::string{} : entries.front().by;
  return tellers_.emplace(event.capture, by).first->second;
}

std::optional<ShownEvent> TrackedEvents::shown_to(Viewer const& viewer,
                                                  StoredEvent const& stored,
                                                  Known& known) {
  auto const& event = stored.event;
  std::vector<Consignment const*> consignments;
  if (!viewer.is_operator && !viewer.party.empty()) {
    std::set<std::string> words{std::string{last_word(event.parent)}};
    for (auto const& object : event.objects) {
      words.emplace(last_word(object));
    }
    words.erase("");
    for (auto const& word : words) {
      auto const [his, is_new] = known.try_emplace(word);
      if (is_new) {
        his->second = consignments_.list({.party = viewer.party, .box = word});
      }
      for (auto const& one : his->second) {
        consignments.push_back(&one.consignment);
      }
    }
  }
  auto const shown =
      shown_event(viewer, event, teller_of(stored), consignments);
  if (!shown) {
    return std::nullopt;
  }
  return ShownEvent{event.id, completed(*shown, stored), event};
}

ShownEvents TrackedEvents::find(Viewer const& viewer, EventQuery query) {
  ShownEvents shown;
  Known known;
  std::optional<EventCursor> last_shown;
  auto const limit = query.limit;
  query.limit = viewer.is_operator ? limit + 1 : std::max(limit + 1, kLook);
  for (int look = 0; look < kMostLooks; ++look) {
    auto const page = events_.find(query);
    for (auto const& stored : page.events) {
      auto one = shown_to(viewer, stored, known);
      if (!one) {
        continue;
      }
      if (shown.events.size() == limit) {
        shown.next = last_shown;
        return shown;
      }
      last_shown = EventCursor{stored.event.time, stored.row};
      shown.events.push_back(*std::move(one));
    }
    if (!page.next) {
      return shown;
    }
    query.after = page.next;
  }
  shown.next = query.after;
  return shown;
}

std::vector<EpcisEvent> TrackedEvents::told_of(Consignment const& consignment,
                                               std::string const& object) {
  std::vector<EpcisEvent> told;
  EventQuery query;
  query.objects = {object};
  query.limit = 1'000;
  for (;;) {
    auto const page = events_.find(query);
    for (auto const& stored : page.events) {
      if (is_told_by_party(consignment, teller_of(stored))) {
        told.push_back(stored.event);
      }
    }
    if (!page.next) {
      return told;
    }
    query.after = page.next;
  }
}

ConsignmentLineUp TrackedEvents::line_up(Viewer const& viewer,
                                         StoredConsignment const& stored) {
  auto const& consignment = stored.consignment;
  ConsignmentRights const rights{viewer, consignment};
  auto const told = [&](std::string const& object) {
    return told_of(consignment, object);
  };
  auto plan = consignment.plan;
  std::erase_if(plan.legs, [&](PlannedLeg const& leg) {
    return !rights.sees_place(leg.from) || !rights.sees_place(leg.to);
  });
  return camel::line_up(plan, [&](std::string const& box) {
    std::vector<LineUp> all;
    for (auto const& name : events_.objects_called(box)) {
      all.push_back(camel::line_up(name, told));
    }
    auto whole = merged(box, all);
    auto const hidden = std::erase_if(
        whole.milestones,
        [&](Milestone const& one) { return !rights.sees_place(one.place); });
    if (hidden > 0) {
      // Where it is now may be beyond his part of the way.
      whole.contents.clear();
      whole.retracted = 0;
      whole.last_place =
          rights.sees_place(whole.last_place) ? whole.last_place : "";
      whole.in = whole.last_place.empty() ? "" : whole.in;
    }
    return whole;
  });
}

std::string query_document(std::vector<ShownEvent> const& events,
                           std::string const& now) {
  auto text = to_text(Json{{"@context", Json::array({kContext})},
                           {"type", "EPCISQueryDocument"},
                           {"schemaVersion", "2.0"},
                           {"creationDate", now}});
  text.pop_back();
  text += R"(,"epcisBody":{"queryResults":{"queryName":"SimpleEventQuery",)"
          R"("resultsBody":{"eventList":[)";
  auto first = true;
  for (auto const& one : events) {
    text += first ? "" : ",";
    text += one.json;
    first = false;
  }
  return text + "]}}}}";
}

Json to_json(ConsignmentLineUp const& line_up) {
  Json json{{"consignment", line_up.consignment},
            {"legs", Json::array()},
            {"boxes", Json::array()}};
  auto const moment = [](std::optional<EventMoment> const& one) {
    return one ? Json(utc_milliseconds(*one)) : Json(nullptr);
  };
  for (auto const& one : line_up.legs) {
    json["legs"].push_back({{"from", one.leg.from},
                            {"to", one.leg.to},
                            {"service", one.leg.service},
                            {"link", one.leg.link},
                            {"mode", one.leg.mode},
                            {"planned",
                             {{"departs", utc_milliseconds(one.leg.departs)},
                              {"arrives", utc_milliseconds(one.leg.arrives)}}},
                            {"actual",
                             {{"departed", moment(one.departed)},
                              {"arrived", moment(one.arrived)}}},
                            {"boxes_departed", one.boxes_departed},
                            {"boxes_arrived", one.boxes_arrived}});
  }
  for (auto const& one : line_up.boxes) {
    json["boxes"].push_back(line_up_json(one));
  }
  return json;
}

}  // namespace camel
