// SPDX-License-Identifier: Apache-2.0
#include "camel/api/simulated_events.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "camel/api/usual_times.h"
#include "camel/base/time_zone.h"
#include "camel/base/utc_text.h"
#include "camel/tracking/container_number.h"
#include "camel/tracking/rail_words.h"
#include "camel/tracking/wagon_number.h"

namespace camel {

namespace {

using Json = nlohmann::ordered_json;

constexpr auto kNames = "https://id.example.org";
constexpr auto kOwner = "SCM";  // of containers
// Boxes are of forty feet: two TEU, and one to a wagon.
constexpr int kTeuOfBox = 2;
constexpr Gauge kBroad = 1520;

std::size_t boxes_of(int teu) {
  return static_cast<std::size_t>((teu + kTeuOfBox - 1) / kTeuOfBox);
}

// A lot has any whole number of TEU around its mean.
double share_of(Corridor const& corridor, EventsPlan const& plan) {
  double boxes = 0;
  for (auto const& demand : corridor.demand) {
    auto const lots = demand.teu_year / demand.lot_teu;
    boxes += lots * (demand.lot_teu + 0.5) / kTeuOfBox;
  }
  return std::min(1.0, plan.boxes / std::max(1.0, boxes * plan.days / 365));
}

EventMoment moment(EpochSeconds seconds) {
  return EventMoment{std::chrono::seconds{seconds}};
}

std::string utc(std::chrono::sys_seconds time) {
  return utc_milliseconds(time);
}

std::string name_of(std::string_view kind, std::string_view word) {
  return fmt::format("{}/{}/{}", kNames, kind, word);
}

// What is done with trains and boxes, in the words of the CBV or our own.
std::string_view step_of(ProcedureStep const& step, FacilityKind const* kind) {
  if (step.name.find("customs") != std::string::npos ||
      (kind != nullptr && *kind == FacilityKind::customs)) {
    return rail::kClearingCustoms;
  }
  if (step.name.find("inspection") != std::string::npos ||
      step.name.find("phyto") != std::string::npos ||
      (kind != nullptr && *kind == FacilityKind::inspection)) {
    return "inspecting";
  }
  if (kind != nullptr && *kind == FacilityKind::reception) {
    return rail::kPassingReception;
  }
  return kind != nullptr && *kind == FacilityKind::gauge_change
             ? rail::kChangingGauge
             : rail::kHandingOver;
}

// Tells the entries of a journal one by one, as they came.
class Telling {
 public:
  Telling(Corridor const& corridor, Journal const& journal, EpcisWriter& writer,
          int days)
      : corridor_{corridor},
        journal_{journal},
        writer_{writer},
        begin_{first_second_of(corridor)},
        ways_{box_ways(corridor)},
        usual_{ways_, journeys_in(corridor, ways_, journal)},
        lots_(journal.lots.size()),
        trains_(journal.trains.size()),
        formed_(corridor.services.size()) {
    find_offsets(days);
    find_places_told_of();
  }

  EventsWritten tell() {
    // Lots are ready in the order of their rows.
    std::uint32_t lot = 0;
    for (auto const& entry : journal_.entries) {
      for (; lot < lots_.size() && journal_.lots[lot].ready <= entry.time;
           ++lot) {
        be_ready(lot);
      }
      tell(entry);
    }
    for (; lot < lots_.size(); ++lot) {
      be_ready(lot);
    }
    written_.events = writer_.events();
    written_.consignments = lots_.size();
    written_.trains = trains_.size();
    return written_;
  }

 private:
  struct LotTold {
    std::string consignment;
    std::vector<std::string> boxes, wagons;
    Gauge gauge = 0;  // of the train it was on last
  };
  struct TrainTold {
    std::string name;
    PlaceId left;  // where it came from
  };

  void find_offsets(int days) {
    auto const begin = std::chrono::sys_seconds{std::chrono::seconds{begin_}};
    for (auto const& place : corridor_.places) {
      offsets_.push_back(
          has_time_zones()
              ? utc_offsets(place.time_zone, begin,
                            begin + std::chrono::days{days})
              : std::vector<UtcOffset>{{begin, std::chrono::seconds{0}}});
    }
  }

  void find_places_told_of() {
    for (auto const& way : ways_) {
      for (auto const& one : way) {
        told_.insert({one.by, find_place(corridor_, one.place)});
      }
    }
  }

  std::string offset_at(PlaceId place, std::chrono::sys_seconds now) const {
    auto seconds = std::chrono::seconds{0};
    for (auto const& one : offsets_[place.value]) {
      if (one.from <= now) {
        seconds = one.offset;
      }
    }
    auto const minutes = std::abs(seconds.count()) / 60;
    return fmt::format("{}{:02}:{:02}", seconds.count() < 0 ? '-' : '+',
                       minutes / 60, minutes % 60);
  }

  EventText event(std::string_view type, PlaceId place, YearSeconds time,
                  std::string_view step) const {
    EventText text;
    text.type = type;
    text.time = moment(begin_ + time);
    text.offset = offset_at(
        place, std::chrono::sys_seconds{std::chrono::seconds{begin_ + time}});
    text.step = step;
    text.place = name_of("place", corridor_.places[place].code);
    return text;
  }

  Json note_of(LotTold const& lot) const {
    return Json::array(
        {Json{{"type", "bol"}, {"bizTransaction", lot.consignment}}});
  }

  std::string next_wagon(Gauge gauge) {
    ++wagons_;
    return name_of("wagon", with_check_digit(
                                gauge == kBroad
                                    ? fmt::format("9{:06}", wagons_ % 1'000'000)
                                    : fmt::format("3133{:07}", wagons_)));
  }

  Json plan_of(JournalLot const& lot) const {
    auto legs = Json::array();
    for (auto const& leg : usual_.plan(lot.demand, begin_ + lot.ready)) {
      legs.push_back({{"rail:from", name_of("place", leg.from)},
                      {"rail:to", name_of("place", leg.to)},
                      {"rail:service", leg.service},
                      {"rail:departs", utc(leg.departs)},
                      {"rail:arrives", utc(leg.arrives)}});
    }
    return legs;
  }

  // The carrier takes the boxes over, and says what he plans.
  void be_ready(std::uint32_t number) {
    auto const& row = journal_.lots[number];
    auto const& demand = corridor_.demand[row.demand];
    auto& lot = lots_[number];
    lot.consignment = name_of("consignment", fmt::format("SC{:07}", number));
    for (std::size_t i = 0; i < boxes_of(row.teu); ++i) {
      lot.boxes.push_back(
          name_of("container", container_number(kOwner, boxes_++)));
    }
    written_.boxes += lot.boxes.size();
    auto text = event("ObjectEvent", demand.origin, row.ready, "accepting");
    text.disposition = "in_progress";
    text.objects = lot.boxes;
    text.more = {
        {"bizTransactionList", note_of(lot)},
        {"destinationList",
         Json::array({Json{
             {"type", "location"},
             {"destination",
              name_of("place", corridor_.places[demand.destination].code)}}})},
        {"rail:commodity", corridor_.commodities[demand.commodity].key},
        {"rail:teu", row.teu},
        {"rail:plan", plan_of(row)}};
    writer_.add(text);
  }

  void tell(JournalEntry const& entry) {
    switch (entry.deed) {
      case Deed::ready:
        break;
      case Deed::boarded:
        board(entry);
        break;
      case Deed::departed:
      case Deed::arrived:
        run(entry);
        break;
      case Deed::handled:
        handle(entry);
        break;
      case Deed::set_down:
        set_down(entry);
        break;
      case Deed::delivered:
        deliver(entry);
        break;
    }
  }

  std::string const& train_name(std::uint32_t train) {
    auto& name = trains_[train].name;
    if (name.empty()) {
      auto const service = journal_.trains[train];
      name = name_of(
          corridor_.services[service].mode == Mode::rail ? "train" : "voyage",
          fmt::format("{}-{}", corridor_.services[service].key,
                      ++formed_[service.value]));
    }
    return name;
  }

  void board(JournalEntry const& entry) {
    auto& lot = lots_[entry.lot];
    auto const& service = corridor_.services[journal_.trains[entry.train]];
    auto const& train = train_name(entry.train);
    auto const by_rail = service.mode == Mode::rail;
    if (by_rail && lot.gauge != 0 && lot.gauge != service.gauge) {
      auto text =
          event("ObjectEvent", entry.place, entry.time, rail::kChangingGauge);
      text.objects = lot.boxes;
      text.more = {{"rail:fromGauge", lot.gauge},
                   {"rail:toGauge", service.gauge}};
      writer_.add(text);
    }
    auto text = event("AggregationEvent", entry.place, entry.time, "loading");
    text.action = "ADD";
    if (by_rail) {
      lot.gauge = service.gauge;
      for (auto const& box : lot.boxes) {
        lot.wagons.push_back(next_wagon(service.gauge));
        text.parent = lot.wagons.back();
        text.objects = {box};
        writer_.add(text);
      }
      text.step = "assembling";
      text.objects = lot.wagons;
    } else {
      text.objects = lot.boxes;
    }
    text.parent = train;
    writer_.add(text);
  }

  void set_down(JournalEntry const& entry) {
    auto& lot = lots_[entry.lot];
    auto text = event("AggregationEvent", entry.place, entry.time, "unloading");
    text.action = "DELETE";
    for (std::size_t i = 0; i < lot.wagons.size(); ++i) {
      text.parent = lot.wagons[i];
      text.objects = {lot.boxes[i]};
      writer_.add(text);
    }
    text.parent = train_name(entry.train);
    text.objects = lot.wagons.empty() ? lot.boxes : lot.wagons;
    text.step = lot.wagons.empty() ? "unloading" : "disassembling";
    writer_.add(text);
    lot.wagons.clear();
  }

  void run(JournalEntry const& entry) {
    auto& train = trains_[entry.train];
    auto const& service = corridor_.services[journal_.trains[entry.train]];
    auto const arrives = entry.deed == Deed::arrived;
    if (arrives && train.left &&
        corridor_.places[train.left].country !=
            corridor_.places[entry.place].country) {
      auto text =
          event("ObjectEvent", entry.place, entry.time, rail::kCrossingBorder);
      text.objects = {train_name(entry.train)};
      text.more = {{"rail:fromCountry", corridor_.places[train.left].country},
                   {"rail:toCountry", corridor_.places[entry.place].country}};
      writer_.add(text);
    }
    train.left = entry.place;
    if (told_.contains({service.key, entry.place})) {
      auto text = event("ObjectEvent", entry.place, entry.time,
                        arrives ? "arriving" : "departing");
      text.disposition = arrives ? "in_progress" : "in_transit";
      text.objects = {train_name(entry.train)};
      writer_.add(text);
    }
  }

  void handle(JournalEntry const& entry) {
    auto const& step = corridor_.procedures[entry.step];
    auto const* const facility =
        step.facility ? &corridor_.facilities[step.facility] : nullptr;
    auto text = event("ObjectEvent", entry.place, entry.time,
                      step_of(step, facility ? &facility->kind : nullptr));
    text.objects = entry.lot == JournalEntry::kNone
                       ? std::vector{train_name(entry.train)}
                       : lots_[entry.lot].boxes;
    text.more = {{"rail:procedure", step.name}};
    if (facility != nullptr) {
      text.more["rail:facility"] = facility->name;
    }
    writer_.add(text);
  }

  void deliver(JournalEntry const& entry) {
    auto const& lot = lots_[entry.lot];
    auto text = event("ObjectEvent", entry.place, entry.time, "receiving");
    text.disposition = "completeness_verified";
    text.objects = lot.boxes;
    text.more = {{"bizTransactionList", note_of(lot)}};
    writer_.add(text);
  }

  Corridor const& corridor_;
  Journal const& journal_;
  EpcisWriter& writer_;
  EpochSeconds begin_;
  Table<DemandId, BoxWay> ways_;
  UsualTimes usual_;
  std::vector<LotTold> lots_;
  std::vector<TrainTold> trains_;
  std::vector<int> formed_;                      // by service
  std::vector<std::vector<UtcOffset>> offsets_;  // by place
  std::set<std::pair<std::string, PlaceId>> told_;
  std::uint32_t boxes_ = 0;
  int wagons_ = 0;
  EventsWritten written_;
};

}  // namespace

EventsWritten write_simulated_events(Corridor const& corridor,
                                     EventsPlan const& plan,
                                     EpcisWriter& writer) {
  auto const journal =
      record_journals(corridor, {.days = plan.days,
                                 .warm_up_days = plan.warm_up_days,
                                 .seed = plan.seed,
                                 .share = share_of(corridor, plan)})
          .front();
  auto const end = plan.days + JournalPlan{}.days_after;
  writer.begin(moment(first_second_of(corridor)));
  auto const written = Telling{corridor, journal, writer, end}.tell();
  writer.finish();
  return written;
}

}  // namespace camel
