// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/loading.h"

#include <gtest/gtest.h>

#include "camel/operations/test_world.h"

namespace camel {
namespace {

constexpr auto kLine =
    "place A CN\n place B KZ\n place C KZ\n"
    "link A B km=100 speed=50 capacity=24\n link B C km=100 speed=50\n"
    "service S A+ B* C- capacity=10\nservice R B+ A- capacity=10\n"
    "demand A C\n demand A B\n";

constexpr StopId kAtA{0}, kAtB{1};

struct Line : Stage {
  explicit Line(std::string const& rows = "")
      : Stage{std::string{kLine} + rows},
        train{world.new_train(ServiceId{0}, 0, 0)} {}

  // A lot queues at A since this hour.
  LotId queue(int teu, double since = 0, std::size_t row = 0) {
    auto const id = world.new_lot(DemandId{row}, teu, hours(since));
    world[id].where = Lot::Where::queueing;
    world.queues[kAtA].lots.push_back({id, world.ride_of(id).to, teu});
    world.queues[kAtA].teu += teu;
    return id;
  }

  TrainId train;
};

using Lots = std::vector<LotId>;

template <typename Bookings>
Lots lots_of(Bookings const& bookings) {
  Lots lots;
  for (auto const& booking : bookings) {
    lots.push_back(booking.lot);
  }
  return lots;
}

TEST(Loading, who_fits_goes_and_who_stays_keeps_the_order) {
  Line line;
  auto const [a, b, c, d, e] =
      std::array{line.queue(4), line.queue(5), line.queue(7), line.queue(1),
                 line.queue(2)};
  EXPECT_EQ(take_aboard(line.world, line.train, kAtA, kDay, kDay), 10);
  EXPECT_EQ(lots_of(line.world[line.train].aboard), (Lots{a, b, d}));
  EXPECT_EQ(lots_of(line.world.queues[kAtA].lots), (Lots{c, e}));
  EXPECT_EQ(line.world.queues[kAtA].teu, 9);
  EXPECT_EQ(line.world[line.train].teu, 10);
  EXPECT_EQ(line.world.count_inside(), 5U);
}

TEST(Loading, who_comes_after_the_cut_off_takes_the_next_train) {
  Line line;
  auto const late = line.queue(1, 6.001);
  auto const in_time = line.queue(1, 6);
  EXPECT_EQ(take_aboard(line.world, line.train, kAtA, hours(6), hours(12)), 1);
  EXPECT_EQ(lots_of(line.world[line.train].aboard), Lots{in_time});
  EXPECT_EQ(lots_of(line.world.queues[kAtA].lots), Lots{late});
}

TEST(Loading, a_train_takes_on_what_still_fits) {
  Line line;
  line.queue(6);
  EXPECT_EQ(take_aboard(line.world, line.train, kAtA, kDay, kDay), 6);
  line.queue(5);
  EXPECT_EQ(take_aboard(line.world, line.train, kAtA, kDay, kDay), 0);
  line.queue(4);
  EXPECT_EQ(take_aboard(line.world, line.train, kAtA, kDay, kDay), 4);
}

TEST(Loading, the_wait_for_a_train_is_written_down_as_such) {
  Line line;
  auto const lot = line.queue(6, 2);
  line.world[line.train].diary.since = hours(12);
  take_aboard(line.world, line.train, kAtA, hours(12), hours(12));
  EXPECT_EQ(line.world[lot].diary.parts[static_cast<std::size_t>(Part::train)],
            hours(10));
}

TEST(Loading, only_those_bound_for_a_stop_are_set_down_there) {
  Line line;
  auto const far = line.queue(4, 0, 0);
  auto const near = line.queue(3, 0, 1);
  auto const near_too = line.queue(2, 0, 1);
  take_aboard(line.world, line.train, kAtA, 0, 0);
  EXPECT_EQ(bound_for(line.world, line.train, kAtB).teu, 5);
  EXPECT_EQ(bound_for(line.world, line.train, kAtB).lots, 2U);

  line.world[line.train].arrived = hours(2);
  set_down(line.sim, line.world, line.train, kAtB, PlaceId{0}, 0);
  line.run_until(3);
  for (auto const lot : {near, near_too}) {
    EXPECT_EQ(line.world[lot].where, Lot::Where::nowhere);  // it has come
  }
  EXPECT_EQ(lots_of(line.world[line.train].aboard), Lots{far});
  EXPECT_EQ(line.world[line.train].teu, 4);
  EXPECT_EQ(line.world[near].at, PlaceId{1});
  EXPECT_EQ(line.world[near].before, PlaceId{0});
  EXPECT_EQ(line.world[near].arrived, hours(2));
}

Process run(Simulation& sim, World& world, TrainId train, LinkRun on,
            std::vector<double>& arrivals) {
  Kept kept{.train = train};
  Stay const stay{.before = {},
                  .at = start_of(world.corridor, on),
                  .after = end_of(world.corridor, on)};
  co_await follow(sim, world, train, on, stay, kept);
  arrivals.push_back(in_hours(sim.now()));
}

// Three trains come to the first link at the same time.
std::vector<double> run_three(std::string const& rows) {
  Line line{rows};
  std::vector<double> arrivals;
  for (int i = 0; i < 3; ++i) {
    auto const train = line.world.new_train(ServiceId{0}, 0, 0);
    line.sim.start(
        run(line.sim, line.world, train, {LinkId{0}, true}, arrivals));
  }
  line.run_until(20 * 24);
  return arrivals;
}

TEST(Loading, trains_enter_a_link_a_day_over_its_capacity_apart) {
  EXPECT_EQ(run_three(""), (std::vector<double>{2, 3, 4}));
}

TEST(Loading, at_reduced_capacity_they_enter_further_apart) {
  EXPECT_EQ(run_three("closure A>B from=2024-01-01 to=2024-01-09 share=0.25"),
            (std::vector<double>{2, 6, 10}));
}

TEST(Loading, before_a_closed_line_they_wait_and_then_queue) {
  EXPECT_EQ(run_three("closure B from=2024-01-01 to=2024-01-02 share=0"),
            (std::vector<double>{50, 51, 52}));
}

TEST(Loading, the_other_direction_has_paths_of_its_own) {
  Line line;
  std::vector<double> arrivals;
  for (auto const forward : {true, false}) {
    auto const service = ServiceId{forward ? 0U : 1U};
    auto const train = line.world.new_train(service, service.value, 0);
    line.sim.start(
        run(line.sim, line.world, train, {LinkId{0}, forward}, arrivals));
  }
  line.run_until(24);
  EXPECT_EQ(arrivals, (std::vector<double>{2, 2}));
  EXPECT_EQ(line.world.record.runs[run_index(LinkId{0}, true)].trains(), 1);
  EXPECT_EQ(line.world.record.runs[run_index(LinkId{0}, false)].trains(), 1);
}

TEST(Loading, a_stay_at_a_border_counts_for_the_boxes_that_pass_it) {
  Line line;
  line.queue(6);
  take_aboard(line.world, line.train, kAtA, 0, 0);
  note_stay(line.world, line.train, {{}, PlaceId{0}, PlaceId{1}, 0}, 0);
  note_stay(line.world, line.train,
            {PlaceId{0}, PlaceId{1}, PlaceId{2}, hours(2)}, hours(7));
  auto const& stays = line.world.record.stays;
  ASSERT_EQ(stays.size(), 1U);
  auto const& [key, stay] = *stays.begin();
  EXPECT_EQ(key, (std::tuple{PlaceId{1}, "CN", "KZ"}));
  EXPECT_EQ(stay.mean(), 5);
  EXPECT_EQ(stay.weight(), 6);
}

TEST(Loading, a_gauge_change_yard_behind_the_post_is_part_of_the_border) {
  Stage stage{
      "place A CN\n place B KZ\n place Y KZ\n place C KZ\n"
      "link A B km=100 speed=50\n link B Y km=5 speed=50\n"
      "link Y C km=100 speed=50 gauge=1520\n"
      "facility Y gauge_change hours=5 law=fixed\n"
      "service S A+ B. Y- capacity=10 rule=when_full\n"
      "service T Y+ C- capacity=10 rule=when_full gauge=1520\n"
      "demand A C\n"};
  stage.dispatch_all();
  stage.send(0, 10, {0});
  stage.run_until(48);
  auto const& stays = stage.world.record.stays;
  auto const found = stays.find({stage.place("Y"), "CN", "KZ"});
  ASSERT_NE(found, stays.end());
  EXPECT_DOUBLE_EQ(found->second.mean(), 5);  // nobody waits but to be lifted
  EXPECT_EQ(found->second.weight(), 10);
}

TEST(Loading, a_stay_inside_a_country_is_no_border) {
  Line line;
  line.queue(6);
  take_aboard(line.world, line.train, kAtA, 0, 0);
  note_stay(line.world, line.train,
            {PlaceId{1}, PlaceId{2}, PlaceId{1}, hours(2)}, hours(7));
  EXPECT_TRUE(line.world.record.stays.empty());
}

}  // namespace
}  // namespace camel
