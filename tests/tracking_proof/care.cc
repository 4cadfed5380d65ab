// SPDX-License-Identifier: Apache-2.0
// D1, S12: backups that are made while events come and are asked for; rows that
// somebody changes behind our back.
#include <algorithm>
#include <atomic>
#include <mutex>
#include <random>
#include <thread>

#include <fmt/format.h>

#include "camel/tracking/capture_log.h"
#include "camel/tracking/log_changes.h"
#include "camel/tracking/sqlite_events.h"
#include "proof_store.h"

namespace camel {

namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

// 2,000 events a second come and 500 questions are asked, until it is over.
class Load {
 public:
  explicit Load(fs::path const& file)
      : store_{connect_for_proof(file)},
        bringing_{[this] { bring(); }},
        asking_{[this] { ask(); }} {}
  Load(Load const&) = delete;
  Load& operator=(Load const&) = delete;
  ~Load() {
    is_over_ = true;
    bringing_.join();
    asking_.join();
  }

  // Events from the first on are acknowledged; how many of them.
  std::int64_t acknowledged() const { return acknowledged_; }
  void wait_until_both_go_on() const {
    while (acknowledged_ == 0 || questions_ == 0) {
      std::this_thread::sleep_for(milliseconds{1});
    }
  }

 private:
  void bring() {
    constexpr std::int64_t kTogether = 20;
    while (!is_over_) {
      std::vector<EpcisEvent> events;
      for (std::int64_t i = 0; i < kTogether; ++i) {
        events.push_back(numbered_event(acknowledged_ + i));
      }
      store_.capture(events, "a railway");
      acknowledged_ += kTogether;
      std::this_thread::sleep_for(milliseconds{10});
    }
  }

  void ask() {
    while (!is_over_) {
      store_.events_of(numbered_event(questions_).objects[0]);
      ++questions_;
      std::this_thread::sleep_for(milliseconds{2});
    }
  }

  EventStore store_;
  std::atomic<bool> is_over_ = false;
  std::atomic<std::int64_t> acknowledged_ = 0, questions_ = 0;
  std::thread bringing_, asking_;
};

// Of everything up to a capture.
std::string state_hash(EventTables& tables, std::int64_t captures) {
  EventsDigest digest;
  std::string links;
  for (auto const& entry :
       tables.captures(0, static_cast<std::size_t>(captures))) {
    links = entry.chain;
    auto const last = entry.first_event + entry.events - 1;
    for (auto const& stored : tables.events_between(entry.first_event, last)) {
      digest.add(stored.row, stored.event);
    }
  }
  return hex(links + digest.bytes());
}

std::string back_up(fs::path const& file, fs::path const& to, Defect defect) {
  if (defect != Defect::plain_copy) {
    return back_up_sqlite_events(file, to);
  }
  fs::copy_file(file, to);  // without what still is in its log
  return "";
}

void try_backup(fs::path const& file, Load const& load, Defect defect,
                Verdict& verdict) {
  ProofFolder const elsewhere;
  auto const copy = elsewhere.path() / "t.sqlite";
  std::vector<std::int64_t> numbers;
  for (std::int64_t i = load.acknowledged(); i > 0; --i) {
    numbers.push_back(i - 1);
  }
  auto const link = back_up(file, copy, defect);
  judge(copy, numbers, verdict);
  if (!verdict.ok()) {
    return;
  }
  auto const restored = open_sqlite_events(copy);
  auto const captures =
      static_cast<std::int64_t>(restored->captures(0, 1'000'000).size());
  if (state_hash(*restored, captures) !=
      state_hash(*open_sqlite_events(file), captures)) {
    verdict.say("the backup holds another state than there was");
  }
  if (!link.empty() && !has_link(*restored, link)) {
    verdict.say("the backup has not the link that was told");
  }
}

// As many events as fit the numbers that the changes are made for.
void fill(fs::path const& file) {
  EventStore store{file};
  for (std::int64_t number = 0; number < 120; number += 3) {
    std::vector const events{numbered_event(number), numbered_event(number + 1),
                             numbered_event(number + 2)};
    store.capture(events, number % 2 == 0 ? "a railway" : "a dry port");
  }
}

bool is_found(fs::path const& file, Defect defect) {
  auto const tables = open_sqlite_events(file);
  if (defect != Defect::links_only) {
    return !check_log(*tables).ok();
  }
  std::string before;
  for (auto const& entry : tables->captures(0, 1'000)) {
    if (chain_of(entry, before) != entry.chain) {
      return true;
    }
    before = entry.chain;
  }
  return false;
}

}  // namespace

Verdict back_up_under_load(Trial const& trial) {
  // After so many the events begin anew, so that judging stays quick.
  constexpr int kBackupsOfAFile = 5;
  Verdict verdict;
  while (!is_over(trial, verdict)) {
    ProofFolder const folder;
    auto const file = folder.path() / "t.sqlite";
    Load const load{file};
    load.wait_until_both_go_on();
    for (int i = 0; i < kBackupsOfAFile && !is_over(trial, verdict); ++i) {
      std::this_thread::sleep_for(milliseconds{200});
      try_backup(file, load, trial.defect, verdict);
      ++verdict.tried;
    }
    verdict.acknowledged += load.acknowledged();
  }
  return verdict;
}

Verdict change_rows(Trial const& trial) {
  Verdict verdict;
  std::mt19937 luck{trial.seed};
  ProofFolder const folder;
  auto const original = folder.path() / "t.sqlite";
  fill(original);
  verdict.acknowledged = 120;
  if (is_found(original, trial.defect)) {
    verdict.say("a log that nobody changed is called changed");
  }
  for (; !is_over(trial, verdict); ++verdict.tried) {
    ProofFolder const other;
    auto const file = other.path() / "t.sqlite";
    fs::copy_file(original, file);
    auto const* const change = kLogChanges[luck() % kLogChanges.size()];
    auto const row = static_cast<int>(1 + luck() % 119);
    {
      store::Database changed{file};
      changed.prepare(change).with(row).run();
      if (changed.changed_rows() != 1) {
        verdict.say(fmt::format("{} changes nothing for {}", change, row));
      }
    }
    if (!is_found(file, trial.defect)) {
      verdict.say(fmt::format("{} for {} is not found", change, row));
    }
  }
  return verdict;
}

}  // namespace camel
