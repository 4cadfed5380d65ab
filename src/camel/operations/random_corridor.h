// SPDX-License-Identifier: Apache-2.0
// Corridors that nobody thought of, for tests: two gauges, borders, ports,
// vessels, weather and other traffic. The same number makes the same one.
#pragma once

#include <cstdint>
#include <sstream>
#include <string>
#include <vector>

#include "camel/model/network.h"
#include "camel/model/test_corridor.h"
#include "camel/sim/random.h"

namespace camel {

class RandomCorridor {
 public:
  explicit RandomCorridor(std::uint64_t number)
      : random_{{.seed = number, .stream = 1, .replication = 0}} {
    lay_lines();
    build_places();
    add_rail_services();
    add_vessels();
    add_closures();
  }

  std::string text() const { return text_.str(); }

  // Demand between places that some chain of services joins.
  void ship(Corridor& corridor) {
    auto const network = build_service_network(corridor);
    auto const last = static_cast<std::int64_t>(corridor.places.size()) - 1;
    for (int i = 0; i < 12; ++i) {
      Demand demand;
      demand.key = "D" + std::to_string(i);
      demand.origin = PlaceId{one_of(0, last)};
      demand.destination = PlaceId{one_of(0, last)};
      demand.commodity = CommodityId{one_of(0, 1)};
      demand.teu_year = static_cast<double>(one_of(100, 20'000));
      demand.lot_teu = random_.happens(0.2) ? 1 : 1 + 25 * random_.uniform();
      demand.season[one_of(0, 11)] = 5;
      if (random_.happens(0.2)) {
        demand.via = {PlaceId{one_of(0, last)}};
      }
      if (random_.happens(0.2)) {
        demand.path = TrainPath::fixed;
      }
      if (demand.origin != demand.destination &&
          !find_route(corridor, network, demand).empty()) {
        corridor.demand.add(demand);
      }
    }
    index_corridor(corridor);
  }

 private:
  std::uint64_t one_of(std::int64_t low, std::int64_t high) {
    return static_cast<std::uint64_t>(random_.integer(low, high));
  }
  std::string pick(std::vector<std::string> const& words) {
    return words[one_of(0, static_cast<std::int64_t>(words.size()) - 1)];
  }
  bool often() { return random_.happens(0.7); }
  bool seldom() { return random_.happens(0.25); }

  // Rail places P0, P1 ... of two gauges that meet at one of them, and the
  // ports S and T beyond the last.
  void lay_lines() {
    places_ = one_of(3, 7);
    meeting_ = one_of(1, static_cast<std::int64_t>(places_) - 2);
    text_ << "goods grain bulk\n";
    for (std::uint64_t i = 0; i < places_; ++i) {
      text_ << "place P" << i << " " << pick({"CN", "KZ", "UZ"})
            << " zone=" << pick({"UTC", "Asia/Almaty", "Asia/Shanghai"})
            << "\n";
    }
    text_ << "place S KZ\nplace T AZ\n";
    for (std::uint64_t i = 0; i + 1 < places_; ++i) {
      auto const gauge = i < meeting_ ? 1435 : 1520;
      for (std::uint64_t line = 0; line < (seldom() ? 2U : 1U); ++line) {
        text_ << "link P" << i << " P" << i + 1 << " key=L" << i << "." << line
              << " gauge=" << gauge << " km=" << one_of(1, 1500)
              << " speed=" << one_of(20, 80) << " capacity=" << one_of(1, 30)
              << " back=" << one_of(1, 30) << "\n";
      }
    }
    text_ << "link P" << places_ - 1 << " S gauge=1520\n"
          << "link S T mode=ferry km=" << one_of(20, 500) << " speed=20\n"
          << "link T P0 mode=sea km=900 speed=20\n";
  }

  void build_places() {
    text_ << "facility P" << meeting_
          << " gauge_change servers=" << one_of(1, 4)
          << " hours=" << one_of(0, 5) << " law=gamma\n";
    for (std::uint64_t i = 0; i < places_; ++i) {
      auto const place = "P" + std::to_string(i);
      if (i != meeting_ && often()) {
        text_ << "facility " << place << " lifts servers=" << one_of(1, 3)
              << " hours=" << pick({"0", "0.05", "1"})
              << " per=" << pick({"train", "teu", "lot"}) << "\n";
      }
      if (often()) {
        text_ << "facility " << place << " reception servers=" << one_of(1, 3)
              << " hours=0.5\nfacility " << place
              << " customs servers=" << one_of(1, 3)
              << " hours=" << one_of(0, 4)
              << " law=" << pick({"fixed", "exponential", "gamma", "lognormal"})
              << " open=" << pick({"0-24", "8-20", "22-30"}) << "\n";
        text_ << "step " << place
              << " *>* reception at=reception hold=" << pick({"yes", "no"})
              << "\nstep " << place
              << " *>* customs at=customs share=" << pick({"0.3", "1"})
              << " early=" << pick({"0", "0.5"}) << " early_hours=0.5\n"
              << "step " << place << " CN>KZ papers hours=1\n"
              << "step " << place << " *>KZ inspection unit=lot share=0.4 "
              << "at=customs hours=2\n";
      }
    }
    for (auto const* const port : {"S", "T", "P0"}) {
      if (often()) {
        text_ << "facility " << port << " berth servers=" << one_of(1, 2)
              << " hours=" << pick({"0", "8", "0.1"})
              << " per=" << pick({"train", "teu"}) << " law=gamma\n";
      }
    }
  }

  std::string rule() {
    auto const kind = pick({"timetable", "when_full", "full_or_time"});
    auto const text = " rule=" + kind + " wait=" + pick({"1", "30", "200"}) +
                      " cut_off=" + pick({"0", "6", "60"});
    return kind == "timetable" || often()
               ? text + " frequency=" + std::to_string(one_of(1, 40))
               : text;
  }

  // A service there and one back over these places, stopping now and then.
  void add_service(std::uint64_t from, std::uint64_t to, int gauge) {
    auto const name = std::to_string(services_++);
    auto const capacity = one_of(1, 60);
    text_ << "fleet W" << name << " teu=2 turnaround=" << one_of(0, 60)
          << " number=" << (capacity + 1) / 2 + (often() ? one_of(0, 60) : 0)
          << "\n";
    for (auto const back : {false, true}) {
      text_ << "service R" << name << (back ? "b" : "a");
      for (auto i = from; i <= to; ++i) {
        auto const place = back ? from + to - i : i;
        auto const end = i == from || i == to;
        text_ << " P" << place << (end || often() ? "*" : pick({"+", "-", "."}))
              << (seldom() ? "9" : "");
      }
      text_ << " gauge=" << gauge << " capacity=" << capacity << rule()
            << " cargo=container,bulk"
            << (often() ? " fleet=W" + name : std::string{})
            << (seldom() ? " path=fixed" : "") << "\n";
    }
  }

  void add_rail_services() {
    for (int i = 0; i < 2; ++i) {
      add_service(0, meeting_, 1435);
      if (meeting_ + 1 < places_) {
        add_service(meeting_, places_ - 1, 1520);
      }
    }
    text_ << "service LAST P" << places_ - 1 << "* S* gauge=1520" << rule()
          << " capacity=40\n"
          << "service FIRST S* P" << places_ - 1 << "* gauge=1520" << rule()
          << " capacity=40\n"
          << "service BG P0+ P" << meeting_
          << "- rule=timetable background=yes frequency=" << one_of(1, 30)
          << " capacity=50\n";
  }

  void add_vessels() {
    text_ << "fleet V kind=vessel number=" << one_of(1, 4) << " teu=100\n"
          << "service FERRY S* T*" << (seldom() ? "20" : "")
          << " S* mode=ferry fleet=V capacity=" << one_of(1, 80) << rule()
          << "\n";
    if (seldom()) {
      text_ << "fleet V2 kind=vessel number=2 teu=100\n"
            << "service SEA T* P0* T* mode=sea fleet=V2 cargo=container,bulk "
            << "capacity=" << one_of(1, 80) << rule() << "\n";
    }
  }

  void add_closures() {
    if (often()) {
      text_ << "closure S-T from=2000-11-01 to=2000-03-31 recurs=yes closed="
            << pick({"0.1", "0.5", "1"}) << "\n";
    }
    if (seldom()) {
      text_ << "closure P" << meeting_
            << " from=2024-01-03 to=2024-01-08 share=" << pick({"0", "0.2"})
            << "\n";
    }
  }

  Random random_;
  std::ostringstream text_;
  std::uint64_t places_ = 0, meeting_ = 0, services_ = 0;
};

}  // namespace camel
