// SPDX-License-Identifier: Apache-2.0
#include "camel/loader/load_corridor.h"

#include <string>

#include <gtest/gtest.h>

#include "camel/base/error.h"
#include "camel/base/file.h"

namespace camel {
namespace {

using Files = std::map<std::string, std::string>;

// Two places, a railway and nothing else: nor is there a warning that nothing
// can be simulated in what `findings` tells.
Files smallest() {
  return {{"corridor.toml",
           "name = \"s\"\ntitle = \"S\"\nbase_year = 2024\n"
           "[simulation]\nlot_teu = 6\n"},
          {"places.csv",
           "place,name,country,kind,x_coord,y_coord\n"
           "XA,A,CN,terminal,80,45\n"
           "XB,B,KZ,terminal,81,45\n"},
          {"links.csv",
           "link,from_place,to_place,mode,length,gauge,tracks,capacity,status,"
           "open_year\n"
           "L1,XA,XB,rail,80,1435,,,,\n"
           "L2,XA,XB,rail,80,1435,2,,planned,\n"
           "L3,XA,XB,rail,80,1520,1,12,,2025\n"
           "L4,XA,XB,sea,80,,,,,2024\n"}};
}

std::string findings(Files const& files) {
  std::string text;
  for (auto const& finding : load_corridor(files, "").diagnostics.findings) {
    if (finding.hint != "name the key of a row of sources.csv" &&
        !finding.message.ends_with("there is nothing to simulate")) {
      text += to_text(finding) + "\n";
    }
  }
  return text;
}

TEST(LoadCorridor, takes_the_rules_of_the_format_where_fields_are_blank) {
  auto const corridor = load_corridor(smallest(), "").corridor;
  auto const link = [&](std::size_t i) { return corridor.links[LinkId{i}]; };
  EXPECT_EQ(link(0).capacity, 30);
  EXPECT_EQ(link(0).capacity_back, 30);
  EXPECT_EQ(link(0).free_speed, 45);
  EXPECT_TRUE(link(0).default_capacity && link(0).default_speed);
  EXPECT_TRUE(link(0).open);
  EXPECT_EQ(link(1).capacity, 90);
  EXPECT_FALSE(link(1).open);  // planned
  EXPECT_EQ(link(2).capacity_back, 12);
  EXPECT_FALSE(link(2).default_capacity);
  EXPECT_FALSE(link(2).open);  // opens after the base year
  EXPECT_EQ(link(3).free_speed, 20);
  EXPECT_TRUE(link(3).open);
  EXPECT_EQ(corridor.places[PlaceId{0U}].time_zone, "UTC");
  EXPECT_EQ(corridor.links_at[PlaceId{0U}].size(), 4U);
}

TEST(LoadCorridor, gives_a_step_the_time_of_its_facility) {
  auto files = smallest();
  files["facilities.csv"] =
      "place,facility,kind,service_hours,spread,distribution\n"
      "XA,fixed,customs,2,0,\nXA,random,customs,3,,exponential\n";
  files["procedures.csv"] =
      "place,from_country,to_country,unit,step,name,facility,hours,spread,"
      "pre_arrival_hours\n"
      "XA,*,*,train,2,b,random,,,1\n"
      "XA,*,*,train,1,a,fixed,,,\n"
      "XA,*,*,train,3,c,random,4,0.5,\n"
      "XA,*,*,train,4,d,,5,,\n";
  auto const corridor = load_corridor(files, "").corridor;
  auto const time = [&](std::size_t i) {
    return corridor.procedures[ProcedureId{i}].time;
  };
  EXPECT_EQ(time(0), (DurationLaw{2, 0, Spread::fixed}));
  EXPECT_EQ(time(1), (DurationLaw{3, 1, Spread::exponential}));
  EXPECT_EQ(time(2), (DurationLaw{4, 0.5, Spread::gamma}));
  EXPECT_EQ(time(3), (DurationLaw{5, 0.3, Spread::gamma}));
  EXPECT_EQ(corridor.procedures[ProcedureId{1U}].pre_arrival_time,
            (DurationLaw{1, 1, Spread::exponential}));
}

TEST(LoadCorridor, sorts_stops_and_keeps_their_lines) {
  auto files = smallest();
  files["services.csv"] = "service,mode,gauge,capacity\nS,rail,1435,50\n";
  files["stops.csv"] = "place,stop,service\nXB,2,S\nXA,1,S\nXA,3,S\nXA,4,S\n";
  EXPECT_EQ(findings(files),
            "stops.csv:5:1: error: two stops in a row at the same place — "
            "make them one stop with the longer dwell_hours\n");
}

TEST(LoadCorridor, scales_seasons_to_a_mean_of_one) {
  auto files = smallest();
  files["commodities.csv"] =
      "commodity,name,cargo_form,tonnes_per_teu\nc,C,container,10\n";
  files["demand.csv"] =
      "demand,origin,destination,commodity,teu,season\n"
      "D1,XA,XB,c,10,0;0;0;0;0;0;0;0;0;0;3;3\nD2,XA,XB,c,10,\n";
  auto const demand = load_corridor(files, "").corridor.demand;
  EXPECT_EQ(demand[DemandId{0U}].season[11], 6);
  EXPECT_EQ(demand[DemandId{1U}].season[11], 1);
  EXPECT_EQ(demand[DemandId{1U}].lot_teu, 6);  // of corridor.toml
}

TEST(LoadCorridor, reads_opening_hours_past_midnight) {
  auto files = smallest();
  files["facilities.csv"] =
      "place,facility,kind,opening\nXA,night,customs,22:00-06:00\n";
  auto const facilities = load_corridor(files, "").corridor.facilities;
  EXPECT_EQ(facilities[FacilityId{0U}].opening, (OpeningHours{1320, 1800}));
}

TEST(LoadCorridor, reads_the_routes_that_reports_show) {
  auto files = smallest();
  files["corridor.toml"] += "[routes]\nexamples = [\"XA > XB\", \"XA\"]\n";
  auto const loaded = load_corridor(files, "");
  EXPECT_EQ(loaded.corridor.route_examples,
            (std::vector<RouteExample>{{PlaceId{0U}, PlaceId{1U}}}));
  EXPECT_FALSE(loaded.ok());
  ASSERT_EQ(loaded.diagnostics.errors(), 1U);
  EXPECT_EQ(loaded.diagnostics.findings.front().message,
            "a route example is no pair of places");
}

TEST(LoadCorridor, resolves_regions_to_sorted_places) {
  auto files = smallest();
  files["corridor.toml"] += "[zones]\nAll = [\"KZ\", \"XA\"]\n";
  files["observations.csv"] =
      "observation,indicator,scope,value,unit,from,to\n"
      "O1,teu_year,all,5,TEU,All,KZ\n";
  auto const row =
      load_corridor(files, "").corridor.observations[ObservationId{0U}];
  EXPECT_EQ(row.from.places, (std::vector{PlaceId{0U}, PlaceId{1U}}));
  EXPECT_EQ(row.to.places, std::vector{PlaceId{1U}});
  EXPECT_EQ(row.low, 5);
  EXPECT_EQ(row.high, 5);
}

TEST(LoadCorridor, asks_of_an_indicator_what_was_meant) {
  auto files = smallest();
  files["observations.csv"] =
      "observation,indicator,scope,value,unit,role\n"
      "O1,transit_dyas,all,5,days,\n"
      "O2,transti_dyasx,all,5,days,\n"
      "O3,transti_dyasx,all,5,days,fit\n"
      "O4,weight_of_camels,all,5,kg,fit\n";
  EXPECT_EQ(findings(files),
            "observations.csv:2:4: warning: 'transit_dyas' is not compared — "
            "did you mean 'transit_days'?\n"
            "observations.csv:4:4: error: 'transti_dyasx' is not compared — "
            "did you mean 'transit_days'?\n"
            "observations.csv:5:4: error: 'weight_of_camels' is not compared "
            "— leave the role blank, or choose an indicator of FORMAT.md\n");
}

TEST(LoadCorridor, takes_a_day_for_a_period_but_not_for_an_end_of_one) {
  auto files = smallest();
  files["observations.csv"] =
      "observation,indicator,scope,period,value,unit\n"
      "O1,speed,a day,2024-06-30,8,km/day\n"
      "O2,speed,two weeks,2024-06-30/2024-07-15,8,km/day\n";
  EXPECT_EQ(findings(files),
            "observations.csv:3:20: error: period '2024-06-30/2024-07-15' "
            "makes no sense — write 2024, 2024-06, 2024-06-30 or "
            "2024-01/2024-04\n");
}

TEST(LoadCorridor, keeps_line_numbers_over_quoted_line_breaks_and_crlf) {
  auto files = smallest();
  files["places.csv"] =
      "\xEF\xBB\xBFplace,note,name,country,kind,x_coord,y_coord\r\n"
      "XA,\"two\r\nlines, \"\"quoted\"\"\",A,CN,terminal,80,45\r\n"
      "XB,,Б,KZ,treminal,81,45\r\n";
  EXPECT_EQ(findings(files),
            "places.csv:4:10: error: unknown kind 'treminal' — did you mean "
            "'terminal'?\n");
  EXPECT_EQ(load_corridor(files, "").corridor.places[PlaceId{0U}].evidence.note,
            "two\r\nlines, \"quoted\"");
}

TEST(LoadCorridor, reports_what_the_toml_reader_asserts) {
  auto files = smallest();
  for (auto const* text : {"[\n[x", "a = ", "\xFF", "[a]\n[a]\n"}) {
    files["corridor.toml"] = text;
    EXPECT_TRUE(findings(files).starts_with("corridor.toml")) << text;
  }
}

TEST(LoadCorridor, reports_a_missing_column_once) {
  auto files = smallest();
  auto& places = files["places.csv"];
  places.replace(places.find(",country"), 8, ",note");
  EXPECT_EQ(findings(files),
            "places.csv:1:1: error: the required column 'country' is missing "
            "— add it to the first line\n");
}

TEST(LoadCorridor, reports_tables_that_are_missing_empty_or_misspelt) {
  EXPECT_EQ(findings({}),
            "corridor.toml: error: the file is missing — it names the "
            "corridor and its base year\n"
            "links.csv: error: the table is required and missing — every "
            "corridor has places and links\n"
            "places.csv: error: the table is required and missing — every "
            "corridor has places and links\n");
  auto files = smallest();
  files["links.csv"] = "link,from_place,to_place,mode,length\n";
  files["servises.csv"] = "";
  EXPECT_EQ(findings(files),
            "links.csv: error: the table has no rows — every corridor has "
            "places and links\n"
            "servises.csv: warning: no table of a corridor has this name — "
            "did you mean 'services'?\n");
}

TEST(LoadCorridor, counts_what_a_file_has_too_much_of) {
  auto files = smallest();
  auto& links = files["links.csv"];
  for (auto i = 0; i < 5000; ++i) {
    links += "M" + std::to_string(i) + ",XA,XB,rail,-1,1435,,,,\n";
  }
  auto const loaded = load_corridor(files, "big");
  EXPECT_LT(loaded.diagnostics.findings.size(), 1100U);
  EXPECT_EQ(loaded.table_rows.at("links"), 5004U);
  EXPECT_NE(findings(files).find("more errors and"), std::string::npos);
}

TEST(LoadCorridor, names_files_as_the_user_named_the_folder) {
  EXPECT_EQ(load_corridor({}, "a/b").diagnostics.findings.front().file,
            "a/b/corridor.toml");
  EXPECT_THROW(load_corridor(std::filesystem::path{"no/such/folder"}), Error);
  auto const tiny = std::filesystem::path{CAMEL_ROOT} / "corridors/tiny";
  auto const loaded = load_corridor(tiny);
  EXPECT_TRUE(loaded.ok());
  EXPECT_EQ(loaded.table_rows.at("stops"), 15U);
}

}  // namespace
}  // namespace camel
