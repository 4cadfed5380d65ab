// SPDX-License-Identifier: Apache-2.0
#include "camel/http/request_reader.h"

#include <algorithm>
#include <string>
#include <utility>

#include "camel/http/chunked_body.h"
#include "camel/http/percent.h"
#include "camel/http/request_head.h"

namespace camel::http {
namespace {

constexpr std::string_view kHeadEnd = "\r\n\r\n";
// So much is set aside for a body before its bytes come.
constexpr std::size_t kSetAside = 64 * 1024;
// Once so much came, room for all there may be: pages that nothing comes for
// take no memory, while growing step by step holds a body twice.
constexpr std::size_t kMuch = 1024 * 1024;

Request request_of(RequestHead head) {
  auto const whole_server = head.target == "*" && head.method == "OPTIONS";
  auto target = parse_target(whole_server ? "/" : head.target);
  if (!target) {
    throw Problem{400, "malformed-address",
                  "The address has broken escapes, encoded slashes, or parts "
                  "'.' and '..'."};
  }
  Request request;
  request.method = head.method;
  request.path = std::move(target->path);
  request.query = std::move(target->query);
  request.fields = std::move(head.fields);
  return request;
}

Problem too_large(std::size_t limit) {
  return {413, "body-too-large",
          "A body here has at most " + std::to_string(limit) + " bytes."};
}

}  // namespace

struct RequestReader::Parser {
  Parser(Limits const& set, BodyLimit of_body)
      : limits{set}, body_limit{std::move(of_body)} {}

  Limits limits;
  BodyLimit body_limit;
  std::string pending = {};  // bytes not read yet
  std::size_t searched = 0;  // of them, for the end of the head
  State state = State::idle;
  Request request = {};
  std::optional<Problem> problem = {};
  std::optional<ChunkedBody> chunks = {};
  std::size_t length = 0;  // of the body, where it is not in chunks
  std::size_t room = 0;    // that it may take
  bool keep_alive = false;
  bool expects = false;

  void refuse(Problem const& why) {
    problem = why;
    state = State::refused;
    keep_alive = false;
    pending = {};
    request.body = {};
  }

  void begin() {
    request = {};
    searched = 0;
    expects = false;
    state = pending.empty() ? State::idle : State::head;
    go_on();
  }

  void go_on() {
    try {
      if (state == State::head) {
        find_head();
      }
      if (state == State::body) {
        read_body();
      }
    } catch (Problem const& why) {
      refuse(why);
    }
  }

  // Blank lines before a request are passed over (RFC 9112, section 2.2).
  void drop_blank_lines() {
    while (pending.starts_with("\r\n")) {
      pending.erase(0, 2);
    }
  }

  void find_head() {
    drop_blank_lines();
    if (pending.empty()) {
      state = State::idle;
      return;
    }
    auto const from = searched < kHeadEnd.size() ? 0 : searched - 3;
    auto const end = pending.find(kHeadEnd, from);
    auto const size = std::min(end, pending.size());
    if (size + kHeadEnd.size() > limits.head) {
      refuse_long_head(std::string_view{pending}.substr(0, limits.head));
    }
    if (end == std::string::npos) {
      searched = pending.size();
      return;
    }
    read_head(end + kHeadEnd.size());
  }

  void read_head(std::size_t size) {
    auto head = parse_head(std::string_view{pending}.substr(0, size), limits);
    keep_alive = head.keep_alive;
    auto const old = head.old;
    auto const chunked = head.chunked;
    auto const said = head.length.value_or(0);
    request = request_of(std::move(head));
    pending.erase(0, size);
    if (!chunked && said == 0) {
      state = State::whole;
      return;
    }
    check_expectation(old);
    auto const most = body_limit ? body_limit(request) : limits.body;
    if (said > most) {
      throw too_large(most);
    }
    length = said;
    room = chunked ? most : said;
    chunks = chunked ? std::optional{ChunkedBody{most}} : std::nullopt;
    request.body.reserve(std::min(length, kSetAside));
    state = State::body;
  }

  void check_expectation(bool old) {
    auto const expect = request.field("expect");
    if (!expect) {
      return;
    }
    if (*expect != "100-continue" && *expect != "100-Continue") {
      throw Problem{417, "expectation-unknown",
                    "Only 100-continue may be expected."};
    }
    expects = !old;
  }

  void make_room() {
    auto& body = request.body;
    if (body.size() + pending.size() > std::max(kMuch, body.capacity())) {
      body.reserve(room);
    }
  }

  void read_body() {
    make_room();
    if (chunks) {
      pending.erase(0, chunks->read(pending, request.body));
    } else {
      auto const size = std::min(length - request.body.size(), pending.size());
      request.body.append(pending, 0, size);
      pending.erase(0, size);
    }
    if (chunks ? chunks->whole() : request.body.size() == length) {
      state = State::whole;
    }
  }
};

RequestReader::RequestReader(Limits const& limits, BodyLimit body_limit)
    : parser_{std::make_unique<Parser>(limits, std::move(body_limit))} {}
RequestReader::~RequestReader() = default;
RequestReader::RequestReader(RequestReader&&) noexcept = default;

RequestReader::State RequestReader::state() const { return parser_->state; }

void RequestReader::read(std::string_view bytes) {
  auto& parser = *parser_;
  if (parser.state == State::refused) {
    return;
  }
  parser.pending += bytes;
  if (parser.state == State::idle) {
    parser.begin();
  } else if (parser.state != State::whole) {
    parser.go_on();
  }
}

Request RequestReader::take() { return std::move(parser_->request); }
void RequestReader::next() { parser_->begin(); }

Problem const& RequestReader::problem() const { return *parser_->problem; }
Request const& RequestReader::request() const { return parser_->request; }
bool RequestReader::awaits_continue() const {
  return parser_->state == State::body && parser_->expects && body_size() == 0;
}
bool RequestReader::keeps_alive() const { return parser_->keep_alive; }
std::size_t RequestReader::body_size() const {
  return parser_->request.body.size();
}

}  // namespace camel::http
