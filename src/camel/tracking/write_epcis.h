// SPDX-License-Identifier: Apache-2.0
// Writes an EPCIS 2.0 document event by event, one on a line, so that a year of
// them never stands in memory whole. Each event gets its event hash as its id.
#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "camel/tracking/epcis_names.h"
#include "camel/tracking/event_time.h"

namespace camel {

struct EventText {
  std::string type;  // "ObjectEvent", "AggregationEvent"
  EventMoment time{};
  std::string offset = "+00:00";  // of the clocks where it happened
  std::string action = "OBSERVE";
  std::string step, disposition;  // of the CBV, or of somebody's own
  std::string place;              // readPoint
  std::string parent;             // of an aggregation
  std::vector<std::string> objects;
  // Other fields of EPCIS, and extensions ("rail:plan").
  nlohmann::ordered_json more = nlohmann::ordered_json::object();
};

class EpcisWriter {
 public:
  explicit EpcisWriter(std::function<void(std::string_view)> out);

  void begin(EventMoment created);
  void add(EventText const& event);
  void finish();

  std::size_t events() const { return events_; }

 private:
  std::function<void(std::string_view)> out_;
  EpcisNames names_;
  std::size_t events_ = 0;
};

}  // namespace camel
