// SPDX-License-Identifier: Apache-2.0
// What a server counts, in the text format of Prometheus (version 0.0.4).
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <tuple>

namespace camel::http {

// A request that was answered.
struct Exchange {
  std::string_view method;
  std::string_view route;  // with its open parts; blank: none
  int status = 0;
  double seconds = 0;
  std::uint64_t bytes_in = 0;
  std::uint64_t bytes_out = 0;
};

class Metrics {
 public:
  void count(Exchange const& exchange);

  // What goes up and down; changed by those who do it.
  std::atomic<std::int64_t> connections{0};
  std::atomic<std::int64_t> listeners{0};
  std::atomic<std::int64_t> waiting{0};  // slow answers, for a worker
  std::atomic<std::int64_t> working{0};
  // What only grows.
  std::atomic<std::uint64_t> accepted{0};
  std::atomic<std::uint64_t> turned_away{0};  // connections over the limits
  std::atomic<std::uint64_t> timed_out{0};

  std::string text() const;

  static constexpr std::array kSeconds{0.001, 0.0025, 0.005, 0.01, 0.025,
                                       0.05,  0.1,    0.25,  0.5,  1.0,
                                       2.5,   5.0,    10.0};

 private:
  struct Durations {
    std::array<std::uint64_t, kSeconds.size() + 1> within{};
    double sum = 0;
    std::uint64_t count = 0;
  };
  using ByStatus = std::tuple<std::string, std::string, int>;

  std::mutex mutable counting_;
  std::map<ByStatus, std::uint64_t> requests_;
  std::map<std::string, Durations, std::less<>> durations_;  // by route
  std::uint64_t bytes_in_ = 0;
  std::uint64_t bytes_out_ = 0;
};

}  // namespace camel::http
