// SPDX-License-Identifier: Apache-2.0
// Shortest paths from one origin to several destinations (Dijkstra 1959), on a
// network whose arcs lie in one array, by the node they leave.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "camel/lp/path_flow.h"

namespace camel {

inline constexpr double kUnreachable = std::numeric_limits<double>::infinity();

class ArcList {
 public:
  explicit ArcList(FlowProblem const& problem);

  struct Leaving {
    double length;
    int to, arc;
  };
  // The arcs that leave a node are first[node] ... first[node + 1] - 1.
  std::vector<int> first;
  std::vector<Leaving> leaving;
  std::vector<int> tail;             // by arc of the problem
  std::vector<char> has_one_way_in;  // by node
};

// The memory of a search; one for each thread.
class PathSearch {
 public:
  explicit PathSearch(ArcList const& arcs);

  // Finds the distances of all `sinks` that are nearer than `most`. No length
  // is negative. Of paths equally long it takes one with the fewest arcs.
  void run(int origin, std::vector<int> const& sinks,
           double most = kUnreachable);

  // Of a sink of the last run; unreachable where it is not so near.
  double distance(int node) const { return labels_[node].distance; }
  std::vector<int> path_to(int node) const;

 private:
  struct Waiting {
    double distance;
    int node, arcs;
    bool operator<(Waiting const& other) const {
      return distance < other.distance ||
             (distance == other.distance && arcs < other.arcs);
    }
  };
  struct Label {
    double distance = kUnreachable;
    int arcs = 0, came_by = -1;
  };
  void push(Waiting waiting);
  Waiting pop();

  ArcList const* list_;
  std::vector<Label> labels_;
  std::vector<std::int8_t> is_sink_;
  std::vector<int> touched_;
  std::vector<int> settled_;   // whose ways out have yet to be looked at
  std::vector<Waiting> heap_;  // of four branches
};

}  // namespace camel
