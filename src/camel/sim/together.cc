// SPDX-License-Identifier: Apache-2.0
#include "camel/sim/together.h"

#include <exception>
#include <memory>

#include "camel/sim/signal.h"

namespace camel {

namespace {

// What the branches of one process tell it. A branch that ends its own process
// goes on, without it, to the place where it next waits.
struct Progress {
  explicit Progress(Simulation& s) : simulation{s} {}

  // But for one that runs: it ends where it next waits.
  void end_branches() {
    for (auto const& branch : branches) {
      if (branch != simulation.running()) {
        simulation.end(branch);
      }
    }
  }

  Simulation& simulation;
  std::vector<ProcessId> branches;
  Signal ended{"its branches"};
  std::size_t left = 0;     // branches still waited for
  std::size_t decider = 0;  // the branch after which none were
  std::exception_ptr failure;
};

// A branch has ended, be it by itself or by others.
struct EndOfBranch {
  Progress& progress;
  std::size_t number;
  std::exception_ptr failure = nullptr;

  ~EndOfBranch() {
    if (progress.left == 0) {
      return;  // too late
    }
    progress.left = failure ? 0 : progress.left - 1;
    if (progress.left == 0) {
      progress.decider = number;
      progress.failure = failure;
      progress.ended.raise();
      progress.end_branches();
    }
  }
};

// The branches of one process: they end with this object at the latest.
class Branches {
 public:
  explicit Branches(Simulation& simulation)
      : progress_{std::make_shared<Progress>(simulation)} {}
  Branches(Branches const&) = delete;
  Branches& operator=(Branches const&) = delete;
  ~Branches() {
    for (auto const& branch : progress_->branches) {
      progress_->simulation.end(branch);
    }
  }

  // To be waited for until `enough` of them have ended, or one fails.
  void start(std::vector<Task<>> tasks, std::size_t enough) {
    progress_->left = enough;
    auto& sim = progress_->simulation;
    auto const event_class = sim.event_class_of(sim.running());
    for (std::size_t i = 0; i < tasks.size(); ++i) {
      progress_->branches.push_back(
          sim.start(run(sim, progress_, std::move(tasks[i]), i),
                    {.label = {"branch", i + 1}, .event_class = event_class}));
    }
  }
  Progress& progress() { return *progress_; }

 private:
  static Process run(Simulation&, std::shared_ptr<Progress> progress,
                     Task<> task, std::size_t number) {
    EndOfBranch end{*progress, number};
    auto work = std::move(task);  // gives back what it holds before that
    try {
      co_await work;
    } catch (...) {
      end.failure = std::current_exception();
    }
  }

  std::shared_ptr<Progress> progress_;
};

}  // namespace

Task<> all_of(Simulation& simulation, std::vector<Task<>> tasks) {
  Branches branches{simulation};
  auto const all = tasks.size();
  branches.start(std::move(tasks), all);
  auto& progress = branches.progress();
  if (progress.left > 0) {
    co_await progress.ended.wait();
  }
  if (progress.failure) {
    std::rethrow_exception(progress.failure);
  }
}

Task<std::size_t> any_of(Simulation& simulation, std::vector<Task<>> tasks) {
  if (tasks.empty()) {
    simulation.refuse("waits for any of no branches");
  }
  Branches branches{simulation};
  branches.start(std::move(tasks), 1);
  auto& progress = branches.progress();
  co_await progress.ended.wait();
  if (progress.failure) {
    std::rethrow_exception(progress.failure);
  }
  co_return progress.decider;
}

}  // namespace camel
