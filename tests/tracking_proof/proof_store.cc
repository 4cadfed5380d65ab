// SPDX-License-Identifier: Apache-2.0
#include "proof_store.h"

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <thread>

#include <fmt/format.h>

#include "camel/tracking/capture_log.h"
#include "camel/tracking/sqlite_events.h"

namespace camel {

namespace fs = std::filesystem;

void Verdict::say(std::string const& what) {
  ++wrong;
  if (first.empty()) {
    first = what;
  }
}

bool is_over(Trial const& trial, Verdict const& verdict) {
  return verdict.tried >= trial.size ||
         (trial.defect != Defect::none && !verdict.ok());
}

EpcisEvent numbered_event(std::int64_t number) {
  auto const text = fmt::format(
      R"({{"type":"ObjectEvent","eventTimeZoneOffset":"+05:00",
      "eventTime":"2026-03-{:02}T{:02}:{:02}:30Z","action":"OBSERVE",
      "bizStep":"{}","eventID":"urn:uuid:{}",
      "readPoint":{{"id":"https://id.example.org/terminal/{}"}},
      "epcList":["https://id.example.org/container/CSQU{:07}"]}})",
      1 + number / 1440 % 28, number / 60 % 24, number % 60,
      number % 2 == 0 ? "arriving" : "departing", number, number % 7,
      number % 50);
  return read_epcis(text).events.front();
}

ProofFolder::ProofFolder() {
  auto const memory = fs::path{"/dev/shm"};
  auto name = ((fs::is_directory(memory) ? memory : fs::temp_directory_path()) /
               "camel-proof-XXXXXX")
                  .string();
  if (mkdtemp(name.data()) == nullptr) {
    throw Error{"no folder can be made as " + name};
  }
  path_ = name;
}

ProofFolder::~ProofFolder() { fs::remove_all(path_); }

store::DatabaseSettings proof_settings() {
  auto settings = sqlite_event_settings();
  settings.log_pages = 30;
  return settings;
}

// Before there is a filter of the index, and before keys of the index leave
// memory.
constexpr int kLookUpsOfAProof = 20;
constexpr int kSweepsOfAProof = 2;

ConnectEvents connect_for_proof(fs::path const& file,
                                store::DatabaseSettings const& settings) {
  auto const memory =
      std::make_shared<KeysInMemory>(kLookUpsOfAProof, kSweepsOfAProof);
  return [file, settings,
          connect = connect_sqlite_events(file, settings, memory)] {
    {
      store::Database database{file, settings};
      store::migrate(database, sqlite_event_versions());
      if (!database.prepare("SELECT 1 FROM key_sweep WHERE slices = 4")
               .number()) {
        database.run(
            "UPDATE key_sweep SET step = 1, slices = 4 "
            "WHERE NOT EXISTS (SELECT 1 FROM events)");
      }
    }
    return connect();
  };
}

void judge(ConnectEvents const& connect,
           std::vector<std::int64_t> const& acknowledged, Verdict& verdict) {
  try {
    auto const tables = connect();
    std::vector<EventKey> keys;
    for (auto const number : acknowledged) {
      keys.push_back(event_key(fmt::format("urn:uuid:{}", number), false));
    }
    for (auto const& hash : tables->hashes_of(keys)) {
      verdict.lost += hash ? 0 : 1;
    }
    if (auto const log = check_log(*tables); !log.ok()) {
      verdict.say(log.fault);
    }
  } catch (Error const& failure) {
    verdict.say(failure.what());
  }
}

void judge(fs::path const& file, std::vector<std::int64_t> const& acknowledged,
           Verdict& verdict) {
  judge([&] { return open_sqlite_events(file); }, acknowledged, verdict);
  try {
    store::Database database{file};
    if (auto const word = database.prepare("PRAGMA integrity_check").word();
        word != "ok") {
      verdict.say(word.value_or("no answer"));
    }
  } catch (Error const& failure) {
    verdict.say(failure.what());
  }
}

namespace {

// Commits when the next group begins, and the disk is not quick.
class EarlyAnswer : public TablesBehind {
 public:
  using TablesBehind::TablesBehind;
  StoreHead begin() override {
    finish();
    return behind().begin();
  }
  void commit() override { is_open_ = true; }
  void undo() override {
    is_open_ = false;
    behind().undo();
  }
  // While its transaction is open the log cannot be moved.
  std::optional<FileLock> take_turn() override { return std::nullopt; }
  ~EarlyAnswer() override { finish(); }

 private:
  void finish() {
    if (is_open_) {
      is_open_ = false;
      std::this_thread::sleep_for(std::chrono::milliseconds{5});
      behind().commit();
    }
  }
  bool is_open_ = false;
};

class Unsynced : public TablesBehind {
 public:
  using TablesBehind::TablesBehind;
  std::int64_t make_safe() override { return behind().size(); }
};

class Believing : public TablesBehind {
 public:
  using TablesBehind::TablesBehind;
  void make_safe_anew() override { behind().make_safe(); }
};

class Deaf : public TablesBehind {
 public:
  using TablesBehind::TablesBehind;
  void commit() override {
    try {
      behind().commit();
    } catch (Error const&) {
      behind().undo();
    }
  }
};

class OutOfTurn : public TablesBehind {
 public:
  explicit OutOfTurn(ConnectEvents const& connect)
      : TablesBehind{connect()}, mover_{[this, tables = connect()] {
          while (!is_over_) {
            try {
              tables->tidy_up();
            } catch (Error const&) {
              // It goes on as if nothing were.
            }
          }
        }} {}
  void commit() override {
    behind().commit();
    behind().tidy_up();
  }
  ~OutOfTurn() override {
    is_over_ = true;
    mover_.join();
  }

 private:
  std::atomic<bool> is_over_ = false;
  std::thread mover_;
};

class Careless : public TablesBehind {
 public:
  using TablesBehind::TablesBehind;
  void add_events(std::span<FreshEvent const> events) override {
    try {
      behind().add_events(events);
    } catch (std::exception const&) {
      // It goes on as if nothing were.
    }
  }
};

class Forgetful : public TablesBehind {
 public:
  using TablesBehind::TablesBehind;
  std::vector<std::optional<std::string>> hashes_of(
      std::span<EventKey const> keys) override {
    auto hashes = behind().hashes_of(keys);
    for (auto& hash : hashes) {
      if (hash && ++asked_ % 10 == 0) {
        hash.reset();
      }
    }
    return hashes;
  }
  void add_events(std::span<FreshEvent const> events) override {
    std::vector<FreshEvent> others{events.begin(), events.end()};
    for (auto& one : others) {
      if (behind().hashes_of({&one.key, 1}).front()) {
        one.key = event_key(std::to_string(one.row), false);
      }
    }
    behind().add_events(others);
  }

 private:
  int asked_ = 0;
};

}  // namespace

ConnectEvents defective(ConnectEvents connect, Defect defect) {
  return
      [connect = std::move(connect), defect]() -> std::unique_ptr<EventTables> {
        switch (defect) {
          case Defect::early_answer:
            return std::make_unique<EarlyAnswer>(connect());
          case Defect::no_sync:
            return std::make_unique<Unsynced>(connect());
          case Defect::believing:
            return std::make_unique<Believing>(connect());
          case Defect::deaf:
            return std::make_unique<Deaf>(connect());
          case Defect::out_of_turn:
            return std::make_unique<OutOfTurn>(connect);
          case Defect::careless:
            return std::make_unique<Careless>(connect());
          case Defect::forgetful:
            return std::make_unique<Forgetful>(connect());
          default:
            return connect();
        }
      };
}

}  // namespace camel
