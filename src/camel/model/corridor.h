// SPDX-License-Identifier: Apache-2.0
// The corridor: a value that every engine reads and none changes. A what-if is
// a changed copy. Format of the files behind it: corridors/FORMAT.md.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "camel/base/table.h"
#include "camel/model/evidence.h"
#include "camel/model/goods.h"
#include "camel/model/ids.h"
#include "camel/model/link.h"
#include "camel/model/place.h"
#include "camel/model/plans.h"
#include "camel/model/service.h"

namespace camel {

struct SimulationDefaults {
  int warm_up_days = 60;
  int days = 365;
  int replications = 8;
  std::uint64_t seed = 1;
  double lot_teu = 4;

  bool operator==(SimulationDefaults const&) const = default;
};

// How shippers choose among the alternatives of a `Demand::choice`: a logit
// over generalised cost, settled with the congestion it makes.
struct ChoiceSettings {
  double scale_usd = 300;    // a TEU: so much dearer divides the odds by e
  double spread_weight = 1;  // worth of a day of standard deviation, in days
  int iterations = 8;
  double tolerance = 0.01;  // largest change of a share that counts as settled

  bool operator==(ChoiceSettings const&) const = default;
};

struct Zone {
  std::string name;
  std::vector<std::string> members;  // countries and places

  bool operator==(Zone const&) const = default;
};

// From a place to another: a way that reports show.
struct RouteExample {
  PlaceId from, to;

  bool operator==(RouteExample const&) const = default;
};

struct Corridor {
  // Written out once (corridor.cc) and not in each file that has a corridor:
  // so many tables take long to compile.
  Corridor();
  Corridor(Corridor const&);
  Corridor(Corridor&&) noexcept;
  Corridor& operator=(Corridor const&);
  Corridor& operator=(Corridor&&) noexcept;
  ~Corridor();
  bool operator==(Corridor const&) const;

  std::string name, title, description, version;
  std::string scenario;  // that was applied to the base, "a+b"; blank: none
  int base_year = 2024;
  SimulationDefaults simulation;
  ChoiceSettings choice;
  std::vector<Zone> zones;
  std::vector<RouteExample> route_examples;

  Table<PlaceId, Place> places;
  Table<LinkId, Link> links;
  Table<FacilityId, Facility> facilities;
  Table<ProcedureId, ProcedureStep> procedures;  // by place, then step
  Table<FleetId, Fleet> fleets;
  Table<ServiceId, Service> services;
  Table<StopId, Stop> stops;  // by service, then number
  Table<CommodityId, Commodity> commodities;
  Table<DemandId, Demand> demand;
  Table<TariffId, Tariff> tariffs;
  Table<EmissionFactorId, EmissionFactor> emission_factors;
  Table<MeasureId, Measure> measures;
  Table<DisruptionId, Disruption> disruptions;
  Table<LoadingBanId, LoadingBan> loading_bans;
  Table<UncertainInputId, UncertainInput> uncertain_inputs;
  Table<ObservationId, Observation> observations;
  Table<SourceId, Source> sources;

  // Derived by `index_corridor`.
  Ragged<PlaceId, LinkId> links_at;
  Ragged<PlaceId, FacilityId> facilities_at;
  Ragged<PlaceId, ProcedureId> procedures_at;
  Ragged<ServiceId, StopId> stops_of;
};

// Builds the derived lists after the tables have been filled or changed.
void index_corridor(Corridor& corridor);

// The place with this code, or none.
PlaceId find_place(Corridor const& corridor, std::string_view code);

// The facility of this name at this place, or none.
FacilityId find_facility(Corridor const& corridor, PlaceId at,
                         std::string_view name);
// The first facility of this kind at this place, or none.
FacilityId find_facility(Corridor const& corridor, PlaceId at,
                         FacilityKind kind);

// TEU that the yards of a place hold together; 0: it has no limit.
int storage_of(Corridor const& corridor, PlaceId place);

// What trains are unloaded with at a place, and what they are loaded with:
// where gauges meet, the lift that unloads one train loads the other. None
// where nothing of the kind is there.
FacilityId unloading_at(Corridor const& corridor, PlaceId place);
FacilityId loading_at(Corridor const& corridor, PlaceId place);

}  // namespace camel
