// SPDX-License-Identifier: Apache-2.0
// D3: the file of each version of the database is brought to this one, and
// where that is interrupted by a kill, the next start finishes it.
#include <algorithm>
#include <chrono>
#include <csignal>
#include <thread>

#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include "camel/base/file.h"
#include "camel/tracking/sqlite_events.h"
#include "proof_store.h"

namespace camel {

namespace {

namespace fs = std::filesystem;
using Seconds = std::chrono::duration<double>;

constexpr std::int64_t kEvents = 3'000;

fs::path fixture(int version) {
  return fs::path{CAMEL_ROOT} / "tests/tracking_proof/versions" /
         fmt::format("{}.sql", version);
}

void make(fs::path const& file, int version) {
  store::Database{file}.run(read_file(fixture(version)));
}

// What it holds, as text, so that it can be compared.
std::vector<std::string> events_in(fs::path const& file) {
  auto const tables = open_sqlite_events(file);
  std::vector<std::string> all;
  for (auto const& stored : tables->events_between(1, tables->size())) {
    all.push_back(stored.event.hash + " " + stored.event.json);
  }
  return all;
}

// The files that users may have.
void open_each_version(Verdict& verdict) {
  std::vector<std::string> first;
  for (int version = 1; fs::exists(fixture(version)); ++version) {
    ProofFolder const folder;
    auto const file = folder.path() / "t.sqlite";
    make(file, version);
    auto const events = events_in(file);
    if (first.empty()) {
      first = events;
    }
    if (events.size() != 7 || events != first) {
      verdict.say(
          fmt::format("version {} holds other events once opened", version));
    }
    judge(file, {0, 1, 2, 3, 4, 5}, verdict);
  }
  if (!fs::exists(fixture(static_cast<int>(sqlite_event_versions().size())))) {
    verdict.say(
        "there is no file of this version: tests/tracking_proof/"
        "versions keeps one of each");
  }
}

// A file of the first version with many events, which takes a while.
void make_large(fs::path const& file) {
  make(file, 1);
  store::Database old{file};
  store::Transaction all{old};
  old.run("DELETE FROM named; DELETE FROM events");
  auto add = old.prepare("INSERT INTO events VALUES (?, ?, 0, ?, ?, ?)");
  auto name = old.prepare("INSERT INTO named VALUES (?, ?, 'a box')");
  for (std::int64_t i = 0; i < kEvents; ++i) {
    auto const event = numbered_event(i);
    add.with(i + 1, event.id, event.hash,
             std::int64_t{event.time.time_since_epoch().count()}, event.json)
        .run();
    name.with(event.objects[0], i + 1).run();
  }
  all.commit();
}

// As somebody does it who has not thought of interruptions.
void migrate_without_transaction(fs::path const& file) {
  store::Database database{file};
  auto const versions = sqlite_event_versions();
  auto const version = static_cast<std::size_t>(
      database.prepare("PRAGMA user_version").number().value_or(0));
  for (auto const& step : std::span{versions}.subspan(version)) {
    database.run(step.sql);
    if (step.then) {
      step.then(database);
    }
  }
  database.run(fmt::format("PRAGMA user_version = {}", versions.size()));
}

void migrate_file(fs::path const& file, Defect defect) {
  if (defect == Defect::untransacted) {
    migrate_without_transaction(file);
  } else {
    open_sqlite_events(file);
  }
}

// Whether it was killed before it was done.
bool is_killed_after(Seconds time, fs::path const& file, Defect defect,
                     Verdict& verdict) {
  auto const child = ::fork();
  if (child == 0) {
    try {
      migrate_file(file, defect);
    } catch (...) {
      _exit(1);
    }
    _exit(0);
  }
  std::this_thread::sleep_for(time);
  ::kill(child, SIGKILL);
  int status = 0;
  ::waitpid(child, &status, 0);
  if (WIFEXITED(status) && WEXITSTATUS(status) != 0) {
    verdict.say("a file of the first version is not brought over");
  }
  return WIFSIGNALED(status);
}

Seconds time_to_migrate(fs::path const& original, Defect defect) {
  ProofFolder const folder;
  auto const file = folder.path() / "t.sqlite";
  fs::copy_file(original, file);
  auto const start = std::chrono::steady_clock::now();
  migrate_file(file, defect);
  return std::chrono::steady_clock::now() - start;
}

}  // namespace

Verdict upgrade_files(Trial const& trial) {
  Verdict verdict;
  open_each_version(verdict);
  ProofFolder const folder;
  auto const original = folder.path() / "first.sqlite";
  make_large(original);
  std::vector<std::int64_t> all;
  for (std::int64_t i = 0; i < kEvents; ++i) {
    all.push_back(i);
  }
  auto time = time_to_migrate(original, trial.defect);
  while (!is_over(trial, verdict)) {
    ProofFolder const interrupted;
    auto const file = interrupted.path() / "t.sqlite";
    fs::copy_file(original, file);
    auto const part = (static_cast<double>(verdict.tried) + 0.5) / trial.size;
    if (!is_killed_after(part * time, file, trial.defect, verdict)) {
      time *= 0.8;  // it was done already: it goes quicker now
      continue;
    }
    ++verdict.tried;
    verdict.acknowledged += kEvents;
    auto const start = std::chrono::steady_clock::now();
    judge(file, all, verdict);
    verdict.slowest_ms = std::max(
        verdict.slowest_ms,
        Seconds{std::chrono::steady_clock::now() - start}.count() * 1'000);
    if (verdict.ok() && open_sqlite_events(file)->size() != kEvents) {
      verdict.say("there are more events than there were");
    }
  }
  return verdict;
}

}  // namespace camel
