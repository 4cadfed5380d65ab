// SPDX-License-Identifier: Apache-2.0
#include "camel/api/dcsa_events.h"

#include <gtest/gtest.h>

namespace camel {
namespace {

ShownEvent shown(std::string const& step, std::string const& place) {
  ShownEvent one;
  one.id = "urn:x:1";
  one.event.step = "https://ref.gs1.org/cbv/BizStep-" + step;
  one.event.place = place;
  one.json = R"({"recordTime": "2026-03-05T09:00:00.000Z", "epcList": [
    "https://example.org/container/CSQU3054383",
    "https://example.org/wagon/218124712173"]})";
  return one;
}

TEST(DcsaEvents, are_one_for_each_container) {
  auto const all = dcsa_events_of(shown("loading", "urn:place:KZDOS"));
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0]["equipmentReference"], "CSQU3054383");
  EXPECT_EQ(all[0]["eventLocation"]["UNLocationCode"], "KZDOS");
}

TEST(DcsaEvents, places_without_a_code_have_a_name) {
  auto const all = dcsa_events_of(shown("arriving", "urn:place:yard-7"));
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0]["transportCall"]["location"]["locationName"], "yard-7");
}

TEST(DcsaEvents, steps_that_it_has_no_code_for_are_left_out) {
  EXPECT_TRUE(dcsa_events_of(shown("storing", "urn:place:KZDOS")).empty());
}

}  // namespace
}  // namespace camel
