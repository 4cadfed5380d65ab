// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <optional>
#include <thread>

#include <fmt/format.h>

#include "camel/api/codec.h"
#include "camel/api/tracker.h"
#include "camel/api/user_folders.h"
#include "camel/base/error.h"
#include "camel/base/file.h"
#include "camel/base/utc_text.h"
#include "nats_options.h"
#include "options.h"
#include "terminal.h"

namespace camel {

namespace {

std::string describe(CaptureReport const& report, bool only_checked) {
  if (!report.ok()) {
    std::string text;
    for (auto const& finding : report.findings) {
      text += fmt::format("{}: {}{}{}\n", report.file, finding.pointer,
                          finding.pointer.empty() ? "" : " ", finding.message);
    }
    return text;
  }
  return only_checked
             ? fmt::format("{}: {}, all sound\n", report.file,
                           counted(report.events, "event"))
             : fmt::format("{}: {} captured, {} known already\n", report.file,
                           counted(report.captured, "event"), report.known);
}

// As it happened: whatever is older than the moment that has come.
CaptureReport replay(Tracker& tracker, std::string const& file,
                     std::string_view text, double days_a_second) {
  auto report = check_document(file, text);
  if (!report.ok()) {
    return report;
  }
  auto events = read_epcis(text).events;
  std::stable_sort(
      events.begin(), events.end(),
      [](auto const& a, auto const& b) { return a.time < b.time; });
  using Clock = std::chrono::steady_clock;
  auto const began = Clock::now();
  for (auto next = events.begin(); next != events.end();) {
    auto const passed = std::chrono::duration<double>(Clock::now() - began) *
                        days_a_second * 86'400;
    auto const moment =
        events.front().time +
        std::chrono::duration_cast<std::chrono::milliseconds>(passed);
    auto const end = std::find_if(
        next, events.end(), [&](auto const& one) { return one.time > moment; });
    if (end != next) {
      auto const part = tracker.capture(file, {next, end});
      if (!part.ok()) {
        return part;
      }
      report.captured += part.captured;
      report.known += part.known;
      std::fprintf(stderr, "%s  %zu of %zu events\n",
                   utc_milliseconds((end - 1)->time).substr(0, 16).c_str(),
                   static_cast<std::size_t>(end - events.begin()),
                   events.size());
      next = end;
    }
    if (next != events.end()) {
      std::this_thread::sleep_for(std::chrono::milliseconds{500});
    }
  }
  return report;
}

}  // namespace

int capture_command(Options const& options) {
  auto const& asked = options.tracking;
  if (asked.files.empty() && !asked.nats.address.empty()) {
    if (asked.only_check || asked.replay > 0) {
      throw UsageError{
          "--check and --replay are of documents, and none is given: of a "
          "stream they are left out"};
    }
    return capture_stream_command(options);
  }
  if (asked.files.empty()) {
    throw UsageError{
        "give documents to capture, or the server of NATS by which events "
        "come: --nats"};
  }
  if (!asked.nats.given.empty()) {
    throw UsageError{
        "documents and a stream are captured by two commands: leave the "
        "documents out, or " +
        asked.nats.given.front()};
  }
  std::optional<Tracker> tracker;
  if (!asked.only_check) {
    tracker.emplace(EventPlace{data_folder(asked.data), asked.database});
  }
  std::vector<CaptureReport> reports;
  for (auto const& file : asked.files) {
    auto const text = read_file(file);
    if (tracker && asked.replay > 0) {
      reports.push_back(replay(*tracker, file, text, asked.replay));
      continue;
    }
    reports.push_back(tracker ? tracker->capture(file, text)
                              : check_document(file, text));
  }
  if (options.json) {
    print(to_json(reports));
  } else {
    for (auto const& report : reports) {
      print(describe(report, asked.only_check));
    }
  }
  return std::all_of(reports.begin(), reports.end(),
                     [](CaptureReport const& report) { return report.ok(); })
             ? 0
             : 2;
}

}  // namespace camel
