// SPDX-License-Identifier: Apache-2.0
// What is wrong with a request, in the shape of RFC 9457. `type` is stable: a
// client may branch on it.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "camel/http/exchange.h"

namespace camel::http {

struct Problem : std::runtime_error {
  Problem(int with_status, std::string of_type, std::string const& detail)
      : std::runtime_error{detail},
        status{with_status},
        type{std::move(of_type)} {}

  int status;
  std::string type;              // last part of its address: "unknown-corridor"
  std::string more = {};         // further members, a JSON object, or blank
  std::string retry_after = {};  // seconds; blank: not said
  Fields fields = {};            // further ones of the answer
};

// As it is sent: application/problem+json.
Response problem_response(Problem const& problem);

// "Not Found".
std::string_view reason_of(int status);

// Quoted for JSON; what is not UTF-8 is replaced.
std::string json_string(std::string_view text);

}  // namespace camel::http
