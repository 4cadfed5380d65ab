// SPDX-License-Identifier: Apache-2.0
#include "camel/http/chunked_body.h"

#include <algorithm>

#include "camel/http/letters.h"
#include "camel/http/problem.h"
#include "camel/http/request_head.h"

namespace camel::http {
namespace {

constexpr int kMostDigits = 15;
constexpr std::size_t kMostPassedOver = 4096;

[[noreturn]] void malformed() {
  throw Problem{400, "malformed-body", "The chunks of the body are malformed."};
}

void expect(bool right) {
  if (!right) {
    malformed();
  }
}

}  // namespace

std::size_t ChunkedBody::read(std::string_view bytes, std::string& body) {
  std::size_t used = 0;
  while (used < bytes.size() && !whole()) {
    if (step_ == Step::data) {
      auto const part = bytes.substr(used, left_);
      body += part;
      used += part.size();
      left_ -= part.size();
      step_ = left_ == 0 ? Step::data_return : Step::data;
      continue;
    }
    auto const ends_size = step_ == Step::size_end;
    take(bytes[used++]);
    if (ends_size) {
      end_size(body.size());
    }
  }
  return used;
}

void ChunkedBody::take(char byte) {
  switch (step_) {
    case Step::size:
      take_size(byte);
      break;
    case Step::extension:
      expect(++passed_over_ <= kMostPassedOver);
      if (byte == '\r') {
        step_ = Step::size_end;
      } else {
        expect(byte == '\t' || (byte >= ' ' && byte <= '~'));
      }
      break;
    case Step::size_end:
    case Step::data_end:
    case Step::end:
      expect(byte == '\n');
      step_ = step_ == Step::end ? Step::whole : Step::size;
      break;
    case Step::data_return:
      expect(byte == '\r');
      step_ = Step::data_end;
      break;
    case Step::trailer:
      take_trailer(byte);
      break;
    case Step::data:
    case Step::whole:
      break;
  }
}

void ChunkedBody::take_size(char byte) {
  if (auto const digit = hex_digit(byte); digit >= 0) {
    expect(++digits_ <= kMostDigits);
    left_ = left_ * 16 + static_cast<std::uint64_t>(digit);
    return;
  }
  expect(digits_ > 0 && (byte == '\r' || byte == ';'));
  step_ = byte == '\r' ? Step::size_end : Step::extension;
}

void ChunkedBody::end_size(std::size_t body_size) {
  digits_ = 0;
  if (left_ > most_ - std::min(most_, body_size)) {
    throw Problem{
        413, "body-too-large",
        "A body here has at most " + std::to_string(most_) + " bytes."};
  }
  step_ = left_ == 0 ? Step::trailer : Step::data;
}

void ChunkedBody::take_trailer(char byte) {
  expect(++passed_over_ <= kMostPassedOver);
  if (byte != '\n') {
    line_ += byte;
    if (line_ == "\r") {
      step_ = Step::end;
    }
    return;
  }
  expect(line_.ends_with('\r'));
  line_.pop_back();
  parse_field(line_);
  line_.clear();
}

}  // namespace camel::http
