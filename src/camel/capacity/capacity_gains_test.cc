// SPDX-License-Identifier: Apache-2.0
// What holds a corridor back, what more of it would add, and the ladder of
// growth.
#include <gtest/gtest.h>

#include "camel/capacity/test_capacity.h"
#include "camel/capacity/train_uses.h"

namespace camel {
namespace {

CapacityQuestion growth() {
  CapacityQuestion question;
  question.objective = CapacityObjective::growth;
  return question;
}

// 100 and 50 TEU a day share ten paths, and at B there is customs for eight
// trains: 400 / 150; without customs 500 / 150; then the cranes at B, 16
// trains.
TEST(CapacityGrowth, the_ladder_shows_one_limit_after_the_other) {
  Solved const solved{kLine + R"(
    link A B capacity=10 standing=9999
    facility B customs servers=2 hours=6
    step B *>* customs at=customs
    facility B lifts servers=4 hours=6
    service S A+ B- capacity=50
    demand A B key=1 teu=36500
    demand A B key=2 teu=18250
  )",
                      growth()};
  EXPECT_NEAR(solved.result.value, 400 / 150.0, 1e-6);
  ASSERT_EQ(solved.result.ladder.size(), 3U);
  auto const& ladder = solved.result.ladder;
  EXPECT_NEAR(ladder[0].growth, 400 / 150.0, 1e-6);
  EXPECT_EQ(solved.key(ladder[0].limit), "facility/B/customs");
  EXPECT_NEAR(ladder[1].growth, 500 / 150.0, 1e-6);
  EXPECT_EQ(solved.key(ladder[1].limit), "path/A-B/there");
  EXPECT_NEAR(ladder[2].growth, 800 / 150.0, 1e-6);
  EXPECT_EQ(solved.key(ladder[2].limit), "facility/B/lifts");
  // One more lane of customs lets the paths hold it back.
  auto const& customs = solved.limit("facility/B/customs");
  EXPECT_NEAR(customs.step.growth, 100 / 150.0, 1e-6);
  EXPECT_NEAR(customs.tenth.growth, 40 / 150.0, 1e-6);
  ASSERT_TRUE(customs.next.has_value());
  EXPECT_EQ(solved.key(*customs.next), "path/A-B/there");
}

TEST(CapacityGrowth, the_worst_season_counts) {
  Solved const solved{kLine + R"(
    link A B capacity=10
    closure A>B from=2024-03-01 to=2024-03-31 share=0.5
    service S A+ B- capacity=50
    demand A B teu=36500
  )",
                      growth()};
  EXPECT_NEAR(solved.result.value, 2.5, 1e-6);
  ASSERT_TRUE(solved.result.binding_season.has_value());
  auto const worst = *solved.result.binding_season;
  EXPECT_EQ(solved.result.seasons[worst].season.name, "March");
  // Even with all paths of March there are those of April.
  EXPECT_NEAR(solved.limit("path/A-B/there").tenth.growth, 0.25, 1e-6);
}

TEST(CapacityGrowth, where_nothing_holds_it_back_it_says_so) {
  Solved const solved{kLine + R"(
    link A B mode=road
    link A B key=sea mode=sea
    fleet V kind=vessel number=1 teu=10
    service S A* B* A* mode=sea fleet=V capacity=10
    demand A B teu=0.1
  )",
                      growth()};
  EXPECT_FALSE(solved.result.unbounded);
  EXPECT_GT(solved.result.value, 1000);
}

TEST(CapacityCost, the_cheaper_way_is_filled_first_and_the_rest_has_its_price) {
  auto question = growth();
  question.objective = CapacityObjective::cost;
  question.demand_factor = 1;
  question.unserved_usd = 5000;
  // 400 TEU a day: 100 by N for 1,000 USD, 200 by M for 2,000, 100 left, each
  // for 5,000 more than by N.
  Solved const solved{kTwoWays + R"(
    price rail USD/TEU 1000 from=A to=N
    price rail USD/TEU 2000 from=A to=M
    demand A B teu=146000
  )",
                      question};
  auto const days = solved.days();
  EXPECT_NEAR(solved.result.served_teu, 300 * days, 1e-3);
  auto const trains = 6 * days;  // a USD each, so that none runs for nobody
  EXPECT_NEAR(solved.result.value,
              days * (100 * 1000 + 200 * 2000 + 100 * 6000) + trains, 1);
  EXPECT_NEAR(solved.result.usd, days * (100 * 1000 + 200 * 2000), 1);
  // A path by N saves 5,000 USD a TEU, one by M 4,000: 50 TEU, less the train.
  EXPECT_NEAR(solved.limit("path/A-N/there").price, days * (50 * 5000 - 1), 1);
  EXPECT_NEAR(solved.limit("path/A-M/there").price, days * (50 * 4000 - 1), 1);
  EXPECT_NEAR(solved.limit("path/A-N/there").step.usd, days * (50 * 5000 - 1),
              1);
}

TEST(CapacityGains, a_limit_is_worth_more_until_the_next_one_binds) {
  // Ten paths, cranes for twelve trains: three more paths are worth two.
  Solved const solved{kLine + R"(
    link A B capacity=10
    facility B lifts servers=6 hours=12
  )" + kThere};
  auto const& paths = solved.limit("path/A-B/there");
  ASSERT_TRUE(paths.binds);
  EXPECT_NEAR(paths.price, 50 * 366, 1e-3);
  EXPECT_NEAR(paths.step.teu, 50 * 366, 1e-3);
  EXPECT_NEAR(paths.tenth.teu, 50 * 366, 1e-3);
  EXPECT_NEAR(paths.all.teu, 100 * 366, 1e-3);
  ASSERT_TRUE(paths.next.has_value());
  EXPECT_EQ(solved.key(*paths.next), "facility/B/lifts");
  EXPECT_NEAR(paths.saturation, 1, 1e-9);
  EXPECT_NEAR(paths.used, 10, 1e-6);
  auto const& cranes = solved.limit("facility/B/lifts");
  EXPECT_FALSE(cranes.binds);
  EXPECT_NEAR(cranes.saturation, 10 / 12.0, 1e-9);
  EXPECT_NEAR(cranes.used, 5, 1e-6);
}

TEST(CapacityGains, boxes_are_held_by_what_their_trains_or_they_wait_for) {
  Solved const by_paths{kLine + "link A B capacity=10" + kThere};
  ASSERT_EQ(by_paths.demand(0).held_by.size(), 1U);
  EXPECT_EQ(by_paths.key(by_paths.demand(0).held_by[0]), "path/A-B/there");
  Solved const by_cranes{kLine + R"(
    link A B
    facility B lifts servers=1 hours=12
  )" + kThere};
  ASSERT_EQ(by_cranes.demand(0).held_by.size(), 1U);
  EXPECT_EQ(by_cranes.key(by_cranes.demand(0).held_by[0]), "facility/B/lifts");
  Solved const by_customs{kLine + R"(
    link A B
    facility B customs servers=1 hours=1 per=lot
    step B *>* customs at=customs unit=lot
  )" + kThere};
  ASSERT_EQ(by_customs.demand(0).held_by.size(), 1U);
  EXPECT_EQ(by_customs.key(by_customs.demand(0).held_by[0]),
            "facility/B/customs");
}

// Something of everything, all of it short.
std::string const kMixed = R"(
  place A CN
  place B KZ
  place C KZ
  place D AZ
  link A B capacity=4.5 back=3
  link B C gauge=1520 km=400 tracks=1 passing=100 standing=3
  link C D mode=ferry km=300 speed=20
  facility B gauge_change servers=1 hours=5
  facility B tracks kind=reception servers=3 hours=0.5
  step B *>* reception at=tracks hold=yes
  facility B yard storage=450
  step B CN>KZ customs unit=lot hours=24
  facility C customs servers=2 hours=0.5 per=lot
  step C KZ>AZ customs at=customs unit=lot
  facility C berth servers=1 hours=6
  facility D berth servers=1 hours=0.02 per=teu
  fleet W number=70 teu=2 gauge=1520 empty_train=30
  fleet V kind=vessel number=1 teu=150
  service E A+ B- capacity=50
  service F B+ A- capacity=50
  service G B+ C- gauge=1520 capacity=60 fleet=W
  service H C+ B- gauge=1520 capacity=60 fleet=W frequency=20
  service K C* D* C* mode=ferry fleet=V capacity=150
  closure C-D from=2024-01-01 to=2024-03-31 closed=0.2
  demand A B teu=30000
  demand A D teu=40000 lot=2
  demand D A teu=40000
  demand C B teu=60000
  demand B C teu=20000
)";

// Lines that have nothing to do with each other, each held by something else.
std::string const kSeveral = R"(
  place A CN
  place B KZ
  place S KZ
  place T AZ
  place E KZ
  place F KZ
  place G KZ
  place H KZ
  link A B capacity=4 back=3
  service AB A+ B- capacity=50
  service BA B+ A- capacity=50
  demand A B teu=200000
  demand B A teu=200000
  link S T mode=ferry km=200 speed=20
  fleet V kind=vessel number=2 teu=100
  service ST S* T* S* mode=ferry fleet=V capacity=100
  demand S T teu=200000
  link B E
  facility E customs servers=2 hours=1 per=lot
  step E *>* customs at=customs unit=lot
  service BE B+ E- capacity=50
  demand B E teu=200000
  link B F
  facility F yard storage=3000
  step F *>* papers unit=lot hours=240
  service BF B+ F- capacity=50
  demand B F teu=200000
  link B G
  service BG B+ G- capacity=50 frequency=7
  demand B G teu=200000
  link B H km=600 speed=50
  fleet W number=500 teu=2
  service BH B+ H- capacity=50 fleet=W
  demand B H teu=1000000
)";

void add(Corridor& corridor, Limit const& limit, double units) {
  auto const whole = static_cast<int>(units);
  switch (limit.kind) {
    case LimitKind::path: {
      auto& link = corridor.links[limit.run.link];
      (limit.run.forward ? link.capacity : link.capacity_back) += units;
      return;
    }
    case LimitKind::standing: {
      // Of both directions, which the test reckons with.
      auto& link = corridor.links[limit.run.link];
      link.standing = trains_that_fit(link) + whole;
      return;
    }
    case LimitKind::facility:
      corridor.facilities[limit.facility].servers += whole;
      return;
    case LimitKind::storage:
      for (auto const id : corridor.facilities_at[limit.place]) {
        if (corridor.facilities[id].storage) {
          corridor.facilities[id].storage->count += whole;
        }
      }
      return;
    case LimitKind::wagons:
    case LimitKind::vessels:
      corridor.fleets[limit.fleet].number += whole;
      return;
    case LimitKind::departures:
      corridor.services[limit.service].frequency += units;
      return;
    case LimitKind::single_track:
      return;
  }
}

// How many limits were tried.
int hold_against_changed_corridors(std::string const& text,
                                   CapacityObjective objective) {
  CapacityQuestion question;
  question.objective = objective;
  question.unserved_usd = 1000;
  Solved const before{text, question};
  int tried = 0;
  for (auto const& row : before.result.limits) {
    if (!row.binds || row.limit.kind == LimitKind::standing ||
        row.limit.kind == LimitKind::single_track) {
      continue;
    }
    SCOPED_TRACE(key_of(before.corridor, row.limit));
    auto changed = before.corridor;
    add(changed, row.limit, step_of(row.limit.kind));
    auto unranked = question;
    unranked.rank = false;
    Solved const after{changed, unranked};
    auto const gain = objective == CapacityObjective::growth ? row.step.growth
                      : objective == CapacityObjective::cost ? -row.step.usd
                                                             : row.step.teu;
    EXPECT_NEAR(after.result.value - before.result.value, gain,
                1e-6 * before.result.value);
    ++tried;
  }
  return tried;
}

TEST(CapacityGains, a_step_more_is_what_a_changed_corridor_carries) {
  for (auto const objective :
       {CapacityObjective::throughput, CapacityObjective::growth,
        CapacityObjective::cost}) {
    EXPECT_GE(hold_against_changed_corridors(kMixed, objective), 1);
    auto const alone = objective == CapacityObjective::growth;
    EXPECT_GE(hold_against_changed_corridors(kSeveral, objective),
              alone ? 1 : 7);
  }
}

TEST(CapacityGains, the_price_is_what_a_little_more_adds) {
  Solved const before{kSeveral};
  int tried = 0;
  for (auto const& row : before.result.limits) {
    if (row.price <= 0 || row.limit.kind != LimitKind::path) {
      continue;
    }
    auto changed = before.corridor;
    add(changed, row.limit, 1e-2);
    Solved const after{changed, {}};
    EXPECT_NEAR((after.result.value - before.result.value) / 1e-2, row.price,
                1e-4 * row.price);
    ++tried;
  }
  EXPECT_EQ(tried, 2);
}

TEST(CapacityGains, no_step_adds_more_than_its_price) {
  for (auto const objective :
       {CapacityObjective::throughput, CapacityObjective::growth}) {
    CapacityQuestion question;
    question.objective = objective;
    Solved const solved{kMixed, question};
    for (auto const& row : solved.result.limits) {
      if (!row.binds) {
        continue;
      }
      auto const is_growth = objective == CapacityObjective::growth;
      auto const scale = 1e-6 * solved.result.value;
      auto const step = step_of(row.limit.kind);
      EXPECT_LE(is_growth ? row.step.growth : row.step.teu,
                row.price * step + scale);
      EXPECT_LE(is_growth ? row.tenth.growth : row.tenth.teu,
                row.price * row.number / 10 + scale);
      EXPECT_GE(is_growth ? row.all.growth : row.all.teu,
                (is_growth ? row.tenth.growth : row.tenth.teu) - scale);
    }
  }
}

TEST(Capacity, a_proof_comes_with_every_answer) {
  for (auto const objective :
       {CapacityObjective::throughput, CapacityObjective::growth,
        CapacityObjective::cost}) {
    CapacityQuestion question;
    question.objective = objective;
    Solved const solved{kMixed, question};
    EXPECT_LE(solved.result.gap, 1e-8);
    double served = 0, of_rows = 0;
    for (auto const& season : solved.result.seasons) {
      served += season.served_teu;
    }
    for (auto const& boxes : solved.result.demand) {
      EXPECT_LE(boxes.served_teu, boxes.demanded_teu + 1e-6);
      of_rows += boxes.served_teu;
    }
    EXPECT_NEAR(served, solved.result.served_teu, 1e-3);
    if (objective != CapacityObjective::growth) {
      EXPECT_NEAR(of_rows, served, 1e-3);
    }
    for (auto const& row : solved.result.limits) {
      EXPECT_LE(row.saturation, 1 + 1e-6);
      EXPECT_LE(row.busiest, 1 + 1e-6);
      EXPECT_GE(row.price, 0);
    }
  }
}

}  // namespace
}  // namespace camel
