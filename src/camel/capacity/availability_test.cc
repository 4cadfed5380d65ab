// SPDX-License-Identifier: Apache-2.0
#include "camel/capacity/availability.h"

#include <cmath>

#include <gtest/gtest.h>

#include "camel/model/test_corridor.h"

namespace camel {
namespace {

std::string const kPlaces = R"(
  place A CN
  place B KZ
  link A B capacity=10
)";
constexpr LinkRun kThere{LinkId{0}, true}, kBack{LinkId{0}, false};

Season month(int number) {
  return months_of(2024)[static_cast<std::size_t>(number - 1)];
}
double paths(std::string const& closures, LinkRun run, Season const& season) {
  auto const corridor = corridor_from(kPlaces + closures);
  return Availability{corridor, season}.paths(run);
}
double servers(std::string const& text, Season const& season = month(3)) {
  auto const corridor = corridor_from(kPlaces + text);
  return Availability{corridor, season}.servers(FacilityId{0});
}

TEST(Seasons, are_months_of_the_base_year) {
  auto const months = months_of(2024);
  ASSERT_EQ(months.size(), 12U);
  EXPECT_EQ(months[1].name, "February");
  EXPECT_EQ(months[1].first_day, 31);
  EXPECT_EQ(months[1].days, 29);
  EXPECT_EQ(months_of(2023)[1].days, 28);
  EXPECT_EQ(whole_year(2024).days, 366);
  EXPECT_EQ(whole_year(2023).days, 365);
}

TEST(Seasons, that_give_the_same_are_one) {
  EXPECT_EQ(seasons_of(corridor_from(kPlaces)).size(), 1U);
  // The same part of the days of two months, though one has more of them.
  auto const low = corridor_from(kPlaces + R"(
    closure A from=2024-03-01 to=2024-04-30 payload=0.8
  )");
  auto const seasons = seasons_of(low);
  ASSERT_EQ(seasons.size(), 3U);
  EXPECT_EQ(seasons[1].name, "March to April");
  EXPECT_EQ(seasons[1].first_day, 31 + 29);
  EXPECT_EQ(seasons[1].days, 31 + 30);
}

TEST(Availability, a_line_shut_for_a_week_has_paths_on_the_other_days) {
  std::string const text = "closure A>B from=2024-03-01 to=2024-03-07 share=0";
  EXPECT_NEAR(paths(text, kThere, month(3)), 24 / 31.0, 1e-12);
  EXPECT_NEAR(paths(text, kBack, month(3)), 1, 1e-12);
  EXPECT_NEAR(paths(text, kThere, month(4)), 1, 1e-12);
  EXPECT_NEAR(paths(text + " base=no", kThere, month(3)), 1, 1e-12);
}

TEST(Availability, of_two_closures_on_a_day_the_least_share_counts) {
  std::string const text = R"(
    closure A>B key=1 from=2024-03-01 to=2024-03-31 share=0.5
    closure A key=2 from=2024-03-01 to=2024-03-31 share=0.3
    closure A-B key=3 from=2024-03-01 to=2024-03-31 closed=0.1
  )";
  EXPECT_NEAR(paths(text, kThere, month(3)), 0.3 * 0.9, 1e-12);
  EXPECT_NEAR(paths(text, kBack, month(3)), 0.3 * 0.9, 1e-12);
}

TEST(Availability, a_winter_that_recurs_crosses_new_year) {
  std::string const text =
      "closure A-B from=2000-12-01 to=2000-02-15 recurs=yes share=0.5";
  EXPECT_NEAR(paths(text, kThere, month(12)), 0.5, 1e-12);
  EXPECT_NEAR(paths(text, kThere, month(1)), 0.5, 1e-12);
  EXPECT_NEAR(paths(text, kThere, month(2)), 1 - 0.5 * 15 / 29, 1e-12);
  EXPECT_NEAR(paths(text, kThere, month(3)), 1, 1e-12);
}

// Trains run on while a gale keeps others away, and half of the paths can be
// used all day; only a shut line stands empty.
TEST(Availability, single_track_is_lost_on_days_on_which_nobody_enters) {
  auto const open = [](std::string const& text) {
    auto const corridor = corridor_from(kPlaces + text);
    return Availability{corridor, month(3)}.open_days(LinkId{0});
  };
  EXPECT_EQ(open("closure A-B from=2024-03-01 to=2024-03-31 share=0.5"), 1);
  EXPECT_EQ(open("closure A-B from=2024-03-01 to=2024-03-31 closed=0.5"), 1);
  EXPECT_EQ(open("closure A>B from=2024-03-01 to=2024-03-31 share=0"), 1);
  EXPECT_NEAR(open("closure A-B from=2024-03-01 to=2024-03-07 share=0"),
              24 / 31.0, 1e-12);
}

TEST(Availability, servers_are_fewer_when_shut_broken_or_closed) {
  EXPECT_EQ(servers("facility B customs servers=4 hours=2"), 4);
  EXPECT_NEAR(servers("facility B customs servers=4 hours=2 open=8-16"),
              4 * (8 + 2) / 24.0, 1e-12);
  EXPECT_NEAR(servers("facility B customs servers=4 breakdown=90 repair=10"),
              4 * 0.9, 1e-12);
  EXPECT_NEAR(servers(R"(
    facility B customs servers=4
    closure B/customs from=2024-03-01 to=2024-03-31 share=0.6
  )"),
              2, 1e-12);  // 2.4, rounded
  EXPECT_NEAR(servers(R"(
    facility B customs servers=4
    closure B from=2024-03-01 to=2024-03-31 time=1.25
  )"),
              4 / 1.25, 1e-12);
}

// A train of 50 TEU that is begun at closing time takes five hours more.
TEST(Availability, the_longest_work_in_hand_goes_on_after_closing) {
  EXPECT_NEAR(servers(R"(
    facility B lifts servers=1 hours=0.1 per=teu open=8-16
    service S A+ B- capacity=50
  )"),
              (8 + 5) / 24.0, 1e-12);
  EXPECT_NEAR(servers(R"(
    facility B customs servers=1 hours=0 open=8-16
    step B *>* customs at=customs hours=3
  )"),
              (8 + 3) / 24.0, 1e-12);
}

// A track is lost when its train has left it: who is there stays.
TEST(Availability, what_trains_keep_is_not_taken_from_them) {
  std::string const step = "\nstep B *>* reception at=tracks hold=yes";
  EXPECT_EQ(
      servers("facility B tracks kind=reception servers=3 open=8-16" + step),
      3);
  EXPECT_EQ(servers("facility B tracks kind=reception servers=3 "
                    "breakdown=90 repair=10" +
                    step),
            3);
  EXPECT_NEAR(servers("facility B tracks kind=reception servers=3" + step +
                      "\nclosure B/tracks from=2024-03-01 to=2024-03-31 "
                      "share=0.34"),
              1, 1e-12);
  EXPECT_EQ(servers("facility B berth servers=2 breakdown=90 repair=10"), 2);
}

TEST(Availability, vessels_are_laid_up_for_days) {
  auto const corridor = corridor_from(kPlaces + R"(
    fleet V kind=vessel number=7 teu=100
    closure fleets/V from=2024-03-01 to=2024-03-31 share=0.57
  )");
  EXPECT_EQ((Availability{corridor, month(3)}.vessels(FleetId{0})), 4);
  EXPECT_EQ((Availability{corridor, month(4)}.vessels(FleetId{0})), 7);
}

// Floor of 50 x 0.75 on ten days of 31; one TEU at the least.
TEST(Availability, low_water_is_a_mean_of_whole_loads) {
  auto const corridor = corridor_from(kPlaces + R"(
    service S A+ B- capacity=50
    service T A+ B- capacity=2
    closure A from=2024-03-01 to=2024-03-10 payload=0.75
    closure A key=again from=2024-03-21 to=2024-03-31 payload=0.1
  )");
  Availability const here{corridor, month(3)};
  auto const& s = corridor.services[ServiceId{0}];
  auto const& t = corridor.services[ServiceId{1}];
  EXPECT_NEAR(here.payload(s, PlaceId{0}), (10 * 37 + 10 * 50 + 11 * 5) / 31.0,
              1e-12);
  EXPECT_NEAR(here.payload(t, PlaceId{0}), (10 * 1 + 10 * 2 + 11 * 1) / 31.0,
              1e-12);
  EXPECT_EQ(here.payload(s, PlaceId{1}), 50);
}

// A spell of 36 h in the mean finds the vessel busy for at most 24 h of its
// trip of 40: e^(-24/36) of it is left.
TEST(Availability, weather_costs_a_vessel_what_is_left_of_a_spell) {
  auto const corridor = corridor_from(R"(
    place S KZ
    place T AZ
    link S T mode=ferry
    closure S-T from=2024-03-01 to=2024-03-31 closed=0.3 spell=36
  )");
  Availability const march{corridor, month(3)}, april{corridor, month(4)};
  std::vector<Availability::Entry> const trip{{kThere, 4}, {kBack, 20}};
  EXPECT_NEAR(march.lost_to_weather(trip, 40), 0.3 * std::exp(-24 / 36.0),
              1e-12);
  EXPECT_EQ(april.lost_to_weather(trip, 40), 0);
  EXPECT_EQ(march.lost_to_weather({}, 40), 0);
}

TEST(Availability, demand_has_its_seasons_and_its_events) {
  auto const corridor = corridor_from(kPlaces + R"(
    demand A B teu=3650 season=1,1,2,1,1,1,1,1,1,1,0,1
    closure B key=less from=2024-03-01 to=2024-03-31 demand=0.5
    closure B key=stop from=2024-05-01 to=2024-05-31 stop=yes
  )");
  auto const teu = [&](Season const& season, std::vector<PlaceId> journey) {
    return Availability{corridor, season}.demand_teu(DemandId{0}, journey);
  };
  std::vector<PlaceId> const by_b{PlaceId{0}, PlaceId{1}};
  EXPECT_NEAR(teu(month(1), by_b), 310, 1e-9);
  EXPECT_NEAR(teu(month(3), by_b), 310 * 2 * 0.5, 1e-9);
  EXPECT_NEAR(teu(month(3), {PlaceId{0}}), 310 * 2, 1e-9);
  EXPECT_NEAR(teu(month(5), by_b), 0, 1e-9);
  EXPECT_NEAR(teu(month(11), by_b), 0, 1e-9);
  // In the year as one those who are stopped in May go in June.
  EXPECT_NEAR(teu(whole_year(2024), by_b), 10 * (366 - 30), 1e-9);
}

}  // namespace
}  // namespace camel
