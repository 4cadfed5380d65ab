// SPDX-License-Identifier: Apache-2.0
// R1, R2: the process is killed while eight callers bring events; and so is the
// PostgreSQL server that it brings them to.
#include <algorithm>
#include <array>
#include <random>

#include <sqlite3.h>

#include "bringing_process.h"
#include "camel/store/postgres.h"
#include "camel/store/postgres_server.h"
#include "camel/tracking/postgres_events.h"
#include "camel/tracking/sqlite_events.h"
#include "proof_store.h"

namespace camel {

namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

// After so many kills the events begin anew, so that judging stays quick.
constexpr int kKillsOfAFile = 5;
constexpr int kKillsOfTables = 2;  // as a server is asked for each by itself
constexpr std::int64_t kNumbersOfAProcess = 10'000'000;
constexpr milliseconds kPatience{20'000};

double milliseconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double, std::milli>(
             std::chrono::steady_clock::now() - start)
      .count();
}

double milliseconds_to_open(fs::path const& file) {
  auto const start = std::chrono::steady_clock::now();
  EventStore store{file};
  store.events_of("https://id.example.org/container/CSQU0000001");
  return milliseconds_since(start);
}

// From these versions on SQLite sees to it that no move of its log harms
// another.
bool is_sqlite_mended() {
  auto const version = sqlite3_libversion_number();
  auto const is_from = [version](int series, int patch) {
    return version / 1'000 == series && version % 1'000 >= patch;
  };
  return version >= 3'051'003 || is_from(3'050, 7) || is_from(3'044, 6);
}

milliseconds some_time(std::mt19937& luck) {
  return milliseconds{50 + luck() % 450};
}

void bring_for(BringingProcess& process, milliseconds time, Verdict& verdict) {
  if (!process.listen_to_one(kPatience)) {
    verdict.say("no event is acknowledged in 20 s");
  }
  process.listen(time);
}

// The end of a process; what it was told is added to what was told before.
void kill(BringingProcess& process, std::vector<std::int64_t>& told,
          Verdict& verdict) {
  auto const numbers = process.kill();
  told.insert(told.end(), numbers.begin(), numbers.end());
  verdict.acknowledged += static_cast<std::int64_t>(numbers.size());
}

// Kills the server, and starts it again while the process goes on trying.
void kill_server(store::PostgresServer& server, BringingProcess& process,
                 Verdict& verdict) {
  server.kill();
  process.listen(milliseconds{20});  // of what it had heard before
  auto const start = std::chrono::steady_clock::now();
  server.start();
  if (!process.listen_to_one(kPatience)) {
    verdict.say("nothing is acknowledged after the server is there again");
  }
  verdict.slowest_ms = std::max(verdict.slowest_ms, milliseconds_since(start));
}

}  // namespace

Verdict kill_it(Trial const& trial) {
  Verdict verdict;
  std::mt19937 luck{trial.seed};
  std::unique_ptr<ProofFolder> folder;
  std::vector<std::int64_t> told;  // of this file
  for (; !is_over(trial, verdict); ++verdict.tried) {
    if (verdict.tried % kKillsOfAFile == 0) {
      folder = std::make_unique<ProofFolder>();
      told.clear();
    }
    auto const file = folder->path() / "t.sqlite";
    BringingProcess process{defective(connect_for_proof(file), trial.defect),
                            verdict.tried * kNumbersOfAProcess};
    auto const time = some_time(luck);
    // One in four may hit the opening of the file.
    if (verdict.tried % 4 == 3) {
      process.listen(time);
    } else {
      bring_for(process, time, verdict);
    }
    kill(process, told, verdict);
    verdict.slowest_ms =
        std::max(verdict.slowest_ms, milliseconds_to_open(file));
    judge(file, told, verdict);
  }
  return verdict;
}

// Two programs write one file, and each moves its log; now one is killed, now
// the other.
Verdict kill_one_of_two(Trial const& trial) {
  Verdict verdict;
  if (trial.defect == Defect::out_of_turn && is_sqlite_mended()) {
    verdict.skipped = "this SQLite does not mind it";
    return verdict;
  }
  std::mt19937 luck{trial.seed};
  while (!is_over(trial, verdict)) {
    ProofFolder const folder;
    auto const file = folder.path() / "t.sqlite";
    auto const connect = defective(connect_for_proof(file), trial.defect);
    connect();  // so that neither waits for the other to make it
    std::vector<std::int64_t> told;
    std::int64_t number = 0;
    auto const bring = [&] {
      return std::make_unique<BringingProcess>(connect,
                                               number++ * kNumbersOfAProcess);
    };
    std::array both{bring(), bring()};
    for (int kills = 0; kills < kKillsOfAFile; ++kills, ++verdict.tried) {
      auto& one = both[luck() % both.size()];
      bring_for(*one, milliseconds{0}, verdict);
      auto const end = std::chrono::steady_clock::now() + some_time(luck);
      while (std::chrono::steady_clock::now() < end) {
        for (auto& any : both) {
          any->listen(milliseconds{10});
        }
      }
      kill(*one, told, verdict);
      one = bring();
    }
    for (auto& one : both) {
      kill(*one, told, verdict);
    }
    judge(file, told, verdict);
  }
  return verdict;
}

Verdict kill_server_and_it(Trial const& trial) {
  Verdict verdict;
  verdict.skipped = store::PostgresServer::missing();
  if (!verdict.skipped.empty()) {
    return verdict;
  }
  store::PostgresServer server;
  std::mt19937 luck{trial.seed};
  std::vector<std::int64_t> told;  // of these tables
  ConnectEvents const connect = [address = server.address()] {
    return open_postgres_events(address);
  };
  for (; !is_over(trial, verdict); ++verdict.tried) {
    if (verdict.tried % kKillsOfTables == 0) {
      store::Postgres{server.address()}.run(
          "DROP SCHEMA IF EXISTS steel_camel CASCADE");
      told.clear();
    }
    BringingProcess process{defective(connect, trial.defect),
                            verdict.tried * kNumbersOfAProcess};
    bring_for(process, some_time(luck), verdict);
    if (verdict.tried % 2 == 1) {
      kill_server(server, process, verdict);
    }
    kill(process, told, verdict);
    judge(connect, told, verdict);
  }
  return verdict;
}

}  // namespace camel
