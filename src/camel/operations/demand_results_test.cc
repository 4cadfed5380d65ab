// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/demand_results.h"

#include <cmath>

#include <gtest/gtest.h>

#include "camel/model/test_corridor.h"
#include "camel/operations/simulate_year.h"

namespace camel {
namespace {

// Two rows of goods of 5 and 20 t over the same 1,000 km.
class DemandResults : public testing::Test {
 protected:
  Corridor const corridor_ = corridor_from(
      "place A CN\n place B CN\n link A B km=1000\n service T A+ B-\n"
      "price rail USD/TEU-km 0.3\n factor rail g/tkm 20\n"
      "goods light container tonnes=5\n goods heavy container tonnes=20\n"
      "demand A B key=1 goods=light teu=300\n"
      "demand A B key=2 goods=heavy teu=100\n");
  ServiceNetwork const network_ = build_service_network(corridor_);
  Table<DemandId, std::vector<Ride>> const routes_ =
      plan_routes(corridor_, network_);

  // A year of two days in which so many TEU of both rows came in 10 hours.
  YearRecord year(double light, double heavy) const {
    YearRecord year;
    for (auto const teu : {light, heavy}) {
      FlowRecord flow;
      flow.teu = teu;
      flow.transit_hours = 10 * teu;
      flow.histogram = {0, 0, 0, 0, 0, static_cast<std::uint32_t>(teu)};
      year.flows.add(flow);
    }
    return year;
  }
  Table<DemandId, DemandResult> results(
      std::vector<YearRecord> const& years) const {
    return demand_results(corridor_, network_, routes_, {years, 2});
  }
};

TEST_F(DemandResults, boxes_of_all_replications_count_alike) {
  auto first = year(30, 0);
  first.flows[DemandId{0}].histogram = {};
  first.flows[DemandId{0}].histogram.resize(13);
  first.flows[DemandId{0}].histogram[0] = 15;
  first.flows[DemandId{0}].histogram[12] = 15;  // a day later
  auto const of_both = results({first, year(0, 0)});
  EXPECT_DOUBLE_EQ(of_both[DemandId{0}].teu_year, 15 * 365 / 2.0);
  EXPECT_DOUBLE_EQ(of_both[DemandId{0}].mean_days, 10.0 / 24);
  EXPECT_NEAR(of_both[DemandId{0}].deviation_days, 0.5, 1e-9);
}

TEST_F(DemandResults, of_what_did_not_arrive_there_is_no_time) {
  auto const none = results({year(30, 0)});
  EXPECT_TRUE(std::isnan(none[DemandId{1}].mean_days));
  EXPECT_TRUE(std::isnan(none[DemandId{1}].deviation_days));
}

TEST_F(DemandResults, totals_are_those_of_the_boxes_delivered) {
  auto const one = year(30, 10);
  auto const totals = carriage_totals(one, results({one}));
  EXPECT_DOUBLE_EQ(totals.musd, 40 * 300 / 1e6);
  // 5 and 20 t over 1,000 km at 20 g: 100 and 400 kg.
  EXPECT_DOUBLE_EQ(totals.kt_co2e, (30 * 100 + 10 * 400) / 1e6);
}

TEST_F(DemandResults, rows_of_one_flow_are_weighed_by_their_teu) {
  std::vector const rows{DemandId{0}, DemandId{1}};
  auto const some = mean_footprint(corridor_, results({year(10, 30)}), rows);
  EXPECT_DOUBLE_EQ(some.grams, (10 * 100e3 + 30 * 400e3) / 40);
  EXPECT_DOUBLE_EQ(some.legs.at(0).grams, some.grams);
  EXPECT_DOUBLE_EQ(some.usd, 300);
  // 300 and 100 TEU are asked for.
  auto const none = mean_footprint(corridor_, results({year(0, 0)}), rows);
  EXPECT_DOUBLE_EQ(none.grams, (3 * 100e3 + 400e3) / 4);
}

}  // namespace
}  // namespace camel
