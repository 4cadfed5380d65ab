// SPDX-License-Identifier: Apache-2.0
// What EPCIS and its vocabulary have no words for on a railway: steps at
// borders, the change of gauge, customs, and the plan of a consignment. They
// are words of our own, in a namespace of their own, as EPCIS wants it.
#pragma once

namespace camel::rail {

// docs/reference/rail-events.md has every word of it.
inline constexpr auto kNamespace = "https://steel-camel.example/rail#";
inline constexpr auto kPrefix = "rail";

inline constexpr auto kCrossingBorder =
    "https://steel-camel.example/rail#crossing_border";
inline constexpr auto kChangingGauge =
    "https://steel-camel.example/rail#changing_gauge";
inline constexpr auto kClearingCustoms =
    "https://steel-camel.example/rail#clearing_customs";
inline constexpr auto kHandingOver =
    "https://steel-camel.example/rail#handing_over";
inline constexpr auto kPassingReception =
    "https://steel-camel.example/rail#passing_reception";

}  // namespace camel::rail
