// SPDX-License-Identifier: Apache-2.0
#include "camel/lp/shortest_paths.h"

#include <algorithm>

namespace camel {

ArcList::ArcList(FlowProblem const& problem) {
  first.assign(static_cast<std::size_t>(problem.nodes) + 1, 0);
  for (auto const& arc : problem.arcs) {
    ++first[arc.from + 1];
    tail.push_back(arc.from);
  }
  for (int node = 0; node < problem.nodes; ++node) {
    first[node + 1] += first[node];
  }
  leaving.resize(problem.arcs.size());
  auto next = first;
  for (std::size_t a = 0; a < problem.arcs.size(); ++a) {
    auto const& arc = problem.arcs[a];
    leaving[next[arc.from]++] = {static_cast<int>(a), arc.to};
  }
}

PathSearch::PathSearch(ArcList const& arcs)
    : list_{&arcs},
      distance_(arcs.first.size() - 1, kUnreachable),
      arcs_(arcs.first.size() - 1, 0),
      came_by_(arcs.first.size() - 1, -1),
      is_sink_(arcs.first.size() - 1, 0) {}

void PathSearch::push(Waiting waiting) {
  auto at = heap_.size();
  heap_.push_back(waiting);
  while (at > 0 && waiting < heap_[(at - 1) / 4]) {
    heap_[at] = heap_[(at - 1) / 4];
    at = (at - 1) / 4;
  }
  heap_[at] = waiting;
}

PathSearch::Waiting PathSearch::pop() {
  auto const top = heap_.front();
  auto const last = heap_.back();
  heap_.pop_back();
  auto const size = heap_.size();
  std::size_t at = 0;
  for (;;) {
    auto const child = 4 * at + 1;
    if (child >= size) {
      break;
    }
    auto least = child;
    for (auto other = child + 1; other < std::min(child + 4, size); ++other) {
      if (heap_[other] < heap_[least]) {
        least = other;
      }
    }
    if (!(heap_[least] < last)) {
      break;
    }
    heap_[at] = heap_[least];
    at = least;
  }
  if (size > 0) {
    heap_[at] = last;
  }
  return top;
}

void PathSearch::run(int origin, std::vector<int> const& sinks,
                     std::vector<double> const& lengths) {
  for (int const node : touched_) {
    distance_[node] = kUnreachable;
    came_by_[node] = -1;
  }
  touched_.clear();
  heap_.clear();
  std::size_t open = 0;
  for (int const sink : sinks) {
    open += is_sink_[sink] == 0;
    is_sink_[sink] = 1;
  }
  distance_[origin] = 0;
  arcs_[origin] = 0;
  touched_.push_back(origin);
  push({0, 0, origin});
  while (!heap_.empty()) {
    auto const [distance, arcs, node] = pop();
    if (distance != distance_[node] || arcs != arcs_[node]) {
      continue;  // reached by a shorter path since
    }
    if (is_sink_[node] != 0) {
      is_sink_[node] = 0;
      if (--open == 0) {
        break;
      }
    }
    for (int i = list_->first[node]; i < list_->first[node + 1]; ++i) {
      auto const to = list_->leaving[i].to;
      auto const length = distance + lengths[i];
      auto& known = distance_[to];
      if (length < known || (length == known && arcs + 1 < arcs_[to])) {
        if (known == kUnreachable) {
          touched_.push_back(to);
        }
        known = length;
        arcs_[to] = arcs + 1;
        came_by_[to] = list_->leaving[i].arc;
        push({length, arcs + 1, to});
      }
    }
  }
  for (int const sink : sinks) {
    is_sink_[sink] = 0;
  }
}

std::vector<int> PathSearch::path_to(int node) const {
  std::vector<int> path;
  while (came_by_[node] >= 0) {
    path.push_back(came_by_[node]);
    node = list_->tail[came_by_[node]];
  }
  std::reverse(path.begin(), path.end());
  return path;
}

}  // namespace camel
