// SPDX-License-Identifier: Apache-2.0
#include "camel/base/utc_text.h"

#include <fmt/compile.h>

namespace camel {

std::string utc_milliseconds(
    std::chrono::sys_time<std::chrono::milliseconds> moment) {
  auto const day = std::chrono::floor<std::chrono::days>(moment);
  std::chrono::year_month_day const date{day};
  std::chrono::hh_mm_ss const time{moment - day};
  return fmt::format(FMT_COMPILE("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z"),
                     static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()), time.hours().count(),
                     time.minutes().count(), time.seconds().count(),
                     time.subseconds().count());
}

}  // namespace camel
