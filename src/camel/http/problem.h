// SPDX-License-Identifier: Apache-2.0
// What is wrong with a request, in the shape of RFC 9457. `type` is stable: a
// client may branch on it.
#pragma once

#include <stdexcept>
#include <string>

namespace camel::http {

struct Problem : std::runtime_error {
  // `type` is the last part of the address: "unknown-corridor".
  Problem(int status, std::string type, std::string const& detail)
      : std::runtime_error{detail}, status{status}, type{std::move(type)} {}

  int status;
  std::string type;
  std::string more = {};         // further members, a JSON object, or blank
  std::string retry_after = {};  // seconds; blank: not said
};

}  // namespace camel::http
