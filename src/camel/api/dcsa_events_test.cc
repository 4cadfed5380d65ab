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

std::vector<Json> told(ShownEvent const& event) {
  return dcsa_events_of(event, [](DcsaCall const& call) {
    return call.departs && call.place == "CNLYG" ? "VESSEL" : "RAIL";
  });
}

TEST(DcsaEvents, are_one_for_each_container) {
  auto const all = told(shown("loading", "urn:place:KZDOS"));
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0]["equipmentReference"], "CSQU3054383");
  EXPECT_EQ(all[0]["eventLocation"]["UNLocationCode"], "KZDOS");
}

TEST(DcsaEvents, places_without_a_code_have_a_name) {
  auto const all = told(shown("arriving", "urn:place:yard-7"));
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0]["transportCall"]["location"]["locationName"], "yard-7");
}

TEST(DcsaEvents, go_by_the_mode_of_the_plan) {
  auto const mode = [](std::string const& step, std::string const& place) {
    return told(shown(step, place))[0]["transportCall"]["modeOfTransport"];
  };
  EXPECT_EQ(mode("departing", "urn:place:CNLYG"), "VESSEL");
  EXPECT_EQ(mode("arriving", "urn:place:CNLYG"), "RAIL");
}

TEST(DcsaEvents, gates_are_told_where_it_is_known_which_way) {
  auto gate = shown("entering_exiting", "urn:place:KZDOS");
  EXPECT_TRUE(told(gate).empty());
  gate.event.disposition = "https://ref.gs1.org/cbv/Disp-in_transit";
  EXPECT_EQ(told(gate)[0]["equipmentEventTypeCode"], "GTOT");
  gate.event.location = "urn:place:KZDOS";
  EXPECT_EQ(told(gate)[0]["equipmentEventTypeCode"], "GTIN");
}

TEST(DcsaEvents, steps_that_it_has_no_code_for_are_left_out) {
  EXPECT_TRUE(told(shown("storing", "urn:place:KZDOS")).empty());
}

}  // namespace
}  // namespace camel
