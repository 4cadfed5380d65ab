// SPDX-License-Identifier: Apache-2.0
// Networks that nobody thought of, with rings, single track, few tracks that
// both directions share, small yards and few wagons: all that is sent arrives,
// and an auditor finds nothing used beyond what there is of it.
#include <gtest/gtest.h>

#include "camel/operations/random_network.h"
#include "camel/operations/test_world.h"

namespace camel {
namespace {

// Looks every few minutes whether more is used than there is.
Process audit(Simulation& sim, World& world, int& looks) {
  auto const& plan = world.train_plan.layout.plan;
  for (;;) {
    for (Space space = 0; space < plan.room.size(); ++space) {
      EXPECT_LE(world.line.used(space), world.line.room(space));
      EXPECT_GE(world.line.used(space), 0);
    }
    for (auto const& yard : world.yards) {
      EXPECT_LE(yard.inside(), yard.storage());
    }
    for (auto const& track : world.single_tracks) {
      for (std::size_t s = 0; track && s < track->sections(); ++s) {
        Ticks until = -1;
        for (auto const& taken : track->planned(s)) {
          EXPECT_GE(taken.begin, until);
          until = taken.end;
        }
      }
    }
    ++looks;
    co_await sim.wait(1000);
  }
}

constexpr int kNetworks = 1000;

TEST(Gridlock, every_network_drains_and_nothing_is_used_twice) {
  int in_circles = 0;
  int empties = 0;
  int looks = 0;
  double outside = 0;
  double delivered = 0;
  for (std::uint64_t number = 0; number < kNetworks; ++number) {
    RandomNetwork made{number};
    SCOPED_TRACE("network " + std::to_string(number) + "\n" + made.text());
    Stage stage{made.text()};
    in_circles += stage.plan.layout.circles > 0 ? 1 : 0;
    stage.dispatch_all();
    for (std::size_t row = 0; row < made.rows(); ++row) {
      std::vector<double> hours;
      for (auto lots = made.one_of(5, 60); lots > 0; --lots) {
        hours.push_back(static_cast<double>(made.one_of(0, 100)));
      }
      stage.send(row, static_cast<int>(made.one_of(1, 9)), hours);
    }
    stage.sim.start(audit(stage.sim, stage.world, looks));
    // Nine wagons may take more than a year to carry it all.
    for (int year = 1;
         year == 1 || (year < 10 && stage.world.count_inside() > 0); ++year) {
      stage.run_until(year * 365 * 24);
    }
    ASSERT_EQ(stage.world.count_inside(), 0U);
    ASSERT_EQ(stage.world.line.waiting(), 0U);
    for (auto const& yard : stage.world.yards) {
      ASSERT_EQ(yard.inside(), 0);
    }
    delivered += static_cast<double>(stage.world.record.lots_delivered);
    empties += stage.world.record.empty_wagons > 0 ? 1 : 0;
    for (auto const& place : stage.world.record.places) {
      outside += place.outside_teu;
    }
  }
  // They are no easy ones.
  EXPECT_GT(in_circles, kNetworks / 3);
  EXPECT_GT(empties, kNetworks / 3);
  EXPECT_GT(delivered, 50 * kNetworks);
  EXPECT_GT(outside, 0);
}

}  // namespace
}  // namespace camel
