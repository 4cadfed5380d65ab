// SPDX-License-Identifier: Apache-2.0
// The tiny corridor with one mistake at a time: each is found, alone, at its
// line and column, with a message that names it.
#include <algorithm>
#include <filesystem>
#include <iterator>
#include <map>
#include <span>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "camel/loader/load_corridor.h"
#include "richer_tiny.h"
#include "seeded_mistakes.h"

namespace camel {
namespace {

Files tiny() {
  return read_package(std::filesystem::path{CAMEL_ROOT} / "corridors/tiny");
}

void make(Mistake const& mistake, Files& files) {
  auto& text = files[std::string{mistake.file}];
  auto const at = text.find(mistake.from);
  ASSERT_NE(at, std::string::npos) << mistake.from;
  ASSERT_EQ(text.find(mistake.from, at + 1), std::string::npos)
      << mistake.from << " stands more than once";
  text.replace(at, mistake.from.size(), mistake.to);
}

std::vector<std::string> findings_of(Files const& files) {
  std::vector<std::string> texts;
  for (auto const& finding : load_corridor(files, "").diagnostics.findings) {
    texts.push_back(to_text(finding));
  }
  return texts;
}

bool says(std::string const& finding, Mistake const& mistake) {
  return finding.starts_with(std::string{mistake.where} + ": ") &&
         finding.find(mistake.what) != std::string::npos;
}

TEST(BrokenCorridors, the_tiny_corridor_has_nothing_wrong) {
  EXPECT_EQ(findings_of(tiny()), std::vector<std::string>{});
}

// Each of the mistakes, made in the files alone.
void expect_found(std::span<Mistake const> mistakes, Files const& whole) {
  for (auto const& mistake : mistakes) {
    auto files = whole;
    make(mistake, files);
    auto const found = findings_of(files);
    EXPECT_EQ(found.size(), 1 + mistake.others)
        << mistake.where << ": " << mistake.what;
    auto hit = false;
    for (auto const& finding : found) {
      hit = hit || says(finding, mistake);
    }
    EXPECT_TRUE(hit) << mistake.where << ": " << mistake.what << "\n  found "
                     << testing::PrintToString(found);
  }
}

TEST(BrokenCorridors, each_mistake_is_found_alone_and_at_its_place) {
  ASSERT_GE(std::size(kMistakes), 70U);
  expect_found(kMistakes, tiny());
}

TEST(BrokenCorridors, a_corridor_with_a_value_in_every_column_is_sound) {
  EXPECT_EQ(findings_of(richer(tiny())), std::vector<std::string>{});
}

TEST(BrokenCorridors, each_mistake_in_the_columns_of_trouble_is_found) {
  ASSERT_GE(std::size(kRicherMistakes), 50U);
  expect_found(kRicherMistakes, richer(tiny()));
}

TEST(BrokenCorridors, a_service_for_which_no_vessel_is_left_is_refused) {
  auto files = tiny();
  make({"fleets.csv", "XSALT,2,120", "XSALT,1,120", "", ""}, files);
  files["services.csv"] +=
      "LATE,Late ferry,ferry,,Salt Line,FERRY,120,full_or_time,,36,,"
      "container,,tiny,assumed,\n";
  files["stops.csv"] +=
      "LATE,1,XSALT,both,\nLATE,2,XPEAR,both,\nLATE,3,XSALT,both,\n";
  auto const found = findings_of(files);
  ASSERT_EQ(found.size(), 1U) << testing::PrintToString(found);
  EXPECT_TRUE(found.front().starts_with("services.csv:9:")) << found.front();
  EXPECT_NE(found.front().find("1 vessels for 2 services"), std::string::npos);
}

TEST(BrokenCorridors, a_zone_whose_places_are_refused_is_not_told_again) {
  auto files = tiny();
  make({"places.csv", "Pearport,AZ", "Pearport,AB", "", ""}, files);
  make({"places.csv", "Westmarket,AZ", "Westmarket,AB", "", ""}, files);
  auto const found = findings_of(files);
  ASSERT_EQ(found.size(), 2U) << testing::PrintToString(found);
  EXPECT_TRUE(found.front().starts_with("places.csv:5:")) << found.front();
  EXPECT_TRUE(found.back().starts_with("places.csv:6:")) << found.back();
}

TEST(BrokenCorridors, lots_are_counted_as_they_are_parted_for_small_trains) {
  auto files = tiny();
  make({"demand.csv", "machines,4000,,,", "machines,90000000,,,10000", "", ""},
       files);
  EXPECT_EQ(findings_of(files), std::vector<std::string>{});
  make({"services.csv", ",,60,when_full", ",,1,when_full", "", ""}, files);
  auto const found = findings_of(files);
  ASSERT_EQ(found.size(), 1U) << testing::PrintToString(found);
  EXPECT_TRUE(found.front().starts_with("demand.csv:2:25: warning: "));
  EXPECT_TRUE(found.front().ends_with(
      "lots are parted for the smallest train, of 1 TEU: raise its capacity"))
      << found.front();
}

TEST(BrokenCorridors, a_corridor_with_nothing_to_simulate_is_warned_of) {
  auto files = tiny();
  files["demand.csv"] = "demand,origin,destination,commodity,teu\n";
  EXPECT_EQ(findings_of(files),
            std::vector<std::string>{
                "demand.csv: warning: no demand: there is nothing to simulate "
                "— add rows to demand.csv"});
  for (auto const* table :
       {"demand.csv", "services.csv", "stops.csv", "observations.csv",
        "measures.csv", "calibration.csv"}) {
    files.erase(table);
  }
  auto const found = findings_of(files);
  ASSERT_EQ(found.size(), 2U) << testing::PrintToString(found);
  EXPECT_TRUE(found.back().starts_with("services.csv: warning: no services"))
      << found.back();
}

// One mistake of each file, all made together.
std::vector<std::string> const kTogether{
    "lot_teu 0 is out of range",
    "y_coord 95.2 is out of range",
    "capacity 0 is out of range",
    "servers 0 is out of range",
    "share 1.05 is out of range",
    "unknown place 'XEST'",
    "capacity '60.5' is not a whole number",
    "stop 'E1/1' is there twice",
    "tonnes_per_teu 80 is out of range",
    "teu -4000 is out of range",
    "year 24 is out of range",
    "factor 'G-DIESEL' in line 2 is used for the same",
    "berth → ferries → berth",
    "closed_share 15 is out of range",
    "period '2024-01/2024-13' makes no sense",
    "title is blank",
};

TEST(BrokenCorridors, mistakes_in_all_files_are_reported_together) {
  auto files = tiny();
  std::vector<Mistake> made;
  for (auto const& what : kTogether) {
    for (auto const& mistake : kMistakes) {
      if (mistake.what.starts_with(what)) {
        make(mistake, files);
        made.push_back(mistake);
      }
    }
  }
  ASSERT_EQ(made.size(), kTogether.size());
  auto const found = findings_of(files);
  EXPECT_EQ(found.size(), made.size()) << testing::PrintToString(found);
  for (auto const& mistake : made) {
    auto const is_it = [&](auto const& text) { return says(text, mistake); };
    EXPECT_TRUE(std::any_of(found.begin(), found.end(), is_it))
        << mistake.where << ": " << mistake.what;
  }
}

}  // namespace
}  // namespace camel
