// SPDX-License-Identifier: Apache-2.0
// Events for the benchmark of tracking, the same for the same number. Written
// by hand, as whoever brings events is not to take the time of who stores them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace camel {

// A box goes through so many events, on a wagon for the most part of them.
constexpr std::int64_t kEventsOfABox = 20;

// What an event says that comes without a document.
constexpr std::string_view kContext =
    R"("@context":"https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",)";

// About 800 bytes, as a railway would write it; its boxes are under way in the
// order in which they left.
void add_event(std::string& text, std::int64_t number,
               std::string_view context = "");
std::string event_text(std::int64_t number, std::string_view context = "");
std::string document_of(std::int64_t first, int count);

// So many boxes, each with an event that brings its plan and one of its way.
std::string plans_text(int first, int count);

}  // namespace camel
