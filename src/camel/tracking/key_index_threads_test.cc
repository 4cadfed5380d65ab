// SPDX-License-Identifier: Apache-2.0
#include <atomic>
#include <chrono>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "camel/tracking/key_index.h"
#include "camel/tracking/test_events.h"

namespace camel {
namespace {

// One program: many ask while one adds and takes some of it back.
TEST(KeyIndexThreads, threads_of_a_program_share_what_is_in_memory) {
  TestFolder const folder;
  auto const file = folder / "keys.sqlite";
  store::Database{file}.run(kKeyTables);
  store::Database{file}.run("UPDATE key_sweep SET step = 1, slices = 20");
  std::mt19937_64 luck{3};
  std::vector<EventKey> all(600);
  for (auto& key : all) {
    for (auto& byte : key) {
      byte = static_cast<unsigned char>(luck());
    }
  }
  auto const memory = std::make_shared<KeysInMemory>(10'000, 3);
  std::atomic<std::size_t> committed = 0;
  std::atomic<bool> is_over = false;
  std::vector<std::thread> asking;
  std::thread filtering{[&] {
    store::Database database{file};
    KeyIndex keys{database, memory};
    while (!is_over) {
      keys.make_filter();
      std::this_thread::sleep_for(std::chrono::milliseconds{1});
    }
  }};
  for (unsigned thread = 0; thread < 2; ++thread) {
    asking.emplace_back([&, thread] {
      std::mt19937_64 own{thread};
      store::Database database{file};
      KeyIndex keys{database, memory};
      while (!is_over) {
        auto const there = committed.load();
        auto const i = own() % all.size();
        keys.take_in();
        auto const found = keys.find(all[i]);
        if (i < there) {
          ASSERT_EQ(found, static_cast<std::int64_t>(i) + 1);
        } else if (found) {
          ASSERT_EQ(*found, static_cast<std::int64_t>(i) + 1);
        }
      }
    });
  }
  store::Database database{file, {.durability = store::Durability::process}};
  KeyIndex keys{database, memory};
  while (committed < all.size()) {
    database.run("BEGIN IMMEDIATE");
    keys.take_in();
    auto const end = std::min(all.size(), committed + 1 + luck() % 9);
    std::vector<FreshEvent> added;
    for (auto i = committed.load(); i < end; ++i) {
      added.push_back({.row = static_cast<std::int64_t>(i) + 1, .key = all[i]});
    }
    keys.add(added);
    if (luck() % 4 == 0) {
      database.run("ROLLBACK");
      keys.undone();
    } else {
      database.run("COMMIT");
      keys.committed();
      committed = end;
    }
  }
  is_over = true;
  filtering.join();
  for (auto& thread : asking) {
    thread.join();
  }
}

}  // namespace
}  // namespace camel
