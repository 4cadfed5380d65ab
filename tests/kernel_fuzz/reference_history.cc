// SPDX-License-Identifier: Apache-2.0
// The rest of what the processes of the naive kernel wait for: levels and
// batches; and how a run goes and what is noted of it.
#include <algorithm>
#include <limits>

#include "reference_kernel.h"

namespace camel::fuzz {

// ------------------------------------------------------------------ levels

bool ReferenceKernel::fits(Step const& step) const {
  return step.what == Do::take_level
             ? level_.level() >= step.amount
             : level_.level() + step.amount <= program_.room;
}

void ReferenceKernel::change_level(Step const& step, int sign) {
  auto const change = step.what == Do::take_level ? -step.amount : step.amount;
  level_.add(sign * change, now_);
}

void ReferenceKernel::serve_level() {
  for (;;) {
    auto* const line =
        !takers_.places.empty() && fits(takers_.places.front()->wish) ? &takers_
        : !fillers_.places.empty() && fits(fillers_.places.front()->wish)
            ? &fillers_
            : nullptr;
    if (line == nullptr) {
      return;
    }
    auto& place = *line->places.front();
    serve(place);
    change_level(place.wish, 1);
    wake(*place.who, Person::Why::granted);
  }
}

std::optional<Result> ReferenceKernel::move_level(Person& who,
                                                  Step const& step) {
  auto& line = step.what == Do::take_level ? takers_ : fillers_;
  if (line.places.empty() && fits(step)) {
    ++line.served;
    change_level(step, 1);
    serve_level();
    return 1;
  }
  stand(who, step, line,
        step.patience == kNever ? kNever : now_ + step.patience);
  return {};
}

// ----------------------------------------------------------------- batches

Ticks ReferenceKernel::deadline(Place const& place) const {
  auto const& wish = place.wish;
  auto const by =
      wish.patience == kNever ? kNever : place.since + wish.patience;
  return gathered_.empty() || wish.time == 0
             ? by
             : std::min(by, gathered_.front().since + wish.time);
}

bool ReferenceKernel::may_leave(Place const& place) const {
  return std::ssize(gathered_) >= place.wish.amount || deadline(place) <= now_;
}

void ReferenceKernel::load(Place& place) {
  while (!gathered_.empty() && std::ssize(place.things) < place.wish.amount) {
    place.things.push_back(gathered_.front());
    gathered_.pop_front();
  }
  in_batch_.set(std::ssize(gathered_), now_);
}

Result ReferenceKernel::unload(Place& place) {
  Result all = 1;
  for (auto const& thing : place.things) {
    ++stays_;
    stayed_ += now_ - thing.since;
    all = all * 10 + thing.number;
  }
  return all;
}

void ReferenceKernel::serve_batch() {
  while (!carriers_.places.empty() && may_leave(*carriers_.places.front())) {
    auto& place = *carriers_.places.front();
    serve(place);
    load(place);
    wake(*place.who, Person::Why::granted);
  }
  set_batch_deadline();
}

// Whenever something changes, the first in line asks anew when to leave.
void ReferenceKernel::set_batch_deadline() {
  if (!carriers_.places.empty()) {
    auto& place = *carriers_.places.front();
    sleep(*place.who, may_leave(place) ? now_ : deadline(place));
  }
}

std::optional<Result> ReferenceKernel::collect(Person& who, Step const& step) {
  Place arriving;
  arriving.wish = step;
  arriving.since = now_;
  if (carriers_.places.empty() && may_leave(arriving)) {
    ++carriers_.served;
    load(arriving);
    return unload(arriving);
  }
  stand(who, step, carriers_, kNever);
  set_batch_deadline();
  return {};
}

// ----------------------------------------------------------------- history

void ReferenceKernel::note(std::int64_t who, std::int64_t what, Result result) {
  auto& n = history_.numbers;
  n.insert(n.end(), {is_over_ ? 0 : now_, who, what, result});
  auto const end = n.size() - 4 + History::kWidth;
  if (!is_over_) {
    for (auto const& p : pools_) {
      n.insert(n.end(),
               {p.units, p.free, p.in_use.level(), std::ssize(p.line.places),
                p.line.served, p.line.waited, p.line.reneged});
    }
    n.insert(n.end(), {std::ssize(store_), std::ssize(getters_.places),
                       std::ssize(putters_.places), level_.level(),
                       std::ssize(takers_.places), std::ssize(fillers_.places),
                       std::ssize(gate_.places), std::ssize(condition_.places),
                       std::ssize(signal_.places), std::ssize(gathered_),
                       std::ssize(carriers_.places)});
  }
  n.resize(end);
}

void ReferenceKernel::note_end() {
  std::vector<std::int64_t> last;
  auto const area = [&](Curve const& level) {
    last.push_back(level.area(now_));
  };
  auto const line = [&](Line const& of) {
    area(of.length);
    last.insert(last.end(), {of.served, of.waited, of.reneged});
  };
  for (auto const& pool : pools_) {
    line(pool.line);
    area(pool.in_use);
    area(pool.capacity);
  }
  area(in_store_);
  area(level_);
  area(in_batch_);
  for (auto const* of : {&getters_, &putters_, &takers_, &fillers_, &gate_,
                         &condition_, &signal_, &carriers_}) {
    line(*of);
  }
  last.insert(last.end(), {stays_, stayed_, events_});
  last.insert(last.end(), store_.begin(), store_.end());
  for (auto const& who : people_) {
    if (who.state == Person::State::waiting && !who.due) {
      last.push_back(who.since);
    }
  }
  is_over_ = true;
  for (std::size_t i = 0; i < last.size(); ++i) {
    note(static_cast<std::int64_t>(i), History::kOver, last[i]);
  }
}

History ReferenceKernel::run(Ticks cut) {
  for (auto const& first : program_.starts) {
    start({.object = first.script, .priority = first.event_class});
  }
  for (auto const& visit : program_.visits) {
    if (visit.time <= cut) {
      run_until(visit.time);
      now_ = visit.time;
      Person outside;
      note(0, History::kVisit, act_at_once(outside, visit.step));
    }
  }
  run_until(std::min(cut, kLongAfter));
  now_ = std::min(cut, kLongAfter);
  note_end();
  // All leave their lines, and end in the order of their birth.
  for (auto& pool : pools_) {
    pool.line.places.clear();
  }
  for (auto* line : {&getters_, &putters_, &takers_, &fillers_, &carriers_}) {
    line->places.clear();
  }
  for (auto& who : people_) {
    who.end.places.clear();
    std::erase_if(who.places, [](Place const& p) { return !p.is_granted; });
  }
  for (auto& who : people_) {
    end(who);
  }
  for (auto const& pool : pools_) {
    note(pool.in_use.level(), History::kOver, std::ssize(pool.line.places));
  }
  return history_;
}

History run_reference(Program const& program, Ticks cut) {
  ReferenceKernel kernel{program};
  return kernel.run(cut);
}

}  // namespace camel::fuzz
