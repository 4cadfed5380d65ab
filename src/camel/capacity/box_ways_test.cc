// SPDX-License-Identifier: Apache-2.0
#include "camel/capacity/box_ways.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "camel/capacity/test_uses.h"

namespace camel {
namespace {

// The ways of each row of demand by itself.
struct Ways : Uses {
  explicit Ways(std::string const& text)
      : Uses{text}, ways{corridor, services, rows} {}

  void add(std::size_t row, bool pass_via = true) {
    ways.add(
        {.rows = {DemandId{row}}, .routes = nullptr, .pass_via = pass_via});
  }
  // Arcs that a box of the commodity can be on from its origin to its end.
  std::vector<std::size_t> arcs(std::size_t commodity) const {
    auto const& problem = ways.problem();
    auto const reach = [&](int from, bool forward) {
      std::vector<bool> seen(static_cast<std::size_t>(problem.nodes), false);
      seen[static_cast<std::size_t>(from)] = true;
      for (bool more = true; more;) {
        more = false;
        for (auto const& arc : problem.arcs) {
          auto const a = static_cast<std::size_t>(forward ? arc.from : arc.to);
          auto const b = static_cast<std::size_t>(forward ? arc.to : arc.from);
          if (seen[a] && !seen[b]) {
            seen[b] = more = true;
          }
        }
      }
      return seen;
    };
    auto const& wanted = problem.commodities.at(commodity);
    auto const from = reach(wanted.origin, true);
    auto const to = reach(wanted.destination, false);
    std::vector<std::size_t> arcs;
    for (std::size_t i = 0; i < problem.arcs.size(); ++i) {
      if (from[static_cast<std::size_t>(problem.arcs[i].from)] &&
          to[static_cast<std::size_t>(problem.arcs[i].to)]) {
        arcs.push_back(i);
      }
    }
    return arcs;
  }
  std::vector<std::string> services_of(std::size_t commodity) const {
    std::vector<std::string> keys;
    for (auto const arc : arcs(commodity)) {
      if (auto const service = ways.rides()[arc].service) {
        keys.push_back(corridor.services[service].key);
      }
    }
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    return keys;
  }
  // The most that one arc on the way uses of a limit.
  double most(std::size_t commodity, std::string const& key) const {
    double most = 0;
    for (auto const arc : arcs(commodity)) {
      most = std::max(most, of(ways.problem().arcs[arc].uses, key));
    }
    return most;
  }

  BoxWays ways;
};

using Keys = std::vector<std::string>;

std::string const kTwoWays = R"(
  goods grain bulk
  place A CN
  place M KZ
  place N KZ
  place B PL
  link A M
  link M B
  link A N
  link N B
  service AM A+ M- capacity=50
  service MB M+ B- capacity=50
  service ANB A+ N. B- capacity=50
  service BG A+ M. B- background=yes frequency=7
  service BULK A+ B- capacity=50 cargo=bulk
)";

TEST(BoxWays, are_all_chains_of_services_that_take_the_goods) {
  Ways ways{kTwoWays + R"(
    demand A B key=1
    demand A B key=2 via=N
    demand A B key=3 via=M
    demand A B key=4 goods=grain
  )"};
  ways.add(0);
  ways.add(1);
  ways.add(1, false);
  ways.add(2);
  ways.add(3);
  EXPECT_EQ(ways.services_of(0), (Keys{"AM", "ANB", "MB"}));
  EXPECT_EQ(ways.services_of(1), (Keys{"ANB"}));
  EXPECT_EQ(ways.services_of(2), (Keys{"AM", "ANB", "MB"}));
  EXPECT_EQ(ways.services_of(3), (Keys{"AM", "MB"}));
  EXPECT_EQ(ways.services_of(4), (Keys{"BULK"}));
}

TEST(BoxWays, boxes_with_a_fixed_path_take_trains_that_have_one) {
  Ways ways{kTwoWays + R"(
    service FIXED A+ B- capacity=50 path=fixed
    demand A B key=1 path=fixed
    demand A B key=2
  )"};
  ways.add(0);
  ways.add(1);
  EXPECT_EQ(ways.services_of(0), (Keys{"FIXED"}));
  EXPECT_EQ(ways.services_of(1), (Keys{"AM", "ANB", "MB"}));
}

TEST(BoxWays, that_were_known_before_serve_a_new_row_too) {
  Ways ways{kTwoWays + R"(
    demand A B key=1
    demand A M key=2
    demand M B key=3
  )"};
  ways.add(0);
  ways.add(1);
  ways.add(2);
  EXPECT_EQ(ways.services_of(1), (Keys{"AM"}));
  EXPECT_EQ(ways.services_of(2), (Keys{"MB"}));
}

// From China through M to Poland: customs of 2 h a lot; within Kazakhstan none.
TEST(BoxWays, lead_through_the_procedure_of_where_they_come_from_and_go) {
  Ways ways{kTwoWays + R"(
    facility M customs hours=2 per=lot
    step M CN>PL customs at=customs unit=lot
    facility M yard storage=100
    step M CN>* papers unit=lot hours=7
    demand A B key=1 lot=4
    demand A M key=2 lot=4
  )"};
  ways.add(0);
  ways.add(1);
  EXPECT_NEAR(ways.most(0, "facility/M/customs"), 0.5, 1e-12);
  EXPECT_NEAR(ways.most(0, "storage/M"), 2, 1e-12);
  // What ends there comes from China and goes nowhere else.
  EXPECT_EQ(ways.most(1, "facility/M/customs"), 0);
  EXPECT_NEAR(ways.most(1, "storage/M"), 7, 1e-12);
}

TEST(BoxWays, boxes_that_begin_at_a_place_take_no_room_in_its_yard) {
  Ways ways{kTwoWays + R"(
    facility M yard storage=100
    step M *>* papers unit=lot hours=7
    demand M B key=1
  )"};
  ways.add(0);
  EXPECT_EQ(ways.most(0, "storage/M"), 0);
}

TEST(BoxWays, a_planned_chain_is_a_way_of_its_own) {
  Ways ways{kTwoWays + "demand A B key=1"};
  auto const routes = plan_routes(ways.corridor, ways.services);
  ways.ways.add({.rows = {DemandId{0}}, .routes = &routes});
  auto const rides = routes[DemandId{0}].size();
  EXPECT_EQ(ways.arcs(0).size(), 2 * rides + 1);
  EXPECT_EQ(ways.ways.problem().arcs.size(), 2 * rides + 1);
}

TEST(BoxWays, room_aboard_is_taken_on_each_stretch_of_the_ride) {
  Ways ways{R"(
    place A CN
    place B KZ
    place C KZ
    link A B
    link B C
    service S A+ B* C- capacity=50
    closure A from=2024-01-01 to=2024-12-31 payload=0.5
    demand A C
  )"};
  ways.add(0);
  auto const& problem = ways.ways.problem();
  for (auto const arc : ways.arcs(0)) {
    auto const ride = ways.ways.rides()[arc];
    if (ride.from != StopId{0} || ride.to != StopId{2}) {
      continue;
    }
    std::vector<int> rows;
    for (auto const& use : problem.arcs[arc].uses) {
      EXPECT_EQ(use.amount, 1);
      rows.push_back(use.row);
    }
    EXPECT_EQ(rows, (std::vector{ways.rows.aboard_after(StopId{0}),
                                 ways.rows.aboard_after(StopId{1}),
                                 ways.rows.loaded_at(StopId{0})}));
    return;
  }
  FAIL() << "no ride from A to C";
}

// 100 km at 0.3 USD, and days of which each costs a hundredth of 10 t of 1,000
// USD.
TEST(BoxWays, cost_their_price_and_their_time) {
  Ways ways{R"(
    goods toys container value=1000 tonnes=10 loses=1
    place A CN
    place B KZ
    link A B km=100 speed=50
    price rail USD/TEU-km 0.3
    service S A+ B- capacity=50 rule=timetable frequency=7
    demand A B goods=toys
  )"};
  ways.add(0);
  double usd = 0;
  for (auto const arc : ways.arcs(0)) {
    usd += ways.ways.problem().arcs[arc].cost;
  }
  // Half a day is waited for, two hours are run.
  EXPECT_NEAR(usd, 30 + 100 * (12 + 2) / 24.0, 1e-9);
}

}  // namespace
}  // namespace camel
