// SPDX-License-Identifier: Apache-2.0
#include "camel/api/calibration_codec.h"

#include <cmath>

#include <gtest/gtest.h>

#include "camel/api/json.h"
#include "camel/model/test_corridor.h"
#include "camel/scenario/parse_scenario.h"

namespace camel {
namespace {

Estimate figure(double mean) { return {{mean, mean - 1, mean + 1}, {}}; }

// A calibration made by hand: one input moved from 2 to 3 by two observations,
// one that nothing moved.
Calibration by_hand() {
  Calibration calibration;
  auto& corridor = calibration.corridor.corridor;
  corridor = corridor_from(
      "place A CN\n place B KZ\n link A B\n service S A+ B-\n demand A B\n"
      "observation transit_days from=A to=B low=10 high=10 role=fit\n"
      "observation transit_days from=B to=A low=4 high=6 role=judge\n"
      "observation teu_year from=A to=B low=1 high=2 role=judge\n"
      "observation transit_days from=B to=B low=4 high=6 role=judge\n");
  corridor.title = "A \"small\" one";
  UncertainInput papers;
  papers.key = "papers";
  papers.change = {"procedures", "B/customs", "hours", ""};
  papers.low = 1;
  papers.high = 3;
  corridor.uncertain_inputs.add(papers);
  UncertainInput speed;
  speed.key = "speed";
  speed.change = {"links", "L*", "free_speed", ""};
  speed.factor = true;
  speed.low = 0.5;
  speed.high = 1.5;
  corridor.uncertain_inputs.add(speed);
  calibration.plan.simulation.seed = 5;
  calibration.targets = {ObservationId{0}};
  calibration.inputs = {
      {UncertainInputId{0},
       2,
       {.value = 3,
        .spread = 0.25,
        .determined = true,
        .at_high = true,
        .moved_by = {1.5},
        .rest = -0.5}},
      {UncertainInputId{1}, 1, {.value = 1, .spread = 1, .moved_by = {0}}}};
  calibration.rows = {
      {ObservationId{0}, 0, figure(13), figure(11)},
      {ObservationId{1}, {}, figure(7), figure(5)},
      {ObservationId{2}, {}, figure(1.5), figure(1.5)},
      {ObservationId{3}, {}, figure(std::nan("")), figure(std::nan(""))}};
  calibration.fit.badness_before = 4;
  calibration.fit.evaluations = 12;
  return calibration;
}

TEST(CalibrationCodec, an_input_has_its_bounds_its_spread_and_its_causes) {
  auto const document = Json::parse(to_json(by_hand()));
  auto const& papers = document["inputs"][0];
  EXPECT_EQ(papers["change"], "procedures.B/customs.hours");
  EXPECT_EQ(papers["start"], 2);
  EXPECT_EQ(papers["fitted"], 3);
  EXPECT_EQ(papers["interval"], Json::parse("[2.75, 3]"));  // not beyond 3
  EXPECT_EQ(papers["at_bound"], "high");
  EXPECT_EQ(papers["moved_by"].size(), 1U);
  EXPECT_EQ(papers["moved_by"].begin().value(), 1.5);
  EXPECT_EQ(papers["moved_otherwise"], -0.5);
  auto const& speed = document["inputs"][1];
  EXPECT_EQ(speed["change"], "links.L*.free_speed*");
  EXPECT_EQ(speed["determined"], false);
  EXPECT_TRUE(speed["moved_by"].empty());
}

TEST(CalibrationCodec, an_observation_is_inside_by_its_range_or_by_15_percent) {
  auto const document = Json::parse(to_json(by_hand()));
  auto const& row = document["observations"][0];  // 10 days, 13 then 11
  EXPECT_EQ(row["inside"], Json::parse(R"({"before": false, "after": false})"));
  EXPECT_EQ(row["inside_15"],
            Json::parse(R"({"before": false, "after": true})"));
  EXPECT_EQ(row["fitted"], true);
  EXPECT_EQ(document["observations"][2]["given"], true);
  EXPECT_TRUE(document["observations"][3]["after"]["mean"].is_null());
}

TEST(CalibrationCodec, what_was_put_in_or_not_simulated_is_not_counted) {
  auto const judge = count_inside(by_hand(), Role::judge);
  EXPECT_EQ(judge.of, 1);
  EXPECT_EQ(judge.before, 0);
  EXPECT_EQ(judge.after, 1);
  auto const fit = count_inside(by_hand(), Role::fit);
  EXPECT_EQ(fit.of, 1);
  EXPECT_EQ(fit.after, 0);
  EXPECT_EQ(fit.after_15, 1);
}

TEST(CalibrationCodec, the_table_has_a_row_for_each_input) {
  EXPECT_EQ(calibration_csv(by_hand()),
            "input,change,start,fitted,spread,determined,low,high,at_bound\n"
            "papers,procedures.B/customs.hours,2,3,0.25,yes,1,3,high\n"
            "speed,links.L*.free_speed*,1,1,1,no,0.5,1.5,\n");
}

TEST(CalibrationCodec, the_scenario_is_one_and_changes_what_moved) {
  auto const parsed = parse_scenario(calibration_scenario(by_hand()), "c.toml");
  ASSERT_TRUE(parsed.ok());
  EXPECT_EQ(parsed.scenario.title, "A \"small\" one, calibrated");
  EXPECT_TRUE(parsed.scenario.is_base);
  ASSERT_EQ(parsed.scenario.changes.size(), 1U);
  auto const& change = parsed.scenario.changes.front();
  EXPECT_EQ(change.change, (Change{"procedures", "B/customs", "hours", "3"}));
  EXPECT_EQ(change.kind, ChangeKind::set);
}

TEST(CalibrationCodec, a_factor_becomes_a_multiplication) {
  auto calibration = by_hand();
  calibration.inputs[1].fitted.value = 0.9;
  auto const parsed =
      parse_scenario(calibration_scenario(calibration), "c.toml");
  ASSERT_EQ(parsed.scenario.changes.size(), 2U);
  auto const& change = parsed.scenario.changes.back();
  EXPECT_EQ(change.change, (Change{"links", "L*", "free_speed", "0.9"}));
  EXPECT_EQ(change.kind, ChangeKind::multiply);
}

TEST(CalibrationCodec, the_report_holds_the_calibration_too) {
  auto const calibration = by_hand();
  auto const check = check_corridor(calibration.corridor);
  auto const data = Json::parse(report_data(check, calibration));
  EXPECT_EQ(data["calibration"], Json::parse(to_json(calibration)));
  EXPECT_TRUE(data.contains("simulation"));
  EXPECT_TRUE(data.contains("corridor"));
}

TEST(CalibrationCodec, findings_are_a_document) {
  Diagnostics diagnostics;
  diagnostics.error({.file = "calibration.csv",
                     .line = 2,
                     .column = 9,
                     .message = "what",
                     .hint = "mend"});
  auto const document = Json::parse(findings_json(diagnostics));
  EXPECT_EQ(document["errors"][0]["line"], 2);
}

}  // namespace
}  // namespace camel
