// SPDX-License-Identifier: Apache-2.0
#include "camel/api/lookout.h"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "camel/api/arrivals.h"
#include "camel/api/find_corridor.h"
#include "camel/api/load_scenarios.h"
#include "camel/api/outlooks.h"
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

// Events of which some are captured, and the program that tells of them.
struct Looking {
  Looking(std::vector<EpcisEvent> const& events, LearntArrivals const* learnt,
          std::optional<EpochSeconds> at)
      : by{at ? std::optional{EventMoment{std::chrono::seconds{*at}}}
              : std::nullopt} {
    store.capture(events);
    std::filesystem::remove_all(folder);
    if (learnt != nullptr) {
      keep_arrivals(folder, *learnt);
    }
  }
  std::vector<BoxAlert> alerts() {
    std::vector<BoxAlert> all;
    for (auto& one :
         outlooks.alerts({.party = {}, .is_operator = true}, {.limit = 10'000})
             .alerts) {
      all.push_back(std::move(one.alert));
    }
    return all;
  }

  std::filesystem::path folder{testing::TempDir() + "camel lookout"};
  std::optional<EventMoment> by;
  EventStore store{":memory:"};
  ConsignmentStore consignments{":memory:"};
  TrackedEvents tracked{store, consignments};
  Outlooks outlooks{{store, consignments, tracked, by}, folder};
};

TEST_F(LookoutTest, a_box_under_way_has_a_band_for_each_milestone_ahead) {
  Looking looking{events(), &learnt(), some_day()};
  std::size_t under_way = 0;
  for (auto const& event : events()) {
    if (!event.step.ends_with("accepting")) {
      continue;
    }
    auto const known =
        looking.outlooks.outlook(std::string{last_word(event.objects.front())});
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
  auto const alerts = Looking{events(), &learnt(), some_day()}.alerts();
  EXPECT_FALSE(alerts.empty());
  std::mt19937 luck{7};
  for (int i = 0; i < 3; ++i) {
    auto shuffled = events();
    std::shuffle(shuffled.begin(), shuffled.end(), luck);
    EXPECT_EQ(alerts, (Looking{shuffled, &learnt(), some_day()}.alerts()));
  }
}

// However little is captured between two questions.
TEST_F(LookoutTest, events_one_by_one_give_the_same_alerts_as_all_at_once) {
  auto shuffled = events();
  std::mt19937 luck{7};
  std::shuffle(shuffled.begin(), shuffled.end(), luck);
  auto const half = shuffled.begin() + std::ssize(shuffled) / 2;
  Looking looking{{shuffled.begin(), half}, &learnt(), some_day()};
  for (auto one = half; one != shuffled.end();) {
    auto const next = one + std::min<std::ptrdiff_t>(100, shuffled.end() - one);
    looking.store.capture(std::vector(one, next));
    looking.alerts();
    one = next;
  }
  EXPECT_EQ(looking.alerts(),
            (Looking{events(), &learnt(), some_day()}.alerts()));
}

TEST_F(LookoutTest, without_anything_learnt_the_plan_is_still_watched) {
  Looking looking{events(), nullptr, {}};
  EXPECT_GT(looking.outlooks.boxes(), 30U);
  auto const known = looking.outlooks.outlook("SCMU0000001");
  ASSERT_TRUE(known);
  EXPECT_TRUE(known->arrivals.empty());
  EXPECT_TRUE(known->watch.is_there());
}

}  // namespace
}  // namespace camel
