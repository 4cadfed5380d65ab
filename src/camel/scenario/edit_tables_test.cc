// SPDX-License-Identifier: Apache-2.0
#include "camel/scenario/edit_tables.h"

#include <gtest/gtest.h>

#include "camel/scenario/parse_change.h"

namespace camel {
namespace {

PackageFiles const kFiles{
    {"links.csv", "link,capacity,note\nL1,10,\nL2,20,\nM1,,\n"},
    {"facilities.csv", "place,facility,servers\nA,customs,2\nB,customs,3\n"},
    {"procedures.csv",
     "place,from_country,name,hours\nA,CN,customs,3\nA,KZ,customs,5\n"},
};

// The changes stand in one file, one in a line.
EditedTables edit(std::vector<std::string> const& texts) {
  std::vector<TableChange> changes;
  for (auto const& text : texts) {
    Diagnostic wrong;
    Origin const origin{
        .file = "s.toml", .line = changes.size() + 1, .column = 2};
    auto const change = parse_change(text, origin, wrong);
    EXPECT_TRUE(change) << to_text(wrong);
    changes.push_back(change.value_or(TableChange{}));
  }
  return edit_tables(kFiles, changes);
}

std::string edited(std::string const& file,
                   std::vector<std::string> const& texts) {
  auto const result = edit(texts);
  EXPECT_EQ(result.diagnostics.findings, std::vector<Diagnostic>{});
  return result.files.at(file);
}

// The only finding.
std::string finding(std::string const& text) {
  auto const result = edit({text});
  EXPECT_EQ(result.diagnostics.findings.size(), 1U);
  EXPECT_EQ(result.files, kFiles) << "nothing is edited by a mistake";
  return result.diagnostics.findings.empty()
             ? ""
             : to_text(result.diagnostics.findings.front());
}

TEST(EditTables, a_cell_is_set) {
  EXPECT_EQ(edited("links.csv", {"links.L2.capacity=60"}),
            "link,capacity,note\nL1,10,\nL2,60,\nM1,,\n");
}

TEST(EditTables, tables_that_are_not_named_stay) {
  auto const result = edit({"links.L2.capacity=60"});
  EXPECT_EQ(result.files.at("facilities.csv"), kFiles.at("facilities.csv"));
  EXPECT_EQ(result.files.size(), kFiles.size());
}

TEST(EditTables, a_star_means_every_row_that_fits) {
  EXPECT_EQ(edited("links.csv", {"links.L*.capacity=1"}),
            "link,capacity,note\nL1,1,\nL2,1,\nM1,,\n");
  EXPECT_EQ(edited("facilities.csv", {"facilities.*/customs.servers+=1"}),
            "place,facility,servers\nA,customs,3\nB,customs,4\n");
}

TEST(EditTables, a_step_changes_in_all_its_directions) {
  EXPECT_EQ(
      edited("procedures.csv", {"procedures.A/customs.hours*=0.5"}),
      "place,from_country,name,hours\nA,CN,customs,1.5\nA,KZ,customs,2.5\n");
}

TEST(EditTables, changes_follow_each_other) {
  EXPECT_EQ(edited("links.csv", {"links.L1.capacity*=3", "links.L1.capacity+=1",
                                 "links.L1.capacity*=0.1"}),
            "link,capacity,note\nL1,3.1,\nL2,20,\nM1,,\n");
}

TEST(EditTables, a_sum_has_no_dust_of_binary_fractions) {
  EXPECT_EQ(
      edited("links.csv", {"links.L1.capacity=0.1", "links.L1.capacity+=0.2"}),
      "link,capacity,note\nL1,0.3,\nL2,20,\nM1,,\n");
}

TEST(EditTables, a_column_that_the_file_leaves_out_is_added) {
  EXPECT_EQ(edited("links.csv", {"links.L1.tracks=2"}),
            "link,capacity,note,tracks\nL1,10,,2\nL2,20,,\nM1,,,\n");
}

TEST(EditTables, mistakes_are_found_where_they_were_written) {
  EXPECT_EQ(finding("linsk.L1.capacity=1"),
            "s.toml:1:2: error: there is no table 'linsk' — did you mean "
            "'links'?");
  EXPECT_EQ(finding("links.L3.capacity=1"),
            "s.toml:1:2: error: links has no row 'L3' — did you mean 'L1'?");
  EXPECT_EQ(finding("facilities.QQQ*.servers=1"),
            "s.toml:1:2: error: facilities has no row 'QQQ*' — its rows are "
            "named by place/facility");
  EXPECT_EQ(finding("links.L1.link=L5"),
            "s.toml:1:2: error: link names the row and cannot be changed — "
            "change another column");
  EXPECT_EQ(finding("links.M1.capacity*=2"),
            "s.toml:1:2: error: capacity of links.M1 is blank: there is "
            "nothing to reckon with — set it with links.M1.capacity=");
  EXPECT_EQ(finding("facilities.A/customs.facility+=2"),
            "s.toml:1:2: error: facility names the row and cannot be changed "
            "— change another column");
}

TEST(EditTables, text_is_not_reckoned_with) {
  auto const result = edit({"links.L1.note=long", "links.L1.note*=2"});
  ASSERT_EQ(result.diagnostics.findings.size(), 1U);
  EXPECT_EQ(to_text(result.diagnostics.findings.front()),
            "s.toml:2:2: error: note of links.L1 is 'long', which is not a "
            "number — set it with =");
}

TEST(EditTables, blank_cells_among_many_keep_their_default_and_it_is_said) {
  auto const result = edit({"links.*.capacity*=2"});
  EXPECT_EQ(result.files.at("links.csv"),
            "link,capacity,note\nL1,20,\nL2,40,\nM1,,\n");
  ASSERT_EQ(result.diagnostics.findings.size(), 1U);
  EXPECT_EQ(to_text(result.diagnostics.findings.front()),
            "s.toml:1:2: warning: 1 of 3 rows have no capacity: they keep its "
            "default — set it with links.KEY.capacity=");
  EXPECT_TRUE(result.ok());
}

TEST(EditTables, two_scenarios_that_set_a_cell_differently_are_told) {
  Change const at{"links", "L1", "capacity", "5"};
  auto other = at;
  other.value = "6";
  std::vector<TableChange> const changes{
      {at, ChangeKind::set, {.file = "a.toml", .line = 3, .column = 1}},
      {at, ChangeKind::set, {.file = "b.toml", .line = 4, .column = 1}},
      {other, ChangeKind::set, {.file = "c.toml", .line = 5, .column = 1}}};
  auto const result = edit_tables(kFiles, changes);
  ASSERT_EQ(result.diagnostics.findings.size(), 1U);
  EXPECT_EQ(to_text(result.diagnostics.findings.front()),
            "c.toml:5:1: warning: links.L1.capacity is also set in b.toml:4, "
            "to '5' — this one comes later and holds");
}

TEST(EditTables, rows_are_added_and_may_then_be_changed) {
  std::vector<AddedRow> const added{
      {"facilities", {{"place", "C"}, {"facility", "berth"}, {"servers", "1"}}},
      {"loading_bans", {{"ban", "B1"}, {"place", "A"}}}};
  std::vector<TableChange> const changes{
      {{"facilities", "C/berth", "servers", "2"}, ChangeKind::multiply}};
  auto const result = edit_tables(kFiles, changes, added);
  EXPECT_EQ(result.diagnostics.findings, std::vector<Diagnostic>{});
  EXPECT_EQ(result.files.at("facilities.csv"),
            "place,facility,servers\nA,customs,2\nB,customs,3\nC,berth,2\n");
  EXPECT_EQ(result.files.at("loading_bans.csv"), "ban,place\nB1,A\n");
}

// What a loader says of links.csv, at this line and column.
Diagnostic said(std::size_t line, std::size_t column, std::string what) {
  return {.file = "tiny/links.csv",
          .line = line,
          .column = column,
          .message = std::move(what),
          .hint = {}};
}

std::vector<std::string> attributed(EditedTables const& tables,
                                    Diagnostic const& found,
                                    Diagnostics const& before = {}) {
  std::vector<std::string> texts;
  for (auto const& finding :
       attribute_findings({{found}}, before, tables, "tiny/", "s").findings) {
    texts.push_back(to_text(finding));
  }
  return texts;
}

using Texts = std::vector<std::string>;

TEST(AttributeFindings, a_finding_about_an_edited_cell_goes_to_its_author) {
  auto const tables = edit({"links.L1.capacity=-600"});
  EXPECT_EQ(attributed(tables, said(2, 4, "capacity -600 is out of range")),
            Texts{"s.toml:1:2: error: links.L1.capacity: capacity -600 is out "
                  "of range"});
  EXPECT_EQ(attributed(tables, said(2, 7, "a part of it")),
            Texts{"s.toml:1:2: error: links.L1.capacity: a part of it"});
}

TEST(AttributeFindings, a_finding_about_the_row_goes_to_who_edited_it) {
  auto const tables = edit({"links.L1.capacity=600"});
  EXPECT_EQ(attributed(tables, said(2, 1, "one row, one sense")),
            Texts{"s.toml:1:2: error: links.L1.capacity: one row, one sense"});
}

TEST(AttributeFindings, what_the_base_has_too_stays_in_its_table) {
  auto const tables = edit({"links.L1.capacity=600"});
  EXPECT_EQ(attributed(tables, said(2, 1, "old"), {{said(2, 1, "old")}}),
            Texts{"tiny/links.csv:2:1: error: old"});
}

TEST(AttributeFindings, what_is_new_elsewhere_names_the_scenario) {
  auto const tables = edit({"links.L1.capacity=600"});
  EXPECT_EQ(attributed(tables, said(3, 1, "jumps")),
            Texts{"tiny/links.csv:3:1: error: jumps (with the scenario s)"});
}

TEST(AttributeFindings, a_measure_is_named) {
  std::vector<TableChange> const changes{
      {{"links", "L1", "capacity", "x"},
       ChangeKind::set,
       {.file = "s.toml", .line = 9, .column = 4, .by = "measure M"}}};
  EXPECT_EQ(attributed(edit_tables(kFiles, changes), said(2, 4, "bad")),
            Texts{"s.toml:9:4: error: measure M: links.L1.capacity: bad"});
}

}  // namespace
}  // namespace camel
