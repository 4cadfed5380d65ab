// SPDX-License-Identifier: Apache-2.0
// Recorded years that routes are found on, of the corridors asked for last: to
// be read by many at once.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "camel/api/route.h"
#include "camel/base/recent.h"

namespace camel::server {

struct RouteBook {
  RouteBook(Corridor of, std::vector<RecordedYear> seen)
      : corridor{std::move(of)}, years{std::move(seen)} {}

  Corridor const corridor;
  std::vector<RecordedYear> const years;
  RouteFinder const finder{corridor, years};
};

class RouteDesk {
 public:
  // By the digest of the job that recorded them; nothing where they are not
  // at hand.
  std::shared_ptr<RouteBook const> find(std::string const& digest);
  void put(std::string const& digest, std::shared_ptr<RouteBook const> book);

 private:
  std::mutex mutex_;
  Recent<std::string, std::shared_ptr<RouteBook const>> books_{4};
};

}  // namespace camel::server
