// SPDX-License-Identifier: Apache-2.0
#include "camel/http/service.h"

#include <exception>

#include "camel/http/conditional.h"
#include "camel/http/response_text.h"

namespace camel::http {
namespace {

constexpr std::string_view kFault =
    "The server made a mistake; it was written down.";

bool asks_for_roles(ServerSettings const& settings) {
  return settings.recognise || settings.identify;
}

// The proxy on this machine wrote the last name of the list itself.
void take_forwarded_address(Request& request) {
  auto const forwarded = request.field("x-forwarded-for");
  if (!forwarded || !is_loopback_address(request.address)) {
    return;
  }
  auto const last = forwarded->substr(forwarded->rfind(',') + 1);
  auto const first = last.find_first_not_of(' ');
  if (first != std::string_view::npos) {
    request.address = last.substr(first);
  }
}

bool is_slow(Route const* route, Request const& request) {
  return route != nullptr && (route->slow || route->brings) &&
         !(route->at_hand && route->at_hand(request));
}

// What asks only has nothing to say besides its address.
bool takes_body(Route const* route) {
  return route != nullptr && route->method != "GET";
}

}  // namespace

Service::Service(ServerSettings settings)
    : settings_{std::move(settings)},
      names_{settings_.hosts, settings_.hosts.empty() &&
                                  !is_loopback_address(settings_.address)},
      pace_{settings_.pace} {}

Visit Service::admit(Request& request) {
  try {
    return let_in(request);
  } catch (Problem const&) {
    throw;
  } catch (std::exception const& fault) {
    log_fault(request, fault.what());
    throw Problem{500, "fault", std::string{kFault}};
  }
}

Visit Service::let_in(Request& request) {
  if (settings_.behind_proxy) {
    take_forwarded_address(request);
  }
  check_name(request, names_);
  check_site(request);
  Visit visit;
  if (settings_.recognise) {
    auto asker = settings_.recognise(request);
    visit.unknown = !asker && settings_.identify;
    request.asker = std::move(asker).value_or(Asker{});
  } else {
    visit.unknown = static_cast<bool>(settings_.identify);
  }
  pace_.take(request.asker.name.empty() ? request.address
                                        : "key " + request.asker.name);
  auto match = router_.match(request.method, request.path);
  request.parts = std::move(match.parts);
  visit.route = match.route;
  visit.allow = match.allow;
  visit.slow = visit.unknown || is_slow(match.route, request);
  if (visit.route != nullptr && !visit.unknown) {
    check_role(request.asker, *visit.route);
  }
  return visit;
}

std::size_t Service::body_limit(Visit const& visit) const {
  if (!takes_body(visit.route)) {
    return 0;
  }
  auto const own = visit.route->body_limit;
  return own > 0 ? own : settings_.limits.body;
}

void Service::check_role(Asker const& asker, Route const& route) const {
  if (!asks_for_roles(settings_) || asker.role >= route.role) {
    return;
  }
  if (asker.role == Role::nobody) {
    Problem problem{401, "key-needed", "Say your key: Authorization: Bearer …"};
    problem.fields["www-authenticate"] = R"(Bearer realm="Steel Camel")";
    throw problem;
  }
  throw Problem{403, "role-needed", "Your key does not allow this."};
}

Response Service::dispatch(Request& request, Visit const& visit) {
  if (visit.route == nullptr) {
    return {.status = 204, .fields = {{"allow", std::string{visit.allow}}}};
  }
  if (visit.unknown) {
    request.asker = settings_.identify(request);
    check_role(request.asker, *visit.route);
  }
  return visit.route->answer(request);
}

Response Service::answer(Request& request, Visit const& visit) {
  return answer(request, [&] { return dispatch(request, visit); });
}

Response Service::answer(Request const& request, Rest const& rest) const {
  try {
    return finish(request, rest());
  } catch (Problem const& problem) {
    return refuse(request, problem);
  } catch (std::bad_alloc const&) {
    Problem problem{503, "busy",
                    "There is no memory for this now: ask for less, or again "
                    "in a moment."};
    problem.retry_after = "1";
    return refuse(request, problem);
  } catch (std::exception const& fault) {
    log_fault(request, fault.what());
  } catch (...) {
    log_fault(request, "an unknown exception");
  }
  return refuse(request, {500, "fault", std::string{kFault}});
}

Response Service::refuse(Request const& request, Problem const& problem) const {
  return finish(request, problem_response(problem));
}

Response Service::finish(Request const& request, Response response) const {
  if (response.later) {
    return response;
  }
  if (!response.feed) {
    answer_conditionally(request, response);
    choose_encoding(request, response, twins_);
  }
  add_common_fields(response, settings_.content_security_policy);
  return response;
}

void Service::log_fault(std::string const& what) const {
  if (settings_.fault_log) {
    std::lock_guard const lock{logging_};
    settings_.fault_log(what);
  }
}

void Service::log_fault(Request const& request, std::string_view what) const {
  log_fault(request.method + " " + request.path + ": " + std::string{what});
}

}  // namespace camel::http
