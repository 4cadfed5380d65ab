// SPDX-License-Identifier: Apache-2.0
// Boxes on their way, watched: what is ahead of each, by what was learnt from
// simulated years (arrivals.h) and by how full the corridor is, as far as these
// boxes tell; and which of them somebody should look at.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "camel/api/closures_on_ways.h"
#include "camel/api/json.h"
#include "camel/tracking/alerts.h"
#include "camel/tracking/box_watch.h"
#include "camel/tracking/eta_codec.h"

namespace camel {

struct BoxOutlook {
  BoxWatch watch;
  EpochSeconds now = 0;
  // Of the waypoints behind the last one passed; none where nothing was learnt.
  std::vector<TimeSpread> arrivals;
  std::vector<BoxAlert> alerts;
};

class Lookout {
 public:
  // Both outlive it. Nothing learnt: plans and alerts of the past alone.
  explicit Lookout(LearntArrivals const* learnt = nullptr,
                   ClosuresOnWays const* announced = nullptr)
      : learnt_{learnt}, announced_{announced} {}

  // Under a name of the caller's; takes the place of what was there.
  void put(std::string const& name, BoxWatch watch);
  void remove(std::string const& name);
  // What is asked afterwards is asked of this moment, with the boxes there are;
  // what came of them until a day before it calibrates what is said, anew each
  // day and where something older is told.
  void look(EpochSeconds now);

  EpochSeconds now() const { return now_; }
  std::optional<BoxOutlook> of(std::string const& name) const;
  // Of a box that is there: none, it is past helping.
  std::vector<BoxAlert> alerts_of(std::string const& name) const;
  std::size_t boxes() const { return boxes_.size(); }

 private:
  struct Known {
    BoxWatch watch;
    std::vector<std::uint32_t> steps;
    std::vector<ClosureOnWay> closures;
  };
  BoxOutlook outlook(Known const& known) const;
  bool tells_of_the_past(Known const& known) const;
  // By each of the boxes, without its gaps.
  void calibrate(std::span<BoxJourney const> whole);

  LearntArrivals const* learnt_;
  ClosuresOnWays const* announced_;
  EpochSeconds now_ = 0;
  std::map<std::string, Known> boxes_;
  Signals signals_;
  EtaCalibration calibration_;
  EpochSeconds calibrated_by_ = 0;
  bool has_other_past_ = true;  // than it was calibrated by
};

// The last of the plans that events bring of a thing by a moment. One that was
// declared in error does not count.
std::optional<ToldPlan> last_plan(std::span<EpcisEvent const> events,
                                  EpochSeconds now);

// Milestones and alerts at places that `sees` lets through; by default all.
Json to_json(BoxOutlook const& outlook,
             std::function<bool(std::string_view place)> const& sees = {});
Json to_json(BoxAlert const& alert);
// Null: not yet.
Json moment_json(EpochSeconds time);

}  // namespace camel
