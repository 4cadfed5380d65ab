// SPDX-License-Identifier: Apache-2.0
#include "camel/api/tracker.h"

#include <algorithm>

#include <fmt/format.h>

#include "camel/api/json.h"
#include "camel/base/error.h"
#include "camel/base/utc_text.h"
#include "camel/tracking/container_number.h"
#include "camel/tracking/wagon_number.h"

namespace camel {

namespace {

// What is wrong with a word that looks like the number of a container or a
// wagon; blank: nothing, or it looks like neither.
std::string slip_in(std::string const& word) {
  auto const is_letter = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  };
  auto const letters = static_cast<std::size_t>(
      std::count_if(word.begin(), word.end(), is_letter));
  auto const digits = static_cast<std::size_t>(std::count_if(
      word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; }));
  if (letters == 4 && digits >= 6 && letters + digits == word.size()) {
    return parse_container_number(word).fault;
  }
  if (letters == 0 && digits >= 8 && digits == word.size()) {
    return parse_wagon_number(word).fault;
  }
  return "";
}

}  // namespace

std::string plain_number(std::string const& word) {
  if (auto const box = parse_container_number(word); box.ok()) {
    return box.text;
  }
  if (auto const wagon = parse_wagon_number(word); wagon.ok()) {
    return wagon.text;
  }
  return word;
}

Tracker::Tracker(EventPlace const& place) : store_{open_events(place)} {}

CaptureReport check_document(std::string const& file, std::string_view text) {
  auto document = read_epcis(text);
  return {.file = file,
          .events = document.events_read,
          .findings = std::move(document.findings)};
}

CaptureReport Tracker::capture(std::string const& file, std::string_view text) {
  auto document = read_epcis(text);
  if (document.findings.empty()) {
    return capture(file, document.events);
  }
  return {.file = file,
          .events = document.events_read,
          .findings = std::move(document.findings)};
}

CaptureReport Tracker::capture(std::string const& file,
                               std::span<EpcisEvent const> events) {
  CaptureReport report{.file = file, .events = events.size(), .findings = {}};
  auto const answers = store_.capture(events);
  for (std::size_t i = 0; i < answers.size(); ++i) {
    report.captured += answers[i] == Captured::captured;
    report.known += answers[i] == Captured::known;
    if (answers[i] == Captured::conflict) {
      report.findings.push_back(
          {fmt::format("event {}", i),
           "another event is known under the id " + events[i].id +
               ": give this one an id of its own, or correct that one by an "
               "errorDeclaration"});
    }
  }
  if (!report.ok()) {
    report.captured = report.known = 0;
  }
  return report;
}

std::optional<LineUp> Tracker::line_up(std::string const& word,
                                       std::optional<EventMoment> by) {
  auto const name = plain_number(word);
  auto const found = store_.objects_called(name);
  if (found.empty()) {
    if (auto const slip = slip_in(name); !slip.empty()) {
      throw UsageError{slip};
    }
    return std::nullopt;
  }
  if (found.size() > 1) {
    std::string list;
    for (auto const& one : found) {
      list += (list.empty() ? "" : ", ") + one;
    }
    throw UsageError{"'" + word + "' stands for several things — give one of " +
                     list};
  }
  return camel::line_up(found.front(), [&](std::string const& object) {
    auto events = store_.events_of(object);
    std::erase_if(events,
                  [&](EpcisEvent const& one) { return by && one.time > *by; });
    return events;
  });
}

std::string to_json(std::vector<CaptureReport> const& reports) {
  auto list = Json::array();
  for (auto const& report : reports) {
    auto findings = Json::array();
    for (auto const& finding : report.findings) {
      findings.push_back(
          {{"at", finding.pointer}, {"message", finding.message}});
    }
    list.push_back({{"file", report.file},
                    {"events", report.events},
                    {"captured", report.captured},
                    {"known", report.known},
                    {"findings", std::move(findings)}});
  }
  return to_text({{"documents", std::move(list)}}, 2) + "\n";
}

Json line_up_json(LineUp const& line_up) {
  auto milestones = Json::array();
  for (auto const& one : line_up.milestones) {
    milestones.push_back({{"time", utc_milliseconds(one.time)},
                          {"step", one.step},
                          {"disposition", one.disposition},
                          {"place", one.place},
                          {"through", one.through},
                          {"event", one.event_id}});
  }
  return {{"object", line_up.object},
          {"last_place", line_up.last_place},
          {"in", line_up.in},
          {"contents", line_up.contents},
          {"retracted", line_up.retracted},
          {"milestones", std::move(milestones)}};
}

}  // namespace camel
