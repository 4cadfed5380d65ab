// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/line.h"

#include <algorithm>

#include "camel/base/check.h"

namespace camel {

namespace {

// Strongly connected components of "who holds this may wait for that", after
// R. Tarjan (1972), without recursion. A component of one space that leads to
// itself counts, too.
class CircleFinder {
 public:
  explicit CircleFinder(std::vector<std::vector<Space>> const& leads_to)
      : leads_to_{leads_to},
        number_(leads_to.size(), 0),
        lowest_(leads_to.size(), 0),
        on_trail_(leads_to.size(), false),
        circle_(leads_to.size(), 0) {}

  std::vector<std::uint32_t> run() {
    for (Space space = 0; space < leads_to_.size(); ++space) {
      if (number_[space] == 0) {
        walk_from(space);
      }
    }
    return circle_;
  }

 private:
  struct Step {
    Space at;
    std::size_t next = 0;
  };

  void enter(Space space) {
    number_[space] = lowest_[space] = ++count_;
    on_trail_[space] = true;
    trail_.push_back(space);
    steps_.push_back({space});
  }

  void walk_from(Space start) {
    enter(start);
    while (!steps_.empty()) {
      auto& step = steps_.back();
      auto const at = step.at;
      if (step.next < leads_to_[at].size()) {
        auto const to = leads_to_[at][step.next++];
        if (number_[to] == 0) {
          enter(to);
        } else if (on_trail_[to]) {
          lowest_[at] = std::min(lowest_[at], number_[to]);
        }
        continue;
      }
      steps_.pop_back();
      if (!steps_.empty()) {
        auto& before = lowest_[steps_.back().at];
        before = std::min(before, lowest_[at]);
      }
      if (lowest_[at] == number_[at]) {
        close(at);
      }
    }
  }

  void close(Space root) {
    auto const begin = std::find(trail_.rbegin(), trail_.rend(), root).base();
    auto const first = begin - 1;
    auto const& to = leads_to_[root];
    auto const is_circle = trail_.end() - first > 1 ||
                           std::find(to.begin(), to.end(), root) != to.end();
    circles_ += is_circle ? 1U : 0U;
    for (auto space = first; space != trail_.end(); ++space) {
      on_trail_[*space] = false;
      circle_[*space] = is_circle ? circles_ : 0;
    }
    trail_.erase(first, trail_.end());
  }

  std::vector<std::vector<Space>> const& leads_to_;
  std::vector<std::uint32_t> number_, lowest_;
  std::vector<bool> on_trail_;
  std::vector<std::uint32_t> circle_;
  std::vector<Space> trail_;
  std::vector<Step> steps_;
  std::uint32_t count_ = 0, circles_ = 0;
};

}  // namespace

Line::Layout::Layout(Plan the_plan) : plan{std::move(the_plan)} {
  // A train that wants a space may hold any it was given since it last stood
  // where there is room for any number: steps of a procedure may be left out,
  // and tracks are kept beside each other.
  auto const limited = [&](Space space) {
    return space != kOpenSpace && plan.room[space] != kUnlimited;
  };
  std::vector<std::vector<Space>> leads_to(plan.room.size());
  for (auto const& way : plan.ways) {
    std::vector<Space> held;
    for (auto const space : way) {
      if (space == kOpenSpace) {
        held.clear();
      } else if (limited(space)) {
        for (auto const behind : held) {
          leads_to[behind].push_back(space);
        }
        if (space < plan.first_track) {
          held.clear();
        }
        held.push_back(space);
      }
    }
  }
  for (auto& list : leads_to) {
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
  }
  circle = CircleFinder{leads_to}.run();
  circles =
      circle.empty() ? 0 : *std::max_element(circle.begin(), circle.end());
  members.resize(circles + 1);
  for (Space space = 0; space < circle.size(); ++space) {
    members[circle[space]].push_back(space);
  }
}

Line::Line(Layout const& layout)
    : layout_{layout},
      used_(layout.plan.room.size(), 0),
      queues_(layout.plan.room.size()),
      circles_(layout.circles + 1) {}

void Line::set_out(Occupancy& train, std::size_t way) {
  CAMEL_CHECK(train.held.empty(), "a train sets out before it has arrived");
  train.claims = &layout_.plan.ways[way];
  train.next = 0;
}

bool Line::enters_at_once(Occupancy& train, Space space) {
  auto const circle = layout_.circle[space];
  // In a circle, whoever waits was refused in the present state: a newcomer
  // overtakes nobody who could go.
  if (circle == 0 && !queues_[space].empty()) {
    return false;
  }
  return may_enter(train, space);
}

bool Line::may_enter(Occupancy& train, Space space) {
  if (is_full(space)) {
    return false;
  }
  auto const next = train.next;
  take(train, space);
  auto const circle = layout_.circle[space];
  // Where all were safe before, they are as safe after it if it leaves room for
  // another, since then it stands in nobody's way, or can run to its end now.
  if (circle == 0 || !is_full(space) || can_finish_now(train) ||
      all_can_finish(circle)) {
    return true;
  }
  undo(train, next);
  return false;
}

void Line::take(Occupancy& train, Space space) {
  CAMEL_CHECK(used_[space] < room(space), "more trains than the line holds");
  ++used_[space];
  train.held.push_back(space);
  while (train.next < train.claims->size() &&
         (*train.claims)[train.next] != space) {
    ++train.next;
  }
  CAMEL_CHECK(train.next < train.claims->size(),
              "a train left the way it had claimed");
  ++train.next;
  auto const number = layout_.circle[space];
  if (number != 0) {
    auto& circle = circles_[number];
    if (std::find(circle.trains.begin(), circle.trains.end(), &train) ==
        circle.trains.end()) {
      circle.trains.push_back(&train);
    }
  }
}

void Line::undo(Occupancy& train, std::size_t next) {
  auto const space = train.held.back();
  train.held.pop_back();
  release(train, space);
  train.next = next;
}

// `space` is no longer among what the train holds.
void Line::release(Occupancy& train, Space space) {
  auto const number = layout_.circle[space];
  if (number != 0) {
    auto& circle = circles_[number];
    auto const holds = [&](Space held) {
      return layout_.circle[held] == number;
    };
    if (std::none_of(train.held.begin(), train.held.end(), holds)) {
      std::erase(circle.trains, &train);
    }
  }
  --used_[space];
  CAMEL_CHECK(used_[space] >= 0, "a train gives back what it never held");
}

void Line::give_back_behind(Occupancy& train) {
  auto const newest = train.held.back();
  auto const runs = newest < layout_.plan.first_track;
  freed_.clear();
  for (std::size_t i = 0; i + 1 < train.held.size();) {
    auto const space = train.held[i];
    if (runs || space < layout_.plan.first_track) {
      train.held.erase(train.held.begin() + static_cast<std::ptrdiff_t>(i));
      release(train, space);
      freed_.push_back(space);
    } else {
      ++i;
    }
  }
  for (auto const space : freed_) {
    serve(space);
  }
}

void Line::give_back_all(Occupancy& train) {
  while (!train.held.empty()) {
    auto const space = train.held.back();
    train.held.pop_back();
    release(train, space);
    serve(space);
  }
}

void Line::join(Occupancy& train, Space space) {
  ++waiting_;
  auto const circle = layout_.circle[space];
  // Behind those that go first, and where it does so itself, behind no others.
  auto const place_in = [&](auto& queue, auto train_of) {
    return train.goes_first
               ? std::find_if(queue.begin(), queue.end(),
                              [&](auto const& waits) {
                                return !train_of(waits)->goes_first;
                              })
               : queue.end();
  };
  if (circle == 0) {
    auto& queue = queues_[space];
    queue.insert(place_in(queue, [](Occupancy* waits) { return waits; }),
                 &train);
  } else {
    auto& queue = circles_[circle].waiting;
    queue.emplace(place_in(queue, [](auto const& w) { return w.first; }),
                  &train, space);
  }
}

void Line::wake(Occupancy& train) {
  --waiting_;
  simulation_->wake(train.slot);
}

void Line::serve(Space space) {
  if (auto const circle = layout_.circle[space]; circle != 0) {
    serve_circle(circle);
    return;
  }
  auto& queue = queues_[space];
  while (!queue.empty() && !is_full(space)) {
    auto& train = *queue.front();
    queue.pop_front();
    take(train, space);
    wake(train);
  }
}

void Line::serve_circle(std::uint32_t number) {
  auto& waiting = circles_[number].waiting;
  for (std::size_t i = 0; i < waiting.size();) {
    auto const [train, space] = waiting[i];
    if (may_enter(*train, space)) {
      waiting.erase(waiting.begin() + static_cast<std::ptrdiff_t>(i));
      wake(*train);
      i = 0;  // the others may find a way out now
    } else {
      ++i;
    }
  }
}

bool Line::can_finish_now(Occupancy const& train) const {
  auto const& claims = *train.claims;
  for (auto i = train.next; i < claims.size() && claims[i] != kOpenSpace; ++i) {
    if (is_full(claims[i])) {
      return false;
    }
  }
  return true;
}

// One train after the other: is there always one whose whole way through the
// circle is free?
bool Line::all_can_finish(std::uint32_t number) {
  auto const& members = layout_.members[number];
  // Outside of the circle there is room for all.
  free_.resize(used_.size(), kUnlimited);
  for (auto const space : members) {
    free_[space] = room(space) - used_[space];
  }
  // Room only grows here: a claim that was free once stays so.
  auto const can_finish = [&](Search& search) {
    auto const& claims = *search.train->claims;
    auto const& held = search.train->held;
    auto const* const free = free_.data();
    auto const end = claims.end();
    auto next = claims.begin() + search.next;
    // What it holds itself it will have left before it comes there again.
    while (next != end && *next != kOpenSpace &&
           (free[*next] != 0 ||
            std::find(held.begin(), held.end(), *next) != held.end())) {
      ++next;
    }
    search.next = next - claims.begin();
    return next == end || *next == kOpenSpace;
  };
  left_.clear();
  for (auto const* const train : circles_[number].trains) {
    left_.push_back({train, static_cast<std::ptrdiff_t>(train->next)});
  }
  auto before = left_.size() + 1;
  while (!left_.empty() && left_.size() < before) {
    before = left_.size();
    std::erase_if(left_, [&](Search& search) {
      if (!can_finish(search)) {
        return false;
      }
      for (auto const space : search.train->held) {
        free_[space] += layout_.circle[space] == number ? 1 : 0;
      }
      return true;
    });
  }
  for (auto const space : members) {
    free_[space] = kUnlimited;
  }
  return left_.empty();
}

}  // namespace camel
