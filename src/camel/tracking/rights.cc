// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/rights.h"

#include <algorithm>
#include <array>

#include "camel/tracking/gs1_key.h"

namespace camel {

using Json = nlohmann::ordered_json;

// A row for each member of a consignment: what each role sees, and who changes
// it. Columns are in the order of PartyRole: consignor, consignee, forwarder,
// carrier, terminal, customs.
struct RightsTable {
  using Sight = ConsignmentRights::Sight;
  struct Row {
    std::string_view member;
    std::array<Sight, kPartyRoles> sees;
    std::array<bool, kPartyRoles> changes;
  };

  static constexpr auto kNone = Sight::none;
  static constexpr auto kHand = Sight::handling;  // what handling it needs
  static constexpr auto kOwn = Sight::own;        // entries of his party
  static constexpr auto kPart = Sight::part;      // in his part of the way
  static constexpr auto kAll = Sight::all;
  static constexpr auto kY = true;
  static constexpr auto kN = false;

  // What most rows have in common.
  using Sees = std::array<Sight, kPartyRoles>;
  using Changes = std::array<bool, kPartyRoles>;
  static constexpr Sees kAllSee{kAll, kAll, kAll, kAll, kAll, kAll};
  static constexpr Sees kSeeTheirPart{kPart, kPart, kPart, kPart, kPart, kPart};
  static constexpr Changes kWhoBooks{kY, kN, kY, kN, kN, kN};

  static constexpr std::array<Row, 14> kRows{{
      {"contract", kAllSee, kWhoBooks},
      {"note", kAllSee, kWhoBooks},
      {"parties", {kAll, kAll, kAll, kOwn, kOwn, kAll}, kWhoBooks},
      {"taking_over", kSeeTheirPart, kWhoBooks},
      {"delivery", kSeeTheirPart, kWhoBooks},
      {"transit", kSeeTheirPart, kWhoBooks},
      {"containers", kAllSee, kWhoBooks},
      {"wagons", kAllSee, {kY, kN, kY, kY, kN, kN}},
      {"goods", {kAll, kAll, kAll, kAll, kHand, kAll}, kWhoBooks},
      {"gross_kg", kAllSee, kWhoBooks},
      {"seals", kAllSee, {kY, kN, kY, kY, kY, kY}},
      {"payers",
       {kOwn, kOwn, kAll, kOwn, kNone, kNone},
       {kN, kN, kY, kN, kN, kN}},
      {"documents", {kAll, kAll, kAll, kAll, kNone, kAll}, kWhoBooks},
      {"plan", kSeeTheirPart, kWhoBooks},
  }};

  // Nothing is granted of what the table does not know.
  static Row const* find(std::string_view member) {
    auto const found =
        std::find_if(kRows.begin(), kRows.end(),
                     [&](Row const& row) { return row.member == member; });
    return found == kRows.end() ? nullptr : &*found;
  }
};

namespace {

std::size_t column_of(PartyRole role) { return static_cast<std::size_t>(role); }

// The places from one to another on the way, both included. A part that is not
// on the way (any more) covers nothing.
std::set<std::string, std::less<>> places_between(
    std::vector<std::string> const& way, Involvement const& one) {
  auto const first = one.from.empty()
                         ? way.begin()
                         : std::find(way.begin(), way.end(), one.from);
  auto const last =
      one.to.empty() ? way.end() : std::find(first, way.end(), one.to);
  if (!one.to.empty() && last == way.end()) {
    return {};
  }
  return {first, one.to.empty() ? last : last + 1};
}

Json members_of(Json const& one, std::initializer_list<char const*> members) {
  Json kept = Json::object();
  for (auto const* const member : members) {
    if (one.contains(member)) {
      kept[member] = one[member];
    }
  }
  return kept;
}

// What a crane driver must know of goods, and no more.
Json handling_of(Json const& goods) {
  auto shown = Json::array();
  for (auto const& one : goods) {
    shown.push_back(
        members_of(one, {"rid", "un", "rid_class", "container", "gross_kg"}));
  }
  return shown;
}

template <typename Keep>
Json kept_of(Json const& list, Keep keep) {
  auto kept = Json::array();
  for (auto const& one : list) {
    if (keep(one)) {
      kept.push_back(one);
    }
  }
  return kept;
}

}  // namespace

ConsignmentRights::ConsignmentRights(Viewer const& viewer,
                                     Consignment const& consignment)
    : consignment_{consignment},
      party_{viewer.party},
      is_operator_{viewer.is_operator} {
  if (is_operator_ || party_.empty()) {
    return;
  }
  places_.emplace();
  for (auto const& one : consignment.parties) {
    if (one.party != party_) {
      continue;
    }
    roles_.push_back(one.role);
    if (one.from.empty() && one.to.empty()) {
      places_.reset();
    }
    if (places_) {
      places_->merge(places_between(consignment.way, one));
    }
  }
}

ConsignmentRights::Sight ConsignmentRights::sight_of(
    std::string_view member) const {
  if (is_operator_) {
    return Sight::all;
  }
  auto const* const row = RightsTable::find(member);
  auto sight = Sight::none;
  for (auto const role : roles_) {
    if (row != nullptr) {
      sight = std::max(sight, row->sees[column_of(role)]);
    }
  }
  return sight == Sight::part && !places_ ? Sight::all : sight;
}

bool ConsignmentRights::may_change(std::string_view member) const {
  if (is_operator_) {
    return true;
  }
  auto const* const row = RightsTable::find(member);
  return row != nullptr && sight_of(member) == Sight::all &&
         std::any_of(roles_.begin(), roles_.end(), [&](PartyRole role) {
           return row->changes[column_of(role)];
         });
}

bool ConsignmentRights::may_remove() const {
  return is_operator_ ||
         std::any_of(roles_.begin(), roles_.end(), [](PartyRole role) {
           return role == PartyRole::consignor || role == PartyRole::forwarder;
         });
}

bool ConsignmentRights::sees_place(std::string_view place) const {
  return is_operator_ ||
         (!roles_.empty() && (!places_ || places_->contains(last_word(place))));
}

std::optional<Json> ConsignmentRights::shown(std::string_view member,
                                             Json const& value) const {
  auto const in_part = [this](Json const& one, char const* place) {
    return sees_place(one.value(place, std::string{}));
  };
  switch (sight_of(member)) {
    case Sight::none:
      return std::nullopt;
    case Sight::all:
      return value;
    case Sight::handling:
      return handling_of(value);
    case Sight::own:
      return kept_of(value, [this](Json const& one) {
        return one.value("party", std::string{}) == party_;
      });
    case Sight::part:
      break;
  }
  if (member == "plan") {
    return Json{{"legs", kept_of(value["legs"], [&](Json const& leg) {
                   return in_part(leg, "from") && in_part(leg, "to");
                 })}};
  }
  if (value.is_array()) {
    return kept_of(value,
                   [&](Json const& one) { return in_part(one, "place"); });
  }
  return in_part(value, "place") ? std::optional{value} : std::nullopt;
}

Json ConsignmentRights::shown() const {
  Json json = Json::object();
  for (auto const& [member, value] : consignment_.json.items()) {
    if (auto seen = shown(member, value)) {
      json[member] = *std::move(seen);
    }
  }
  return json;
}

bool may_make(Viewer const& viewer, Consignment const& consignment) {
  return ConsignmentRights{viewer, consignment}.may_remove();
}

bool is_told_by_party(Consignment const& consignment, std::string_view teller) {
  // No party has a name with a colon in it: those are keys without a party.
  return teller.empty() || teller.find(':') != std::string_view::npos ||
         std::any_of(
             consignment.parties.begin(), consignment.parties.end(),
             [&](Involvement const& one) { return one.party == teller; });
}

bool names_unit(Consignment const& consignment, std::string_view key) {
  auto const word = last_word(key);
  return std::find(consignment.units.begin(), consignment.units.end(), word) !=
         consignment.units.end();
}

namespace {

using His = std::vector<Consignment const*>;

bool is_of(His const& his, Json const& key) {
  auto const name = canonical_key(key.get<std::string>());
  return std::any_of(his.begin(), his.end(), [&](Consignment const* one) {
    return names_unit(*one, name);
  });
}

// Business transactions that are consignments of his, by id or by note.
Json transactions_of(His const& his, Json const& list) {
  auto kept = Json::array();
  for (auto const& one : list.is_array() ? list : Json::array({list})) {
    auto const key = one.value("bizTransaction", std::string{});
    auto const word = last_word(key);
    if (std::any_of(his.begin(), his.end(), [&](Consignment const* mine) {
          return !word.empty() &&
                 (word == mine->plan.consignment || word == mine->note);
        })) {
      kept.push_back(members_of(one, {"type", "bizTransaction"}));
    }
  }
  return kept;
}

// Only those that everybody has: in others a prefix stands for any text.
Json contexts_of_gs1(Json const& contexts) {
  return kept_of(contexts.is_array() ? contexts : Json::array({contexts}),
                 [](Json const& one) {
                   return one.is_string() && one.get<std::string>().starts_with(
                                                 "https://ref.gs1.org/");
                 });
}

// Of an event that names others' things too, the fields that cannot name them:
// what its teller adds to it, quantities and parties may be of any of them.
Json harmless_of(Json const& event, His const& his) {
  auto kept = members_of(
      event, {"type", "eventTime", "recordTime", "eventTimeZoneOffset",
              "eventID", "id", "action", "bizStep", "disposition", "parentID"});
  if (event.contains("@context")) {
    kept["@context"] = contexts_of_gs1(event["@context"]);
  }
  for (auto const* const place : {"readPoint", "bizLocation"}) {
    if (event.contains(place)) {
      kept[place] = members_of(event[place], {"id"});
    }
  }
  if (event.contains("errorDeclaration")) {
    kept["errorDeclaration"] =
        members_of(event["errorDeclaration"], {"declarationTime", "reason"});
  }
  if (event.contains("bizTransactionList")) {
    kept["bizTransactionList"] =
        transactions_of(his, event["bizTransactionList"]);
  }
  return kept;
}

// The event with the things in it that he may know of.
std::string event_with_only(EpcisEvent const& event, His const& his) {
  auto const json = Json::parse(event.json);
  auto kept = harmless_of(json, his);
  auto is_whole = true;
  for (auto const* const list :
       {"epcList", "childEPCs", "inputEPCList", "outputEPCList"}) {
    if (json.contains(list)) {
      kept[list] =
          kept_of(json[list], [&](Json const& key) { return is_of(his, key); });
      is_whole = is_whole && kept[list].size() == json[list].size();
    }
  }
  return is_whole ? event.json : kept.dump();
}

}  // namespace

std::optional<std::string> shown_event(
    Viewer const& viewer, EpcisEvent const& event, std::string_view teller,
    std::vector<Consignment const*> const& consignments) {
  if (viewer.is_operator || (!viewer.party.empty() && teller == viewer.party)) {
    return event.json;
  }
  std::vector<Consignment const*> his;
  for (auto const* const one : consignments) {
    auto const names_it =
        names_unit(*one, event.parent) ||
        std::any_of(
            event.objects.begin(), event.objects.end(),
            [&](std::string const& key) { return names_unit(*one, key); });
    if (names_it && is_told_by_party(*one, teller) &&
        ConsignmentRights{viewer, *one}.sees_place(event.place)) {
      his.push_back(one);
    }
  }
  return his.empty() ? std::nullopt
                     : std::optional{event_with_only(event, his)};
}

}  // namespace camel
