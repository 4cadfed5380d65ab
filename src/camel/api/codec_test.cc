// SPDX-License-Identifier: Apache-2.0
// The documents of docs/reference/results.md.
#include "camel/api/codec.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <limits>

#include <gtest/gtest.h>

#include "camel/api/json.h"
#include "camel/model/test_corridor.h"

namespace camel {
namespace {

Corridor small() {
  return corridor_from(
      "place A CN\n place B KZ\n link A B km=1234.5678\n"
      "facility B customs servers=2\n service S A+ B-\n demand A B\n"
      "observation teu_year from=A to=B low=1 high=2 role=fit\n");
}

// A result made by hand: every figure differs.
SimulationResult result() {
  SimulationResult result;
  result.plan = {.replications = 3,
                 .days = 365,
                 .warm_up_days = 60,
                 .seed = 18'446'744'073'709'551'615U,
                 .threads = 1,
                 .progress = {}};
  result.teu_year = {1'234'567.8, 1'234'000, 1'235'000};
  result.transit_days = {12.3456789, 0.1 + 0.2, 1.0 / 3};
  FlowResult flow;
  flow.origin = PlaceId{0};
  flow.destination = PlaceId{1};
  flow.form = CargoForm::reefer;
  flow.route = {PlaceId{1}};
  flow.p10 = 1.5;
  flow.parts_hours[static_cast<std::size_t>(Part::border)] = 7;
  flow.histogram = {0, 0.25, 0.75};
  result.flows = {flow};
  FacilityResult facility;
  facility.facility = FacilityId{0};
  facility.wait_hours = {2, 1, 3};
  facility.queue_weekly = {0.5, std::nan("")};
  result.facilities = {facility};
  PlaceResult place;
  place.place = PlaceId{1};
  place.waiting_weekly = {3};
  result.places = {place};
  LinkResult link;
  link.link = LinkId{0};
  link.utilisation = 0.123456789;
  result.links = {link};
  result.observed = {{ObservationId{0}, {5, 4, 6}, false}};
  result.events = 42;
  result.seconds = 1.5;
  return result;
}

Json document(Timings timings = Timings::left_out) {
  return Json::parse(to_json(small(), result(), timings));
}

TEST(Codec, a_simulation_says_what_was_run) {
  auto const json = document();
  EXPECT_EQ(json["corridor"], "test");
  EXPECT_EQ(json["scenario"], "base");
  EXPECT_EQ(json["seed"], 18'446'744'073'709'551'615U);
  EXPECT_EQ(json["replications"], 3);
  EXPECT_EQ(json["days"], 365);
  EXPECT_EQ(json["warm_up_days"], 60);
  EXPECT_EQ(json["conserved"], true);
}

TEST(Codec, figures_have_six_significant_digits) {
  auto const totals = document()["totals"];
  EXPECT_EQ(totals["teu_year"]["mean"].dump(), "1234570");
  EXPECT_EQ(totals["transit_days"]["mean"].dump(), "12.3457");
  EXPECT_EQ(totals["transit_days"]["low"].dump(), "0.3");
  EXPECT_EQ(totals["transit_days"]["high"].dump(), "0.333333");
  EXPECT_EQ(document()["links"][0]["utilisation"].dump(), "0.123457");
}

TEST(Codec, no_figure_has_more_digits_than_six) {
  for (int power = -9; power <= 12; ++power) {
    for (int i = 1; i <= 200; ++i) {
      auto odd = result();
      odd.teu_year.mean = std::pow(10, power) * (1 + std::sqrt(i));
      auto const json = Json::parse(to_json(small(), odd, Timings::left_out));
      auto const written = json["totals"]["teu_year"]["mean"].get<double>();
      std::array<char, 32> six{};
      std::snprintf(six.data(), six.size(), "%.5e", odd.teu_year.mean);
      EXPECT_EQ(written, std::stod(six.data()));
    }
  }
}

TEST(Codec, what_cannot_be_said_is_null) {
  auto odd = result();
  odd.teu_year = {std::numeric_limits<double>::infinity(),
                  -std::numeric_limits<double>::infinity(), 0};
  odd.tonnes_year = {1e-200, -1e20, -0.0};
  auto const json = Json::parse(to_json(small(), odd, Timings::left_out));
  EXPECT_TRUE(json["totals"]["teu_year"]["mean"].is_null());
  EXPECT_TRUE(json["totals"]["teu_year"]["low"].is_null());
  EXPECT_EQ(json["totals"]["tonnes_year"]["mean"], 1e-200);
  EXPECT_EQ(json["totals"]["tonnes_year"]["low"], -1e20);
  EXPECT_EQ(json["totals"]["tonnes_year"]["high"].dump(), "0");
  EXPECT_TRUE(json["facilities"][0]["queue_weekly"][1].is_null());
}

// Fields may be added; those that are documented are there.
void expect_keys(Json const& object, std::vector<std::string> const& keys) {
  for (auto const& key : keys) {
    EXPECT_TRUE(object.contains(key)) << key;
  }
}

TEST(Codec, rows_have_the_fields_that_are_documented) {
  auto const json = document();
  auto const flow = json["flows"][0];
  expect_keys(flow,
              {"origin", "destination", "cargo", "path", "route", "teu_year",
               "transit_days", "parts_hours", "transit_histogram"});
  EXPECT_EQ(flow["origin"], "A");
  EXPECT_EQ(flow["cargo"], "reefer");
  EXPECT_EQ(flow["route"], Json::array({"B"}));
  expect_keys(flow["transit_days"],
              {"mean", "low", "high", "p10", "p50", "p90"});
  expect_keys(flow["parts_hours"], {"moving", "train", "path", "border",
                                    "crane", "wagon", "ship", "processing"});
  EXPECT_EQ(flow["parts_hours"]["border"], 7);
  EXPECT_EQ(flow["transit_histogram"],
            Json({{"width_days", 1}, {"share", {0, 0.25, 0.75}}}));
  expect_keys(json["facilities"][0],
              {"place", "facility", "kind", "servers", "utilisation",
               "utilisation_interval", "wait_hours", "wait_hours_interval",
               "dwell_hours", "teu_year", "trains_day", "queue_weekly"});
  EXPECT_EQ(json["facilities"][0]["wait_hours_interval"], Json::array({1, 3}));
  expect_keys(json["places"][0], {"place", "waiting_teu", "waiting_teu_weekly",
                                  "trains_day", "teu_year"});
  expect_keys(json["links"][0], {"link", "trains_day", "trains_day_back",
                                 "utilisation", "teu_year", "wait_hours"});
  EXPECT_EQ(json["links"][0]["link"], "A-B");
  EXPECT_EQ(json["observed"][0]["role"], "fit");
  EXPECT_EQ(json["observed"][0]["simulated"]["mean"], 5);
}

TEST(Codec, seconds_are_written_only_where_runs_need_not_be_equal) {
  EXPECT_EQ(document()["kernel"], Json({{"events", 42}}));
  EXPECT_EQ(document(Timings::written)["kernel"],
            Json({{"events", 42}, {"seconds", 1.5}}));
}

CorridorCheck check_with(std::string const& file) {
  CorridorCheck check;
  check.loaded.corridor = small();
  check.loaded.table_rows = {{"places", 2}};
  Diagnostic finding;
  finding.file = file;
  finding.line = 7;
  finding.column = 3;
  finding.message = "what \"it\" is";
  finding.hint = "mend";
  check.loaded.diagnostics.error(finding);
  check.loaded.diagnostics.warning(finding);
  TotalCheck total;
  total.observation = ObservationId{0};
  total.model = 1.5;
  total.inside = true;
  check.totals = {total};
  return check;
}

TEST(Codec, a_check_lists_errors_warnings_and_totals) {
  auto const json = Json::parse(to_json(check_with("places.csv")));
  expect_keys(json, {"tables", "errors", "warnings", "totals"});
  EXPECT_EQ(json["tables"], Json({{"places", 2}}));
  EXPECT_EQ(json["errors"], Json::array({{{"file", "places.csv"},
                                          {"line", 7},
                                          {"column", 3},
                                          {"message", "what \"it\" is"},
                                          {"hint", "mend"}}}));
  EXPECT_EQ(json["warnings"].size(), 1U);
  EXPECT_EQ(json["totals"][0]["model"], 1.5);
  EXPECT_EQ(json["totals"][0]["inside"], true);
}

TEST(Codec, a_file_name_of_any_bytes_gives_json_all_the_same) {
  auto const json = Json::parse(to_json(check_with("\xff.csv")));
  EXPECT_EQ(json["errors"][0]["file"], "\xef\xbf\xbd.csv");
}

TEST(Codec, the_report_has_the_corridor_the_check_and_the_simulation) {
  auto const json =
      Json::parse(report_data(check_with("places.csv"), result()));
  expect_keys(json, {"version", "corridor", "check", "simulation"});
  EXPECT_EQ(json["simulation"], document());
  EXPECT_EQ(json["corridor"]["places"][0]["id"], "A");
  EXPECT_EQ(json["corridor"]["links"][0]["length_km"], 1234.57);
  EXPECT_TRUE(json["corridor"]["links"][0]["open_year"].is_null());
  expect_keys(json["check"], {"tables", "warnings", "totals"});
}

TEST(Codec, other_documents_are_parts_of_the_reports) {
  auto const json =
      Json::parse(report_data(check_with("places.csv"), result(),
                              {{"comparison", R"({"figures":[1,2]})"}}));
  EXPECT_EQ(json["comparison"]["figures"][1], 2);
  EXPECT_EQ(json["simulation"], document());
}

TEST(Codec, a_simulation_names_its_scenario) {
  auto corridor = small();
  corridor.scenario = "flood+papers";
  EXPECT_EQ(
      Json::parse(to_json(corridor, result(), Timings::left_out))["scenario"],
      "flood+papers");
}

}  // namespace
}  // namespace camel
