// SPDX-License-Identifier: Apache-2.0
// A simulation kernel as simple as it can be: what is due is a std::multimap,
// lines are std::lists, a process is a script and the place where it stands in
// it. It follows what the headers of the real kernel promise, and is slow.
//
// Where somebody loses what he waits for or holds, all of it is taken first;
// then those who may go on because of it are looked at.
#pragma once

#include <array>
#include <exception>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "camel/sim/calendar.h"
#include "camel/sim/simulation.h"
#include "program.h"

namespace camel::fuzz {

using Result = std::int64_t;

// A level over time, remembered as it was.
class Curve {
 public:
  explicit Curve(std::int64_t level = 0) : steps_{{0, level}} {}
  std::int64_t level() const { return steps_.back().second; }
  void set(std::int64_t level, Ticks now) { steps_.emplace_back(now, level); }
  void add(std::int64_t change, Ticks now) { set(level() + change, now); }
  std::int64_t area(Ticks until) const {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      auto const end = i + 1 < steps_.size() ? steps_[i + 1].first : until;
      sum += steps_[i].second * (end - steps_[i].first);
    }
    return sum;
  }

 private:
  std::vector<std::pair<Ticks, std::int64_t>> steps_;
};

struct Person;
struct ReferencePool;

// Units that somebody has.
struct Held {
  ReferencePool* pool = nullptr;
  Person* holder = nullptr;
  Step wish;
  int units = 0;
  bool is_taken_away = false;
};

struct Thing {
  int number = 0;
  Ticks since = 0;
  std::int64_t arrival = 0;  // the how-many-eth
};

// A place in a line.
struct Line;
struct Place {
  Person* who = nullptr;
  Line* line = nullptr;
  Step wish;
  Ticks since = 0;
  bool is_granted = false;
  bool goes_before_equals = false;
  int units = 0;
  std::shared_ptr<Held> held;
  std::vector<Thing> things;  // handed over
};

struct Line {
  std::list<Place*> places;
  Curve length;
  std::int64_t served = 0, waited = 0, reneged = 0;
  std::function<void()> left = [] {};
  std::function<void(Place&)> take_back = [](Place&) {};
};

struct ReferencePool {
  Program::PoolPlan plan;
  int units = 0, free = 0;
  Curve in_use, capacity;
  Line line;
  std::list<std::shared_ptr<Held>> held;  // in the order of their beginning
};

// When something is due: what somebody was woken for goes before what has a
// time of its own.
struct Due {
  Ticks time;
  bool is_pending;
  int event_class;
  std::int64_t asked;
  auto operator<=>(Due const&) const = default;
};

struct Person {
  enum class State { unborn, ready, waiting, active, gone };
  enum class Why { time, granted, called };

  int number = -1;
  int event_class = 0;
  Script const* script = nullptr;
  std::size_t at = 0;
  bool is_in_step = false;
  State state = State::unborn;
  bool has_begun = false;
  Why why = Why::time;
  Interruption interruption;
  std::optional<Due> due;
  std::list<Place> places;
  Ticks since = 0;  // it waits
  std::vector<std::shared_ptr<Held>> holds;
  Line end;  // who waits for its end

  struct {
    std::shared_ptr<Held> hold;
    Ticks left = 0, since = 0;
    int stops = 0;
    bool has_been_stopped = false;
  } work;

  struct {
    std::vector<Person*> branches;
    std::size_t left = 0, first = 0;
    std::exception_ptr failure;
  } together;
  Person* parent = nullptr;
  std::size_t branch = 0;

  // follow_calendar instead of a script
  Step const* calendar = nullptr;
  std::optional<Calendar::Change> change;
};

class ReferenceKernel {
 public:
  explicit ReferenceKernel(Program const& program);
  History run(Ticks cut);

 private:
  // processes (reference_kernel.cc)
  Person& create(Script const* script, int event_class);
  Result start(Step const& step);
  Result start_calendar(Step const& step);
  void wake(Person& who, Person::Why why);
  void sleep(Person& who, Ticks deadline);
  void forget_due(Person& who);
  void leave_lines(Person& who);
  bool interrupt(Person& who, Interruption why);
  bool end(Person& who);
  void go_away(Person& who);
  void finish(Person& who, std::exception_ptr failure);
  void report(Person& branch, std::exception_ptr failure);
  void drop_step(Person& who);
  void go_on(Person& who);
  void advance(Person& who);
  void advance_calendar(Person& who);
  void run_until(Ticks end);

  // steps (reference_steps.cc)
  std::optional<Result> begin(Person& who, Step const& step);
  Result act_at_once(Person& who, Step const& step);
  std::optional<Result> resume(Person& who, Step const& step);
  std::optional<Result> begin_together(Person& who, Step const& step);

  // history (reference_history.cc)
  void note(std::int64_t who, std::int64_t what, Result result);
  void note_end();

  // lines (reference_lines.cc)
  void set_up_lines();
  Place& stand(Person& who, Step const& step, Line& line, Ticks deadline);
  void serve(Place& place);
  void serve_all(Line& line);
  void unlink(Place& place);
  ReferencePool& pool(int number) {
    return pools_[static_cast<std::size_t>(number)];
  }
  void queue_up(Place& place, ReferencePool& pool);
  bool goes_first(Place const& place, ReferencePool& pool);
  bool has_room(Person const& who, Step const& wish, int units,
                ReferencePool& pool);
  std::vector<std::shared_ptr<Held>> victims(Person const& who,
                                             Step const& wish, int units,
                                             ReferencePool& pool);
  std::shared_ptr<Held> take(Person& who, Step const& wish, int units,
                             ReferencePool& pool);
  void call_away(ReferencePool& pool);
  void take_away(Held& held);
  void give_back(Held& held);
  bool can_be_served(Place& place, ReferencePool& pool);
  void serve_pool(ReferencePool& pool);
  Result set_units(Step const& step);
  std::optional<Result> acquire(Person& who, Step const& step);
  std::optional<Result> acquire_all(Person& who, Step const& step);
  std::optional<Result> begin_work(Person& who, Step const& step);
  std::optional<Result> go_on_working(Person& who, Step const& step);
  std::optional<Result> acquire_for_work(Person& who, Step const& step);
  void work(Person& who);

  // stores (reference_lines.cc), levels and batches (reference_history.cc)
  bool suits(Place const& place, int thing) const;
  void bring(int thing, bool to_front);
  void let_in();
  std::optional<Result> get(Person& who, Step const& step);
  std::optional<Result> put(Person& who, Step const& step);
  bool fits(Step const& step) const;
  void change_level(Step const& step, int sign);
  void serve_level();
  std::optional<Result> move_level(Person& who, Step const& step);
  Ticks deadline(Place const& place) const;
  bool may_leave(Place const& place) const;
  void load(Place& place);
  void serve_batch();
  void set_batch_deadline();
  Result unload(Place& place);
  std::optional<Result> collect(Person& who, Step const& step);

  Program const& program_;
  Calendar calendar_;
  Ticks now_ = 0;
  std::int64_t asked_ = 0, events_ = 0;
  std::multimap<Due, Person*> due_;
  std::list<Person> people_;  // in the order of their birth
  std::vector<Person*> numbered_;
  Person* running_ = nullptr;
  Person* doomed_ = nullptr;
  bool is_over_ = false;
  History history_;

  std::array<ReferencePool, kPools> pools_;
  // Whose units were just taken away, to be told why.
  std::vector<std::pair<Person*, Interruption>> losers_;
  std::list<int> store_;
  Curve in_store_;
  Line getters_, putters_;
  Curve level_;
  Line takers_, fillers_;
  bool is_open_;
  Line gate_;
  int state_ = 0;
  Line condition_;
  Line signal_;
  std::list<Thing> gathered_;
  Curve in_batch_;
  std::int64_t arrivals_ = 0, stays_ = 0, stayed_ = 0;
  Line carriers_;
};

}  // namespace camel::fuzz
