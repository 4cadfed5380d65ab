// SPDX-License-Identifier: Apache-2.0
// The tiny corridor with values in the columns and tables that it does without,
// and mistakes to make in them. The columns stand behind its own, so that the
// places of all other fields stay as they are.
#pragma once

#include <algorithm>
#include <map>
#include <sstream>
#include <string>

#include "seeded_mistakes.h"

namespace camel {

using Files = std::map<std::string, std::string>;

// Appends the columns to a table; the rows that begin so get these fields.
struct MoreColumns {
  std::string file, names;
  std::map<std::string, std::string> fields;  // beginning of the row -> fields
};

inline void append(Files& files, MoreColumns const& more) {
  auto& text = files.at(more.file);
  std::istringstream lines{text};
  std::string longer;
  auto is_header = true;
  for (std::string line; std::getline(lines, line); is_header = false) {
    auto fields = is_header ? "," + more.names : std::string{};
    for (auto const& [beginning, own] : more.fields) {
      if (!is_header && line.starts_with(beginning + ",")) {
        fields = "," + own;
      }
    }
    // A blank field for each column that the row has no value for.
    while (std::count(fields.begin(), fields.end(), ',') <
           std::count(more.names.begin(), more.names.end(), ',') + 1) {
      fields += ',';
    }
    longer += line + fields + "\n";
  }
  text = longer;
}

inline Files richer(Files files) {
  append(files, {"links.csv",
                 "passing_km,standing",
                 {{"GATE-SALT", "17.5,41"}, {"PEAR-WEST", "12.5,"}}});
  append(files, {"facilities.csv",
                 "breakdown_hours,repair_hours,patience_hours",
                 {{"XGATE,gauge_change", "800,36,"},
                  {"XGATE,yard", ",,120"},
                  {"XSALT,berth", "2000,48.5,"}}});
  append(files, {"fleets.csv", "empty_train", {{"W1520", "55"}}});
  append(files, {"demand.csv",
                 "choice,constant,path",
                 {{"D1", "west,0,ordinary"}, {"D4", ",-12.5,"}}});
  append(files,
         {"disruptions.csv",
          "time_factor,demand_factor,payload_share,loading_stop,commodities",
          {{"flood", ",,,no,"}, {"closed", ",0.5,,yes,fruit;machines"}}});
  append(files, {"services.csv", "path", {{"E1", "ordinary"}}});
  append(files, {"observations.csv",
                 "scenario,path",
                 {{"O1", ",ordinary"}, {"O3", "busy-year,"}}});
  append(files, {"measures.csv",
                 "excludes",
                 {{"berth", "new-line"}, {"ferries", "papers;new-line"}}});
  files["disruptions.csv"] +=
      "cranes,Cranes are mended,XGATE/gauge_change,2024-09-01,2024-09-30,,0.67,"
      ",,no,,tiny,assumed,,1.25,,,,\n"
      "laid-up,One ferry rests,fleets/FERRY,2024-10-01,2024-10-31,,0.5,,,no,,"
      "tiny,assumed,,,,,,\n"
      "shallow,Low water,XSALT;XPEAR,08-01,09-30,yes,,,,yes,,tiny,assumed,,,,"
      "0.85,,\n";
  files["procedures.csv"] +=
      "XGATE,KZ,CN,dangerous,lot,2,escort,inspection,1,2,,,,,,tiny,assumed,\n"
      "XGATE,KZ,CN,phytosanitary,lot,3,fumigation,,0.1,6,,,,,,tiny,assumed,\n";
  files["loading_bans.csv"] =
      "ban,place,from_country,to_country,commodities,stop_above,resume_below,"
      "divert_above,source\n"
      "gate,XGATE,CN,KZ,machines,12,8,5,tiny\n"
      "port,XSALT,*,*,,20,21,,tiny\n";
  files["corridor.toml"] +=
      "\n[choice]\nscale_usd = 250\nspread_weight = 0.5\niterations = 6\n"
      "tolerance = 0.02\n";
  return files;
}

inline constexpr Mistake kRicherMistakes[]{
    // links
    {"links.csv", "17.5,41", "0,41", "links.csv:3:126",
     "passing_km 0 is out of range — it must be at least 0.1 and at most 1000"},
    {"links.csv", "17.5,41", "17.5,0", "links.csv:3:131",
     "standing 0 is out of range"},
    {"links.csv", "17.5,41", "17.5,4.1", "links.csv:3:131",
     "standing '4.1' is not a whole number"},
    {"links.csv", "passing_km,standing", "passing_km,standign",
     "links.csv:1:145", "did you mean 'standing'?"},
    // facilities
    {"facilities.csv", "800,36,", "0,36,", "facilities.csv:7:64",
     "breakdown_hours 0 is out of range"},
    {"facilities.csv", "800,36,", "800,0,", "facilities.csv:7:68",
     "repair_hours 0 is out of range"},
    {"facilities.csv", "800,36,", "800,36,90", "facilities.csv:7:71",
     "patience at a facility of kind gauge_change"},
    {"facilities.csv", ",,120", "500,,120", "facilities.csv:8:42",
     "a yard has no servers to break down"},
    {"facilities.csv", ",,120", ",,-1", "facilities.csv:8:44",
     "patience_hours -1 is out of range"},
    // fleets
    {"fleets.csv", ",55", ",0", "fleets.csv:3:84",
     "empty_train 0 is out of range"},
    // paths
    {"services.csv", "daily,ordinary", "daily,fixd", "services.csv:2:115",
     "unknown path 'fixd' — did you mean 'fixed'?"},
    {"demand.csv", "0,ordinary", "0,fixd", "demand.csv:2:54",
     "unknown path 'fixd' — did you mean 'fixed'?"},
    {"demand.csv", "0,ordinary", "0,fixed", "demand.csv:2:10",
     "trains go there, but their path is not fixed"},
    {"observations.csv", ",,ordinary", ",,fixd", "observations.csv:2:104",
     "unknown path 'fixd' — did you mean 'fixed'?"},
    // demand
    {"demand.csv", "west,0", "the west,0", "demand.csv:2:47",
     "choice 'the west'"},
    {"demand.csv", ",-12.5", ",-12.5 USD", "demand.csv:5:49",
     "constant '-12.5 USD' is not a number"},
    {"demand.csv", ",-12.5", ",-1e7", "demand.csv:5:49",
     "constant -1e7 is out of range"},
    // procedures
    {"procedures.csv", "dangerous,lot", "dangeruos,lot", "procedures.csv:8:13",
     "unknown commodity 'dangeruos' — did you mean 'dangerous'?"},
    {"procedures.csv", "phytosanitary,lot", "phytosanitary,train",
     "procedures.csv:9:13", "a train's step for some goods only"},
    // measures: the other, the measure itself, and what it requires
    {"measures.csv", "papers;new-line", "papers;new-lin", "measures.csv:4:163",
     "unknown measure 'new-lin' — did you mean 'new-line'?"},
    {"measures.csv", "papers;new-line", "ferries;new-line",
     "measures.csv:4:156", "measure ferries excludes itself"},
    {"measures.csv", "papers;new-line", "berth;new-line", "measures.csv:4:156",
     "measure ferries excludes what it requires"},
    // disruptions
    {"disruptions.csv", "XGATE/gauge_change", "XGATE/gauge_chnage",
     "disruptions.csv:5:26",
     "unknown facility 'XGATE/gauge_chnage' — did you mean "
     "'XGATE/gauge_change'?"},
    {"disruptions.csv", "fleets/FERRY", "fleets/FERY", "disruptions.csv:6:32",
     "unknown fleet 'FERY' — did you mean 'FERRY'?"},
    {"disruptions.csv", "fleets/FERRY", "fleets/W1520", "disruptions.csv:6:25",
     "fleet 'W1520' has no vessels"},
    {"disruptions.csv", "fleets/FERRY", "flets/FERRY", "disruptions.csv:6:25",
     "unknown facility 'flets/FERRY'"},
    {"disruptions.csv", "XGATE/gauge_change", "XGATE/yard",
     "disruptions.csv:5:26", "XGATE/yard is a yard, which serves nobody"},
    {"disruptions.csv", "tiny,assumed,,1.25", "tiny,assumed,,0",
     "disruptions.csv:5:93", "time_factor 0 is out of range"},
    {"disruptions.csv", "XGATE/gauge_change,2024-09", "XEAST>XGATE,2024-09",
     "disruptions.csv:5:86",
     "warning: no target of the disruption can have a time_factor — name a "
     "place or a facility"},
    {"disruptions.csv", "2024-10-31,,0.5,,,no,,tiny,assumed,,,,",
     "2024-10-31,,0.5,,,no,,tiny,assumed,,,2,", "disruptions.csv:6:86",
     "warning: no target of the disruption can have a demand_factor"},
    {"disruptions.csv", "XSALT;XPEAR,08-01", "XSALT-XPEAR,08-01",
     "disruptions.csv:7:71",
     "warning: no target of the disruption can have a payload_share"},
    {"disruptions.csv", ",0.85,,", ",0,,", "disruptions.csv:7:71",
     "payload_share 0 is out of range — it must be at least 0.01 and at most "
     "1"},
    {"disruptions.csv", ",0.5,,yes,fruit", ",-0.5,,yes,fruit",
     "disruptions.csv:4:97", "demand_factor -0.5 is out of range"},
    {"disruptions.csv", ",0.5,,yes,fruit", ",0.5,,stop,fruit",
     "disruptions.csv:4:102", "loading_stop is 'stop'"},
    {"disruptions.csv", "fruit;machines", "fruit;machine",
     "disruptions.csv:4:112",
     "unknown commodity 'machine' — did you mean 'machines'?"},
    {"disruptions.csv", ",0.5,,yes,fruit", ",,,no,fruit",
     "disruptions.csv:4:102",
     "warning: commodities are named, but nothing is said of them"},
    {"disruptions.csv", "08-01,09-30", ",", "disruptions.csv:7:31",
     "a disruption of the base year without its days"},
    // loading bans
    {"loading_bans.csv", "XGATE,CN", "XGTAE,CN", "loading_bans.csv:2:6",
     "unknown place 'XGTAE' — did you mean 'XGATE'?"},
    {"loading_bans.csv", "CN,KZ", "CN,PL", "loading_bans.csv:2:15",
     "no place of the corridor lies in PL"},
    {"loading_bans.csv", "CN,KZ", "China,KZ", "loading_bans.csv:2:12",
     "'China' is not a country"},
    {"loading_bans.csv", "machines,12", "machine,12", "loading_bans.csv:2:18",
     "unknown commodity 'machine' — did you mean 'machines'?"},
    {"loading_bans.csv", "machines,12,8", "machines,,8",
     "loading_bans.csv:2:27", "stop_above is blank"},
    {"loading_bans.csv", "20,21", "20,22", "loading_bans.csv:3:20",
     "loading resumes below 22 trains, before it stops above 20"},
    {"loading_bans.csv", "20,21", "20,0", "loading_bans.csv:3:20",
     "resume_below 0 is out of range"},
    {"loading_bans.csv", "20,21", "-1,21", "loading_bans.csv:3:17",
     "stop_above -1 is out of range"},
    {"loading_bans.csv", "12,8,5", "12,8,13", "loading_bans.csv:2:32",
     "shippers go another way above 13 trains, when loading has stopped above "
     "12"},
    {"loading_bans.csv", "port,XSALT", "gate,XSALT", "loading_bans.csv:3:1",
     "ban 'gate' is there twice, first in line 2"},
    // calibration
    {"calibration.csv", "services.S1.max_wait_hours",
     "services.S9.max_wait_hours", "calibration.csv:4:13",
     "services has no row 'S9'"},
    {"calibration.csv", "services.S1.max_wait_hours",
     "services.S1.max_wiat_hours", "calibration.csv:4:13",
     "unknown column 'max_wiat_hours' — did you mean 'max_wait_hours'?"},
    {"calibration.csv", "disruptions.wind", "disruption.wind",
     "calibration.csv:5:7",
     "unknown table 'disruption' — did you mean 'disruptions'?"},
    {"calibration.csv", "service_hours,2,5", "service_hours,5,2",
     "calibration.csv:3:60", "the highest value is not above the lowest"},
    {"calibration.csv", "service_hours,2,5", "service_hours,-2,5",
     "calibration.csv:3:58", "service_hours -2 is out of range"},
    {"calibration.csv", "services.S1.max_wait_hours,12", "services.S1.name,12",
     "calibration.csv:4:13", "not a number"},
    // observations
    {"observations.csv", "O1,transit_days", "O1,share", "observations.csv:2:64",
     "share without a place — name the places that are meant"},
    {"observations.csv", "O2,border_hours", "O2,trains_waiting",
     "observations.csv:3:51",
     "trains_waiting in 'hours' — it is compared in trains"},
    {"observations.csv", "busy-year", "busy year", "observations.csv:4:91",
     "scenario 'busy year'"},
    // corridor.toml
    {"corridor.toml", "scale_usd = 250", "scale_usd = 0", "corridor.toml:19:13",
     "scale_usd 0 is out of range"},
    {"corridor.toml", "spread_weight = 0.5", "spread_weight = -1",
     "corridor.toml:20:17", "spread_weight -1 is out of range"},
    {"corridor.toml", "iterations = 6", "iterations = 6.5",
     "corridor.toml:21:14", "iterations is not a whole number"},
    {"corridor.toml", "tolerance = 0.02", "tolerance = \"little\"",
     "corridor.toml:22:13", "tolerance is not a number"},
    {"corridor.toml", "scale_usd = 250", "scale_eur = 250",
     "corridor.toml:19:1", "did you mean 'scale_usd'?"},
};

}  // namespace camel
