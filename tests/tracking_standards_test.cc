// SPDX-License-Identifier: Apache-2.0
// Other people's examples, read where they lie: documents of EPCIS 2.0 that are
// right and wrong, event hashes that somebody else computed, numbers of
// containers and wagons.
#include <sstream>

#include <gtest/gtest.h>

#include "camel/tracking/container_number.h"
#include "camel/tracking/read_epcis.h"
#include "camel/tracking/wagon_number.h"
#include "standards_folder.h"

namespace camel {
namespace {

namespace fs = std::filesystem;

struct TrackingStandards : testing::Test {
  void SetUp() override {
    folder = standards_folder(CAMEL_ROOT);
    if (folder.empty()) {
      GTEST_SKIP() << kNoStandards;
    }
  }
  fs::path folder;
};

std::string findings_of(EpcisDocument const& document) {
  std::string text;
  for (auto const& finding : document.findings) {
    text += finding.pointer + ": " + finding.message + "\n";
  }
  return text;
}

TEST_F(TrackingStandards, every_document_is_judged_as_its_authors_do) {
  int right = 0;
  int wrong = 0;
  for (auto const& [file, is_wrong] : epcis_examples(folder)) {
    auto const read = read_epcis(read_file(file));
    EXPECT_EQ(read.ok(), !is_wrong) << file << "\n" << findings_of(read);
    (is_wrong ? wrong : right) += 1;
  }
  EXPECT_GE(right, 60);
  EXPECT_GE(wrong, 9);
}

TEST_F(TrackingStandards, event_hashes_are_those_that_others_computed) {
  int compared = 0;
  for (auto const& expected : files_below(folder / "epcis", {".hashes"})) {
    auto document = expected;
    document.replace_extension(".jsonld");
    std::istringstream lines{read_file(expected)};
    auto const read = read_epcis(read_file(document));
    std::size_t at = 0;
    for (std::string line; std::getline(lines, line); ++at) {
      ASSERT_LT(at, read.events.size()) << document;
      EXPECT_EQ(read.events[at].hash, line) << document << " event " << at;
      ++compared;
    }
    EXPECT_EQ(at, read.events.size()) << document;
  }
  EXPECT_GE(compared, 20);
}

TEST_F(TrackingStandards, an_event_by_itself_reads_as_in_its_document) {
  for (auto const& file :
       files_below(folder / "epcis/dev", {".json", ".jsonld"})) {
    for (auto const& event : read_epcis(read_file(file)).events) {
      auto const alone = read_epcis(event.json);
      ASSERT_EQ(alone.events.size(), 1U) << file << findings_of(alone);
      EXPECT_EQ(alone.events[0], event) << file;
    }
  }
}

// number,valid,…
template <typename Judge>
int judged(fs::path const& table, Judge judge) {
  std::istringstream lines{read_file(table)};
  std::string line;
  std::getline(lines, line);
  int count = 0;
  while (std::getline(lines, line)) {
    auto const comma = line.find(',');
    auto const number = line.substr(0, comma);
    EXPECT_EQ(judge(number), line.substr(comma + 1, 1) == "1") << number;
    ++count;
  }
  return count;
}

TEST_F(TrackingStandards, numbers_of_containers_and_wagons_are_judged_right) {
  EXPECT_GE(judged(folder / "identifiers/iso6346.csv",
                   [](std::string const& number) {
                     return parse_container_number(number).ok();
                   }),
            7);
  EXPECT_GE(judged(folder / "identifiers/uic_wagon.csv",
                   [](std::string const& number) {
                     return parse_wagon_number(number).ok();
                   }),
            20);
}

}  // namespace
}  // namespace camel
