// SPDX-License-Identifier: Apache-2.0
#include "camel/model/test_corridor.h"

#include <algorithm>
#include <map>
#include <sstream>
#include <string_view>
#include <vector>

#include "camel/base/names.h"
#include "camel/base/text.h"

namespace camel {
namespace {

class CorridorText {
 public:
  explicit CorridorText(std::string const& text) {
    corridor_.name = "test";
    Commodity row;
    row.key = "box";
    row.name = "Boxes";
    corridor_.commodities.add(row);
    std::istringstream lines{text};
    for (std::string line; std::getline(lines, line);) {
      if (!trim(line).empty()) {
        read_line(line);
      }
    }
    index_corridor(corridor_);
  }
  Corridor take() { return std::move(corridor_); }

 private:
  void read_line(std::string const& line) {
    plain_.clear();
    named_.clear();
    std::istringstream words{line};
    for (std::string word; words >> word;) {
      auto const equals = word.find('=');
      if (equals == std::string::npos) {
        plain_.push_back(word);
      } else {
        named_[word.substr(0, equals)] = word.substr(equals + 1);
      }
    }
    auto const readers = std::map<std::string, void (CorridorText::*)()>{
        {"place", &CorridorText::place},
        {"link", &CorridorText::link},
        {"facility", &CorridorText::facility},
        {"step", &CorridorText::step},
        {"fleet", &CorridorText::fleet},
        {"goods", &CorridorText::goods},
        {"zone", &CorridorText::zone},
        {"price", &CorridorText::price},
        {"factor", &CorridorText::factor},
        {"service", &CorridorText::service},
        {"demand", &CorridorText::demand},
        {"closure", &CorridorText::closure},
        {"ban", &CorridorText::ban},
        {"observation", &CorridorText::observation}};
    (this->*readers.at(plain_.at(0)))();
    CAMEL_CHECK(named_.empty(), "not understood in: " + line);
  }

  // What is named in the line, taken out of it.
  std::string text(std::string const& name, std::string const& otherwise = "") {
    auto const found = named_.extract(name);
    return found.empty() ? otherwise : found.mapped();
  }
  double number(std::string const& name, double otherwise) {
    auto const word = text(name);
    return word.empty() ? otherwise : *parse_number(word);
  }
  int whole(std::string const& name, int otherwise) {
    return static_cast<int>(number(name, otherwise));
  }
  template <typename E>
  E one_of(std::string const& name, E otherwise) {
    return *find_by_name<E>(text(name, std::string{name_of(otherwise)}));
  }
  DurationLaw law(std::string const& mean, DurationLaw otherwise) {
    otherwise.mean_hours = number(mean, otherwise.mean_hours);
    return otherwise;
  }
  PlaceId at(std::string const& code) const {
    auto const found = find_place(corridor_, code);
    CAMEL_CHECK(bool{found}, "no place " + code);
    return found;
  }
  std::vector<PlaceId> places(std::string const& name) {
    std::vector<PlaceId> list;
    auto const codes = text(name);
    for (auto const code : split(codes, ',')) {
      list.push_back(at(std::string{code}));
    }
    return list;
  }
  Region region(std::string const& name) {
    Region region;
    region.name = name;
    region.places = places(name);
    std::sort(region.places.begin(), region.places.end());
    return region;
  }
  std::uint8_t cargo(std::string const& otherwise) {
    unsigned bits = 0;
    auto const forms = text("cargo", otherwise);
    for (auto const form : split(forms, ',')) {
      bits |= bit(*find_by_name<CargoForm>(form));
    }
    return static_cast<std::uint8_t>(bits);
  }

  void place() {
    Place row;
    row.code = plain_.at(1);
    row.name = plain_.at(1) + "ville";
    row.country = plain_.at(2);
    row.kind = one_of("kind", PlaceKind::terminal);
    row.time_zone = text("zone", "UTC");
    row.longitude = number("lon", 0);
    corridor_.places.add(row);
  }

  void link() {
    Link row;
    row.key = text("key", plain_.at(1) + "-" + plain_.at(2));
    row.from = at(plain_[1]);
    row.to = at(plain_[2]);
    row.mode = one_of("mode", Mode::rail);
    row.length = Meters{static_cast<std::int64_t>(number("km", 100) * 1000)};
    row.gauge = whole("gauge", row.mode == Mode::rail ? 1435 : 0);
    row.capacity = number("capacity", 1e6);
    row.capacity_back = number("back", row.capacity);
    row.free_speed = number("speed", 50);
    row.tracks = whole("tracks", 2);
    row.passing_km = number("passing", row.passing_km);
    row.standing = whole("standing", row.standing);
    row.traction = one_of("traction", Traction::diesel);
    row.status = one_of("status", LinkStatus::operating);
    row.open = row.status == LinkStatus::operating;
    corridor_.links.add(row);
  }

  void facility() {
    Facility row;
    row.place = at(plain_.at(1));
    row.name = plain_.at(2);
    row.kind = one_of("kind", find_by_name<FacilityKind>(row.name).value_or(
                                  FacilityKind::customs));
    row.servers = whole("servers", 1);
    if (auto const storage = whole("storage", 0); storage > 0) {
      row.storage = Teu{storage};
    }
    row.service =
        law("hours", {0, number("spread", 0.3), one_of("law", Spread::fixed)});
    row.per = one_of("per", ServedUnit::train);
    row.patience_hours = number("patience", row.patience_hours);
    if (named_.contains("breakdown")) {
      row.breakdown_hours = number("breakdown", 0);
    }
    row.repair_hours = number("repair", row.repair_hours);
    auto const opening = text("open", "0-24");
    row.opening.opens = std::stoi(opening) * 60;
    row.opening.closes = std::stoi(opening.substr(opening.find('-') + 1)) * 60;
    corridor_.facilities.add(row);
    index_corridor(corridor_);
  }

  void step() {
    ProcedureStep row;
    row.place = at(plain_.at(1));
    row.from_country = plain_.at(2).substr(0, plain_[2].find('>'));
    row.to_country = plain_[2].substr(plain_[2].find('>') + 1);
    row.name = plain_.at(3);
    row.unit = one_of("unit", ProcedureUnit::train);
    row.step =
        whole("number", static_cast<int>(corridor_.procedures.size()) + 1);
    if (auto const name = text("at"); !name.empty()) {
      row.facility = find_facility(corridor_, row.place, name);
      row.time = corridor_.facilities[row.facility].service;
    } else {
      row.time.family = Spread::fixed;
    }
    row.time = law("hours", row.time);
    row.pre_arrival_share = number("early", 0);
    row.pre_arrival_time = law("early_hours", row.time);
    row.share = number("share", 1);
    row.hold = text("hold") == "yes";
    if (auto const word = text("goods"); !word.empty()) {
      auto const property = find_by_name<GoodsProperty>(word);
      row.goods = property.value_or(GoodsProperty::any);
      row.commodity = property ? CommodityId{} : commodity(word);
    }
    corridor_.procedures.add(row);
  }

  void fleet() {
    Fleet row;
    row.key = plain_.at(1);
    row.kind = one_of("kind", FleetKind::wagon);
    row.number = whole("number", 1);
    row.teu_per_unit = whole("teu", 2);
    row.turnaround_hours = number("turnaround", 0);
    row.gauge = whole("gauge", 0);
    row.empty_train = whole("empty_train", row.empty_train);
    corridor_.fleets.add(row);
  }

  void goods() {
    Commodity row;
    row.key = plain_.at(1);
    row.form = *find_by_name<CargoForm>(plain_.at(2));
    auto const is = [&](std::string const& property) {
      return std::find(plain_.begin(), plain_.end(), property) != plain_.end();
    };
    row.phytosanitary = is("phytosanitary");
    row.dangerous = is("dangerous");
    row.temperature_controlled = is("temperature_controlled");
    row.tonnes_per_teu = number("tonnes", 10);
    row.value_per_tonne = number("value", 0);
    row.value_of_time = number("loses", 0);
    corridor_.commodities.add(row);
  }

  void zone() {
    Zone row;
    row.name = plain_.at(1);
    for (auto const member : split(plain_.at(2), ',')) {
      row.members.emplace_back(member);
    }
    corridor_.zones.push_back(row);
  }

  void price() {
    Tariff row;
    row.key = "T" + std::to_string(corridor_.tariffs.size() + 1);
    row.mode = plain_.at(1);
    row.unit = plain_.at(2);
    row.value = *parse_number(plain_.at(3));
    if (auto const from = text("from"); !from.empty()) {
      row.from = at(from);
    }
    if (auto const to = text("to"); !to.empty()) {
      row.to = at(to);
    }
    row.region = text("region", "*");
    row.direction = text("direction", "both");
    row.used = true;
    corridor_.tariffs.add(row);
  }

  void factor() {
    EmissionFactor row;
    row.key = "F" + std::to_string(corridor_.emission_factors.size() + 1);
    row.mode = plain_.at(1);
    row.unit = plain_.at(2);
    row.value = *parse_number(plain_.at(3));
    if (auto const traction = text("traction"); !traction.empty()) {
      row.traction = find_by_name<Traction>(traction);
    }
    row.region = text("region", "*");
    row.used = true;
    corridor_.emission_factors.add(row);
  }

  CommodityId commodity(std::string const& key) const {
    for (auto const id : corridor_.commodities.ids()) {
      if (corridor_.commodities[id].key == key) {
        return id;
      }
    }
    CAMEL_CHECK(false, "no goods " + key);
  }

  void service() {
    Service row;
    row.key = plain_.at(1);
    row.mode = one_of("mode", Mode::rail);
    row.gauge = whole("gauge", row.mode == Mode::rail ? 1435 : 0);
    row.capacity = whole("capacity", 50);
    row.departure = one_of("rule", Departure::when_full);
    row.frequency = number("frequency", 0);
    row.max_wait_hours = number("wait", 96);
    row.cut_off_hours = number("cut_off", 0);
    row.background = text("background") == "yes";
    row.path = one_of("path", TrainPath::ordinary);
    row.cargo = cargo("container");
    auto const fleet_key = text("fleet");
    for (auto const id : corridor_.fleets.ids()) {
      if (corridor_.fleets[id].key == fleet_key) {
        row.fleet = id;
      }
    }
    auto const id = corridor_.services.add(row);
    for (std::size_t i = 2; i < plain_.size(); ++i) {
      stop(id, static_cast<int>(i) - 1, plain_[i]);
    }
  }

  void stop(ServiceId service, int number, std::string const& word) {
    auto const sign = word.find_first_of("+-*.");
    auto const action = std::map<char, StopAction>{{'+', StopAction::load},
                                                   {'-', StopAction::unload},
                                                   {'*', StopAction::both},
                                                   {'.', StopAction::pass}};
    Stop row;
    row.service = service;
    row.number = number;
    row.place = at(word.substr(0, sign));
    row.action = action.at(word.at(sign));
    row.dwell_hours = parse_number(word.substr(sign + 1)).value_or(0);
    corridor_.stops.add(row);
  }

  void demand() {
    Demand row;
    row.key = text("key", plain_.at(1) + ">" + plain_.at(2));
    row.origin = at(plain_[1]);
    row.destination = at(plain_[2]);
    row.commodity = commodity(text("goods", "box"));
    row.teu_year = number("teu", 365);
    row.via = places("via");
    row.lot_teu = number("lot", 1);
    row.choice = text("choice");
    row.path = one_of("path", TrainPath::ordinary);
    row.constant = number("constant", 0);
    if (auto const list = text("season"); !list.empty()) {
      auto const months = split(list, ',');
      for (std::size_t i = 0; i < 12; ++i) {
        row.season[i] = *parse_number(months.at(i));
      }
    }
    corridor_.demand.add(row);
  }

  // "A", "A>B", "A-B", "A/customs" or "fleets/F".
  Target target(std::string const& word) {
    Target target;
    auto const slash = word.find('/');
    auto const first = word.substr(0, word.find_first_of("/>-"));
    if (first == "fleets") {
      target.fleet = fleet_of(word.substr(slash + 1));
      return target;
    }
    target.at = at(first);
    if (slash != std::string::npos) {
      target.facility =
          find_facility(corridor_, target.at, word.substr(slash + 1));
      CAMEL_CHECK(bool{target.facility}, "no facility " + word);
    } else if (first != word) {
      target.to = at(word.substr(first.size() + 1));
      target.both_directions = word[first.size()] == '-';
    }
    return target;
  }
  FleetId fleet_of(std::string const& key) const {
    for (auto const id : corridor_.fleets.ids()) {
      if (corridor_.fleets[id].key == key) {
        return id;
      }
    }
    CAMEL_CHECK(false, "no fleet " + key);
  }
  std::vector<CommodityId> commodities() {
    std::vector<CommodityId> list;
    auto const keys = text("goods");
    for (auto const key : split(keys, ',')) {
      list.push_back(commodity(std::string{key}));
    }
    return list;
  }

  void closure() {
    Disruption row;
    row.key = text("key", plain_.at(1));
    row.targets = {target(plain_[1])};
    row.start = *parse_date(text("from"));
    row.end = *parse_date(text("to"));
    row.recurs = text("recurs") == "yes";
    row.base = text("base", "yes") == "yes";
    if (named_.contains("share")) {
      row.capacity_share = number("share", 0);
    }
    if (named_.contains("closed")) {
      row.closed_share = number("closed", 0);
    }
    row.spell_hours = number("spell", 36);
    row.time_factor = number("time", 1);
    row.demand_factor = number("demand", 1);
    row.payload_share = number("payload", 1);
    row.loading_stop = text("stop") == "yes";
    row.commodities = commodities();
    corridor_.disruptions.add(row);
  }

  void ban() {
    LoadingBan row;
    row.key = plain_.at(1) + " " + plain_.at(2);
    row.place = at(plain_[1]);
    row.from_country = plain_[2].substr(0, plain_[2].find('>'));
    row.to_country = plain_[2].substr(plain_[2].find('>') + 1);
    row.commodities = commodities();
    row.stop_above = whole("above", 0);
    row.resume_below = whole("below", 1);
    if (auto const divert = whole("divert", -1); divert >= 0) {
      row.divert_above = divert;
    }
    corridor_.loading_bans.add(row);
  }

  void observation() {
    Observation row;
    row.key = text("key", "O");
    row.indicator_word = plain_.at(1);
    row.indicator = *find_by_name<Indicator>(plain_[1]);
    row.scope = text("scope");
    row.facility = text("facility");
    row.low = number("low", 0);
    row.high = number("high", row.low);
    row.value = number("value", row.low);
    row.from = region("from");
    row.to = region("to");
    row.via = places("via");
    row.cargo = cargo("container,bulk,reefer,tank,empty");
    row.path = find_by_name<TrainPath>(text("path"));
    row.both_directions = text("both") == "yes";
    row.role = one_of("role", Role::judge);
    corridor_.observations.add(row);
  }

  Corridor corridor_;
  std::vector<std::string> plain_;
  std::map<std::string, std::string> named_;
};

}  // namespace

Corridor corridor_from(std::string const& text) {
  return CorridorText{text}.take();
}

}  // namespace camel
