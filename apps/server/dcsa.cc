// SPDX-License-Identifier: Apache-2.0
// Events for those who read DCSA Track & Trace 2.2, at /dcsa/v2/events.
#include <array>

#include <fmt/format.h>

#include "application.h"
#include "camel/api/dcsa_events.h"
#include "camel/base/text.h"
#include "epcis_query.h"
#include "viewer.h"

namespace camel::server {

namespace {

constexpr std::array<std::string_view, 7> kDcsaParameters{
    "eventType",
    "transportEventTypeCode",
    "equipmentEventTypeCode",
    "equipmentReference",
    "UNLocationCode",
    "limit",
    "cursor"};

// "ARRI,DEPA", or repeated.
std::vector<std::string> codes_asked(http::Request const& request,
                                     std::string_view name) {
  std::vector<std::string> codes;
  for (auto const& value : all_asked(request, name)) {
    for (auto const code : split(value, ',')) {
      codes.emplace_back(code);
    }
  }
  return codes;
}

void check_known(http::Request const& request) {
  for (auto const& [name, value] : request.query) {
    if (std::find(kDcsaParameters.begin(), kDcsaParameters.end(), name) ==
        kDcsaParameters.end()) {
      throw bad_request("there is no parameter '" + name +
                        "' here — /openapi.yaml lists those there are");
    }
  }
}

// "1772704800000.7", or "1772704800000.7.2" within what one event is told as.
std::string dcsa_token_of(DcsaCursor const& cursor) {
  auto const token = token_of(cursor.after);
  return cursor.told == 0 ? token : fmt::format("{}.{}", token, cursor.told);
}

DcsaCursor dcsa_cursor_in(std::string const& token) {
  auto const parts = split(token, '.');
  if (parts.size() != 3) {
    return {cursor_in(token), 0};
  }
  auto const told = parse_whole(parts[2]);
  if (!told || *told < 0) {
    throw bad_request("the cursor is none — take Next-Page of an answer");
  }
  return {cursor_in(fmt::format("{}.{}", parts[0], parts[1])),
          static_cast<std::size_t>(*told)};
}

DcsaQuery dcsa_query_in(http::Request const& request) {
  check_known(request);
  DcsaQuery query;
  query.types = codes_asked(request, "eventType");
  query.transport_codes = codes_asked(request, "transportEventTypeCode");
  query.equipment_codes = codes_asked(request, "equipmentEventTypeCode");
  query.equipment = asked_or(request, "equipmentReference");
  query.location = asked_or(request, "UNLocationCode");
  query.limit = static_cast<std::size_t>(
      whole_asked(request, "limit", 1, 1000).value_or(100));
  if (auto const cursor = request.asked("cursor")) {
    query.after = dcsa_cursor_in(std::string{*cursor});
  }
  return query;
}

}  // namespace

void Application::add_dcsa(http::Router& router) {
  router.add({.method = "GET",
              .path = "/dcsa/v2/events",
              .answer =
                  [this](http::Request const& request) {
                    auto const page = find_dcsa_events(
                        events_, consignments_, viewer_of(request, keys_),
                        dcsa_query_in(request));
                    auto response = answer_json(page.events);
                    response.fields["api-version"] = "2.2.0";
                    if (page.next) {
                      response.fields["next-page"] = dcsa_token_of(*page.next);
                    }
                    return response;
                  },
              .slow = true});
}

}  // namespace camel::server
