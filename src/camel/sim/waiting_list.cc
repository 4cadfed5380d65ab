// SPDX-License-Identifier: Apache-2.0
#include "camel/sim/waiting_list.h"

#include <algorithm>

#include "camel/base/check.h"
#include "camel/sim/simulation.h"

namespace camel {

WaitingList::WaitingList(WaitingList&& other) noexcept
    : name_{std::move(other.name_)},
      line_{other.line_},
      waits_{other.waits_},
      reneged_{other.reneged_} {}

WaitingList::~WaitingList() {
  // Should it end before those who wait for it, they wait for ever.
  for (auto* waiter = first_; waiter != nullptr; waiter = waiter->behind) {
    waiter->list = nullptr;
  }
}

void WaitingList::join_between(Waiter& waiter, At at) {
  auto rank = ranks_.end();
  while (rank != ranks_.begin() &&
         std::prev(rank)->priority >= waiter.priority) {
    --rank;
  }
  // `rank` is its own, or the first that is less urgent.
  auto const is_new = rank == ranks_.end() || rank->priority != waiter.priority;
  auto* ahead = rank == ranks_.begin() ? nullptr : std::prev(rank)->last;
  if (is_new) {
    ranks_.insert(rank, {waiter.priority, &waiter});
  } else if (at == At::back) {
    ahead = std::exchange(rank->last, &waiter);
  }
  waiter.ahead = ahead;
  auto*& link = ahead != nullptr ? ahead->behind : first_;
  waiter.behind = std::exchange(link, &waiter);
  if (waiter.behind != nullptr) {
    waiter.behind->ahead = &waiter;
  }
}

void WaitingList::unlink_between(Waiter& waiter) {
  auto* const ahead = waiter.ahead;
  auto* const behind = waiter.behind;
  if (behind == nullptr || behind->priority != waiter.priority) {
    // The last of its rank.
    auto const rank = std::find_if(
        ranks_.begin(), ranks_.end(),
        [&](Rank const& r) { return r.priority == waiter.priority; });
    if (ahead != nullptr && ahead->priority == waiter.priority) {
      rank->last = ahead;
    } else {
      ranks_.erase(rank);
    }
  }
  (ahead != nullptr ? ahead->behind : first_) = behind;
  if (behind != nullptr) {
    behind->ahead = ahead;
  }
}

void WaitingList::withdraw(Waiter& waiter) {
  unlink(waiter);
  waiter.list = nullptr;
  ++reneged_;
  left_unserved();
}

std::string WaitingList::describe(Waiter const&) const {
  return name_.empty() ? "something without a name" : name_;
}

void WaitingList::reset_line(Ticks now) {
  line_.reset(now);
  waits_.reset();
  reneged_ = 0;
}

}  // namespace camel
