// SPDX-License-Identifier: Apache-2.0
#include "camel/api/compare_codec.h"

#include <algorithm>
#include <filesystem>

#include <gtest/gtest.h>

#include "camel/api/codec.h"
#include "camel/api/json.h"
#include "camel/model/test_corridor.h"

namespace camel {
namespace {

Comparison tiny_comparison(Package const& package) {
  using Names = std::vector<std::string>;
  return compare_scenarios(
      package.base.corridor,
      {load_with_scenarios(package, Names{"more-ferries"}),
       load_with_scenarios(package, Names{"papers+busy-year"})},
      {.simulation = {.replications = 3,
                      .days = 60,
                      .warm_up_days = 20,
                      .seed = 1,
                      .threads = 2,
                      .progress = {}}});
}

class CompareCodec : public testing::Test {
 protected:
  Package const package_ =
      open_package(std::filesystem::path{CAMEL_ROOT} / "corridors/tiny");
  Comparison const comparison_ = tiny_comparison(package_);
};

TEST_F(CompareCodec, a_document_has_every_figure_and_every_scenario) {
  auto const doc = Json::parse(to_json(package_.base.corridor, comparison_));
  EXPECT_EQ(doc["corridor"], "tiny");
  EXPECT_EQ(doc["replications"], 3);
  ASSERT_EQ(doc["scenarios"].size(), 2U);
  EXPECT_EQ(doc["scenarios"][0]["name"], "more-ferries");
  EXPECT_EQ(doc["scenarios"][1]["name"], "papers+busy-year");
  EXPECT_EQ(doc["scenarios"][0]["sources"], Json::parse(R"(["tiny"])"));
  EXPECT_EQ(doc["scenarios"][0]["edits"][1]["cell"], "fleets.FERRY.number");
  EXPECT_EQ(doc["scenarios"][0]["edits"][1]["before"], "2");
  EXPECT_EQ(doc["scenarios"][0]["edits"][1]["after"], "4");
  EXPECT_EQ(doc["scenarios"][0]["edits"][1]["by"], "measure ferries");
  ASSERT_EQ(doc["figures"].size(), comparison_.figures.size());
  for (std::size_t i = 0; i < 2; ++i) {
    std::size_t counted = 0;
    for (auto const& count : doc["scenarios"][i]["counts"]) {
      counted += count.get<std::size_t>();
    }
    EXPECT_EQ(counted, comparison_.figures.size());
  }
  auto const& teu = doc["figures"][0];
  EXPECT_EQ(teu["group"], "total");
  EXPECT_EQ(teu["figure"], "teu_year");
  ASSERT_EQ(teu["scenarios"].size(), 2U);
  EXPECT_EQ(teu["scenarios"][1]["verdict"], "differs")
      << "half as many boxes more";
  EXPECT_GT(teu["scenarios"][1]["difference"]["low"], 0);
}

TEST_F(CompareCodec, the_report_leaves_out_what_luck_explains) {
  auto const doc = Json::parse(comparison_data(
      package_.base.corridor, comparison_, Distributions::left_out));
  EXPECT_FALSE(doc["scenarios"][0].contains("distributions"));
  EXPECT_LT(doc["figures"].size(), comparison_.figures.size());
  EXPECT_GT(doc["figures"].size(), 6U);
  for (auto const& figure : doc["figures"]) {
    auto const& scenarios = figure["scenarios"];
    EXPECT_TRUE(figure["group"] == "total" ||
                std::any_of(scenarios.begin(), scenarios.end(),
                            [](auto const& one) {
                              return one["verdict"] != "noise" &&
                                     one["verdict"] != "unchanged";
                            }))
        << figure["of"];
  }
}

TEST_F(CompareCodec, distributions_are_those_of_the_scenarios_own_years) {
  auto const doc = Json::parse(comparison_data(
      package_.base.corridor, comparison_, Distributions::written));
  for (std::size_t i = 0; i < 2; ++i) {
    auto const& alternative = comparison_.alternatives[i];
    auto const year =
        Json::parse(to_json(alternative.corridor.loaded.corridor,
                            alternative.result, Timings::left_out));
    auto const& spread = doc["scenarios"][i]["distributions"];
    EXPECT_EQ(spread["queues"], year["queues"]);
    ASSERT_EQ(spread["flows"].size(), year["flows"].size());
    for (std::size_t f = 0; f < spread["flows"].size(); ++f) {
      for (auto const& [member, value] : spread["flows"][f].items()) {
        EXPECT_EQ(value, year["flows"][f][member]) << member;
      }
      EXPECT_TRUE(spread["flows"][f].contains("transit_histogram"));
    }
  }
}

TEST_F(CompareCodec, scenarios_are_listed_with_their_titles) {
  auto const doc = Json::parse(scenarios_json(package_));
  EXPECT_EQ(doc["corridor"], "tiny");
  ASSERT_EQ(doc["scenarios"].size(), package_.scenarios.size());
  EXPECT_EQ(doc["scenarios"][0]["name"], "busy-year");
  EXPECT_EQ(doc["scenarios"][0]["title"], "Half as much again");
  EXPECT_EQ(doc["scenarios"][0]["errors"], 0);
}

}  // namespace
}  // namespace camel
