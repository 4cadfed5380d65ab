// SPDX-License-Identifier: Apache-2.0
// The server under 50 connections that are kept. What carries requests alone: a
// small answer, a large one, the same compressed beforehand, and one that a
// worker gives. Then `camel serve` in a process of its own, with the bundled
// corridor: what the corridor is, its network compressed, ways of a box and a
// result of the store.
//
//   ./bench server                       all of these
//   ./bench server soak                  a million requests, and the memory
//   ./bench server PORT NAME=PATH ...    one that listens on this machine
#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <string_view>
#include <thread>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

#include "camel/base/error.h"
#include "camel/http/server.h"
#include "camel/http/static_files.h"
#include "load_client.h"
#include "measure.h"
#include "real_server.h"

namespace {

using camel::RealServer;
using camel::http::Request;
using camel::http::Response;

constexpr int kRequests = 100'000;
constexpr int kLarge = 2'000;
// A question of a route is work for the engine, the others are read.
constexpr int kRouteQuestions = 200;
constexpr int kSoak = 1'000'000;

constexpr auto const* kCorridor = "/v1/corridors/china-europe";
constexpr auto const* kRoute =
    "/v1/corridors/china-europe/routes?from=CNSIA&to=DEDUI&ready=2024-03-01";
constexpr auto const* kResult = "/v1/jobs/2/result";  // the first records years

Response json(std::string text) {
  return {.body = std::make_shared<std::string const>(std::move(text))};
}

// About a megabyte, as the network of a corridor is.
std::string large_document() {
  std::string text = "[";
  for (auto place = 0; text.size() < 1'000'000; ++place) {
    text += fmt::format(
        R"({{"place":"X{:05}","lat":{:.4f},"lon":{:.4f},"km":{}}},)", place,
        40 + place % 977 / 97.0, 60 + place % 1013 / 31.0, place * 7919 % 997);
  }
  text.back() = ']';
  return text;
}

void add_routes(camel::http::Router& router, std::string const& document) {
  router.add({.method = "GET",
              .path = "/small/{train}",
              .answer = [](Request const& request) {
                return json(R"({"train":")" + request.parts.at("train") +
                            "\"}");
              }});
  router.add({.method = "GET",
              .path = "/worker",
              .answer = [](Request const&) { return json("{}"); },
              .slow = true});
  auto const shared = std::make_shared<std::string const>(document);
  router.add(
      {.method = "GET", .path = "/large", .answer = [shared](Request const&) {
         return Response{.body = shared};
       }});
  add_files(
      router,
      {{.path = "/large.json", .type = "application/json", .bytes = document}});
}

double resident_mb(pid_t process) {
  auto* const file =
      std::fopen(fmt::format("/proc/{}/statm", process).c_str(), "r");
  long pages = 0;
  long resident = 0;
  auto const read =
      file != nullptr && std::fscanf(file, "%ld %ld", &pages, &resident) == 2;
  if (file != nullptr) {
    std::fclose(file);
  }
  return read ? static_cast<double>(resident) * 4096 / 1048576 : 0;
}

// Waits until there is a result, and years for routes.
void prepare(RealServer const& server) {
  camel::ask_once({.port = server.port(), .path = "/v1/jobs"},
                  R"({"kind":"simulation","corridor":"china-europe",)"
                  R"("replications":2})");
  for (auto const* const job : {"/v1/jobs/1", "/v1/jobs/2"}) {
    while (camel::ask_once({.port = server.port(), .path = job})
               .find(R"("state":"done")") == std::string::npos) {
      std::this_thread::sleep_for(std::chrono::milliseconds{200});
    }
  }
}

void measure(std::string_view name, camel::Load const& load) {
  auto const before = camel::usage_now();
  auto const result = camel::ask_under_load(load);
  auto const after = camel::usage_now();
  fmt::print(
      "{{\"case\":\"{}\",\"requests_per_second\":{:.0f},\"p50_ms\":{:.3f},"
      "\"p99_ms\":{:.3f},\"mb_per_second\":{:.1f},\"user_seconds\":{:.3f},"
      "\"peak_mb\":{:.1f}}}\n",
      name, result.per_second(), result.percentile(0.5),
      result.percentile(0.99),
      static_cast<double>(result.bytes) / 1e6 / result.seconds,
      after.user_seconds - before.user_seconds, after.peak_mb);
  std::fflush(stdout);
}

void measure_all(std::uint16_t port) {
  measure("small",
          {.port = port, .path = "/small/K101", .requests = kRequests});
  measure("by_a_worker",
          {.port = port, .path = "/worker", .requests = kRequests});
  measure("large", {.port = port, .path = "/large", .requests = kLarge});
  measure("large_compressed", {.port = port,
                               .path = "/large.json",
                               .fields = "Accept-Encoding: gzip\r\n",
                               .requests = kLarge});
}

void soak(std::uint16_t port) {
  for (auto part = 1; part <= 10; ++part) {
    camel::ask_under_load(
        {.port = port, .path = "/small/K101", .requests = kSoak / 10});
    fmt::print(
        "{{\"case\":\"soak\",\"requests\":{},\"resident_mb\":{:.1f},"
        "\"user_seconds\":{:.1f},\"peak_mb\":{:.1f}}}\n",
        part * (kSoak / 10), resident_mb(getpid()),
        camel::usage_now().user_seconds, camel::usage_now().peak_mb);
    std::fflush(stdout);
  }
}

void measure_whole(RealServer const& server) {
  auto const port = server.port();
  measure("corridor", {.port = port, .path = kCorridor, .requests = kRequests});
  measure("network_compressed", {.port = port,
                                 .path = std::string{kCorridor} + "/network",
                                 .fields = "Accept-Encoding: gzip\r\n",
                                 .requests = kLarge});
  measure("route", {.port = port, .path = kRoute, .requests = kRouteQuestions});
  measure("result", {.port = port, .path = kResult, .requests = kLarge});
}

void soak_whole(RealServer const& server) {
  for (auto part = 1; part <= 10; ++part) {
    for (auto const& [path, share] :
         {std::pair{kCorridor, 90}, {kRoute, 5}, {kResult, 5}}) {
      camel::ask_under_load({.port = server.port(),
                             .path = path,
                             .requests = kSoak / 1000 * share});
    }
    fmt::print(
        "{{\"case\":\"soak_whole\",\"requests\":{},\"resident_mb\":{:.1f}}}\n",
        part * (kSoak / 10), resident_mb(server.process()));
    std::fflush(stdout);
  }
}

void measure_other(std::uint16_t port, int count, char** cases) {
  for (auto i = 0; i < count; ++i) {
    std::string_view const text{cases[i]};
    auto const equals = text.find('=');
    if (equals == std::string_view::npos) {
      throw camel::Error{"a case is NAME=PATH"};
    }
    measure(text.substr(0, equals),
            {.port = port,
             .path = std::string{text.substr(equals + 1)},
             .requests = kLarge});
  }
}

int run(int count, char** arguments) {
  std::string_view const first = count > 1 ? arguments[1] : "";
  std::uint16_t port = 0;
  std::from_chars(first.data(), first.data() + first.size(), port);
  if (port != 0) {
    measure_other(port, count - 2, arguments + 2);
    return 0;
  }
  RealServer const whole{"china-europe"};  // before there are threads
  auto const document = large_document();
  camel::http::Server server{{}};
  add_routes(server.router(), document);
  std::thread running{[&] { server.run(); }};
  first == "soak" ? soak(server.port()) : measure_all(server.port());
  server.stop();
  running.join();
  prepare(whole);
  first == "soak" ? soak_whole(whole) : measure_whole(whole);
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  try {
    return run(count, arguments);
  } catch (camel::Error const& failure) {
    fmt::print(stderr, "{}\n", failure.what());
    return 3;
  }
}
