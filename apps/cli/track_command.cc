// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>

#include <fmt/format.h>

#include "camel/api/codec.h"
#include "camel/api/load_scenarios.h"
#include "camel/api/outlooks.h"
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
  return text + table.text();
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

std::string describe(BoxAlert const& one) {
  return fmt::format("{}  {}  since {}  {} {}{}{}\n",
                     styled(std::string{name_of(one.kind)}, Style::bold),
                     one.place, minute_text(one.since), last_word(one.object),
                     one.reason, one.fallback.empty() ? "" : "; ",
                     one.fallback);
}

std::string describe(std::vector<ShownAlert> const& alerts) {
  std::string text;
  for (auto const& one : alerts) {
    text += describe(one.alert);
  }
  return text;
}

std::string alerts_document(std::vector<ShownAlert> const& alerts) {
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
    complain("camel: " + nothing + "\n");
  }
  return 1;
}

// Of a box: what it did, then what is ahead of it.
std::string describe(LineUp const& line,
                     std::optional<BoxOutlook> const& outlook) {
  auto text = describe(line);
  if (!outlook) {
    return text;
  }
  text += describe(*outlook);
  if (outlook->arrivals.empty() && !outlook->watch.is_there()) {
    text += "No arrivals are foretold: camel eta learns them.\n";
  }
  text += outlook->alerts.empty() ? "" : "\n";
  for (auto const& one : outlook->alerts) {
    text += describe(one);
  }
  return text;
}

std::string box_document(LineUp const& line,
                         std::optional<BoxOutlook> const& outlook) {
  auto json = line_up_json(line);
  json["outlook"] = outlook ? to_json(*outlook) : Json();
  return to_text(json, 2) + "\n";
}

// What the corridor says is closed, and when.
std::shared_ptr<ClosuresOnWays const> announced(Options const& options) {
  return std::make_shared<ClosuresOnWays>(load_with_plans(
      open_package(find_corridor(options.corridor)), {}, options.scenarios));
}

// What was captured and what was booked, as whoever runs the program sees it.
class Tracking {
 public:
  Tracking(EventPlace const& place, Options const& options)
      : options_{options},
        by_{moment_of(options.tracking.at)},
        tracker_{place},
        consignments_{place.folder},
        outlooks_{{tracker_.store(), consignments_.store(), tracked_,
                   announced(options), by_},
                  place.folder} {}

  int tell() {
    auto const& word = options_.tracking.object;
    if (word.empty()) {
      return tell_alerts();
    }
    if (auto const stored = consignments_.called(kAll, word)) {
      return tell_consignment(*stored);
    }
    return tell_box(word);
  }

 private:
  static inline Viewer const kAll{.party = {}, .is_operator = true};

  int tell_alerts() {
    auto const page = outlooks_.alerts(kAll, {.limit = SIZE_MAX});
    if (options_.json) {
      print(alerts_document(page.alerts));
    } else if (page.as_of == 0) {
      print("No event was captured yet: camel capture takes them up.\n");
    } else {
      print(fmt::format("{} with a plan, {}, as of {}\n",
                        counted(outlooks_.boxes(), "box", "es"),
                        counted(page.alerts.size(), "alert"),
                        minute_text(page.as_of)) +
            describe(page.alerts));
    }
    return 0;
  }

  int tell_consignment(StoredConsignment const& stored) {
    auto const line =
        tracked_.line_up(kAll, stored, by_.value_or(EventMoment::max()));
    if (options_.json) {
      auto json = to_json(line);
      json["outlooks"] = outlooks_.of(kAll, stored)["boxes"];
      print(to_text(json, 2) + "\n");
      return 0;
    }
    auto text = describe(stored, line);
    for (auto const& box : line.boxes) {
      text += "\n" + describe(box, outlooks_.outlook(stored.id, box.object));
    }
    print(text);
    return 0;
  }

  int tell_box(std::string const& word) {
    auto const line = tracker_.line_up(word, by_);
    if (!line) {
      return say_nothing_is_known(word, options_.json);
    }
    auto const outlook =
        outlooks_.outlook(std::string{last_word(line->object)});
    print(options_.json ? box_document(*line, outlook)
                        : describe(*line, outlook));
    return 0;
  }

  Options const& options_;
  std::optional<EventMoment> by_;
  Tracker tracker_;
  Consignments consignments_;
  TrackedEvents tracked_{tracker_.store(), consignments_.store()};
  Outlooks outlooks_;
};

}  // namespace

int track_command(Options const& options) {
  auto const& asked = options.tracking;
  return Tracking{{data_folder(asked.data), asked.database}, options}.tell();
}

}  // namespace camel
