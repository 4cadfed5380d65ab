// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/motion_writer.h"

#include <gtest/gtest.h>

#include "camel/operations/test_world.h"

namespace camel {
namespace {

constexpr TrainId kTrain{0};
constexpr ServiceId kService{3};
constexpr PlaceId kA{0}, kB{1}, kC{2};

TEST(MotionWriter, a_train_calls_where_its_runs_begin_and_end) {
  MotionWriter writer{0, 1'000};
  writer.form(kTrain, kService, 10);
  writer.run(kTrain, {kA, kB, 30, 50, 40});
  writer.run(kTrain, {kB, kC, 70, 90, 20});
  writer.end(kTrain, 95);
  auto const trains = std::move(writer).finish();
  ASSERT_EQ(trains.size(), 1U);
  EXPECT_EQ(trains[0].service, kService);
  EXPECT_EQ(trains[0].calls,
            (std::vector<CallInMotion>{
                {kA, 10, 30, 40}, {kB, 50, 70, 20}, {kC, 90, 95, 20}}));
}

TEST(MotionWriter, the_next_train_under_an_id_is_another) {
  MotionWriter writer{0, 1'000};
  writer.form(kTrain, kService, 0);
  writer.run(kTrain, {kA, kB, 1, 2, 0});
  writer.end(kTrain, 3);
  writer.form(kTrain, ServiceId{}, 4);
  writer.run(kTrain, {kB, kA, 5, 6, 0});
  writer.end(kTrain, 7);
  auto const trains = std::move(writer).finish();
  ASSERT_EQ(trains.size(), 2U);
  EXPECT_FALSE(trains[1].service);
  EXPECT_EQ(trains[1].calls.front(), (CallInMotion{kB, 4, 5, 0}));
}

TEST(MotionWriter, what_was_over_before_the_year_is_left_out) {
  MotionWriter writer{100, 1'000};
  writer.form(kTrain, kService, 0);
  writer.run(kTrain, {kA, kB, 10, 20, 0});
  writer.run(kTrain, {kB, kC, 90, 130, 7});  // under way as it begins
  writer.end(kTrain, 140);
  writer.form(TrainId{1}, kService, 0);
  writer.run(TrainId{1}, {kA, kB, 10, 20, 0});
  writer.end(TrainId{1}, 30);
  auto const trains = std::move(writer).finish();
  ASSERT_EQ(trains.size(), 1U);
  EXPECT_EQ(trains[0].calls,
            (std::vector<CallInMotion>{{kB, -80, -10, 7}, {kC, 30, 40, 7}}));
}

TEST(MotionWriter, who_is_under_way_at_the_end_stands_where_it_came_last) {
  MotionWriter writer{0, 1'000};
  writer.form(kTrain, kService, 0);
  writer.run(kTrain, {kA, kB, 900, 1'100, 0});
  auto const trains = std::move(writer).finish();
  EXPECT_EQ(trains[0].calls, (std::vector<CallInMotion>{
                                 {kA, 0, 900, 0}, {kB, 1'100, 1'100, 0}}));
}

}  // namespace
}  // namespace camel
