// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/consignment_line_up.h"

#include "camel/tracking/test_consignment.h"

namespace camel {
namespace {

Milestone milestone(std::string const& time, std::string const& step,
                    std::string const& place) {
  Milestone one;
  one.time = *parse_event_time(time);
  one.step = "https://ref.gs1.org/cbv/BizStep-" + step;
  one.place = "https://example.org/place/" + place;
  one.event_id = time + step;
  return one;
}

LineUp box(std::vector<Milestone> milestones) {
  LineUp line;
  line.milestones = std::move(milestones);
  return line;
}

struct PlannedAgainstActual : testing::Test {
  ConsignmentLineUp of(LineUp const& first, LineUp const& second) const {
    return line_up(plan, [&](std::string const& number) {
      return number == "CSQU3054383" ? first : second;
    });
  }
  ConsignmentPlan plan = sound_consignment().plan;
  LineUp early = box({milestone("2026-03-01T10:00:00Z", "departing", "XIY"),
                      milestone("2026-03-05T09:00:00Z", "arriving", "DOS")});
  LineUp late = box({milestone("2026-03-01T12:00:00Z", "departing", "XIY"),
                     milestone("2026-03-06T09:00:00Z", "storing", "DOS")});
};

TEST_F(PlannedAgainstActual, a_leg_is_done_when_its_last_box_is) {
  auto const line = of(early, late);
  EXPECT_EQ(line.legs[0].departed, parse_event_time("2026-03-01T12:00:00Z"));
  EXPECT_EQ(line.legs[0].arrived, parse_event_time("2026-03-06T09:00:00Z"));
  EXPECT_EQ(line.legs[1].boxes_departed, 0U);
  EXPECT_FALSE(line.legs[1].departed);
}

TEST_F(PlannedAgainstActual, a_box_that_is_missing_is_counted) {
  late.milestones.clear();
  auto const line = of(early, late);
  EXPECT_EQ(line.legs[0].boxes_departed, 1U);
  EXPECT_FALSE(line.legs[0].departed);
  EXPECT_EQ(line.legs[0].boxes_arrived, 1U);
  EXPECT_FALSE(line.legs[0].arrived);
}

TEST_F(PlannedAgainstActual, what_two_parties_tell_of_a_box_is_one_line) {
  early.last_place = "DOS";
  late.last_place = "far";
  auto const whole = merged("CSQU3054383", {late, early});
  EXPECT_EQ(whole.milestones.size(), 4U);
  EXPECT_EQ(whole.milestones[0].time, early.milestones[0].time);
  EXPECT_EQ(whole.last_place, "far");
  EXPECT_EQ(whole, merged("CSQU3054383", {early, late}));
}

}  // namespace
}  // namespace camel
