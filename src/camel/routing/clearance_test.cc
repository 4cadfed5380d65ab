// SPDX-License-Identifier: Apache-2.0
#include "camel/routing/clearance.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

#include <gtest/gtest.h>

#include "camel/model/test_corridor.h"

namespace camel {
namespace {

struct Post {
  explicit Post(std::string const& steps)
      : corridor{corridor_from("place A CN\n place B KZ\n place C KZ\n"
                               "link A B\n link B C\n" +
                               steps)} {}

  PacePoints hours(TrainPath path = TrainPath::ordinary, int teu = 1) {
    Procedures procedures{corridor};
    return Clearance{corridor, teu}.hours(
        procedures.steps({.before = PlaceId{0},
                          .at = PlaceId{1},
                          .after = PlaceId{2},
                          .unit = ProcedureUnit::lot,
                          .commodity = CommodityId{0},
                          .path = path}),
        path);
  }

  Corridor corridor;
};

double mean(PacePoints const& points) {
  return std::accumulate(points.begin(), points.end(), 0.0) /
         static_cast<double>(points.size());
}

TEST(Clearance, nothing_to_do_takes_no_time) {
  EXPECT_EQ(Post{""}.hours(), PacePoints(kClearancePoints, 0.0));
}

TEST(Clearance, fixed_times_add_up) {
  Post post{
      "step B CN>KZ papers unit=lot hours=5\n"
      "step B CN>KZ seals unit=lot hours=2\n"};
  EXPECT_EQ(post.hours(), PacePoints(kClearancePoints, 7.0));
}

// 30 of 100 lots are looked at, for ten hours: of 20 quantiles, the last six.
TEST(Clearance, a_share_goes_through_a_step) {
  Post post{"step B CN>KZ look unit=lot hours=10 share=0.3\n"};
  auto const hours = post.hours();
  EXPECT_EQ(std::count(hours.begin(), hours.end(), 0.0), 14);
  EXPECT_EQ(std::count(hours.begin(), hours.end(), 10.0), 6);
}

TEST(Clearance, papers_are_there_early_for_a_share_and_for_all_fixed_paths) {
  Post post{"step B CN>KZ papers unit=lot hours=40 early=0.25 early_hours=4\n"};
  auto const hours = post.hours();
  EXPECT_EQ(std::count(hours.begin(), hours.end(), 4.0), 5);
  EXPECT_EQ(std::count(hours.begin(), hours.end(), 40.0), 15);
  EXPECT_EQ(post.hours(TrainPath::fixed), PacePoints(kClearancePoints, 4.0));
}

TEST(Clearance, work_per_teu_grows_with_the_lot) {
  Post post{
      "facility B customs hours=3 per=teu\n"
      "step B CN>KZ customs at=customs unit=lot\n"};
  EXPECT_EQ(post.hours(TrainPath::ordinary, 4),
            PacePoints(kClearancePoints, 12.0));
}

// The same laws drawn at random: shares, papers there early, a gamma law and
// an exponential one.
TEST(Clearance, agrees_with_dice) {
  Post post{
      "facility B customs hours=30 law=gamma spread=0.6 servers=9 per=lot\n"
      "facility B inspection hours=12 law=exponential servers=9 per=lot\n"
      "step B CN>KZ papers at=customs unit=lot early=0.3 early_hours=6\n"
      "step B CN>KZ look at=inspection unit=lot share=0.4\n"};
  std::mt19937_64 luck{11};
  std::uniform_real_distribution<double> even;
  auto const shape = 1 / (0.6 * 0.6);
  std::gamma_distribution<double> papers{shape, 30 / shape};
  std::gamma_distribution<double> early{shape, 6 / shape};
  std::exponential_distribution<double> look{1 / 12.0};
  std::vector<double> drawn;
  for (int i = 0; i < 200'000; ++i) {
    auto hours = even(luck) < 0.3 ? early(luck) : papers(luck);
    hours += even(luck) < 0.4 ? look(luck) : 0;
    drawn.push_back(hours);
  }
  auto const hours = post.hours();
  EXPECT_NEAR(mean(hours), 0.3 * 6 + 0.7 * 30 + 0.4 * 12, 0.7);
  auto const expected = quantiles_of(drawn, kClearancePoints);
  for (std::size_t i = 0; i < kClearancePoints; ++i) {
    EXPECT_NEAR(hours[i], expected[i], 0.5 + 0.04 * expected[i]) << i;
  }
}

TEST(Clearance, evenly_spread_numbers_fill_each_tenth_alike) {
  for (std::uint64_t dimension = 0; dimension < 12; ++dimension) {
    std::array<int, 10> tenths{};
    for (std::uint64_t n = 0; n < 1'000; ++n) {
      ++tenths[static_cast<std::size_t>(evenly(n, dimension) * 10)];
    }
    for (auto const count : tenths) {
      EXPECT_NEAR(count, 100, 6) << dimension;
    }
  }
}

}  // namespace
}  // namespace camel
