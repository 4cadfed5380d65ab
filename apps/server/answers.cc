// SPDX-License-Identifier: Apache-2.0
#include "answers.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "camel/api/route_codec.h"
#include "camel/base/text.h"
#include "camel/http/conditional.h"

namespace camel::server {

Text shared_text(std::string text) {
  return std::make_shared<std::string const>(std::move(text));
}

http::Response answer_json(Json const& json, int status) {
  return {.status = status, .body = shared_text(to_text(json))};
}

Document document_of(std::string text) {
  auto tag = http::tag_of(text);
  return {shared_text(std::move(text)), std::move(tag)};
}

http::Response answer_document(Document const& document, std::string type) {
  return {.type = std::move(type),
          .body = document.text,
          .fields = {{"etag", document.tag}, {"cache-control", "no-cache"}}};
}

http::Response answer_created(Json const& json, std::string location) {
  auto response = answer_json(json, 201);
  response.fields["location"] = std::move(location);
  return response;
}

http::Response answer_nothing() { return {.status = 204, .type = ""}; }

std::string tag_of_digest(std::string_view digest) {
  return fmt::format("\"{}\"", digest.substr(0, 32));
}

http::Problem bad_request(std::string const& detail) {
  return {422, "bad-request", detail};
}

// A text of brackets alone must not fill the stack.
Json body_in(http::Request const& request) {
  constexpr int kDeepest = 16;
  auto is_deep = false;
  auto json = Json::parse(
      request.body,
      [&](int depth, Json::parse_event_t, Json const&) {
        is_deep = is_deep || depth > kDeepest;
        return !is_deep;
      },
      false);
  if (is_deep) {
    throw bad_request("the body is nested deeper than 16 levels");
  }
  if (json.is_discarded()) {
    throw bad_request(
        "the body is no JSON — send an object, as the contract "
        "has it (/openapi.yaml)");
  }
  return json;
}

Json object_in(http::Request const& request,
               std::vector<std::string_view> const& members) {
  auto json = body_in(request);
  if (!json.is_object()) {
    throw bad_request("the body is no JSON object");
  }
  for (auto const& [name, value] : json.items()) {
    if (std::find(members.begin(), members.end(), name) == members.end()) {
      auto const meant = did_you_mean(name, members);
      throw bad_request("there is no member '" + name + "' — " +
                        (meant.empty() ? "see /openapi.yaml" : meant));
    }
  }
  return json;
}

namespace {

Json const* member_of(Json const& object, std::string const& member) {
  auto const found = object.find(member);
  return found == object.end() || found->is_null() ? nullptr : &*found;
}

std::string text_of(Json const& value, std::string const& name) {
  if (!value.is_string()) {
    throw bad_request("'" + name + "' is no text");
  }
  return value.get<std::string>();
}

}  // namespace

std::string text_in(Json const& object, std::string const& member) {
  auto const* const value = member_of(object, member);
  if (value == nullptr) {
    throw bad_request("'" + member + "' is missing");
  }
  return text_of(*value, member);
}

std::optional<double> number_in(Json const& object, std::string const& member,
                                double low, double high) {
  auto const* const value = member_of(object, member);
  if (value == nullptr) {
    return std::nullopt;
  }
  if (!value->is_number() || value->get<double>() < low ||
      value->get<double>() > high) {
    throw bad_request(fmt::format("'{}' is {} — give a number from {} to {}",
                                  member, to_text(*value), low, high));
  }
  return value->get<double>();
}

std::optional<std::int64_t> whole_in(Json const& object,
                                     std::string const& member,
                                     std::int64_t low, std::int64_t high) {
  auto const number = number_in(object, member, static_cast<double>(low),
                                static_cast<double>(high));
  if (!number) {
    return std::nullopt;
  }
  if (std::floor(*number) != *number) {
    throw bad_request("'" + member + "' is no whole number");
  }
  return static_cast<std::int64_t>(*number);
}

std::vector<std::string> texts_in(Json const& object,
                                  std::string const& member) {
  std::vector<std::string> texts;
  auto const* const value = member_of(object, member);
  if (value == nullptr) {
    return texts;
  }
  if (!value->is_array() || value->size() > 100) {
    throw bad_request("'" + member + "' is no list of at most 100 texts");
  }
  for (auto const& one : *value) {
    texts.push_back(text_of(one, member));
  }
  return texts;
}

std::map<std::string, std::string> texts_by_name_in(Json const& object,
                                                    std::string const& member) {
  std::map<std::string, std::string> texts;
  auto const* const value = member_of(object, member);
  if (value == nullptr) {
    return texts;
  }
  if (!value->is_object()) {
    throw bad_request("'" + member + "' is no object of texts by name");
  }
  for (auto const& [name, text] : value->items()) {
    texts[name] = text_of(text, member + "." + name);
  }
  return texts;
}

Json finding_json(Diagnostic const& finding) {
  return {{"file", finding.file},
          {"line", finding.line},
          {"column", finding.column},
          {"message", finding.message},
          {"hint", finding.hint}};
}

http::Problem with_findings(http::Problem problem,
                            Diagnostics const& diagnostics) {
  constexpr std::size_t kMost = 500;
  auto list = Json::array();
  for (auto const& finding : diagnostics.findings) {
    if (!finding.warning && list.size() < kMost) {
      list.push_back(finding_json(finding));
    }
  }
  problem.more = to_text(Json{{"findings", std::move(list)}});
  return problem;
}

std::optional<std::int64_t> whole_asked(http::Request const& request,
                                        std::string_view name, std::int64_t low,
                                        std::int64_t high) {
  auto const text = request.asked(name);
  if (!text) {
    return std::nullopt;
  }
  auto const value = parse_whole(*text);
  if (!value || *value < low || *value > high) {
    throw bad_request(
        fmt::format("'{}' is '{}' — give a whole number from {} to {}", name,
                    *text, low, high));
  }
  return value;
}

Page page_in(http::Request const& request) {
  return {.cursor = whole_asked(request, "cursor", 0, std::int64_t{1} << 62),
          .limit = static_cast<std::size_t>(
              whole_asked(request, "limit", 1, 1000).value_or(100))};
}

std::string asked_or(http::Request const& request, std::string_view name,
                     std::string_view otherwise) {
  return std::string{request.asked(name).value_or(otherwise)};
}

std::vector<std::string> all_asked(http::Request const& request,
                                   std::string_view name) {
  std::vector<std::string> all;
  auto const [first, last] = request.query.equal_range(name);
  for (auto one = first; one != last; ++one) {
    all.push_back(one->second);
  }
  return all;
}

bool accepts(http::Request const& request, std::string_view type) {
  return request.field("accept").value_or("").find(type) !=
         std::string_view::npos;
}

bool is_name(std::string_view text) {
  auto const plain = [](char c) {
    return ('a' <= c && c <= 'z') || ('0' <= c && c <= '9');
  };
  return !text.empty() && text.size() <= 63 && plain(text.front()) &&
         std::all_of(text.begin(), text.end(),
                     [&](char c) { return plain(c) || c == '-'; });
}

std::string now_text() {
  return utc_text(std::chrono::floor<std::chrono::seconds>(
      std::chrono::system_clock::now()));
}

}  // namespace camel::server
