// SPDX-License-Identifier: Apache-2.0
#include "camel/routing/corridor_timetable.h"

#include <set>

#include <gtest/gtest.h>

#include "camel/model/footprint.h"
#include "camel/model/test_corridor.h"
#include "camel/routing/connection_scan.h"

namespace camel {
namespace {

using namespace std::chrono;

// From A by the border X to C, by an ordinary and by a fixed train; on by a
// ferry to E, and another way round over D.
constexpr auto kText =
    "place A CN\n place X KZ\n place C KZ\n place D TR\n place E AZ\n"
    "link A X km=500\n link X C km=300\n"
    "link C D\n link D E\n"
    "link C E mode=sea km=200 speed=20\n"
    "step X CN>KZ papers unit=lot hours=6\n"
    "fleet F kind=vessel\n"
    "price rail USD/TEU-km 0.3\n price sea USD/TEU-km 0.1\n"
    "price handling USD/TEU 50\n"
    "factor rail g/tkm 20\n factor sea g/tkm 5\n"
    "goods grain bulk\n"
    "service W A+ X- capacity=50 rule=full_or_time wait=48\n"
    "service K X+ C- capacity=50 rule=full_or_time wait=24\n"
    "service P A+ X. C- capacity=50 rule=timetable frequency=2 path=fixed\n"
    "service R C+ D* E- capacity=50 rule=full_or_time wait=48\n"
    "service V C* E* C* mode=sea capacity=60 rule=timetable frequency=7 "
    "fleet=F\n"
    "service G A+ C- capacity=50 rule=timetable frequency=7 cargo=bulk\n";

struct Made {
  explicit Made(TimetableRequest request = {}, std::string const& text = kText)
      : corridor{corridor_from(text)},
        network{build_service_network(corridor)} {
    request.goods = CommodityId{0};
    request.begins = sys_days{2026y / March / 2};
    made = build_corridor_timetable(corridor, network, {}, request);
  }
  static PlaceId place(std::string const& code) {
    return find_place(corridor_from(kText), code);
  }
  Instant arrival(std::string const& from, std::string const& to) const {
    ConnectionScan scan{made.table};
    return scan.find_arrival({place(from), place(to), 0, 1});
  }
  std::multiset<std::string> lines() const {
    std::multiset<std::string> found;
    for (auto const& line : made.lines) {
      auto const& service =
          corridor.services[corridor.stops[line.board].service];
      found.insert(service.key +
                   (line.path == TrainPath::fixed ? " fixed" : ""));
    }
    return found;
  }

  Corridor corridor;
  ServiceNetwork network;
  CorridorTimetable made;
};

// Each stop where boxes board makes a line: of R two, of the ferry two, and
// both again for boxes that came by trains with a fixed path.
TEST(CorridorTimetable, has_a_line_for_each_stop_where_boxes_board) {
  Made const made;
  EXPECT_EQ(made.lines(),
            (std::multiset<std::string>{"W", "K", "R", "R", "V", "V", "P fixed",
                                        "V fixed", "V fixed"}));
}

TEST(CorridorTimetable, departures_are_as_far_apart_as_trains_left) {
  Made const made;
  auto const& table = made.made.table;
  for (std::size_t i = 0; i < table.lines.size(); ++i) {
    auto const departures = table.departures_of(table.lines[i].first);
    for (std::size_t run = 1; run < departures.size(); ++run) {
      EXPECT_NEAR(departures[run] - departures[run - 1],
                  made.made.lines[i].interval_hours * 3600, 1);
    }
    EXPECT_LT(departures.front(), made.made.lines[i].interval_hours * 3600 + 1);
    EXPECT_FALSE(made.made.lines[i].is_seen);
  }
}

// The trains of W and K: at X six hours of papers at every level, and the
// spread of the train before on top of it.
TEST(CorridorTimetable, levels_of_readiness_do_not_fall) {
  Made const made;
  auto const& table = made.made.table;
  ASSERT_FALSE(table.landings.empty());
  for (auto const& landing : table.landings) {
    EXPECT_LE(landing.after[0], landing.after[1]);
    EXPECT_LE(landing.after[1], landing.after[2]);
  }
  auto papers = 0;
  for (auto const& start : table.starts[Made::place("A").value]) {
    EXPECT_EQ(start.after, (Readiness{0, 0, 0}));
  }
  for (auto const& stand : table.stands) {
    papers += stand.place == Made::place("X") && !stand.is_delivery ? 1 : 0;
  }
  // Those who begin in X go without papers, those from China with them.
  EXPECT_EQ(papers, 1);
}

TEST(CorridorTimetable, fares_are_the_footprint_without_the_last_hub) {
  Made const made;
  auto const& table = made.made.table;
  for (std::size_t i = 0; i < table.lines.size(); ++i) {
    auto const first = table.lines[i].first;
    for (std::uint32_t n = 1; n < table.lines[i].calls; ++n) {
      Ride const ride{table.lines[i].service, made.made.stops[first.value],
                      made.made.stops[first.value + n]};
      auto const footprint =
          footprint_of(made.corridor, made.network, CommodityId{0}, {ride});
      auto const& fare = table.fare(first, n);
      EXPECT_NEAR(fare.cents, 100 * (footprint.usd - footprint.hubs.back().usd),
                  1);
      EXPECT_NEAR(fare.grams, footprint.grams - footprint.hubs.back().grams, 1);
    }
  }
}

TEST(CorridorTimetable, fixed_and_ordinary_trains_are_not_changed_between) {
  Made const made;
  // K does not take boxes of P, and P stops in X for nobody.
  TimetableRequest request;
  request.avoid_services = {ServiceId{1}};
  Made const without{request};
  EXPECT_NE(made.arrival("A", "X"), kNoInstant);
  EXPECT_NE(without.arrival("A", "C"), kNoInstant);  // by P
  request.avoid_services = {ServiceId{2}};
  Made const ordinary{request};
  EXPECT_NE(ordinary.arrival("A", "C"), kNoInstant);  // by W and K
  request.avoid_services = {ServiceId{1}, ServiceId{2}};
  EXPECT_EQ(Made{request}.arrival("A", "C"), kNoInstant);
}

TEST(CorridorTimetable, a_vessel_takes_boxes_of_both_paths) {
  TimetableRequest request;
  request.avoid_services = {ServiceId{0}, ServiceId{3}};
  EXPECT_NE(Made{request}.arrival("A", "E"), kNoInstant);  // P, then V
  request.avoid_services = {ServiceId{2}, ServiceId{3}};
  EXPECT_NE(Made{request}.arrival("A", "E"), kNoInstant);  // W, K, V
}

TEST(CorridorTimetable, what_is_avoided_is_neither_called_at_nor_passed) {
  TimetableRequest request;
  request.avoid_places = {Made::place("X")};
  EXPECT_EQ(Made{request}.arrival("A", "C"), kNoInstant);
  request.avoid_places = {Made::place("D")};
  EXPECT_NE(Made{request}.arrival("C", "E"), kNoInstant);
  EXPECT_EQ(Made{request}.arrival("C", "D"), kNoInstant);
  request.avoid_places.clear();
  request.avoid_countries = {"TR"};
  EXPECT_EQ(Made{request}.arrival("C", "D"), kNoInstant);
  request.avoid_countries = {"KZ"};
  EXPECT_EQ(Made{request}.arrival("A", "C"), kNoInstant);
}

TEST(CorridorTimetable, deliveries_count_only_when_all_of_via_is_passed) {
  TimetableRequest request;
  request.via = {Made::place("D")};
  Made const made{request};
  EXPECT_NE(made.arrival("A", "E"), kNoInstant);
  EXPECT_EQ(made.arrival("A", "X"), kNoInstant);
  request.via = {Made::place("D"), Made::place("X")};  // not in this order
  EXPECT_EQ(Made{request}.arrival("A", "E"), kNoInstant);
  request.via = {Made::place("X"), Made::place("D")};
  EXPECT_NE(Made{request}.arrival("A", "E"), kNoInstant);
}

TEST(CorridorTimetable, goods_go_by_services_of_their_form_and_size) {
  Made const made;
  EXPECT_EQ(made.lines().count("G"), 0U);
  TimetableRequest request;
  request.teu = 51;
  EXPECT_EQ(Made{request}.lines(), (std::multiset<std::string>{"V", "V"}));
}

TEST(CorridorTimetable, seconds_of_the_year_go_by_its_days) {
  auto corridor = corridor_from(kText);  // of 2024, a leap year
  auto const march = sys_days{2026y / March / 1} + hours{5};
  EXPECT_EQ(second_of_year(corridor, march), (31 + 29) * 86'400 + 5 * 3600);
  corridor.base_year = 2023;
  EXPECT_EQ(second_of_year(corridor, march), (31 + 28) * 86'400 + 5 * 3600);
  EXPECT_EQ(second_of_year(corridor, sys_days{2024y / February / 29}),
            (31 + 28) * 86'400);
}

}  // namespace
}  // namespace camel
