// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/write_epcis.h"

#include <gtest/gtest.h>

#include "camel/tracking/rail_words.h"
#include "camel/tracking/read_epcis.h"

namespace camel {
namespace {

EventText departing() {
  EventText text;
  text.type = "ObjectEvent";
  text.time = EventMoment{std::chrono::seconds{1'700'000'000}};
  text.offset = "+08:00";
  text.step = "departing";
  text.place = "https://id.example.org/place/CNXIA";
  text.objects = {"https://id.example.org/train/K101"};
  text.more = {{"rail:toGauge", 1520}};
  return text;
}

std::string document(std::vector<EventText> const& events) {
  std::string text;
  EpcisWriter writer{[&](std::string_view part) { text += part; }};
  writer.begin({});
  for (auto const& event : events) {
    writer.add(event);
  }
  writer.finish();
  return text;
}

TEST(WriteEpcis, what_is_written_is_read_as_it_was_meant) {
  auto loading = departing();
  loading.type = "AggregationEvent";
  loading.action = "ADD";
  loading.step = rail::kChangingGauge;
  loading.parent = "https://id.example.org/wagon/218124712173";
  loading.objects = {"https://id.example.org/container/CSQU3054383"};
  auto const read = read_epcis(document({departing(), loading}));
  ASSERT_TRUE(read.ok()) << read.findings[0].message;
  ASSERT_EQ(read.events.size(), 2U);
  EXPECT_EQ(read.events[0].step, "https://ref.gs1.org/cbv/BizStep-departing");
  EXPECT_EQ(read.events[0].time, departing().time);
  EXPECT_EQ(read.events[1].parent, loading.parent);
  EXPECT_EQ(read.events[1].step, rail::kChangingGauge);
}

TEST(WriteEpcis, an_event_is_known_by_its_hash) {
  auto const read = read_epcis(document({departing()}));
  ASSERT_EQ(read.events.size(), 1U);
  EXPECT_EQ(read.events[0].id, read.events[0].hash);
}

TEST(WriteEpcis, a_document_without_events_is_sound) {
  EXPECT_TRUE(read_epcis(document({})).ok());
}

}  // namespace
}  // namespace camel
