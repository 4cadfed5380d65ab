// SPDX-License-Identifier: Apache-2.0
// The ids of the corridor's tables.
#pragma once

#include "camel/base/id.h"

namespace camel {

using PlaceId = Id<struct Place>;
using LinkId = Id<struct Link>;
using FacilityId = Id<struct Facility>;
using ProcedureId = Id<struct ProcedureStep>;
using FleetId = Id<struct Fleet>;
using ServiceId = Id<struct Service>;
using StopId = Id<struct Stop>;
using CommodityId = Id<struct Commodity>;
using DemandId = Id<struct Demand>;
using TariffId = Id<struct Tariff>;
using EmissionFactorId = Id<struct EmissionFactor>;
using MeasureId = Id<struct Measure>;
using DisruptionId = Id<struct Disruption>;
using ObservationId = Id<struct Observation>;
using LoadingBanId = Id<struct LoadingBan>;
using UncertainInputId = Id<struct UncertainInput>;
using SourceId = Id<struct Source>;

}  // namespace camel
