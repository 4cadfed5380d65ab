// SPDX-License-Identifier: Apache-2.0
#include "route_desk.h"

#include <utility>

namespace camel::server {

std::shared_ptr<RouteBook const> RouteDesk::find(std::string const& digest) {
  std::lock_guard const lock{mutex_};
  auto const* const book = books_.find(digest);
  return book == nullptr ? nullptr : *book;
}

void RouteDesk::put(std::string const& digest,
                    std::shared_ptr<RouteBook const> book) {
  std::lock_guard const lock{mutex_};
  books_.put(digest, std::move(book));
}

}  // namespace camel::server
