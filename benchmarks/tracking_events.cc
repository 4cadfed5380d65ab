// SPDX-License-Identifier: Apache-2.0
#include "tracking_events.h"

#include <chrono>

#include <fmt/format.h>

#include "camel/tracking/event_time.h"

namespace camel {

namespace {

void add_digits(std::string& text, std::uint64_t number, std::size_t width,
                unsigned base = 10) {
  auto const begin = text.size();
  text.resize(begin + width);
  for (auto at = text.size(); at > begin; number /= base) {
    text[--at] = "0123456789abcdef"[number % base];
  }
}

void add_time(std::string& text, EventMoment time) {
  auto const day = std::chrono::floor<std::chrono::days>(time);
  std::chrono::year_month_day const date{day};
  auto rest = static_cast<std::uint64_t>((time - day).count());
  add_digits(text, static_cast<std::uint64_t>(int{date.year()}), 4);
  add_digits(text += '-', unsigned{date.month()}, 2);
  add_digits(text += '-', unsigned{date.day()}, 2);
  add_digits(text += 'T', rest / 3'600'000, 2);
  add_digits(text += ':', rest / 60'000 % 60, 2);
  add_digits(text += ':', rest / 1'000 % 60, 2);
  add_digits(text += '.', rest % 1'000, 3);
  text += 'Z';
}

}  // namespace

void add_event(std::string& text, std::int64_t number,
               std::string_view context) {
  auto const under_way = std::int64_t{20'000};
  auto const box = static_cast<std::uint64_t>(
      number / (under_way * kEventsOfABox) * under_way + number % under_way);
  auto const place = static_cast<std::uint64_t>(number / 40 % 300);
  auto const random = static_cast<std::uint64_t>(number) * 0x9E3779B97F4A7C15U;
  text += '{';
  text += context;
  text += R"("type":"ObjectEvent","eventID":"urn:uuid:)";
  add_digits(text, random >> 32U, 8, 16);
  add_digits(text += '-', random >> 16U, 4, 16);
  add_digits(text += "-4", random, 3, 16);
  add_digits(text += "-8", random >> 4U, 3, 16);
  add_digits(text += '-', static_cast<std::uint64_t>(number), 12, 16);
  text += R"(","eventTime":")";
  add_time(text,
           EventMoment{std::chrono::sys_days{std::chrono::January / 1 / 2026}} +
               std::chrono::milliseconds{number * 1500});
  text += R"(","eventTimeZoneOffset":"+05:00","epcList":[)"
          R"("https://id.example.org/container/CSQU)";
  add_digits(text, box, 7);
  text += R"("],"action":"OBSERVE","bizStep":")";
  text += number % 2 == 0 ? "arriving" : "departing";
  text += R"(","disposition":"in_transit","readPoint":{"id":)"
          R"("https://id.example.org/terminal/KZ)";
  add_digits(text, place, 3);
  text += R"("},"bizLocation":{"id":"https://id.example.org/terminal/KZ)";
  add_digits(text, place, 3);
  text += R"("},"bizTransactionList":[{"type":"bol","bizTransaction":)"
          R"("https://id.example.org/consignment/)";
  add_digits(text, box, 9);
  text += R"("}],"sourceList":[{"type":"possessing_party",)"
          R"("source":"urn:epc:id:pgln:4012345.00225"}],)"
          R"("destinationList":[{"type":"possessing_party",)"
          R"("destination":"urn:epc:id:pgln:4012345.00333"}]})";
}

std::string event_text(std::int64_t number, std::string_view context) {
  std::string text;
  add_event(text, number, context);
  return text;
}

std::string document_of(std::int64_t first, int count) {
  std::string text =
      R"({"@context":["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],)"
      R"("type":"EPCISDocument","schemaVersion":"2.0","creationDate":)"
      R"("2026-01-01T00:00:00Z","epcisBody":{"eventList":[)";
  for (int i = 0; i < count; ++i) {
    text += i == 0 ? "" : ",";
    add_event(text, first + i);
  }
  return text + "]}}";
}

std::string plans_text(int first, int count) {
  auto text = document_of(0, 0);
  auto const end = text.rfind("]}}");
  std::string events;
  for (int box = first; box < first + count; ++box) {
    auto const event = [&](std::string_view step, std::string_view place,
                           std::string_view hour, std::string_view more) {
      return fmt::format(
          R"({{"type":"ObjectEvent","eventTime":"2026-01-01T{}:00:00Z",)"
          R"("eventTimeZoneOffset":"+00:00","action":"OBSERVE","bizStep":"{}",)"
          R"("epcList":["https://id.example.org/container/MSKU{:07}"],)"
          R"("readPoint":{{"id":"https://id.example.org/terminal/{}"}}{}}})",
          hour, step, box, place, more);
    };
    events += (events.empty() ? "" : ",") +
              event("accepting", "XIY", "08",
                    R"(,"@context":[{"rail":"https://example.org/rail/"}],)"
                    R"("rail:plan":[{"rail:from":"XIY","rail:to":"DUI",)"
                    R"("rail:service":"S","rail:departs":)"
                    R"("2026-01-01T09:00:00Z","rail:arrives":)"
                    R"("2099-01-01T09:00:00Z"}])") +
              "," +
              event("departing", box % 100 == 0 ? "ALA" : "XIY", "09", "");
  }
  return text.insert(end, events);
}

}  // namespace camel
