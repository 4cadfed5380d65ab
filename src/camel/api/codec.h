// SPDX-License-Identifier: Apache-2.0
// Results as JSON documents. The documents are described in
// docs/reference/results.md.
#pragma once

#include <map>
#include <string>

#include "camel/api/check_corridor.h"
#include "camel/api/simulate.h"

namespace camel {

// Whether figures that differ from run to run (seconds) are written.
enum class Timings { written, left_out };

std::string to_json(CorridorCheck const& check);
std::string to_json(Corridor const& corridor, SimulationResult const& result,
                    Timings timings);

// Of it only how figures are spread: transit times of the flows, and queues
// before borders week by week, on one line.
std::string distributions_json(Corridor const& corridor,
                               SimulationResult const& result);

// What a command answers that could not do its work.
std::string error_json(std::string const& what, int exit_code);

// Everything the report shows, as one document. `parts` are sections of it
// that are documents of their own: "comparison" and its JSON.
std::string report_data(CorridorCheck const& check,
                        SimulationResult const& result,
                        std::map<std::string, std::string> const& parts = {});
// The same of a corridor that was not simulated.
std::string report_data(CorridorCheck const& check,
                        std::map<std::string, std::string> const& parts);

}  // namespace camel
