// SPDX-License-Identifier: Apache-2.0
// The line in front of something: who waits, in which order, since when.
// Pools, stores, gates and all else that processes wait for are waiting lists.
//
// A place in the line (`Waiter`) lies in the frame of the process that waits,
// so queueing up allocates nothing, and who gives up is out of the line in
// constant time.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "camel/sim/monitor.h"
#include "camel/sim/ticks.h"

namespace camel {

class Simulation;
class WaitingList;

// Lower goes first; 0 unless said otherwise.
using Priority = int;
inline constexpr Priority kFirstPriority = -32, kLastPriority = 31;

struct Waiter {
  Waiter* ahead = nullptr;
  Waiter* behind = nullptr;
  WaitingList* list = nullptr;  // null: in no line
  Waiter* elsewhere = nullptr;  // where the same process waits, too
  Simulation* simulation = nullptr;
  std::uint32_t slot = 0;
  Priority priority = 0;
  bool is_granted = false;  // got what it waited for, but has not yet gone on
  Ticks since = 0;
};

class WaitingList {
 public:
  explicit WaitingList(std::string name) : name_{std::move(name)} {}
  // What processes wait for stays where it is, but may move before.
  WaitingList(WaitingList&& other) noexcept;
  WaitingList& operator=(WaitingList&&) = delete;
  virtual ~WaitingList();

  std::string const& name() const { return name_; }
  std::size_t length() const { return static_cast<std::size_t>(line_.level()); }

  // The length of the line over time, and the waits of those who got what they
  // came for, also when they got it at once. In ticks; since the beginning or
  // the last reset.
  LevelMonitor const& line() const { return line_; }
  SpanMonitor const& waits() const { return waits_; }
  // How many gave up or were called away.
  std::uint64_t reneged() const { return reneged_; }
  void reset_line(Ticks now);

  // For the report of who waits for what.
  virtual std::string describe(Waiter const& waiter) const;
  // `waiter` leaves the line without having got anything.
  void withdraw(Waiter& waiter);
  // `waiter` got it, but its process is gone before it could go on.
  virtual void take_back(Waiter&) {}

 protected:
  enum class At { back, front };  // of its own priority

  void join(Waiter& waiter, At at = At::back);
  // Out of the line with what it came for; the caller wakes the process.
  void serve(Waiter& waiter);
  void served_at_once() { waits_.add(0); }
  // Somebody left the line unserved: may another go on now?
  virtual void left_unserved() {}

  Waiter* first() const { return first_; }

 private:
  // Where the waiters of one priority end.
  struct Rank {
    Priority priority;
    Waiter* last;
  };

  void unlink(Waiter& waiter);
  void join_between(Waiter& waiter, At at);
  void unlink_between(Waiter& waiter);

  std::string name_;
  Waiter* first_ = nullptr;
  std::vector<Rank> ranks_;  // those in use, the most urgent first
  LevelMonitor line_;
  SpanMonitor waits_;
  std::uint64_t reneged_ = 0;
};

}  // namespace camel
