// SPDX-License-Identifier: Apache-2.0
#include "camel/api/outlooks.h"

#include <algorithm>
#include <chrono>

#include "camel/api/arrivals.h"
#include "camel/api/tracker.h"

namespace camel {

namespace {

auto seen_by(ConsignmentRights const& rights) {
  return [&rights](std::string_view place) { return rights.sees_place(place); };
}

}  // namespace

void Outlooks::announce(std::shared_ptr<ClosuresOnWays const> closures) {
  std::lock_guard const lock{mutex_};
  sources_.announced = std::move(closures);
  has_begun_ = false;
}

void Outlooks::changed(std::string const& consignment) {
  std::lock_guard const lock{changing_};
  changed_.insert(consignment);
}

EpochSeconds Outlooks::last_told() {
  if (sources_.by) {
    return epoch_seconds(*sources_.by);
  }
  auto const last =
      sources_.events.last_moment(std::chrono::floor<std::chrono::milliseconds>(
          std::chrono::system_clock::now()));
  return last ? epoch_seconds(*last) : 0;
}

std::vector<EpcisEvent> Outlooks::events_of(std::string const& thing) {
  auto events = sources_.events.events_of(thing);
  std::erase_if(events, [&](EpcisEvent const& one) {
    return sources_.by && one.time > *sources_.by;
  });
  return events;
}

void Outlooks::read_arrivals() {
  std::error_code none;
  auto const written =
      std::filesystem::last_write_time(arrivals_file(folder_), none);
  if (!none && written != read_) {
    learnt_ = kept_arrivals(folder_);
    read_ = written;
    has_begun_ = false;
  }
}

void Outlooks::begin_anew() {
  lookout_ = Lookout{learnt_ ? &*learnt_ : nullptr, sources_.announced.get()};
  watched_.clear();
  with_plan_.clear();
  told_of_by_.clear();
  taken_ = sources_.events.size();
  now_ = reached_ = last_told();
  has_later_ = true;
  sources_.events.for_each({.with_plan = true}, [&](StoredEvent const& stored) {
    boxes_to_renew_.insert(stored.event.objects.begin(),
                           stored.event.objects.end());
  });
  ConsignmentQuery query{.limit = 1'000};
  for (auto page = sources_.consignments.list(query); !page.empty();
       page = sources_.consignments.list(query)) {
    for (auto const& one : page) {
      to_renew_.insert(one.id);
    }
    query.after = page.back().row;
  }
  has_begun_ = true;
}

void Outlooks::take(EpcisEvent const& event) {
  auto things = event.objects;
  things.push_back(event.parent);
  for (auto const& thing : things) {
    auto const told = told_of_by_.find(last_word(thing));
    if (told == told_of_by_.end()) {
      continue;
    }
    for (auto const& name : told->second) {
      if (name.consignment.empty()) {
        boxes_to_renew_.insert(name.object);
      } else {
        to_renew_.insert(name.consignment);
      }
    }
  }
  if (plan_in(event)) {
    boxes_to_renew_.insert(event.objects.begin(), event.objects.end());
  }
}

void Outlooks::take_events() {
  sources_.events.for_each({.after = EventCursor{{}, taken_}},
                           [&](StoredEvent const& stored) {
                             take(stored.event);
                             taken_ = stored.row;
                           });
  now_ = std::max(now_, last_told());
  if (has_later_ && reached_ < now_) {
    sources_.events.for_each(
        {.from = EventMoment{std::chrono::seconds{reached_ + 1}},
         .before = EventMoment{std::chrono::seconds{now_ + 1}}},
        [&](StoredEvent const& stored) { take(stored.event); });
  }
  reached_ = now_;
  has_later_ = sources_.events.last_moment(EventMoment::max()) >=
               EventMoment{std::chrono::seconds{now_ + 1}};
}

void Outlooks::put(Name const& name, BoxWatch watch,
                   std::set<std::string> const& things) {
  lookout_.put(name.text(), std::move(watch));
  for (auto const& thing : things) {
    told_of_by_[std::string{last_word(thing)}].insert(name);
  }
}

void Outlooks::renew(std::string const& id) {
  auto const stored = sources_.consignments.find(id);
  auto told = stored ? boxes_told_of(*stored) : std::vector<ToldBox>{};
  std::vector<Name> gone;
  if (auto const known = watched_.find(id); known != watched_.end()) {
    gone = std::move(known->second.boxes);
    watched_.erase(known);
  }
  std::set<std::string, std::less<>> come_or_gone;
  if (!told.empty()) {
    auto& watched = watched_[id];
    watched.note = stored->consignment.note;
    watched.consignment.parties = stored->consignment.parties;
    watched.consignment.way = stored->consignment.way;
    for (auto& one : told) {
      if (std::erase(gone, one.name) == 0) {
        come_or_gone.insert(one.name.object);
      }
      watched.boxes.push_back(one.name);
      put(one.name, std::move(one.watch), one.things);
    }
  }
  for (auto const& name : gone) {
    lookout_.remove(name.text());
    come_or_gone.insert(name.object);
  }
  if (!come_or_gone.empty()) {
    for (auto const& object : with_plan_) {
      if (come_or_gone.contains(last_word(object))) {
        boxes_to_renew_.insert(object);
      }
    }
  }
}

bool Outlooks::is_in_consignment(std::string_view box) const {
  auto const told = told_of_by_.find(box);
  return told != told_of_by_.end() &&
         std::any_of(told->second.begin(), told->second.end(),
                     [&](Name const& name) {
                       auto const watched = watched_.find(name.consignment);
                       return name.object == box && watched != watched_.end() &&
                              std::count(watched->second.boxes.begin(),
                                         watched->second.boxes.end(), name) > 0;
                     });
}

std::vector<Outlooks::ToldBox> Outlooks::boxes_told_of(
    StoredConsignment const& stored) {
  auto const& consignment = stored.consignment;
  std::vector<ToldBox> told;
  if (consignment.plan.legs.empty()) {
    return told;
  }
  for (auto const& box : consignment.plan.boxes) {
    std::set<std::string> things{box};
    auto const line = sources_.tracked.told_line_up(
        consignment, box, things, sources_.by.value_or(EventMoment::max()));
    auto const product =
        learnt_ ? product_in(consignment, box, learnt_->goods) : "";
    told.push_back(
        {{stored.id, box},
         watch(line, {.plan = consignment.plan, .product = product}, now_),
         std::move(things)});
  }
  return told;
}

void Outlooks::renew_box(std::string const& object) {
  auto const own = events_of(object);
  auto const plan = last_plan(own, now_);
  if (plan) {
    with_plan_.insert(object);
  } else {
    with_plan_.erase(object);
  }
  // By the plan of its consignment it is watched already.
  if (!plan || is_in_consignment(last_word(object))) {
    lookout_.remove(Name{"", object}.text());
    return;
  }
  std::set<std::string> things;
  auto const line = line_up(object, [&](std::string const& thing) {
    things.insert(thing);
    return thing == object ? own : events_of(thing);
  });
  put({"", object}, watch(line, *plan, now_), things);
}

void Outlooks::catch_up() {
  read_arrivals();
  if (!has_begun_) {
    begin_anew();
  }
  take_events();
  {
    std::lock_guard const lock{changing_};
    to_renew_.merge(changed_);
    changed_.clear();
  }
  is_stale_ = is_stale_ || !to_renew_.empty() || !boxes_to_renew_.empty();
  // One that fails, as on a locked database, is still to be done next time.
  while (!to_renew_.empty()) {
    renew(*to_renew_.begin());
    to_renew_.erase(to_renew_.begin());
  }
  while (!boxes_to_renew_.empty()) {
    renew_box(*boxes_to_renew_.begin());
    boxes_to_renew_.erase(boxes_to_renew_.begin());
  }
  if (is_stale_ || lookout_.now() != now_) {
    lookout_.look(now_);
    alerts_.reset();
    is_stale_ = false;
  }
}

Json Outlooks::of(Viewer const& viewer, StoredConsignment const& stored) {
  std::lock_guard const lock{mutex_};
  catch_up();
  ConsignmentRights const rights{viewer, stored.consignment};
  auto boxes = Json::array();
  for (auto const& box : stored.consignment.plan.boxes) {
    if (auto const outlook = lookout_.of(Name{stored.id, box}.text())) {
      boxes.push_back(to_json(*outlook, seen_by(rights)));
    }
  }
  return {{"consignment", stored.id}, {"boxes", std::move(boxes)}};
}

Json Outlooks::box(Viewer const& viewer, std::string const& number) {
  std::lock_guard const lock{mutex_};
  catch_up();
  auto const word = plain_number(number);
  ConsignmentQuery query{.box = word};
  if (!viewer.is_operator) {
    query.party = viewer.party;
  }
  auto const consignments = sources_.consignments.list(query);
  Json json{{"box", word},
            {"line_up", nullptr},
            {"outlook", nullptr},
            {"consignments", Json::array()}};
  auto const names = viewer.is_operator ? sources_.tracked.names_of(word)
                                        : std::vector<std::string>{};
  if (consignments.empty() && names.empty()) {
    throw Refusal{Refused::unknown,
                  "nothing is known of it — capture events of it first"};
  }
  for (auto const& name : names) {
    if (auto const outlook = lookout_.of(Name{"", name}.text())) {
      json["outlook"] = to_json(*outlook);
    }
  }
  for (auto const& one : consignments) {
    json["consignments"].push_back(
        {{"consignment", one.id}, {"note", one.consignment.note}});
    auto const outlook = lookout_.of(Name{one.id, word}.text());
    if (outlook && json["outlook"].is_null()) {
      ConsignmentRights const rights{viewer, one.consignment};
      json["outlook"] = to_json(*outlook, seen_by(rights));
    }
  }
  if (!consignments.empty()) {
    json["line_up"] = line_up_json(sources_.tracked.line_up(
        viewer, consignments.front().consignment, word));
    return json;
  }
  std::vector<LineUp> all;
  for (auto const& name : names) {
    all.push_back(line_up(
        name, [this](std::string const& thing) { return events_of(thing); }));
  }
  json["line_up"] = line_up_json(merged(word, all));
  return json;
}

std::optional<BoxOutlook> Outlooks::outlook(std::string const& number) {
  std::lock_guard const lock{mutex_};
  catch_up();
  auto const word = plain_number(number);
  for (auto const& one : sources_.consignments.list({.box = word})) {
    if (auto of_box = lookout_.of(Name{one.id, word}.text())) {
      return of_box;
    }
  }
  std::optional<BoxOutlook> found;
  for (auto const& name : sources_.tracked.names_of(word)) {
    if (auto of_name = lookout_.of(Name{"", name}.text())) {
      found = std::move(of_name);
    }
  }
  return found;
}

std::optional<BoxOutlook> Outlooks::outlook(std::string const& consignment,
                                            std::string const& box) {
  std::lock_guard const lock{mutex_};
  catch_up();
  return lookout_.of(Name{consignment, box}.text());
}

std::size_t Outlooks::boxes() {
  std::lock_guard const lock{mutex_};
  catch_up();
  return lookout_.boxes();
}

std::vector<ShownAlert> const& Outlooks::all_alerts() {
  if (!alerts_) {
    alerts_.emplace();
    auto const add = [&](Name const& name, std::string const& note) {
      for (auto& one : lookout_.alerts_of(name.text())) {
        alerts_->push_back({name.consignment, note, std::move(one)});
      }
    };
    for (auto const& [id, watched] : watched_) {
      for (auto const& name : watched.boxes) {
        add(name, watched.note);
      }
    }
    for (auto const& object : with_plan_) {
      add({"", object}, "");  // none where it is in a consignment
    }
    std::stable_sort(alerts_->begin(), alerts_->end(),
                     [](ShownAlert const& a, ShownAlert const& b) {
                       return a.alert.since < b.alert.since;
                     });
  }
  return *alerts_;
}

AlertPage Outlooks::alerts(Viewer const& viewer, AlertQuery const& query) {
  std::lock_guard const lock{mutex_};
  catch_up();
  AlertPage page{.as_of = now_, .alerts = {}, .next = {}};
  std::map<std::string, ConsignmentRights> rights;
  auto const sees = [&](ShownAlert const& one) {
    if (one.consignment.empty()) {
      return viewer.is_operator;
    }
    return rights
        .try_emplace(one.consignment, viewer,
                     watched_.at(one.consignment).consignment)
        .first->second.sees_place(one.alert.place);
  };
  auto const is_asked = [&](ShownAlert const& one) {
    return (query.consignment.empty() ||
            query.consignment == one.consignment) &&
           (query.kinds.empty() ||
            std::find(query.kinds.begin(), query.kinds.end(), one.alert.kind) !=
                query.kinds.end());
  };
  std::size_t seen = 0;
  for (auto const& one : all_alerts()) {
    if (!is_asked(one) || !sees(one) || seen++ < query.after) {
      continue;
    }
    if (page.alerts.size() == query.limit) {
      page.next = query.after + query.limit;
      break;
    }
    page.alerts.push_back(one);
  }
  return page;
}

Json to_json(ShownAlert const& shown) {
  auto json = to_json(shown.alert);
  json["consignment"] = shown.consignment;
  json["note"] = shown.note;
  return json;
}

}  // namespace camel
