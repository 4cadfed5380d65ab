// SPDX-License-Identifier: Apache-2.0
#include "camel/scenario/apply_scenario.h"

#include <gtest/gtest.h>

#include "camel/scenario/parse_scenario.h"

namespace camel {
namespace {

using Texts = std::vector<std::string>;

PackageFiles const kFiles{
    {"corridor.toml", "name = \"t\"\nbase_year = 2023\n"},
    {"links.csv", "link,capacity\nL1,10\nL2,20\n"},
    {"measures.csv",
     "measure,requires,changes\n"
     "first,,links.L1.capacity=30\n"
     "second,first,links.L1.capacity=50;links.L2.capacity=60\n"
     "third,second;first,links.L2.capacity=70\n"
     "talk,,\n"
     "wrong,,links.L1.capcity\n"
     "one,other,links.L1.capacity=1\n"
     "other,one,links.L2.capacity=2\n"},
    {"disruptions.csv",
     "disruption,start,end,recurs,base\n"
     "flood,2022-02-20,2022-03-02,,\n"
     "leap,2024-02-29,2024-03-01,no,no\n"
     "wind,11-01,03-31,yes,no\n"
     "undated,,,no,no\n"},
    {"sources.csv", "source,title\nbook,A book\n"},
};

Scenario scenario(std::string const& text, std::string const& name = "s") {
  auto parsed = parse_scenario("title = \"t\"\n" + text, name + ".toml");
  EXPECT_EQ(parsed.diagnostics.findings, std::vector<Diagnostic>{}) << text;
  return parsed.scenario;
}

std::string applied(std::string const& file, std::string const& text) {
  auto const result = apply_scenario(kFiles, scenario(text));
  EXPECT_EQ(result.diagnostics.findings, std::vector<Diagnostic>{}) << text;
  return result.files.at(file);
}

Texts findings(std::string const& text) {
  Texts texts;
  auto const result = apply_scenario(kFiles, scenario(text));
  for (auto const& finding : result.diagnostics.findings) {
    texts.push_back(to_text(finding));
  }
  return texts;
}

TEST(ApplyScenario, nothing_asked_nothing_changed) {
  EXPECT_EQ(apply_scenario(kFiles, scenario("")).files, kFiles);
}

TEST(ApplyScenario, a_measure_changes_what_it_says) {
  EXPECT_EQ(applied("links.csv", "measures = [\"first\"]"),
            "link,capacity\nL1,30\nL2,20\n");
}

TEST(ApplyScenario, what_a_measure_requires_comes_before_it_and_once) {
  EXPECT_EQ(applied("links.csv", "measures = [\"second\"]"),
            "link,capacity\nL1,50\nL2,60\n");
  EXPECT_EQ(applied("links.csv", "measures = [\"third\", \"first\"]"),
            "link,capacity\nL1,50\nL2,70\n");
}

TEST(ApplyScenario, a_circle_of_measures_ends) {
  EXPECT_EQ(applied("links.csv", "measures = [\"one\"]"),
            "link,capacity\nL1,1\nL2,2\n");
}

TEST(ApplyScenario, changes_come_after_measures) {
  EXPECT_EQ(applied("links.csv",
                    "measures = [\"first\"]\n"
                    "changes = [\"links.*.capacity*=2\"]"),
            "link,capacity\nL1,60\nL2,40\n");
}

TEST(ApplyScenario, rows_are_added_before_anything_changes) {
  EXPECT_EQ(applied("links.csv",
                    "changes = [\"links.L3.capacity+=1\"]\n"
                    "[[add.links]]\nlink = \"L3\"\ncapacity = 5\n"),
            "link,capacity\nL1,10\nL2,20\nL3,6\n");
}

TEST(ApplyScenario, a_disruption_moves_into_the_base_year_at_its_length) {
  // 10 days from 20 February 2022 to 2 March; 2023 is no leap year either.
  EXPECT_EQ(applied("disruptions.csv", "disruptions = [\"flood\"]"),
            "disruption,start,end,recurs,base\n"
            "flood,2023-02-20,2023-03-02,,yes\n"
            "leap,2024-02-29,2024-03-01,no,no\n"
            "wind,11-01,03-31,yes,no\n"
            "undated,,,no,no\n");
}

TEST(ApplyScenario, a_leap_day_becomes_the_last_of_february) {
  EXPECT_NE(applied("disruptions.csv", "disruptions = [\"leap\"]")
                .find("leap,2023-02-28,2023-03-01,no,yes"),
            std::string::npos);
}

TEST(ApplyScenario, a_recurring_disruption_keeps_its_days) {
  EXPECT_NE(applied("disruptions.csv", "disruptions = [\"wind\"]")
                .find("wind,11-01,03-31,yes,yes"),
            std::string::npos);
}

TEST(ApplyScenario, other_dates_may_be_given) {
  auto const text = applied("disruptions.csv",
                            "[[disruption]]\nkey = \"flood\"\n"
                            "start = 2023-05-01\n"
                            "[[disruption]]\nkey = \"wind\"\n"
                            "start = 2023-06-01\nend = 2023-06-30\n"
                            "[[disruption]]\nkey = \"undated\"\n"
                            "start = 2023-07-01\nend = 2023-07-02\n"
                            "[[disruption]]\nkey = \"leap\"\n"
                            "end = 2023-03-05\n");
  EXPECT_EQ(text,
            "disruption,start,end,recurs,base\n"
            "flood,2023-05-01,2023-05-11,,yes\n"
            "leap,2023-02-28,2023-03-05,no,yes\n"
            "wind,2023-06-01,2023-06-30,no,yes\n"
            "undated,2023-07-01,2023-07-02,no,yes\n");
}

TEST(ApplyScenario, mistakes_are_found_where_they_were_written) {
  EXPECT_EQ(findings("measures = [\"frist\"]"),
            Texts{"s.toml:2:13: error: unknown measure 'frist' — did you mean "
                  "'first'?"});
  EXPECT_EQ(findings("disruptions = [\"floods\"]"),
            Texts{"s.toml:2:16: error: unknown disruption 'floods' — did you "
                  "mean 'flood'?"});
  EXPECT_EQ(findings("source = \"bock\""),
            Texts{"s.toml:2:10: error: unknown source 'bock' — did you mean "
                  "'book'?"});
  EXPECT_EQ(findings("disruptions = [\"undated\"]"),
            Texts{"s.toml:2:16: error: disruption undated has no start to go "
                  "by — give start and end under [[disruption]]"});
  EXPECT_EQ(findings("changes = [\"links.L4.capacity=1\"]"),
            Texts{"s.toml:2:12: error: links has no row 'L4' — did you mean "
                  "'L1'?"});
  EXPECT_EQ(findings("[[add.linsk]]\nlink = \"L3\""),
            Texts{"s.toml:2:1: error: there is no table 'linsk' — did you mean "
                  "'links'?"});
  EXPECT_EQ(findings("measures = [\"talk\"]"),
            Texts{"s.toml:2:13: warning: measure talk changes nothing in the "
                  "model — write what it changes in measures.csv"});
}

TEST(ApplyScenario, a_measures_own_mistake_is_said_of_the_measure) {
  auto const found = findings("measures = [\"wrong\"]");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_TRUE(found.front().starts_with(
      "s.toml:2:13: error: 'links.L1.capcity' is not a change"))
      << found.front();
}

TEST(ApplyScenario, several_scenarios_are_one) {
  std::vector<Scenario> const both{
      scenario("measures = [\"second\"]\nchanges = [\"links.L1.capacity+=1\"]",
               "a"),
      scenario("measures = [\"first\"]\nchanges = [\"links.L2.capacity=7\"]",
               "b")};
  auto const all = combine(both);
  EXPECT_EQ(all.name, "a+b");
  EXPECT_EQ(all.title, "t + t");
  auto const result = apply_scenario(kFiles, all);
  EXPECT_EQ(result.files.at("links.csv"), "link,capacity\nL1,51\nL2,7\n");
  ASSERT_EQ(result.diagnostics.findings.size(), 1U);
  EXPECT_EQ(to_text(result.diagnostics.findings.front()),
            "b.toml:3:12: warning: links.L2.capacity is also set in a.toml:2, "
            "to '60' — this one comes later and holds");
}

}  // namespace
}  // namespace camel
