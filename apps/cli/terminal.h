// SPDX-License-Identifier: Apache-2.0
// Tables, bars and colours for people. Colours only on a terminal, and not
// where NO_COLOR asks for none.
#pragma once

#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "camel/api/simulate.h"
#include "camel/base/text.h"

namespace camel {

enum class Style { bold, dim, good, bad, accent };

// Is this stream a terminal that wants colours?
bool wants_color(std::FILE* stream);
// The text in a style, if standard output wants colours.
std::string styled(std::string_view text, Style style);

// How many columns the text takes (UTF-8; marks of styles take none).
std::size_t width_of(std::string_view text);

// "1 day", "2,000 days"
std::string counted(std::size_t count, std::string_view what,
                    std::string_view more = "s");
// "12.3 (12.0–12.6)"
std::string with_interval(Interval const& interval, int decimals);
// A bar of eighths of blocks, full at 1.
std::string bar(double share, int width);

class TextTable {
 public:
  enum class Align { left, right };
  struct Column {
    std::string title;
    Align align = Align::left;
  };
  explicit TextTable(std::vector<Column> columns);
  void add(std::vector<std::string> cells);
  std::size_t size() const { return rows_.size(); }
  std::string text() const;

 private:
  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;
};

// Without what a terminal would obey: marks of our own styles and ends of lines
// stay, another control character is shown as "\x1b".
std::string harmless(std::string_view text);

// Writes to standard output, what is harmless where that is a terminal; throws
// camel::Error when that fails.
void print(std::string_view text);
// The same to standard error, whatever becomes of it.
void complain(std::string_view text);

}  // namespace camel
