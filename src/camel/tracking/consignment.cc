// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/consignment.h"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "camel/base/names.h"
#include "camel/tracking/container_number.h"
#include "camel/tracking/event_time.h"
#include "camel/tracking/wagon_number.h"

namespace camel {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kLongestList = 1'000;
constexpr std::size_t kLongestText = 1'000;
constexpr double kHeaviest = 1e7;  // kilograms; a long train is 1e7

bool is_digits(std::string_view text, std::size_t least, std::size_t most) {
  return text.size() >= least && text.size() <= most &&
         text.find_first_not_of("0123456789") == std::string_view::npos;
}

// Reads objects by tables of their members, as FORMAT.md reads rows by tables
// of columns.
class ConsignmentReader {
 public:
  explicit ConsignmentReader(std::vector<ConsignmentFinding>& findings)
      : findings_{findings} {}

  void consignment(Json const& json) {
    constexpr auto kReader = &ConsignmentReader::text;
    object(json, "",
           {{"contract", &ConsignmentReader::contract, true},
            {"note", kReader, false},
            {"parties", &ConsignmentReader::parties, true},
            {"taking_over", &ConsignmentReader::station, true},
            {"delivery", &ConsignmentReader::station, true},
            {"transit", &ConsignmentReader::stations, false},
            {"containers", &ConsignmentReader::containers, false},
            {"wagons", &ConsignmentReader::wagons, false},
            {"goods", &ConsignmentReader::goods, false},
            {"gross_kg", &ConsignmentReader::mass, false},
            {"seals", &ConsignmentReader::seals, false},
            {"payers", &ConsignmentReader::payers, false},
            {"documents", &ConsignmentReader::documents, false},
            {"plan", &ConsignmentReader::plan, false}});
    if (findings_.empty()) {
      check_masses(json);
    }
  }

  void say(std::string at, std::string message) {
    findings_.push_back({std::move(at), std::move(message)});
  }

 private:
  using Check = void (ConsignmentReader::*)(Json const&, std::string const&);
  struct Member {
    std::string_view name;
    Check check;
    bool is_needed = false;
  };

  void object(Json const& json, std::string const& at,
              std::vector<Member> const& members) {
    if (!json.is_object()) {
      say(at, "is no object");
      return;
    }
    for (auto const& member : members) {
      if (member.is_needed && !json.contains(member.name)) {
        say(at, fmt::format("has no '{}'", member.name));
      }
    }
    for (auto const& [name, value] : json.items()) {
      auto const known =
          std::find_if(members.begin(), members.end(),
                       [&](Member const& one) { return one.name == name; });
      auto const there = at + "/" + name;
      if (known == members.end()) {
        say(there, "is not known here");
      } else {
        (this->*known->check)(value, there);
      }
    }
  }

  void list(Json const& json, std::string const& at,
            std::vector<Member> const& members) {
    if (!json.is_array() || json.size() > kLongestList) {
      say(at, fmt::format("is no list of at most {}", kLongestList));
      return;
    }
    for (std::size_t i = 0; i < json.size(); ++i) {
      object(json[i], fmt::format("{}/{}", at, i), members);
    }
  }

  // Blank where it is none.
  std::string text_of(Json const& json, std::string const& at) {
    if (!json.is_string() || json.get_ref<std::string const&>().empty() ||
        json.get_ref<std::string const&>().size() > kLongestText) {
      say(at, fmt::format("is no text of 1 to {} letters", kLongestText));
      return "";
    }
    return json.get<std::string>();
  }

  void text(Json const& json, std::string const& at) { text_of(json, at); }

  void key(Json const& json, std::string const& at) {
    auto const word = text_of(json, at);
    auto const is_plain = [](char c) {
      return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') ||
             ('0' <= c && c <= '9') || c == '-' || c == '_' || c == '.';
    };
    if (!word.empty() && (word.size() > 64 ||
                          !std::all_of(word.begin(), word.end(), is_plain))) {
      say(at, "is no key: up to 64 letters, digits, '-', '_' and '.'");
    }
  }

  void truth(Json const& json, std::string const& at) {
    if (!json.is_boolean()) {
      say(at, "is neither true nor false");
    }
  }

  void number_up_to(Json const& json, std::string const& at, double most) {
    if (!json.is_number() || json.get<double>() < 0 ||
        json.get<double>() > most) {
      say(at, fmt::format("is no number from 0 to {}", most));
    }
  }
  void mass(Json const& json, std::string const& at) {
    number_up_to(json, at, kHeaviest);
  }
  void count(Json const& json, std::string const& at) {
    number_up_to(json, at, 1e6);
  }
  void money(Json const& json, std::string const& at) {
    number_up_to(json, at, 1e12);
  }

  void moment(Json const& json, std::string const& at) {
    if (!json.is_string() || !parse_event_time(json.get<std::string>())) {
      say(at, "is no moment: write it as 2026-03-04T11:00:00Z");
    }
  }

  void word_of(Json const& json, std::string const& at,
               std::vector<std::string_view> const& words) {
    if (!json.is_string() ||
        std::find(words.begin(), words.end(), json.get<std::string>()) ==
            words.end()) {
      say(at, fmt::format("is none of {}", fmt::join(words, ", ")));
    }
  }

  void code(Json const& json, std::string const& at, std::size_t least,
            std::size_t most, std::string_view what) {
    if (!json.is_string() || !is_digits(json.get<std::string>(), least, most)) {
      say(at, fmt::format("is no {}", what));
    }
  }

  void contract(Json const& json, std::string const& at) {
    word_of(json, at, {"CIM", "SMGS", "CIM/SMGS"});
  }
  void role(Json const& json, std::string const& at) {
    constexpr auto kRoles = names(PartyRole{});
    word_of(json, at, {kRoles.begin(), kRoles.end()});
  }
  void mode(Json const& json, std::string const& at) {
    word_of(json, at, {"rail", "sea", "ferry", "road"});
  }
  void hs(Json const& json, std::string const& at) {
    code(json, at, 4, 6, "HS heading of 4 or 6 digits");
  }
  void nhm(Json const& json, std::string const& at) {
    code(json, at, 4, 8, "NHM code of 4 to 8 digits");
  }
  void gng(Json const& json, std::string const& at) {
    code(json, at, 8, 8, "GNG code of 8 digits");
  }
  void un(Json const& json, std::string const& at) {
    code(json, at, 4, 4, "UN number of 4 digits");
  }
  void currency(Json const& json, std::string const& at) {
    if (!json.is_string() || json.get<std::string>().size() != 3) {
      say(at, "is no currency: three letters, as USD");
    }
  }

  void container(Json const& json, std::string const& at) {
    if (auto const fault = parse_container_number(text_of(json, at)).fault;
        !fault.empty()) {
      say(at, fault);
    }
  }
  void wagon(Json const& json, std::string const& at) {
    if (auto const fault = parse_wagon_number(text_of(json, at)).fault;
        !fault.empty()) {
      say(at, fault);
    }
  }

  void parties(Json const& json, std::string const& at) {
    list(json, at,
         {{"party", &ConsignmentReader::key, true},
          {"role", &ConsignmentReader::role, true},
          {"name", &ConsignmentReader::text, false},
          {"address", &ConsignmentReader::text, false},
          {"from", &ConsignmentReader::key, false},
          {"to", &ConsignmentReader::key, false}});
  }
  std::vector<Member> station_members() const {
    return {{"place", &ConsignmentReader::key, true},
            {"name", &ConsignmentReader::text, false},
            {"country", &ConsignmentReader::text, false},
            {"station", &ConsignmentReader::text, false},
            {"scheme", &ConsignmentReader::text, false},
            {"at", &ConsignmentReader::moment, false}};
  }
  void station(Json const& json, std::string const& at) {
    object(json, at, station_members());
  }
  void stations(Json const& json, std::string const& at) {
    list(json, at, station_members());
  }
  void containers(Json const& json, std::string const& at) {
    list(json, at,
         {{"number", &ConsignmentReader::container, true},
          {"size_type", &ConsignmentReader::text, false},
          {"tare_kg", &ConsignmentReader::mass, false},
          {"gross_kg", &ConsignmentReader::mass, false}});
  }
  void wagons(Json const& json, std::string const& at) {
    list(json, at,
         {{"number", &ConsignmentReader::wagon, true},
          {"tare_kg", &ConsignmentReader::mass, false},
          {"axles", &ConsignmentReader::count, false}});
  }
  void goods(Json const& json, std::string const& at) {
    list(json, at,
         {{"text", &ConsignmentReader::text, true},
          {"hs", &ConsignmentReader::hs, false},
          {"nhm", &ConsignmentReader::nhm, false},
          {"gng", &ConsignmentReader::gng, false},
          {"rid", &ConsignmentReader::truth, false},
          {"un", &ConsignmentReader::un, false},
          {"rid_class", &ConsignmentReader::text, false},
          {"packages", &ConsignmentReader::count, false},
          {"container", &ConsignmentReader::container, false},
          {"gross_kg", &ConsignmentReader::mass, true}});
  }
  void seals(Json const& json, std::string const& at) {
    list(json, at,
         {{"number", &ConsignmentReader::text, true},
          {"on", &ConsignmentReader::text, false},
          {"by", &ConsignmentReader::text, false}});
  }
  void payers(Json const& json, std::string const& at) {
    list(json, at,
         {{"from", &ConsignmentReader::key, true},
          {"to", &ConsignmentReader::key, true},
          {"party", &ConsignmentReader::key, true},
          {"amount", &ConsignmentReader::money, false},
          {"currency", &ConsignmentReader::currency, false}});
  }
  void documents(Json const& json, std::string const& at) {
    list(json, at,
         {{"kind", &ConsignmentReader::text, true},
          {"number", &ConsignmentReader::text, true}});
  }
  void legs(Json const& json, std::string const& at) {
    list(json, at,
         {{"from", &ConsignmentReader::key, true},
          {"to", &ConsignmentReader::key, true},
          {"service", &ConsignmentReader::key, false},
          {"link", &ConsignmentReader::key, false},
          {"mode", &ConsignmentReader::mode, false},
          {"departs", &ConsignmentReader::moment, true},
          {"arrives", &ConsignmentReader::moment, true}});
  }
  void plan(Json const& json, std::string const& at) {
    object(json, at, {{"legs", &ConsignmentReader::legs, true}});
  }

  // Where both are said, the whole is the sum of its parts.
  void check_masses(Json const& json) {
    if (!json.contains("gross_kg") || !json.contains("goods")) {
      return;
    }
    double sum = 0;
    for (auto const& one : json["goods"]) {
      sum += one["gross_kg"].get<double>();
    }
    if (auto const whole = json["gross_kg"].get<double>();
        std::abs(sum - whole) > 0.5) {
      say("/gross_kg",
          fmt::format("is {:.0f}, and the goods weigh {:.0f}", whole, sum));
    }
  }

  std::vector<ConsignmentFinding>& findings_;
};

std::string word_in(Json const& json, char const* member) {
  return json.value(member, std::string{});
}

std::chrono::sys_seconds moment_in(Json const& json, char const* member) {
  return std::chrono::floor<std::chrono::seconds>(
      *parse_event_time(json[member].get<std::string>()));
}

Json const& list_in(Json const& json, char const* member) {
  static Json const kNone = Json::array();
  auto const found = json.find(member);
  return found == json.end() ? kNone : *found;
}

std::vector<std::string> containers_in(Json const& json) {
  std::vector<std::string> numbers;
  for (auto const& one : list_in(json, "containers")) {
    numbers.push_back(parse_container_number(word_in(one, "number")).text);
  }
  return numbers;
}

std::vector<std::string> wagons_in(Json const& json) {
  std::vector<std::string> numbers;
  for (auto const& one : list_in(json, "wagons")) {
    numbers.push_back(parse_wagon_number(word_in(one, "number")).text);
  }
  return numbers;
}

ConsignmentPlan plan_in(Json const& json, std::string const& id) {
  ConsignmentPlan plan{.consignment = id, .boxes = {}, .legs = {}};
  // Wagons carry the containers; without any they carry the goods themselves.
  plan.boxes = containers_in(json);
  if (plan.boxes.empty()) {
    plan.boxes = wagons_in(json);
  }
  auto const whole = json.find("plan");
  if (whole == json.end()) {
    return plan;
  }
  for (auto const& one : list_in(*whole, "legs")) {
    plan.legs.push_back({.from = word_in(one, "from"),
                         .to = word_in(one, "to"),
                         .service = word_in(one, "service"),
                         .link = word_in(one, "link"),
                         .mode = word_in(one, "mode"),
                         .departs = moment_in(one, "departs"),
                         .arrives = moment_in(one, "arrives")});
  }
  return plan;
}

std::vector<std::string> way_of(Json const& json, ConsignmentPlan const& plan) {
  std::vector<std::string> way;
  auto const pass = [&](std::string const& place) {
    if (way.empty() || way.back() != place) {
      way.push_back(place);
    }
  };
  pass(word_in(json["taking_over"], "place"));
  for (auto const& leg : plan.legs) {
    pass(leg.from);
    pass(leg.to);
  }
  if (plan.legs.empty()) {
    for (auto const& one : list_in(json, "transit")) {
      pass(word_in(one, "place"));
    }
  }
  pass(word_in(json["delivery"], "place"));
  return way;
}

std::vector<Involvement> parties_in(Json const& json) {
  std::vector<Involvement> parties;
  for (auto const& one : json["parties"]) {
    parties.push_back({.party = word_in(one, "party"),
                       .role = *find_by_name<PartyRole>(word_in(one, "role")),
                       .from = word_in(one, "from"),
                       .to = word_in(one, "to")});
  }
  return parties;
}

// What only the whole shows.
void check_whole(Consignment const& consignment, ConsignmentReader& reader) {
  for (auto const& fault : faults_in(consignment.plan)) {
    reader.say(fmt::format("/plan/legs/{}", fault.leg), fault.message);
  }
  auto const& way = consignment.way;
  auto const where = [&](std::string const& place) {
    return std::find(way.begin(), way.end(), place);
  };
  for (std::size_t i = 0; i < consignment.parties.size(); ++i) {
    auto const& party = consignment.parties[i];
    auto const at = fmt::format("/parties/{}", i);
    for (auto const* const place : {&party.from, &party.to}) {
      if (!place->empty() && where(*place) == way.end()) {
        reader.say(at, *place + " is not on the way of the consignment");
      }
    }
  }
  std::set<std::string> const units{consignment.units.begin(),
                                    consignment.units.end()};
  if (units.size() != consignment.units.size()) {
    reader.say("", "names a container or a wagon twice");
  }
}

}  // namespace

ConsignmentDocument read_consignment(Json const& json, std::string const& id) {
  ConsignmentDocument document;
  ConsignmentReader reader{document.findings};
  reader.consignment(json);
  if (!document.ok()) {
    return document;
  }
  auto& consignment = document.consignment;
  consignment.parties = parties_in(json);
  consignment.note = word_in(json, "note");
  consignment.units = containers_in(json);
  for (auto& wagon : wagons_in(json)) {
    consignment.units.push_back(std::move(wagon));
  }
  consignment.plan = plan_in(json, id);
  consignment.way = way_of(json, consignment.plan);
  consignment.json = json;
  check_whole(consignment, reader);
  return document;
}

}  // namespace camel
