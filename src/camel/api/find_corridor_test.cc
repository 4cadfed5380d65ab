// SPDX-License-Identifier: Apache-2.0
#include "camel/api/find_corridor.h"

#include <fstream>

#include <gtest/gtest.h>
#include <unistd.h>

#include "camel/base/error.h"

namespace camel {
namespace {

namespace fs = std::filesystem;

// A folder to stand in for the time of a test.
class FindCorridor : public testing::Test {
 protected:
  void SetUp() override {
    auto const* const test =
        testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::temp_directory_path() /
              ("camel find " + std::to_string(getpid()) + test->name());
    fs::create_directories(folder_);
    before_ = fs::current_path();
    fs::current_path(folder_);
  }
  void TearDown() override {
    fs::current_path(before_);
    fs::remove_all(folder_);
  }
  static void make(fs::path const& corridor) {
    fs::create_directories(corridor);
    std::ofstream{corridor / "corridor.toml"} << "name = 'x'\n";
  }

 private:
  fs::path folder_, before_;
};

TEST_F(FindCorridor, a_folder_is_taken_as_it_is_named) {
  fs::create_directories("my own");
  EXPECT_EQ(find_corridor("my own"), "my own");
  EXPECT_EQ(find_corridor("./my own/"), "./my own/");
}

TEST_F(FindCorridor, a_bundled_one_is_found_from_anywhere) {
  auto const tiny = find_corridor("tiny");
  EXPECT_TRUE(tiny.is_absolute());
  EXPECT_TRUE(fs::exists(tiny / "corridor.toml"));
  EXPECT_TRUE(fs::exists(find_corridor(kDefaultCorridor) / "links.csv"));
}

TEST_F(FindCorridor, one_under_the_present_folder_comes_first) {
  make("corridors/tiny");
  EXPECT_EQ(find_corridor("tiny"), "corridors/tiny");
  fs::create_directories("tiny");  // a folder of this name, but no corridor
  EXPECT_EQ(find_corridor("tiny"), "corridors/tiny");
  EXPECT_EQ(find_corridor("./tiny"), "./tiny");
  make("tiny");
  EXPECT_EQ(find_corridor("tiny"), "tiny");
}

TEST_F(FindCorridor, an_unknown_one_is_told_which_there_are) {
  make("corridors/mine");
  for (auto const* const name : {"tinny", "no/such/folder", "", "../tiny"}) {
    try {
      find_corridor(name);
      FAIL() << name;
    } catch (UsageError const& error) {
      auto const what = std::string{error.what()};
      for (auto const* const bundled : {"china-europe", "mine", "tiny"}) {
        EXPECT_NE(what.find(bundled), std::string::npos) << what;
      }
    }
  }
}

}  // namespace
}  // namespace camel
