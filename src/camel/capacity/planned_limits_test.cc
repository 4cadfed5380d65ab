// SPDX-License-Identifier: Apache-2.0
#include "camel/capacity/planned_limits.h"

#include <gtest/gtest.h>

#include "camel/model/test_corridor.h"

namespace camel {
namespace {

// From A to C go six trains a day, on ten paths of the first line and two of
// the second; there is a crane for three.
TEST(PlannedLimits, name_the_dearest_limit_on_the_way_of_boxes) {
  auto const corridor = corridor_from(R"(
    place A CN
    place B KZ
    place C KZ
    link A B capacity=10
    link B C capacity=2
    facility C lifts servers=1 hours=8
    service S A+ B. C- capacity=50
    demand A C teu=109500
  )");
  CapacityQuestion const question;
  CapacityModel const model{corridor, question.routes};
  SeasonFlows const flows{model, {whole_year(2024)}, question};
  auto const dearest = PlannedLimits{model, flows}.dearest(0, DemandId{0});
  ASSERT_EQ(dearest.size(), 1U);
  EXPECT_EQ(key_of(corridor, model.limits()[dearest.front()]),
            "path/B-C/there");
}

}  // namespace
}  // namespace camel
