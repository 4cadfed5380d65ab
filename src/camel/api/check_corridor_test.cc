// SPDX-License-Identifier: Apache-2.0
#include "camel/api/check_corridor.h"

#include <gtest/gtest.h>

#include "camel/model/test_corridor.h"

namespace camel {
namespace {

CorridorCheck check(std::string const& observations) {
  LoadedCorridor loaded;
  loaded.corridor = corridor_from(
      "place A CN\n place B KZ\n place C KZ\n place D KZ\n"
      "link A B km=300\n link B C km=400 gauge=1520\n link A D km=900\n"
      "link D C km=900 gauge=1520\n link A C km=1 status=planned\n"
      "goods grain bulk tonnes=20\n"
      "service S A+ B- cargo=container,bulk\n"
      "service T B+ C- gauge=1520 cargo=container,bulk\n"
      "service U C+ D- gauge=1520\n"
      "demand A C teu=100\n demand A C teu=50 goods=grain key=grain\n"
      "demand C D teu=7\n" +
      observations);
  return check_corridor(std::move(loaded));
}

// The only total that is checked.
TotalCheck total(std::string const& observation) {
  auto const checked = check("observation " + observation);
  EXPECT_EQ(checked.totals.size(), 1U) << observation;
  return checked.totals.empty() ? TotalCheck{} : checked.totals.front();
}

TEST(CheckCorridor, demand_adds_up_between_regions_by_cargo_and_way) {
  EXPECT_EQ(total("demand_teu from=A to=C").model, 150);
  EXPECT_EQ(total("demand_teu from=C to=A both=yes").model, 150);
  EXPECT_EQ(total("demand_teu").model, 157);
  EXPECT_EQ(total("demand_teu cargo=bulk").model, 50);
  EXPECT_EQ(total("demand_teu via=B").model, 150);
  EXPECT_EQ(total("demand_teu via=D").model, 7);
  EXPECT_EQ(total("demand_tonnes from=A").model, 100 * 10 + 50 * 20);
}

TEST(CheckCorridor, a_total_is_inside_from_low_to_high) {
  EXPECT_TRUE(total("demand_teu from=A low=150 high=200").inside);
  EXPECT_TRUE(total("demand_teu from=A low=100 high=150").inside);
  EXPECT_FALSE(total("demand_teu from=A low=151 high=200").inside);
  EXPECT_FALSE(total("demand_teu from=A low=100 high=149").inside);
}

TEST(CheckCorridor, a_route_is_measured_over_open_lines_of_all_gauges) {
  EXPECT_EQ(total("route_km from=A to=C").model, 700);
  EXPECT_EQ(total("route_km from=A to=C via=D").model, 1800);
}

TEST(CheckCorridor, a_route_may_differ_by_three_per_cent) {
  EXPECT_TRUE(total("route_km from=A to=C value=680").inside);
  EXPECT_FALSE(total("route_km from=A to=C value=679").inside);
  EXPECT_TRUE(total("route_km from=A to=C value=721").inside);
  EXPECT_FALSE(total("route_km from=A to=C value=722").inside);
}

TEST(CheckCorridor, what_must_be_simulated_is_not_checked_here) {
  EXPECT_TRUE(check("observation teu_year from=A\n observation other\n"
                    "observation transit_days from=A to=C\n")
                  .totals.empty());
}

TEST(CheckCorridor, nothing_is_computed_from_a_package_with_errors) {
  LoadedCorridor loaded;
  loaded.corridor = corridor_from("place A CN\n observation demand_teu");
  Diagnostic wrong;
  wrong.file = "places.csv";
  loaded.diagnostics.error(wrong);
  EXPECT_TRUE(check_corridor(std::move(loaded)).totals.empty());
}

TEST(CheckCorridor, reads_a_folder) {
  auto const tiny =
      check_corridor(std::filesystem::path{CAMEL_ROOT} / "corridors/tiny");
  EXPECT_TRUE(tiny.loaded.ok());
  EXPECT_EQ(tiny.loaded.corridor.name, "tiny");
}

TEST(CheckCorridor, it_counts_where_boxes_are_handled_in_no_time) {
  EXPECT_EQ(check("").defaults.places_without_queue, 4U);
  EXPECT_EQ(check("facility B gauge_change\n facility C lifts\n")
                .defaults.places_without_queue,
            2U);
}

TEST(CheckCorridor, it_counts_the_rules_used_on_lines_that_services_run_over) {
  LoadedCorridor loaded;
  loaded.corridor = corridor_from(
      "place A CN\n place B CN\n place C CN\n link A B km=1\n link B C km=1\n"
      "service S A+ B-\n");
  for (auto const id : loaded.corridor.links.ids()) {
    loaded.corridor.links[id].default_capacity = true;
  }
  loaded.corridor.links[LinkId{0}].default_speed = true;
  auto const defaults = check_corridor(std::move(loaded)).defaults;
  EXPECT_EQ(defaults.path_capacities, 1U);
  EXPECT_EQ(defaults.speeds, 1U);
}

}  // namespace
}  // namespace camel
