// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdio>
#include <optional>

#include <fmt/format.h>

#include "camel/api/codec.h"
#include "camel/api/tracker.h"
#include "camel/api/user_folders.h"
#include "camel/base/file.h"
#include "camel/base/utc_text.h"
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
             ? fmt::format("{}: {} events, all sound\n", report.file,
                           report.events)
             : fmt::format("{}: {} events captured, {} known already\n",
                           report.file, report.captured, report.known);
}

// "https://ref.gs1.org/cbv/BizStep-departing" as "departing".
std::string word_of(std::string const& address) {
  auto const end = address.find_last_of("-/:#");
  return end == std::string::npos ? address : address.substr(end + 1);
}

// Names of the same kind differ in their last part.
std::string short_name(std::string const& name) {
  auto const end = name.find_last_of("/:");
  return end == std::string::npos ? name : name.substr(end + 1);
}

std::string describe(LineUp const& line) {
  auto text =
      styled(short_name(line.object), Style::bold) + "  " + line.object + "\n";
  if (!line.in.empty()) {
    text += "  in " + short_name(line.in) + "\n";
  }
  if (!line.last_place.empty()) {
    text += "  last seen at " + short_name(line.last_place) + "\n";
  }
  if (!line.contents.empty()) {
    text += "  with";
    for (auto const& one : line.contents) {
      text += " " + short_name(one);
    }
    text += "\n";
  }
  if (line.retracted > 0) {
    text +=
        fmt::format("  {} declared in error and left out\n", line.retracted);
  }
  TextTable table{{{"UTC"}, {"step"}, {"place"}, {"as told of"}, {"state"}}};
  for (auto const& one : line.milestones) {
    auto const time = utc_milliseconds(one.time);
    table.add({time.substr(0, 10) + " " + time.substr(11, 5), word_of(one.step),
               short_name(one.place),
               one.through.empty() ? "itself" : short_name(one.through),
               word_of(one.disposition)});
  }
  return text + "\n" + table.text();
}

}  // namespace

int capture_command(Options const& options) {
  auto const& asked = options.tracking;
  std::optional<Tracker> tracker;
  if (!asked.only_check) {
    tracker.emplace(data_folder(asked.data));
  }
  std::vector<CaptureReport> reports;
  for (auto const& file : asked.files) {
    auto const text = read_file(file);
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

int track_command(Options const& options) {
  auto const& word = options.tracking.object;
  auto const line = Tracker{data_folder(options.tracking.data)}.line_up(word);
  if (!line) {
    auto const nothing =
        "nothing is known of '" + word + "' — capture events of it first";
    if (options.json) {
      print(error_json(nothing, 1));
    } else {
      std::fprintf(stderr, "camel: %s\n", nothing.c_str());
    }
    return 1;
  }
  print(options.json ? to_json(*line) : describe(*line));
  return 0;
}

}  // namespace camel
