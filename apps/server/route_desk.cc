// SPDX-License-Identifier: Apache-2.0
#include "route_desk.h"

#include <algorithm>
#include <utility>

namespace camel::server {

namespace {

constexpr std::size_t kBooks = 4;

}  // namespace

std::shared_ptr<RouteBook const> RouteDesk::find(std::string const& digest) {
  std::lock_guard const lock{mutex_};
  auto const found =
      std::find_if(entries_.begin(), entries_.end(),
                   [&](Entry const& entry) { return entry.digest == digest; });
  if (found == entries_.end()) {
    return nullptr;
  }
  entries_.splice(entries_.begin(), entries_, found);
  return entries_.front().book;
}

void RouteDesk::put(std::string const& digest,
                    std::shared_ptr<RouteBook const> book) {
  std::lock_guard const lock{mutex_};
  std::erase_if(entries_,
                [&](Entry const& entry) { return entry.digest == digest; });
  entries_.push_front({digest, std::move(book)});
  if (entries_.size() > kBooks) {
    entries_.pop_back();
  }
}

}  // namespace camel::server
