// SPDX-License-Identifier: Apache-2.0
// The types of problems there are, explained in words.
#pragma once

#include <span>
#include <string_view>

namespace camel::server {

struct ProblemType {
  std::string_view name;
  int status;
  std::string_view meaning;
};

std::span<ProblemType const> problem_types();

}  // namespace camel::server
