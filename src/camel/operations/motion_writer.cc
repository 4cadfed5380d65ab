// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/motion_writer.h"

#include <algorithm>

namespace camel {

void MotionWriter::form(TrainId train, ServiceId service, Ticks now) {
  row_of_.resize(std::max<std::size_t>(row_of_.size(), train.value + 1));
  row_of_[train.value] = trains_.size();
  trains_.push_back({service, {}});
  formed_at_.push_back(in_year(now));
}

void MotionWriter::run(TrainId train, Run const& run) {
  auto const row = row_of_[train.value];
  auto& calls = trains_[row].calls;
  if (calls.empty()) {
    calls.push_back({run.from, formed_at_[row], kHere, 0});
  }
  calls.back().left = in_year(run.departed);
  calls.back().teu = run.teu;
  calls.push_back({run.to, in_year(run.arrived), kHere, run.teu});
}

void MotionWriter::end(TrainId train, Ticks now) {
  auto& calls = trains_[row_of_[train.value]].calls;
  if (!calls.empty()) {
    calls.back().left = in_year(now);
  }
}

// The windows of one run in which less than all of its capacity is left.
void MotionWriter::add_closures(Course const& course, LinkRun run) {
  auto since = begin_;
  auto share = 1.0;
  auto const until = [&](Ticks now) {
    auto const to = std::clamp(now, begin_, end_);
    if (share < 1 && since < to) {
      closures.push_back({run, in_year(since), in_year(to), share});
    }
    since = to;
  };
  course.for_each_step([&](Ticks time, double value) {
    until(time);
    share = value;
  });
  until(end_);
}

void MotionWriter::look_at_closures(World const& world) {
  for (auto const link : world.corridor.links.ids()) {
    for (auto const forward : {true, false}) {
      auto const run = LinkRun{link, forward};
      add_closures(world.closures.of(run), run);
    }
  }
}

void MotionWriter::look_at(World const& world) {
  standstill.trains.resize(world.borders.size());
  for (std::size_t i = 0; i < world.borders.size(); ++i) {
    standstill.trains[i].push_back(world.borders[i].trains);
  }
  standstill.teu.resize(world.waiting.size());
  for (auto const id : world.waiting.ids()) {
    standstill.teu[id].push_back(static_cast<int>(world.waiting[id].value()));
  }
  standstill.banned.resize(world.bans.size());
  for (auto const id : world.corridor.loading_bans.ids()) {
    standstill.banned[id].push_back(world.bans[id.value].on);
  }
}

std::vector<TrainInMotion> MotionWriter::finish() && {
  auto const year = in_year(end_);
  for (auto& train : trains_) {
    // What was over before the year is of no use, but for where a train came
    // from that runs as the year begins.
    auto first = std::find_if(train.calls.begin(), train.calls.end(),
                              [](auto const& c) { return c.left >= 0; });
    if (first != train.calls.begin() && first != train.calls.end() &&
        first->arrived >= 0) {
      --first;
    }
    train.calls.erase(train.calls.begin(), first);
    for (auto& call : train.calls) {
      call.left = std::min(call.left, std::max(year, call.arrived));
    }
  }
  std::erase_if(trains_, [](auto const& train) { return train.calls.empty(); });
  return std::move(trains_);
}

Process sample_motion(Simulation& sim, World& world, MotionWriter& writer) {
  writer.look_at_closures(world);
  for (;;) {
    writer.look_at(world);
    co_await sim.wait(Standstill::kEvery);
  }
}

}  // namespace camel
