// SPDX-License-Identifier: Apache-2.0
#include "camel/scenario/editable_table.h"

#include <gtest/gtest.h>

namespace camel {
namespace {

constexpr char const* kLinks =
    "link,name,capacity\r\n"
    "L1,\"one, \"\"fast\"\"\",10\r\n"
    "\r\n"
    "L2,\"two\nlines\", 20 \r\n"
    "L3,,\r\n";

EditableTable links(std::string_view text = kLinks) {
  return {"links", text, {"link"}};
}

std::string text_of(EditableTable const& table) {
  std::vector<EditedCell> cells;
  return table.text(cells);
}

// "line:from-to name" of each edit.
std::vector<std::string> marks(EditableTable const& table) {
  std::vector<EditedCell> cells;
  table.text(cells);
  std::vector<std::string> texts;
  for (auto const& cell : cells) {
    texts.push_back(std::to_string(cell.line) + ":" +
                    std::to_string(cell.from) + "-" + std::to_string(cell.to) +
                    " " + cell.name);
  }
  return texts;
}

TEST(Fits, a_star_stands_for_any_letters) {
  EXPECT_TRUE(fits("*", ""));
  EXPECT_TRUE(fits("*", "L1"));
  EXPECT_TRUE(fits("KZ*/customs", "KZDOS/customs"));
  EXPECT_TRUE(fits("*a*b", "xaxabb"));
  EXPECT_TRUE(fits("L1", "L1"));
  EXPECT_FALSE(fits("L1", "L12"));
  EXPECT_FALSE(fits("KZ*/customs", "KZDOS/customs2"));
  EXPECT_FALSE(fits("*a*b", "xaxabc"));
  EXPECT_FALSE(fits("", "L1"));
}

TEST(EditableTable, rows_are_found_by_their_key) {
  auto const table = links();
  EXPECT_EQ(table.find("L2"), (std::vector<std::size_t>{1}));
  EXPECT_EQ(table.find("L*"), (std::vector<std::size_t>{0, 1, 2}));
  EXPECT_EQ(table.suggest("L22"), "did you mean 'L2'?");
  EXPECT_EQ(table.value(0, "name"), "one, \"fast\"");
  EXPECT_EQ(table.value(1, "capacity"), "20");
  EXPECT_EQ(table.value(1, "speed"), "");
}

TEST(EditableTable, a_key_of_two_columns_is_joined_wherever_they_stand) {
  EditableTable const table{"facilities",
                            "facility,servers,place\ncustoms,2,KZDOS\n",
                            {"place", "facility"}};
  EXPECT_EQ(table.key(0), "KZDOS/customs");
}

TEST(EditableTable, without_edits_the_text_is_the_same_to_the_letter) {
  EXPECT_EQ(text_of(links()), kLinks);
  EXPECT_EQ(text_of(links("\xEF\xBB\xBFlink\nL1")), "\xEF\xBB\xBFlink\nL1");
  EXPECT_EQ(text_of(links("")), "");
}

TEST(EditableTable, an_edit_touches_its_cell_alone) {
  auto table = links();
  table.set(1, 2, "25", {});
  EXPECT_EQ(text_of(table),
            "link,name,capacity\r\n"
            "L1,\"one, \"\"fast\"\"\",10\r\n"
            "\r\n"
            "L2,\"two\nlines\",25\r\n"
            "L3,,\r\n");
  EXPECT_EQ(marks(table),
            (std::vector<std::string>{"5:8-10 links.L2.capacity"}));
  EXPECT_EQ(table.value(1, "capacity"), "25");
}

TEST(EditableTable, a_value_is_quoted_where_it_must_be) {
  auto table = links();
  table.set(0, 1, "a \"b\", c", {});
  table.set(2, 1, "plain", {});
  EXPECT_EQ(text_of(table),
            "link,name,capacity\r\n"
            "L1,\"a \"\"b\"\", c\",10\r\n"
            "\r\n"
            "L2,\"two\nlines\", 20 \r\n"
            "L3,plain,\r\n");
  EXPECT_EQ(marks(table), (std::vector<std::string>{"2:4-16 links.L1.name",
                                                    "6:4-9 links.L3.name"}));
}

TEST(EditableTable, a_new_column_stands_at_the_right_end_of_every_row) {
  auto table = links();
  auto const column = table.add_column("tracks", {});
  table.set(2, column, "2", {});
  EXPECT_EQ(text_of(table),
            "link,name,capacity,tracks\r\n"
            "L1,\"one, \"\"fast\"\"\",10,\r\n"
            "\r\n"
            "L2,\"two\nlines\", 20 ,\r\n"
            "L3,,,2\r\n");
  EXPECT_EQ(marks(table),
            (std::vector<std::string>{"1:20-26 links: column tracks",
                                      "6:6-7 links.L3.tracks"}));
}

TEST(EditableTable, new_rows_come_last) {
  auto table = links("link,capacity\nL1,5");
  auto const row = table.add_row("L9", {});
  table.set(row, 0, "L9", {});
  table.set(row, *table.find_column("capacity"), "7", {});
  EXPECT_EQ(text_of(table), "link,capacity\nL1,5\nL9,7\n");
  EXPECT_EQ(marks(table), (std::vector<std::string>{"3:1-3 links.L9.link",
                                                    "3:4-5 links.L9.capacity",
                                                    "3:0-5 links.L9"}));
}

TEST(EditableTable, a_table_may_begin_with_its_first_new_row) {
  auto table = links("");
  auto const link = table.add_column("link", {});
  auto const capacity = table.add_column("capacity", {});
  auto const row = table.add_row("L9", {});
  table.set(row, link, "L9", {});
  table.set(row, capacity, "7", {});
  EXPECT_EQ(text_of(table), "link,capacity\nL9,7\n");
}

TEST(EditableTable, who_set_a_cell_is_known) {
  auto table = links();
  EXPECT_EQ(table.setter(0, 2), nullptr);
  table.set(0, 2, "1", {.file = "a.toml", .line = 4, .column = 1});
  ASSERT_NE(table.setter(0, 2), nullptr);
  EXPECT_EQ(table.setter(0, 2)->file, "a.toml");
}

TEST(EditableTable, an_edit_knows_what_stood_there_before) {
  auto table = links();
  table.set(0, 2, "15", {});
  table.set(0, 2, "17", {});
  std::vector<EditedCell> cells;
  table.text(cells);
  ASSERT_EQ(cells.size(), 1U);
  EXPECT_EQ(cells.front().before, "10");
  EXPECT_EQ(cells.front().after, "17");
}

TEST(EditableTable, rows_that_cannot_be_read_are_left_to_the_loader) {
  auto table = links("link,capacity\nL1\nL2,3,4\nL3,\"7\n");
  EXPECT_EQ(table.rows(), 0U);
  EXPECT_EQ(text_of(table), "link,capacity\nL1\nL2,3,4\nL3,\"7\n");
}

}  // namespace
}  // namespace camel
