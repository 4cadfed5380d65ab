// SPDX-License-Identifier: Apache-2.0
// R1: the process is killed while eight callers bring events.
#include <chrono>
#include <csignal>
#include <random>
#include <thread>

#include <sys/wait.h>
#include <unistd.h>

#include "camel/tracking/sqlite_events.h"
#include "proof_store.h"

namespace camel {

namespace {

namespace fs = std::filesystem;

constexpr int kCallers = 8;
// After so many kills the events begin anew, so that judging stays quick.
constexpr int kKillsOfAFile = 5;

// Brings events for ever, and tells of each by the pipe when it has heard.
[[noreturn]] void bring(fs::path const& file, Defect defect, std::int64_t first,
                        int pipe) {
  try {
    EventStore store{defective(
        [&] { return open_sqlite_events(file, proof_settings()); }, defect)};
    std::vector<std::thread> callers;
    for (int caller = 0; caller < kCallers; ++caller) {
      callers.emplace_back([&, caller] {
        for (auto number = first + caller;; number += kCallers) {
          auto const event = numbered_event(number);
          store.capture({&event, 1}, "a railway");
          if (::write(pipe, &number, sizeof number) != sizeof number) {
            return;
          }
        }
      });
    }
    for (auto& caller : callers) {
      caller.join();
    }
  } catch (...) {
    _exit(1);
  }
  _exit(0);
}

// All that it tells of until it is killed, which it is some time after its
// start or after it told of the first.
std::vector<std::int64_t> heard(int pipe, ::pid_t child,
                                std::chrono::milliseconds wait, bool at_start) {
  std::vector<std::int64_t> numbers;
  std::thread killer;
  auto const begin = [&] {
    killer = std::thread{[=] {
      std::this_thread::sleep_for(wait);
      ::kill(child, SIGKILL);
    }};
  };
  if (at_start) {
    begin();
  }
  std::int64_t number = 0;
  while (::read(pipe, &number, sizeof number) == sizeof number) {
    numbers.push_back(number);
    if (!killer.joinable()) {
      begin();
    }
  }
  if (killer.joinable()) {
    killer.join();
  }
  return numbers;
}

double milliseconds_to_open(fs::path const& file) {
  auto const start = std::chrono::steady_clock::now();
  EventStore store{file};
  store.events_of("https://id.example.org/container/CSQU0000001");
  return std::chrono::duration<double, std::milli>(
             std::chrono::steady_clock::now() - start)
      .count();
}

}  // namespace

Verdict kill_it(Trial const& trial) {
  Verdict verdict;
  std::mt19937 luck{trial.seed};
  std::unique_ptr<ProofFolder> folder;
  std::vector<std::int64_t> all;  // acknowledged in this file
  std::int64_t next = 0;
  for (; !is_over(trial, verdict); ++verdict.tried) {
    if (verdict.tried % kKillsOfAFile == 0) {
      folder = std::make_unique<ProofFolder>();
      all.clear();
    }
    auto const file = folder->path() / "t.sqlite";
    int ends[2];
    if (::pipe(ends) != 0) {
      throw Error{"there is no pipe"};
    }
    auto const child = ::fork();
    if (child == 0) {
      ::close(ends[0]);
      bring(file, trial.defect, next, ends[1]);
    }
    ::close(ends[1]);
    // One in four may hit the opening of the file.
    auto const numbers =
        heard(ends[0], child, std::chrono::milliseconds{50 + luck() % 450},
              verdict.tried % 4 == 3);
    ::close(ends[0]);
    ::waitpid(child, nullptr, 0);
    all.insert(all.end(), numbers.begin(), numbers.end());
    next += 10'000'000;
    verdict.slowest_ms =
        std::max(verdict.slowest_ms, milliseconds_to_open(file));
    auto const before = verdict.acknowledged;
    judge(file, all, verdict);
    verdict.acknowledged = before + static_cast<std::int64_t>(numbers.size());
  }
  return verdict;
}

}  // namespace camel
