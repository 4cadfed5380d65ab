// SPDX-License-Identifier: Apache-2.0
// Numbers of freight containers (ISO 6346:2022): owner, category, serial number
// and a check digit, "CSQU3054383".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace camel {

struct ContainerNumber {
  std::string text;   // "CSQU3054383"; as good as it can be where it is wrong
  std::string fault;  // what is wrong, with the mend; blank: nothing
  // The remainder of its digits is 10, which is written 0 as that of another
  // number is: a slip may go unnoticed, and owners should not use it.
  bool is_discouraged = false;

  bool ok() const { return fault.empty(); }
};

// Blanks and hyphens between the parts are taken as they are written on doors;
// letters may be small.
ContainerNumber parse_container_number(std::string_view text);

// The serial-th number of an owner, "CSQ", of those that are not discouraged.
std::string container_number(std::string_view owner, std::uint32_t serial);

}  // namespace camel
