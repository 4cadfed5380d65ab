// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/circumstances.h"

#include <gtest/gtest.h>

#include "camel/operations/test_world.h"

namespace camel {
namespace {

constexpr auto kLine =
    "place A CN\n place B KZ\n place C KZ\n place D KZ\n"
    "link A B\n link B C\n link C D\n"
    "goods fruit reefer\n"
    "facility B customs hours=2\n facility B lifts hours=1\n"
    "facility C customs hours=2\n"
    "service S A+ C- cargo=container,reefer\n service T C+ D-\n"
    "demand A C\n demand A C goods=fruit\n demand C D\n";

struct Struck : Stage {
  explicit Struck(std::string const& rows) : Stage{kLine + rows} {}

  // At noon of this day of the year.
  static Ticks noon(int day) { return (day - 1) * kDay + kDay / 2; }
  Circumstances const& now() const { return world.circumstances; }
};

constexpr auto kBtoC = "closure B>C from=2024-01-05 to=2024-01-06 ";
constexpr auto kAtB = "closure B from=2024-01-05 to=2024-01-06 ";

TEST(Circumstances, slow_work_is_of_one_facility_or_of_the_whole_place) {
  Struck const one{"closure B/customs from=2024-01-05 to=2024-01-06 time=3\n"};
  EXPECT_EQ(one.now().time_factor(FacilityId{0}, one.noon(4)), 1);
  EXPECT_EQ(one.now().time_factor(FacilityId{0}, one.noon(5)), 3);
  EXPECT_EQ(one.now().time_factor(FacilityId{0}, one.noon(7)), 1);
  EXPECT_EQ(one.now().time_factor(FacilityId{1}, one.noon(5)), 1);
  EXPECT_EQ(one.now().time_factor(PlaceId{1}, one.noon(5)), 1);
  Struck const all{std::string{kAtB} + "time=3\n"};
  for (auto const facility : {0U, 1U}) {
    EXPECT_EQ(all.now().time_factor(FacilityId{facility}, all.noon(5)), 3);
  }
  EXPECT_EQ(all.now().time_factor(FacilityId{2}, all.noon(5)), 1);
  EXPECT_EQ(all.now().time_factor(PlaceId{1}, all.noon(5)), 3);
}

TEST(Circumstances, two_that_slow_work_multiply_and_one_strikes_once) {
  Struck const stage{
      std::string{kAtB} +
      "time=3\nclosure B/customs from=2024-01-06 to=2024-01-09 time=2 key=x\n"};
  auto const factor = [&](int day) {
    return stage.now().time_factor(FacilityId{0}, stage.noon(day));
  };
  EXPECT_EQ(factor(5), 3);
  EXPECT_EQ(factor(6), 6);
  EXPECT_EQ(factor(8), 2);
}

TEST(Circumstances, demand_changes_for_those_who_pass) {
  Struck const stage{std::string{kBtoC} + "demand=2.5\n"};
  auto const factor = [&](std::size_t row, int day) {
    return stage.now().demand_factor(DemandId{row}).at(stage.noon(day));
  };
  EXPECT_EQ(factor(0, 5), 2.5);
  EXPECT_EQ(factor(0, 7), 1);
  EXPECT_EQ(factor(1, 5), 2.5);
  EXPECT_EQ(factor(2, 5), 1);  // from C onwards
  EXPECT_TRUE(stage.now().loading(DemandId{0}).is_always_1());
}

TEST(Circumstances, named_goods_alone_are_meant) {
  Struck const stage{std::string{kAtB} + "demand=0 stop=yes goods=fruit\n"};
  for (auto const row : {0U, 1U}) {
    auto const expected = row == 1 ? 0 : 1;
    auto const noon = stage.noon(5);
    EXPECT_EQ(stage.now().demand_factor(DemandId{row}).at(noon), expected);
    EXPECT_EQ(stage.now().loading(DemandId{row}).at(noon), expected);
  }
}

TEST(Circumstances, a_train_may_take_a_share_of_its_capacity_but_one_box) {
  Struck const stage{
      "closure A from=2024-01-05 to=2024-01-06 payload=0.83\n"
      "closure C from=2024-01-05 to=2024-01-06 payload=0.01\n"};
  auto const& service = stage.corridor.services[ServiceId{0}];  // 50 TEU
  EXPECT_EQ(stage.now().payload(service, PlaceId{0}, stage.noon(4)), 50);
  EXPECT_EQ(stage.now().payload(service, PlaceId{0}, stage.noon(5)), 41);
  EXPECT_EQ(stage.now().payload(service, PlaceId{2}, stage.noon(5)), 1);
  EXPECT_EQ(stage.now().least_payload(service, PlaceId{0}), 41);
  EXPECT_EQ(stage.now().least_payload(service, PlaceId{1}), 50);
}

TEST(Circumstances, of_a_fleet_the_first_numbers_sail) {
  Struck const stage{
      "fleet F kind=vessel number=5\n"
      "closure fleets/F from=2024-01-05 to=2024-01-06 share=0.5\n"};
  // Half of five is rounded to three.
  for (int number = 0; number < 5; ++number) {
    auto const sails =
        stage.now().sails_from(FleetId{0}, number, stage.noon(5));
    EXPECT_EQ(sails, number < 3 ? stage.noon(5) : 6 * kDay) << number;
  }
  EXPECT_EQ(stage.now().sails_from(FleetId{0}, 4, stage.noon(4)),
            stage.noon(4));
}

TEST(Circumstances, what_waits_for_a_scenario_changes_nothing) {
  Struck const stage{std::string{kAtB} +
                     "time=3 demand=2 payload=0.5 stop=yes base=no\n"};
  auto const noon = stage.noon(5);
  EXPECT_EQ(stage.now().time_factor(FacilityId{0}, noon), 1);
  EXPECT_EQ(stage.now().payload_share(PlaceId{1}, noon), 1);
  EXPECT_TRUE(stage.now().demand_factor(DemandId{0}).is_always_1());
  EXPECT_TRUE(stage.now().loading(DemandId{0}).is_always_1());
}

}  // namespace
}  // namespace camel
