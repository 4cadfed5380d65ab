// SPDX-License-Identifier: Apache-2.0
// For tests: a consignment of two boxes from Xi'an to Warsaw, with a party in
// each role.
#pragma once

#include <nlohmann/json.hpp>

#include <gtest/gtest.h>

#include "camel/tracking/consignment.h"

namespace camel {

inline nlohmann::ordered_json test_consignment() {
  return nlohmann::ordered_json::parse(R"({
    "contract": "CIM/SMGS", "note": "CIM-0042",
    "parties": [
      {"party": "silk", "role": "consignor", "name": "Silk Mills"},
      {"party": "mode", "role": "consignee"},
      {"party": "swift", "role": "forwarder"},
      {"party": "ktz", "role": "carrier", "from": "DOS", "to": "BRE"},
      {"party": "port", "role": "terminal", "from": "DOS", "to": "DOS"},
      {"party": "pl-customs", "role": "customs", "from": "BRE", "to": "WAW"}],
    "taking_over": {"place": "XIY", "station": "39 1234", "scheme": "OSJD",
                    "at": "2026-03-01T08:00:00Z"},
    "delivery": {"place": "WAW", "station": "51 00001", "scheme": "UIC"},
    "containers": [{"number": "CSQU 305438-3", "gross_kg": 12000},
                   {"number": "TCNU7200794"}],
    "wagons": [{"number": "21 81 2471 217-3"}],
    "goods": [{"text": "silk", "hs": "5007", "nhm": "50072000",
               "gross_kg": 9000},
              {"text": "lacquer", "hs": "3208", "rid": true, "un": "1263",
               "rid_class": "3", "gross_kg": 3000}],
    "gross_kg": 12000,
    "seals": [{"number": "S-17", "on": "CSQU3054383", "by": "silk"}],
    "payers": [{"from": "XIY", "to": "DOS", "party": "silk", "amount": 2100,
                "currency": "USD"},
               {"from": "DOS", "to": "WAW", "party": "mode", "amount": 3900,
                "currency": "USD"}],
    "documents": [{"kind": "invoice", "number": "I-9"}],
    "plan": {"legs": [
      {"from": "XIY", "to": "DOS", "service": "xian-dostyk",
       "departs": "2026-03-01T10:00:00Z", "arrives": "2026-03-05T10:00:00Z"},
      {"from": "DOS", "to": "BRE", "mode": "rail",
       "departs": "2026-03-06T00:00:00Z", "arrives": "2026-03-11T00:00:00Z"},
      {"from": "BRE", "to": "WAW", "mode": "rail",
       "departs": "2026-03-12T00:00:00Z", "arrives": "2026-03-13T00:00:00Z"}
    ]}})");
}

inline Consignment sound_consignment(
    nlohmann::ordered_json const& json = test_consignment()) {
  auto document = read_consignment(json, "c-1");
  for (auto const& finding : document.findings) {
    ADD_FAILURE() << finding.pointer << " " << finding.message;
  }
  return document.consignment;
}

}  // namespace camel
