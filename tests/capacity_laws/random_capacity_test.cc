// SPDX-License-Identifier: Apache-2.0
// What is true of the capacity of every corridor: the proof holds in exact
// fractions; more of anything carries no less, and so does more freedom of
// routes; a year without seasons is the sum of its months.
#include <cmath>

#include <gtest/gtest.h>

#include "camel/base/names.h"
#include "camel/capacity/season_flow.h"
#include "capacity_laws/made_corridors.h"
#include "capacity_laws/season_problem.h"
#include "flow_certificates/check_certificate.h"

namespace camel {
namespace {

constexpr std::uint64_t kCorridors = 220;

template <typename Law>
int for_each_corridor(Law law) {
  int tried = 0;
  for (std::uint64_t number = 0; number < kCorridors; ++number) {
    auto made = make_corridor(number);
    SCOPED_TRACE("corridor " + std::to_string(number) + "\n" + made.text);
    if (made.corridor.demand.empty()) {
      continue;
    }
    law(made.corridor, number);
    ++tried;
    if (testing::Test::HasFailure()) {
      break;
    }
  }
  return tried;
}

CapacityQuestion asking(CapacityObjective objective,
                        RouteFreedom routes = RouteFreedom::by_crossing) {
  CapacityQuestion question;
  question.objective = objective;
  question.routes = routes;
  question.demand_factor = 3;
  question.rank = false;
  return question;
}

double throughput(Corridor const& corridor,
                  RouteFreedom routes = RouteFreedom::by_crossing) {
  return solve_capacity(corridor, asking(CapacityObjective::throughput, routes))
      .value;
}

TEST(EveryCapacity, is_proven_in_exact_fractions) {
  auto const tried = for_each_corridor([](Corridor const& corridor, auto) {
    for (auto const routes : {RouteFreedom::as_planned,
                              RouteFreedom::by_crossing, RouteFreedom::free}) {
      CapacityModel const model{corridor, routes};
      for (auto const objective :
           {CapacityObjective::throughput, CapacityObjective::growth,
            CapacityObjective::cost}) {
        SeasonFlows const flows{
            model, {whole_year(corridor.base_year)}, asking(objective, routes)};
        auto const& [year, demanded_teu, found, figures] = flows[0];
        if (found.status == FlowStatus::unbounded) {
          continue;
        }
        // To the gap it was asked for, or nearly: it says which.
        ASSERT_NE(found.status, FlowStatus::infeasible);
        auto const findings = check_certificate(
            problem_of(flows, 0), found,
            objective == CapacityObjective::growth ? FlowObjective::growth
                                                   : FlowObjective::cost,
            {.gap = 1e-4});
        EXPECT_TRUE(findings.holds())
            << findings.text() << "\nafter " << found.rounds << " rounds, gap "
            << found.gap << ", status " << static_cast<int>(found.status)
            << ", by " << name_of(routes) << " " << name_of(objective);
        // Of throughput the value is what is left behind, which may be little.
        auto const whole = objective == CapacityObjective::throughput
                               ? demanded_teu
                               : std::abs(found.value);
        EXPECT_LE(std::abs(found.value - found.bound), 1e-6 * whole + 1e-9);
        if (objective != CapacityObjective::growth) {
          EXPECT_LE(figures.served_teu, demanded_teu * (1 + 1e-9));
        }
      }
    }
  });
  EXPECT_GE(tried, 200);
}

TEST(EveryCapacity, is_no_less_with_more_of_anything) {
  auto const tried =
      for_each_corridor([](Corridor const& corridor, std::uint64_t number) {
        auto const before = throughput(corridor);
        auto const least = before * (1 - 1e-7);
        auto more = corridor;
        auto& link = more.links[LinkId{number % more.links.size()}];
        link.capacity *= 1.5;
        link.capacity_back *= 1.5;
        EXPECT_GE(throughput(more), least) << "paths";
        more = corridor;
        auto& facility =
            more.facilities[FacilityId{number % more.facilities.size()}];
        ++facility.servers;
        if (facility.storage) {
          facility.storage->count += 50;
        }
        EXPECT_GE(throughput(more), least) << "servers or room";
        more = corridor;
        ++more.fleets[FleetId{number % more.fleets.size()}].number;
        EXPECT_GE(throughput(more), least) << "wagons or vessels";
        more = corridor;
        auto& service = more.services[ServiceId{number % more.services.size()}];
        service.frequency *= service.background ? 0.5 : 2;
        EXPECT_GE(throughput(more), least) << "departures";
      });
  EXPECT_GE(tried, 200);
}

TEST(EveryCapacity, is_no_less_with_more_freedom) {
  int gained = 0;
  for_each_corridor([&](Corridor const& corridor, auto) {
    auto const planned = throughput(corridor, RouteFreedom::as_planned);
    auto const by_crossing = throughput(corridor, RouteFreedom::by_crossing);
    auto const free = throughput(corridor, RouteFreedom::free);
    EXPECT_GE(by_crossing, planned * (1 - 1e-7));
    EXPECT_GE(free, by_crossing * (1 - 1e-7));
    gained += free > planned * (1 + 1e-6) ? 1 : 0;
  });
  EXPECT_GT(gained, 20);
}

TEST(EveryCapacity, of_a_year_without_seasons_is_the_sum_of_its_months) {
  for_each_corridor([](Corridor corridor, auto) {
    corridor.disruptions = {};
    for (auto& row : corridor.demand) {
      row.season.fill(1);
    }
    for (auto const objective :
         {CapacityObjective::throughput, CapacityObjective::cost}) {
      auto const question = asking(objective);
      CapacityModel const model{corridor, question.routes};
      auto const value = [&](std::vector<Season> const& seasons) {
        SeasonFlows const flows{model, seasons, question};
        double sum = 0;
        for (std::size_t s = 0; s < flows.size(); ++s) {
          sum += flows[s].figures.objective;
        }
        return sum;
      };
      auto const year = value({whole_year(corridor.base_year)});
      EXPECT_NEAR(value(months_of(corridor.base_year)), year, 1e-6 * year);
    }
  });
}

}  // namespace
}  // namespace camel
