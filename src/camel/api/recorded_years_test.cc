// SPDX-License-Identifier: Apache-2.0
#include "camel/api/recorded_years.h"

#include <cstdlib>
#include <fstream>

#include <gtest/gtest.h>
#include <unistd.h>

#include "camel/api/choose_routes.h"
#include "camel/base/file.h"
#include "camel/model/test_corridor.h"

namespace camel {
namespace {

namespace fs = std::filesystem;
using Names = std::vector<std::string>;

// A folder for the years of a test, which is not there at first.
class RecordedYearsTest : public testing::Test {
 protected:
  void SetUp() override { fs::remove_all(base_); }
  void TearDown() override { fs::remove_all(base_); }

  RecordedYears years(ScenarioCorridor const& corridor,
                      RecordingPlan const& plan = quick()) const {
    return load_or_record_years(
        corridor, {.plan = plan, .choosing = {}, .folder = folder_});
  }
  static RecordingPlan quick() {
    return {.replications = 2,
            .days = 20,
            .warm_up_days = 5,
            .progress = {},
            .followers = {}};
  }
  std::vector<fs::path> files() const {
    std::vector<fs::path> found;
    for (auto const& entry : fs::directory_iterator{folder_}) {
      found.push_back(entry.path());
    }
    return found;
  }

  fs::path const base_ =
      fs::temp_directory_path() /
      ("camel years " + std::to_string(getpid()) +
       testing::UnitTest::GetInstance()->current_test_info()->name());
  fs::path const folder_ = base_ / "cache" / "steel-camel";
  ScenarioCorridor const tiny_ =
      load_with_scenarios(fs::path{CAMEL_ROOT} / "corridors" / "tiny", Names{});
};

TEST_F(RecordedYearsTest, the_first_records_and_the_second_reads) {
  auto const first = years(tiny_);
  EXPECT_FALSE(first.were_kept);
  EXPECT_EQ(first.warning, "");
  ASSERT_EQ(first.years.size(), 2U);
  EXPECT_EQ(first.years, record_choosing(tiny_.loaded.corridor, quick()));
  ASSERT_EQ(files().size(), 1U);

  auto const second = years(tiny_);
  EXPECT_TRUE(second.were_kept);
  EXPECT_EQ(second.warning, "");
  EXPECT_EQ(second.years, first.years);
}

TEST_F(RecordedYearsTest, threads_and_who_looks_on_make_no_difference) {
  years(tiny_);
  auto plan = quick();
  plan.threads = 2;
  plan.progress = [](int) {};
  EXPECT_TRUE(years(tiny_, plan).were_kept);
}

TEST_F(RecordedYearsTest, what_makes_other_years_is_recorded_anew) {
  years(tiny_);
  auto const is_new = [&](auto change) {
    auto plan = quick();
    change(plan);
    return !years(tiny_, plan).were_kept;
  };
  EXPECT_TRUE(is_new([](auto& plan) { plan.seed = 2; }));
  EXPECT_TRUE(is_new([](auto& plan) { plan.days = 21; }));
  EXPECT_TRUE(is_new([](auto& plan) { plan.warm_up_days = 4; }));
  EXPECT_TRUE(is_new([](auto& plan) { plan.replications = 1; }));
  auto const route = std::vector<Ride>{{ServiceId{0}, StopId{0}, StopId{1}}};
  auto const follow = [&](double lots) {
    return is_new([&](auto& plan) {
      plan.followers = {
          {.route = route, .commodity = CommodityId{0}, .lots_year = lots}};
    });
  };
  EXPECT_TRUE(follow(100));
  EXPECT_TRUE(follow(101));
  EXPECT_FALSE(follow(100));
}

TEST_F(RecordedYearsTest, an_edited_table_is_another_corridor) {
  years(tiny_);
  auto const scenario = load_with_scenarios(
      fs::path{CAMEL_ROOT} / "corridors" / "tiny", Names{"more-ferries"});
  EXPECT_FALSE(years(scenario).were_kept);
  EXPECT_TRUE(years(scenario).were_kept);

  auto edited = tiny_;
  edited.files.at("links.csv") += "\n";
  EXPECT_FALSE(years(edited).were_kept);
  EXPECT_TRUE(years(tiny_).were_kept);
}

TEST_F(RecordedYearsTest, a_damaged_file_is_written_anew) {
  auto const whole = years(tiny_).years;
  auto const path = files().at(0);
  auto const good = read_file(path);
  auto const bad = [&](std::string const& text) {
    write_file(path, text);
    auto const again = years(tiny_);
    EXPECT_FALSE(again.were_kept);
    EXPECT_EQ(again.years, whole);
    EXPECT_EQ(read_file(path), good);
  };
  bad("");
  bad("something else");
  bad(good.substr(0, good.size() / 2));
  bad(good + "x");
  for (auto const at :
       {std::size_t{0}, std::size_t{40}, good.size() / 2, good.size() - 1}) {
    auto damaged = good;
    damaged[at] = static_cast<char>(damaged[at] ^ 1);
    bad(damaged);
  }
  EXPECT_TRUE(years(tiny_).were_kept);
}

TEST_F(RecordedYearsTest, the_file_of_another_key_is_not_taken) {
  auto plan = quick();
  plan.seed = 2;
  auto const others = years(tiny_, plan).years;
  auto const path_of_other = files().at(0);
  auto const mine = years(tiny_);
  for (auto const& path : files()) {
    if (path != path_of_other) {
      fs::copy_file(path_of_other, path, fs::copy_options::overwrite_existing);
    }
  }
  auto const again = years(tiny_);
  EXPECT_FALSE(again.were_kept);
  EXPECT_EQ(again.years, mine.years);
}

TEST_F(RecordedYearsTest, where_nothing_can_be_kept_the_answer_is_given) {
  // A file stands where the folder should be.
  fs::create_directories(base_);
  std::ofstream{base_ / "cache"} << "in the way";
  auto const first = years(tiny_);
  EXPECT_EQ(first.years.size(), 2U);
  EXPECT_TRUE(first.warning.starts_with(
      "the recorded years are not kept for the next time: cannot create "))
      << first.warning;
  EXPECT_FALSE(years(tiny_).were_kept);
}

TEST_F(RecordedYearsTest, a_folder_in_the_place_of_the_file_is_no_harm) {
  years(tiny_);
  auto const path = files().at(0);
  fs::remove(path);
  fs::create_directories(path / "x");
  auto const again = years(tiny_);
  EXPECT_EQ(again.years.size(), 2U);
  EXPECT_NE(again.warning, "");
}

TEST_F(RecordedYearsTest, without_a_folder_nothing_is_kept) {
  auto const recorded = load_or_record_years(
      tiny_, {.plan = quick(), .choosing = {}, .folder = {}});
  EXPECT_EQ(recorded.years.size(), 2U);
  EXPECT_EQ(recorded.warning, "");
  EXPECT_FALSE(fs::exists(base_));
}

TEST_F(RecordedYearsTest, a_corridor_that_is_no_package_is_not_kept) {
  auto made = tiny_;
  made.files.clear();
  EXPECT_EQ(years(made).years.size(), 2U);
  EXPECT_FALSE(fs::exists(base_));
}

TEST_F(RecordedYearsTest, the_eight_last_used_are_kept) {
  fs::create_directories(folder_);
  auto const now = fs::file_time_type::clock::now();
  for (int i = 0; i < 9; ++i) {
    auto const path = folder_ / (std::to_string(i) + ".years");
    std::ofstream{path} << i;
    fs::last_write_time(path, now - std::chrono::hours{100 - i});
  }
  std::ofstream{folder_ / "notes.txt"} << "not ours";
  years(tiny_);
  EXPECT_FALSE(fs::exists(folder_ / "0.years"));
  EXPECT_FALSE(fs::exists(folder_ / "1.years"));
  EXPECT_TRUE(fs::exists(folder_ / "2.years"));
  EXPECT_TRUE(fs::exists(folder_ / "notes.txt"));
  EXPECT_EQ(files().size(), 9U);  // with the notes
}

TEST_F(RecordedYearsTest, those_read_are_the_last_used) {
  years(tiny_);
  auto const path = files().at(0);
  auto const long_ago =
      fs::file_time_type::clock::now() - std::chrono::hours{1000};
  fs::last_write_time(path, long_ago);
  ASSERT_TRUE(years(tiny_).were_kept);
  EXPECT_GT(fs::last_write_time(path), long_ago + std::chrono::hours{999});
}

TEST(RecordChoosing, boxes_go_where_shippers_settle) {
  auto const corridor = corridor_from(
      "place A CN\n place B KZ\n place C KZ\n place D UZ\n"
      "link A B\n link A C km=4000\n link B D\n link C D\n"
      "goods parts container tonnes=10 value=24000 loses=1\n"
      "service N A+ B. D- capacity=10 rule=full_or_time wait=5\n"
      "service S A+ C. D- capacity=10 rule=full_or_time wait=5\n"
      "demand A D goods=parts teu=4000 lot=1 choice=way via=B key=north\n"
      "demand A D goods=parts teu=4000 lot=1 choice=way via=C key=south\n");
  auto const plan = RecordingPlan{.replications = 1,
                                  .days = 365,
                                  .warm_up_days = 20,
                                  .progress = {},
                                  .followers = {}};
  auto const journeys = [](RecordedYear const& year, std::size_t row) {
    return year.journeys[DemandId{row}].size();
  };
  auto const given = record_years(corridor, plan).front();
  EXPECT_NEAR(static_cast<double>(journeys(given, 1)), 4000, 400);
  int rounds = 0;
  auto const chosen =
      record_choosing(corridor, plan, [&](int) { ++rounds; }).front();
  EXPECT_GT(rounds, 0);
  EXPECT_GT(journeys(chosen, 0), 6000U);
  EXPECT_LT(journeys(chosen, 1), 2000U);
}

}  // namespace
}  // namespace camel
