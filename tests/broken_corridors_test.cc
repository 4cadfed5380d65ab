// SPDX-License-Identifier: Apache-2.0
// The tiny corridor with one mistake at a time: each is found, alone, at its
// line and column, with a message that names it.
#include <algorithm>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "camel/base/file.h"
#include "camel/loader/load_corridor.h"

namespace camel {
namespace {

using Files = std::map<std::string, std::string>;

Files tiny() {
  Files files;
  auto const folder = std::filesystem::path{CAMEL_ROOT} / "corridors/tiny";
  for (auto const& entry : std::filesystem::directory_iterator{folder}) {
    files[entry.path().filename().string()] = read_file(entry.path());
  }
  return files;
}

struct Mistake {
  std::string file, from, to;  // `from` stands once in the file
  std::string where;           // of the finding
  std::string what;            // a part of it
  std::size_t others = 0;      // findings that follow from the same mistake
};

void make(Mistake const& mistake, Files& files) {
  auto& text = files[mistake.file];
  auto const at = text.find(mistake.from);
  ASSERT_NE(at, std::string::npos) << mistake.from;
  ASSERT_EQ(text.find(mistake.from, at + 1), std::string::npos)
      << mistake.from << " stands more than once";
  text.replace(at, mistake.from.size(), mistake.to);
}

std::vector<std::string> findings_of(Files const& files) {
  std::vector<std::string> texts;
  for (auto const& finding : load_corridor(files, "").diagnostics.findings) {
    texts.push_back(to_text(finding));
  }
  return texts;
}

bool says(std::string const& finding, Mistake const& mistake) {
  return finding.starts_with(mistake.where + ": ") &&
         finding.find(mistake.what) != std::string::npos;
}

std::vector<Mistake> const kMistakes{
    // corridor.toml
    {"corridor.toml", "base_year = 2024", "base_year = \"2024\"",
     "corridor.toml:4:13", "base_year is not a whole number"},
    {"corridor.toml", "base_year = 2024", "base_yaer = 2024\nbase_year = 2024",
     "corridor.toml:4:1", "did you mean 'base_year'?"},
    {"corridor.toml", "title = \"A tiny corridor\"", "title = A tiny",
     "corridor.toml:2:9", "error"},
    {"corridor.toml", "lot_teu = 4", "lot_teu = 0", "corridor.toml:12:11",
     "lot_teu 0 is out of range"},
    {"corridor.toml", "[\"XSALT\", \"XPEAR\"]", "[\"XSALT\", \"XPAER\"]",
     "corridor.toml:15:21", "did you mean 'XPEAR'?"},
    // places
    {"places.csv", "place,name,country", "place,nane,country", "places.csv:1:7",
     "unknown column 'nane' — did you mean 'name'?"},
    {"places.csv", "Saltport,KZ,port", "Saltport,KX,port", "places.csv:4:16",
     "'KX' is not a country"},
    {"places.csv", "Saltport,KZ,port", "Saltport,KZ,prot", "places.csv:4:19",
     "unknown kind 'prot' — did you mean 'port'?"},
    {"places.csv", "82.5,45.2", "82.5,95.2", "places.csv:3:36",
     "y_coord 95.2 is out of range — it must be at least -90 and at most 90"},
    {"places.csv", "82.5,45.2", "nan,45.2", "places.csv:3:31",
     "x_coord 'nan' is not finite"},
    {"places.csv", "82.5,45.2", "\"82,5\",45.2", "places.csv:3:31",
     "write a point for decimals"},
    {"places.csv", "Asia/Almaty", "Asia/Almata", "places.csv:3:41",
     "unknown time zone 'Asia/Almata'"},
    {"places.csv", "XPEAR,Pearport", "XPEAR,", "places.csv:5:7",
     "name is blank"},
    {"places.csv", "XWEST,Westmarket",
     "XPEAR,Pear again,AZ,city,49,40,,tiny,,"
     "\nXWEST,Westmarket",
     "places.csv:6:1", "place 'XPEAR' is there twice, first in line 5"},
    {"places.csv", "Asia/Baku,tiny,assumed,where",
     "Asia/Baku,tiny,certain,"
     "where",
     "places.csv:6:55", "unknown confidence 'certain'"},
    {"places.csv", "Asia/Baku,tiny,assumed,where",
     "Asia/Baku,tny,assumed,where", "places.csv:6:50",
     "unknown source 'tny' — did you mean 'tiny'?"},
    {"places.csv", "Asia/Baku,tiny,assumed,where", "Asia/Baku,,assumed,where",
     "places.csv:6:50", "warning: a row has no source"},
    {"places.csv", "Eastmarket,CN,dry_port,", "Eastmarket,CN,",
     "places.csv:2:58", "the row ends after 9 of 10 fields"},
    {"places.csv", "Asia/Aqtau,tiny,assumed,", "Asia/Aqtau,tiny,assumed,a,b",
     "places.csv:4:60", "the row has 11 fields"},
    {"places.csv", "Saltport,KZ,port", "\"Salt\"port,KZ,port",
     "places.csv:4:13", "text after the closing quote"},
    {"places.csv", "Saltport,KZ,port", "Salt\"port\",KZ,port",
     "places.csv:4:11", "a quote inside a field"},
    {"places.csv", "Saltport,KZ,port", "S\xE4ltport,KZ,port", "places.csv:4:8",
     "byte 0xE4 is not text in UTF-8"},
    // links
    {"links.csv", "tracks,traction", "track,traction", "links.csv:1:44",
     "unknown column 'track' — did you mean 'tracks'?"},
    {"links.csv", "EAST-GATE,XEAST,XGATE", "EAST-GATE,XEAST,XGAET",
     "links.csv:2:17", "unknown place 'XGAET' — did you mean 'XGATE'?"},
    {"links.csv", "EAST-GATE,XEAST,XGATE", "EAST GATE,XEAST,XGATE",
     "links.csv:2:1", "link 'EAST GATE' is not an id"},
    {"links.csv", "PEAR-WEST,XPEAR", "SALT-PEAR,XPEAR", "links.csv:5:1",
     "link 'SALT-PEAR' is there twice, first in line 4"},
    {"links.csv", "EAST-GATE,XEAST,XGATE", "EAST-GATE,XEAST,XEAST",
     "links.csv:2:17", "the link ends where it begins"},
    {"links.csv", "rail,450", "rial,450", "links.csv:2:23",
     "unknown mode 'rial' — did you mean 'rail'?"},
    {"links.csv", "rail,450", "rail,0", "links.csv:2:28",
     "length 0 is out of range — it must be at least 0.01"},
    {"links.csv", "rail,450", "rail,350", "links.csv:2:28",
     "warning: length 350 km, but its places are 390 km apart"},
    {"links.csv", "rail,450", "rail,850", "links.csv:2:28",
     "warning: length 850 km, but its places are 390 km apart"},
    {"links.csv", "2900,1520", "2900,", "links.csv:3:33",
     "a rail link without a gauge"},
    {"links.csv", "2900,1520", "2900,5", "links.csv:3:33",
     "gauge 5 is out of range"},
    {"links.csv", "diesel,12,10", "diesel,0,10", "links.csv:3:47",
     "capacity 0 is out of range"},
    {"links.csv", "diesel,12,10", "diesel,-12,10", "links.csv:3:47",
     "capacity -12 is out of range"},
    {"links.csv", "diesel,12,10", "diesel,12,inf", "links.csv:3:50",
     "capacity_back 'inf' is not finite"},
    {"links.csv", "diesel,12,10", "diesel,12 trains,10", "links.csv:3:47",
     "capacity '12 trains' is not a number — write digits only"},
    {"links.csv", "ferry,385,1520,,,", "ferry,385,1520,,diesel,",
     "links.csv:4:39", "a ferry link has no traction"},
    {"links.csv", "60,operating", "400,operating", "links.csv:2:52",
     "free_speed 400 is out of range"},
    {"links.csv", "diesel,12,10,45", "diesel,12,10,0.5", "links.csv:3:53",
     "free_speed 0.5 is out of range — it must be at least 1 and at most 200"},
    {"links.csv", "diesel,12,10", "diesel,0.001,10", "links.csv:3:47",
     "capacity 0.001 is out of range — it must be at least 0.01 and at most "
     "1000000"},
    {"links.csv", "diesel,12,10", "diesel,12,2000000", "links.csv:3:50",
     "capacity_back 2000000 is out of range"},
    {"links.csv", "planned,2031", "planed,2031", "links.csv:6:58",
     "unknown status 'planed' — did you mean 'planned'?"},
    // facilities
    {"facilities.csv", "XEAST,lifts,lifts,4", "XEAST,lifts,lift,4",
     "facilities.csv:2:13", "unknown kind 'lift' — did you mean 'lifts'?"},
    {"facilities.csv", "XEAST,lifts,lifts,4", "XEAST,lifts,lifts,0",
     "facilities.csv:2:19", "servers 0 is out of range"},
    {"facilities.csv", "XEAST,yard,yard", "XEAST,lifts,yard",
     "facilities.csv:3:7",
     "facility 'XEAST/lifts' is there twice, first in "
     "line 2"},
    {"facilities.csv", "08:00-20:00", "08:00-24:30", "facilities.csv:6:53",
     "opening '08:00-24:30' makes no sense"},
    {"facilities.csv", "exponential,08", "exponentail,08",
     "facilities.csv:6:41", "did you mean 'exponential'?"},
    {"facilities.csv", "lot,1,exponential", "lot,0.5,exponential",
     "facilities.csv:6:39", "the spread of an exponential time is 1"},
    {"facilities.csv", "2,2,train,0.5", "2,2,train,0.0001",
     "facilities.csv:5:33", "spread 0.0001 is next to nothing"},
    {"facilities.csv", "customs,2,2,train", "customs,2,-2,train",
     "facilities.csv:5:25", "service_hours -2 is out of range"},
    {"facilities.csv", "XSALT,berth,berth,1,8,train,0.2,,,",
     "XSALT,berth,berth,1,8,train,0.2,,,400", "facilities.csv:10:35",
     "storage at a facility of kind berth"},
    {"facilities.csv", "XGATE,gauge_change,gauge_change",
     "XGATE,gauge_change,lifts", "stops.csv:6:6",
     "cannot exchange boxes at XGATE: no gauge change"},
    // procedures
    {"procedures.csv", "CN,KZ,,train,2,customs,customs",
     "CN,KZ,,train,2,customs,reception", "procedures.csv:3:30",
     "step 2 waits for 'reception', which an earlier step holds"},
    {"procedures.csv", "CN,KZ,,train,2,customs,customs",
     "CN,KZ,,train,2,customs,costums", "procedures.csv:3:30",
     "XGATE has no facility 'costums' — did you mean 'customs'?"},
    {"procedures.csv", "CN,KZ,,train,2", "CN,KZ,,train,1",
     "procedures.csv:3:20",
     "step 'XGATE/CN/KZ//train/1' is there twice, first in line 2"},
    {"procedures.csv", "CN,KZ,,lot,1,inspection,inspection,0.05",
     "CN,KZ,,lot,1,inspection,inspection,1.05", "procedures.csv:4:42",
     "share 1.05 is out of range"},
    {"procedures.csv", "CN,KZ,,lot", "CN,PL,,lot", "procedures.csv:4:10",
     "no place of the corridor lies in PL"},
    {"procedures.csv", "KZ,CN,fruit", "KZ,CN,friut", "procedures.csv:7:13",
     "unknown commodity 'friut' — did you mean 'fruit'?"},
    {"procedures.csv", "customs,customs,1,3,,,0.4,1,,",
     "customs,customs,1,3,,,0.4,1,ja,", "procedures.csv:3:50", "hold is 'ja'"},
    {"procedures.csv", "CN,KZ,,train,2,customs,customs,1,3,,",
     "CN,KZ,,train,2.5,customs,customs,1,3,,", "procedures.csv:3:20",
     "step '2.5' is not a whole number"},
    {"procedures.csv", "CN,KZ,,train,2,customs,customs,1,3,,",
     "CN,KZ,,train,2,customs,,1,,,", "procedures.csv:3:33",
     "a step without a facility and without hours"},
    // fleets
    {"fleets.csv", "XSALT,2,120", "XSALT,1001,120", "fleets.csv:4:34",
     "1001 vessels in one fleet — it must be at most 1000"},
    {"fleets.csv", "XEAST,300", "XEAST,2000000", "fleets.csv:2:49",
     "number 2000000 is out of range"},
    {"fleets.csv", "wagon,1435,XEAST", "wagon,1435,XEST", "fleets.csv:2:43",
     "unknown place 'XEST' — did you mean 'XEAST'?"},
    {"fleets.csv", "XSALT,2,120", "XSALT,2,", "fleets.csv:4:36",
     "a vessel without a capacity"},
    {"services.csv", "W1435,100,timetable,7,,6,container;reefer,,",
     "W1435,700,timetable,7,,6,container;reefer,,", "services.csv:2:59",
     "a full train needs 350 wagons, fleet 'W1435' has 300"},
    // services
    {"services.csv", "E1,Eastmarket to Sandgate,rail,1435",
     "E1,Eastmarket to Sandgate,rail,", "services.csv:2:32",
     "a rail service without a gauge"},
    {"services.csv", "W1520,100,full_or_time,14,72,,container;reefer,,",
     "W1435,100,full_or_time,14,72,,container;reefer,,", "services.csv:4:30",
     "the service runs on 1520 mm, its fleet 'W1435' on 1435 mm"},
    {"services.csv", "Salt Line,FERRY", "Salt Line,", "services.csv:6:46",
     "a ferry service without vessels"},
    {"services.csv", "Salt Line,FERRY", "Salt Line,W1520", "services.csv:6:46",
     "a ferry service with the wagon fleet 'W1520'"},
    {"services.csv", "W1435,100,timetable,7,,6,container;reefer,,",
     "W1435,100,timetable,,,6,container;reefer,,", "services.csv:2:73",
     "a timetable without a frequency"},
    {"services.csv", ",,60,when_full", ",W152,60,when_full",
     "services.csv:7:50", "unknown fleet 'W152' — did you mean 'W1520'?"},
    {"services.csv", "36,,container;reefer;empty", "36,,container;refer;empty",
     "services.csv:6:84",
     "unknown cargo form 'refer' — did you mean 'reefer'?"},
    {"services.csv", "60,when_full", "60.5,when_full", "services.csv:7:51",
     "capacity '60.5' is not a whole number"},
    {"services.csv", "W1520,100,full_or_time,14,72,,container;reefer,,",
     "W1520,100,full_or_time,0.001,72,,container;reefer,,", "services.csv:4:73",
     "frequency 0.001 is out of range — it must be at least 0.01"},
    {"services.csv", "W1520,100,full_or_time,14,72,,container;reefer,,",
     "W1520,100,full_or_time,14,0.01,,container;reefer,,", "services.csv:4:76",
     "max_wait_hours 0.01 is out of range — it must be at least 0.1"},
    // stops
    {"stops.csv", "E1,2,XGATE", "E3,2,XGATE", "stops.csv:3:1",
     "unknown service 'E3'"},
    {"stops.csv", "E1,2,XGATE", "E1,1,XGATE", "stops.csv:3:4",
     "stop 'E1/1' is there twice, first in line 2"},
    {"stops.csv", "W1,2,XWEST", "W1,2,XGATE", "stops.csv:14:6",
     "service 'W1' jumps: no open rail links of 1520 mm lead from XPEAR to "
     "XGATE"},
    {"stops.csv", "S1,2,XSALT,unload", "S1,2,XSALT,load", "stops.csv:7:12",
     "no box can leave service 'S1'"},
    {"stops.csv", "E2,2,XEAST", "E2,2,XGATE", "stops.csv:5:6",
     "two stops in a row at the same place"},
    {"stops.csv", "FERRY,3,XSALT,both,4\n", "", "stops.csv:11:9",
     "the vessels of service 'FERRY' never come back: its last stop is not "
     "its first",
     2},  // nor do the boxes that would sail back
    // commodities
    {"commodities.csv", "84-85;87", "84-85;8x", "commodities.csv:2:35",
     "'8x' is no chapter of the HS"},
    {"commodities.csv", "container,8,", "container,80,", "commodities.csv:2:48",
     "tonnes_per_teu 80 is out of range"},
    {"commodities.csv", "container,8,", "container,0.001,",
     "commodities.csv:2:48", "tonnes_per_teu 0.001 is out of range"},
    {"commodities.csv", "08,reefer", "08,frozen", "commodities.csv:3:22",
     "unknown cargo_form 'frozen'"},
    // demand
    {"demand.csv", "machines,4000", "machines,-4000", "demand.csv:2:25",
     "teu -4000 is out of range"},
    {"demand.csv", "machines,4000", "machines,0.05", "demand.csv:2:25",
     "teu 0.05 is out of range — it must be at least 0.1"},
    {"demand.csv", "machines,4000", "machines,1e9", "demand.csv:2:25",
     "teu 1e9 is out of range"},
    {"demand.csv", "machines,1500,XGATE,,8", "machines,90000000,XGATE,,1",
     "demand.csv:3:25",
     "the demand is 90 million lots a year, more than 50 million; of them "
     "'D2' is 90 million — raise lot_teu"},
    {"demand.csv", "0;0;0;0;1;2;3;3;2;1;0;0", "0;0;0;0;0;0;0;0;0;0;0;1e-9",
     "demand.csv:4:38", "season has next to nothing in any month"},
    {"demand.csv", "D1,XEAST,XWEST", "D1,XEAST,XEAST", "demand.csv:2:10",
     "the boxes end where they begin"},
    {"demand.csv", "1500,XGATE", "1500,XGTAE", "demand.csv:3:30",
     "unknown place 'XGTAE' — did you mean 'XGATE'?"},
    {"demand.csv", "XPEAR;XSALT", "XPEAR;XSLAT", "demand.csv:4:32",
     "unknown place 'XSLAT' — did you mean 'XSALT'?"},
    {"demand.csv", "0;0;0;0;1;2;3;3;2;1;0;0", "0;0;0;0;1;2;3;3;2;1;0",
     "demand.csv:4:38", "season has 11 factors"},
    {"demand.csv", "0;0;0;0;1;2;3;3;2;1;0;0", "0;0;0;0;1;2;x;3;2;1;0;0",
     "demand.csv:4:50", "season 'x' is not a number"},
    {"demand.csv", "empties,3000,", "empties,3000,XEAST;XGATE",
     "demand.csv:5:10",
     "there is a chain that does not pass 'via' in this order"},
    {"demand.csv", "D4,XWEST,XEAST", "D4,XEAST,XWEST", "demand.csv:5:10",
     "no chain of services carries 'empty' from XEAST to XWEST — services go "
     "there, but some do not carry 'empty'"},
    {"demand.csv", "machines,1500", "machine,1500", "demand.csv:3:16",
     "unknown commodity 'machine' — did you mean 'machines'?"},
    // tariffs and emission factors
    {"tariffs.csv", "A lift,handling,,,both,USD/TEU",
     "A lift,rail,,,both,USD/TEU-km", "tariffs.csv:5:46",
     "tariff 'T-RAIL' in line 3 is used for the same"},
    {"emission_factors.csv", "Electric train,rail,electric",
     "Electric train,rail,diesel", "emission_factors.csv:3:50",
     "factor 'G-DIESEL' in line 2 is used for the same"},
    {"tariffs.csv", "0.4,2024", "0.4,24", "tariffs.csv:3:53",
     "year 24 is out of range"},
    // measures
    {"measures.csv", "XSALT;XPEAR,berth", "XSALT;XPEAR,birth",
     "measures.csv:4:63", "unknown measure 'birth' — did you mean 'berth'?"},
    {"measures.csv", "2027,60,XSALT,,", "2027,60,XSALT,ferries,",
     "measures.csv:3:64", "berth → ferries → berth"},
    {"measures.csv", "fleets.FERRY.number=4", "flets.FERRY.number=4",
     "measures.csv:4:69", "unknown table 'flets' — did you mean 'fleets'?"},
    {"measures.csv", "fleets.FERRY.number=4", "fleets.FERY.number=4",
     "measures.csv:4:69", "fleets has no row 'FERY' — did you mean 'FERRY'?"},
    {"measures.csv", "fleets.FERRY.number=4", "fleets.FERRY.nunber=4",
     "measures.csv:4:69", "unknown column 'nunber' — did you mean 'number'?"},
    {"measures.csv", "fleets.FERRY.number=4", "fleets.FERRY.number=four",
     "measures.csv:4:89", "number 'four' is not a whole number"},
    {"measures.csv", "fleets.FERRY.number=4", "fleets.FERRY.fleet=F",
     "measures.csv:4:69", "fleet names the row and cannot be changed"},
    {"measures.csv", "fleets.FERRY.number=4", "fleets FERRY=4",
     "measures.csv:4:69", "'fleets FERRY=4' is not a change"},
    {"measures.csv", "procedures.XGATE/customs", "procedures.XGATE/custom",
     "measures.csv:2:57", "procedures has no row 'XGATE/custom'"},
    // disruptions
    {"disruptions.csv", "XSALT-XPEAR", "XSALT-XPAER", "disruptions.csv:2:25",
     "unknown place 'XPAER' — did you mean 'XPEAR'?"},
    {"disruptions.csv", "XSALT-XPEAR", "XSALT-XEAST", "disruptions.csv:2:19",
     "warning: no link joins XSALT and XEAST"},
    {"disruptions.csv", "11-01,03-31", "11-31,03-31", "disruptions.csv:2:31",
     "start '11-31' is not a day that exists"},
    {"disruptions.csv", "2024-04-01,2024-04-20", "2024-04-01,2024-03-20",
     "disruptions.csv:3:43", "the end 2024-03-20 is before the start"},
    {"disruptions.csv", "2024-06-01,2024-06-07", "2024-06-01,",
     "disruptions.csv:4:44", "a disruption with one end only"},
    {"disruptions.csv", ",0.15,30", ",15,30", "disruptions.csv:2:48",
     "closed_share 15 is out of range"},
    {"disruptions.csv", ",0.15,30", ",0.15,0.01", "disruptions.csv:2:53",
     "spell_hours 0.01 is out of range — it must be at least 0.1"},
    {"disruptions.csv", "yes,,0.15,30", "yes,,,30", "disruptions.csv:2:52",
     "warning: a disruption of the base year changes nothing"},
    // observations
    {"observations.csv", "2024,8,20,12", "2024,20,8,12",
     "observations.csv:2:47", "low must not be above high"},
    {"observations.csv", "2024,8,20,12", "2024,8,20,22",
     "observations.csv:2:52", "warning: 22 lies outside its range, 8 to 20"},
    {"observations.csv", "2024-01/2024-12", "2024-01/2024-13",
     "observations.csv:4:26", "period '2024-01/2024-13' makes no sense"},
    {"observations.csv", "XEAST,West", "XEAST,Wets", "observations.csv:2:66",
     "lies in, 'Wets' — did you mean 'West'?"},
    {"observations.csv", "O2,border_hours", "O2,border_hour",
     "observations.csv:3:4",
     "'border_hour' is not compared — did you mean 'border_hours'?"},
    {"observations.csv", "10,hours,CN", "10,days,CN", "observations.csv:3:49",
     "border_hours in 'days' — it is compared in hours"},
    {"observations.csv",
     "O1,transit_days,Eastmarket to Westmarket,2024,8,20,12,days,XEAST,West",
     "O1,leg_days,Eastmarket to Westmarket,2024,8,20,12,days,,West",
     "observations.csv:2:56", "leg_days without 'from' — write both"},
    {"observations.csv",
     "O1,transit_days,Eastmarket to Westmarket,2024,8,20,12,days,XEAST,West",
     "O1,route_km,Eastmarket to Westmarket,2024,8,20,12,km,XEAST,KZ",
     "observations.csv:2:60", "route_km with the 2 places of 'KZ'"},
    {"observations.csv",
     "O1,transit_days,Eastmarket to Westmarket,2024,8,20,12,days,XEAST,West",
     "O1,trains_year,Eastmarket to Westmarket,2024,8,20,12,trains,XEAST,West",
     "observations.csv:2:61",
     "warning: no link joins 'XEAST' and 'West': trains_year is always 0"},
    {"observations.csv", "O2,border_hours", "O2,facility_hours",
     "observations.csv:3:1", "facility_hours needs the kind of facility"},
    {"observations.csv", "O2,border_hours", "O2,other", "observations.csv:3:4",
     "'other' is not compared — leave the role blank"},
    {"corridor.toml", "[\"AZ\"]", "[\"PL\"]", "observations.csv:2:66",
     "no place of the corridor lies in zone 'West'"},
    // files as a whole, and gauges of links
    {"links.csv", "PEAR-WEST,XPEAR,XWEST,rail,340,1520",
     "PEAR-WEST,XPEAR,XWEST,rail,340,1435", "stops.csv:14:6",
     "there is a way by 1435 mm", 1},
    {"links.csv", "15,,40,operating", "15,,40,closed", "stops.csv:14:6",
     "there would be a way over link 'PEAR-WEST', which is closed", 1},
    {"links.csv", "15,,40,operating,", "15,,40,operating,2030",
     "stops.csv:14:6",
     "there would be a way over link 'PEAR-WEST', which opens in 2030", 1},
    // sources
    {"sources.csv", "tiny,The tiny corridor is invented", "tiny,",
     "sources.csv:2:6", "title is blank"},
};

TEST(BrokenCorridors, the_tiny_corridor_has_nothing_wrong) {
  EXPECT_EQ(findings_of(tiny()), std::vector<std::string>{});
}

TEST(BrokenCorridors, each_mistake_is_found_alone_and_at_its_place) {
  ASSERT_GE(kMistakes.size(), 70U);
  for (auto const& mistake : kMistakes) {
    auto files = tiny();
    make(mistake, files);
    auto const found = findings_of(files);
    EXPECT_EQ(found.size(), 1 + mistake.others)
        << mistake.where << ": " << mistake.what;
    auto hit = false;
    for (auto const& finding : found) {
      hit = hit || says(finding, mistake);
    }
    EXPECT_TRUE(hit) << mistake.where << ": " << mistake.what << "\n  found "
                     << testing::PrintToString(found);
  }
}

TEST(BrokenCorridors, a_service_for_which_no_vessel_is_left_is_refused) {
  auto files = tiny();
  make({"fleets.csv", "XSALT,2,120", "XSALT,1,120", "", ""}, files);
  files["services.csv"] +=
      "LATE,Late ferry,ferry,,Salt Line,FERRY,120,full_or_time,,36,,"
      "container,,tiny,assumed,\n";
  files["stops.csv"] +=
      "LATE,1,XSALT,both,\nLATE,2,XPEAR,both,\nLATE,3,XSALT,both,\n";
  auto const found = findings_of(files);
  ASSERT_EQ(found.size(), 1U) << testing::PrintToString(found);
  EXPECT_TRUE(found.front().starts_with("services.csv:9:")) << found.front();
  EXPECT_NE(found.front().find("1 vessels for 2 services"), std::string::npos);
}

TEST(BrokenCorridors, a_zone_whose_places_are_refused_is_not_told_again) {
  auto files = tiny();
  make({"places.csv", "Pearport,AZ", "Pearport,AB", "", ""}, files);
  make({"places.csv", "Westmarket,AZ", "Westmarket,AB", "", ""}, files);
  auto const found = findings_of(files);
  ASSERT_EQ(found.size(), 2U) << testing::PrintToString(found);
  EXPECT_TRUE(found.front().starts_with("places.csv:5:")) << found.front();
  EXPECT_TRUE(found.back().starts_with("places.csv:6:")) << found.back();
}

TEST(BrokenCorridors, lots_are_counted_as_they_are_parted_for_small_trains) {
  auto files = tiny();
  make({"demand.csv", "machines,4000,,,", "machines,90000000,,,10000", "", ""},
       files);
  EXPECT_EQ(findings_of(files), std::vector<std::string>{});
  make({"services.csv", ",,60,when_full", ",,1,when_full", "", ""}, files);
  auto const found = findings_of(files);
  ASSERT_EQ(found.size(), 1U) << testing::PrintToString(found);
  EXPECT_TRUE(found.front().starts_with("demand.csv:2:25: error: "));
  EXPECT_TRUE(found.front().ends_with(
      "lots are parted for the smallest train, of 1 TEU: raise its capacity"))
      << found.front();
}

TEST(BrokenCorridors, a_corridor_with_nothing_to_simulate_is_warned_of) {
  auto files = tiny();
  files["demand.csv"] = "demand,origin,destination,commodity,teu\n";
  EXPECT_EQ(findings_of(files),
            std::vector<std::string>{
                "demand.csv: warning: no demand: there is nothing to simulate "
                "— add rows to demand.csv"});
  for (auto const* table : {"demand.csv", "services.csv", "stops.csv",
                            "observations.csv", "measures.csv"}) {
    files.erase(table);
  }
  auto const found = findings_of(files);
  ASSERT_EQ(found.size(), 2U) << testing::PrintToString(found);
  EXPECT_TRUE(found.back().starts_with("services.csv: warning: no services"))
      << found.back();
}

// One mistake of each file, all made together.
std::vector<std::string> const kTogether{
    "lot_teu 0 is out of range",
    "y_coord 95.2 is out of range",
    "capacity 0 is out of range",
    "servers 0 is out of range",
    "share 1.05 is out of range",
    "unknown place 'XEST'",
    "capacity '60.5' is not a whole number",
    "stop 'E1/1' is there twice",
    "tonnes_per_teu 80 is out of range",
    "teu -4000 is out of range",
    "year 24 is out of range",
    "factor 'G-DIESEL' in line 2 is used for the same",
    "berth → ferries → berth",
    "closed_share 15 is out of range",
    "period '2024-01/2024-13' makes no sense",
    "title is blank",
};

TEST(BrokenCorridors, mistakes_in_all_files_are_reported_together) {
  auto files = tiny();
  std::vector<Mistake> made;
  for (auto const& what : kTogether) {
    for (auto const& mistake : kMistakes) {
      if (mistake.what.starts_with(what)) {
        make(mistake, files);
        made.push_back(mistake);
      }
    }
  }
  ASSERT_EQ(made.size(), kTogether.size());
  auto const found = findings_of(files);
  EXPECT_EQ(found.size(), made.size()) << testing::PrintToString(found);
  for (auto const& mistake : made) {
    auto const is_it = [&](auto const& text) { return says(text, mistake); };
    EXPECT_TRUE(std::any_of(found.begin(), found.end(), is_it))
        << mistake.where << ": " << mistake.what;
  }
}

}  // namespace
}  // namespace camel
