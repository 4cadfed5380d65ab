// SPDX-License-Identifier: Apache-2.0
#include "camel/http/door.h"

#include "camel/http/guard.h"

namespace camel::http {

bool Door::enter(std::string const& address) {
  auto const most = is_loopback_address(address)
                        ? limits_.connections_of_loopback
                        : limits_.connections_of_address;
  std::lock_guard const lock{passing_};
  auto& here = of_address_[address];
  if (inside_ >= limits_.connections || here >= most) {
    if (here == 0) {
      of_address_.erase(address);
    }
    return false;
  }
  ++here;
  ++inside_;
  return true;
}

void Door::leave(std::string const& address) {
  std::lock_guard const lock{passing_};
  --inside_;
  auto const found = of_address_.find(address);
  if (--found->second == 0) {
    of_address_.erase(found);
  }
}

std::size_t Door::inside() const {
  std::lock_guard const lock{passing_};
  return inside_;
}

}  // namespace camel::http
