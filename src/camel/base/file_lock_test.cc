// SPDX-License-Identifier: Apache-2.0
#include "camel/base/file_lock.h"

#include <csignal>
#include <utility>

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "camel/base/error.h"
#include "camel/base/file.h"

namespace camel {
namespace {

namespace fs = std::filesystem;

class FileLocks : public testing::Test {
 protected:
  fs::path const file = fs::path{testing::TempDir()} /
                        (std::to_string(::getpid()) + ".camel-lock");
  void TearDown() override { fs::remove(file); }
};

TEST_F(FileLocks, one_at_a_time_has_it) {
  auto one = FileLock::try_take(file);
  ASSERT_TRUE(one);
  EXPECT_FALSE(FileLock::try_take(file));
  auto moved = std::move(*one);
  one.reset();
  EXPECT_FALSE(FileLock::try_take(file)) << "whoever was given it has it";
  { auto const ended = std::move(moved); }
  EXPECT_TRUE(FileLock::try_take(file));
}

TEST_F(FileLocks, who_takes_another_lets_go_of_the_first) {
  auto one = FileLock::try_take(file);
  auto const other = file.string() + "-other";
  one = FileLock::try_take(other);
  EXPECT_TRUE(FileLock::try_take(file));
  EXPECT_FALSE(FileLock::try_take(other));
  fs::remove(other);
}

TEST_F(FileLocks, a_program_that_is_killed_leaves_it) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  auto const program = ::fork();
  if (program == 0) {
    try {
      auto const lock = FileLock::try_take(file);
      auto const has_it = lock.has_value();
      while (::write(ends[1], &has_it, sizeof has_it) > 0) {
        ::pause();
      }
    } catch (Error const&) {
      // The other end hears nothing.
    }
    ::_exit(1);
  }
  ::close(ends[1]);
  auto has_it = false;
  ASSERT_EQ(::read(ends[0], &has_it, sizeof has_it), sizeof has_it);
  EXPECT_TRUE(has_it);
  EXPECT_FALSE(FileLock::try_take(file));
  ::kill(program, SIGKILL);
  ::waitpid(program, nullptr, 0);
  EXPECT_TRUE(FileLock::try_take(file));
  ::close(ends[0]);
}

TEST_F(FileLocks, it_is_for_whom_another_file_is_for) {
  auto const mode = [this] {
    return fs::status(file).permissions() & fs::perms::all;
  };
  FileLock::try_take(file);
  EXPECT_EQ(mode(), fs::perms{0600});
  auto const other = file.string() + "-other";
  write_file(other, "shared");
  fs::permissions(other, fs::perms{0664});
  FileLock::try_take(file, other);
  EXPECT_EQ(mode(), fs::perms{0664});
  fs::remove(other);
}

TEST_F(FileLocks, a_file_that_cannot_be_made_is_named) {
  try {
    FileLock::try_take("/nowhere/at/all.lock", "/");
    FAIL() << "there is no such folder";
  } catch (Error const& failure) {
    EXPECT_STREQ(failure.what(),
                 "cannot lock /nowhere/at/all.lock: No such file or directory");
  }
}

}  // namespace
}  // namespace camel
