// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/train_plan.h"

#include <gtest/gtest.h>

#include "camel/operations/test_world.h"

namespace camel {
namespace {

constexpr auto kBorder =
    "place A CN\n place X CN\n place Y KZ\n place Z KZ\n"
    "link A X km=100\n link X Y km=10\n link Y Z km=300 tracks=1 passing=20\n"
    "facility Y tracks kind=reception servers=3\n"
    "step Y CN>KZ reception at=tracks hold=yes\n"
    "step X CN>KZ papers hours=1\n"
    "fleet W number=40 teu=2\n"
    "service S A+ X. Y. Z- capacity=20 fleet=W\n"
    "demand A Z teu=7300\n"
    "observation trains_waiting from=A,X to=Y,Z via=Y\n";

TEST(TrainPlan, a_train_claims_the_stretches_and_tracks_of_its_way_in_order) {
  // Nothing at A; the papers at X are looked at beside the line; a track at Y;
  // Z is the end.
  Prepared const prepared{
      "place A CN\n place X CN\n place Y KZ\n place Z KZ\n"
      "link A X km=100\n link X Y km=10\n link Y Z km=300 tracks=1 passing=20\n"
      "facility Y tracks kind=reception servers=3\n"
      "step Y CN>KZ reception at=tracks hold=yes\n"
      "step X CN>KZ papers hours=1\n"
      "service S A+ X. Y. Z- capacity=20\n demand A Z teu=7300\n"};
  auto const& line = prepared.plan.layout.plan;
  auto const stretch = [](std::size_t link) {
    return stretch_of({LinkId{link}, true});
  };
  auto const track = track_of(prepared.corridor, FacilityId{0});
  EXPECT_EQ(line.ways[0], (Claims{stretch(0), kOpenSpace, stretch(1), track,
                                  stretch(2), kOpenSpace}));
  EXPECT_EQ(line.room[track], 3);
  // 300 km of single track with a passing place each 20: fifteen trains of one
  // direction. 100 km of double track: one each 7.5 km.
  EXPECT_EQ(line.room[stretch(2)], 15);
  EXPECT_EQ(line.room[stretch(0)], 13);
}

TEST(TrainPlan, wagons_loaded_and_freed_a_day_follow_from_the_demand) {
  // 7,300 TEU a year are twenty a day, one train of ten wagons.
  Prepared const prepared{
      "place A CN\n place Z KZ\n link A Z km=100\n"
      "fleet W number=40 teu=2\n"
      "service S A+ Z- capacity=20 fleet=W\n demand A Z teu=7300\n"};
  auto const& fleet = prepared.plan.fleets[0];
  ASSERT_EQ(fleet.depots.size(), 2U);
  EXPECT_DOUBLE_EQ(fleet.depots[0].loaded_a_day, 10);
  EXPECT_DOUBLE_EQ(fleet.depots[0].freed_a_day, 0);
  EXPECT_DOUBLE_EQ(fleet.depots[1].freed_a_day, 10);
  EXPECT_EQ(fleet.depots[0].longest_train, 10);
  EXPECT_TRUE(fleet.ways[1][0]);   // empties come back
  EXPECT_FALSE(fleet.ways[0][1]);  // and are not sent out
}

TEST(TrainPlan,
     a_train_belongs_to_the_queue_before_a_border_until_it_is_through) {
  Prepared const prepared{kBorder};
  ASSERT_EQ(prepared.plan.borders.size(), 1U);
  EXPECT_EQ(prepared.plan.borders[0].from_country, "CN");
  EXPECT_EQ(prepared.plan.borders[0].to_country, "KZ");
  auto const& queues = prepared.plan.ways[0].queues;
  ASSERT_EQ(queues.size(), 1U);
  EXPECT_EQ(queues[0].until, 2U);  // stretches: A-X, X-Y
}

}  // namespace
}  // namespace camel
