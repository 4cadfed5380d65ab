// SPDX-License-Identifier: Apache-2.0
#include "camel/api/lookout.h"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "camel/api/arrivals.h"
#include "camel/api/find_corridor.h"
#include "camel/api/load_scenarios.h"
#include "camel/api/simulated_events.h"
#include "camel/tracking/read_epcis.h"

namespace camel {
namespace {

// Learnt once, of a short year: it need only be good enough to speak.
struct LookoutTest : testing::Test {
  static void SetUpTestSuite() {
    corridor() = load_with_scenarios(open_package(find_corridor("tiny")), {})
                     .loaded.corridor;
    ArrivalsPlan plan;
    plan.learnt = {.years = 2, .days = 200, .seed = 5, .share = 0.5};
    plan.unseen = {.years = 1, .days = 100, .seed = 9, .share = 0.2};
    learnt() = learn_arrivals(corridor(), plan).learnt;
    std::string text;
    EpcisWriter writer{[&](std::string_view part) { text += part; }};
    write_simulated_events(
        corridor(), {.days = 60, .warm_up_days = 20, .boxes = 120}, writer);
    events() = read_epcis(text).events;
  }
  static Corridor& corridor() {
    static Corridor one;
    return one;
  }
  static LearntArrivals& learnt() {
    static LearntArrivals one;
    return one;
  }
  static std::vector<EpcisEvent>& events() {
    static std::vector<EpcisEvent> all;
    return all;
  }
  // The 40th day of the year.
  static EpochSeconds some_day() {
    return events().front().time.time_since_epoch().count() / 1000 +
           40 * 24 * 3600;
  }
};

TEST_F(LookoutTest, a_box_under_way_has_a_band_for_each_milestone_ahead) {
  auto const lookout = look_at(events(), &learnt(), some_day());
  std::size_t under_way = 0;
  for (auto const& event : events()) {
    if (!event.step.ends_with("accepting")) {
      continue;
    }
    auto const known = lookout.of(event.objects.front());
    if (!known || known->watch.is_there()) {
      continue;
    }
    ++under_way;
    EXPECT_EQ(known->arrivals.size(),
              known->watch.way.size() - 1 - known->watch.passed);
    for (auto const& spread : known->arrivals) {
      EXPECT_TRUE(std::is_sorted(spread.hours.begin(), spread.hours.end()));
    }
  }
  EXPECT_GT(under_way, 3U);
}

TEST_F(LookoutTest, the_same_events_give_the_same_alerts_in_any_order) {
  auto const alerts = look_at(events(), &learnt(), some_day()).alerts();
  EXPECT_FALSE(alerts.empty());
  std::mt19937 luck{7};
  for (int i = 0; i < 3; ++i) {
    auto shuffled = events();
    std::shuffle(shuffled.begin(), shuffled.end(), luck);
    EXPECT_EQ(alerts, look_at(shuffled, &learnt(), some_day()).alerts());
  }
}

TEST_F(LookoutTest, without_anything_learnt_the_plan_is_still_watched) {
  auto const lookout = look_at(events(), nullptr);
  EXPECT_GT(lookout.boxes(), 30U);
  auto const known = lookout.of("https://id.example.org/container/SCMU0000001");
  ASSERT_TRUE(known);
  EXPECT_TRUE(known->arrivals.empty());
  EXPECT_TRUE(known->watch.is_there());
}

}  // namespace
}  // namespace camel
