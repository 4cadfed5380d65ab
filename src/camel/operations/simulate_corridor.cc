// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/simulate_corridor.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <map>
#include <numeric>
#include <set>
#include <tuple>

#include "camel/operations/estimates.h"
#include "camel/operations/growing_simulation.h"
#include "camel/operations/observe.h"
#include "camel/operations/single_track.h"
#include "camel/operations/summarise_years.h"
#include "camel/operations/world.h"

namespace camel {

namespace {

// A flow whose boxes on the way grow by more than this share of its demand in
// a year is not carried.
constexpr double kGrowthAllowed = 0.05;

// All replications together, and the questions asked of them.
class Summary : Estimates {
 public:
  Summary(Corridor const& corridor, SimulationPlan const& plan,
          ServiceNetwork const& network,
          Table<DemandId, std::vector<Ride>> const& routes,
          std::vector<YearRecord> const& years)
      : Estimates{years},
        corridor_{corridor},
        plan_{plan},
        network_{network},
        routes_{routes} {}

  SimulationResult all() const {
    SimulationResult result;
    result.plan = plan_;
    totals(result);
    result.flows = flows();
    account(result);
    for (auto const id : corridor_.facilities.ids()) {
      result.facilities.push_back(facility(id));
    }
    for (auto const id : corridor_.places.ids()) {
      result.places.push_back(place(id));
    }
    for (auto const id : corridor_.links.ids()) {
      result.links.push_back(link(id));
    }
    result.borders = borders();
    result.queues = queues();
    result.wagons = wagons();
    compare_with_observations(result);
    for (auto const& year : years_) {
      result.events += year.events;
    }
    return result;
  }

 private:
  double to_year() const { return 365.0 / plan_.days; }

  void totals(SimulationResult& result) const {
    auto const sum_flows = [&](YearRecord const& year, auto of) {
      double sum = 0;
      for (auto const id : corridor_.demand.ids()) {
        sum += of(year.flows[id], corridor_.demand[id]);
      }
      return sum;
    };
    result.teu_year = interval([&](YearRecord const& year) {
      return to_year() * sum_flows(year, [](auto const& flow, auto const&) {
               return flow.teu;
             });
    });
    for (auto const& demand : corridor_.demand) {
      result.demanded_teu_year += demand.teu_year;
    }
    result.inside_at_start = interval([&](YearRecord const& year) {
      return sum_flows(year, [](auto const& flow, auto const&) {
        return flow.inside_at_start;
      });
    });
    result.inside_at_end = interval([&](YearRecord const& year) {
      return sum_flows(year, [](auto const& flow, auto const&) {
        return flow.inside_at_end;
      });
    });
    result.tonnes_year = interval([&](YearRecord const& year) {
      return to_year() *
             sum_flows(year, [&](auto const& flow, auto const& demand) {
               return flow.teu *
                      corridor_.commodities[demand.commodity].tonnes_per_teu;
             });
    });
    result.trains_year = interval(
        [&](YearRecord const& year) { return to_year() * year.trains; });
    result.sailings_year = interval(
        [&](YearRecord const& year) { return to_year() * year.sailings; });
    result.transit_days = interval_of_means(
        [&](YearRecord const& year) {
          return sum_flows(year, [](auto const& flow, auto const&) {
            return flow.transit_hours / 24;
          });
        },
        [&](YearRecord const& year) {
          return sum_flows(
              year, [](auto const& flow, auto const&) { return flow.teu; });
        });
  }

  // Money and CO2e.
  void account(SimulationResult& result) const {
    result.demand = demand_results(corridor_, network_, routes_,
                                   {years_, static_cast<double>(plan_.days)});
    result.musd_year = interval([&](YearRecord const& year) {
      return to_year() * carriage_totals(year, result.demand).musd;
    });
    result.kt_co2e_year = interval([&](YearRecord const& year) {
      return to_year() * carriage_totals(year, result.demand).kt_co2e;
    });
    for (auto& flow : result.flows) {
      flow.footprint = mean_footprint(corridor_, result.demand, flow.rows);
    }
  }

  std::vector<PlaceId> changes_of(DemandId id) const {
    std::vector<PlaceId> places;
    for (std::size_t i = 1; i < routes_[id].size(); ++i) {
      places.push_back(corridor_.stops[routes_[id][i].from].place);
    }
    return places;
  }

  std::vector<FlowResult> flows() const {
    using Key = std::tuple<PlaceId, PlaceId, CargoForm, TrainPath,
                           std::vector<PlaceId>>;
    std::map<Key, std::vector<DemandId>> groups;
    for (auto const id : corridor_.demand.ids()) {
      auto const& demand = corridor_.demand[id];
      groups[{demand.origin, demand.destination,
              corridor_.commodities[demand.commodity].form, demand.path,
              changes_of(id)}]
          .push_back(id);
    }
    std::vector<FlowResult> results;
    for (auto const& [key, rows] : groups) {
      auto result = flow(rows);
      std::tie(result.origin, result.destination, result.form, result.path,
               result.route) = key;
      results.push_back(std::move(result));
    }
    std::stable_sort(results.begin(), results.end(),
                     [](FlowResult const& a, FlowResult const& b) {
                       return a.teu_year.mean > b.teu_year.mean;
                     });
    return results;
  }

  FlowResult flow(std::vector<DemandId> const& rows) const {
    auto const sum = [&](YearRecord const& year, auto of) {
      double total = 0;
      for (auto const id : rows) {
        total += of(year.flows[id]);
      }
      return total;
    };
    auto const teu = [&](YearRecord const& year) {
      return sum(year, [](FlowRecord const& f) { return f.teu; });
    };
    FlowResult result;
    result.rows = rows;
    for (auto const id : rows) {
      result.demanded_teu_year += corridor_.demand[id].teu_year;
    }
    std::vector<double> growth;
    for (auto const& year : years_) {
      growth.push_back(sum(year, [](FlowRecord const& f) {
        return f.inside_at_end - f.inside_at_start;
      }));
    }
    result.growth_teu = {t_interval(growth), growth};
    // One replication has no interval: its growth is taken at its word.
    result.carried = result.growth_teu.low <= 0 ||
                     result.growth_teu.mean * to_year() <=
                         kGrowthAllowed * result.demanded_teu_year;
    result.teu_year =
        interval([&](YearRecord const& year) { return to_year() * teu(year); });
    auto const days = [&](YearRecord const& year) {
      return sum(year,
                 [](FlowRecord const& f) { return f.transit_hours / 24; });
    };
    result.transit_days = interval_of_means(days, teu);
    for (std::size_t part = 0; part < kParts; ++part) {
      auto const hours = [&](YearRecord const& year) {
        return sum(year, [&](FlowRecord const& f) { return f.parts[part]; });
      };
      result.parts_hours[part] = interval_of_means(hours, teu).mean;
    }
    fill_distribution(rows, result);
    return result;
  }

  void fill_distribution(std::vector<DemandId> const& rows,
                         FlowResult& result) const {
    std::vector<double> bins;
    for (auto const& year : years_) {
      for (auto const id : rows) {
        auto const& histogram = year.flows[id].histogram;
        bins.resize(std::max(bins.size(), histogram.size()));
        for (std::size_t i = 0; i < histogram.size(); ++i) {
          bins[i] += histogram[i];
        }
      }
    }
    auto const total = std::accumulate(bins.begin(), bins.end(), 0.0);
    if (total <= 0) {
      return;
    }
    constexpr double kBinDays = static_cast<double>(FlowRecord::kBin) / 86400;
    auto const quantile = [&](double share) {
      double below = 0;
      for (std::size_t i = 0; i < bins.size(); ++i) {
        if (below + bins[i] >= share * total) {
          auto const inside =
              bins[i] > 0 ? (share * total - below) / bins[i] : 0;
          return (static_cast<double>(i) + inside) * kBinDays;
        }
        below += bins[i];
      }
      return static_cast<double>(bins.size()) * kBinDays;
    };
    result.p10 = quantile(0.1);
    result.p50 = quantile(0.5);
    result.p90 = quantile(0.9);
    for (std::size_t i = 0; i < bins.size(); ++i) {
      if (bins[i] > 0) {
        auto const day =
            static_cast<std::size_t>(static_cast<double>(i) * kBinDays);
        result.histogram.resize(std::max(result.histogram.size(), day + 1));
        result.histogram[day] += bins[i] / total;
      }
    }
  }

  FacilityResult facility(FacilityId id) const {
    auto const of = [&](YearRecord const& year) -> FacilityRecord const& {
      return year.facilities[id];
    };
    FacilityResult result;
    result.facility = id;
    result.utilisation =
        interval([&](YearRecord const& year) { return of(year).busy_share; });
    if (corridor_.facilities[id].kind != FacilityKind::yard) {
      result.utilisation.high = std::min(result.utilisation.high, 1.0);
    }
    auto const waits = interval_of_means(
        [&](YearRecord const& year) { return of(year).waits.sum(); },
        [&](YearRecord const& year) { return of(year).waits.weight(); });
    auto const services = interval_of_means(
        [&](YearRecord const& year) { return of(year).services.sum(); },
        [&](YearRecord const& year) { return of(year).services.weight(); });
    if (!std::isnan(waits.mean)) {
      result.wait_hours = waits;
      result.dwell_hours =
          waits.mean + (std::isnan(services.mean) ? 0 : services.mean);
    }
    result.teu_year =
        mean([&](YearRecord const& year) { return of(year).teu * to_year(); });
    result.trains_day = mean([&](YearRecord const& year) {
      return static_cast<double>(of(year).waits.count()) / plan_.days;
    });
    result.queue_weekly =
        mean_series([&](YearRecord const& year) -> auto const& {
          return of(year).queue_by_week;
        });
    return result;
  }

  PlaceResult place(PlaceId id) const {
    PlaceResult result;
    result.place = id;
    result.waiting_teu = interval(
        [&](YearRecord const& year) { return year.places[id].waiting_teu; });
    result.waiting_weekly =
        mean_series([&](YearRecord const& year) -> auto const& {
          return year.places[id].waiting_by_week;
        });
    result.trains_day = mean([&](YearRecord const& year) {
      return year.places[id].trains / plan_.days;
    });
    result.teu_year = mean([&](YearRecord const& year) {
      return year.places[id].teu * to_year();
    });
    return result;
  }

  LinkResult link(LinkId id) const {
    auto const& row = corridor_.links[id];
    auto const run = [&](YearRecord const& year,
                         bool forward) -> RunRecord const& {
      return year.runs[run_index(id, forward)];
    };
    LinkResult result;
    result.link = id;
    result.trains_day = interval([&](YearRecord const& year) {
      return run(year, true).trains() / plan_.days;
    });
    result.trains_day_back = interval([&](YearRecord const& year) {
      return run(year, false).trains() / plan_.days;
    });
    auto const used = [](double trains, double capacity) {
      return capacity > 0 ? trains / capacity : 0;
    };
    result.utilisation =
        std::max(used(result.trains_day.mean, row.capacity),
                 used(result.trains_day_back.mean, row.capacity_back));
    result.teu_year = mean([&](YearRecord const& year) {
      return (run(year, true).teu + run(year, false).teu) * to_year();
    });
    result.wait_hours = mean([&](YearRecord const& year) {
      auto const& there = run(year, true).waits;
      auto const& back = run(year, false).waits;
      auto const trains = there.weight() + back.weight();
      return trains > 0 ? (there.sum() + back.sum()) / trains : 0;
    });
    if (auto const sections = single_track_sections(row); sections > 0) {
      SingleTrack const track{sections,
                              hours(free_hours(corridor_, {id, true}))};
      result.occupancy =
          (result.trains_day.mean + result.trains_day_back.mean) *
          static_cast<double>(track.blocking_time()) / kDay;
    }
    result.meet_hours = mean([&](YearRecord const& year) {
      auto const& there = run(year, true).meets;
      auto const& back = run(year, false).meets;
      auto const trains = there.weight() + back.weight();
      return trains > 0 ? (there.sum() + back.sum()) / trains : 0;
    });
    result.empties_day = mean([&](YearRecord const& year) {
      return (run(year, true).empties + run(year, false).empties) /
             static_cast<double>(plan_.days);
    });
    return result;
  }

  std::vector<QueueResult> queues() const {
    std::vector<QueueResult> results;
    for (std::size_t i = 0; i < years_.front().queues.size(); ++i) {
      auto const& queue = years_.front().queues[i];
      results.push_back(
          {queue.place, queue.from, queue.to,
           interval([&](auto const& year) { return year.queues[i].mean; }),
           interval([&](auto const& year) {
             return static_cast<double>(year.queues[i].most);
           }),
           mean_series([&](YearRecord const& year) -> auto const& {
             return year.queues[i].by_week;
           })});
    }
    return results;
  }

  YearOfWagons wagons() const {
    return {
        interval([&](YearRecord const& year) {
          return year.empty_wagons * to_year();
        }),
        interval_of_means(
            [](YearRecord const& year) { return year.wagon_waits.sum(); },
            [](YearRecord const& year) { return year.wagon_waits.weight(); }),
        interval([&](YearRecord const& year) {
          double teu = 0;
          for (auto const& place : year.places) {
            teu += place.outside_teu;
          }
          return teu * to_year();
        })};
  }

  std::vector<BorderResult> borders() const {
    using Key = std::tuple<PlaceId, std::string, std::string>;
    std::map<Key, std::vector<Tally>> stays;  // by replication
    for (std::size_t i = 0; i < years_.size(); ++i) {
      for (auto const& [key, stay] : years_[i].stays) {
        auto& tallies = stays[key];
        tallies.resize(years_.size());
        tallies[i] = stay;
      }
    }
    std::vector<BorderResult> results;
    for (auto const& [key, tallies] : stays) {
      std::vector<double> means;
      double teu = 0;
      for (auto const& tally : tallies) {
        means.push_back(tally.weight() > 0 ? tally.mean() : kNothing);
        teu += tally.weight();
      }
      if (auto const stay = interval_of(means); stay.mean > 0) {
        results.push_back({std::get<0>(key), std::get<1>(key), std::get<2>(key),
                           stay, teu / plan_.replications * to_year()});
      }
    }
    return results;
  }

  void compare_with_observations(SimulationResult& result) const {
    Table<DemandId, std::set<PlaceId>> passes;
    for (auto const& route : routes_) {
      passes.add(places_on(corridor_, network_, route));
    }
    for (auto const id : corridor_.observations.ids()) {
      auto const& row = corridor_.observations[id];
      if (row.role == Role::context || !is_simulated(row.indicator) ||
          row.scenario != corridor_.scenario) {
        continue;
      }
      std::vector<double> values;
      for (auto const& year : years_) {
        auto const value = observe(
            {corridor_, passes, year, static_cast<double>(plan_.days)}, row);
        values.push_back(value.value_or(kNothing));
      }
      auto const simulated = interval_of(values);
      if (std::isnan(simulated.mean)) {
        result.not_compared.push_back(id);
        continue;
      }
      result.observed.push_back(
          {id, simulated, is_inside(row, simulated.mean),
           is_inside(row, simulated.mean, kObservedTolerance)});
    }
  }

  Corridor const& corridor_;
  SimulationPlan const& plan_;
  ServiceNetwork const& network_;
  Table<DemandId, std::vector<Ride>> const& routes_;
};

}  // namespace

SimulationResult summarise_years(YearsRun const& simulated,
                                 SimulationPlan const& plan) {
  return Summary{simulated.corridor, plan, simulated.network, simulated.routes,
                 simulated.years}
      .all();
}

SimulationResult simulate_corridor(Corridor const& corridor,
                                   SimulationPlan const& plan) {
  return GrowingSimulation{corridor, plan}.first(plan.replications,
                                                 plan.progress);
}

}  // namespace camel
