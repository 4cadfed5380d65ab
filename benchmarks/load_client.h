// SPDX-License-Identifier: Apache-2.0
// Asks a server the same again and again over some connections that it keeps,
// each waiting for its answer before it asks anew, and takes the time.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace camel {

struct Load {
  std::uint16_t port = 0;  // on this machine
  std::string path;
  std::string fields = {};  // further ones, each with its line end
  int connections = 50;
  int requests = 0;    // of all connections together
  double seconds = 0;  // after so long nothing more is asked; 0: for ever
  // Of the request with this number, counted from 0, which it makes a POST;
  // none: all are a GET.
  std::function<std::string(int number)> body = {};
};

struct LoadResult {
  double seconds = 0;
  std::vector<double> took_ms;  // ascending
  std::uint64_t bytes = 0;

  double per_second() const {
    return static_cast<double>(took_ms.size()) / seconds;
  }
  double percentile(double share) const;
};

// The answer with its head; a body makes it a POST. Throws Error where nobody
// answers.
std::string ask_once(Load const& load, std::string const& body = "");

// Throws Error when an answer is not a 200, 201 or 202.
LoadResult ask_under_load(Load const& load);

}  // namespace camel
