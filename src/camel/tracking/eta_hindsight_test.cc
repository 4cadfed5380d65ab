// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/eta_hindsight.h"

#include <algorithm>
#include <cmath>
#include <random>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "camel/tracking/eta_codec.h"

namespace camel {
namespace {

constexpr EpochSeconds kDaySeconds = 24 * 3600;
constexpr EpochSeconds kBegin = 1'704'067'200;
constexpr int kDays = 300, kBoxesADay = 8;

BoxWay const kWay{{"A", Passing::ready, ""},    {"A", Passing::departs, "E"},
                  {"B", Passing::arrives, "E"}, {"B", Passing::departs, "F"},
                  {"C", Passing::arrives, "F"}, {"C", Passing::delivered, ""}};

// Steps of one to nine days that have nothing to do with each other, all of
// them so much slower than they were learnt.
std::vector<BoxJourney> journeys_in(double slower, unsigned seed) {
  std::mt19937 luck{seed};
  std::vector<BoxJourney> all;
  for (int box = 0; box < kDays * kBoxesADay; ++box) {
    BoxJourney journey{.way = 0, .product = "boxes", .times = {}};
    auto time = kBegin + box * kDaySeconds / kBoxesADay;
    journey.times.push_back(time);
    while (journey.times.size() < kWay.size()) {
      auto const share = static_cast<double>(luck()) / 4294967296.0;
      time += static_cast<EpochSeconds>(slower * (1 + 8 * share * share) *
                                        kDaySeconds);
      journey.times.push_back(time);
    }
    all.push_back(std::move(journey));
  }
  return all;
}

struct EtaHindsightTest : testing::Test {
  static EtaModel learnt_model() {
    std::vector<BoxWay> const ways{kWay};
    std::vector<EtaYear> const years{{.journeys = journeys_in(1, 1),
                                      .begin = kBegin,
                                      .end = kBegin + kDays * kDaySeconds}};
    return {ways, years};
  }
  // What came in the world as it was learnt.
  static EtaCalibration learnt_calibration(
      EtaModel const& model, std::vector<std::uint32_t> const& steps) {
    auto const journeys = journeys_in(1, 2);
    return with_hindsight({}, model, tracked(journeys, steps),
                          kBegin + kDays * kDaySeconds);
  }
  static std::vector<TrackedJourney> tracked(
      std::vector<BoxJourney> const& journeys,
      std::vector<std::uint32_t> const& steps) {
    std::vector<TrackedJourney> all;
    for (auto const& journey : journeys) {
      all.push_back(
          {fmt::format("box {}", all.size()), &journey, &journey, &steps});
    }
    return all;
  }
  // Of arrivals foretold after a moment, by boxes that left since.
  double covered(EtaCalibration const& by,
                 std::vector<BoxJourney> const& journeys,
                 EpochSeconds since) const {
    Signals const signals(model.steps().size());
    double cases = 0, inside = 0;
    for (auto const& journey : journeys) {
      if (journey.times.front() < since) {
        continue;
      }
      for (std::size_t step = 0; step + 1 < kWay.size(); ++step) {
        auto const now = journey.times[step];
        auto const said = by.calibrated(model
                                            .forecast({.steps = &steps,
                                                       .product = "boxes",
                                                       .step = step,
                                                       .since = now,
                                                       .now = now},
                                                      signals)
                                            .back());
        auto const hours =
            static_cast<double>(journey.times.back() - now) / 3600;
        ++cases;
        inside += hours >= said.at(0.1) && hours <= said.at(0.9) ? 1 : 0;
      }
    }
    return inside / cases;
  }

  EtaModel const model = learnt_model();
  std::vector<std::uint32_t> const steps = model.steps().of(kWay);
  EtaCalibration const calibration = learnt_calibration(model, steps);
};

TEST_F(EtaHindsightTest, a_world_that_is_slower_than_learnt_is_made_up_for) {
  auto const slow = journeys_in(1.35, 3);
  auto const by = kBegin + 200 * kDaySeconds;
  auto const after =
      with_hindsight(calibration, model, tracked(slow, steps), by);
  EXPECT_NEAR(covered(calibration, journeys_in(1, 4), by), 0.8, 0.03);
  EXPECT_LT(covered(calibration, slow, by), 0.7);
  EXPECT_NEAR(covered(after, slow, by), 0.8, 0.03);
}

TEST_F(EtaHindsightTest, what_came_later_or_was_not_told_does_not_count) {
  auto told = journeys_in(1.35, 3);
  auto whole = told;
  auto const by = kBegin + 100 * kDaySeconds;
  auto const bytes = [&] {
    auto all = tracked(whole, steps);
    for (std::size_t i = 0; i < all.size(); ++i) {
      all[i].told = &told[i];
    }
    return to_bytes({model, with_hindsight(calibration, model, all, by)});
  };
  auto const before = bytes();
  for (auto* const journeys : {&told, &whole}) {
    for (auto& one : *journeys) {
      std::replace_if(
          one.times.begin(), one.times.end(),
          [&](EpochSeconds time) { return time > by; }, kNotYet);
    }
  }
  EXPECT_EQ(bytes(), before);
  for (auto& one : told) {
    one.times.assign(one.times.size(), kNotYet);
  }
  EXPECT_EQ(bytes(), to_bytes({model, calibration}));
}

}  // namespace
}  // namespace camel
