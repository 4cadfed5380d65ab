// SPDX-License-Identifier: Apache-2.0
// The recorded years of a package with scenarios, kept between runs of the
// program: the first query simulates them, the next ones read them. They are
// kept under a digest of all that makes them, so that an edited table, another
// seed or another program finds nothing and records anew.
//
// The files (*.years) can be thrown away at any time.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "camel/api/load_scenarios.h"
#include "camel/operations/record_years.h"

namespace camel {

struct YearsWanted {
  RecordingPlan plan;
  // Told how many rounds of the shippers' choice are done.
  std::function<void(int done)> choosing;
  // Where years are kept; none: nowhere.
  std::optional<std::filesystem::path> folder;
};

struct RecordedYears {
  std::vector<RecordedYear> years;
  bool were_kept = false;  // and nothing was simulated
  std::string warning;     // why they could not be kept; blank: they are
};

// The corridor is sound. It is simulated as simulate_choosing does, with the
// shares of routes that shippers settle on. Nothing is kept of a corridor
// without `files`.
RecordedYears load_or_record_years(ScenarioCorridor const& corridor,
                                   YearsWanted const& wanted);

// The same without keeping: of any corridor.
std::vector<RecordedYear> record_choosing(
    Corridor const& corridor, RecordingPlan const& plan,
    std::function<void(int done)> const& choosing = {});

}  // namespace camel
