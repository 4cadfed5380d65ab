// SPDX-License-Identifier: Apache-2.0
#include "camel/scenario/parse_scenario.h"

#include <gtest/gtest.h>

namespace camel {
namespace {

using Texts = std::vector<std::string>;

Texts findings(std::string_view text) {
  Texts texts;
  for (auto const& finding :
       parse_scenario(text, "scenarios/s.toml").diagnostics.findings) {
    texts.push_back(to_text(finding));
  }
  return texts;
}

TEST(ParseScenario, a_base_in_other_numbers_says_so) {
  auto const base = [](std::string const& value) {
    return parse_scenario("title = \"T\"\nbase = " + value + "\n", "t.toml");
  };
  EXPECT_TRUE(base("true").scenario.is_base);
  EXPECT_FALSE(base("false").scenario.is_base);
  EXPECT_FALSE(parse_scenario("title = \"T\"\n", "t.toml").scenario.is_base);
  auto const wrong = base("\"yes\"");
  ASSERT_EQ(wrong.diagnostics.errors(), 1U);
  EXPECT_EQ(wrong.diagnostics.findings.front().line, 2U);
}

TEST(ParseScenario, a_whole_scenario_is_read) {
  auto const parsed = parse_scenario(
      "title = \"A flood\"\n"
      "description = \"Water.\"\n"
      "source = \"one;two\"\n"
      "measures = [\"papers\"]\n"
      "disruptions = [\"flood\"]\n"
      "changes = [\n"
      "  \"demand.*.teu*=0.8\",\n"
      "]\n"
      "[[disruption]]\n"
      "key = \"closed\"\n"
      "start = 2024-03-01\n"
      "end = \"2024-03-09\"\n"
      "[[add.links]]\n"
      "link = \"L9\"\n"
      "length = 12.5\n"
      "tracks = 2\n"
      "used = true\n"
      "opened = 2024-01-02\n"
      "via = [\"A\", \"B\"]\n",
      "scenarios/spring.flood.toml");
  EXPECT_EQ(parsed.diagnostics.findings, std::vector<Diagnostic>{});
  auto const& scenario = parsed.scenario;
  EXPECT_EQ(scenario.name, "spring.flood");
  EXPECT_EQ(scenario.title, "A flood");
  EXPECT_EQ(scenario.description, "Water.");
  ASSERT_EQ(scenario.sources.size(), 2U);
  EXPECT_EQ(scenario.sources[1].key, "two");
  ASSERT_EQ(scenario.measures.size(), 1U);
  EXPECT_EQ(scenario.measures[0].key, "papers");
  EXPECT_EQ(scenario.measures[0].origin.line, 4U);
  EXPECT_EQ(scenario.measures[0].origin.column, 13U);
  ASSERT_EQ(scenario.disruptions.size(), 2U);
  EXPECT_FALSE(scenario.disruptions[0].start);
  using namespace std::chrono_literals;
  EXPECT_EQ(scenario.disruptions[1].start, 2024y / 3 / 1);
  EXPECT_EQ(scenario.disruptions[1].end, 2024y / 3 / 9);
  ASSERT_EQ(scenario.changes.size(), 1U);
  EXPECT_EQ(scenario.changes[0].kind, ChangeKind::multiply);
  EXPECT_EQ(scenario.changes[0].origin.line, 7U);
  EXPECT_EQ(scenario.changes[0].origin.column, 3U);
  ASSERT_EQ(scenario.added.size(), 1U);
  EXPECT_EQ(scenario.added[0].table, "links");
  Texts row;
  for (auto const& value : scenario.added[0].values) {
    row.push_back(value.column + "=" + value.value);
  }
  EXPECT_EQ(row, (Texts{"link=L9", "length=12.5", "tracks=2", "used=yes",
                        "opened=2024-01-02", "via=A;B"}));
}

TEST(ParseScenario, a_title_is_enough) {
  EXPECT_EQ(findings("title = \"Nothing happens\""), Texts{});
}

TEST(ParseScenario, mistakes_are_found_at_their_place) {
  EXPECT_EQ(findings(""), Texts{"scenarios/s.toml: error: title is missing — "
                                "add it at the top, in one line"});
  EXPECT_EQ(findings("title = \"t\"\nmeasure = [\"x\"]"),
            Texts{"scenarios/s.toml:2:1: error: unknown setting 'measure' — "
                  "did you mean 'measures'?"});
  EXPECT_EQ(findings("title = \"t\"\nmeasures = \"x\""),
            Texts{"scenarios/s.toml:2:12: error: measures is not a list — "
                  "write measures = [\"...\", \"...\"]"});
  EXPECT_EQ(findings("title = 3"),
            Texts{"scenarios/s.toml:1:9: error: title is not a text — write "
                  "it between double quotes"});
  EXPECT_EQ(findings("title = \"t\"\nchanges = [\"a.b.c=1\", 3]"),
            Texts{"scenarios/s.toml:2:23: error: a part of changes is not a "
                  "text — write it between double quotes"});
  EXPECT_EQ(findings("title = \"t\"\n[[disruption]]\nstart = 2024-01-01"),
            Texts{"scenarios/s.toml:2:1: error: the disruption has no key — "
                  "name a row of disruptions.csv: key = \"...\""});
  EXPECT_EQ(findings("title = \"t\"\n[[disruption]]\nkey = \"f\"\nend = "
                     "\"2024-02-30\""),
            Texts{"scenarios/s.toml:4:7: error: end is not a day that exists — "
                  "write YYYY-MM-DD"});
  EXPECT_EQ(findings("title = \"t\"\n[add.links]\nlink = \"L\""),
            Texts{"scenarios/s.toml:2:1: error: links is not a list of rows — "
                  "write it between double brackets, as [[...]]"});
  EXPECT_EQ(findings("title = \"t\"\nadd = 3"),
            Texts{"scenarios/s.toml:2:7: error: add is not a section — write "
                  "[[add.TABLE]], such as [[add.links]]"});
  EXPECT_EQ(findings("title = \"t\"\n[[add.links]]\nlink = {a = 1}"),
            Texts{"scenarios/s.toml:3:8: error: link is no text in one line, "
                  "number, date, yes or no — write column = value"});
}

TEST(ParseScenario, what_is_not_toml_is_said_once) {
  EXPECT_EQ(findings("title = A flood").size(), 1U);
  EXPECT_EQ(findings("[\n[x").size(), 1U);
  EXPECT_EQ(findings("\xFF").size(), 1U);
}

}  // namespace
}  // namespace camel
