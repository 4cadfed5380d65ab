// SPDX-License-Identifier: Apache-2.0
#include "camel/http/problem.h"

#include <fmt/format.h>

#include "camel/http/percent.h"

namespace camel::http {
namespace {

// {"a":1} -> ,"a":1
std::string members(std::string_view object) {
  auto const begin = object.find('{');
  auto const end = object.rfind('}');
  if (begin == std::string_view::npos || end <= begin + 1) {
    return "";
  }
  return "," + std::string{object.substr(begin + 1, end - begin - 1)};
}

// Types of a standard are addresses of their own.
std::string address_of(std::string const& type) {
  return type.find(':') == std::string::npos ? "/v1/problems/" + type : type;
}

}  // namespace

std::string json_string(std::string_view text) {
  auto const whole = is_utf8(text);
  std::string quoted = "\"";
  for (auto const letter : text) {
    auto const code = static_cast<unsigned char>(letter);
    if (letter == '"' || letter == '\\') {
      quoted += '\\';
      quoted += letter;
    } else if (code < 0x20 || code == 0x7f) {
      quoted += fmt::format("\\u{:04x}", code);
    } else if (code >= 0x80 && !whole) {
      quoted += "\\ufffd";
    } else {
      quoted += letter;
    }
  }
  return quoted + '"';
}

Response problem_response(Problem const& problem) {
  auto text =
      fmt::format(R"({{"type":{},"title":{},"status":{},"detail":{}{}}})",
                  json_string(address_of(problem.type)),
                  json_string(reason_of(problem.status)), problem.status,
                  json_string(problem.what()), members(problem.more));
  Response response{
      .status = problem.status,
      .type = "application/problem+json",
      .body = std::make_shared<std::string const>(std::move(text)),
      .fields = problem.fields};
  if (!problem.retry_after.empty()) {
    response.fields["retry-after"] = problem.retry_after;
  }
  return response;
}

std::string_view reason_of(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 202:
      return "Accepted";
    case 204:
      return "No Content";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 410:
      return "Gone";
    case 412:
      return "Precondition Failed";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 415:
      return "Unsupported Media Type";
    case 417:
      return "Expectation Failed";
    case 421:
      return "Misdirected Request";
    case 422:
      return "Unprocessable Content";
    case 428:
      return "Precondition Required";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 501:
      return "Not Implemented";
    case 503:
      return "Service Unavailable";
    case 505:
      return "HTTP Version Not Supported";
    default:
      return status < 400 ? "OK" : "Error";
  }
}

}  // namespace camel::http
