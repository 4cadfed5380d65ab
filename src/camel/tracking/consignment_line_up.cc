// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/consignment_line_up.h"

#include <algorithm>
#include <tuple>

namespace camel {

namespace {

bool is_step(Milestone const& milestone, std::string_view word) {
  return std::string_view{milestone.step}.ends_with(word);
}

bool is_at(Milestone const& milestone, std::string_view place) {
  return !milestone.place.empty() && last_word(milestone.place) == place;
}

// The last departure: a train that came back left once more.
std::optional<EventMoment> departure_of(LineUp const& line_up,
                                        std::string_view place) {
  auto const& all = line_up.milestones;
  auto const found =
      std::find_if(all.rbegin(), all.rend(), [&](Milestone const& one) {
        return is_at(one, place) && is_step(one, "departing");
      });
  return found == all.rend() ? std::nullopt : std::optional{found->time};
}

// When it was first seen there, as arriving if somebody said so.
std::optional<EventMoment> arrival_of(LineUp const& line_up,
                                      std::string_view place) {
  auto const& all = line_up.milestones;
  auto const first = [&](auto const& fits) -> std::optional<EventMoment> {
    auto const found = std::find_if(all.begin(), all.end(), fits);
    return found == all.end() ? std::nullopt : std::optional{found->time};
  };
  auto const told = first([&](Milestone const& one) {
    return is_at(one, place) && is_step(one, "arriving");
  });
  return told ? told
              : first([&](Milestone const& one) { return is_at(one, place); });
}

// Counts a box, and keeps the moment of the last.
void count(std::optional<EventMoment> const& moment, std::size_t& boxes,
           std::optional<EventMoment>& last) {
  if (moment) {
    ++boxes;
    last = std::max(last.value_or(*moment), *moment);
  }
}

LegProgress progress_of(PlannedLeg const& leg,
                        std::vector<LineUp> const& boxes) {
  LegProgress progress;
  progress.leg = leg;
  for (auto const& box : boxes) {
    count(departure_of(box, leg.from), progress.boxes_departed,
          progress.departed);
    count(arrival_of(box, leg.to), progress.boxes_arrived, progress.arrived);
  }
  if (progress.boxes_departed < boxes.size()) {
    progress.departed.reset();
  }
  if (progress.boxes_arrived < boxes.size()) {
    progress.arrived.reset();
  }
  return progress;
}

}  // namespace

ConsignmentLineUp line_up(ConsignmentPlan const& plan,
                          LineUpOf const& line_up_of) {
  ConsignmentLineUp result{
      .consignment = plan.consignment, .legs = {}, .boxes = {}};
  for (auto const& box : plan.boxes) {
    result.boxes.push_back(line_up_of(box));
  }
  for (auto const& leg : plan.legs) {
    result.legs.push_back(progress_of(leg, result.boxes));
  }
  return result;
}

LineUp merged(std::string const& object, std::vector<LineUp> const& line_ups) {
  LineUp whole;
  whole.object = object;
  EventMoment newest = EventMoment::min();
  for (auto const& one : line_ups) {
    whole.milestones.insert(whole.milestones.end(), one.milestones.begin(),
                            one.milestones.end());
    whole.contents.insert(whole.contents.end(), one.contents.begin(),
                          one.contents.end());
    whole.retracted += one.retracted;
    if (!one.milestones.empty() && one.milestones.back().time >= newest) {
      newest = one.milestones.back().time;
      whole.in = one.in;
      whole.last_place = one.last_place;
    }
  }
  std::sort(whole.milestones.begin(), whole.milestones.end(),
            [](Milestone const& a, Milestone const& b) {
              return std::tie(a.time, a.event_id) <
                     std::tie(b.time, b.event_id);
            });
  return whole;
}

}  // namespace camel
