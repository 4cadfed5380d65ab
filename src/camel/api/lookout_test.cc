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
          std::optional<EpochSeconds> at,
          std::shared_ptr<ClosuresOnWays const> closures = {})
      : announced{std::move(closures)},
        by{at ? std::optional{EventMoment{std::chrono::seconds{*at}}}
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
  std::shared_ptr<ClosuresOnWays const> announced;
  std::optional<EventMoment> by;
  EventStore store{":memory:"};
  ConsignmentStore consignments{":memory:"};
  TrackedEvents tracked{store, consignments};
  Outlooks outlooks{{store, consignments, tracked, announced, by}, folder};
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

TEST_F(LookoutTest, nobody_leaves_a_border_while_it_is_announced_to_be_shut) {
  auto shut = corridor();
  auto const opens = some_day() + 30 * 24 * 3600;
  for (auto& one : shut.disruptions) {
    if (one.key == "closed") {
      auto const day = [](EpochSeconds time) {
        return std::chrono::year_month_day{
            std::chrono::floor<std::chrono::days>(
                std::chrono::sys_seconds{std::chrono::seconds{time}})};
      };
      one.base = true;
      one.start = day(some_day());
      one.end = day(opens - 24 * 3600);
    }
  }
  Looking told{events(), &learnt(), some_day(),
               std::make_shared<ClosuresOnWays>(shut)};
  Looking untold{events(), &learnt(), some_day()};
  std::size_t before = 0, behind = 0;
  for (auto const& event : events()) {
    if (!event.step.ends_with("accepting")) {
      continue;
    }
    auto const box = std::string{last_word(event.objects.front())};
    auto const known = told.outlooks.outlook(box);
    if (!known || known->arrivals.empty()) {
      continue;
    }
    auto const& watch = known->watch;
    auto meets = false;
    for (auto i = watch.passed + 1; i < watch.way.size(); ++i) {
      if (watch.way[i].place == "XGATE" &&
          watch.way[i].passing == Passing::departs) {
        meets = true;
        auto const hours = known->arrivals[i - watch.passed - 1].hours.front();
        EXPECT_GE(known->now + static_cast<EpochSeconds>(hours * 3600),
                  opens - 24 * 3600);
      }
    }
    ++(meets ? before : behind);
    auto const same = untold.outlooks.outlook(box);
    if (!meets) {
      EXPECT_EQ(known->arrivals.back().hours, same->arrivals.back().hours);
    } else {
      EXPECT_GT(known->arrivals.back().at(0.5), same->arrivals.back().at(0.5));
    }
  }
  EXPECT_GT(before, 1U);
  EXPECT_GT(behind, 0U);
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
