// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/read_epcis.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include <fmt/format.h>

#include "camel/tracking/cbv.h"
#include "camel/tracking/check_event.h"
#include "camel/tracking/event_hash.h"
#include "camel/tracking/gs1_key.h"

namespace camel {

namespace {

using Json = nlohmann::ordered_json;

// Deeper than any event is; a text of brackets alone must not fill the stack.
constexpr int kDeepest = 64;

// Names twice in one object: which of them counts would be a matter of taste.
class Watch {
 public:
  bool operator()(int, Json::parse_event_t event, Json& parsed) {
    using Event = Json::parse_event_t;
    if (event == Event::object_start) {
      names_.emplace_back();
    } else if (event == Event::object_end) {
      names_.pop_back();
    } else if (event == Event::key && !names_.empty()) {
      auto name = parsed.get<std::string>();
      auto& known = names_.back();
      if (std::find(known.begin(), known.end(), name) != known.end()) {
        twice_ = name;
      }
      known.push_back(std::move(name));
    }
    return true;
  }

  std::string const& name_twice() const { return twice_; }

 private:
  std::vector<std::vector<std::string>> names_;
  std::string twice_;
};

bool is_too_deep(std::string_view text) {
  int depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto const c = text[i];
    if (in_string) {
      i += c == '\\' ? 1 : 0;
      in_string = c != '"';
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      if (++depth > kDeepest) {
        return true;
      }
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return false;
}

// The list of events, wherever the document has it.
std::pair<Json const*, std::string> events_of(Json const& document) {
  auto const* at = &document;
  std::string pointer;
  for (auto const* const name :
       {"epcisBody", "queryResults", "resultsBody", "eventList"}) {
    if (at->is_object() && at->contains(name)) {
      at = &(*at)[name];
      pointer += std::string{"/"} + name;
    }
  }
  if (!pointer.ends_with("/eventList") || !at->is_array()) {
    return {nullptr, pointer};
  }
  return {at, pointer};
}

class Reader {
 public:
  EpcisDocument read(std::string_view text) {
    if (is_too_deep(text)) {
      say("", "is nested deeper than 64 levels");
      return std::move(document_);
    }
    Json json;
    Watch watch;
    try {
      json = Json::parse(text, std::ref(watch));
    } catch (Json::parse_error const& error) {
      say("", fmt::format("is no JSON at byte {}", error.byte));
      return std::move(document_);
    }
    if (!watch.name_twice().empty()) {
      say("", fmt::format("has the name '{}' twice in one object",
                          watch.name_twice()));
      return std::move(document_);
    }
    read_document(json);
    return std::move(document_);
  }

 private:
  void say(std::string pointer, std::string message) {
    document_.findings.push_back({std::move(pointer), std::move(message)});
  }

  void read_document(Json const& json) {
    EpcisNames names;
    if (!json.is_object()) {
      say("", "is no EPCIS document: an object with type EPCISDocument");
      return;
    }
    auto const type = json.value("type", Json{});
    if (type != "EPCISDocument" && type != "EPCISQueryDocument") {
      read_event(json, names, "");  // one by itself
      return;
    }
    if (json.contains("@context")) {
      names.add(json["@context"]);
      for_each_context(json["@context"],
                       [&](Json const& one) { context_.push_back(one); });
    }
    check_head(json, type == "EPCISDocument");
    auto const [events, pointer] = events_of(json);
    if (events == nullptr) {
      say(pointer, "has no list of events, epcisBody/eventList");
      return;
    }
    for (std::size_t i = 0; i < events->size(); ++i) {
      read_event((*events)[i], names, fmt::format("{}/{}", pointer, i));
    }
  }

  void check_head(Json const& json, bool is_capture) {
    if (!json.contains("@context")) {
      say("", "has no @context");
    }
    if (!is_capture) {
      return;
    }
    auto const version = json.value("schemaVersion", Json{});
    if (version != "2.0" && version != "2.0.0" && version != "2.0.1") {
      say("/schemaVersion", "is not 2.0");
    }
    auto const date = json.value("creationDate", Json{});
    if (!date.is_string() || !parse_event_time(date.get<std::string>())) {
      say("/creationDate", "is no moment: write it as 2026-03-04T11:00:30Z");
    }
  }

  void read_event(Json const& json, EpcisNames names,
                  std::string const& pointer) {
    ++document_.events_read;
    if (json.is_object() && json.contains("@context")) {
      names.add(json["@context"]);
    }
    auto const before = document_.findings.size();
    check_event(json, names, pointer, document_.findings);
    if (document_.findings.size() != before) {
      return;
    }
    document_.events.push_back(event_of(json, names));
  }

  EpcisEvent event_of(Json const& json, EpcisNames const& names) const {
    auto event = fields_of(json, event_hash(canonical_text(json, names)));
    auto whole = json;
    if (!context_.empty()) {
      auto all = context_;
      if (json.contains("@context")) {
        for_each_context(json["@context"],
                         [&](Json const& one) { all.push_back(one); });
      }
      whole["@context"] = std::move(all);
    }
    event.json = whole.dump();
    return event;
  }

 public:
  static EpcisEvent fields_of(Json const& json, std::string hash) {
    EpcisEvent event;
    event.type = json["type"].get<std::string>();
    event.time = *parse_event_time(json["eventTime"].get<std::string>());
    event.hash = std::move(hash);
    event.id = json.value("eventID", json.value("id", event.hash));
    event.is_correction = json.contains("errorDeclaration");
    event.action = json.value("action", "");
    event.step = word(json, "bizStep", Vocabulary::business_step);
    event.disposition = word(json, "disposition", Vocabulary::disposition);
    event.place = place(json, "readPoint");
    event.location = place(json, "bizLocation");
    event.parent = canonical_key(json.value("parentID", ""));
    for (auto const* const list :
         {"epcList", "childEPCs", "inputEPCList", "outputEPCList"}) {
      for (auto const& key : json.value(list, Json::array())) {
        event.objects.push_back(canonical_key(key.get<std::string>()));
      }
    }
    return event;
  }

 private:
  static std::string place(Json const& json, char const* name) {
    return json.contains(name) ? canonical_key(json[name].value("id", "")) : "";
  }

  static std::string word(Json const& json, char const* name,
                          Vocabulary vocabulary) {
    return json.contains(name)
               ? address_in(vocabulary, json[name].get<std::string>())
                     .value_or("")
               : "";
  }

  template <typename Visit>
  static void for_each_context(Json const& context, Visit visit) {
    if (!context.is_array()) {
      visit(context);
      return;
    }
    for (auto const& one : context) {
      visit(one);
    }
  }

  Json context_ = Json::array();  // of the document
  EpcisDocument document_;
};

}  // namespace

EpcisDocument read_epcis(std::string_view text) { return Reader{}.read(text); }

EpcisEvent read_known_event(std::string json, std::string hash) {
  auto event = Reader::fields_of(Json::parse(json), std::move(hash));
  event.json = std::move(json);
  return event;
}

}  // namespace camel
