// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/key_index.h"

#include <map>
#include <random>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "camel/tracking/test_events.h"

namespace camel {
namespace {

// One program that has a file open.
class Program {
 public:
  explicit Program(std::filesystem::path const& file)
      : database_{file, {.durability = store::Durability::process}} {}

  KeyIndex& keys() { return keys_; }
  store::Database& database() { return database_; }

 private:
  store::Database database_;
  KeyIndex keys_{database_, std::make_shared<KeysInMemory>(10'000, 3)};
};

struct KeyIndexTest : testing::Test {
  TestFolder const folder;
  std::filesystem::path const file = folder / "keys.sqlite";
  std::mt19937_64 luck{3};

  void begin(int step, int slices) const {
    store::Database database{file};
    database.run(kKeyTables);
    database.run(fmt::format("UPDATE key_sweep SET step = {}, slices = {}",
                             step, slices));
  }

  EventKey some_key() {
    EventKey key{};
    for (auto& byte : key) {
      byte = static_cast<unsigned char>(luck());
    }
    return key;
  }

  std::int64_t count(std::string const& sql) const {
    return store::Database{file}.prepare(sql).number().value();
  }
};

TEST_F(KeyIndexTest, a_slice_is_one_of_equal_parts_of_all_keys) {
  KeySweep const sweep{.step = 1, .slices = 1024};
  EXPECT_EQ(sweep.slice_of({}), 0U);
  EXPECT_EQ(sweep.slice_of({0x80}), 512U);
  EXPECT_EQ(sweep.slice_of({0xFF, 0xFF, 0xFF, 0xFF}), 1023U);
  EXPECT_EQ((KeySweep{.slices = 3}).slice_of({0xAA, 0xAA, 0xAA, 0xAA}), 1U);
  EXPECT_EQ((KeySweep{.slices = 3}).slice_of({0xAA, 0xAA, 0xAA, 0xAB}), 2U);
}

// Two programs write and are asked, transactions come to nothing, a program
// ends and another begins; a map of the standard library says what is right.
TEST_F(KeyIndexTest, it_finds_what_was_added_whoever_did_and_no_more) {
  for (auto const& [step, slices] :
       {std::pair{1, 1}, {1, 7}, {4, 8}, {16, 4}, {1, 300}, {1'000, 1'000}}) {
    SCOPED_TRACE(fmt::format("step {}, slices {}", step, slices));
    begin(step, slices);
    std::map<EventKey, std::int64_t> rows;
    std::vector<EventKey> known, undone;
    auto first = std::make_unique<Program>(file);
    auto second = std::make_unique<Program>(file);
    for (int round = 0; round < 400; ++round) {
      auto& program = luck() % 2 == 0 ? first : second;
      if (luck() % 20 == 0) {
        program = std::make_unique<Program>(file);
      }
      auto& keys = program->keys();
      auto& database = program->database();
      database.run("BEGIN IMMEDIATE");
      keys.take_in();
      auto mine = rows;
      std::vector<FreshEvent> added;
      // One in twenty may be longer than a round, or than what was swept is
      // kept.
      for (auto left = luck() % (luck() % 20 == 0 ? 120 : 6); left > 0;
           --left) {
        auto const row = static_cast<std::int64_t>(mine.size()) + 1;
        added.push_back({.row = row, .key = some_key()});
        mine[added.back().key] = row;
      }
      keys.add(added);
      for (auto const& one : added) {
        EXPECT_EQ(keys.find(one.key), one.row);
      }
      if (luck() % 5 == 0) {
        database.run("ROLLBACK");
        keys.undone();
        for (auto const& one : added) {
          undone.push_back(one.key);
        }
      } else {
        database.run("COMMIT");
        keys.committed();
        rows = std::move(mine);
        for (auto const& one : added) {
          known.push_back(one.key);
        }
      }
      auto& asked = *(luck() % 2 == 0 ? first : second);
      if (luck() % 10 == 0) {
        asked.keys().make_filter();
      }
      asked.keys().take_in();
      for (int i = 0; i < 5 && !known.empty(); ++i) {
        auto const& key = known[luck() % known.size()];
        ASSERT_EQ(asked.keys().find(key), rows.at(key)) << round;
      }
      EXPECT_EQ(asked.keys().find(some_key()), std::nullopt);
      if (!undone.empty()) {
        EXPECT_EQ(asked.keys().find(undone[luck() % undone.size()]),
                  std::nullopt);
      }
    }
    first->keys().take_in();
    for (auto const& [key, row] : rows) {
      ASSERT_EQ(first->keys().find(key), row);
    }
    EXPECT_EQ(first->keys().size(), static_cast<std::int64_t>(rows.size()));
    for (auto const& [key, row] : rows) {
      ASSERT_TRUE(first->keys().is_in_place(row, key)) << row;
    }
    // The list is no longer than a round, a step and a row, which is no longer
    // than a step.
    EXPECT_LE(count("SELECT sum(length(keys)) / 16 FROM new_keys"),
              step * slices + 2 * step);
    EXPECT_LE(count("SELECT max(length(keys)) / 16 FROM new_keys"), step);
    first.reset();
    second.reset();
    store::Database{file}.run(
        "DROP TABLE keys; DROP TABLE new_keys; "
        "DROP TABLE key_sweep");
  }
}

TEST_F(KeyIndexTest, who_asks_often_wants_a_filter_until_there_is_one) {
  begin(4, 8);
  Program program{file};
  auto& keys = program.keys();
  for (int i = 0; i < 10'000; ++i) {
    keys.find(some_key());
  }
  EXPECT_FALSE(keys.wants_filter());
  keys.find(some_key());
  EXPECT_TRUE(keys.wants_filter());
  keys.make_filter();
  EXPECT_FALSE(keys.wants_filter());
  for (int i = 0; i < 10'001; ++i) {
    keys.find(some_key());
  }
  EXPECT_FALSE(keys.wants_filter());  // nor is the index asked
}

// What it is for: keys go into the index many to a page.
TEST_F(KeyIndexTest, few_pages_of_the_index_are_written_for_many_keys) {
  auto const pages_written = [this](int step, int slices) {
    auto const name = folder / fmt::format("{}.sqlite", slices);
    store::Database{name}.run(kKeyTables);
    store::Database{name}.run(fmt::format(
        "UPDATE key_sweep SET step = {}, slices = {}", step, slices));
    store::Database database{name,
                             {.durability = store::Durability::process,
                              .checkpoint = store::Checkpoint::by_hand}};
    KeyIndex keys{database, std::make_shared<KeysInMemory>()};
    auto commit = [&, row = std::int64_t{0}](int events) mutable {
      database.run("BEGIN IMMEDIATE");
      keys.take_in();
      std::vector<FreshEvent> added;
      for (int i = 0; i < events; ++i) {
        added.push_back({.row = ++row, .key = some_key()});
      }
      keys.add(added);
      database.run("COMMIT");
      keys.committed();
    };
    for (int i = 0; i < 100; ++i) {
      commit(200);
    }
    database.run("PRAGMA wal_checkpoint(TRUNCATE)");
    for (int i = 0; i < 40; ++i) {
      commit(100);
    }
    return std::filesystem::file_size(name.string() + "-wal") / 4'096;
  };
  EXPECT_LT(4 * pages_written(100, 100), pages_written(1, 1));
}

}  // namespace
}  // namespace camel
