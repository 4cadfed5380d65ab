// SPDX-License-Identifier: Apache-2.0
// Bytes, as they come, to requests: without sockets, so that any bytes in any
// pieces can be tried. What it holds is bounded by the limits.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>

#include "camel/http/exchange.h"
#include "camel/http/problem.h"
#include "camel/http/settings.h"

namespace camel::http {

// How long a body may be, asked once, when the head was read and there is a
// body; may throw Problem, and then the body is not read.
using BodyLimit = std::function<std::size_t(Request&)>;

class RequestReader {
 public:
  RequestReader(Limits const& limits, BodyLimit body_limit);
  ~RequestReader();
  RequestReader(RequestReader&&) noexcept;

  enum class State : std::uint8_t {
    idle,  // nothing of a request is there
    head,
    body,
    whole,   // take it
    refused  // for good: `problem` says why, and the connection must end
  };
  State state() const;

  // Takes up more; what belongs to the next request is kept for it.
  void read(std::string_view bytes);

  // The request, when whole. Then `next` reads what is there of the next one.
  Request take();
  void next();

  Problem const& problem() const;

  // What is known of the request so far; of one refused, if its head was good.
  Request const& request() const;
  // The client waits to be told that its body is welcome.
  bool awaits_continue() const;
  // It keeps the connection for more requests; known once the head is.
  bool keeps_alive() const;
  std::size_t body_size() const;  // so far

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
};

}  // namespace camel::http
