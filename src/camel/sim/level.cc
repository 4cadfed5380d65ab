// SPDX-License-Identifier: Apache-2.0
#include "camel/sim/level.h"

#include <cstdlib>

namespace camel {

Level::Level(std::int64_t room, std::int64_t inside, std::string const& name)
    : room_{room},
      level_{inside, 0},
      takers_{*this, name.empty() ? "a level" : name, " out of "},
      putters_{*this, name.empty() ? "a level" : name, " of room in "} {
  if (room < 0 || inside < 0 || inside > room) {
    throw SimulationError{"a level of " + std::to_string(inside) +
                          " in room for " + std::to_string(room)};
  }
}

std::int64_t Level::check(std::int64_t amount) const {
  if (amount < 0 || amount > room_) {
    auto const what = "moves " + std::to_string(amount) + ", but " +
                      takers_.name() + " has room for " + std::to_string(room_);
    if (simulation_ != nullptr) {
      simulation_->refuse(what);
    }
    throw UsageError{what};
  }
  return amount;
}

bool Level::serve_first(Line& line) {
  if (line.length() == 0) {
    return false;
  }
  auto& request = static_cast<Request&>(*line.first());
  if (!can_be_served(request)) {
    return false;
  }
  line.serve(request);
  change(request.amount);
  simulation_->wake(request.slot);
  return true;
}

void Level::serve_lines() {
  while (serve_first(takers_) || serve_first(putters_)) {
  }
}

void Level::Line::take_back(Waiter& waiter) {
  auto const amount = static_cast<Request const&>(waiter).amount;
  if (amount < 0) {
    level.change(-amount);
    level.serve_lines();
  }
}

std::string Level::Line::describe(Waiter const& waiter) const {
  return std::to_string(std::abs(static_cast<Request const&>(waiter).amount)) +
         wants + name() + " (" + std::to_string(level.inside()) + " of " +
         std::to_string(level.room()) + " inside)";
}

void Level::reset_statistics(Ticks now) {
  level_.reset(now);
  takers_.reset_line(now);
  putters_.reset_line(now);
}

}  // namespace camel
