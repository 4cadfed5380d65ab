// SPDX-License-Identifier: Apache-2.0
// When tracked boxes will come, and which of them somebody should look at: what
// was learnt from simulated years (camel eta), asked with the events of a
// moment.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "camel/api/eta_trial.h"
#include "camel/tracking/alerts.h"
#include "camel/tracking/box_watch.h"
#include "camel/tracking/eta_codec.h"
#include "camel/tracking/line_up.h"

namespace camel {

struct ArrivalsPlan {
  EtaYearsPlan learnt;
  EtaYearsPlan unseen;  // the first one calibrates, the others judge
};

struct ArrivalsLearnt {
  LearntArrivals learnt;
  EtaTrialResult trial;
};
ArrivalsLearnt learn_arrivals(Corridor const& corridor,
                              ArrivalsPlan const& plan);

// In `arrivals.eta` of a folder; nothing where it is not, or is of another
// version.
void keep_arrivals(std::filesystem::path const& folder,
                   LearntArrivals const& learnt);
std::optional<LearntArrivals> kept_arrivals(
    std::filesystem::path const& folder);

struct BoxOutlook {
  BoxWatch watch;
  EpochSeconds now = 0;
  // Of the waypoints behind the last one passed; none where nothing was learnt.
  std::vector<TimeSpread> arrivals;
  std::vector<BoxAlert> alerts;
};

// All boxes with a plan, as far as events told of them by a moment.
class Lookout {
 public:
  // `learnt` outlives it; null: plans and alerts of the past alone.
  Lookout(std::vector<EpcisEvent> const& events, LearntArrivals const* learnt,
          std::optional<EpochSeconds> now = {});

  // Of the last event by default.
  EpochSeconds now() const { return now_; }
  // Nothing of a box without a plan.
  std::optional<BoxOutlook> of(std::string const& object) const;
  // Of all boxes, those that wait longest first.
  std::vector<BoxAlert> alerts() const;
  std::size_t boxes() const { return boxes_.size(); }

 private:
  struct Known {
    BoxWatch watch;
    std::vector<std::uint32_t> steps;
  };
  BoxOutlook outlook(Known const& known) const;

  LearntArrivals const* learnt_;
  EpochSeconds now_ = 0;
  std::map<std::string, Known> boxes_;  // by name
  Signals signals_;
};

std::string to_json(EtaTrialResult const& result);
std::string to_json(std::vector<BoxAlert> const& alerts);
// The line-up of a box, with its outlook where it has a plan (else null).
std::string to_json(LineUp const& line_up, BoxOutlook const* outlook);

}  // namespace camel
