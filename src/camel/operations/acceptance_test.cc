// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/acceptance.h"

#include <gtest/gtest.h>

#include "camel/operations/test_world.h"

namespace camel {
namespace {

// Trains leave at once, whatever is there, and run two hours a stretch.
constexpr auto kLine =
    "place A CN\n place B KZ\n place C KZ\n link A B\n link B C\n"
    "goods grain bulk\n"
    "service W A+ C- rule=full_or_time wait=0.1 capacity=9 "
    "cargo=container,bulk\n"
    "service E C+ A- rule=full_or_time wait=0.1 capacity=9\n"
    "demand A C\n demand C A\n demand A C goods=grain\n";

struct Line : Stage {
  explicit Line(std::string const& rows) : Stage{kLine + rows} {}

  // Boxes of each demand row come at these hours.
  void come(std::vector<double> const& at) {
    for (std::size_t row = 0; row < 3; ++row) {
      send(row, 1, at);
    }
    dispatch_all();
  }
};

Process switch_ban(Simulation& sim, World& world, double on, double off) {
  auto& ban = world.bans[0];
  co_await sim.wait_until(hours(on));
  ban.on = true;
  co_await sim.wait_until(hours(off));
  ban.on = false;
  ban.lifted.raise();
}

TEST(Acceptance, boxes_wait_where_they_begin_until_loading_goes_on) {
  Line line{"closure B>C from=2024-01-01 to=2024-01-02 stop=yes\n"};
  line.come({10});
  line.run_until(100);
  EXPECT_EQ(line.part(Part::ban, 0), 38);  // from 10 to 48
  EXPECT_EQ(line.part(Part::ban, 2), 38);
  EXPECT_EQ(line.part(Part::ban, 1), 0);  // the other way
  EXPECT_EQ(line.part(Part::closure, 0), 0);
}

TEST(Acceptance, a_stop_at_a_place_is_for_both_ways_and_for_named_goods) {
  Line line{"closure B from=2024-01-01 to=2024-01-02 stop=yes goods=grain\n"};
  line.come({10});
  line.run_until(100);
  EXPECT_EQ(line.part(Part::ban, 0), 0);
  EXPECT_EQ(line.part(Part::ban, 1), 0);
  EXPECT_EQ(line.part(Part::ban, 2), 38);
}

TEST(Acceptance, who_is_under_way_goes_on) {
  Line line{"closure B>C from=2024-01-02 to=2024-01-05 stop=yes\n"};
  line.come({23.5});  // half an hour before
  line.run_until(100);
  EXPECT_EQ(line.part(Part::ban, 0), 0);
  EXPECT_LT(line.transit(0), 5);
}

TEST(Acceptance, a_ban_in_force_holds_boxes_of_its_direction_until_lifted) {
  Line line{"ban B CN>KZ above=3 below=2\n"};
  line.sim.start(switch_ban(line.sim, line.world, 5, 30));
  line.come({1, 10, 29});
  line.run_until(100);
  EXPECT_EQ(line.teu(0), 3);
  EXPECT_NEAR(line.part(Part::ban, 0), (0 + 20 + 1) / 3.0, 1e-9);
  EXPECT_EQ(line.part(Part::ban, 1), 0);
}

TEST(Acceptance, a_ban_names_its_goods) {
  Line line{"ban B *>* above=3 below=2 goods=grain\n"};
  EXPECT_TRUE(line.world.bans_on[DemandId{0}].empty());
  EXPECT_TRUE(line.world.bans_on[DemandId{1}].empty());
  EXPECT_EQ(line.world.bans_on[DemandId{2}].size(), 1U);
}

TEST(Acceptance, a_ban_and_a_stop_must_both_be_over) {
  Line line{
      "ban B CN>KZ above=3 below=2\n"
      "closure B from=2024-01-01 to=2024-01-01 stop=yes\n"};
  line.sim.start(switch_ban(line.sim, line.world, 5, 30));
  line.come({10});
  line.run_until(100);
  EXPECT_EQ(line.part(Part::ban, 0), 20);  // the ban is the longer
  EXPECT_EQ(line.part(Part::ban, 1), 14);  // the stop alone
}

TEST(Acceptance, a_stop_without_end_leaves_boxes_inside_and_the_run_ends) {
  Line line{"closure B>C from=2024-01-01 to=2034-01-01 stop=yes\n"};
  line.come({10});
  line.run_until(1000);
  EXPECT_EQ(line.teu(0), 0);
  EXPECT_EQ(line.world.count_inside(), 2U);
  EXPECT_LT(line.sim.events(), 1000U);
}

}  // namespace
}  // namespace camel
