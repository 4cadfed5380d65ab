// SPDX-License-Identifier: Apache-2.0
#include "camel/api/tracked_events.h"

#include <algorithm>
#include <future>
#include <iterator>
#include <memory>
#include <set>

#include "camel/api/epcis_words.h"
#include "camel/api/tracker.h"
#include "camel/base/utc_text.h"
#include "camel/tracking/json_view.h"

namespace camel {

namespace {

// Of a page that shows little, so many are looked at.
constexpr int kMostLooks = 20;
constexpr std::size_t kLook = 200;
constexpr std::size_t kTellersKept = 100'000;
// With a store that has too much to write.
constexpr std::chrono::seconds kPatience{10};

struct ReadDocument {
  CaptureResult result;  // with what is wrong
  std::vector<EpcisEvent> events;
};

ReadDocument read_document(std::string_view document, CaptureWish const& wish) {
  auto read = read_epcis(document, {.events = wish.most,
                                    .findings = wish.most_findings,
                                    .bytes = EventStoreSettings{}.bytes});
  ReadDocument made;
  made.result.events = read.events_read;
  if (read.events_read > wish.most) {
    made.result.findings.push_back(
        {"", "has more than " + std::to_string(wish.most) +
                 " events — send several documents"});
    return made;
  }
  made.result.findings = std::move(read.findings);
  made.events = std::move(read.events);
  return made;
}

// Where one is in conflict, none is stored: it is written down, and left over
// are the others.
std::vector<EpcisEvent> judge(std::vector<Captured> const& answers,
                              std::vector<EpcisEvent> events,
                              CaptureResult& result) {
  auto const count = [&](Captured one) {
    return static_cast<std::size_t>(
        std::count(answers.begin(), answers.end(), one));
  };
  std::vector<EpcisEvent> others;
  if (count(Captured::conflict) == 0) {
    result.known += count(Captured::known);
    for (auto& event : events) {
      result.ids.push_back(std::move(event.id));
    }
    return others;
  }
  for (std::size_t i = 0; i < answers.size(); ++i) {
    if (answers[i] == Captured::conflict) {
      result.conflicts.push_back(std::move(events[i].id));
    } else {
      others.push_back(std::move(events[i]));
    }
  }
  return others;
}

// A document on its way to the disk.
struct Capturing {
  EventStore& store;
  std::string teller;
  OnError on_error;
  CaptureDone done;
  CaptureResult result;
};

// All or nothing; or, where as many as can be are wanted, without those that
// are in conflict all of the rest at once.
void capture(std::shared_ptr<Capturing> const& all,
             std::vector<EpcisEvent> events,
             std::chrono::milliseconds patience) {
  all->store.capture_later(
      std::move(events), all->teller,
      [all](CaptureOutcome outcome) {
        try {
          if (!outcome.failure) {
            auto others =
                judge(outcome.answers, std::move(outcome.events), all->result);
            if (all->on_error == OnError::proceed && !others.empty()) {
              capture(all, std::move(others), kHadItsPlace);
              return;
            }
          }
        } catch (std::exception const&) {  // no memory or room for it
          outcome.failure = std::current_exception();
        }
        all->done(std::move(all->result), std::move(outcome.failure));
      },
      patience);
}

// Addresses of contexts are of a document, and objects stay with their event,
// each once: what stands twice in one list is refused by the published schema.
// Of two that are the same the last one counts.
std::vector<std::string> take_addresses(Json& event) {
  std::vector<std::string> addresses;
  auto const found = event.find("@context");
  if (found == event.end()) {
    return addresses;
  }
  auto const all = found->is_array() ? *found : Json::array({*found});
  auto objects = Json::array();
  for (auto const& one : all) {
    if (one.is_string()) {
      addresses.push_back(one.get<std::string>());
      continue;
    }
    if (auto const same = std::find(objects.begin(), objects.end(), one);
        same != objects.end()) {
      objects.erase(same);
    }
    objects.push_back(one);
  }
  event.erase("@context");
  if (!objects.empty()) {
    event["@context"] = objects;
  }
  return addresses;
}

// With what the repository adds to it (EPCIS 2.0, section 7.4.1).
ShownEvent completed(std::string const& json, StoredEvent const& stored) {
  auto event = Json::parse(json);
  event["recordTime"] = utc_milliseconds(stored.recorded);
  if (!event.contains("eventID")) {
    event["eventID"] = stored.event.id;
  }
  auto contexts = take_addresses(event);
  return {.id = stored.event.id,
          .json = event.dump(),
          .event = stored.event,
          .recorded = stored.recorded,
          .row = stored.row,
          .contexts = std::move(contexts)};
}

// Of the document: that of EPCIS, and those that its events have, each once.
Json contexts_of(std::vector<ShownEvent> const& events) {
  auto list = Json::array({kEpcisContext});
  for (auto const& event : events) {
    for (auto const& one : event.contexts) {
      if (std::find(list.begin(), list.end(), one) == list.end()) {
        list.push_back(one);
      }
    }
  }
  return list;
}

// Who asks for a thing that is hidden from him would learn by an answer that
// the event names it.
bool names_any(ShownEvent const& shown, std::vector<std::string> const& asked) {
  if (asked.empty()) {
    return true;
  }
  auto const event = read_known_event(shown.json, shown.event.hash);
  auto const names = named_in(event);
  return std::any_of(names.begin(), names.end(), [&](std::string_view name) {
    return std::find(asked.begin(), asked.end(), name) != asked.end();
  });
}

}  // namespace

bool is_document(std::string_view text) {
  JsonDocument const json{text};
  auto const type = json.view().text("type");
  return type == "EPCISDocument" || type == "EPCISQueryDocument" ||
         json.view().contains("epcisBody");
}

std::size_t capture_later(EventStore& store, std::string const& teller,
                          std::string_view document, CaptureWish const& wish,
                          CaptureDone done,
                          std::chrono::milliseconds patience) {
  auto read = read_document(document, wish);
  auto const is_refused =
      wish.on_error == OnError::rollback && !read.result.findings.empty();
  auto const count = is_refused ? 0 : read.events.size();
  if (count == 0) {
    done(std::move(read.result), nullptr);
    return 0;
  }
  capture(
      std::make_shared<Capturing>(Capturing{.store = store,
                                            .teller = teller,
                                            .on_error = wish.on_error,
                                            .done = std::move(done),
                                            .result = std::move(read.result)}),
      std::move(read.events), patience);
  return count;
}

CaptureResult TrackedEvents::capture(std::string const& teller,
                                     std::string_view document,
                                     CaptureWish const& wish) {
  std::promise<CaptureResult> promise;
  capture_later(
      events_, teller, document, wish,
      [&promise](CaptureResult result, std::exception_ptr const& failure) {
        if (failure) {
          promise.set_exception(failure);
        } else {
          promise.set_value(std::move(result));
        }
      },
      kPatience);
  return promise.get_future().get();
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
  return completed(*shown, stored);
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
      if (!one || !names_any(*one, query.objects)) {
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
  events_.for_each({.objects = {object}}, [&](StoredEvent const& stored) {
    if (is_told_by_party(consignment, teller_of(stored))) {
      told.push_back(stored.event);
    }
  });
  return told;
}

LineUp TrackedEvents::told_line_up(Consignment const& consignment,
                                   std::string const& box,
                                   std::set<std::string>& things,
                                   EventMoment by) {
  std::vector<LineUp> all;
  for (auto const& name : events_.objects_called(box)) {
    all.push_back(camel::line_up(name, [&](std::string const& thing) {
      things.insert(thing);
      auto told = told_of(consignment, thing);
      std::erase_if(told, [&](EpcisEvent const& one) { return one.time > by; });
      return told;
    }));
  }
  return merged(box, all);
}

LineUp TrackedEvents::line_up(Viewer const& viewer,
                              Consignment const& consignment,
                              std::string const& box, EventMoment by) {
  ConsignmentRights const rights{viewer, consignment};
  std::set<std::string> things;
  auto shown = told_line_up(consignment, box, things, by);
  std::erase_if(shown.contents, [&](std::string const& one) {
    return !viewer.is_operator && !names_unit(consignment, one);
  });
  auto const hidden = std::erase_if(
      shown.milestones,
      [&](Milestone const& one) { return !rights.sees_place(one.place); });
  if (hidden > 0) {
    // Where it is now may be beyond his part of the way.
    shown.contents.clear();
    shown.retracted = 0;
    shown.last_place =
        rights.sees_place(shown.last_place) ? shown.last_place : "";
    shown.in = shown.last_place.empty() ? "" : shown.in;
  }
  return shown;
}

ConsignmentLineUp TrackedEvents::line_up(Viewer const& viewer,
                                         StoredConsignment const& stored,
                                         EventMoment by) {
  auto const& consignment = stored.consignment;
  ConsignmentRights const rights{viewer, consignment};
  auto plan = consignment.plan;
  std::erase_if(plan.legs, [&](PlannedLeg const& leg) {
    return !rights.sees_place(leg.from) || !rights.sees_place(leg.to);
  });
  return camel::line_up(plan, [&](std::string const& box) {
    return line_up(viewer, consignment, box, by);
  });
}

std::string query_document(std::vector<ShownEvent> const& events,
                           std::string const& now) {
  auto text = to_text(Json{{"@context", contexts_of(events)},
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
