// SPDX-License-Identifier: Apache-2.0
// Multi-commodity flow by column generation: one JSON line an instance.
//
//   ./bench capacity [arc] [FOLDER] [NAME ...]
//
// FOLDER holds the published instances grid1 ... planar150 (CommaLab, Pisa);
// without it CAMEL_FLOW_INSTANCES, or else ../shared/instances/mcf beside the
// project. Where there is none, they are skipped, and it says so. NAME chooses
// instances; corridor1000 and corridor10000 are generated. With `arc`, the
// same problem by arcs in Clp stands beside (flows added up by origin); that
// takes minutes on grid7, so it is done there only when grid7 is named.
//
// Seconds are those of the processor in user mode, one thread.

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "camel/lp/linear_program.h"
#include "camel/lp/path_flow.h"
#include "flow_instances.h"
#include "measure.h"

namespace camel {
namespace {

struct Instance {
  std::string name;
  double published = 0;  // 0: generated, none is
  double gap = 1e-9;
  int size = 0;            // of a generated one
  bool arc_quick = false;  // the problem by arcs takes seconds
};

std::vector<Instance> const kInstances = {
    {.name = "grid1", .published = 827319.0, .arc_quick = true},
    {.name = "grid2", .published = 1705378.0, .arc_quick = true},
    {.name = "grid3", .published = 1524642.0, .arc_quick = true},
    {.name = "grid5", .published = 5049688.5, .arc_quick = true},
    {.name = "grid7", .published = 25864036.571},
    {.name = "grid9", .published = 82652982.047},
    {.name = "planar30", .published = 44350624, .arc_quick = true},
    {.name = "planar50", .published = 122199689, .arc_quick = true},
    {.name = "planar100", .published = 231339581.854, .arc_quick = true},
    {.name = "planar150", .published = 548087088.987},
    {.name = "corridor1000", .size = 1000},
    {.name = "corridor10000", .gap = 1e-5, .size = 10000},
};

struct Wish {
  bool arc = false;
  std::string folder;
  std::vector<std::string> names;

  bool names_it(Instance const& instance) const {
    return std::find(names.begin(), names.end(), instance.name) != names.end();
  }
  bool wants(Instance const& instance) const {
    return names.empty() || names_it(instance);
  }
};

std::string measure_arc_program(FlowProblem const& problem) {
  auto const program = arc_program(problem);
  auto const before = usage_now();
  auto const solution = solve_linear(program);
  auto const seconds = usage_now().user_seconds - before.user_seconds;
  return fmt::format(R"(,"arc_value":{:.9g},"arc_user_seconds":{:.3f})",
                     solution.value, seconds);
}

void measure(Instance const& instance, Wish const& wish) {
  auto problem = instance.size > 0
                     ? generate_corridor_grid(instance.size, instance.size)
                     : read_flow_instance(wish.folder + "/" + instance.name);
  auto const before = usage_now();
  auto const solution = solve_path_flow(problem, {.gap = instance.gap});
  auto const after = usage_now();
  auto const published = instance.published > 0
                             ? fmt::format("{:.12g}", instance.published)
                             : "null";
  auto line = fmt::format(
      R"({{"instance":"{}","value":{:.12g},"published":{},"gap":{:.3g},)"
      R"("rounds":{},"columns":{},"rows":{},"user_seconds":{:.3f},)"
      R"("lp_seconds":{:.3f},"pricing_seconds":{:.3f},"peak_mb":{:.0f})",
      instance.name, solution.value, published, solution.gap, solution.rounds,
      solution.columns, solution.rows, after.user_seconds - before.user_seconds,
      solution.lp_seconds, solution.pricing_seconds, after.peak_mb);
  if (wish.arc && (instance.arc_quick ||
                   (instance.name == "grid7" && wish.names_it(instance)))) {
    line += measure_arc_program(problem);
  }
  fmt::print("{}}}\n", line);
  std::fflush(stdout);
}

int run(Wish const& wish) {
  auto const there = std::filesystem::is_directory(wish.folder);
  if (!there) {
    fmt::print(stderr, "skipped the published instances: no folder {}\n",
               wish.folder);
  }
  for (auto const& instance : kInstances) {
    if (wish.wants(instance) && (there || instance.size > 0)) {
      measure(instance, wish);
    }
  }
  return 0;
}

}  // namespace
}  // namespace camel

int main(int argc, char** argv) {
  camel::Wish wish;
  wish.folder = CAMEL_ROOT "/../shared/instances/mcf";
  if (auto const* const folder = std::getenv("CAMEL_FLOW_INSTANCES")) {
    wish.folder = folder;
  }
  for (std::string const argument : std::vector(argv + 1, argv + argc)) {
    if (argument == "arc") {
      wish.arc = true;
    } else if (std::filesystem::is_directory(argument)) {
      wish.folder = argument;
    } else {
      wish.names.push_back(argument);
    }
  }
  return camel::run(wish);
}
