// SPDX-License-Identifier: Apache-2.0
#include "camel/base/csv.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <utility>

#include "camel/base/text.h"

namespace camel {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr char kQuote = '"';
constexpr int kFindingsPerRow = 8;

constexpr bool breaks_line(char c) { return c == '\n' || c == '\r'; }

// The characters that end a plain field, or do not belong into one.
constexpr auto kEndsPlain = [] {
  std::array<bool, 256> ends{};
  ends[','] = ends['\n'] = ends['\r'] = ends[kQuote] = true;
  return ends;
}();

constexpr bool follows(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

// Length of the UTF-8 character at the front; 0 when it is none (Unicode 15,
// table 3-7: no overlong forms, no surrogates, nothing above U+10FFFF).
std::size_t character_length(std::string_view text) {
  auto const byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  auto const in = [&](std::size_t i, unsigned low, unsigned high) {
    return byte(i) >= low && byte(i) <= high;
  };
  auto const first = byte(0);
  if (first < 0x80) {
    return 1;
  }
  if (in(0, 0xC2, 0xDF)) {
    return in(1, 0x80, 0xBF) ? 2 : 0;
  }
  if (in(0, 0xE0, 0xEF)) {
    auto const low = first == 0xE0 ? 0xA0U : 0x80U;
    auto const high = first == 0xED ? 0x9FU : 0xBFU;
    return in(1, low, high) && in(2, 0x80, 0xBF) ? 3 : 0;
  }
  if (in(0, 0xF0, 0xF4)) {
    auto const low = first == 0xF0 ? 0x90U : 0x80U;
    auto const high = first == 0xF4 ? 0x8FU : 0xBFU;
    return in(1, low, high) && in(2, 0x80, 0xBF) && in(3, 0x80, 0xBF) ? 4 : 0;
  }
  return 0;
}

// Eight bytes, all of them ASCII and none zero.
bool plain_ascii(char const* bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  constexpr std::uint64_t kHigh = 0x8080808080808080;
  return ((word | (word - 0x0101010101010101)) & kHigh) == 0;
}

// Offset of the first byte that is no UTF-8 or zero, or npos.
std::size_t find_bad_byte(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (at + 8 <= text.size() && plain_ascii(text.data() + at)) {
      at += 8;
      continue;
    }
    auto const length = character_length(text.substr(at, 4));
    if (length == 0 || text[at] == '\0') {
      return at;
    }
    at += length;
  }
  return std::string_view::npos;
}

bool is_blank(CsvRow const& row) {
  return std::all_of(
      row.fields.begin(), row.fields.end(),
      [](CsvField const& field) { return trim(field.text).empty(); });
}

}  // namespace

CsvReader::CsvReader(std::string_view text, std::string file, Report report)
    : text_{text},
      file_{std::move(file)},
      report_{std::move(report)},
      at_{text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0} {}

bool CsvReader::next(CsvRow& row) {
  while (at_ < text_.size()) {
    read_row(row);
    if (row.findings == 0 && is_blank(row)) {
      continue;
    }
    if (columns_ == 0) {
      columns_ = row.fields.size();
    }
    if (row.findings == 0) {
      check_count(row);
    }
    check_encoding(row);
    return true;
  }
  return false;
}

void CsvReader::seek(std::size_t at, std::size_t line) {
  at_ = at;
  line_ = line;
}

Position CsvReader::position_of(CsvRow const& row, std::size_t at) const {
  Position position{.line = row.line, .column = 1};
  for (auto i = row.at; i < std::min(at, text_.size()); ++i) {
    auto const c = text_[i];
    if (c == '\n' || (c == '\r' && text_.substr(i + 1, 1) != "\n")) {
      position = {.line = position.line + 1, .column = 1};
    } else if (!follows(c)) {
      ++position.column;
    }
  }
  return position;
}

void CsvReader::read_row(CsvRow& row) {
  row.at = at_;
  row.line = line_;
  row.fields.clear();
  row.findings = 0;
  unquoted_.clear();
  for (;;) {
    auto const quoted = at_ < text_.size() && text_[at_] == kQuote;
    row.fields.push_back(quoted ? read_quoted(row) : read_plain(row));
    if (at_ == text_.size()) {
      return;
    }
    if (text_[at_] != ',') {
      end_line();
      return;
    }
    ++at_;
  }
}

CsvField CsvReader::read_plain(CsvRow& row) {
  auto const from = at_;
  auto quote = std::string_view::npos;
  while (at_ < text_.size()) {
    auto const c = text_[at_];
    if (kEndsPlain[static_cast<unsigned char>(c)]) {
      if (c != kQuote) {
        break;
      }
      quote = std::min(quote, at_);
    }
    ++at_;
  }
  if (quote != std::string_view::npos) {
    find(row, quote, "a quote inside a field that does not begin with one",
         "quote the whole field and double the quotes inside it");
  }
  return {text_.substr(from, at_ - from), from};
}

CsvField CsvReader::read_quoted(CsvRow& row) {
  auto const open = at_;
  auto const limit = quotes_span_lines_ ? text_.size() : end_of_line(open);
  auto const close = find_close(open, limit);
  auto const inside = text_.substr(open + 1, close - open - 1);
  auto const breaks =
      position_of({.at = open + 1, .line = 0, .fields = {}}, close).line;
  auto const clean = close + 1 >= text_.size() || text_[close + 1] == ',' ||
                     breaks_line(text_[close + 1]);
  if (close == limit || (!clean && breaks > 0)) {
    quotes_span_lines_ = quotes_span_lines_ && close != limit;
    return leave_open(row);
  }
  line_ += breaks;
  at_ = close + 1;
  if (!clean) {
    at_ = std::min(text_.find_first_of(",\r\n", at_), text_.size());
    find(row, close + 1, "text after the closing quote",
         "put a comma between them, or double the quote");
  }
  if (inside.find(kQuote) == std::string_view::npos) {
    return {inside, open};
  }
  auto& text = unquoted_.emplace_back();
  for (std::size_t i = 0; i < inside.size(); ++i) {
    text += inside[i];
    i += inside[i] == kQuote ? 1 : 0;
  }
  return {text, open};
}

// A quote whose end is missing takes the rest of its line, not of the file.
CsvField CsvReader::leave_open(CsvRow& row) {
  auto const open = at_;
  find(row, open, "this quote is never closed",
       "close it, or double a quote that belongs to the text");
  at_ = end_of_line(open);
  return {text_.substr(open + 1, at_ - open - 1), open};
}

// The quote that ends the field opened here, or `limit`.
std::size_t CsvReader::find_close(std::size_t open, std::size_t limit) const {
  auto const text = text_.substr(0, limit);
  auto close = text.find(kQuote, open + 1);
  while (close != std::string_view::npos && close + 1 < limit &&
         text[close + 1] == kQuote) {
    close = text.find(kQuote, close + 2);
  }
  return std::min(close, limit);
}

std::size_t CsvReader::end_of_line(std::size_t at) const {
  return std::min(text_.find_first_of("\r\n", at), text_.size());
}

void CsvReader::end_line() {
  at_ += text_.substr(at_, 2) == "\r\n" ? 2 : 1;
  ++line_;
}

void CsvReader::check_encoding(CsvRow& row) {
  auto const text = text_.substr(row.at, at_ - row.at);
  auto const bad = find_bad_byte(text);
  if (bad == std::string_view::npos) {
    return;
  }
  std::array<char, 8> byte{};
  std::snprintf(byte.data(), byte.size(), "0x%02X",
                static_cast<unsigned>(static_cast<unsigned char>(text[bad])));
  find(row, row.at + bad,
       std::string{"byte "} + byte.data() + " is not text in UTF-8",
       text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")
           ? "the file is UTF-16: save it as UTF-8"
           : "save the file as UTF-8");
}

void CsvReader::check_count(CsvRow& row) {
  auto const count = row.fields.size();
  if (count > columns_) {
    find(row, row.fields[columns_].at,
         "the row has " + std::to_string(count) + " fields, the first row " +
             std::to_string(columns_),
         "quote a field that holds a comma, or remove what is too much");
  } else if (count < columns_) {
    find(row, row.fields.back().at,
         "the row ends after " + std::to_string(count) + " of " +
             std::to_string(columns_) + " fields",
         "add the fields that are missing; they may be empty");
  }
}

void CsvReader::find(CsvRow& row, std::size_t at, std::string what,
                     std::string mend) {
  ++row.findings;
  if (report_ && row.findings <= kFindingsPerRow) {
    auto const position = position_of(row, at);
    report_({.file = file_,
             .line = position.line,
             .column = position.column,
             .warning = false,
             .message = std::move(what),
             .hint = std::move(mend)});
  }
}

std::string csv_field(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
    return std::string{text};
  }
  std::string quoted = "\"";
  for (auto const c : text) {
    quoted += c;
    if (c == '"') {
      quoted += c;
    }
  }
  return quoted + '"';
}

}  // namespace camel
