// SPDX-License-Identifier: Apache-2.0
#include "camel/sim/simulation.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "camel/base/check.h"
#include "camel/sim/signal.h"
#include "camel/sim/trace.h"

namespace camel {

void Process::promise_type::unhandled_exception() noexcept {
  simulation->failure_ = std::current_exception();
  simulation->is_special_ = true;
  simulation->failed_ = simulation->name_of(slot);
}

Simulation::Simulation(PendingSet::Structure structure) : pending_{structure} {}

Simulation::~Simulation() {
  // First everybody leaves the lines: frames give back what they hold as they
  // go, and must not find there who has gone already.
  is_over_ = true;
  std::vector<ProcessId> alive;
  for (Slot slot = 0; slot < processes_.size(); ++slot) {
    leave_lines(processes_[slot]);
    if (processes_.cold(slot).process) {
      alive.push_back({processes_[slot].birth, slot});
    }
  }
  std::sort(alive.begin(), alive.end(),
            [](auto const& a, auto const& b) { return a.birth < b.birth; });
  for (auto const& process : alive) {
    if (is_alive(process)) {  // not ended by an earlier one
      // Nobody may end it once more.
      processes_[process.slot].state = State::active;
      processes_.cold(process.slot).process.destroy();
    }
  }
  for (auto* const one : known_by_) {
    one->simulation_ = nullptr;
  }
}

void KnownSimulation::know(Simulation* simulation) {
  if (simulation_ != nullptr) {
    simulation_->known_by_.erase(this);
  }
  simulation_ = simulation;
  if (simulation_ != nullptr) {
    simulation_->known_by_.insert(this);
  }
}

void Simulation::refuse_process() const {
  refuse("more than " + std::to_string(kNobody) + " processes at a time");
}

void Simulation::raise_end_of(Slot slot) {
  if (auto const end = ends_.find(slot); end != ends_.end()) {
    auto const signal = std::move(end->second);
    ends_.erase(end);
    signal->raise();
  }
}

void Simulation::trace_end(Slot slot) const {
  if (processes_.cold(slot).process) {
    trace_->note({now_,
                  Trace::Action::end,
                  processes_[slot].birth,
                  processes_.cold(slot).label,
                  {}});
  }
}

ProcessId Simulation::start(Process process, Start options) {
  if (options.event_class < kFirstPriority ||
      options.event_class > kLastPriority) {
    refuse("an event class of " + std::to_string(options.event_class) +
           ", which is not in -32..31");
  }
  return begin(process, options);
}

void Simulation::trace_start(Slot slot) const {
  trace_->note({now_,
                Trace::Action::start,
                processes_[slot].birth,
                processes_.cold(slot).label,
                {}});
}

ProcessId Simulation::running() const {
  return running_ == kNobody ? ProcessId{}
                             : ProcessId{processes_[running_].birth, running_};
}

void Simulation::leave_lines(Live& live) {
  for (auto* waiter = std::exchange(live.waiting, nullptr); waiter != nullptr;
       waiter = waiter->elsewhere) {
    if (waiter->list == nullptr) {
      continue;
    }
    if (waiter->is_granted) {
      waiter->list->take_back(*waiter);
    } else {
      waiter->list->withdraw(*waiter);
    }
  }
}

bool Simulation::interrupt(ProcessId process, Interruption why) {
  if (!is_alive(process)) {
    return false;
  }
  auto& live = processes_[process.slot];
  if (live.state != State::suspended) {
    return false;
  }
  live.state = State::active;  // it waits no longer
  leave_lines(live);
  interruptions_[process.slot] = why;
  wake(process.slot, Wake::interrupted);
  return true;
}

bool Simulation::end(ProcessId process) {
  if (!is_alive(process)) {
    return false;
  }
  if (process.slot == running_) {
    doomed_ = process;
    is_special_ = true;
    end_ = -1;  // no going on without the run loop
    return true;
  }
  auto& live = processes_[process.slot];
  if (live.state == State::active) {
    return false;  // it is ending
  }
  if (live.state == State::ready) {
    ready_.remove(process.slot, processes_[process.slot].event_class);
  }
  // As it ends it gives back what it holds; nobody may call it away for that.
  live.state = State::active;
  leave_lines(live);
  interruptions_.erase(process.slot);
  processes_.cold(process.slot).process.destroy();
  return true;
}

Interruption Simulation::take_interruption() {
  wake_ = Wake::timer;  // it is told once
  auto const found = interruptions_.find(running_);
  CAMEL_CHECK(found != interruptions_.end(), "an interruption without cause");
  auto const why = found->second;
  interruptions_.erase(found);
  return why;
}

Signal& Simulation::end_of(Slot slot) {
  auto& end = ends_[slot];
  if (!end) {
    end = std::make_unique<Signal>("the end of " + name_of(slot));
  }
  return *end;
}

// ---------------------------------------------------------------- running

inline void Simulation::go_on_as(Slot slot, Wake why) {
  auto& live = processes_[slot];
  running_ = slot;
  wake_ = why;
  ++events_;
  live.state = State::active;
  live.waiting = nullptr;
  if (trace_ != nullptr) [[unlikely]] {
    trace_going_on(slot);
  }
  live.current.resume();
}

inline void Simulation::resume(Slot slot, Wake why) {
  go_on_as(slot, why);
  running_ = kNobody;
  if (is_special_) [[unlikely]] {
    see_to_it();
  }
}

void Simulation::start_at_once(Process process) {
  CAMEL_CHECK(running_ != kNobody, "nobody runs who could start it at once");
  auto const id = admit(process, {});
  if (id.birth == 0) {
    return;
  }
  auto const starter = running_;
  auto const doomed = std::exchange(doomed_, {});
  auto const end = std::exchange(end_, -1);  // the clock waits for the starter
  go_on_as(id.slot, Wake::timer);
  running_ = starter;
  this->end(std::exchange(doomed_, doomed));
  end_ = is_special_ ? -1 : end;
}

void Simulation::see_to_it() {
  is_special_ = false;
  end(std::exchange(doomed_, {}));
  if (failure_) {
    fail();
  }
}

// Somebody goes on: of those woken, or else the next whose time comes by `end`.
// False: there is none.
[[gnu::always_inline]] inline bool Simulation::go_on(Ticks end) {
  if (!ready_.empty()) {
    auto const slot = ready_.pop();
    resume(slot, processes_[slot].wake);
    return true;
  }
  while (!pending_.is_after(end)) {
    auto const item = pending_.pop();
    prefetch_next();
    auto const slot = item.slot();
    auto& live = processes_[slot];
    if (live.armed != item.sequence()) [[unlikely]] {
      --stale_;  // it went on before its time, or is gone
      continue;
    }
    live.armed = 0;
    now_ = item.time();
    if (live.waiting != nullptr) {
      live.state = State::active;  // it waits no longer: it gives up
      leave_lines(live);
    }
    resume(slot, Wake::timer);
    return true;
  }
  return false;
}

// With many processes, what the next ones need is far from the processor: it
// is fetched while this one goes on.
inline void Simulation::prefetch_next() {
  if (!pending_.is_ladder() || pending_.empty()) {
    return;
  }
  if (pending_.has_news()) {
    for (auto const& item : pending_.news()) {
      __builtin_prefetch(&processes_[item.slot()]);
    }
  }
  auto const* const frame = static_cast<char const*>(
      processes_[pending_.top().slot()].current.address());
  __builtin_prefetch(frame);
  __builtin_prefetch(frame + kCacheLine);
}

void Simulation::run_all(Ticks end) {
  if (running_ != kNobody) {
    refuse("runs the simulation it lives in");
  }
  end_ = end;
  while (go_on(end)) {
    end_ = end;  // a process that ended itself has set it back
  }
  end_ = -1;
}

void Simulation::run_until(Ticks end) {
  if (end < now_ || end >= kHorizon) {
    refuse_time(end);
  }
  run_all(end);
  now_ = end;
}

void Simulation::run() { run_all(kHorizon); }

bool Simulation::step() {
  if (running_ != kNobody) {
    refuse("runs the simulation it lives in");
  }
  return go_on(kHorizon);
}

void Simulation::drop_stale() {
  pending_.keep_if([this](PendingItem const& item) {
    auto const& live = processes_[item.slot()];
    return live.armed == item.sequence();
  });
  stale_ = 0;
}

// The sequence numbers are used up: those in use get the first ones anew, in
// the same order.
void Simulation::renumber() {
  drop_stale();
  auto items = pending_.take_all();
  std::sort(items.begin(), items.end());
  sequence_ = 0;
  for (auto& item : items) {
    auto& live = processes_[item.slot()];
    live.armed = ++sequence_;
    item = {item.time(), item.class_number(), live.armed, item.slot()};
  }
  pending_.put_back(items);
  ++sequence_;
}

// ---------------------------------------------------------------- failing

void Simulation::fail() {
  end_ = -1;
  auto const where = failed_ + " at " + std::to_string(now_) + ": ";
  auto const failure = std::exchange(failure_, nullptr);
  try {
    std::rethrow_exception(failure);
  } catch (SimulationError const&) {
    throw;  // says so itself
  } catch (UsageError const& error) {
    std::throw_with_nested(UsageError{where + error.what()});
  } catch (Error const& error) {
    std::throw_with_nested(Error{where + error.what()});
  } catch (std::exception const& error) {
    std::throw_with_nested(ProcessFailed{where + error.what()});
  } catch (...) {
    std::throw_with_nested(ProcessFailed{where + "an unknown exception"});
  }
}

void Simulation::refuse(std::string const& what) const {
  auto const who = running_ == kNobody ? "" : name_of(running_) + " ";
  throw SimulationError{who + "at " + std::to_string(now_) + ": " + what};
}

void Simulation::refuse_wait(double duration) const {
  refuse("a wait of " + std::to_string(duration) +
         " ticks; it must be at least 0 and end before the horizon of 2^60");
}

void Simulation::refuse_wait(Ticks duration) const {
  refuse("a wait of " + std::to_string(duration) +
         " ticks; it must be at least 0 and end before the horizon of 2^60");
}

void Simulation::refuse_time(Ticks time) const {
  refuse("until " + std::to_string(time) +
         "; it must not have passed and lie before the horizon of 2^60");
}

// ---------------------------------------------------------------- looking in

std::string Simulation::name_of(Slot slot) const {
  auto const& label = processes_.cold(slot).label;
  return label.kind == nullptr
             ? "process " + std::to_string(processes_[slot].birth)
             : label.kind + (" " + std::to_string(label.number));
}

std::string Simulation::name_of(ProcessId process) const {
  return is_alive(process)
             ? name_of(process.slot)
             : "process " + std::to_string(process.birth) + ", which has ended";
}

std::vector<Simulation::Waiting> Simulation::waiting() const {
  std::vector<Waiting> all;
  for (Slot slot = 0; slot < processes_.size(); ++slot) {
    auto const& live = processes_[slot];
    if (live.birth == 0 || live.state != State::suspended || live.armed != 0) {
      continue;
    }
    Waiting one{{live.birth, slot}, name_of(slot), "", now_};
    for (auto const* waiter = live.waiting; waiter != nullptr;
         waiter = waiter->elsewhere) {
      one.what += one.what.empty() ? "" : " and ";
      one.what += waiter->list == nullptr ? "something that is gone"
                                          : waiter->list->describe(*waiter);
      one.since = std::min(one.since, waiter->since);
    }
    if (live.waiting == nullptr) {
      one.what = "another process to wake it";
    }
    all.push_back(std::move(one));
  }
  std::sort(all.begin(), all.end(), [](auto const& a, auto const& b) {
    return a.process.birth < b.process.birth;
  });
  return all;
}

std::string Simulation::report_waiting() const {
  std::string report;
  for (auto const& one : waiting()) {
    report += one.name + " waits for " + one.what + " since " +
              std::to_string(one.since) + "\n";
  }
  return report;
}

void Simulation::trace_going_on(Slot slot) const {
  auto const action = wake_ == Wake::timer     ? Trace::Action::go_on
                      : wake_ == Wake::granted ? Trace::Action::granted
                                               : Trace::Action::interrupted;
  trace_->note(
      {now_, action, processes_[slot].birth, processes_.cold(slot).label, {}});
}

void Simulation::trace_waiting(Waiter const& waiter) const {
  trace_->note({now_, Trace::Action::wait, processes_[waiter.slot].birth,
                processes_.cold(waiter.slot).label, waiter.list->name()});
}

}  // namespace camel
