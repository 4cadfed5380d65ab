// SPDX-License-Identifier: Apache-2.0
#include "camel/store/crash_disk.h"

#include <cstdlib>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "camel/store/database.h"

namespace camel::store {
namespace {

namespace fs = std::filesystem;

class CrashDiskTest : public testing::Test {
 protected:
  fs::path const folder_ = [] {
    std::string name = testing::TempDir() + "crash-XXXXXX";
    return fs::path{mkdtemp(name.data())};
  }();
  ~CrashDiskTest() override { fs::remove_all(folder_); }

  std::string left(Platter const& platter, unsigned seed) const {
    std::mt19937 luck{seed};
    auto const to = folder_ / std::to_string(seed);
    fs::create_directory(to);
    platter.cut(luck, to);
    std::ostringstream text;
    text << std::ifstream{to / "file", std::ios::binary}.rdbuf();
    fs::remove_all(to);
    return text.str();
  }
};

using Kind = DiskOperation::Kind;

TEST_F(CrashDiskTest, what_was_synced_is_left_and_of_the_rest_some_sectors) {
  Platter platter;
  platter.pass({Kind::write, "file", 0, std::string(1024, 'a')});
  platter.pass({Kind::sync, "file"});
  platter.pass({Kind::write, "file", 0, std::string(1024, 'b')});
  std::map<std::string, int> seen;
  for (unsigned seed = 0; seed < 64; ++seed) {
    auto const bytes = left(platter, seed);
    ASSERT_EQ(bytes.size(), 1024U);
    EXPECT_EQ(bytes.substr(0, 512), std::string(512, bytes[0]));
    EXPECT_EQ(bytes.substr(512), std::string(512, bytes[512]));
    ++seen[{bytes[0], bytes[512]}];
  }
  EXPECT_EQ(seen.size(), 4U);  // aa, ab, ba, bb
}

TEST_F(CrashDiskTest, a_database_on_it_can_be_read_and_written) {
  CrashDisk disk;
  DatabaseSettings settings;
  settings.vfs = disk.vfs();
  Database database{folder_ / "t.sqlite", settings};
  database.run("CREATE TABLE one (a); INSERT INTO one VALUES (7)");
  EXPECT_EQ(database.prepare("SELECT a FROM one").number(), 7);
  EXPECT_GT(disk.attempts(), 3U);
}

TEST_F(CrashDiskTest, it_fails_when_it_is_told_to) {
  CrashDisk disk;
  DatabaseSettings settings;
  settings.vfs = disk.vfs();
  Database database{folder_ / "t.sqlite", settings};
  database.run("CREATE TABLE one (a)");
  for (auto const fault :
       {DiskFault::io_error, DiskFault::no_space, DiskFault::short_write}) {
    disk.fail(disk.attempts(), fault);
    EXPECT_THROW(database.run("INSERT INTO one VALUES (1)"), Error);
  }
  disk.hold(1);
  EXPECT_THROW(database.run("INSERT INTO one VALUES (1)"), DiskFull);
  disk.hold(0);
  database.run("INSERT INTO one VALUES (1)");
  EXPECT_EQ(database.prepare("SELECT count(*) FROM one").number(), 1);
}

}  // namespace
}  // namespace camel::store
