// SPDX-License-Identifier: Apache-2.0
// Who is inside: so many connections at once, and of one address so many.
#pragma once

#include <cstddef>
#include <map>
#include <mutex>
#include <string>

#include "camel/http/settings.h"

namespace camel::http {

class Door {
 public:
  explicit Door(Limits const& limits) : limits_{limits} {}

  // Whether there is room; then `leave` must follow.
  bool enter(std::string const& address);
  void leave(std::string const& address);
  std::size_t inside() const;

 private:
  Limits limits_;
  std::mutex mutable passing_;
  std::size_t inside_ = 0;
  std::map<std::string, std::size_t> of_address_;
};

}  // namespace camel::http
