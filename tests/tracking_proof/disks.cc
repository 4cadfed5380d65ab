// SPDX-License-Identifier: Apache-2.0
// R3, R4, R5: power cuts, a disk that fails and one that is full.
#include <algorithm>
#include <atomic>
#include <random>
#include <sstream>
#include <thread>

#include "camel/store/crash_disk.h"
#include "camel/tracking/sqlite_events.h"
#include "proof_store.h"

namespace camel {

namespace {

namespace fs = std::filesystem;
using store::CrashDisk;
using store::DiskFault;
using store::DiskOperation;

struct Bringing {
  unsigned seed = 1;
  int rounds = 12;
  bool syncs_fail = false;  // of the log, now and then
};

ConnectEvents connect_to(fs::path const& file, CrashDisk const& disk,
                         Defect defect) {
  auto settings = proof_settings();
  settings.vfs = disk.vfs();
  settings.busy = std::chrono::milliseconds{2'000};
  return defective(connect_for_proof(file, settings), defect);
}

constexpr std::string_view kRead = "read ";

// Reads how many there are, again and again, and marks it.
void read_on(EventStore& store, CrashDisk& disk,
             std::atomic<bool> const& is_over) {
  for (std::int64_t seen = 0; !is_over;) {
    auto const now = store.size();
    if (now != seen) {
      seen = now;
      disk.mark(std::string{kRead} + std::to_string(seen));
    }
  }
}

// Each of some callers brings a few events at a time, and marks them. What a
// disk that fails has not taken, they do not mark.
void bring(EventStore& store, CrashDisk& disk, Bringing const& how) {
  constexpr int kCallers = 3;
  std::vector<std::thread> callers;
  std::atomic<bool> is_over = false;
  std::thread reader{[&] { read_on(store, disk, is_over); }};
  for (int caller = 0; caller < kCallers; ++caller) {
    callers.emplace_back([&, caller] {
      std::mt19937 luck{how.seed * 7 + static_cast<unsigned>(caller)};
      std::int64_t number = caller * 100'000;
      for (int round = 0; round < how.rounds; ++round) {
        std::vector<EpcisEvent> events;
        std::string numbers;
        for (auto count = 1 + luck() % 4; count > 0; --count) {
          numbers += std::to_string(number) + " ";
          events.push_back(numbered_event(number++));
        }
        if (how.syncs_fail && luck() % 15 == 0) {
          disk.fail_sync("t.sqlite-wal");
        }
        try {
          store.capture(events, "a railway");
          disk.mark(numbers);
        } catch (Error const&) {
          // Nothing is promised.
        }
      }
    });
  }
  for (auto& caller : callers) {
    caller.join();
  }
  is_over = true;
  reader.join();
}

void add_numbers(std::string const& text, std::vector<std::int64_t>& numbers) {
  std::istringstream words{text};
  for (std::int64_t number = 0; words >> number;) {
    numbers.push_back(number);
  }
}

// One run, and so many cuts at moments of it.
void cut_one_run(Bringing const& how, int cuts, Defect defect,
                 Verdict& verdict) {
  ProofFolder const live;
  CrashDisk disk;
  {
    EventStore store{connect_to(live.path() / "t.sqlite", disk, defect)};
    bring(store, disk, how);
  }
  auto const operations = disk.operations();
  std::mt19937 luck{how.seed};
  std::vector<std::size_t> moments;
  for (int i = 0; i < cuts; ++i) {
    moments.push_back(luck() % operations.size());
  }
  std::sort(moments.begin(), moments.end());
  store::Platter platter{how.seed};
  std::vector<std::int64_t> acknowledged;
  std::int64_t seen = 0;
  std::size_t at = 0;
  for (auto const moment : moments) {
    for (; at < moment; ++at) {
      platter.pass(operations[at]);
      auto const& [kind, mark, offset, bytes] = operations[at];
      if (kind == DiskOperation::Kind::mark && mark.starts_with(kRead)) {
        seen = std::stoll(mark.substr(kRead.size()));
      } else if (kind == DiskOperation::Kind::mark) {
        add_numbers(mark, acknowledged);
      }
    }
    ProofFolder const left;
    platter.cut(luck, left.path());
    verdict.acknowledged += static_cast<std::int64_t>(acknowledged.size());
    judge(left.path() / "t.sqlite", acknowledged, verdict);
    if (!how.syncs_fail &&
        open_sqlite_events(left.path() / "t.sqlite")->size() < seen) {
      verdict.say("events that were read are not there");
    }
    ++verdict.tried;
  }
}

Verdict cut_runs(Trial const& trial, bool syncs_fail) {
  constexpr int kCutsOfARun = 50;
  Verdict verdict;
  Bringing how{.seed = trial.seed, .syncs_fail = syncs_fail};
  for (; !is_over(trial, verdict); ++how.seed) {
    auto const rest = trial.size - static_cast<int>(verdict.tried);
    cut_one_run(how, std::min(rest, kCutsOfARun), trial.defect, verdict);
  }
  return verdict;
}

// Brings events one group after the other over a disk that may fail; what was
// heard of.
std::vector<std::int64_t> bring_over(EventStore& store, Verdict& verdict) {
  std::vector<std::int64_t> acknowledged;
  for (std::int64_t number = 0; number < 30; number += 3) {
    std::vector<EpcisEvent> events;
    for (auto i = number; i < number + 3; ++i) {
      events.push_back(numbered_event(i));
    }
    try {
      store.capture(events, "a railway");
      acknowledged.insert(acknowledged.end(), {number, number + 1, number + 2});
    } catch (Error const&) {
      // As it should: who brought them has heard that they are not safe.
    } catch (std::exception const& other) {
      verdict.say(other.what());
    }
  }
  return acknowledged;
}

// What a program was told is there, it finds there, whatever failed meanwhile.
void bring_again(EventStore& store, std::vector<std::int64_t> const& numbers,
                 Verdict& verdict) {
  for (auto const number : numbers) {
    std::vector const event{numbered_event(number)};
    if (store.capture(event).front() != Captured::known) {
      verdict.say("an event that was acknowledged is taken for a new one");
    }
  }
}

// The attempts that a run without a fault makes.
std::size_t attempts_of_a_run() {
  ProofFolder const folder;
  CrashDisk disk;
  Verdict nothing;
  EventStore store{connect_to(folder.path() / "t.sqlite", disk, {})};
  bring_over(store, nothing);
  return disk.attempts();
}

}  // namespace

Verdict cut_power(Trial const& trial) { return cut_runs(trial, false); }

Verdict cut_power_of_a_bad_disk(Trial const& trial) {
  return cut_runs(trial, true);
}

Verdict fail_disk(Trial const& trial) {
  Verdict verdict;
  auto const attempts = attempts_of_a_run();
  std::mt19937 luck{trial.seed};
  for (; !is_over(trial, verdict); ++verdict.tried) {
    ProofFolder const folder;
    auto const file = folder.path() / "t.sqlite";
    CrashDisk disk;
    auto const fault = static_cast<DiskFault>(verdict.tried % 3);
    // Small trials leap over the run, great ones go through all of it.
    auto const attempt = static_cast<std::size_t>(verdict.tried) * attempts /
                         static_cast<std::size_t>(trial.size);
    disk.fail(attempt, fault, 1 + luck() % 4);
    std::vector<std::int64_t> acknowledged;
    try {
      EventStore store{connect_to(file, disk, trial.defect)};
      acknowledged = bring_over(store, verdict);
      bring_again(store, acknowledged, verdict);
    } catch (Error const&) {
      // It did not open; nobody was promised anything.
    }
    verdict.acknowledged += static_cast<std::int64_t>(acknowledged.size());
    judge(file, acknowledged, verdict);
  }
  return verdict;
}

Verdict fill_disk(Trial const& trial) {
  Verdict verdict;
  std::mt19937 luck{trial.seed};
  for (; !is_over(trial, verdict); ++verdict.tried) {
    ProofFolder const folder;
    auto const file = folder.path() / "t.sqlite";
    CrashDisk disk;
    EventStore store{connect_to(file, disk, trial.defect)};
    disk.hold(static_cast<std::int64_t>(300'000 + luck() % 300'000));
    std::vector<std::int64_t> acknowledged;
    auto has_space = true;
    auto const put = [&](std::int64_t number) {
      auto const event = numbered_event(number);
      try {
        store.capture({&event, 1}, "a railway");
        acknowledged.push_back(number);
        return true;
      } catch (Error const&) {
        return false;
      }
    };
    std::int64_t number = 0;
    for (; has_space && number < 5'000; ++number) {
      has_space = put(number);
    }
    if (has_space && trial.defect == Defect::none) {
      verdict.say("the disk was never full");
    }
    auto const one = numbered_event(0);
    if (store.events_of(one.objects[0]).empty()) {
      verdict.say("what was there cannot be read while the disk is full");
    }
    disk.hold(0);
    if (!put(number + 1)) {
      verdict.say("it does not go on when there is space again");
    }
    verdict.acknowledged += static_cast<std::int64_t>(acknowledged.size());
    judge(file, acknowledged, verdict);
  }
  return verdict;
}

}  // namespace camel
