// SPDX-License-Identifier: Apache-2.0
#include "camel/base/csv.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace camel {
namespace {

using Rows = std::vector<std::vector<std::string>>;

struct Reading {
  Rows rows;
  std::vector<std::size_t> lines;
  std::vector<std::string> findings;
};

Reading read(std::string_view text) {
  Reading reading;
  CsvReader reader{text, "t.csv", [&](Diagnostic finding) {
                     finding.hint.clear();
                     reading.findings.push_back(to_text(finding));
                   }};
  CsvRow row;
  while (reader.next(row)) {
    auto& fields = reading.rows.emplace_back();
    for (auto const& field : row.fields) {
      fields.emplace_back(field.text);
    }
    reading.lines.push_back(row.line);
  }
  return reading;
}

TEST(Csv, reads_rows_with_every_kind_of_line_end) {
  Rows const expected{{"a", "b"}, {"1", "2"}, {"3", ""}};
  for (auto const* text :
       {"a,b\n1,2\n3,\n", "a,b\r\n1,2\r\n3,\r\n", "a,b\r1,2\r3,",
        "\xEF\xBB\xBF"
        "a,b\n1,2\n3,"}) {
    auto const reading = read(text);
    EXPECT_EQ(reading.rows, expected);
    EXPECT_EQ(reading.lines, (std::vector<std::size_t>{1, 2, 3}));
    EXPECT_TRUE(reading.findings.empty());
  }
}

TEST(Csv, unquotes_commas_quotes_and_line_breaks) {
  auto const reading = read("a,b\n\"x, \"\"y\"\"\",\"1\r\n2\n3\"\nz,\"\"\n");
  EXPECT_EQ(reading.rows[1],
            (std::vector<std::string>{"x, \"y\"", "1\r\n2\n3"}));
  EXPECT_EQ(reading.rows[2], (std::vector<std::string>{"z", ""}));
  EXPECT_EQ(reading.lines, (std::vector<std::size_t>{1, 2, 5}));
  EXPECT_TRUE(reading.findings.empty());
}

TEST(Csv, skips_blank_lines_but_counts_them) {
  auto const reading = read("a,b\n\n1,2\n,\n  , \n3,4\n\n");
  EXPECT_EQ(reading.rows, (Rows{{"a", "b"}, {"1", "2"}, {"3", "4"}}));
  EXPECT_EQ(reading.lines, (std::vector<std::size_t>{1, 3, 6}));
}

TEST(Csv, nothing_in_an_empty_file) {
  EXPECT_TRUE(read("").rows.empty());
  EXPECT_TRUE(read("\xEF\xBB\xBF").rows.empty());
}

TEST(Csv, reports_rows_of_another_length) {
  EXPECT_EQ(read("a,b\n1\n1,2,3\n4,5\n").findings,
            (std::vector<std::string>{
                "t.csv:2:1: error: the row ends after 1 of 2 fields",
                "t.csv:3:5: error: the row has 3 fields, the first row 2"}));
}

TEST(Csv, reports_a_quote_that_is_never_closed_and_goes_on) {
  auto const reading = read("a,b\n1,\"x\n2,y\n3,\"z\"\n4,\"w\n5,v\n");
  EXPECT_EQ(reading.findings,
            (std::vector<std::string>{
                "t.csv:2:3: error: this quote is never closed",
                "t.csv:5:3: error: this quote is never closed"}));
  EXPECT_EQ(reading.lines, (std::vector<std::size_t>{1, 2, 3, 4, 5, 6}));
  EXPECT_EQ(reading.rows[2], (std::vector<std::string>{"2", "y"}));
  EXPECT_EQ(reading.rows.back(), (std::vector<std::string>{"5", "v"}));
}

TEST(Csv, reports_stray_quotes_and_text_after_a_closing_quote) {
  EXPECT_EQ(read("a,b\n1,5\" track\n\"x\"y,2\n").findings,
            (std::vector<std::string>{
                "t.csv:2:4: error: a quote inside a field that does not "
                "begin with one",
                "t.csv:3:4: error: text after the closing quote"}));
}

TEST(Csv, counts_columns_in_characters) {
  auto const reading = read("a,b\nАлматы,\"x\"y\n");
  EXPECT_EQ(reading.findings,
            (std::vector<std::string>{"t.csv:2:11: error: text after the "
                                      "closing quote"}));
}

TEST(Csv, refuses_what_is_not_utf8) {
  EXPECT_EQ(read("a,b\nM\xFCnchen,2\n").findings,
            (std::vector<std::string>{
                "t.csv:2:2: error: byte 0xFC is not text in UTF-8"}));
  using namespace std::string_view_literals;
  EXPECT_EQ(read("a,b\n12345678\0,2\n"sv).findings,
            (std::vector<std::string>{
                "t.csv:2:9: error: byte 0x00 is not text in UTF-8"}));
  for (auto const* bad : {"\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80",
                          "\xF4\x90\x80\x80", "\xE2\x82", "\x80", "\xFF"}) {
    EXPECT_EQ(read(std::string{"a\n"} + bad + "\n").findings.size(), 1U);
  }
  for (auto const* good : {"é", "€", "🐪", "\xEF\xBF\xBF"}) {
    EXPECT_TRUE(read(std::string{"a\n"} + good + "\n").findings.empty());
  }
}

TEST(Csv, a_field_that_is_written_reads_as_it_was) {
  for (std::string const text :
       {"", "plain", "a,b", "\"", "two\nlines", "=1"}) {
    auto const line = "a,b\n" + csv_field(text) + ",x\n";
    CsvReader reader{line, "t.csv", nullptr};
    CsvRow row;
    ASSERT_TRUE(reader.next(row));
    ASSERT_TRUE(reader.next(row));
    EXPECT_EQ(row.fields[0].text, text);
  }
}

TEST(Csv, finds_a_row_again) {
  std::string const text = "a,b\n\"1\n2\",x\n3,y\n";
  CsvReader reader{text, "t.csv", nullptr};
  reader.seek(text.find('3'), 4);
  CsvRow row;
  ASSERT_TRUE(reader.next(row));
  EXPECT_EQ(row.fields[1].text, "y");
  EXPECT_EQ(reader.position_of(row, row.fields[1].at), (Position{4, 3}));
}

}  // namespace
}  // namespace camel
