// SPDX-License-Identifier: Apache-2.0
// Random programs of processes, to try the simulation kernel with.
//
// A program is a small world (three pools and one each of all else that
// processes wait for) and a few scripts: lists of steps that processes follow.
// The kernel and a naive reference each run it and write a history; the two
// must be the same to the last number. Where they are not, the program is cut
// down to the few steps that still show it.
//
// Times are small whole numbers, so that much falls on the same tick: that is
// where kernels go wrong.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "camel/sim/calendar.h"
#include "camel/sim/pending_set.h"
#include "camel/sim/pool.h"
#include "camel/sim/ticks.h"

namespace camel::fuzz {

enum class Do : std::uint8_t {
  wait,
  yield,
  start,
  acquire,
  release,
  release_some,
  use,
  acquire_all,
  set_units,
  put,
  try_put,
  get,
  take_level,
  put_level,
  open_gate,
  close_gate,
  pass,
  set_state,
  hold_state,
  raise,
  wait_signal,
  add,
  collect,
  interrupt,
  end,
  wait_end,
  all_of,
  any_of,
  fail,
  follow,
};
inline constexpr int kDos = 30;

struct Step;
using Script = std::vector<Step>;

// What the fields mean depends on what is done; what is not needed is left.
struct Step {
  Do what = Do::yield;
  int object = 0;  // pool, script or process
  int other = 0;   // the second pool of acquire_all
  int amount = 1;  // units, things, litres; the state; the code of a call
  int priority = 0;
  Ticks time = 0;           // of a wait or of work
  Ticks patience = kNever;  // from now on
  bool says_until = false;  // `until`, not `within`
  bool preempts = false;
  bool may_be_preempted = false;
  bool may_be_stopped = false;
  bool is_prepared = false;  // goes on with the next step when called away
  int policy = 0;            // WhenStopped, or -1: without
  std::vector<Script> branches = {};
};

inline constexpr int kPools = 3;
inline constexpr int kMostProcesses = 40;
inline constexpr Ticks kLongAfter = 100'000;  // all is over by then
// An accident that a script has; not caught by its process.
struct Derailed {};

struct Program {
  struct PoolPlan {
    int units = 1;
    bool is_last_come = false;
    bool may_overtake = false;
  };
  struct Start {
    int script = 0;
    int event_class = 0;
  };
  std::array<PoolPlan, kPools> pools;
  int capacity = 2;  // of the store
  int room = 5;      // of the level
  int inside = 2;
  bool is_open = false;                   // the gate
  std::vector<Calendar::Stretch> shifts;  // of the one calendar
  std::vector<Script> scripts;
  std::vector<Start> starts;
  // What is done from outside, between two runs; in the order of time.
  struct Visit {
    Ticks time = 0;
    Step step;
  };
  std::vector<Visit> visits;
};

// One line: when, who, what came of which step; then all counts of the world.
struct History {
  // What is noted besides the steps.
  static constexpr int kBegins = 100, kGone = 101, kCalled = 102, kFailed = 103,
                       kOver = 104, kVisit = 105;
  static constexpr std::size_t kWidth = 4 + 7 * kPools + 11;

  std::vector<std::int64_t> numbers;
  bool operator==(History const&) const = default;
};

struct Way {  // of running a program
  PendingSet::Structure structure = PendingSet::Structure::automatic;
  bool is_stepping = false;
  std::uint32_t sequence = 0;      // the first
  std::vector<Ticks> pauses = {};  // run_until these, too
  Ticks cut = kNever;              // torn down then
};

Program random_program(std::uint64_t seed);
std::string to_text(Program const& program);
// The first lines that differ, and some before.
std::string difference(History const& real, History const& reference);

History run_real(Program const& program, Way const& way);
History run_reference(Program const& program, Ticks cut);

// Runs it in all ways; the way that gives another history than the reference,
// or nothing.
struct Failure {
  std::string way;
  History real, reference;
};
bool is_same(Program const& program, std::uint64_t seed, Failure* failure);
// The smallest program that still fails, as far as dropping parts leads.
Program shrink(Program program, std::uint64_t seed);
// Empty, or all that a person needs to see what is wrong.
std::string try_seed(std::uint64_t seed);

}  // namespace camel::fuzz
