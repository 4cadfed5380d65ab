// SPDX-License-Identifier: Apache-2.0
#include "camel/api/timetables_at_hand.h"

#include <gtest/gtest.h>

#include "camel/model/test_corridor.h"

namespace camel {
namespace {

struct AtHand {
  static TimetableRequest request(int day) {
    TimetableRequest made;
    made.goods = CommodityId{0};
    made.begins = std::chrono::sys_days{std::chrono::year{2026} / 3 / 1} +
                  std::chrono::days{day};
    return made;
  }

  Corridor corridor = corridor_from(
      "place A CN\n place B KZ\n place C PL\n link A B\n link B C\n"
      "service S A+ B- C- capacity=50 rule=timetable frequency=7\n");
  ServiceNetwork network = build_service_network(corridor);
  TimetablesAtHand timetables{corridor, network, {}};
};

TEST(TimetablesAtHand, one_timetable_serves_all_destinations) {
  AtHand at_hand;
  auto const first = at_hand.timetables.towards(PlaceId{1}, AtHand::request(0));
  auto const second =
      at_hand.timetables.towards(PlaceId{2}, AtHand::request(0));
  EXPECT_NE(first, second);
  EXPECT_EQ(first->timetable, second->timetable);
  EXPECT_EQ(first, at_hand.timetables.towards(PlaceId{1}, AtHand::request(0)));
  EXPECT_NE(first->timetable, at_hand.timetables.find(AtHand::request(1)));
}

TEST(TimetablesAtHand, those_not_asked_for_longest_are_given_up) {
  AtHand at_hand;
  std::weak_ptr<Towards const> const first =
      at_hand.timetables.towards(PlaceId{2}, AtHand::request(0));
  EXPECT_FALSE(first.expired());
  for (auto day = 1; day < 100; ++day) {
    at_hand.timetables.towards(PlaceId{2}, AtHand::request(day));
  }
  EXPECT_TRUE(first.expired());
}

}  // namespace
}  // namespace camel
