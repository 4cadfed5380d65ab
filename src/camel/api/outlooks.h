// SPDX-License-Identifier: Apache-2.0
// What is ahead of boxes that are under way, kept up as events are captured and
// consignments change: the moments by which each passes its milestones, and
// what somebody should look at. A viewer sees of it what lies in his part of
// the way (tracking/rights.h); boxes of which an event brings the plan and no
// consignment, only whoever runs the server.
//
// Where it begins it reads events of boxes with a plan alone, found by indexes,
// and from then on what is captured, in the order of capture: what a station
// tells of later than others is not missed.
//
//   Outlooks outlooks{{events, consignments, tracked}, folder};
//   auto const page = outlooks.alerts(viewer, {.kinds = {AlertKind::late}});
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "camel/api/lookout.h"
#include "camel/api/tracked_events.h"

namespace camel {

struct AlertQuery {
  std::vector<AlertKind> kinds = {};  // none: of all
  std::string consignment = {};       // id; blank: of all
  std::size_t after = 0;              // so many come first
  std::size_t limit = 100;
};

struct ShownAlert {
  std::string consignment, note;  // blank: of a box in none
  BoxAlert alert;
};
Json to_json(ShownAlert const& shown);

struct AlertPage {
  EpochSeconds as_of = 0;  // the last event by now
  std::vector<ShownAlert> alerts;
  std::optional<std::size_t> next;
};

class Outlooks {
 public:
  struct Sources {
    EventStore& events;
    ConsignmentStore& consignments;
    TrackedEvents& tracked;
    // What is announced on the ways of boxes; null: nothing.
    std::shared_ptr<ClosuresOnWays const> announced = {};
    // As far as was told by a moment; nothing: as it is now.
    std::optional<EventMoment> by = {};
  };
  // `folder` is where what was learnt of arrivals is kept (arrivals.h). It may
  // come later, and anew.
  Outlooks(Sources sources, std::filesystem::path folder)
      : sources_{sources}, folder_{std::move(folder)} {}

  // Of the corridor from now on.
  void announce(std::shared_ptr<ClosuresOnWays const> closures);
  // The consignment was made, changed or taken away.
  void changed(std::string const& consignment);

  // Of each box of the consignment.
  Json of(Viewer const& viewer, StoredConsignment const& stored);
  // Of a box by its number: its line-up as the viewer may know it, the
  // consignments of his that it is in, the last one first, and what is ahead of
  // it in that one, or by the plan that an event brought. Throws Refusal where
  // it is unknown to him.
  Json box(Viewer const& viewer, std::string const& number);
  // The same of what is ahead of it, for whoever runs the program.
  std::optional<BoxOutlook> outlook(std::string const& number);
  // Of a box of a consignment, likewise.
  std::optional<BoxOutlook> outlook(std::string const& consignment,
                                    std::string const& box);
  std::size_t boxes();
  // Those that stand longest first.
  AlertPage alerts(Viewer const& viewer, AlertQuery const& query);

 private:
  // What is watched: a box of a consignment, or of none.
  struct Name {
    std::string consignment, object;
    auto operator<=>(Name const&) const = default;
    std::string text() const { return consignment + " " + object; }
  };
  struct Watched {
    std::string note;
    // Parties and way alone: what rights hang on.
    Consignment consignment;
    std::vector<Name> boxes;
  };
  // As of now, and by which things it is told of.
  struct ToldBox {
    Name name;
    BoxWatch watch;
    std::set<std::string> things;
  };

  void catch_up();
  void read_arrivals();
  void begin_anew();
  void take_events();
  void take(EpcisEvent const& event);
  EpochSeconds last_told();
  std::vector<EpcisEvent> events_of(std::string const& thing);
  void renew(std::string const& consignment);
  std::vector<ToldBox> boxes_told_of(StoredConsignment const& stored);
  void renew_box(std::string const& object);
  // With a plan.
  bool is_in_consignment(std::string_view box) const;
  void put(Name const& name, BoxWatch watch,
           std::set<std::string> const& things);
  std::vector<ShownAlert> const& all_alerts();

  Sources sources_;
  std::filesystem::path folder_;
  std::mutex mutex_;
  // Apart, as who changes one waits for nobody who asks.
  std::mutex changing_;
  std::set<std::string> changed_;  // consignments

  std::filesystem::file_time_type read_{};  // arrivals
  std::optional<LearntArrivals> learnt_;
  Lookout lookout_;
  bool has_begun_ = false, is_stale_ = true;
  std::int64_t taken_ = 0;  // row of the last event
  EpochSeconds now_ = 0;
  // Up to here events count that were captured before they are to happen.
  EpochSeconds reached_ = 0;
  bool has_later_ = false;  // events of a moment that is still to come
  std::map<std::string, Watched> watched_;  // by consignment
  std::set<std::string> with_plan_;         // of an event
  // Who is told of by events of a thing, by the last word of its name.
  std::map<std::string, std::set<Name>, std::less<>> told_of_by_;
  std::set<std::string> to_renew_;        // consignments
  std::set<std::string> boxes_to_renew_;  // in none
  std::optional<std::vector<ShownAlert>> alerts_;
};

}  // namespace camel
