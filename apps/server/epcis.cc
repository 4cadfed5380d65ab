// SPDX-License-Identifier: Apache-2.0
// The REST binding of EPCIS 2.0 (ISO/IEC 19987, section 12) at /epcis: events
// are captured and asked for. What is captured is on the disk before it is
// answered.
#include <algorithm>
#include <array>
#include <chrono>
#include <functional>
#include <span>

#include "application.h"
#include "camel/api/epcis_words.h"
#include "camel/base/names.h"
#include "camel/http/percent.h"
#include "capture_jobs.h"
#include "epcis_query.h"
#include "viewer.h"

namespace camel::server {

namespace {

constexpr std::size_t kMostEvents = CaptureWish{}.most;
// Of who brings much, with a store that is full.
constexpr std::chrono::seconds kPatience{10};
constexpr std::size_t kLargestGivenBack = 8 * 1024;
constexpr std::array<std::string_view, 8> kCollections{
    "capture",  "events",       "eventTypes", "epcs",
    "bizSteps", "bizLocations", "readPoints", "dispositions"};

http::Response with_epcis_fields(http::Response response) {
  response.fields["gs1-epcis-version"] = "2.0.0";
  response.fields["gs1-cbv-version"] = "2.0.0";
  return response;
}

void check_versions(http::Request const& request) {
  for (auto const* const name : {"gs1-epcis-version", "gs1-cbv-version"}) {
    auto const asked = request.field(name);
    if (asked && !asked->starts_with("2.0") && !asked->starts_with("2,")) {
      throw epcis_problem(406, "NotAcceptableException",
                          "only version 2.0 of EPCIS and the CBV is spoken "
                          "here");
    }
  }
}

OnError on_error_in(http::Request const& request) {
  auto const asked = request.field("gs1-capture-error-behaviour");
  auto const on_error =
      asked ? find_by_name<OnError>(*asked) : std::optional{OnError::rollback};
  if (!on_error) {
    throw epcis_problem(
        400, "ValidationException",
        "GS1-Capture-Error-Behaviour is " + list_names<OnError>());
  }
  return *on_error;
}

Json mistakes_json(std::vector<EpcisFinding> const& findings) {
  auto list = Json::array();
  for (auto const& finding : findings) {
    list.push_back({{"at", finding.pointer}, {"message", finding.message}});
  }
  return list;
}

http::Problem invalid(std::vector<EpcisFinding> const& findings) {
  auto problem = epcis_problem(
      400, "ValidationException",
      "the document holds mistakes, and none of its events is captured — mend "
      "what `mistakes` name");
  problem.more = to_text(Json{{"mistakes", mistakes_json(findings)}});
  return problem;
}

http::Problem taken_ids(std::vector<std::string> const& ids) {
  auto problem = epcis_problem(
      409, "ResourceAlreadyExistsException",
      "another event has the same eventID: nothing is captured. To correct an "
      "event, declare its error (errorDeclaration)");
  auto const named = std::min(ids.size(), CaptureWish{}.most_findings);
  problem.more = to_text(
      Json{{"eventIDs", std::vector(ids.begin(), ids.begin() + named)}});
  return problem;
}

// As they are kept: neither many nor long, whatever was sent.
Json errors_json(CaptureResult const& result) {
  constexpr std::size_t kLongest = 300;
  auto errors = Json::array();
  auto const add = [&](std::string_view exception, std::string_view title,
                       std::string_view detail) {
    if (errors.size() < CaptureWish{}.most_findings) {
      errors.push_back({{"type", "epcisException:" + std::string{exception}},
                        {"title", title.substr(0, kLongest)},
                        {"detail", detail.substr(0, kLongest)}});
    }
  };
  for (auto const& finding : result.findings) {
    add("ValidationException", finding.message, finding.pointer);
  }
  for (auto const& id : result.conflicts) {
    add("ResourceAlreadyExistsException", "another event has the same eventID",
        id);
  }
  return errors;
}

http::Response answer_document(std::vector<ShownEvent> const& events) {
  return with_epcis_fields(
      {.body = shared_text(query_document(events, now_text()))});
}

http::Response answer_collection(std::span<std::string_view const> members) {
  return with_epcis_fields(
      answer_json({{"@context", {kEpcisContext}},
                   {"type", "Collection"},
                   {"member", std::vector(members.begin(), members.end())}}));
}

http::Response answer_page(http::Request const& request,
                           ShownEvents const& page) {
  auto response = answer_document(page.events);
  if (page.next) {
    response.fields["link"] = next_page_link(request, token_of(*page.next));
  }
  return response;
}

// The largest that is taken, and what is done about mistakes.
http::Response describe_capture(http::Request const&) {
  http::Response response{.status = 204, .type = ""};
  response.fields = {
      {"allow", "GET, HEAD, POST, OPTIONS"},
      {"gs1-epcis-min", "2.0.0"},
      {"gs1-epcis-max", "2.0.0"},
      {"gs1-cbv-min", "2.0.0"},
      {"gs1-cbv-max", "2.0.0"},
      {"gs1-capture-error-behaviour", "all"},
      {"gs1-epcis-capture-limit", std::to_string(kMostEvents)},
      {"gs1-epcis-capture-file-size-limit", std::to_string(kLargestDocument)}};
  return with_epcis_fields(std::move(response));
}

// A store that cannot take more now, or has no room left.
http::Response unless_full(http::Rest const& answer) {
  try {
    return answer();
  } catch (StoreBusy const& busy) {
    http::Problem problem{503, "busy", busy.what()};
    problem.retry_after = "1";
    throw problem;
  } catch (store::DiskFull const& full) {
    throw http::Problem{507, "disk-full", full.what()};
  }
}

void check_captured(CaptureResult const& result, OnError on_error) {
  if (result.events > kMostEvents) {
    throw epcis_problem(413, "CaptureLimitExceededException",
                        "more than 10000 events in one document — send "
                        "several");
  }
  if (on_error == OnError::rollback && !result.findings.empty()) {
    throw invalid(result.findings);
  }
  if (on_error == OnError::rollback && !result.conflicts.empty()) {
    throw taken_ids(result.conflicts);
  }
}

struct Bringing {
  EventStore& store;
  std::string teller;
  OnError on_error = OnError::rollback;
  std::chrono::milliseconds patience = {};  // with a store that is full
};

// What a request brings goes to the store. `use` gets what came of it, on a
// thread of the store, and tells the rest.
using UseCaptured = std::function<void(CaptureResult, http::Tell const&)>;

void capture(Bringing const& how, std::string_view document,
             UseCaptured const& use, http::Tell const& tell) {
  // Where there is no memory to say so, the connection ends.
  auto const fail = [tell]() noexcept {
    try {
      tell([failure = std::current_exception()]() -> http::Response {
        std::rethrow_exception(failure);
      });
    } catch (std::exception const&) {
    }
  };
  try {
    capture_later(
        how.store, how.teller, document, {.on_error = how.on_error},
        [=, on_error = how.on_error](CaptureResult result,
                                     std::exception_ptr const& failure) {
          try {
            if (failure) {
              std::rethrow_exception(failure);
            }
            check_captured(result, on_error);
            use(std::move(result), tell);
          } catch (...) {
            fail();
          }
        },
        how.patience);
  } catch (...) {
    fail();
  }
}

http::Response answer_captured(http::Request const& request, Bringing how,
                               UseCaptured use) {
  return {.later = [&request, how = std::move(how),
                    use = std::move(use)](http::Tell const& tell) {
    capture(how, request.body, use, [tell](http::Rest rest) {
      tell([rest = std::move(rest)] { return unless_full(rest); });
    });
  }};
}

http::Response capture_document(http::Request const& request,
                                std::string const& teller, EventStore& store,
                                CaptureJobs& jobs) {
  check_versions(request);
  CaptureJob begun;
  begun.teller = teller;
  begun.created = now_text();
  begun.on_error = on_error_in(request);
  return answer_captured(
      request,
      {.store = store,
       .teller = teller,
       .on_error = begun.on_error,
       .patience = request.may_wait ? kPatience : std::chrono::seconds{0}},
      [&jobs, begun](CaptureResult const& result, http::Tell const& tell) {
        auto job = begun;
        job.finished = now_text();
        job.success = result.ok();
        job.errors = errors_json(result);
        jobs.add(std::move(job), [tell](std::string const& id,
                                        std::exception_ptr const& failure) {
          tell([id, failure] {
            if (failure) {
              std::rethrow_exception(failure);
            }
            http::Response response{.status = 202, .type = ""};
            response.fields["location"] = "/epcis/capture/" + id;
            return with_epcis_fields(std::move(response));
          });
        });
      });
}

http::Response capture_one(http::Request const& request,
                           std::string const& teller, EventStore& store) {
  check_versions(request);
  if (is_document(request.body)) {
    throw epcis_problem(400, "ValidationException",
                        "this takes one event — send documents to "
                        "/epcis/capture");
  }
  return answer_captured(
      request, {.store = store, .teller = teller},
      [&request](CaptureResult const& result, http::Tell const& tell) {
        tell([&request, id = result.ids.front()] {
          http::Response response{.status = 201};
          if (request.body.size() <= kLargestGivenBack) {
            response.body = shared_text(request.body);
          }
          response.fields["location"] =
              "/epcis/events/" + http::encode_percent(id);
          return with_epcis_fields(std::move(response));
        });
      });
}

}  // namespace

void Application::add_epcis(http::Router& router) {
  auto const add = [&](std::string const& method, std::string const& path,
                       http::Answer answer) {
    router.add(
        {.method = method,
         .path = "/epcis" + path,
         .answer =
             [answer = std::move(answer)](http::Request const& request) {
               return unless_full([&] { return answer(request); });
             },
         .role = method == "POST" ? http::Role::planner : http::Role::reader,
         .slow = method != "POST",
         .brings = method == "POST",
         .body_limit = method == "POST" ? kLargestDocument : 0});
  };
  auto const owner_of = [this](http::Request const& request) {
    return viewer_of(request, keys_).is_operator
               ? std::nullopt
               : CaptureJobs::Owner{teller_of(request, keys_)};
  };
  add("POST", "/capture", [this](http::Request const& request) {
    return capture_document(request, teller_of(request, keys_), event_store_,
                            captures_);
  });
  add("OPTIONS", "/capture", describe_capture);
  add("GET", "/capture", [=, this](http::Request const& request) {
    return list_captures(request, owner_of(request));
  });
  add("GET", "/capture/{capture}", [=, this](http::Request const& request) {
    auto const job =
        captures_.find(owner_of(request), request.parts.at("capture"));
    if (!job) {
      throw epcis_problem(404, "NoSuchNameException",
                          "there is no such capture job of yours");
    }
    return with_epcis_fields(answer_json(capture_job_json(*job)));
  });
  add("POST", "/events", [this](http::Request const& request) {
    return capture_one(request, teller_of(request, keys_), event_store_);
  });
  add("GET", "/events", [this](http::Request const& request) {
    return answer_page(request, events_.find(viewer_of(request, keys_),
                                             event_query_in(request)));
  });
  add("GET", "/events/{event}", [this](http::Request const& request) {
    EventQuery query;
    query.ids = {request.parts.at("event")};
    auto const page = events_.find(viewer_of(request, keys_), query);
    if (page.events.empty()) {
      throw epcis_problem(404, "NoSuchNameException",
                          "there is no such event that you may see");
    }
    return answer_document(page.events);
  });
  add("GET", "",
      [](http::Request const&) { return answer_collection(kCollections); });
  add("GET", "/eventTypes",
      [](http::Request const&) { return answer_collection(kEpcisEventTypes); });
  add("GET", "/{kind}/{value}/events", [this](http::Request const& request) {
    auto query = event_query_in(request);
    narrow(query, request.parts.at("kind"), request.parts.at("value"));
    return answer_page(request, events_.find(viewer_of(request, keys_), query));
  });
}

http::Response Application::list_captures(http::Request const& request,
                                          CaptureJobs::Owner const& owner) {
  auto const query = page_asked_in(request);
  auto const limit = query.limit;
  auto jobs = captures_.list(
      owner, query.after ? std::optional{query.after->row} : std::nullopt,
      limit + 1);
  auto const has_more = jobs.size() > limit;
  jobs.resize(std::min(jobs.size(), limit));
  auto list = Json::array();
  for (auto const& job : jobs) {
    list.push_back(capture_job_json(job));
  }
  auto response = with_epcis_fields(answer_json(list));
  if (has_more) {
    response.fields["link"] =
        next_page_link(request, token_of({EventMoment{}, jobs.back().row}));
  }
  return response;
}

}  // namespace camel::server
