// SPDX-License-Identifier: Apache-2.0
// Several tasks side by side, as branches of one process:
//
//   co_await all_of(sim, unload(sim, train), clear(sim, train));
//   auto const first = co_await any_of(
//       sim, load(sim, train), as_task(sim, sim.wait_until(cut_off)));
//   if (first == 1) { ... }                     // the second was first
//
// `all_of` goes on when all have ended; `any_of` when one has, and ends the
// others there and then: they leave all lines and give back what they hold. It
// brings the number of the branch that was first. An exception of a branch ends
// the others and comes out of the `co_await`. If the process itself ends or is
// called away, its branches end with it. A branch that ends the process it is
// part of must not touch what belongs to it any more.
//
// The results of branches are dropped, and with them what they hold: what is to
// be kept is put where it outlives the branch.
#pragma once

#include <coroutine>
#include <cstddef>
#include <type_traits>
#include <utility>
#include <vector>

#include "camel/sim/process.h"
#include "camel/sim/simulation.h"

namespace camel {

Task<> all_of(Simulation& simulation, std::vector<Task<>> branches);
Task<std::size_t> any_of(Simulation& simulation, std::vector<Task<>> branches);

// Anything that can be awaited as a branch, its result dropped.
template <typename Awaitable>
Task<> as_task(Simulation&, Awaitable awaitable) {
  co_await std::move(awaitable);
}

template <typename... Tasks>
std::vector<Task<>> branches_of(Simulation& simulation, Tasks... tasks) {
  std::vector<Task<>> branches;
  branches.reserve(sizeof...(tasks));
  auto const add = [&]<typename T>(Task<T> task) {
    if constexpr (std::is_void_v<T>) {
      branches.push_back(std::move(task));
    } else {
      branches.push_back(as_task(simulation, std::move(task)));
    }
  };
  (add(std::move(tasks)), ...);
  return branches;
}

template <typename T, typename... More>
Task<> all_of(Simulation& simulation, Task<T> first, More... more) {
  return all_of(simulation,
                branches_of(simulation, std::move(first), std::move(more)...));
}

template <typename T, typename... More>
Task<std::size_t> any_of(Simulation& simulation, Task<T> first, More... more) {
  return any_of(simulation,
                branches_of(simulation, std::move(first), std::move(more)...));
}

}  // namespace camel
