// SPDX-License-Identifier: Apache-2.0
#include "camel/api/choose_routes.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "camel/api/codec.h"
#include "camel/model/test_corridor.h"

namespace camel {
namespace {

// Goods that lose 1,000 USD a TEU and day, by a northern and a southern way.
Corridor two_ways(std::string const& demand) {
  auto corridor = corridor_from(
      "place A CN\n place N KZ\n place S AZ\n place D DE\n"
      "link A N km=1000\n link N D km=1000\n"
      "link A S km=1000\n link S D km=1000\n"
      "service NORTH A+ N. D-\n service SOUTH A+ S. D-\n"
      "goods parts container tonnes=10 value=10000 loses=1\n"
      "price rail USD/TEU-km 1\n" +
      demand);
  corridor.choice = {.scale_usd = 1000,
                     .spread_weight = 0,
                     .iterations = 400,
                     .tolerance = 1e-3};
  return corridor;
}

std::string const kEvenly =
    "demand A D key=n goods=parts teu=500 via=N choice=c\n"
    "demand A D key=s goods=parts teu=500 via=S choice=c\n";

// Days by a law of the boxes that take the way.
template <typename North, typename South>
Experience experience(North north, South south) {
  return [=](Corridor const& corridor) {
    Table<DemandId, WayOfBox> ways;
    ways.add({0, north(corridor.demand[DemandId{0}].teu_year), 0});
    ways.add({0, south(corridor.demand[DemandId{1}].teu_year), 0});
    return ways;
  };
}

// The share s at which s = share(s), falling in s: by bisection.
template <typename Share>
double fixed_point(Share share) {
  double low = 0;
  double high = 1;
  for (int i = 0; i < 60; ++i) {
    auto const middle = (low + high) / 2;
    (share(middle) > middle ? low : high) = middle;
  }
  return low;
}

double share_of(ChosenRoutes const& chosen) {
  return chosen.corridor.demand[DemandId{0}].teu_year / 1000;
}

TEST(ChooseRoutes, without_congestion_the_logit_is_reached_at_once) {
  auto const chosen = choose_routes(
      two_ways(kEvenly),
      experience([](double) { return 12.0; }, [](double) { return 13.0; }));
  // A day is worth 1,000 USD, as much as the scale.
  EXPECT_NEAR(share_of(chosen), 1 / (1 + std::exp(-1)), 1e-9);
  EXPECT_EQ(chosen.choice.gaps.size(), 2U);
  EXPECT_TRUE(chosen.choice.settled);
  auto const& north = chosen.choice.groups.at(0).options.at(0);
  EXPECT_EQ(north.way.usd, 2000);
  EXPECT_EQ(north.time_usd, 12'000);
  EXPECT_EQ(north.cost, 14'000);
}

TEST(ChooseRoutes, two_congested_ways_settle_at_the_fixed_point) {
  auto const north = [](double teu) { return 10 + 5 * std::pow(teu / 600, 4); };
  auto const south = [](double teu) { return 14 + teu / 500; };
  auto const chosen =
      choose_routes(two_ways(kEvenly), experience(north, south));
  auto const expected = fixed_point([&](double s) {
    return 1 / (1 + std::exp(north(1000 * s) - south(1000 - 1000 * s)));
  });
  EXPECT_TRUE(chosen.choice.settled);
  EXPECT_GT(chosen.choice.gaps.size(), 2U);
  EXPECT_NEAR(share_of(chosen), expected, 1e-3);
}

TEST(ChooseRoutes, the_first_split_does_not_matter) {
  auto const law = experience([](double teu) { return 10 + teu / 100; },
                              [](double teu) { return 10 + teu / 50; });
  auto const other = choose_routes(
      two_ways("demand A D key=n goods=parts teu=10 via=N choice=c\n"
               "demand A D key=s goods=parts teu=990 via=S choice=c\n"),
      law);
  EXPECT_NEAR(share_of(choose_routes(two_ways(kEvenly), law)), share_of(other),
              2e-3);
}

TEST(ChooseRoutes, what_shippers_like_gains) {
  auto const liked = [](double constant) {
    auto corridor = two_ways(kEvenly);
    corridor.demand[DemandId{0}].constant = constant;
    return share_of(choose_routes(
        corridor, experience([](double teu) { return 10 + teu / 100; },
                             [](double) { return 15.0; })));
  };
  EXPECT_LT(liked(-500), liked(0));
  EXPECT_LT(liked(0), liked(500));
}

TEST(ChooseRoutes, nobody_takes_a_way_nobody_arrives_by_but_a_lot_a_month) {
  constexpr auto kNone = std::numeric_limits<double>::quiet_NaN();
  auto const chosen = choose_routes(
      two_ways(kEvenly),
      experience([](double) { return kNone; }, [](double) { return 30.0; }));
  EXPECT_EQ(chosen.choice.groups.at(0).options.at(0).share, 0);
  // Twelve lots of a TEU beside a thousand.
  EXPECT_NEAR(chosen.corridor.demand[DemandId{0}].teu_year, 12, 0.2);
  EXPECT_NEAR(chosen.corridor.demand[DemandId{0}].teu_year +
                  chosen.corridor.demand[DemandId{1}].teu_year,
              1000, 1e-9);
  auto const stuck = choose_routes(
      two_ways(kEvenly),
      experience([](double) { return kNone; }, [](double) { return kNone; }));
  EXPECT_NEAR(share_of(stuck), 0.5, 1e-9);
}

TEST(ChooseRoutes, what_does_not_settle_says_so) {
  auto corridor = two_ways(kEvenly);
  corridor.choice.iterations = 3;
  // With more than 700 boxes the north takes for ever, with fewer it draws 88 %
  // of a thousand: shippers run to and fro.
  auto const chosen = choose_routes(
      corridor, experience([](double teu) { return teu > 700 ? 60.0 : 10.0; },
                           [](double) { return 12.0; }));
  EXPECT_FALSE(chosen.choice.settled);
  EXPECT_EQ(chosen.choice.gaps.size(), 3U);
}

TEST(ChooseRoutes, where_nobody_has_a_choice_nothing_is_simulated) {
  auto const chosen =
      choose_routes(two_ways("demand A D goods=parts\n"), [](Corridor const&) {
        ADD_FAILURE() << "simulated";
        return Table<DemandId, WayOfBox>{};
      });
  EXPECT_TRUE(chosen.choice.settled);
  EXPECT_TRUE(chosen.choice.groups.empty());
}

// Two ways whose customs are M/M/1 queues; trains leave every hour.
Corridor two_queues() {
  auto corridor = corridor_from(
      "place A CN\n place N KZ\n place S AZ\n place D DE\n"
      "link A N km=500\n link N D km=500\n link A S km=500\n link S D km=500\n"
      "service NORTH A+ N. D- rule=timetable frequency=168\n"
      "service SOUTH A+ S. D- rule=timetable frequency=168\n"
      "facility A north kind=customs hours=2 law=exponential per=lot\n"
      "facility A south kind=customs hours=4 law=exponential per=lot\n"
      "step A CN>KZ clearance at=north unit=lot\n"
      "step A CN>AZ clearance at=south unit=lot\n"
      "goods parts container tonnes=10 value=24000 loses=1\n"
      "demand A D key=n goods=parts teu=3000 via=N choice=c\n"
      "demand A D key=s goods=parts teu=500 via=S choice=c\n");
  corridor.choice = {.scale_usd = 200,
                     .spread_weight = 0,
                     .iterations = 30,
                     .tolerance = 0.02};
  return corridor;
}

TEST(ChooseRoutes, simulated_queues_settle_where_queueing_theory_says) {
  auto const result = simulate_choosing(
      two_queues(),
      {.replications = 4, .seed = 5, .threads = 2, .progress = {}});
  EXPECT_TRUE(result.choice.settled);
  // Hours in an M/M/1 queue: 1 / (mu - lambda); an hour loses 100 USD.
  auto const expected = fixed_point([](double s) {
    auto const hours = [](double mean, double teu) {
      return 1 / std::max(1e-3, 1 / mean - teu / 8760);
    };
    return 1 /
           (1 + std::exp((hours(2, 3500 * s) - hours(4, 3500 * (1 - s))) / 2));
  });
  auto const& north = result.choice.groups.at(0).options.at(0);
  EXPECT_NEAR(north.share, expected, 0.03);
}

TEST(ChooseRoutes, any_number_of_threads_gives_the_same_bytes) {
  auto const simulated = [](int threads) {
    auto const corridor = two_queues();
    return to_json(corridor,
                   simulate_choosing(corridor, {.replications = 3,
                                                .days = 60,
                                                .warm_up_days = 10,
                                                .threads = threads,
                                                .progress = {}}),
                   Timings::left_out);
  };
  EXPECT_EQ(simulated(1), simulated(3));
}

}  // namespace
}  // namespace camel
