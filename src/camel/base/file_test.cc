// SPDX-License-Identifier: Apache-2.0
#include "camel/base/file.h"

#include <iterator>

#include <gtest/gtest.h>
#include <unistd.h>

#include "camel/base/error.h"

namespace camel {
namespace {

namespace fs = std::filesystem;

class Folder : public testing::Test {
 protected:
  void SetUp() override {
    path_ = fs::path{testing::TempDir()} /
            ("camel_file_test_" + std::to_string(::getpid()));
    fs::create_directories(path_);
  }
  void TearDown() override { fs::remove_all(path_); }

  fs::path path_;
};

TEST_F(Folder, gives_back_what_was_written) {
  using namespace std::string_literals;
  auto const text = "a\0b\n"s + std::string(100000, 'x');
  write_file(path_ / "a", text);
  EXPECT_EQ(read_file(path_ / "a"), text);
  write_file(path_ / "a", "");
  EXPECT_EQ(read_file(path_ / "a"), "");
}

TEST_F(Folder, files_that_belong_together_are_written_all_or_none) {
  write_file(path_ / "a", "old");
  fs::create_directory(path_ / "b");
  EXPECT_THROW(write_files({{path_ / "a", "new"}, {path_ / "b", "new"}}),
               Error);
  EXPECT_EQ(read_file(path_ / "a"), "old");
  EXPECT_EQ(std::distance(fs::directory_iterator{path_}, {}), 2);
  write_files({{path_ / "a", "new"}, {path_ / "c", "new"}});
  EXPECT_EQ(read_file(path_ / "a") + read_file(path_ / "c"), "newnew");
}

TEST_F(Folder, holds_nothing_else_after_writing) {
  write_file(path_ / "a", "1");
  write_file(path_ / "a", "2");
  fs::create_directory(path_ / "b");
  EXPECT_THROW(write_file(path_ / "b", "x"), Error);
  EXPECT_EQ(std::distance(fs::directory_iterator{path_}, {}), 2);
}

TEST_F(Folder, names_the_file_and_the_reason) {
  try {
    read_file(path_ / "absent");
    FAIL() << "no error";
  } catch (Error const& error) {
    EXPECT_EQ(error.what(), "cannot read " + (path_ / "absent").string() +
                                ": No such file or directory");
  }
  EXPECT_THROW(read_file(path_), Error);
  EXPECT_THROW(write_file(path_ / "no" / "such", "x"), Error);
}

}  // namespace
}  // namespace camel
