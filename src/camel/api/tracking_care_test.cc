// SPDX-License-Identifier: Apache-2.0
#include "camel/api/tracking_care.h"

#include <fstream>

#include <gtest/gtest.h>

#include "camel/api/tracker.h"
#include "camel/base/error.h"
#include "camel/base/file.h"

namespace camel {
namespace {

namespace fs = std::filesystem;

struct TrackingCare : testing::Test {
  TrackingCare() {
    fs::remove_all(folder);
    bring("urn:uuid:1");
  }
  ~TrackingCare() override { fs::remove_all(folder); }

  void bring(std::string const& id) const {
    Tracker{folder / "data"}.capture("a file", R"({"type": "ObjectEvent",
      "eventTime": "2026-03-04T11:00:30+01:00", "eventTimeZoneOffset": "+01:00",
      "action": "OBSERVE", "bizStep": "departing",
      "epcList": ["https://id.example.org/container/CSQU3054383"],
      "eventID": ")" + id + "\"}");
  }
  fs::path const folder =
      testing::TempDir() + "camel tracking care " +
      testing::UnitTest::GetInstance()->current_test_info()->name();
};

TEST_F(TrackingCare, a_copy_is_put_in_place_elsewhere) {
  auto const backup = folder / "backup.sqlite";
  auto const copied = back_up_tracking(folder / "data", backup);
  EXPECT_EQ(copied.fault, "");
  EXPECT_EQ(copied.events, 1);
  bring("urn:uuid:2");
  auto const restored = restore_tracking(backup, folder / "elsewhere");
  EXPECT_EQ(restored.newest, copied.newest);
  EXPECT_EQ(Tracker{folder / "elsewhere"}.events(), 1);
  EXPECT_EQ(check_tracking(folder / "elsewhere").newest, copied.newest);
  EXPECT_THROW(restore_tracking(backup, folder / "data"), UsageError);
  EXPECT_THROW(back_up_tracking(folder / "data", backup), Error);
  EXPECT_THROW(back_up_tracking(folder / "nowhere", folder / "b"), UsageError);
}

TEST_F(TrackingCare, a_copy_that_was_changed_is_not_put_in_place) {
  auto const backup = folder / "backup.sqlite";
  back_up_tracking(folder / "data", backup);
  auto bytes = read_file(backup);
  bytes.replace(bytes.find("departing"), 9, "arriving!");
  std::ofstream{backup, std::ios::binary} << bytes;
  EXPECT_FALSE(restore_tracking(backup, folder / "elsewhere").ok());
  EXPECT_FALSE(fs::exists(folder / "elsewhere" / "tracking.sqlite"));
}

TEST_F(TrackingCare, a_log_that_was_written_anew_lacks_a_link_noted_before) {
  auto const noted = check_tracking(folder / "data").newest;
  bring("urn:uuid:2");
  EXPECT_TRUE(check_tracking(folder / "data", noted).ok());
  fs::remove_all(folder / "data");
  bring("urn:uuid:1");
  auto const check = check_tracking(folder / "data", noted);
  EXPECT_NE(check.fault.find("written anew"), std::string::npos);
}

}  // namespace
}  // namespace camel
