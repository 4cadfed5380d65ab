// SPDX-License-Identifier: Apache-2.0
// The checks of one EPCIS event, field by field: values in check_values.cc,
// parts and events in check_event.cc.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "camel/tracking/cbv.h"
#include "camel/tracking/epcis_names.h"
#include "camel/tracking/json_view.h"
#include "camel/tracking/read_epcis.h"

namespace camel {

class EventChecker {
 public:
  using Json = JsonView;

  EventChecker(EpcisNames const& names, std::size_t most)
      : names_{names}, most_{most} {}

  void event(Json const& event, JsonPath const& at);
  std::vector<EpcisFinding> take_findings() { return std::move(findings_); }

 private:
  using Names = std::initializer_list<std::string_view>;
  using Check = void (EventChecker::*)(Json const&, JsonPath const&);
  struct Field {
    std::string_view name;
    Check check;
  };

  void say(JsonPath const& at, std::string message) {
    ++said_;
    if (findings_.size() < most_) {
      findings_.push_back({at.text(), std::move(message)});
    }
  }

  // Each field by its check; others must belong to a namespace.
  void fields(Json const& object, JsonPath const& at,
              std::span<Field const> known, std::span<Field const> more = {});
  void extension(std::string_view name, Json const& value, JsonPath const& at);
  void required(Json const& object, JsonPath const& at, Names names);
  void one_of(Json const& object, JsonPath const& at, Names names);
  // A list of objects, each with the fields it needs and no unknown ones.
  void objects(Json const& value, JsonPath const& at, Names needed,
               std::span<Field const> known);
  bool is_object(Json const& value, JsonPath const& at);
  template <typename Visit>
  void each(Json const& value, JsonPath const& at, Visit visit);

  std::optional<std::string_view> text_of(Json const& value,
                                          JsonPath const& at);
  void anything(Json const&, JsonPath const&) {}
  void text(Json const& value, JsonPath const& at) { text_of(value, at); }
  void truth(Json const& value, JsonPath const& at);
  void number(Json const& value, JsonPath const& at);
  void unit(Json const& value, JsonPath const& at);
  void moment(Json const& value, JsonPath const& at);
  void offset(Json const& value, JsonPath const& at);
  void action(Json const& value, JsonPath const& at);
  void uri(Json const& value, JsonPath const& at);
  void key(Json const& value, JsonPath const& at);
  void keys(Json const& value, JsonPath const& at);
  template <Vocabulary kVocabulary>
  void word(Json const& value, JsonPath const& at);
  void certification(Json const& value, JsonPath const& at);
  void error_declaration(Json const& value, JsonPath const& at);
  void quantities(Json const& value, JsonPath const& at);
  void persistent(Json const& value, JsonPath const& at);
  void place(Json const& value, JsonPath const& at);
  void transactions(Json const& value, JsonPath const& at);
  void sources(Json const& value, JsonPath const& at);
  void destinations(Json const& value, JsonPath const& at);
  void sensors(Json const& value, JsonPath const& at);
  void ilmd(Json const& value, JsonPath const& at);

  EpcisNames const& names_;
  std::size_t most_;
  std::size_t said_ = 0;
  std::vector<EpcisFinding> findings_;
};

// A list of one object may be written without its brackets, as JSON-LD allows.
template <typename Visit>
void EventChecker::each(Json const& value, JsonPath const& at, Visit visit) {
  if (value.is_object()) {
    visit(value, at);
    return;
  }
  if (!value.is_array()) {
    say(at, "is not a list");
    return;
  }
  std::size_t i = 0;
  value.for_each_of_list([&](Json const& one) { visit(one, at / i++); });
}

template <Vocabulary kVocabulary>
void EventChecker::word(Json const& value, JsonPath const& at) {
  auto const text = text_of(value, at);
  if (text && !address_in(kVocabulary, *text)) {
    say(at, fmt::format("'{}' is not of the Core Business Vocabulary: take one "
                        "of its words, or a URI of your own",
                        *text));
  }
}

}  // namespace camel
