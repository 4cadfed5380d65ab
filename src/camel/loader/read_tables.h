// SPDX-License-Identifier: Apache-2.0
// The tables of the package in the order in which they name each other. Each
// function reads one file into the corridor and reports what is wrong in it.
#pragma once

#include "camel/loader/loading.h"

namespace camel {

void read_sources(Loading& loading);
void read_places(Loading& loading);
void read_settings(Loading& loading);  // corridor.toml; its zones name places
void read_links(Loading& loading);
void read_facilities(Loading& loading);
void read_commodities(Loading& loading);
void read_procedures(Loading& loading);
void read_fleets(Loading& loading);
void read_services(Loading& loading);
void read_stops(Loading& loading);
void read_demand(Loading& loading);
void read_tariffs(Loading& loading);
void read_emission_factors(Loading& loading);
void read_measures(Loading& loading);
void read_disruptions(Loading& loading);
void read_loading_bans(Loading& loading);
void read_uncertain_inputs(Loading& loading);
void read_observations(Loading& loading);

}  // namespace camel
