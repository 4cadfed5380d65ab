// SPDX-License-Identifier: Apache-2.0
#include "camel/api/route.h"

#include <gtest/gtest.h>

#include "camel/api/route_codec.h"
#include "camel/model/footprint.h"
#include "camel/model/test_corridor.h"
#include "camel/operations/record_years.h"

namespace camel {
namespace {

using namespace std::chrono;

// A slow cheap way by sea over B, and a quick dear one by rail over C, both
// with a change of trains.
constexpr auto kText =
    "place A CN\n place B CN\n place C KZ\n place D PL\n"
    "link A B km=200\n link B D mode=sea km=4000 speed=20\n"
    "link A C km=1000\n link C D km=2000\n"
    "step C CN>PL papers unit=lot hours=10\n"
    "fleet F kind=vessel number=3\n"
    "price rail USD/TEU-km 1\n price sea USD/TEU-km 0.1\n"
    "price handling USD/TEU 50\n"
    "factor rail g/tkm 30\n factor sea g/tkm 5\n"
    "service T A+ B- capacity=9 rule=full_or_time wait=24\n"
    "service V B* D* B* mode=sea capacity=90 rule=full_or_time wait=48 "
    "fleet=F\n"
    "service Q A+ C- capacity=9 rule=full_or_time wait=24\n"
    "service R C+ D- capacity=9 rule=full_or_time wait=24\n"
    "demand A D key=rail teu=3000 via=C\n"
    "demand A D key=sea teu=3000 via=B\n";

struct Asked {
  Asked()
      : corridor{corridor_from(kText)},
        network{build_service_network(corridor)},
        years{record_years(corridor, {.replications = 2,
                                      .warm_up_days = 30,
                                      .progress = {},
                                      .followers = {}})},
        finder{corridor, years} {
    question.from = find_place(corridor, "A");
    question.to = find_place(corridor, "D");
    question.goods = CommodityId{0};
    question.ready = sys_days{2026y / March / 2};
  }
  RouteAnswer find() const { return finder.find(question); }

  Corridor corridor;
  ServiceNetwork network;
  std::vector<RecordedYear> years;
  RouteFinder finder;
  RouteQuestion question;
};

std::vector<std::string> ways_of(Asked const& asked,
                                 RouteAnswer const& answer) {
  std::vector<std::string> ways;
  for (auto const& way : answer.alternatives) {
    std::string keys;
    for (auto const& leg : way.legs) {
      keys += asked.corridor.services[leg.ride.service].key;
    }
    ways.push_back(keys);
  }
  std::sort(ways.begin(), ways.end());
  return ways;
}

TEST(RouteFinder, finds_the_quick_way_and_the_cheap_one) {
  Asked const asked;
  auto const answer = asked.find();
  EXPECT_EQ(ways_of(asked, answer), (std::vector<std::string>{"QR", "TV"}));
  EXPECT_TRUE(answer.no_route.empty());
  for (auto const& way : answer.alternatives) {
    auto const is_rail =
        asked.corridor.services[way.legs.front().ride.service].key == "Q";
    auto const has = [&](std::string const& word) {
      return std::find(way.best_in.begin(), way.best_in.end(), word) !=
             way.best_in.end();
    };
    EXPECT_EQ(has("soonest"), is_rail);
    EXPECT_EQ(has("cheapest"), !is_rail);
  }
}

TEST(RouteFinder, promises_rise_with_the_share_of_boxes) {
  Asked const asked;
  auto const answer = asked.find();
  ASSERT_FALSE(answer.alternatives.empty());
  for (auto const& way : answer.alternatives) {
    EXPECT_LT(asked.question.ready, way.promise.p50);
    EXPECT_LE(way.promise.p50, way.promise.p80);
    EXPECT_LE(way.promise.p80, way.promise.p95);
    // Two years of 21 departures: seven days on both sides, every 18 hours.
    EXPECT_EQ(way.promise.boxes, 2 * (2 * 7 * 24 / 18 + 1));
    EXPECT_GE(way.promise.by_plan, 0);
    EXPECT_LE(way.promise.by_plan, 1);
  }
}

// By rail 1000 and 2000 km at 50 km/h, and ten hours of papers, make 70 hours
// without any wait for trains; two waits of a day at most.
TEST(RouteFinder, legs_add_up_to_what_is_done_with_boxes) {
  Asked const asked;
  auto const answer = asked.find();
  for (auto const& way : answer.alternatives) {
    if (asked.corridor.services[way.legs.front().ride.service].key != "Q") {
      continue;
    }
    ASSERT_EQ(way.legs.size(), 2U);
    EXPECT_NEAR(way.legs[0].ride_hours, 20, 0.1);
    EXPECT_NEAR(way.legs[1].procedure_hours, 10, 0.1);
    EXPECT_EQ(way.legs[1].procedures, std::vector<std::string>{"papers"});
    EXPECT_NEAR(way.legs[1].ride_hours, 40, 0.1);
    EXPECT_TRUE(way.legs[0].is_seen);
    auto const hours = duration<double, std::ratio<3600>>{way.promise.p50 -
                                                          asked.question.ready}
                           .count();
    EXPECT_GT(hours, 70);
    EXPECT_LT(hours, 70 + 48);
    EXPECT_LE(way.departs, way.legs.front().eta);
    EXPECT_EQ(way.departs, way.legs.front().etd);
    return;
  }
  FAIL() << "no way by rail";
}

TEST(RouteFinder, costs_are_those_of_the_footprint) {
  Asked const asked;
  for (auto const& way : asked.find().alternatives) {
    std::vector<Ride> rides;
    std::int64_t cents = 0;
    for (auto const& leg : way.legs) {
      rides.push_back(leg.ride);
    }
    auto const footprint =
        footprint_of(asked.corridor, asked.network, CommodityId{0}, rides);
    EXPECT_DOUBLE_EQ(way.footprint.usd, footprint.usd);
    EXPECT_DOUBLE_EQ(way.footprint.grams, footprint.grams);
    // What the search adds up leaves out the hub at the end.
    cents = way.plans.front().criteria.cents;
    EXPECT_NEAR(static_cast<double>(cents),
                100 * (footprint.usd - footprint.hubs.back().usd), 2);
  }
}

TEST(RouteFinder, connections_have_a_chance_and_a_fallback) {
  Asked const asked;
  for (auto const& way : asked.find().alternatives) {
    for (auto const& leg : way.legs) {
      EXPECT_GE(leg.connection, 0);
      EXPECT_LE(leg.connection, 1);
      ASSERT_TRUE(leg.fallback);
      EXPECT_GT(leg.fallback->etd, leg.etd - 24h);
      EXPECT_GT(leg.fallback->eta_destination, leg.fallback->etd);
    }
    // They are ready where they begin.
    EXPECT_EQ(way.legs.front().connection, 1);
  }
}

TEST(RouteFinder, who_must_arrive_in_time_is_told_when_to_be_ready) {
  Asked asked;
  auto const quick = asked.find();
  asked.question.arrive_by = asked.question.ready + days{7};
  auto const answer = asked.find();
  EXPECT_EQ(ways_of(asked, answer), std::vector<std::string>{"QR"});
  ASSERT_EQ(answer.alternatives.size(), 1U);
  auto const& way = answer.alternatives.front();
  ASSERT_TRUE(way.ready_by);
  EXPECT_EQ(*asked.question.arrive_by - *way.ready_by,
            way.promise.p80 - asked.question.ready);
  asked.question.arrive_by = asked.question.ready + days{1};
  EXPECT_FALSE(asked.find().no_route.empty());
}

TEST(RouteFinder, who_must_leave_in_time_gets_no_later_trains) {
  Asked asked;
  asked.question.depart_by = asked.question.ready + days{1};
  for (auto const& way : asked.find().alternatives) {
    EXPECT_LE(way.departs, *asked.question.depart_by);
  }
  asked.question.depart_by = asked.question.ready - days{1};
  auto const answer = asked.find();
  EXPECT_TRUE(answer.alternatives.empty());
  ASSERT_EQ(answer.no_route.size(), 1U);
  EXPECT_NE(answer.no_route[0].text.find("nothing leaves"), std::string::npos);
}

TEST(RouteFinder, wishes_are_kept) {
  Asked asked;
  asked.question.via = {find_place(asked.corridor, "B")};
  EXPECT_EQ(ways_of(asked, asked.find()), std::vector<std::string>{"TV"});
  asked.question.via.clear();
  asked.question.avoid_countries = {"KZ"};
  EXPECT_EQ(ways_of(asked, asked.find()), std::vector<std::string>{"TV"});
  asked.question.avoid_countries.clear();
  asked.question.avoid_services = {ServiceId{1}};
  EXPECT_EQ(ways_of(asked, asked.find()), std::vector<std::string>{"QR"});
}

TEST(RouteFinder, one_question_has_one_answer) {
  Asked asked;
  auto const first = to_json(asked.corridor, asked.find());
  EXPECT_EQ(to_json(asked.corridor, asked.find()), first);
  for (auto day = 3; day < 40; ++day) {  // more than are kept
    asked.question.ready = sys_days{2026y / March / 2} + days{day};
    asked.find();
  }
  asked.question.ready = sys_days{2026y / March / 2};
  EXPECT_EQ(to_json(asked.corridor, asked.find()), first);
  RouteFinder const fresh{asked.corridor, asked.years};
  EXPECT_EQ(to_json(asked.corridor, fresh.find(asked.question)), first);
}

}  // namespace
}  // namespace camel
