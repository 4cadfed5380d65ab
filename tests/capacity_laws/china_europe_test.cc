// SPDX-License-Identifier: Apache-2.0
// The bundled corridor: proven, no more than what is demanded, and the prices
// of what binds are what a little more of it adds.
#include <algorithm>
#include <filesystem>

#include <gtest/gtest.h>

#include "camel/capacity/season_flow.h"
#include "camel/loader/load_corridor.h"
#include "capacity_laws/season_problem.h"
#include "flow_certificates/check_certificate.h"

namespace camel {
namespace {

Corridor const& china_europe() {
  static Corridor const corridor =
      load_corridor(std::filesystem::path{CAMEL_ROOT} /
                    "corridors/china-europe")
          .corridor;
  return corridor;
}

CapacityQuestion asking(CapacityObjective objective) {
  CapacityQuestion question;
  question.objective = objective;
  question.rank = false;
  return question;
}

TEST(ChinaEurope, is_proven_for_each_question) {
  for (auto const objective :
       {CapacityObjective::throughput, CapacityObjective::growth,
        CapacityObjective::cost}) {
    auto const question = asking(objective);
    auto const result = solve_capacity(china_europe(), question);
    EXPECT_LE(result.gap, 1e-8);
    EXPECT_FALSE(result.unbounded);
    CapacityModel const model{china_europe(), question.routes};
    SeasonFlows const flows{model, seasons_of(china_europe()), question};
    for (std::size_t s = 0; s < flows.size(); ++s) {
      SCOPED_TRACE(flows[s].season.name);
      auto const findings = check_certificate(
          problem_of(flows, s), flows[s].solution,
          objective == CapacityObjective::growth ? FlowObjective::growth
                                                 : FlowObjective::cost);
      EXPECT_TRUE(findings.holds()) << findings.text();
    }
  }
}

TEST(ChinaEurope, carries_no_more_than_is_demanded) {
  auto question = asking(CapacityObjective::throughput);
  question.demand_factor = 1;
  auto const result = solve_capacity(china_europe(), question);
  EXPECT_LE(result.served_teu, result.demanded_teu * (1 + 1e-9));
  EXPECT_GT(result.served_teu, 0.9 * result.demanded_teu);
  for (auto const& boxes : result.demand) {
    EXPECT_LE(boxes.served_teu, boxes.demanded_teu * (1 + 1e-6) + 1e-6);
  }
}

// Solved again with a ten-thousandth more: it adds what the price says, at the
// most; for nearly all of them just that.
TEST(ChinaEurope, prices_are_what_a_little_more_adds) {
  auto const question = asking(CapacityObjective::throughput);
  CapacityModel const model{china_europe(), question.routes};
  SeasonFlows flows{model, {whole_year(china_europe().base_year)}, question};
  auto const base = flows[0].figures.objective;
  auto const& number = flows.numbers(0).number;
  std::vector<std::pair<double, std::size_t>> dearest;
  for (std::size_t i = 0; i < number.size(); ++i) {
    if (flows.binds(0, i)) {
      dearest.emplace_back(flows.price(0, i) * number[i], i);
    }
  }
  std::sort(dearest.rbegin(), dearest.rend());
  ASSERT_GE(dearest.size(), 10U);
  dearest.resize(10);
  int exact = 0;
  for (auto const& [worth, limit] : dearest) {
    SCOPED_TRACE(key_of(china_europe(), model.limits()[limit]));
    auto const more = flows.with_more(limit, {1e-4 * number[limit]});
    auto const gain = more[0].figures.objective - base;
    EXPECT_LE(gain, 1e-4 * worth + 1e-7 * base);
    EXPECT_GE(gain, -1e-7 * base);
    exact += gain > 0.95e-4 * worth - 1e-7 * base ? 1 : 0;
  }
  EXPECT_GE(exact, 8);
}

}  // namespace
}  // namespace camel
