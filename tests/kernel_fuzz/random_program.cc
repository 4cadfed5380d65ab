// SPDX-License-Identifier: Apache-2.0
// Programs out of a seed. Numbers are small, so that lines form and much
// happens at the same time; most steps are prepared for being called away, so
// that the story goes on.
#include <algorithm>

#include "program.h"

namespace camel::fuzz {

namespace {

class Maker {
 public:
  explicit Maker(std::uint64_t seed) : state_{seed} {}

  Program program() {
    Program program;
    for (auto& pool : program.pools) {
      pool = {one_to(3), chance(25), chance(30)};
      units_.push_back(pool.units);
      orders_.push_back(pool.is_last_come);
    }
    program.capacity = one_to(3);
    program.room = 3 + below(4);
    program.inside = below(program.room + 1);
    program.is_open = chance(50);
    for (Ticks from = below(4); from < 30 && chance(70);) {
      auto const until = from + one_to(5);
      program.shifts.push_back({from, until, below(3)});
      from = until + below(4);
    }
    // Most programs are about a few things only.
    for (int i = 0; i < kDos; ++i) {
      if (chance(likely_)) {
        vocabulary_.push_back(static_cast<Do>(i));
      }
    }
    if (chance(25)) {  // and some of the quarrels about units only
      vocabulary_ = {Do::acquire,   Do::acquire,   Do::acquire_all, Do::release,
                     Do::set_units, Do::interrupt, Do::end};
    }
    vocabulary_.insert(vocabulary_.end(), {Do::wait, Do::acquire, Do::use});
    if (is_long_) {  // or the patience that is rewarded long before its end
      vocabulary_ = {Do::raise, Do::wait_signal, Do::yield};
    }
    scripts_ = one_to(5);
    for (int i = 0; i < scripts_; ++i) {
      program.scripts.push_back(script(i, is_long_ ? 40 : one_to(6), 2));
    }
    for (auto i = is_long_ ? 6 : one_to(6); i > 0; --i) {
      program.starts.push_back({below(scripts_), chance(5)    ? below(64) - 32
                                                 : chance(25) ? below(5) - 2
                                                              : 0});
    }
    constexpr std::array kFromOutside{
        Do::start,      Do::set_units, Do::try_put, Do::open_gate,
        Do::close_gate, Do::set_state, Do::raise,   Do::add,
        Do::interrupt,  Do::end};
    for (Ticks time = below(5); chance(60); time += below(5)) {
      Step step{.what = kFromOutside[static_cast<std::size_t>(
                    below(static_cast<int>(kFromOutside.size())))],
                .object = below(12),
                .amount = one_to(3),
                .policy = below(5) - 1};
      if (step.what == Do::start) {
        step.object = below(scripts_);
      } else if (step.what == Do::set_units) {
        step.object = below(kPools);
      }
      program.visits.push_back({time, step});
    }
    return program;
  }

 private:
  std::uint64_t next() {  // Steele, Lea, Flood: Splittable generators, 2014
    auto z = state_ += 0x9e3779b97f4a7c15U;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
  }
  int below(int n) {
    return static_cast<int>(next() % static_cast<std::uint64_t>(n));
  }
  int one_to(int n) { return 1 + below(n); }
  bool chance(int percent) { return below(100) < percent; }

  Script script(int number, int steps, int depth) {
    Script script;
    for (; steps > 0; --steps) {
      script.push_back(step(number, depth));
    }
    return script;
  }

  Step step(int number, int depth) {
    Step s;
    s.what = vocabulary_[static_cast<std::size_t>(
        below(static_cast<int>(vocabulary_.size())))];
    s.object = below(12);
    s.amount = one_to(3);
    s.priority = chance(5) ? below(64) - 32 : chance(40) ? below(5) - 2 : 0;
    s.time = below(6);
    s.patience = chance(is_long_ ? 15 : 35)   ? below(6)
                 : chance(is_long_ ? 80 : 20) ? 90 + below(9)
                                              : kNever;
    s.says_until = chance(30);
    s.is_prepared = chance(75);
    s.policy = below(4);
    switch (s.what) {
      case Do::acquire:
      case Do::use:
        s.object = below(kPools);
        s.amount = one_to(units(s.object));
        s.preempts = chance(40);
        s.may_be_preempted = chance(50);
        s.may_be_stopped = chance(40);
        break;
      case Do::acquire_all:
        s.object = below(kPools);
        s.other = (s.object + one_to(kPools - 1)) % kPools;
        s.amount = one_to(units(s.object));
        if (orders_[static_cast<std::size_t>(s.object)] !=
            orders_[static_cast<std::size_t>(s.other)]) {
          s.what = Do::acquire;  // such claims are refused
        }
        break;
      case Do::release_some:
        s.amount = one_to(2);
        break;
      case Do::set_units:
        s.object = below(kPools);
        s.amount = below(5);
        s.policy = below(5) - 1;
        break;
      case Do::follow:
        s.object = below(kPools);
        break;
      case Do::get:
        s.amount = chance(50) ? 0 : one_to(3);
        break;
      case Do::start:
        // Only what comes later, so that it comes to an end.
        if (number + 1 >= scripts_) {
          s.what = Do::yield;
        } else {
          s.object = number + 1 + below(scripts_ - number - 1);
        }
        break;
      case Do::all_of:
      case Do::any_of:
        if (depth == 0) {
          s.what = Do::wait;
        } else {
          for (auto i = one_to(3); i > 0; --i) {
            s.branches.push_back(script(number, one_to(3), depth - 1));
          }
        }
        break;
      case Do::wait_signal:
      case Do::wait_end:
      case Do::collect:
        if (!is_long_) {
          s.patience = chance(70) ? below(6) : kNever;
        }
        break;
      case Do::fail:
        s.what = chance(30) ? Do::fail : Do::wait;
        break;
      default:
        break;
    }
    return s;
  }
  int units(int pool) const { return units_[static_cast<std::size_t>(pool)]; }

  std::uint64_t state_;
  std::vector<int> units_;
  std::vector<bool> orders_;
  std::vector<Do> vocabulary_;
  int scripts_ = 0;
  int likely_ = 20 + below(60);
  bool is_long_ = chance(3);
};

}  // namespace

Program random_program(std::uint64_t seed) { return Maker{seed}.program(); }

}  // namespace camel::fuzz
