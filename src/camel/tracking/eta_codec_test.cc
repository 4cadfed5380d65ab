// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/eta_codec.h"

#include <gtest/gtest.h>

namespace camel {
namespace {

// Boxes that wait longer and longer, and a calibration.
LearntArrivals learnt() {
  std::vector<BoxWay> const ways{{{"A", Passing::ready, ""},
                                  {"A", Passing::departs, "E"},
                                  {"B", Passing::arrives, "E"},
                                  {"B", Passing::delivered, ""}}};
  std::vector<EtaYear> years{{.journeys = {}, .begin = 0, .end = 1'000'000}};
  for (EpochSeconds i = 0; i < 300; ++i) {
    years[0].journeys.push_back(
        {.way = 0,
         .product = "x",
         .times = {i * 3000, i * 3300, i * 3300 + 900, i * 3300 + 1800}});
  }
  LearntArrivals result{EtaModel{ways, years}, {}};
  TimeSpread said;
  said.hours.fill(7);
  for (int i = 0; i < 200; ++i) {
    result.calibration.learn(said, i);
  }
  return result;
}

TEST(EtaCodec, what_comes_back_says_the_same) {
  auto const before = learnt();
  auto const bytes = to_bytes(before);
  auto const after = learnt_from(bytes);
  ASSERT_TRUE(after);
  EXPECT_EQ(to_bytes(*after), bytes);
  std::vector<std::uint32_t> const steps{before.model.steps().number("A>B@E"),
                                         before.model.steps().number("A>B"),
                                         before.model.steps().number("A>B|")};
  EtaQuestion const question{
      .steps = &steps, .product = "x", .step = 0, .since = 0, .now = 40'000};
  Signals const signals(3);
  EXPECT_EQ(before.model.forecast(question, signals).back().hours,
            after->model.forecast(question, signals).back().hours);
}

TEST(EtaCodec, bytes_that_make_no_sense_are_learnt_anew) {
  auto const bytes = to_bytes(learnt());
  EXPECT_FALSE(learnt_from(""));
  EXPECT_FALSE(learnt_from("something else"));
  EXPECT_FALSE(learnt_from(bytes + "x"));
  for (std::size_t length = 0; length < bytes.size();
       length += 1 + bytes.size() / 97) {
    EXPECT_FALSE(learnt_from(bytes.substr(0, length)));
  }
}

}  // namespace
}  // namespace camel
