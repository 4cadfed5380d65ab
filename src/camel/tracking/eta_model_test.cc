// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/eta_model.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace camel {
namespace {

constexpr EpochSeconds kHourSeconds = 3600, kDaySeconds = 24 * kHourSeconds;
constexpr EpochSeconds kBegin = 1'704'067'200;
constexpr int kDays = 300;

BoxWay const kWay{{"A", Passing::ready, ""},
                  {"A", Passing::departs, "E"},
                  {"B", Passing::arrives, "E"},
                  {"B", Passing::delivered, ""}};

// Two boxes a day, which wait at A until the next multiple of ten days on odd
// decades of days, and an hour on even ones; a day's run; half a day's end.
EtaYear year_of_jams() {
  EtaYear year{
      .journeys = {}, .begin = kBegin, .end = kBegin + kDays * kDaySeconds};
  for (int half = 0; half < 2 * kDays; ++half) {
    auto const ready = kBegin + half * kDaySeconds / 2;
    auto const decade = (ready - kBegin) / (10 * kDaySeconds);
    auto const opens = kBegin + (decade + 1) * 10 * kDaySeconds;
    auto const left = decade % 2 == 1 ? opens : ready + kHourSeconds;
    year.journeys.push_back({.way = 0,
                             .product = "boxes",
                             .times = {ready, left, left + kDaySeconds,
                                       left + kDaySeconds * 3 / 2}});
  }
  return year;
}

struct EtaModelTest : testing::Test {
  std::vector<BoxWay> const ways{kWay};
  std::vector<EtaYear> const years{year_of_jams()};
  EtaModel const model{ways, years};
  std::vector<std::uint32_t> const steps = model.steps().of(kWay);

  Signals signals_on(EpochSeconds now) const {
    std::vector<NumberedJourney> numbered;
    for (auto const& one : years[0].journeys) {
      numbered.push_back({&one, &steps});
    }
    return signals_of(states_at(numbered, model.steps().size(), now),
                      model.usual());
  }
  TimeSpread whole(EpochSeconds now) const {
    EtaQuestion const question{.steps = &steps,
                               .product = "boxes",
                               .step = 0,
                               .since = now,
                               .now = now};
    return model.forecast(question, signals_on(now)).back();
  }
};

TEST_F(EtaModelTest, a_jam_at_the_place_ahead_is_seen) {
  auto const in_jam = kBegin + 115 * kDaySeconds;  // five days to go
  auto const in_flow = kBegin + 125 * kDaySeconds;
  EXPECT_GT(whole(in_jam).at(0.5), whole(in_flow).at(0.5) + 24);
  EXPECT_NEAR(whole(in_flow).at(0.5), 37, 30);
}

TEST_F(EtaModelTest, quantiles_do_not_cross_and_milestones_keep_their_order) {
  EtaQuestion const question{.steps = &steps,
                             .product = "boxes",
                             .step = 0,
                             .since = kBegin + 100 * kDaySeconds,
                             .now = kBegin + 101 * kDaySeconds};
  auto const said = model.forecast(question, signals_on(question.now));
  ASSERT_EQ(said.size(), 3U);
  for (std::size_t i = 0; i < said.size(); ++i) {
    EXPECT_TRUE(std::is_sorted(said[i].hours.begin(), said[i].hours.end()));
    for (std::size_t l = 0; i > 0 && l < kSpreadLevels.size(); ++l) {
      EXPECT_GE(said[i].hours[l], said[i - 1].hours[l]);
    }
  }
}

TEST_F(EtaModelTest,
       of_a_way_that_nobody_went_the_times_of_its_steps_are_said) {
  std::vector<std::uint32_t> const back{steps[2], steps[1]};
  EtaQuestion const question{.steps = &back,
                             .product = "boxes",
                             .step = 0,
                             .since = kBegin,
                             .now = kBegin};
  auto const said = model.forecast(question, signals_on(kBegin));
  ASSERT_EQ(said.size(), 2U);
  EXPECT_NEAR(said.back().at(0.5), 36, 2);
}

}  // namespace
}  // namespace camel
