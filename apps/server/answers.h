// SPDX-License-Identifier: Apache-2.0
// What most handlers need: JSON in and out, pages, and problems with findings.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "camel/api/json.h"
#include "camel/base/diagnostic.h"
#include "camel/http/exchange.h"
#include "camel/http/problem.h"

namespace camel::server {

using Text = std::shared_ptr<std::string const>;

Text shared_text(std::string text);

// A text that is sent as it stands, with the tag by which a client knows
// whether it has it: the tag names these bytes, whatever they were made from.
struct Document {
  Text text;
  std::string tag;
};
Document document_of(std::string text);

http::Response answer_json(Json const& json, int status = 200);
http::Response answer_document(Document const& document,
                               std::string type = "application/json");
http::Response answer_created(Json const& json, std::string location);
http::Response answer_nothing();

// "\"5f0c…\"", of a document's digest in hexadecimal.
std::string tag_of_digest(std::string_view digest);

// The body, whatever JSON it is. Throws Problem 422 where it is none, or is
// nested deeper than anything that is asked for.
Json body_in(http::Request const& request);
// The same, an object. Throws Problem 422 where it is none, or has a member
// that is not among those known.
Json object_in(http::Request const& request,
               std::vector<std::string_view> const& members);
// A member as it must be. Throws Problem 422 that names it.
std::string text_in(Json const& object, std::string const& member);
std::optional<double> number_in(Json const& object, std::string const& member,
                                double low, double high);
std::optional<std::int64_t> whole_in(Json const& object,
                                     std::string const& member,
                                     std::int64_t low, std::int64_t high);
std::vector<std::string> texts_in(Json const& object,
                                  std::string const& member);
std::map<std::string, std::string> texts_by_name_in(Json const& object,
                                                    std::string const& member);

http::Problem bad_request(std::string const& detail);

Json finding_json(Diagnostic const& finding);
// With the errors among the findings, or all of them.
http::Problem with_findings(http::Problem problem,
                            Diagnostics const& diagnostics);

// What comes after `cursor`, a whole number, `limit` of it.
struct Page {
  std::optional<std::int64_t> cursor;
  std::size_t limit = 100;
};
Page page_in(http::Request const& request);
std::optional<std::int64_t> whole_asked(http::Request const& request,
                                        std::string_view name, std::int64_t low,
                                        std::int64_t high);
std::string asked_or(http::Request const& request, std::string_view name,
                     std::string_view otherwise = "");
std::vector<std::string> all_asked(http::Request const& request,
                                   std::string_view name);

bool accepts(http::Request const& request, std::string_view type);

// A name of a corridor or a scenario: lower case, digits and dashes.
bool is_name(std::string_view text);

// "2026-12-01T08:30:00Z", now.
std::string now_text();

}  // namespace camel::server
