// SPDX-License-Identifier: Apache-2.0
// When boxes arrive, learnt from simulated years and tried on others (camel
// eta), and kept for those who track boxes (lookout.h).
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "camel/api/eta_trial.h"
#include "camel/tracking/eta_codec.h"

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
std::filesystem::path arrivals_file(std::filesystem::path const& folder);
void keep_arrivals(std::filesystem::path const& folder,
                   LearntArrivals const& learnt);
std::optional<LearntArrivals> kept_arrivals(
    std::filesystem::path const& folder);

std::string to_json(EtaTrialResult const& result);

}  // namespace camel
