// SPDX-License-Identifier: Apache-2.0
// Events for those who read DCSA Track & Trace 2.2, at /dcsa/v2/events.
#include <array>

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
    query.after = cursor_in(std::string{*cursor});
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
                      response.fields["next-page"] = token_of(*page.next);
                    }
                    return response;
                  },
              .slow = true});
}

}  // namespace camel::server
