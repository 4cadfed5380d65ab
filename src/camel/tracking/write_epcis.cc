// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/write_epcis.h"

#include "camel/base/utc_text.h"
#include "camel/tracking/event_hash.h"
#include "camel/tracking/rail_words.h"

namespace camel {

namespace {

using Json = nlohmann::ordered_json;

Json context() {
  return Json::array(
      {"https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",
       Json{{rail::kPrefix, rail::kNamespace}}});
}

Json json_of(EventText const& event) {
  Json json{{"type", event.type},
            {"eventTime", utc_milliseconds(event.time)},
            {"eventTimeZoneOffset", event.offset}};
  if (event.type == "AggregationEvent") {
    json["parentID"] = event.parent;
    json["childEPCs"] = event.objects;
  } else {
    json["epcList"] = event.objects;
  }
  json["action"] = event.action;
  json["bizStep"] = event.step;
  if (!event.disposition.empty()) {
    json["disposition"] = event.disposition;
  }
  json["readPoint"] = {{"id", event.place}};
  json.update(event.more);
  return json;
}

}  // namespace

EpcisWriter::EpcisWriter(std::function<void(std::string_view)> out)
    : out_{std::move(out)} {
  names_.add(JsonDocument{context().dump()}.view());
}

void EpcisWriter::begin(EventMoment created) {
  out_("{\"@context\": " + context().dump() +
       ",\n\"type\": \"EPCISDocument\", \"schemaVersion\": \"2.0\", "
       "\"creationDate\": \"" +
       utc_milliseconds(created) + "\",\n\"epcisBody\": {\"eventList\": [\n");
}

void EpcisWriter::add(EventText const& event) {
  auto json = json_of(event);
  JsonDocument const whole{json.dump()};
  json["eventID"] = event_hash(canonical_text(whole.view(), names_));
  out_((events_ == 0 ? "" : ",\n") + json.dump());
  ++events_;
}

void EpcisWriter::finish() { out_("\n]}}\n"); }

}  // namespace camel
