// SPDX-License-Identifier: Apache-2.0
// Several pools at once: a locomotive and a crew and two tracks, or nothing.
//
//   auto const holds = co_await acquire_all(locos, crews, Claim{tracks, 2});
//
// All units are taken in the same moment: when the request has come to the head
// of every line it stands in and enough is free in each. Until then it holds
// nothing, so two who want the same pools never each hold what the other waits
// for. While it stands at the head of a line, those behind it there wait,
// unless that pool lets them overtake. Such a request does not preempt. All
// its pools serve in one order (first come or last come): of two requests each
// could else be ahead of the other somewhere, for ever.
#pragma once

#include <array>
#include <cstddef>

#include "camel/sim/pool.h"

namespace camel {

struct Claim {
  Claim(Pool& p, int u = 1) : pool{&p}, units{u} {}  // a pool claims one unit
  Pool* pool;
  int units;
};

template <std::size_t N>
struct [[nodiscard("co_await it")]] AcquireAll : Patience<AcquireAll<N>> {
  AcquireAll(std::array<Claim, N> const& claims, Priority priority) {
    for (std::size_t i = 0; i < N; ++i) {
      auto& pool = *claims[i].pool;
      Pool::Request const request{.units = claims[i].units,
                                  .priority = priority};
      pool.check_request(request);
      for (std::size_t j = 0; j < i; ++j) {
        if (claims[j].pool == &pool) {
          pool.refuse("asks for " + pool.name() + " twice at once");
        }
        if (claims[j].pool->rules_.order != pool.rules_.order) {
          pool.refuse("asks at once for pools that serve in different orders");
        }
      }
      lines[i].pool = &pool;
      lines[i].request = request;
      lines[i].priority = priority;
    }
  }

  bool await_ready() const noexcept { return false; }
  template <typename Promise>
  bool await_suspend(std::coroutine_handle<Promise> process) {
    Whose const& whose = process.promise();
    this->stand(lines[0], whose);
    for (std::size_t i = 0; i < N; ++i) {
      auto& line = lines[i];
      line.simulation = whose.simulation;
      line.pool->simulation_.meet(*whose.simulation);
      line.slot = whose.slot;
      line.together = lines.data();
      line.lines = N;
      line.elsewhere = i + 1 < N ? &lines[i + 1] : nullptr;
    }
    for (auto& line : lines) {
      line.pool->queue_up(line);
    }
    lines[0].pool->serve_line();
    return true;
  }
  // Empty holds if it gave up.
  std::array<Hold, N> await_resume() {
    std::array<Hold, N> holds;
    if (lines[0].simulation->was_granted()) {
      for (std::size_t i = 0; i < N; ++i) {
        holds[i] = Hold{*lines[i].pool, lines[i].request.units, 0};
      }
    }
    return holds;
  }

  std::array<Pool::Applicant, N> lines;
};

// Claims: pools, or Claim{pool, units}.
template <typename... Claims>
AcquireAll<sizeof...(Claims)> acquire_all(Claims&&... claims) {
  return {{Claim{claims}...}, 0};
}
// The same, before or after others in every line.
template <typename... Claims>
AcquireAll<sizeof...(Claims)> acquire_all_by(Priority priority,
                                             Claims&&... claims) {
  return {{Claim{claims}...}, priority};
}

}  // namespace camel
