// SPDX-License-Identifier: Apache-2.0
#include "camel/api/route_examples.h"

#include <gtest/gtest.h>

#include "camel/api/find_corridor.h"
#include "camel/api/json.h"
#include "camel/loader/load_corridor.h"

namespace camel {
namespace {

TEST(RouteExamples, are_those_the_corridor_names_else_those_of_most_boxes) {
  auto corridor = load_corridor(find_corridor("tiny")).corridor;
  // 4,000 TEU from east to west, 1,500 to the salt port, 600 of fruit back;
  // empties are no example.
  auto const largest = example_questions(corridor);
  ASSERT_EQ(largest.size(), 3U);
  EXPECT_EQ(corridor.places[largest[0].to].code, "XWEST");
  EXPECT_EQ(corridor.places[largest[1].to].code, "XSALT");
  EXPECT_EQ(corridor.commodities[largest[2].goods].key, "fruit");
  corridor.route_examples = {{largest[2].from, largest[2].to}};
  auto const named = example_questions(corridor);
  ASSERT_EQ(named.size(), 1U);
  EXPECT_EQ(named[0].goods, largest[2].goods);
  auto const part = Json::parse(routes_part(corridor, {}));
  ASSERT_EQ(part.size(), 1U);
  EXPECT_EQ(part[0]["question"]["from"], "XWEST");
}

}  // namespace
}  // namespace camel
