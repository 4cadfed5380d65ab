// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/yard.h"

#include <algorithm>

namespace camel {

Task<bool> wait_for_room(Simulation& sim, Yard& yard, int teu) {
  auto const ticket = ++yard.tickets_;
  auto const deadline = sim.now() + yard.patience_;
  yard.queue_.push_back(ticket);
  auto const fits = [&] {
    return yard.queue_.front() == ticket &&
           yard.inside_ + yard.within(teu) <= yard.storage_;
  };
  while (!fits() && sim.now() < deadline) {
    co_await yard.changed_.wait().until(deadline);
  }
  auto const has_room = fits();
  std::erase(yard.queue_, ticket);
  if (has_room) {
    yard.change(yard.within(teu), sim.now());
  }
  if (!yard.queue_.empty()) {
    yard.changed_.raise();
  }
  co_return has_room;
}

}  // namespace camel
