// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/box_way.h"

namespace camel {

bool is_stay(BoxWay const& way, std::size_t step) {
  return way[step].passing != Passing::departs;
}

std::string step_name(BoxWay const& way, std::size_t step) {
  auto const& from = way[step];
  auto const& to = way[step + 1];
  if (!is_stay(way, step)) {
    return from.place + ">" + to.place;
  }
  auto name = step > 0 ? way[step - 1].place + ">" + from.place : from.place;
  if (to.passing == Passing::delivered) {
    return name + "|";
  }
  name += ">" + (step + 2 < way.size() ? way[step + 2].place : "");
  return to.by == from.by ? name : name + "@" + to.by;
}

std::string name_of_rest(BoxWay const& way, std::size_t from) {
  std::string name;
  for (auto step = from; step + 1 < way.size(); ++step) {
    name += step_name(way, step) + ";";
  }
  return name;
}

std::size_t BoxJourney::passed_by(EpochSeconds now) const {
  std::size_t passed = 0;
  for (std::size_t i = 0; i < times.size(); ++i) {
    if (times[i] != kNotYet && times[i] <= now) {
      passed = i;
    }
  }
  return passed;
}

}  // namespace camel
