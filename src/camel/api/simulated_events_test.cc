// SPDX-License-Identifier: Apache-2.0
#include "camel/api/simulated_events.h"

#include <map>
#include <set>

#include <gtest/gtest.h>

#include "camel/model/test_corridor.h"
#include "camel/tracking/line_up.h"
#include "camel/tracking/read_epcis.h"

namespace camel {
namespace {

constexpr auto kTwoGauges =
    "place A CN\n place B KZ\n place C KZ\n"
    "link A B gauge=1435\n link B C gauge=1520\n"
    "facility B customs hours=2 law=fixed\n"
    "step B CN>KZ customs at=customs\n"
    "service E A+ B- capacity=40 rule=timetable frequency=14 gauge=1435\n"
    "service W B+ C- capacity=40 rule=timetable frequency=14 gauge=1520\n"
    "demand A C teu=6000 lot=3\n";

std::string events_of(EventsPlan const& plan) {
  std::string text;
  EpcisWriter writer{[&](std::string_view part) { text += part; }};
  auto const corridor = corridor_from(kTwoGauges);
  write_simulated_events(corridor, plan, writer);
  return text;
}

EventsPlan const kPlan{.days = 30, .warm_up_days = 5, .boxes = 40};

TEST(SimulatedEvents, all_of_them_are_sound_and_differ) {
  auto const read = read_epcis(events_of(kPlan));
  ASSERT_TRUE(read.ok()) << read.findings[0].pointer << " "
                         << read.findings[0].message;
  std::set<std::string> ids;
  for (auto const& event : read.events) {
    EXPECT_TRUE(ids.insert(event.id).second) << event.json;
  }
  EXPECT_GT(read.events.size(), 200U);
}

TEST(SimulatedEvents, a_year_is_told_twice_in_the_same_bytes) {
  EXPECT_EQ(events_of(kPlan), events_of(kPlan));
}

TEST(SimulatedEvents, a_box_goes_through_its_steps_on_wagons_and_trains) {
  auto const read = read_epcis(events_of(kPlan));
  std::map<std::string, std::vector<EpcisEvent>> of;
  for (auto const& event : read.events) {
    std::set<std::string> named{event.objects.begin(), event.objects.end()};
    named.insert(event.parent);
    for (auto const& name : named) {
      of[name].push_back(event);
    }
  }
  auto const line =
      line_up("https://id.example.org/container/SCMU0000001",
              [&](std::string const& object) { return of[object]; });
  std::multiset<std::string> steps;  // some are of one moment
  for (auto const& one : line.milestones) {
    steps.insert(one.step.substr(one.step.find_last_of("-#") + 1));
  }
  EXPECT_EQ(steps, (std::multiset<std::string>{
                       "accepting", "loading", "assembling", "departing",
                       "arriving", "crossing_border", "clearing_customs",
                       "unloading", "disassembling", "changing_gauge",
                       "loading", "assembling", "departing", "arriving",
                       "unloading", "disassembling", "receiving"}));
  EXPECT_TRUE(line.in.empty());
}

}  // namespace
}  // namespace camel
