// SPDX-License-Identifier: Apache-2.0
// Numbers of wagons: twelve digits on lines of 1435 mm (UIC leaflet 438-2;
// OTIF, UTP Marking), eight on those of 1520 mm. Both end in a check digit by
// the same rule: digits weighed 2 and 1 in turn from the right, the digits of
// the products added up, and what is missing to the next ten.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace camel {

enum class WagonScheme : std::uint8_t {
  uic,   // twelve digits
  broad  // eight, of 1520 mm lines
};

struct WagonNumber {
  std::string text;  // digits alone, "218124712173"
  WagonScheme scheme = WagonScheme::uic;
  std::string fault;  // what is wrong, with the mend; blank: nothing

  bool ok() const { return fault.empty(); }
};

// Blanks and hyphens are taken: "21 81 2471 217-3".
WagonNumber parse_wagon_number(std::string_view text);

// The digits with the check digit behind them.
std::string with_check_digit(std::string digits);

}  // namespace camel
