// SPDX-License-Identifier: Apache-2.0
// What rows mean together. Each check stands on rows that are sound by
// themselves and passes over the others, so that one mistake is told once.
#pragma once

#include "camel/loader/loading.h"

namespace camel {

void check_lengths(Loading& loading);     // links against the great circle
void check_targets(Loading& loading);     // disruptions strike something
void check_time_zones(Loading& loading);  // the machine can tell local time
void check_procedures(Loading& loading);  // steps that block themselves
void check_services(Loading& loading);    // fleets and stops
void check_jumps(Loading& loading);       // every service has a way
void check_gauge_changes(Loading& loading);
void check_demand(Loading& loading);        // somebody carries it
void check_choices(Loading& loading);       // alternatives are alike
void check_volume(Loading& loading);        // no more than can be simulated
void check_observations(Loading& loading);  // links that are counted exist
void check_measures(Loading& loading);      // what they require and change
void check_prices(Loading& loading);        // one price for one thing

// A link that is missing for the model may be one whose row is broken.
bool links_in_doubt(Loading const& loading);

}  // namespace camel
