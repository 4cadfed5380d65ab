// SPDX-License-Identifier: Apache-2.0
#include "camel/routing/front_search.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "camel/routing/exhaustive_search.h"
#include "camel/routing/made_timetable.h"

namespace camel {
namespace {

MadeNetwork small(std::uint64_t seed) {
  return {.seed = seed,
          .terminals = 4 + seed % 4,
          .weekly_departures = 10 + seed % 12,
          .weeks = 3,
          .most_calls = 4,
          .with_rules = true};
}

std::vector<Criteria> criteria_of(Front const& front) {
  std::vector<Criteria> all;
  for (auto const& one : front.itineraries) {
    all.push_back(one.criteria);
  }
  return all;
}

// The figures of an itinerary, added up again along its legs.
Criteria retraced(Timetable const& timetable, RouteQuery const& query,
                  Itinerary const& itinerary) {
  Criteria sum;
  auto stand = itinerary.start;
  auto ready = kNoInstant;
  for (auto const& start : timetable.starts[query.from.value]) {
    if (start.stand == stand) {
      ready = query.ready + start.after[itinerary.start_level];
    }
  }
  sum.risk = kRisk[itinerary.start_level];
  for (auto const& leg : itinerary.legs) {
    ready = timetable.open_from(stand, ready);
    auto const& board = timetable.calls[leg.board.value];
    EXPECT_LE(ready + board.cut_off,
              timetable.departures[board.times + leg.run]);
    auto const n = leg.alight.value - leg.board.value;
    EXPECT_GE(timetable.space_on(leg.board, n, leg.run), query.teu);
    auto const& fare = timetable.fare(leg.board, n);
    sum.cents += fare.cents + timetable.surcharge(leg.board, leg.run);
    sum.grams += fare.grams;
    sum.risk += kRisk[leg.level];
    ++sum.boardings;
    for (auto const& landing : timetable.landings_of(leg.alight)) {
      if (landing.stand == leg.stand) {
        ready =
            timetable
                .arrivals[timetable.calls[leg.alight.value].times + leg.run] +
            landing.after[leg.level];
      }
    }
    stand = leg.stand;
  }
  sum.arrival = ready;
  return sum;
}

TEST(FrontSearch, finds_what_an_exhaustive_search_finds) {
  std::size_t found = 0;
  for (std::uint64_t seed = 1; seed <= 1'000; ++seed) {
    auto const timetable = make_timetable(small(seed));
    auto const steps = Steps{timetable};
    FrontSearch search{timetable};
    auto const query =
        RouteQuery{.from = PlaceId{0},
                   .to = PlaceId{1 + seed % 3},
                   .ready = static_cast<Instant>(seed * 617) % (3 * 24 * 3600),
                   .teu = 1 + static_cast<int>(seed % 2)};
    auto const front =
        search.find(query, build_bounds(timetable, steps, query.to),
                    {.closeness = 0, .boardings = 4});
    auto const all = ExhaustiveSearch{timetable, query, 4}.front();
    EXPECT_EQ(criteria_of(front), all) << "seed " << seed;
    EXPECT_FALSE(front.truncated);
    for (auto const& one : front.itineraries) {
      EXPECT_EQ(retraced(timetable, query, one), one.criteria);
    }
    found += all.size();
  }
  EXPECT_GT(found, 2'000U);  // it was no empty comparison
}

TEST(FrontSearch, comes_close_to_every_way_and_keeps_the_best_of_each_kind) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    auto const timetable = make_timetable(small(seed));
    auto const steps = Steps{timetable};
    FrontSearch search{timetable};
    auto const query =
        RouteQuery{.from = PlaceId{0}, .to = PlaceId{2}, .ready = 5000};
    auto const bounds = build_bounds(timetable, steps, query.to);
    auto const all = search.find(query, bounds, {.closeness = 0});
    auto const few = search.find(query, bounds, {.closeness = 0.1});
    EXPECT_LE(few.itineraries.size(), all.itineraries.size());
    auto const best = [](Front const& front, auto figure) {
      auto least = std::numeric_limits<std::int32_t>::max();
      for (auto const& one : front.itineraries) {
        least = std::min(least, one.criteria.*figure);
      }
      return least;
    };
    for (auto const figure :
         {&Criteria::arrival, &Criteria::cents, &Criteria::grams,
          &Criteria::risk, &Criteria::boardings}) {
      EXPECT_EQ(best(few, figure), best(all, figure)) << "seed " << seed;
    }
    for (auto const& one : all.itineraries) {
      EXPECT_TRUE(std::any_of(
          few.itineraries.begin(), few.itineraries.end(),
          [&](Itinerary const& other) {
            auto const& c = other.criteria;
            return c.arrival - query.ready <=
                       1.1001 * (one.criteria.arrival - query.ready) + 1 &&
                   c.cents <= 1.1001 * one.criteria.cents + 1 &&
                   c.grams <= 1.1001 * one.criteria.grams + 1 &&
                   c.risk <= one.criteria.risk + 100'001 &&
                   c.boardings <= one.criteria.boardings;
          }))
          << "seed " << seed;
    }
  }
}

TEST(FrontSearch, arrives_no_earlier_who_is_ready_later) {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    auto const timetable = make_timetable(small(seed));
    auto const steps = Steps{timetable};
    auto const bounds = build_bounds(timetable, steps, PlaceId{2});
    FrontSearch search{timetable};
    auto earlier = Instant{0};
    for (Instant ready = 0; ready < 14 * 24 * 3600; ready += 40'000) {
      auto const front = search.find(
          {.from = PlaceId{0}, .to = PlaceId{2}, .ready = ready}, bounds);
      auto const arrival = front.itineraries.empty()
                               ? kNoInstant
                               : front.itineraries[0].criteria.arrival;
      EXPECT_GE(arrival, earlier);
      earlier = arrival;
    }
  }
}

TEST(FrontSearch, says_when_it_was_cut_short) {
  auto const timetable = make_timetable(
      {.seed = 3, .terminals = 40, .weekly_departures = 200, .weeks = 4});
  FrontSearch search{timetable};
  auto const bounds = build_bounds(timetable, Steps{timetable}, PlaceId{2});
  auto const query = RouteQuery{.from = PlaceId{0}, .to = PlaceId{2}};
  EXPECT_TRUE(search.find(query, bounds, {.labels = 1}).truncated);
  EXPECT_FALSE(search.find(query, bounds).truncated);
}

}  // namespace
}  // namespace camel
