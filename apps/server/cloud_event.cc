// SPDX-License-Identifier: Apache-2.0
#include "cloud_event.h"

#include <algorithm>

#include "camel/api/epcis_words.h"
#include "camel/base/utc_text.h"

namespace camel::server {

namespace {

// Who says what an event of the type means: GS1, or whoever made up the type.
std::string cloud_type(std::string const& type) {
  auto const is_standard =
      std::find(kEpcisEventTypes.begin(), kEpcisEventTypes.end(), type) !=
      kEpcisEventTypes.end();
  return is_standard ? "org.gs1.epcis." + type : type;
}

Json contexts_of_one(ShownEvent const& event, Json const& json) {
  auto contexts = Json::array({kEpcisContext});
  for (auto const& one : event.contexts) {
    if (std::find(contexts.begin(), contexts.end(), one) == contexts.end()) {
      contexts.push_back(one);
    }
  }
  for (auto const& one : json.value("@context", Json::array())) {
    contexts.push_back(one);
  }
  return contexts;
}

}  // namespace

std::string cloud_event_text(std::string const& subscription,
                             ShownEvent const& event) {
  auto data = Json::parse(event.json);
  data["@context"] = contexts_of_one(event, data);
  // A declaration of an error has the id of the event that it is about.
  auto const id =
      event.event.is_correction ? event.id + "#errorDeclaration" : event.id;
  return to_text({{"specversion", "1.0"},
                  {"id", id},
                  {"source", "/v1/subscriptions/" + subscription},
                  {"type", cloud_type(event.event.type)},
                  {"time", utc_milliseconds(event.event.time)},
                  {"datacontenttype", "application/json"},
                  {"data", std::move(data)}});
}

}  // namespace camel::server
