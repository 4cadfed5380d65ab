// SPDX-License-Identifier: Apache-2.0
#include "camel/store/database.h"

#include <array>
#include <cstdlib>
#include <fstream>
#include <random>

#include <gtest/gtest.h>

#include "camel/base/error.h"
#include "camel/store/crash_disk.h"

namespace camel::store {
namespace {

namespace fs = std::filesystem;

class OnDisk : public testing::Test {
 protected:
  fs::path const folder_ = [] {
    std::string name = testing::TempDir() + "store-XXXXXX";
    return fs::path{mkdtemp(name.data())};
  }();
  fs::path const file_ = folder_ / "test.sqlite";

  ~OnDisk() override { fs::remove_all(folder_); }
};

Database goods() {
  Database database{":memory:"};
  database.run("CREATE TABLE goods (name TEXT, tonnes REAL, boxes INTEGER)");
  return database;
}

TEST(Store, values_come_back_as_they_went_in) {
  auto database = goods();
  auto insert = database.prepare("INSERT INTO goods VALUES (?, ?, ?)");
  insert.with("tea \0 leaves", 1.5, 9'007'199'254'740'993).run();
  std::optional<std::string> const nothing;
  insert.with(nothing, std::nullopt, true).run();
  insert.with(Blob{std::string_view{"a\0b", 3}}, 0.0, 7).run();
  EXPECT_EQ(database.last_row(), 3);

  auto rows = database.prepare("SELECT * FROM goods ORDER BY rowid");
  ASSERT_TRUE(rows.step());
  EXPECT_EQ(rows.text(0), "tea ");
  EXPECT_EQ(rows.real(1), 1.5);
  EXPECT_EQ(rows.whole(2), 9'007'199'254'740'993);
  ASSERT_TRUE(rows.step());
  EXPECT_TRUE(rows.is_null(0));
  EXPECT_EQ(rows.text_or_none(0), std::nullopt);
  EXPECT_EQ(rows.whole_or_none(1), std::nullopt);
  EXPECT_EQ(rows.whole(2), 1);
  ASSERT_TRUE(rows.step());
  EXPECT_EQ(rows.text(0), (std::string{"a\0b", 3}));
  EXPECT_FALSE(rows.step());
}

TEST(Store, in_memory_there_is_no_log_to_move) {
  auto database = goods();
  database.checkpoint();
  database.sync_log();
  database.sync_log_anew();
  EXPECT_EQ(database.prepare("SELECT count(*) FROM goods").number(), 0);
}

// A row that one connection has committed, another makes safe.
class OnACrashDisk : public OnDisk {
 protected:
  CrashDisk disk_;
  DatabaseSettings const settings_{.durability = Durability::process,
                                   .vfs = disk_.vfs()};
  Database one_{file_, settings_}, other_{file_, settings_};

  OnACrashDisk() {
    one_.run("CREATE TABLE goods (name TEXT)");
    one_.sync_log();
    EXPECT_EQ(other_.prepare("SELECT count(*) FROM goods").number(), 0);
    one_.run("INSERT INTO goods VALUES ('tea')");
  }

  // Whether the row is there whatever a power cut now leaves.
  bool is_safe() const {
    auto is_safe = true;
    for (unsigned seed = 0; seed < 32; ++seed) {
      Platter platter{seed};
      for (auto const& operation : disk_.operations()) {
        platter.pass(operation);
      }
      auto const to = folder_ / std::to_string(seed);
      fs::create_directory(to);
      std::mt19937 luck{seed};
      platter.cut(luck, to);
      is_safe = is_safe && Database{to / file_.filename()}
                                   .prepare("SELECT count(*) FROM goods")
                                   .number() == 1;
      fs::remove_all(to);
    }
    return is_safe;
  }
};

TEST_F(OnACrashDisk, what_is_committed_is_safe_once_the_log_is_synced) {
  EXPECT_FALSE(is_safe());
  other_.sync_log();
  EXPECT_TRUE(is_safe());
}

TEST_F(OnACrashDisk, a_sync_that_failed_is_made_up_for_by_writing_anew) {
  disk_.fail_sync(file_.filename().string() + "-wal");
  EXPECT_THROW(other_.sync_log(), Error);
  EXPECT_THROW(one_.sync_log(), Error) << "each is told";
  one_.sync_log();
  EXPECT_FALSE(is_safe()) << "and once only";
  one_.sync_log_anew();
  EXPECT_TRUE(is_safe());
  EXPECT_EQ(other_.prepare("SELECT count(*) FROM goods").number(), 1);
}

TEST_F(OnDisk, a_moment_is_that_of_its_first_question) {
  Database writer{file_};
  writer.run("CREATE TABLE goods (name TEXT)");
  Database reader{file_};
  auto count = reader.prepare("SELECT count(*) FROM goods");
  {
    Moment const one{reader};
    EXPECT_EQ(count.with().number(), 0);
    writer.run("INSERT INTO goods VALUES ('tea')");
    EXPECT_EQ(count.with().number(), 0);
  }
  EXPECT_EQ(count.with().number(), 1);
}

TEST(Store, one_value_is_asked_for_in_one_word) {
  auto database = goods();
  auto count = database.prepare("SELECT count(*) FROM goods WHERE boxes > ?");
  EXPECT_EQ(count.with(3).number(), 0);
  database.run("INSERT INTO goods VALUES ('tea', 1, 5)");
  EXPECT_EQ(count.with(3).number(), 1);
  EXPECT_EQ(count.with(5).number(), 0);
  auto name = database.prepare("SELECT name FROM goods WHERE boxes = ?");
  EXPECT_EQ(name.with(5).word(), "tea");
  EXPECT_EQ(name.with(6).word(), std::nullopt);
}

TEST(Store, what_is_not_committed_is_undone) {
  auto database = goods();
  auto count = database.prepare("SELECT count(*) FROM goods");
  {
    Transaction const half{database};
    database.run("INSERT INTO goods VALUES ('tea', 1, 5)");
  }
  EXPECT_EQ(count.with().number(), 0);
  Transaction whole{database};
  database.run("INSERT INTO goods VALUES ('tea', 1, 5)");
  whole.commit();
  EXPECT_EQ(count.with().number(), 1);
}

TEST(Store, a_refusal_names_the_statement) {
  Database database{":memory:"};
  try {
    database.prepare("SELECT colour FROM camels");
    FAIL();
  } catch (Error const& error) {
    EXPECT_STREQ(error.what(),
                 "the database in memory refuses: no such table: camels "
                 "(SELECT colour FROM camels)");
  }
}

TEST(Store, keys_of_other_tables_must_exist) {
  Database database{":memory:"};
  database.run(
      "CREATE TABLE trains (id INTEGER PRIMARY KEY);"
      "CREATE TABLE wagons (train REFERENCES trains (id))");
  EXPECT_THROW(database.run("INSERT INTO wagons VALUES (1)"), Error);
}

TEST_F(OnDisk, versions_are_reached_step_by_step_and_once) {
  std::array<std::string_view, 2> const steps{
      "CREATE TABLE one (a)",
      "CREATE TABLE two (b); INSERT INTO two VALUES (1)"};
  {
    Database database{file_};
    migrate(database, std::span{steps}.first(1));
    database.run("INSERT INTO one VALUES (1)");
  }
  for (int times = 0; times < 2; ++times) {
    Database database{file_};
    migrate(database, steps);
    EXPECT_EQ(database.prepare("SELECT count(*) FROM two").number(), 1);
    EXPECT_EQ(database.prepare("SELECT count(*) FROM one").number(), 1);
  }
  Database database{file_};
  EXPECT_THROW(migrate(database, std::span{steps}.first(1)), Error);
}

TEST_F(OnDisk, a_step_that_fails_leaves_nothing) {
  Database database{file_};
  std::array<std::string_view, 2> const steps{"CREATE TABLE one (a)",
                                              "CREATE TABEL two (b)"};
  EXPECT_THROW(migrate(database, steps), Error);
  EXPECT_EQ(database.prepare("SELECT count(*) FROM sqlite_schema").number(), 0);
}

TEST_F(OnDisk, another_connection_is_noticed) {
  Database mine{file_};
  mine.run("CREATE TABLE one (a)");
  auto const before = mine.foreign_version();
  EXPECT_EQ(mine.foreign_version(), before);
  Database other{file_};
  other.run("INSERT INTO one VALUES (1)");
  EXPECT_NE(mine.foreign_version(), before);
}

TEST_F(OnDisk, what_is_no_database_is_refused) {
  std::ofstream{file_} << "a letter, and certainly no database at all";
  EXPECT_THROW(Database{file_}, Error);
  EXPECT_THROW(Database{folder_ / "not" / "there.sqlite"}, Error);
}

// Another connection keeps all others out, so that nothing can be copied.
TEST_F(OnDisk, a_copy_of_a_busy_database_is_refused_and_leaves_no_file) {
  Database source{file_, {.busy = std::chrono::milliseconds{1}}};
  source.run("PRAGMA journal_mode = DELETE; CREATE TABLE one (a)");
  Database other{file_};
  other.run("PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE");
  EXPECT_THROW(source.back_up(folder_ / "copy.sqlite"), Error);
  EXPECT_FALSE(fs::exists(folder_ / "copy.sqlite"));
  other.run("ROLLBACK");
  source.back_up(folder_ / "copy.sqlite");
  Database copy{folder_ / "copy.sqlite"};
  EXPECT_EQ(copy.prepare("SELECT count(*) FROM one").number(), 0);
}

}  // namespace
}  // namespace camel::store
