// SPDX-License-Identifier: Apache-2.0
#include "camel/model/corridor.h"

namespace camel {

namespace {

// `lists[key(row)]` collects the ids of the rows.
template <typename Owner, typename Key, typename Row, typename KeyOf>
Ragged<Owner, Key> group(std::size_t owners, Table<Key, Row> const& rows,
                         KeyOf key_of) {
  std::vector<std::vector<Key>> lists(owners);
  for (auto const id : rows.ids()) {
    for (Owner const owner : key_of(rows[id])) {
      lists[owner.value].push_back(id);
    }
  }
  return Ragged<Owner, Key>{lists};
}

}  // namespace

Corridor::Corridor() = default;
Corridor::Corridor(Corridor const&) = default;
Corridor::Corridor(Corridor&&) noexcept = default;
Corridor& Corridor::operator=(Corridor const&) = default;
Corridor& Corridor::operator=(Corridor&&) noexcept = default;
Corridor::~Corridor() = default;
bool Corridor::operator==(Corridor const&) const = default;

void index_corridor(Corridor& corridor) {
  auto const places = corridor.places.size();
  corridor.links_at = group<PlaceId>(places, corridor.links, [](Link const& l) {
    return std::array{l.from, l.to};
  });
  corridor.facilities_at =
      group<PlaceId>(places, corridor.facilities,
                     [](Facility const& f) { return std::array{f.place}; });
  corridor.procedures_at = group<PlaceId>(
      places, corridor.procedures,
      [](ProcedureStep const& p) { return std::array{p.place}; });
  corridor.stops_of =
      group<ServiceId>(corridor.services.size(), corridor.stops,
                       [](Stop const& s) { return std::array{s.service}; });
}

PlaceId find_place(Corridor const& corridor, std::string_view code) {
  for (auto const id : corridor.places.ids()) {
    if (corridor.places[id].code == code) {
      return id;
    }
  }
  return {};
}

FacilityId find_facility(Corridor const& corridor, PlaceId at,
                         std::string_view name) {
  for (auto const id : corridor.facilities_at[at]) {
    if (corridor.facilities[id].name == name) {
      return id;
    }
  }
  return {};
}

FacilityId find_facility(Corridor const& corridor, PlaceId at,
                         FacilityKind kind) {
  for (auto const id : corridor.facilities_at[at]) {
    if (corridor.facilities[id].kind == kind) {
      return id;
    }
  }
  return {};
}

int storage_of(Corridor const& corridor, PlaceId place) {
  std::int64_t teu = 0;
  for (auto const id : corridor.facilities_at[place]) {
    auto const& row = corridor.facilities[id];
    teu +=
        row.kind == FacilityKind::yard && row.storage ? row.storage->count : 0;
  }
  return static_cast<int>(teu);
}

FacilityId unloading_at(Corridor const& corridor, PlaceId place) {
  auto const gauge_change =
      find_facility(corridor, place, FacilityKind::gauge_change);
  return gauge_change ? gauge_change
                      : find_facility(corridor, place, FacilityKind::lifts);
}

FacilityId loading_at(Corridor const& corridor, PlaceId place) {
  return find_facility(corridor, place, FacilityKind::gauge_change)
             ? FacilityId{}
             : find_facility(corridor, place, FacilityKind::lifts);
}

}  // namespace camel
