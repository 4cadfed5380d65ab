// SPDX-License-Identifier: Apache-2.0
// What a measurement costs: processor time of this program and its largest
// memory.
#pragma once

#include <sys/resource.h>

namespace camel {

struct Usage {
  double user_seconds = 0;
  double peak_mb = 0;
};

inline Usage usage_now() {
  rusage self{};
  getrusage(RUSAGE_SELF, &self);
  return {.user_seconds = static_cast<double>(self.ru_utime.tv_sec) +
                          static_cast<double>(self.ru_utime.tv_usec) / 1e6,
          .peak_mb = static_cast<double>(self.ru_maxrss) / 1024};
}

}  // namespace camel
