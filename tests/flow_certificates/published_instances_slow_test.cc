// SPDX-License-Identifier: Apache-2.0
// The published instances of the CommaLab group of Pisa (grid and planar), to
// 1e-8 of their published optima; the last digits of those are themselves of a
// solver. They are not part of the project: CAMEL_FLOW_INSTANCES names their
// folder, ../shared/instances/mcf beside the project without it. Only where
// nobody named a folder, and that one is not there, are they skipped; a file
// that is missing in a folder is a failure.
#include <cmath>
#include <cstdlib>
#include <filesystem>

#include <gtest/gtest.h>

#include "flow_certificates/check_certificate.h"
#include "flow_instances.h"

namespace camel {
namespace {

// Where the instances are; blank where nobody has them.
std::string folder() {
  if (auto const* const named = std::getenv("CAMEL_FLOW_INSTANCES")) {
    return named;
  }
  std::string const usual = CAMEL_ROOT "/../shared/instances/mcf";
  return std::filesystem::is_directory(usual) ? usual : "";
}

struct Published {
  char const* name;
  double optimum;
  bool is_small;  // proven in fractions, too
};

class PublishedInstances : public testing::TestWithParam<Published> {};

TEST_P(PublishedInstances, has_the_published_optimum) {
  auto const& [name, optimum, is_small] = GetParam();
  auto const where = folder();
  if (where.empty()) {
    GTEST_SKIP() << "the published instances are not on this machine: name "
                    "their folder in CAMEL_FLOW_INSTANCES";
  }
  auto const file = where + "/" + name;
  ASSERT_TRUE(std::filesystem::exists(file)) << "there is no " << file;
  auto const problem = read_flow_instance(file);
  auto const solution = solve_path_flow(problem);
  EXPECT_EQ(solution.status, FlowStatus::optimal);
  EXPECT_LE(std::abs(solution.value - optimum), 1e-8 * optimum);
  EXPECT_LE(std::abs(solution.bound - optimum), 1e-8 * optimum);
  if (is_small) {
    auto const findings =
        check_certificate(problem, solution, FlowObjective::cost);
    EXPECT_TRUE(findings.holds()) << findings.text();
  }
}

INSTANTIATE_TEST_SUITE_P(
    Of, PublishedInstances,
    testing::Values(Published{"grid1", 827319.0, true},
                    Published{"grid2", 1705378.0, true},
                    Published{"grid3", 1524642.0, true},
                    Published{"grid5", 5049688.5, true},
                    Published{"grid7", 25864036.571, true},
                    Published{"grid9", 82652982.047, false},
                    Published{"planar30", 44350624, true},
                    Published{"planar50", 122199689, true},
                    Published{"planar100", 231339581.854, true},
                    Published{"planar150", 548087088.987, false}),
    [](auto const& instance) { return std::string{instance.param.name}; });

}  // namespace
}  // namespace camel
