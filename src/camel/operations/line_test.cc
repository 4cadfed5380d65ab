// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/line.h"

#include <deque>

#include <gtest/gtest.h>

#include "camel/sim/random.h"

namespace camel {
namespace {

// Spaces with so much room; those from `tracks` on are tracks of places.
Line::Layout layout(std::vector<int> room, std::vector<Claims> ways,
                    std::size_t tracks = 1000) {
  return Line::Layout{{.room = std::move(room),
                       .ways = std::move(ways),
                       .first_track = tracks}};
}

struct Diary {
  std::vector<std::string> entries;
};

// Runs its way, so long in each space; no room is kept beside the line.
Process run(Simulation& sim, Line& line, Occupancy& train, Ticks in_each,
            std::string name, Diary& diary) {
  for (auto const space : *train.claims) {
    if (space == kOpenSpace) {
      line.give_back_all(train);
      continue;
    }
    co_await line.enter(train, space);
    line.give_back_behind(train);
    diary.entries.push_back(name + "@" + std::to_string(space) + " " +
                            std::to_string(sim.now()));
    co_await sim.wait(in_each);
  }
  line.give_back_all(train);
}

struct Stage {
  explicit Stage(Line::Layout the_layout)
      : plan{std::move(the_layout)}, line{plan} {}
  void start(std::size_t way, Ticks in_each, std::string name) {
    auto& train = trains.emplace_back();
    line.set_out(train, way);
    sim.start(run(sim, line, train, in_each, std::move(name), diary));
  }

  Line::Layout plan;
  std::deque<Occupancy> trains;
  Diary diary;
  Line line;
  Simulation sim;
};

using Entries = std::vector<std::string>;

TEST(Line, a_train_that_goes_first_is_given_room_before_those_that_wait) {
  // By stretches in no circle, and in one with trains the other way.
  for (auto const* const circle : {"no", "yes"}) {
    auto const back = std::string{circle} == "yes" ? Claims{1, 0} : Claims{1};
    Stage stage{layout({1, 1}, {{0, 1}, back})};
    stage.start(0, 10, "a");
    stage.start(0, 10, "b");
    stage.start(0, 10, "c");
    stage.trains.back().goes_first = true;
    stage.sim.run();
    EXPECT_EQ(stage.diary.entries, (Entries{"a@0 0", "a@1 10", "c@0 10",
                                            "c@1 20", "b@0 20", "b@1 30"}));
  }
}

TEST(Line, a_full_stretch_holds_the_train_behind_back) {
  // Two stretches for one train each, ten ticks in each: the second train
  // enters when the first has left the stretch.
  Stage stage{layout({1, 1}, {{0, 1}})};
  stage.start(0, 10, "a");
  stage.start(0, 10, "b");
  stage.sim.run();
  EXPECT_EQ(stage.diary.entries,
            (Entries{"a@0 0", "a@1 10", "b@0 10", "b@1 20"}));
}

TEST(Line, a_queue_reaches_back_up_the_line) {
  // The last stretch takes 10 ticks a train, the two before it hold one train
  // each: the third train stands before the first stretch until 20.
  Stage stage{layout({1, 1, 1}, {{0, 1, 2}})};
  for (auto const* const name : {"a", "b", "c", "d"}) {
    stage.start(0, name == std::string{"a"} ? 100 : 1, name);
  }
  stage.sim.run_until(250);
  // a is on 2 from 200 to 300, b behind it on 1, c on 0, d is not on the line.
  EXPECT_EQ(stage.line.used(2), 1);
  EXPECT_EQ(stage.line.used(1), 1);
  EXPECT_EQ(stage.line.used(0), 1);
  EXPECT_EQ(stage.line.waiting(), 3U);
}

TEST(Line, first_come_first_served) {
  Stage stage{layout({1}, {{0}})};
  for (auto const* const name : {"a", "b", "c"}) {
    stage.start(0, 5, name);
  }
  stage.sim.run();
  EXPECT_EQ(stage.diary.entries, (Entries{"a@0 0", "b@0 5", "c@0 10"}));
}

TEST(Line, tracks_are_kept_beside_each_other_and_a_stretch_gives_all_back) {
  // Space 0 is a stretch, 1 and 2 are tracks of one place, 3 is a stretch.
  auto const plan = layout({1, 1, 1, 1}, {{0, 2, 3, 1}}, 2);
  Line line{plan};
  Occupancy train;
  line.set_out(train, 0);
  auto const enters = [&](Space space) {
    auto entry = line.enter(train, space);
    auto const at_once = entry.await_ready();
    line.give_back_behind(train);
    return at_once;
  };
  EXPECT_TRUE(enters(0));
  EXPECT_TRUE(enters(2));
  EXPECT_EQ(train.held, (std::vector<Space>{2}));
  EXPECT_TRUE(enters(3));
  EXPECT_EQ(train.held, (std::vector<Space>{2, 3}));
  EXPECT_TRUE(enters(1));
  EXPECT_EQ(train.held, (std::vector<Space>{1}));
}

TEST(Line, trains_that_go_one_way_only_are_in_no_circle) {
  auto const plan = layout({1, 1, 1, 1}, {{0, 1, 2}, {0, 3}, {3, 2}});
  EXPECT_EQ(plan.circles, 0U);
}

TEST(Line, trains_that_meet_at_two_places_are_in_a_circle) {
  auto const plan = layout({1, 1, 1}, {{0, 1}, {1, 0}, {2}});
  EXPECT_EQ(plan.circles, 1U);
  EXPECT_EQ(plan.circle[0], plan.circle[1]);
  EXPECT_EQ(plan.circle[2], 0U);
}

TEST(Line, a_place_with_room_for_any_number_breaks_the_circle) {
  auto const plan = layout({1, 1}, {{0, kOpenSpace, 1}, {1, kOpenSpace, 0}});
  EXPECT_EQ(plan.circles, 0U);
}

TEST(Line, two_trains_never_wait_for_each_others_track) {
  // Each wants the other's track. Given both, they would stand for ever: the
  // second is kept out until the first is through.
  Stage stage{layout({1, 1}, {{0, 1}, {1, 0}})};
  stage.start(0, 10, "a");
  stage.start(1, 10, "b");
  stage.sim.run();
  EXPECT_EQ(stage.diary.entries,
            (Entries{"a@0 0", "a@1 10", "b@1 20", "b@0 30"}));
}

// A network of few spaces with little room, and ways over them: a stretch, now
// and then one or two tracks at its end or room for any number, the next one.
class RandomNetwork {
 public:
  explicit RandomNetwork(std::uint32_t number)
      : random_{{.seed = number, .stream = 7, .replication = 0}},
        stretches_{one_of(2, 7)},
        tracks_{one_of(2, 5)} {}

  std::int64_t one_of(std::int64_t low, std::int64_t high) {
    return random_.integer(low, high);
  }

  Line::Layout layout() {
    Line::Plan plan;
    for (auto i = stretches_ + tracks_; i > 0; --i) {
      plan.room.push_back(static_cast<int>(one_of(1, 3)));
    }
    plan.first_track = static_cast<std::size_t>(stretches_);
    for (auto ways = one_of(1, 6); ways > 0; --ways) {
      plan.ways.push_back(way());
    }
    return Line::Layout{std::move(plan)};
  }

 private:
  Claims way() {
    Claims way;
    auto stretch = one_of(0, stretches_ - 1);
    for (auto left = one_of(1, 8); left > 0; --left) {
      way.push_back(static_cast<Space>(stretch));
      if (random_.happens(0.1)) {
        way.push_back(kOpenSpace);
      } else if (random_.happens(0.5)) {
        auto const track = one_of(0, tracks_ - 1);
        way.push_back(static_cast<Space>(stretches_ + track));
        if (random_.happens(0.3)) {
          way.push_back(static_cast<Space>(stretches_ + (track + 1) % tracks_));
        }
      }
      stretch = (stretch + one_of(1, stretches_ - 1)) % stretches_;
    }
    return way;
  }

  Random random_;
  std::int64_t stretches_, tracks_;
};

// Everybody arrives; and no space ever holds more than it can, which `take`
// checks.
TEST(Line, trains_on_random_networks_all_arrive) {
  int in_circles = 0;
  std::size_t waited = 0;
  for (std::uint32_t number = 0; number < 2000; ++number) {
    RandomNetwork network{number};
    Stage stage{network.layout()};
    in_circles += stage.plan.circles > 0 ? 1 : 0;
    auto const ways = static_cast<std::int64_t>(stage.plan.plan.ways.size());
    for (auto trains = network.one_of(2, 30); trains > 0; --trains) {
      stage.start(static_cast<std::size_t>(network.one_of(0, ways - 1)),
                  network.one_of(0, 20), "");
    }
    stage.sim.run_until(1);
    waited += stage.line.waiting();
    stage.sim.run();
    ASSERT_EQ(stage.line.waiting(), 0U) << "network " << number;
    for (Space space = 0; space < stage.plan.plan.room.size(); ++space) {
      ASSERT_EQ(stage.line.used(space), 0) << "network " << number;
    }
  }
  EXPECT_GT(in_circles, 1000);
  EXPECT_GT(waited, 2000U);
}

}  // namespace
}  // namespace camel
