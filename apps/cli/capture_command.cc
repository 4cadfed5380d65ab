// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdio>
#include <optional>

#include <fmt/format.h>

#include "camel/api/codec.h"
#include "camel/api/tracked_events.h"
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
             ? fmt::format("{}: {}, all sound\n", report.file,
                           counted(report.events, "event"))
             : fmt::format("{}: {} captured, {} known already\n", report.file,
                           counted(report.captured, "event"), report.known);
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

// "2026-03-05 10:00", or a dash.
std::string minute_text(std::optional<EventMoment> const& moment) {
  if (!moment) {
    return "–";
  }
  auto const text = utc_milliseconds(*moment);
  return text.substr(0, 10) + " " + text.substr(11, 5);
}

// "+26 h": so much later than planned.
std::string lateness(std::chrono::sys_seconds planned,
                     std::optional<EventMoment> const& actual) {
  return actual ? fmt::format("{:+} h", std::chrono::round<std::chrono::hours>(
                                            *actual - planned)
                                            .count())
                : "";
}

std::string describe(StoredConsignment const& stored,
                     ConsignmentLineUp const& line) {
  auto text = styled(stored.id, Style::bold) + "  " + stored.consignment.note +
              fmt::format("\n  {} boxes\n\n", line.boxes.size());
  TextTable table{{{"from"},
                   {"to"},
                   {"by"},
                   {"to leave"},
                   {"left"},
                   {"to arrive"},
                   {"arrived"},
                   {"late"},
                   {"boxes"}}};
  for (auto const& one : line.legs) {
    auto const& leg = one.leg;
    table.add({leg.from, leg.to,
               !leg.service.empty() ? leg.service
               : leg.mode.empty()   ? leg.link
                                    : leg.mode,
               minute_text(leg.departs), minute_text(one.departed),
               minute_text(leg.arrives), minute_text(one.arrived),
               lateness(leg.arrives, one.arrived),
               fmt::format("{}/{}", one.boxes_arrived, line.boxes.size())});
  }
  text += table.text();
  for (auto const& box : line.boxes) {
    text += "\n" + describe(box);
  }
  return text;
}

// Nothing where no consignment is called so.
std::optional<int> track_consignment(std::filesystem::path const& folder,
                                     Options const& options) {
  Consignments consignments{folder};
  Viewer const all{.is_operator = true};
  auto const stored = consignments.called(all, options.tracking.object);
  if (!stored) {
    return std::nullopt;
  }
  EventStore store{folder / "tracking.sqlite"};
  auto const line =
      TrackedEvents{store, consignments.store()}.line_up(all, *stored);
  print(options.json ? to_text(to_json(line), 2) + "\n"
                     : describe(*stored, line));
  return 0;
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
  auto const folder = data_folder(options.tracking.data);
  if (auto const code = track_consignment(folder, options)) {
    return *code;
  }
  auto const line = Tracker{folder}.line_up(word);
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
