// SPDX-License-Identifier: Apache-2.0
#include "camel/http/request_reader.h"

#include <algorithm>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <limits>
#include <utility>

#include "camel/http/head_check.h"
#include "camel/http/percent.h"

namespace camel::http {
namespace {

namespace beast = boost::beast;
using BeastParser = beast::http::request_parser<beast::http::string_body>;

constexpr std::string_view kHeadEnd = "\r\n\r\n";
// What may stand between chunks: their sizes, extensions and trailers.
constexpr std::size_t kMostBetweenChunks = 4096;

std::string lower(std::string_view text) {
  std::string small{text};
  for (auto& letter : small) {
    letter = static_cast<char>(letter >= 'A' && letter <= 'Z' ? letter | 0x20
                                                              : letter);
  }
  return small;
}

std::string_view view(boost::beast::string_view text) {
  return {text.data(), text.size()};
}

// One value only; said twice, it could be read in two ways.
bool is_single(std::string_view name) {
  return name == "authorization" || name == "content-type" ||
         name == "idempotency-key" || name == "origin" ||
         name == "last-event-id" || name == "sec-fetch-site";
}

void add_field(Fields& fields, std::string name, std::string_view value) {
  auto const [at, first] = fields.try_emplace(std::move(name), value);
  if (first) {
    return;
  }
  if (is_single(at->first)) {
    throw Problem{400, "malformed-request",
                  "'" + at->first + "' is said twice."};
  }
  at->second += (at->first == "cookie" ? "; " : ", ");
  at->second += value;
}

Request request_of(BeastParser::value_type const& message) {
  Request request;
  request.method = view(message.method_string());
  auto target = view(message.target());
  if (target == "*" && request.method == "OPTIONS") {
    target = "/";
  }
  auto parsed = parse_target(target);
  if (!parsed) {
    throw Problem{400, "malformed-address",
                  "The address has broken escapes, encoded slashes, or parts "
                  "'.' and '..'."};
  }
  request.path = std::move(parsed->path);
  request.query = std::move(parsed->query);
  for (auto const& field : message) {
    add_field(request.fields, lower(view(field.name_string())),
              view(field.value()));
  }
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
  std::optional<BeastParser> beast = {};
  std::string pending = {};  // bytes not parsed yet
  std::size_t searched = 0;  // of them, for the end of the head
  State state = State::idle;
  Request request = {};
  std::optional<Problem> problem = {};
  std::size_t most = 0;  // bytes of this body
  bool old = false;
  bool keep_alive = false;
  bool expects = false;

  void refuse(Problem const& why) {
    problem = why;
    state = State::refused;
    keep_alive = false;
    pending = {};
    beast.reset();
  }

  void begin() {
    beast.reset();
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
        parse_body();
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
    parse_head(end + kHeadEnd.size());
  }

  void parse_head(std::size_t size) {
    check_head(std::string_view{pending}.substr(0, size), limits);
    beast.emplace();
    beast->header_limit(static_cast<std::uint32_t>(limits.head));
    beast->body_limit(std::numeric_limits<std::uint64_t>::max());
    beast::error_code error;
    beast->put(boost::asio::buffer(pending.data(), size), error);
    if (error || !beast->is_header_done()) {
      throw Problem{400, "malformed-request", "The request cannot be read."};
    }
    pending.erase(0, size);
    old = beast->get().version() < 11;
    keep_alive = beast->keep_alive();
    request = request_of(beast->get());
    begin_body();
  }

  void begin_body() {
    if (beast->is_done()) {
      state = State::whole;
      return;
    }
    check_expectation();
    most = body_limit ? body_limit(request) : limits.body;
    auto const length = beast->content_length();
    if (length && *length > most) {
      throw too_large(most);
    }
    beast->body_limit(most);
    beast->eager(true);
    state = State::body;
  }

  void check_expectation() {
    auto const expect = request.field("expect");
    if (!expect) {
      return;
    }
    if (lower(*expect) != "100-continue") {
      throw Problem{417, "expectation-unknown",
                    "Only 100-continue may be expected."};
    }
    expects = !old;
  }

  void parse_body() {
    beast::error_code error;
    std::size_t used = 0;
    while (!error && used < pending.size() && !beast->is_done()) {
      used += beast->put(
          boost::asio::buffer(pending.data() + used, pending.size() - used),
          error);
    }
    pending.erase(0, used);
    if (error == beast::http::error::body_limit) {
      throw too_large(most);
    }
    if (error && error != beast::http::error::need_more) {
      throw Problem{400, "malformed-body", "The chunks cannot be read."};
    }
    if (beast->is_done()) {
      request.body = std::move(beast->get().body());
      state = State::whole;
    } else if (pending.size() > kMostBetweenChunks) {
      throw Problem{400, "malformed-body", "There is too much between chunks."};
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
  return parser_->state == State::body && parser_->expects &&
         parser_->pending.empty() && body_size() == 0;
}
bool RequestReader::keeps_alive() const { return parser_->keep_alive; }
std::size_t RequestReader::body_size() const {
  return parser_->beast ? parser_->beast->get().body().size() : 0;
}

}  // namespace camel::http
