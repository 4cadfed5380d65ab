// SPDX-License-Identifier: Apache-2.0
#include "camel/api/load_scenarios.h"

#include <chrono>
#include <fstream>

#include <gtest/gtest.h>

#include "camel/base/error.h"
#include "camel/model/corridor.h"

namespace camel {
namespace {

namespace fs = std::filesystem;
using Names = std::vector<std::string>;

fs::path bundled(std::string const& name) {
  return fs::path{CAMEL_ROOT} / "corridors" / name;
}

// A scenario of the tiny corridor, written for this test.
class OfOne : public testing::Test {
 protected:
  ScenarioCorridor load(std::string const& text) {
    std::ofstream{file_} << "title = \"t\"\n" << text;
    return load_with_scenarios(package_, Names{file_.string()});
  }
  Names findings(std::string const& text) {
    Names texts;
    for (auto const& finding : load(text).loaded.diagnostics.findings) {
      auto whole = to_text(finding);
      auto const at = whole.find(file_.string());
      if (at != std::string::npos) {
        whole.replace(at, file_.string().size(), "s.toml");
      }
      texts.push_back(whole);
    }
    return texts;
  }
  // The only finding; what follows the mend is not looked at.
  void expect(std::string const& text, std::string const& begin) {
    auto const found = findings(text);
    ASSERT_EQ(found.size(), 1U) << text;
    EXPECT_TRUE(found.front().starts_with(begin)) << found.front();
  }

  Package const package_ = open_package(bundled("tiny"));
  fs::path const file_ =
      fs::path{testing::TempDir()} /
      (std::string{"camel_"} +
       testing::UnitTest::GetInstance()->current_test_info()->name() + ".toml");
};

TEST(LoadScenarios, none_is_the_base) {
  auto const package = open_package(bundled("tiny"));
  auto const base = load_with_scenarios(package, Names{});
  EXPECT_TRUE(base.loaded.ok());
  EXPECT_EQ(base.loaded.corridor, package.base.corridor);
  EXPECT_EQ(base.loaded.corridor.scenario, "");
}

TEST(LoadScenarios, a_scenario_is_found_by_its_name_and_leaves_the_base_alone) {
  auto const package = open_package(bundled("tiny"));
  auto const more = load_with_scenarios(package, Names{"more-ferries"});
  ASSERT_TRUE(more.loaded.ok());
  EXPECT_EQ(more.loaded.corridor.scenario, "more-ferries");
  EXPECT_EQ(more.scenario.title, "Two more ferries and a second berth");
  auto const& corridor = more.loaded.corridor;
  EXPECT_EQ(package.base.corridor.fleets[FleetId{2}].number, 2);
  EXPECT_EQ(corridor.fleets[FleetId{2}].number, 4);
  auto const berth =
      find_facility(corridor, find_place(corridor, "XSALT"), "berth");
  EXPECT_EQ(corridor.facilities[berth].servers, 2) << "the berth it requires";
  ASSERT_EQ(more.edits.size(), 2U);
  EXPECT_EQ(more.edits[0].name, "facilities.XSALT/berth.servers");
  EXPECT_EQ(more.edits[0].after, "2");
  EXPECT_EQ(more.edits[0].origin.by, "measure berth");
}

TEST(LoadScenarios, several_are_joined_in_either_way) {
  auto const folder = bundled("tiny");
  auto const one = load_with_scenarios(folder, Names{"papers+spring-flood"});
  auto const two = load_with_scenarios(folder, Names{"papers", "spring-flood"});
  EXPECT_EQ(one.loaded.corridor.scenario, "papers+spring-flood");
  EXPECT_EQ(one.loaded.corridor, two.loaded.corridor);
}

TEST(LoadScenarios, rows_that_are_added_are_part_of_the_corridor) {
  auto const line = load_with_scenarios(bundled("tiny"), Names{"second-line"});
  ASSERT_TRUE(line.loaded.ok());
  auto const& links = line.loaded.corridor.links;
  ASSERT_EQ(links.size(), 6U);
  EXPECT_EQ(links[LinkId{5}].key, "GATE-SALT-3");
  EXPECT_TRUE(links[LinkId{5}].open);
  EXPECT_EQ(line.loaded.table_rows.at("links"), 6U);
}

TEST(LoadScenarios, a_disruption_strikes_in_the_base_year) {
  using namespace std::chrono_literals;
  auto const shut =
      load_with_scenarios(bundled("tiny"), Names{"closed-border"});
  auto const& row = shut.loaded.corridor.disruptions[DisruptionId{2}];
  EXPECT_TRUE(row.base);
  EXPECT_EQ(row.start, 2024y / 10 / 1);
  EXPECT_EQ(row.end, 2024y / 10 / 14);
}

TEST(LoadScenarios, unknown_names_are_refused_with_advice) {
  auto const package = open_package(bundled("tiny"));
  auto const refusal = [&](std::string const& name) -> std::string {
    try {
      load_with_scenarios(package, Names{name});
    } catch (UsageError const& error) {
      return error.what();
    }
    return "";
  };
  EXPECT_EQ(refusal("paper"),
            "there is no scenario 'paper' — did you mean 'papers'?");
  EXPECT_EQ(refusal("papers+sprnig-flood"),
            "there is no scenario 'sprnig-flood' — did you mean "
            "'spring-flood'?");
  EXPECT_TRUE(refusal("no/such.toml")
                  .starts_with("there is no scenario 'no/such.toml' — give the "
                               "path of a .toml file, "
                               "or one of busy-year, "))
      << refusal("no/such.toml");
  EXPECT_TRUE(refusal("").starts_with("a scenario without a name"));
}

TEST(LoadScenarios, those_of_the_bundled_corridors_are_sound) {
  for (auto const* const name : {"tiny", "china-europe"}) {
    for (auto const& finding :
         check_scenarios(open_package(bundled(name))).findings) {
      EXPECT_TRUE(finding.warning) << to_text(finding);
    }
  }
}

TEST_F(OfOne, bad_values_are_found_by_the_loader_and_said_of_the_scenario) {
  expect("changes = [\"links.GATE-SALT.capacity=-5\"]",
         "s.toml:2:12: error: links.GATE-SALT.capacity: capacity -5 is out of "
         "range — ");
  expect("changes = [\n  \"facilities.XSALT/berth.servers*=0.3\"]",
         "s.toml:3:3: error: facilities.XSALT/berth.servers: servers '0.3' is "
         "not a whole number — ");
  expect("changes = [\"links.GATE-SALT.status=opreating\"]",
         "s.toml:2:12: error: links.GATE-SALT.status: unknown status "
         "'opreating' — did you mean 'operating'?");
}

TEST_F(OfOne, an_unknown_column_is_found_with_a_suggestion) {
  expect("changes = [\"links.GATE-SALT.capacty=5\"]",
         "s.toml:2:12: error: links: column capacty: unknown column 'capacty' "
         "— did you mean 'capacity'?");
}

TEST_F(OfOne, a_row_that_lacks_something_is_found) {
  auto const found = findings(
      "[[add.links]]\nlink = \"X\"\nfrom_place = \"XGATE\"\n"
      "to_place = \"XSATL\"\nmode = \"road\"\nsource = \"tiny\"\n");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_TRUE(
      found[0].starts_with("s.toml:2:1: error: links.X: length is "
                           "blank"))
      << found[0];
  EXPECT_TRUE(
      found[1].starts_with("s.toml:5:12: error: links.X.to_place: "
                           "unknown place 'XSATL' — did you mean "
                           "'XSALT'?"))
      << found[1];
}

TEST_F(OfOne, a_row_that_is_there_already_is_found) {
  auto const found =
      findings("[[add.sources]]\nsource = \"tiny\"\ntitle = \"Another\"\n");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_TRUE(found[0].starts_with(
      "s.toml:3:10: error: sources.tiny.source: source 'tiny' is there twice"))
      << found[0];
}

TEST_F(OfOne, what_no_longer_fits_elsewhere_names_the_scenario) {
  auto const found = findings("changes = [\"links.SALT-PEAR.status=closed\"]");
  ASSERT_FALSE(found.empty());
  for (auto const& text : found) {
    EXPECT_NE(text.find("(with the scenario camel_"), std::string::npos)
        << text;
  }
}

TEST_F(OfOne, what_it_should_be_told_of_is_kept_apart) {
  auto const one =
      load("changes = [\"links.*.capacity*=2\", \"services.*.frequency*=2\"]");
  EXPECT_TRUE(one.loaded.ok());
  ASSERT_EQ(one.own.findings.size(), 2U);
  EXPECT_NE(one.own.findings[0].message.find("1 of 5 rows have no capacity"),
            std::string::npos)
      << one.own.findings[0].message;
  EXPECT_TRUE(load("").own.findings.empty());
}

TEST_F(OfOne, observations_of_unknown_scenarios_are_found) {
  auto package = package_;
  for (auto const id : package.base.corridor.observations.ids()) {
    package.base.corridor.observations[id].scenario = id.value == 0   ? "papers"
                                                      : id.value == 1 ? "paper"
                                                                      : "";
  }
  auto const found = check_scenarios(package).findings;
  ASSERT_EQ(found.size(), 1U);
  EXPECT_NE(to_text(found[0]).find(
                "observation O2 is of the scenario 'paper', which is not "
                "there — did you mean 'papers'?"),
            std::string::npos)
      << to_text(found[0]);
}

}  // namespace
}  // namespace camel
