// SPDX-License-Identifier: Apache-2.0
#include "camel/http/metrics.h"

#include <algorithm>

#include <fmt/format.h>

namespace camel::http {
namespace {

// Methods come from clients: those unknown are one, so that nobody can make
// the table grow.
std::string known_method(std::string_view method) {
  for (std::string_view const known :
       {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}) {
    if (method == known) {
      return std::string{known};
    }
  }
  return "other";
}

void add_head(std::string& text, std::string_view name, std::string_view kind,
              std::string_view help) {
  text += fmt::format("# HELP {0} {2}\n# TYPE {0} {1}\n", name, kind, help);
}

template <typename Number>
void add_number(std::string& text, std::string_view name, std::string_view kind,
                std::string_view help, Number value) {
  add_head(text, name, kind, help);
  text += fmt::format("{} {}\n", name, value);
}

}  // namespace

void Metrics::count(Exchange const& exchange) {
  auto const bucket = static_cast<std::size_t>(
      std::ranges::lower_bound(kSeconds, exchange.seconds) - kSeconds.begin());
  std::string route{exchange.route};
  std::lock_guard const lock{counting_};
  auto& durations = durations_[route];
  ++durations.within.at(bucket);
  durations.sum += exchange.seconds;
  ++durations.count;
  ++requests_[{std::move(route), known_method(exchange.method),
               exchange.status}];
  bytes_in_ += exchange.bytes_in;
  bytes_out_ += exchange.bytes_out;
}

std::string Metrics::text() const {
  std::string text;
  add_number(text, "camel_http_connections", "gauge", "Open connections.",
             connections.load());
  add_number(text, "camel_http_listeners", "gauge", "Listeners to events.",
             listeners.load());
  add_number(text, "camel_http_queue", "gauge",
             "Slow answers that wait for a worker.", waiting.load());
  add_number(text, "camel_http_working", "gauge",
             "Slow answers that a worker gives.", working.load());
  add_number(text, "camel_http_accepted_total", "counter",
             "Connections accepted.", accepted.load());
  add_number(text, "camel_http_turned_away_total", "counter",
             "Connections closed at once, over the limits.",
             turned_away.load());
  add_number(text, "camel_http_timed_out_total", "counter",
             "Connections closed for being slow.", timed_out.load());

  std::lock_guard const lock{counting_};
  add_number(text, "camel_http_received_bytes_total", "counter",
             "Bytes of bodies received.", bytes_in_);
  add_number(text, "camel_http_sent_bytes_total", "counter",
             "Bytes of answers sent.", bytes_out_);
  add_head(text, "camel_http_requests_total", "counter", "Requests answered.");
  for (auto const& [key, count] : requests_) {
    auto const& [route, method, status] = key;
    text += fmt::format(
        "camel_http_requests_total{{route=\"{}\",method=\"{}\","
        "status=\"{}\"}} {}\n",
        route, method, status, count);
  }
  add_head(text, "camel_http_request_seconds", "histogram",
           "From the last byte of a request to the answer.");
  for (auto const& [route, durations] : durations_) {
    std::uint64_t below = 0;
    for (std::size_t i = 0; i < kSeconds.size(); ++i) {
      below += durations.within.at(i);
      text += fmt::format(
          "camel_http_request_seconds_bucket{{route=\"{}\",le=\"{}\"}} {}\n",
          route, kSeconds.at(i), below);
    }
    text += fmt::format(
        "camel_http_request_seconds_bucket{{route=\"{0}\",le=\"+Inf"
        "\"}} {1}\ncamel_http_request_seconds_sum{{route=\"{0}\"}} "
        "{2:.6f}\ncamel_http_request_seconds_count{{route=\"{0}\"}} "
        "{1}\n",
        route, durations.count, durations.sum);
  }
  return text;
}

}  // namespace camel::http
