// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdio>
#include <optional>

#include <fmt/format.h>

#include "camel/api/arrivals.h"
#include "camel/api/codec.h"
#include "camel/api/lookout.h"
#include "camel/api/tracked_events.h"
#include "camel/api/tracker.h"
#include "camel/api/user_folders.h"
#include "camel/base/error.h"
#include "camel/base/names.h"
#include "options.h"
#include "terminal.h"

namespace camel {

namespace {

// "https://ref.gs1.org/cbv/BizStep-departing" as "departing".
std::string word_of(std::string const& address) {
  auto const end = address.find_last_of("-/:#");
  return end == std::string::npos ? address : address.substr(end + 1);
}

std::string minute_or_dash(std::optional<EventMoment> const& moment) {
  return moment ? minute_text(epoch_seconds(*moment)) : "–";
}

std::string describe(LineUp const& line) {
  auto text = styled(std::string{last_word(line.object)}, Style::bold) + "  " +
              line.object + "\n";
  if (!line.in.empty()) {
    text += "  in " + std::string{last_word(line.in)} + "\n";
  }
  if (!line.last_place.empty()) {
    text += "  last seen at " + std::string{last_word(line.last_place)} + "\n";
  }
  if (!line.contents.empty()) {
    text += "  with";
    for (auto const& one : line.contents) {
      text += " " + std::string{last_word(one)};
    }
    text += "\n";
  }
  if (line.retracted > 0) {
    text +=
        fmt::format("  {} declared in error and left out\n", line.retracted);
  }
  TextTable table{{{"UTC"}, {"step"}, {"place"}, {"as told of"}, {"state"}}};
  for (auto const& one : line.milestones) {
    table.add(
        {minute_text(epoch_seconds(one.time)), word_of(one.step),
         std::string{last_word(one.place)},
         one.through.empty() ? "itself" : std::string{last_word(one.through)},
         word_of(one.disposition)});
  }
  return text + "\n" + table.text();
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
  auto text =
      styled(stored.id, Style::bold) + "  " + stored.consignment.note +
      fmt::format("\n  {}\n\n", counted(line.boxes.size(), "box", "es"));
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
               minute_text(epoch_seconds(leg.departs)),
               minute_or_dash(one.departed),
               minute_text(epoch_seconds(leg.arrives)),
               minute_or_dash(one.arrived), lateness(leg.arrives, one.arrived),
               fmt::format("{}/{}", one.boxes_arrived, line.boxes.size())});
  }
  text += table.text();
  for (auto const& box : line.boxes) {
    text += "\n" + describe(box);
  }
  return text;
}

// Nothing where no consignment is called so.
std::optional<int> track_consignment(EventPlace const& place,
                                     Options const& options) {
  if (!std::filesystem::exists(place.folder / "consignments.sqlite")) {
    return std::nullopt;
  }
  Consignments consignments{place.folder};
  Viewer const all{.is_operator = true};
  auto const stored = consignments.called(all, options.tracking.object);
  if (!stored) {
    return std::nullopt;
  }
  auto store = open_events(place);
  auto const line =
      TrackedEvents{store, consignments.store()}.line_up(all, *stored);
  print(options.json ? to_text(to_json(line), 2) + "\n"
                     : describe(*stored, line));
  return 0;
}

std::string moment_or_blank(EpochSeconds time) {
  return time == kNotYet ? "" : minute_text(time);
}

// Milestones of the plan: planned, passed, and the band of those ahead.
std::string describe(BoxOutlook const& outlook) {
  auto const& watch = outlook.watch;
  TextTable table{{{"milestone"},
                   {"place"},
                   {"by"},
                   {"planned"},
                   {"actual"},
                   {"1 in 10"},
                   {"1 in 2"},
                   {"9 in 10"}}};
  for (std::size_t i = 0; i < watch.way.size(); ++i) {
    std::vector<std::string> row{std::string{name_of(watch.way[i].passing)},
                                 watch.way[i].place, watch.way[i].by,
                                 moment_or_blank(watch.planned[i]),
                                 moment_or_blank(watch.journey.times[i])};
    auto const ahead = i - watch.passed - 1;
    for (auto const level : {0.1, 0.5, 0.9}) {
      row.push_back(
          i > watch.passed && ahead < outlook.arrivals.size()
              ? minute_text(outlook.now +
                            static_cast<EpochSeconds>(
                                outlook.arrivals[ahead].at(level) * 3600))
              : "");
    }
    table.add(std::move(row));
  }
  return "\n" + table.text();
}

std::string describe(std::vector<BoxAlert> const& alerts) {
  std::string text;
  for (auto const& one : alerts) {
    text +=
        fmt::format("{}  {}  since {}  {} {}{}{}\n",
                    styled(std::string{name_of(one.kind)}, Style::bold),
                    one.place, minute_text(one.since), last_word(one.object),
                    one.reason, one.fallback.empty() ? "" : "; ", one.fallback);
  }
  return text;
}

std::string alerts_document(std::vector<BoxAlert> const& alerts) {
  auto list = Json::array();
  for (auto const& one : alerts) {
    list.push_back(to_json(one));
  }
  return to_text({{"alerts", std::move(list)}}, 2) + "\n";
}

std::optional<EventMoment> moment_of(std::string const& at) {
  if (at.empty()) {
    return std::nullopt;
  }
  auto const moment = parse_event_time(at);
  if (!moment) {
    throw UsageError{"'" + at +
                     "' is no moment — write it as 2024-03-04T11:00:00Z"};
  }
  return moment;
}

int say_nothing_is_known(std::string const& word, bool json) {
  auto const nothing =
      "nothing is known of '" + word + "' — capture events of it first";
  if (json) {
    print(error_json(nothing, 1));
  } else {
    std::fprintf(stderr, "camel: %s\n", nothing.c_str());
  }
  return 1;
}

std::string describe(Lookout const& lookout) {
  if (lookout.now() == 0) {
    return "No event was captured yet: camel capture takes them up.\n";
  }
  auto const alerts = lookout.alerts();
  return fmt::format("{} with a plan, {}, as of {}\n",
                     counted(lookout.boxes(), "box", "es"),
                     counted(alerts.size(), "alert"),
                     minute_text(lookout.now())) +
         describe(alerts);
}

std::string describe(LineUp const& line, BoxOutlook const& outlook) {
  auto text = describe(line) + describe(outlook);
  if (outlook.arrivals.empty() && !outlook.watch.is_there()) {
    text += "No arrivals are foretold: camel eta learns them.\n";
  }
  return text + (outlook.alerts.empty() ? "" : "\n") + describe(outlook.alerts);
}

std::string box_document(LineUp const& line,
                         std::optional<BoxOutlook> const& outlook) {
  auto json = line_up_json(line);
  json["outlook"] = outlook ? to_json(*outlook) : Json();
  return to_text(json, 2) + "\n";
}

}  // namespace

int track_command(Options const& options) {
  auto const& asked = options.tracking;
  EventPlace const place{data_folder(asked.data), asked.database};
  auto const at = moment_of(asked.at);
  if (!asked.object.empty() && !at) {
    if (auto const code = track_consignment(place, options)) {
      return *code;
    }
  }
  Tracker tracker{place};
  std::optional<LineUp> line;
  if (!asked.object.empty()) {
    line = tracker.line_up(asked.object, at);
    if (!line) {
      return say_nothing_is_known(asked.object, options.json);
    }
  }
  auto const learnt = kept_arrivals(place.folder);
  auto const lookout =
      look_at(tracker.all_events(), learnt ? &*learnt : nullptr,
              at ? std::optional{epoch_seconds(*at)} : std::nullopt);
  if (!line) {
    print(options.json ? alerts_document(lookout.alerts()) : describe(lookout));
    return 0;
  }
  auto const outlook = lookout.of(line->object);
  print(options.json ? box_document(*line, outlook)
        : outlook    ? describe(*line, *outlook)
                     : describe(*line));
  return 0;
}

}  // namespace camel
