// SPDX-License-Identifier: Apache-2.0
// What a simulation notes of each event, if asked to.
#pragma once

#include <cstdint>
#include <string_view>

#include "camel/sim/process.h"
#include "camel/sim/ticks.h"

namespace camel {

class Trace {
 public:
  enum class Action : std::uint8_t {
    start,        // the process was started
    go_on,        // its time has come
    wait,         // it stands in line, at `where`
    granted,      // it got what it waited for
    interrupted,  // it was called away
    end,
  };
  struct Note {
    Ticks time;
    Action action;
    std::uint64_t process;  // its birth
    Label label;
    std::string_view where;
  };
  virtual ~Trace() = default;
  virtual void note(Note const& note) = 0;
};

}  // namespace camel
