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

// Two ways of the same shippers, by B1 and by B2.
struct TwoWays : Stage {
  explicit TwoWays(std::string const& bans)
      : Stage{
            "place A CN\n place B1 KZ\n place B2 KZ\n place C KZ\n"
            "link A B1\n link B1 C\n link A B2\n link B2 C\n"
            "service N A+ B1. C- rule=full_or_time wait=0.1 capacity=9\n"
            "service S A+ B2. C- rule=full_or_time wait=0.1 capacity=9\n"
            "demand A C via=B1 choice=X teu=100\n"
            "demand A C via=B2 choice=X teu=100\n"
            "demand A C via=B1 teu=100\n" +
            bans} {}

  // So many trains stand before the border of each ban.
  std::uint32_t way(std::size_t row, std::vector<int> const& standing) {
    for (std::size_t i = 0; i < standing.size(); ++i) {
      world.borders[world.bans[i].queue].trains = standing[i];
    }
    return way_taken(world, DemandId{row}).value;
  }
};

TEST(Acceptance, shippers_with_another_way_take_it_while_a_queue_stands) {
  TwoWays ways{
      "ban B1 CN>KZ above=9 below=5 divert=3\n"
      "ban B2 CN>KZ above=9 below=5 divert=3\n"};
  EXPECT_EQ(ways.way(0, {3, 0}), 0U);
  EXPECT_EQ(ways.way(0, {4, 0}), 1U);
  EXPECT_EQ(ways.way(1, {4, 0}), 1U);
  EXPECT_EQ(ways.way(1, {0, 4}), 0U);
  EXPECT_EQ(ways.way(0, {4, 4}), 0U);  // as bad there
  EXPECT_EQ(ways.way(2, {4, 0}), 2U);  // has no other way
}

TEST(Acceptance, shippers_leave_for_another_way_while_loading_is_stopped) {
  TwoWays ways{"ban B1 CN>KZ above=9 below=5 divert=6\n"};
  ways.world.bans[0].on = true;
  EXPECT_EQ(ways.way(0, {5}), 1U);
}

TEST(Acceptance, without_a_level_for_it_nobody_is_diverted) {
  TwoWays ways{"ban B1 CN>KZ above=9 below=5\n"};
  ways.world.bans[0].on = true;
  EXPECT_EQ(ways.way(0, {20}), 0U);
}

TEST(Acceptance, boxes_that_are_diverted_arrive_by_the_other_way) {
  TwoWays ways{"ban B1 CN>KZ above=9 below=5 divert=3\n"};
  ways.world.borders[ways.world.bans[0].queue].trains = 4;
  ways.sim.start(ship_demand(ways.sim, ways.world, DemandId{0}));
  ways.dispatch_all();
  ways.run_until(24 * 365);
  EXPECT_EQ(ways.teu(0), 0);
  EXPECT_NEAR(ways.teu(1), 100, 4 * 10);
}

}  // namespace
}  // namespace camel
