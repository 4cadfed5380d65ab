// SPDX-License-Identifier: Apache-2.0
// What lines, servers and vessels of a corridor can give in a season: their
// number, less closures, weather, breakdowns and the hours they are shut. Means
// over the days of the season, of the disruptions of the base year.
#pragma once

#include <string>
#include <vector>

#include "camel/model/corridor.h"
#include "camel/model/network.h"

namespace camel {

// Days of the base year, counted from 0.
struct Season {
  std::string name;
  int first_day = 0;
  int days = 365;
};
std::vector<Season> months_of(int year);
Season whole_year(int year);
// Months that follow each other and in which lines, servers and vessels can
// give the same, as one: boxes wait from one of them into the next.
std::vector<Season> seasons_of(Corridor const& corridor);

class Availability {
 public:
  Availability(Corridor const& corridor, Season const& season);

  double hours() const { return 24.0 * season_.days; }
  double days() const { return season_.days; }

  // The share of the paths of a link in one direction that is left.
  double paths(LinkRun run) const;
  // Hours a vessel waits at the link's entry for wind and waves to end.
  double weather_wait_hours(LinkRun run) const;
  // Servers in order and open, less what slower work costs.
  double servers(FacilityId facility) const { return servers_[facility]; }
  // Vessels that are not laid up.
  double vessels(FleetId fleet) const { return vessels_[fleet]; }
  // The share of its capacity that a train or vessel loads here.
  double payload(PlaceId place) const { return payload_[place]; }

  // TEU of a demand row that want to go in the season; `journey`: where its
  // boxes pass, for floods on the line and closed borders.
  double demand_teu(DemandId row, std::vector<PlaceId> const& journey) const;

  // Can the same be had on the days of both?
  bool gives_as(Availability const& other) const;

 private:
  // A disruption of the base year, and the days of the season it is there.
  struct Event {
    Disruption const* what;
    std::vector<bool> on;
  };

  void find_events();
  void strike_line(LinkRun run);
  void strike_facilities();
  void strike_vessels();
  void strike_loads();
  // Mean over the days, of what the events that are there make of it.
  template <typename OfDay>
  double mean(OfDay of_day) const;

  Corridor const& corridor_;
  Season season_;
  std::vector<Event> events_;
  std::vector<double> paths_, weather_wait_;  // by run: two to a link
  Table<FacilityId, double> servers_;
  Table<FleetId, double> vessels_;
  Table<PlaceId, double> payload_;
};

}  // namespace camel
