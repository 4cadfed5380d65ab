// SPDX-License-Identifier: Apache-2.0
// What lines, servers and vessels of a corridor can give in a season: their
// number, less closures, weather, breakdowns and the hours they are shut. Means
// over the days of the season, of the disruptions of the base year.
#pragma once

#include <map>
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
  // The share of the days on which trains may enter the link from either end.
  // Random spells do not count: trains that are on the line run on.
  double open_days(LinkId link) const;
  // Servers in order and open, less what slower work costs.
  double servers(FacilityId facility) const { return servers_[facility]; }
  // Vessels that are not laid up.
  double vessels(FleetId fleet) const { return vessels_[fleet]; }
  // TEU that a train or vessel of the service may have aboard when it has
  // loaded here.
  double payload(Service const& service, PlaceId place) const;

  // A vessel that sails round without a pause comes to a line at this hour of
  // its trip.
  struct Entry {
    LinkRun run;
    double hour = 0;
  };
  // The share of its time that wind and waves cost such a vessel at least.
  double lost_to_weather(std::vector<Entry> const& entries,
                         double round_hours) const;

  // TEU of a demand row that want to go in the season; `journey`: where its
  // boxes pass, for floods on the line and closed borders. Boxes that are not
  // accepted for a time wait until they are.
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
  std::vector<Event const*> events_of(LinkRun run) const;
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
  std::vector<double> paths_, weather_;  // by run: two to a link
  Table<FacilityId, double> servers_;
  Table<FleetId, double> vessels_;
  // By place, the share that is loaded there and its days; none: all of it.
  Table<PlaceId, std::map<double, int>> payload_;
};

}  // namespace camel
