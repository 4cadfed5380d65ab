// SPDX-License-Identifier: Apache-2.0
// A process of its own, in which eight callers bring events until it is killed.
// It tells of each event when its caller has heard that it is safe. Where the
// store fails, a caller brings the same event again, as a program should.
#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

#include <sys/types.h>

#include "camel/tracking/event_tables.h"

namespace camel {

class BringingProcess {
 public:
  // Events are those of numbers from `first` on.
  BringingProcess(ConnectEvents const& connect, std::int64_t first);
  BringingProcess(BringingProcess const&) = delete;
  BringingProcess& operator=(BringingProcess const&) = delete;
  ~BringingProcess();

  void listen(std::chrono::milliseconds time);
  // Until it tells of another one; false: it does not within this time.
  bool listen_to_one(std::chrono::milliseconds at_most);
  // All that it told of by then.
  std::vector<std::int64_t> kill();

 private:
  ::pid_t process_ = 0;
  int told_ = -1;
  std::vector<std::int64_t> numbers_;
};

}  // namespace camel
