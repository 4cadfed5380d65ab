// SPDX-License-Identifier: Apache-2.0
#include "terminal.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <cstdlib>
#include <cstring>

#include <fmt/format.h>
#include <unistd.h>

#include "camel/base/error.h"
#include "camel/base/text.h"

namespace camel {

bool wants_color(std::FILE* stream) {
  auto const* const refused = std::getenv("NO_COLOR");
  auto const* const terminal = std::getenv("TERM");
  return (refused == nullptr || *refused == '\0') &&
         isatty(fileno(stream)) != 0 &&
         !(terminal != nullptr && std::string_view{terminal} == "dumb");
}

namespace {

constexpr std::array kCodes{"1", "2", "32", "31", "36"};

// How long the mark of a style is that the text begins with; 0: there is none.
std::size_t mark_at(std::string_view text) {
  auto const is_mark = [&](std::string_view code) {
    return text.starts_with("\x1b[") && text.substr(2).starts_with(code) &&
           text.substr(2 + code.size()).starts_with('m');
  };
  if (is_mark("0")) {
    return 4;
  }
  for (std::string_view const code : kCodes) {
    if (is_mark(code)) {
      return 3 + code.size();
    }
  }
  return 0;
}

}  // namespace

std::string styled(std::string_view text, Style style) {
  static bool const colors = wants_color(stdout);
  if (!colors) {
    return std::string{text};
  }
  return fmt::format("\x1b[{}m{}\x1b[0m",
                     kCodes[static_cast<std::size_t>(style)], text);
}

std::size_t width_of(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\x1b') {
      i = std::min(text.find('m', i), text.size());
    } else if ((static_cast<unsigned char>(text[i]) & 0xc0U) != 0x80U) {
      ++width;  // not the continuation of a character
    }
  }
  return width;
}

std::string counted(std::size_t count, std::string_view what,
                    std::string_view more) {
  return fmt::format("{} {}{}", grouped(static_cast<double>(count)), what,
                     count == 1 ? "" : more);
}

std::string with_interval(Interval const& interval, int decimals) {
  if (std::isnan(interval.mean)) {
    return "–";  // nothing of the kind happened
  }
  if (interval.low == interval.high) {
    return grouped(interval.mean, decimals);  // a single run has no interval
  }
  return fmt::format("{} ({}–{})", grouped(interval.mean, decimals),
                     grouped(interval.low, decimals),
                     grouped(interval.high, decimals));
}

std::string bar(double share, int width) {
  constexpr std::array kEighths{"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  auto const eighths =
      static_cast<int>(std::lround(std::clamp(share, 0.0, 1.0) * width * 8));
  std::string text;
  for (int i = 0; i < eighths / 8; ++i) {
    text += "█";
  }
  text += kEighths[static_cast<std::size_t>(eighths % 8)];
  auto const used = (eighths + 7) / 8;
  return text + std::string(static_cast<std::size_t>(width - used), ' ');
}

TextTable::TextTable(std::vector<Column> columns)
    : columns_{std::move(columns)} {}

void TextTable::add(std::vector<std::string> cells) {
  cells.resize(columns_.size());
  rows_.push_back(std::move(cells));
}

std::string TextTable::text() const {
  std::vector<std::size_t> widths;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    auto width = width_of(columns_[i].title);
    for (auto const& row : rows_) {
      width = std::max(width, width_of(row[i]));
    }
    widths.push_back(width);
  }
  auto const cell = [&](std::size_t i, std::string const& text) {
    auto const padding = std::string(widths[i] - width_of(text), ' ');
    return columns_[i].align == Align::right ? padding + text : text + padding;
  };
  std::string all;
  auto const line = [&](auto cell_text) {
    std::string text = " ";
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      text += " " + cell_text(i) + (i + 1 < columns_.size() ? " " : "");
    }
    auto const end = text.find_last_not_of(' ');
    all += text.substr(0, end + 1) + "\n";
  };
  line([&](std::size_t i) {
    return styled(cell(i, columns_[i].title), Style::dim);
  });
  for (auto const& row : rows_) {
    line([&](std::size_t i) { return cell(i, row[i]); });
  }
  return all;
}

std::string harmless(std::string_view text) {
  std::string shown;
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto const c = static_cast<unsigned char>(text[i]);
    auto const next =
        static_cast<unsigned char>(i + 1 < text.size() ? text[i + 1] : ' ');
    if (auto const mark = mark_at(text.substr(i)); mark > 0) {
      shown += text.substr(i, mark);
      i += mark - 1;
    } else if (c == 0xC2 && next >= 0x80 && next < 0xA0) {
      shown += fmt::format("\\u{:04x}", next);
      ++i;
    } else if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7F) {
      shown += fmt::format("\\x{:02x}", c);
    } else {
      shown += text[i];
    }
  }
  return shown;
}

namespace {

std::string as_shown(std::string_view text, std::FILE* stream) {
  return isatty(fileno(stream)) != 0 ? harmless(text) : std::string{text};
}

}  // namespace

void complain(std::string_view text) {
  std::fputs(as_shown(text, stderr).c_str(), stderr);
}

void print(std::string_view whole) {
  auto const text = as_shown(whole, stdout);
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() ||
      std::fflush(stdout) != 0) {
    throw Error{std::string{"cannot write to standard output: "} +
                std::strerror(errno)};
  }
}

}  // namespace camel
