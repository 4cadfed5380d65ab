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
  std::vector<int> ways_in(static_cast<std::size_t>(problem.nodes), 0);
  for (auto const& arc : problem.arcs) {
    ++ways_in[arc.to];
  }
  for (int const ways : ways_in) {
    has_one_way_in.push_back(ways == 1);
  }
  leaving.resize(problem.arcs.size());
  auto next = first;
  for (std::size_t a = 0; a < problem.arcs.size(); ++a) {
    auto const& arc = problem.arcs[a];
    leaving[next[arc.from]++] = {arc.cost, arc.to, static_cast<int>(a)};
  }
}

PathSearch::PathSearch(ArcList const& arcs)
    : list_{&arcs},
      labels_(arcs.first.size() - 1),
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

void PathSearch::run(int origin, std::vector<int> const& sinks, double most) {
  for (int const node : touched_) {
    labels_[node] = {};
  }
  touched_.clear();
  heap_.clear();
  std::size_t open = 0;
  for (int const sink : sinks) {
    open += is_sink_[sink] == 0;
    is_sink_[sink] = 1;
  }
  labels_[origin].distance = 0;
  touched_.push_back(origin);
  push({0, origin, 0});
  auto const* const leaving = list_->leaving.data();
  while (open > 0 && !heap_.empty()) {
    auto const nearest = pop();
    auto const& known = labels_[nearest.node];
    if (nearest.distance != known.distance || nearest.arcs != known.arcs) {
      continue;  // reached by a shorter path since
    }
    settled_.push_back(nearest.node);
    while (!settled_.empty()) {
      auto const node = settled_.back();
      settled_.pop_back();
      open -= is_sink_[node] != 0;
      auto const [distance, arcs, came_by] = labels_[node];
      auto const* const end = leaving + list_->first[node + 1];
      for (auto const* by = leaving + list_->first[node]; by != end; ++by) {
        auto& label = labels_[by->to];
        auto const length = distance + by->length;
        if (length < most &&
            (length < label.distance ||
             (length == label.distance && arcs + 1 < label.arcs))) {
          if (label.distance == kUnreachable) {
            touched_.push_back(by->to);
          }
          label = {length, arcs + 1, by->arc};
          // There is no other way there: it need not wait.
          if (list_->has_one_way_in[by->to] != 0) {
            settled_.push_back(by->to);
          } else {
            push({length, by->to, arcs + 1});
          }
        }
      }
    }
  }
  for (int const sink : sinks) {
    is_sink_[sink] = 0;
  }
}

std::vector<int> PathSearch::path_to(int node) const {
  std::vector<int> path;
  while (labels_[node].came_by >= 0) {
    path.push_back(labels_[node].came_by);
    node = list_->tail[labels_[node].came_by];
  }
  std::reverse(path.begin(), path.end());
  return path;
}

}  // namespace camel
