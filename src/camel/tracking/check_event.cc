// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/check_event.h"

#include <algorithm>
#include <array>

#include <fmt/ranges.h>

#include "camel/tracking/event_checker.h"

namespace camel {

bool EventChecker::is_object(Json const& value, JsonPath const& at) {
  if (!value.is_object()) {
    say(at, "is not an object");
    return false;
  }
  return true;
}

void EventChecker::required(Json const& object, JsonPath const& at,
                            Names names) {
  for (auto const name : names) {
    if (!object.contains(name)) {
      say(at, fmt::format("has no {}", name));
    }
  }
}

void EventChecker::fields(Json const& object, JsonPath const& at,
                          std::span<Field const> known,
                          std::span<Field const> more) {
  auto const check_of = [&](std::string_view name) -> Check {
    for (auto const list : {known, more}) {
      for (auto const& field : list) {
        if (field.name == name) {
          return field.check;
        }
      }
    }
    return nullptr;
  };
  object.for_each_field([&](std::string_view name, Json const& value) {
    auto const there = at / name;
    if (auto const check = check_of(name)) {
      (this->*check)(value, there);
    } else {
      extension(name, value, there);
    }
  });
}

void EventChecker::extension(std::string_view name, Json const& value,
                             JsonPath const& at) {
  if (!name.starts_with('@') && !names_.expand(name)) {
    say(at, name.find(':') == std::string_view::npos
                ? std::string{"is no field of it: fields of your own have a "
                              "namespace, as example:myField"}
                : std::string{"its prefix is not explained in the @context"});
  }
  value.for_each_field([&](std::string_view inner, Json const& of_inner) {
    if (inner.find(':') != std::string_view::npos) {
      extension(inner, of_inner, at / inner);
    }
  });
}

void EventChecker::keys(Json const& value, JsonPath const& at) {
  each(value, at,
       [&](Json const& one, JsonPath const& there) { key(one, there); });
}

// Links, or details as the GS1 Web Vocabulary has them.
void EventChecker::certification(Json const& value, JsonPath const& at) {
  auto const details = [&](Json const& one, JsonPath const& there) {
    if (!one.is_object()) {
      uri(one, there);
      return;
    }
    one.for_each_field([&](std::string_view name, Json const& inner) {
      inner.for_each_field([&](std::string_view field, Json const& text) {
        if (field.ends_with("Date") &&
            !parse_event_time(std::string{text.text()} + "T00:00:00Z")) {
          say(there / name / field, "is no date: write it as 2026-03-04");
        }
      });
    });
  };
  if (value.is_array()) {
    each(value, at, details);
  } else {
    details(value, at);
  }
}

void EventChecker::error_declaration(Json const& value, JsonPath const& at) {
  static constexpr std::array kFields{
      Field{"declarationTime", &EventChecker::moment},
      Field{"reason", &EventChecker::word<Vocabulary::error_reason>},
      Field{"correctiveEventIDs", &EventChecker::keys}};
  if (is_object(value, at)) {
    required(value, at, {"declarationTime"});
    fields(value, at, kFields);
  }
}

void EventChecker::objects(Json const& value, JsonPath const& at, Names needed,
                           std::span<Field const> known) {
  each(value, at, [&](Json const& one, JsonPath const& there) {
    if (is_object(one, there)) {
      required(one, there, needed);
      fields(one, there, known);
    }
  });
}

void EventChecker::quantities(Json const& value, JsonPath const& at) {
  static constexpr std::array kFields{Field{"epcClass", &EventChecker::key},
                                      Field{"quantity", &EventChecker::number},
                                      Field{"uom", &EventChecker::unit}};
  objects(value, at, {"epcClass"}, kFields);
}

void EventChecker::persistent(Json const& value, JsonPath const& at) {
  if (!is_object(value, at)) {
    return;
  }
  if (!value.contains("set") && !value.contains("unset")) {
    say(at, "sets nothing and unsets nothing");
  }
  value.for_each_field([&](std::string_view name, Json const& list) {
    auto const there = at / name;
    if (name != "set" && name != "unset") {
      say(there, "is no field of it: set or unset");
      return;
    }
    each(list, there, [&](Json const& one, JsonPath const& here) {
      word<Vocabulary::disposition>(one, here);
    });
  });
}

void EventChecker::place(Json const& value, JsonPath const& at) {
  static constexpr std::array kFields{Field{"id", &EventChecker::key}};
  if (is_object(value, at)) {
    required(value, at, {"id"});
    fields(value, at, kFields);
  }
}

void EventChecker::transactions(Json const& value, JsonPath const& at) {
  static constexpr std::array kFields{
      Field{"type", &EventChecker::word<Vocabulary::transaction_type>},
      Field{"bizTransaction", &EventChecker::key}};
  objects(value, at, {"bizTransaction"}, kFields);
}

void EventChecker::sources(Json const& value, JsonPath const& at) {
  static constexpr std::array kFields{
      Field{"type", &EventChecker::word<Vocabulary::party_type>},
      Field{"source", &EventChecker::key}};
  objects(value, at, {"type", "source"}, kFields);
}

void EventChecker::destinations(Json const& value, JsonPath const& at) {
  static constexpr std::array kFields{
      Field{"type", &EventChecker::word<Vocabulary::party_type>},
      Field{"destination", &EventChecker::key}};
  objects(value, at, {"type", "destination"}, kFields);
}

void EventChecker::sensors(Json const& value, JsonPath const& at) {
  static constexpr std::array kMetadata{
      Field{"time", &EventChecker::moment},
      Field{"startTime", &EventChecker::moment},
      Field{"endTime", &EventChecker::moment},
      Field{"deviceID", &EventChecker::key},
      Field{"deviceMetadata", &EventChecker::key},
      Field{"rawData", &EventChecker::key},
      Field{"dataProcessingMethod", &EventChecker::key},
      Field{"bizRules", &EventChecker::key}};
  static constexpr std::array kReport{
      Field{"type", &EventChecker::word<Vocabulary::measurement>},
      Field{"exception", &EventChecker::word<Vocabulary::alert>},
      Field{"deviceID", &EventChecker::key},
      Field{"deviceMetadata", &EventChecker::key},
      Field{"rawData", &EventChecker::key},
      Field{"dataProcessingMethod", &EventChecker::key},
      Field{"bizRules", &EventChecker::key},
      Field{"time", &EventChecker::moment},
      Field{"microorganism", &EventChecker::uri},
      Field{"chemicalSubstance", &EventChecker::uri},
      Field{"coordinateReferenceSystem", &EventChecker::uri},
      Field{"value", &EventChecker::number},
      Field{"component", &EventChecker::word<Vocabulary::component>},
      Field{"stringValue", &EventChecker::text},
      Field{"booleanValue", &EventChecker::truth},
      Field{"hexBinaryValue", &EventChecker::text},
      Field{"uriValue", &EventChecker::uri},
      Field{"minValue", &EventChecker::number},
      Field{"maxValue", &EventChecker::number},
      Field{"meanValue", &EventChecker::number},
      Field{"sDev", &EventChecker::number},
      Field{"percRank", &EventChecker::number},
      Field{"percValue", &EventChecker::number},
      Field{"uom", &EventChecker::text}};
  each(value, at, [&](Json const& element, JsonPath const& there) {
    if (!is_object(element, there)) {
      return;
    }
    required(element, there, {"sensorReport"});
    element.for_each_field([&](std::string_view name, Json const& part) {
      auto const here = there / name;
      if (name == "sensorMetadata") {
        if (is_object(part, here)) {
          fields(part, here, kMetadata);
        }
      } else if (name == "sensorReport") {
        each(part, here, [&](Json const& report, JsonPath const& in) {
          if (is_object(report, in)) {
            if (!report.contains("exception")) {
              required(report, in, {"type"});
            }
            fields(report, in, kReport);
          }
        });
      } else if (name != "type") {
        extension(name, part, here);
      }
    });
  });
}

void EventChecker::ilmd(Json const& value, JsonPath const& at) {
  if (is_object(value, at)) {
    fields(value, at, {});
  }
}

void EventChecker::event(Json const& event, JsonPath const& at) {
  static constexpr std::array kCommon{
      Field{"@context", &EventChecker::anything},
      Field{"type", &EventChecker::anything},
      Field{"eventTime", &EventChecker::moment},
      Field{"recordTime", &EventChecker::moment},
      Field{"eventTimeZoneOffset", &EventChecker::offset},
      Field{"eventID", &EventChecker::uri},
      Field{"id", &EventChecker::uri},  // the same, by its name in JSON-LD
      Field{"certificationInfo", &EventChecker::certification},
      Field{"errorDeclaration", &EventChecker::error_declaration},
      Field{"bizStep", &EventChecker::word<Vocabulary::business_step>},
      Field{"disposition", &EventChecker::word<Vocabulary::disposition>},
      Field{"persistentDisposition", &EventChecker::persistent},
      Field{"readPoint", &EventChecker::place},
      Field{"bizLocation", &EventChecker::place},
      Field{"bizTransactionList", &EventChecker::transactions},
      Field{"sourceList", &EventChecker::sources},
      Field{"destinationList", &EventChecker::destinations},
      Field{"sensorElementList", &EventChecker::sensors}};
  static constexpr std::array kObject{
      Field{"action", &EventChecker::action},
      Field{"epcList", &EventChecker::keys},
      Field{"quantityList", &EventChecker::quantities},
      Field{"ilmd", &EventChecker::ilmd}};
  static constexpr std::array kAggregation{
      Field{"action", &EventChecker::action},
      Field{"parentID", &EventChecker::key},
      Field{"childEPCs", &EventChecker::keys},
      Field{"childQuantityList", &EventChecker::quantities}};
  static constexpr std::array kTransaction{
      Field{"action", &EventChecker::action},
      Field{"parentID", &EventChecker::key},
      Field{"epcList", &EventChecker::keys},
      Field{"quantityList", &EventChecker::quantities}};
  static constexpr std::array kTransformation{
      Field{"inputEPCList", &EventChecker::keys},
      Field{"inputQuantityList", &EventChecker::quantities},
      Field{"outputEPCList", &EventChecker::keys},
      Field{"outputQuantityList", &EventChecker::quantities},
      Field{"transformationID", &EventChecker::key},
      Field{"ilmd", &EventChecker::ilmd}};

  if (!is_object(event, at)) {
    return;
  }
  auto const type = event.text("type");
  required(event, at, {"eventTime", "eventTimeZoneOffset"});
  if (type == "ObjectEvent") {
    required(event, at, {"action"});
    one_of(event, at, {"epcList", "quantityList", "sensorElementList"});
    fields(event, at, kObject, kCommon);
  } else if (type == "AggregationEvent" || type == "AssociationEvent") {
    required(event, at, {"action"});
    if (type == "AssociationEvent" || event.text("action") != "OBSERVE") {
      required(event, at, {"parentID"});
    }
    one_of(event, at, {"childEPCs", "childQuantityList"});
    fields(event, at, kAggregation, kCommon);
  } else if (type == "TransactionEvent") {
    required(event, at, {"action", "bizTransactionList"});
    one_of(event, at, {"epcList", "quantityList", "parentID"});
    fields(event, at, kTransaction, kCommon);
  } else if (type == "TransformationEvent") {
    one_of(event, at,
           {"inputEPCList", "inputQuantityList", "outputEPCList",
            "outputQuantityList"});
    fields(event, at, kTransformation, kCommon);
  } else if (names_.expand(type)) {
    fields(event, at, kCommon);  // somebody's own
  } else {
    say(at / "type",
        "is no type of event: ObjectEvent, AggregationEvent, TransactionEvent, "
        "TransformationEvent or AssociationEvent");
  }
}

// What it is about. An action DELETE may be about all that was there.
void EventChecker::one_of(Json const& object, JsonPath const& at, Names names) {
  auto const any =
      std::any_of(names.begin(), names.end(), [&](std::string_view name) {
        auto const found = object.find(name);
        return found && !found->empty();
      });
  if (!any && object.text("action") != "DELETE") {
    say(at, fmt::format("says nothing of what happened to: it has one of {}",
                        fmt::join(names, ", ")));
  }
}

std::vector<EpcisFinding> check_event(JsonView const& event,
                                      EpcisNames const& names,
                                      std::string_view pointer,
                                      std::size_t most) {
  EventChecker checker{names, most};
  checker.event(event, JsonPath{pointer});
  return checker.take_findings();
}

}  // namespace camel
