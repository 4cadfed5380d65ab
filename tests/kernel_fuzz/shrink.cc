// SPDX-License-Identifier: Apache-2.0
// Cuts a program down while the histories still differ.
#include <cstdio>
#include <functional>
#include <utility>

#include <sys/wait.h>
#include <unistd.h>

#include "program.h"

namespace camel::fuzz {

namespace {

// In a process of its own, since a broken kernel may crash, or never stop.
bool is_same_apart(Program const& program, std::uint64_t seed) {
  auto const child = fork();
  if (child == 0) {
    alarm(20);
    _exit(is_same(program, seed, nullptr) ? 0 : 1);
  }
  int status = 1;
  waitpid(child, &status, 0);
  return status == 0;
}

// Tries to do without each part; true: something went.
template <typename Parts>
bool drop_parts(Parts& parts, std::size_t keep,
                std::function<bool()> const& still_fails) {
  bool is_smaller = false;
  for (std::size_t i = parts.size(); i-- > 0 && parts.size() > keep;) {
    auto const at = parts.begin() + static_cast<std::ptrdiff_t>(i);
    auto part = *at;
    parts.erase(at);
    if (still_fails()) {
      is_smaller = true;
    } else {
      parts.insert(parts.begin() + static_cast<std::ptrdiff_t>(i), part);
    }
  }
  return is_smaller;
}

template <typename Value>
bool simplify(Value& value, Value simple,
              std::function<bool()> const& still_fails) {
  if (value == simple) {
    return false;
  }
  auto const before = std::exchange(value, simple);
  if (still_fails()) {
    return true;
  }
  value = before;
  return false;
}

bool shrink_script(Script& script, std::function<bool()> const& still_fails) {
  bool is_smaller = drop_parts(script, 0, still_fails);
  for (auto& step : script) {
    is_smaller |= simplify(step.preempts, false, still_fails);
    is_smaller |= simplify(step.may_be_preempted, false, still_fails);
    is_smaller |= simplify(step.may_be_stopped, false, still_fails);
    is_smaller |= simplify(step.is_prepared, false, still_fails);
    is_smaller |= simplify(step.says_until, false, still_fails);
    is_smaller |= simplify(step.patience, kNever, still_fails);
    is_smaller |= simplify(step.priority, 0, still_fails);
    is_smaller |= simplify(step.amount, 1, still_fails);
    is_smaller |= drop_parts(step.branches, 1, still_fails);
    for (auto& branch : step.branches) {
      is_smaller |= shrink_script(branch, still_fails);
    }
  }
  return is_smaller;
}

}  // namespace

Program shrink(Program program, std::uint64_t seed) {
  auto const still_fails = [&] { return !is_same_apart(program, seed); };
  for (bool is_smaller = true; is_smaller;) {
    is_smaller = drop_parts(program.starts, 1, still_fails);
    is_smaller |= drop_parts(program.shifts, 0, still_fails);
    is_smaller |= drop_parts(program.visits, 0, still_fails);
    for (auto& script : program.scripts) {
      is_smaller |= shrink_script(script, still_fails);
    }
    for (auto& start : program.starts) {
      is_smaller |= simplify(start.event_class, 0, still_fails);
    }
    for (auto& pool : program.pools) {
      is_smaller |= simplify(pool.is_last_come, false, still_fails);
      is_smaller |= simplify(pool.may_overtake, false, still_fails);
    }
  }
  return program;
}

std::string try_seed(std::uint64_t seed) {
  auto program = random_program(seed);
  if (is_same_apart(program, seed)) {
    return {};
  }
  program = shrink(std::move(program), seed);
  auto report = "The program of seed " + std::to_string(seed) +
                ", cut down, has another history when run by the kernel:\n" +
                to_text(program);
  std::fputs(report.c_str(), stderr);  // should it crash now
  Failure failure;
  is_same(program, seed, &failure);
  return report + failure.way + "\n" +
         difference(failure.real, failure.reference);
}

}  // namespace camel::fuzz
