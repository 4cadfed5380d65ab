// SPDX-License-Identifier: Apache-2.0
// Events for tests, read as those of documents are.
#pragma once

#include <filesystem>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "camel/tracking/read_epcis.h"

namespace camel {

struct TestEvent {
  std::string id = {};  // blank: by its hash
  std::string box = "CSQU3054383";
  std::string step = "departing";
  int minute = 0;  // after 2026-03-04T10:00Z
  std::string place = "urn:epc:id:sgln:4012345.00001.0";
  bool has_plan = false;
};

inline EpcisEvent made(TestEvent const& one) {
  auto const text = fmt::format(
      R"({{"type": "ObjectEvent", "eventTimeZoneOffset": "+01:00",
      "eventTime": "2026-03-{:02}T{:02}:{:02}:30+01:00", "action": "OBSERVE",
      "bizStep": "{}", "readPoint": {{"id": "{}"}},
      "epcList": ["https://id.example.org/container/{}"]{}{}}})",
      4 + one.minute / 1440, one.minute / 60 % 24, one.minute % 60, one.step,
      one.place, one.box,
      one.id.empty() ? "" : ", \"eventID\": \"" + one.id + "\"",
      one.has_plan ? R"(, "@context": [{"rail": "https://example.org/rail/"}],
               "rail:plan": [{"rail:from": "A", "rail:to": "B"}])"
                   : "");
  auto read = read_epcis(text);
  EXPECT_TRUE(read.ok()) << read.findings.front().message;
  return read.events.front();
}

// That it was declared in error.
inline EpcisEvent correction_of(EpcisEvent const& event) {
  auto read = read_epcis(
      event.json.substr(0, event.json.size() - 1) +
      R"(, "errorDeclaration": {"declarationTime": "2026-03-05T00:00:00Z"}})");
  EXPECT_TRUE(read.ok()) << read.findings.front().message;
  return read.events.front();
}

// A folder that is there for one test.
class TestFolder {
 public:
  TestFolder() {
    std::string name = testing::TempDir() + "camel-XXXXXX";
    path_ = mkdtemp(name.data());
  }
  TestFolder(TestFolder const&) = delete;
  TestFolder& operator=(TestFolder const&) = delete;
  ~TestFolder() { std::filesystem::remove_all(path_); }
  std::filesystem::path operator/(std::string const& name) const {
    return path_ / name;
  }

 private:
  std::filesystem::path path_;
};

}  // namespace camel
