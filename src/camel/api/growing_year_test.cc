// SPDX-License-Identifier: Apache-2.0
#include "camel/api/growing_year.h"

#include <stdexcept>

#include <gtest/gtest.h>

#include "camel/api/codec.h"
#include "camel/model/test_corridor.h"

namespace camel {
namespace {

// Two ways for the same boxes; the southern one has room for half of those
// that the table sends there.
Corridor two_ways() {
  auto corridor = corridor_from(
      "place A CN\n place N KZ\n place S AZ\n place D DE\n"
      "link A N km=1000\n link N D km=1000\n"
      "link A S km=1000\n link S D km=1000\n"
      "service NORTH A+ N. D- capacity=40 rule=full_or_time\n"
      "service SOUTH A+ S. D- capacity=4 rule=timetable frequency=3\n"
      "goods parts container tonnes=10 value=10000 loses=1\n"
      "price rail USD/TEU-km 1\n"
      "demand A D key=n goods=parts teu=500 via=N choice=c\n"
      "demand A D key=s goods=parts teu=900 via=S choice=c\n");
  corridor.choice = {.scale_usd = 1000,
                     .spread_weight = 0,
                     .iterations = 5,
                     .tolerance = 1e-3};
  return corridor;
}

SimulationPlan plan(int replications) {
  return {.replications = replications,
          .days = 60,
          .warm_up_days = 10,
          .seed = 3,
          .threads = 2,
          .progress = {}};
}

std::string json(SimulationResult const& result) {
  return to_json(two_ways(), result, Timings::left_out);
}

TEST(GrowingYear, in_the_end_it_is_as_if_simulated_at_once) {
  GrowingYear year{two_ways(), plan(6)};
  for (auto const replications : {2, 6, 4}) {
    EXPECT_EQ(json(year.settled(replications)),
              json(simulate_choosing(two_ways(), plan(replications))));
  }
}

TEST(GrowingYear, at_first_boxes_go_the_ways_of_the_table) {
  GrowingYear year{two_ways(), plan(6)};
  auto const given = json(year.with_given_ways());
  EXPECT_EQ(given, json(simulate_corridor(two_ways(), plan(2))));
  auto const settled = json(year.settled(2));
  EXPECT_NE(given, settled);
  EXPECT_EQ(json(year.with_given_ways()), given);
}

TEST(GrowingYear, what_was_run_is_not_run_again) {
  GrowingYear year{two_ways(), plan(6)};
  auto runs = 0;
  auto const count = [&] { ++runs; };
  year.with_given_ways(count);
  EXPECT_EQ(runs, 2);
  year.settled(6, count);
  EXPECT_LE(runs, year.most_runs(6));
  runs = 0;
  year.settled(6, count);
  year.settled(2, count);
  year.with_given_ways(count);
  EXPECT_EQ(runs, 0);
}

TEST(GrowingYear, it_can_be_stopped_at_any_run_and_taken_up_again) {
  auto const whole = json(simulate_choosing(two_ways(), plan(4)));
  for (auto at = 1; at <= 12; ++at) {
    GrowingYear year{two_ways(), plan(4)};
    auto left = at;
    try {
      year.settled(4, [&] {
        if (--left == 0) {
          throw std::runtime_error{"enough"};
        }
      });
    } catch (std::runtime_error const&) {
    }
    EXPECT_EQ(json(year.settled(4)), whole) << at;
  }
}

}  // namespace
}  // namespace camel
