// SPDX-License-Identifier: Apache-2.0
#include "camel/routing/arrivals_by_risk.h"

#include <algorithm>

namespace camel {

namespace {

RiskSteps always(std::int16_t value) {
  return RiskSteps{value, value, value, value, value, value, value, value};
}

RiskSteps const kNever = always(kNoArrival);

RiskSteps least(RiskSteps one, RiskSteps other) {
  return one < other ? one : other;
}

bool are_equal(RiskSteps one, RiskSteps other) {
  for (std::size_t i = 0; i < kRiskSteps; ++i) {
    if (one[i] != other[i]) {
      return false;
    }
  }
  return true;
}

// What is reached with so much risk left, the landing's own taken off. The
// first level is worth three steps and some.
RiskSteps with_landing(RiskSteps onward, std::size_t level) {
  static_assert((kRisk[0] - kRisk[2]) / kRiskStep == 3);
  switch (level) {
    case 0:
      return __builtin_shufflevector(onward, kNever, 8, 8, 8, 0, 1, 2, 3, 7);
    case 1:
      return __builtin_shufflevector(onward, kNever, 8, 0, 1, 2, 3, 4, 5, 7);
    default:
      return onward;
  }
}

class Builder {
 public:
  Builder(Timetable const& timetable, PlaceId to)
      : timetable_{timetable}, target_{timetable.deliveries[to.value]} {
    made_.by_departure.assign(timetable.departures.size(), kNever);
    find_instants();
    made_.first.push_back(0);
    for (std::size_t i = 0; i < timetable.stands.size(); ++i) {
      auto entries = made_.first.back();
      for (auto const call : timetable.boardings_of(StandId{i})) {
        auto const line = timetable.calls[call.value].line;
        entries += timetable.lines[line.value].runs;
      }
      made_.first.push_back(entries);
    }
    end_.assign(made_.first.begin(), made_.first.end() - 1);
    made_.ready.resize(made_.first.back());
    made_.onward.resize(made_.first.back());
  }

  ArrivalsByRisk build() {
    auto const& connections = timetable_.connections;
    for (auto at = connections.rbegin(); at != connections.rend(); ++at) {
      auto const& call = timetable_.calls[at->call.value];
      auto const run = at->run - timetable_.lines[call.line.value].number;
      auto const alight = CallId{at->call.value + std::uint64_t{1}};
      // Staying aboard, or leaving the train.
      auto arrivals =
          made_.by_departure[timetable_.calls[alight.value].times + run];
      for (auto const& landing : timetable_.landings_of(alight)) {
        arrivals = least(arrivals, landed(landing, at->arrives));
      }
      if (arrivals[kRiskSteps - 1] == kNoArrival) {
        continue;
      }
      made_.by_departure[call.times + run] = arrivals;
      for (auto const stand : timetable_.stands_of(at->call)) {
        add(stand, at->departs - call.cut_off, arrivals);
      }
    }
    pack();
    return std::move(made_);
  }

 private:
  void find_instants() {
    auto& instants = made_.instants;
    for (std::size_t i = 0; i < timetable_.calls.size(); ++i) {
      auto const& call = timetable_.calls[i];
      for (auto const& landing : timetable_.landings_of(CallId{i})) {
        auto const runs = timetable_.lines[call.line.value].runs;
        for (std::uint32_t run = 0; landing.stand == target_ && run < runs;
             ++run) {
          for (auto const after : landing.after) {
            instants.push_back(timetable_.open_from(
                target_, timetable_.arrivals[call.times + run] + after));
          }
        }
      }
    }
    std::sort(instants.begin(), instants.end());
    instants.erase(std::unique(instants.begin(), instants.end()),
                   instants.end());
    auto const every = instants.size() / (kNoArrival - 1) + 1;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < instants.size(); i += every) {
      instants[kept++] = instants[i];
    }
    instants.resize(kept);
  }

  std::int16_t number_of(Instant delivered) const {
    auto const& instants = made_.instants;
    auto const past =
        std::upper_bound(instants.begin(), instants.end(), delivered);
    return static_cast<std::int16_t>(past - instants.begin() - 1);
  }

  // Nearly all look for what has been added of late, so from the end.
  std::uint32_t last_ready(StandId stand, Instant at) const {
    auto const first = made_.first[stand.value];
    auto past = end_[stand.value];
    std::uint32_t stride = 1;
    while (past > first && made_.ready[past - 1] < at) {
      auto const back = past - first > stride ? past - stride : first;
      if (back == first || made_.ready[back - 1] >= at) {
        auto const begin = made_.ready.begin();
        return static_cast<std::uint32_t>(
            std::partition_point(begin + back, begin + past,
                                 [&](Instant one) { return one >= at; }) -
            begin);
      }
      past = back;
      stride *= 2;
    }
    return past;
  }

  RiskSteps landed(Landing const& landing, Instant arrives) const {
    auto const stand = landing.stand;
    auto arrivals = kNever;
    if (stand != target_ && made_.first[stand.value] == end_[stand.value]) {
      return arrivals;
    }
    for (std::size_t level = 0; level < kLevels; ++level) {
      auto const ready =
          timetable_.open_from(stand, arrives + landing.after[level]);
      if (ready >= kNoInstant) {
        break;
      }
      if (stand == target_) {
        arrivals =
            least(arrivals, with_landing(always(number_of(ready)), level));
        continue;
      }
      auto const past = last_ready(stand, ready);
      if (past == made_.first[stand.value]) {
        break;  // too late, and surer ones still more
      }
      arrivals = least(arrivals, with_landing(made_.onward[past - 1], level));
    }
    return arrivals;
  }

  // Cut-offs differ, so one may be added late.
  void add(StandId stand, Instant ready, RiskSteps arrivals) {
    auto const first = made_.first[stand.value];
    auto& end = end_[stand.value];
    auto at = end;
    while (at > first && made_.ready[at - 1] < ready) {
      --at;
      made_.onward[at] = least(made_.onward[at], arrivals);
    }
    if (at > first) {
      arrivals = least(arrivals, made_.onward[at - 1]);
      if (are_equal(arrivals, made_.onward[at - 1])) {
        return;
      }
      if (made_.ready[at - 1] == ready) {
        made_.onward[at - 1] = arrivals;
        return;
      }
    }
    for (auto i = end++; i > at; --i) {
      made_.ready[i] = made_.ready[i - 1];
      made_.onward[i] = made_.onward[i - 1];
    }
    made_.ready[at] = ready;
    made_.onward[at] = arrivals;
  }

  void pack() {
    std::vector<Instant> ready;
    std::vector<RiskSteps> onward;
    for (std::size_t i = 0; i < end_.size(); ++i) {
      auto const begin = made_.first[i];
      made_.first[i] = static_cast<std::uint32_t>(ready.size());
      ready.insert(ready.end(), made_.ready.begin() + begin,
                   made_.ready.begin() + end_[i]);
      onward.insert(onward.end(), made_.onward.begin() + begin,
                    made_.onward.begin() + end_[i]);
    }
    made_.first.back() = static_cast<std::uint32_t>(ready.size());
    ready.shrink_to_fit();
    onward.shrink_to_fit();
    made_.ready = std::move(ready);
    made_.onward = std::move(onward);
  }

  Timetable const& timetable_;
  StandId const target_;
  ArrivalsByRisk made_;
  std::vector<std::uint32_t> end_;  // of the entries of a stand so far
};

}  // namespace

RiskSteps ArrivalsByRisk::from(StandId stand, Instant at) const {
  auto const begin = ready.begin() + first[stand.value];
  auto const past =
      std::partition_point(begin, ready.begin() + first[stand.value + 1],
                           [&](Instant one) { return one >= at; });
  return past == begin
             ? kNever
             : onward[static_cast<std::size_t>(past - ready.begin() - 1)];
}

ArrivalsByRisk build_arrivals(Timetable const& timetable, PlaceId to) {
  return Builder{timetable, to}.build();
}

}  // namespace camel
