// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/read_epcis.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include <fmt/format.h>

#include "camel/base/error.h"
#include "camel/tracking/cbv.h"
#include "camel/tracking/check_event.h"
#include "camel/tracking/event_hash.h"
#include "camel/tracking/gs1_key.h"
#include "camel/tracking/json_view.h"

namespace camel {

namespace {

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
      if (++depth > kDeepestDocument) {
        return true;
      }
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return false;
}

// The list of events, wherever the document has it.
std::pair<std::optional<JsonView>, std::string> events_of(
    JsonView const& document) {
  auto at = document;
  std::string pointer;
  for (auto const* const name :
       {"epcisBody", "queryResults", "resultsBody", "eventList"}) {
    if (auto const inside = at.find(name)) {
      at = *inside;
      pointer += std::string{"/"} + name;
    }
  }
  if (!pointer.ends_with("/eventList") || !at.is_array()) {
    return {std::nullopt, pointer};
  }
  return {at, pointer};
}

template <typename Visit>
void for_each_context(JsonView const& context, Visit visit) {
  if (context.is_array()) {
    context.for_each_of_list(visit);
  } else {
    visit(context);
  }
}

std::string place(JsonFields const& event, std::string_view name) {
  auto const found = event.find(name);
  return found ? canonical_key(found->text("id")) : "";
}

std::string word(JsonFields const& event, std::string_view name,
                 Vocabulary vocabulary) {
  auto const address = address_in(vocabulary, event.text(name));
  return address ? address->text() : "";
}

EpcisEvent fields_of(JsonView const& of_event, std::string hash) {
  JsonFields const json{of_event};
  EpcisEvent event;
  event.type = json.text("type");
  event.time = *parse_event_time(json.text("eventTime"));
  event.hash = std::move(hash);
  event.id = json.text("eventID");
  if (event.id.empty()) {
    event.id = json.text("id");
  }
  if (event.id.empty()) {
    event.id = event.hash;
  }
  event.is_correction = json.find("errorDeclaration").has_value();
  event.action = json.text("action");
  event.step = word(json, "bizStep", Vocabulary::business_step);
  event.disposition = word(json, "disposition", Vocabulary::disposition);
  event.place = place(json, "readPoint");
  event.location = place(json, "bizLocation");
  event.parent = canonical_key(json.text("parentID"));
  for (auto const* const name :
       {"epcList", "childEPCs", "inputEPCList", "outputEPCList"}) {
    if (auto const list = json.find(name)) {
      list->for_each_of_list([&](JsonView const& key) {
        event.objects.push_back(canonical_key(key.text()));
      });
    }
  }
  return event;
}

class Reader {
 public:
  explicit Reader(EpcisBounds const& bounds) : bounds_{bounds} {}

  EpcisDocument read(std::string_view text) {
    JsonDocument const json{text};
    if (!json.fault().empty()) {
      say("", is_too_deep(text)
                  ? kTooDeep
                  : "is no JSON" + place_of_fault(text, json.fault()));
      return std::move(document_);
    }
    if (auto fault = json.view().fault(); !fault.empty()) {
      say("", std::move(fault));
      return std::move(document_);
    }
    read_document(json.view());
    return std::move(document_);
  }

 private:
  void say(std::string pointer, std::string message) {
    document_.findings.push_back({std::move(pointer), std::move(message)});
  }

  void keep(std::vector<EpcisFinding> found) {
    for (auto& one : found) {
      if (document_.findings.size() < bounds_.findings) {
        document_.findings.push_back(std::move(one));
      }
    }
  }

  // A slower reader knows where; what only the quick one refuses, it explains.
  static std::string place_of_fault(std::string_view text,
                                    std::string const& fault) {
    try {
      [[maybe_unused]] auto const slower = nlohmann::json::parse(text);
      return ": " + fault;
    } catch (nlohmann::json::parse_error const& error) {
      return fmt::format(" at byte {}", error.byte);
    } catch (nlohmann::json::exception const&) {
      return ": a number in it is too large";
    }
  }

  void read_document(JsonView const& json) {
    EpcisNames names;
    if (!json.is_object()) {
      say("", "is no EPCIS document: an object with type EPCISDocument");
      return;
    }
    auto const type = json.text("type");
    if (type != "EPCISDocument" && type != "EPCISQueryDocument") {
      read_event(json, names, "");  // one by itself
      return;
    }
    auto const context = json.find("@context");
    if (context) {
      names.add(*context);
      for_each_context(*context, [&](JsonView const& one) {
        context_ += context_.empty() ? "" : ",";
        one.write_to(context_);
      });
    } else {
      say("", "has no @context");
    }
    if (type == "EPCISDocument") {
      check_head(json);
    }
    auto const [events, pointer] = events_of(json);
    if (!events) {
      say(pointer, "has no list of events, epcisBody/eventList");
      return;
    }
    std::size_t i = 0;
    events->for_each_of_list([&, &top = pointer](JsonView const& event) {
      if (document_.events_read <= bounds_.events && bytes_ <= bounds_.bytes) {
        read_event(event, names, fmt::format("{}/{}", top, i++));
      }
    });
    if (bytes_ > bounds_.bytes) {
      document_.events.clear();
      say("", fmt::format("comes to more than {} MiB, as each event is kept "
                          "with the @context of its document — send several",
                          bounds_.bytes >> 20U));
    }
  }

  void check_head(JsonView const& json) {
    auto const version = json.text("schemaVersion");
    if (version != "2.0" && version != "2.0.0" && version != "2.0.1") {
      say("/schemaVersion", "is not 2.0");
    }
    if (!parse_event_time(json.text("creationDate"))) {
      say("/creationDate", "is no moment: write it as 2026-03-04T11:00:30Z");
    }
  }

  void read_event(JsonView const& json, EpcisNames const& above,
                  std::string_view pointer) {
    ++document_.events_read;
    EpcisNames names{&above};
    if (auto const context = json.find("@context")) {
      names.add(*context);
    }
    auto found = check_event(json, names, pointer, bounds_.findings);
    if (!found.empty()) {
      keep(std::move(found));
      return;
    }
    auto event = fields_of(json, event_hash(canonical_text(json, names)));
    event.json = by_itself(json);
    bytes_ += event.json.size();
    document_.events.push_back(std::move(event));
  }

  // The event with the context of its document, and its own after it.
  std::string by_itself(JsonView const& json) const {
    std::string text;
    text.reserve(1024);
    if (context_.empty()) {
      json.write_to(text);
      return text;
    }
    auto context = context_;
    text += '{';
    json.for_each_field([&](std::string_view name, JsonView const& value) {
      if (name == "@context") {
        for_each_context(value, [&](JsonView const& one) {
          context += ',';
          one.write_to(context);
        });
      } else {
        write_quoted(name, text);
        text += ':';
        value.write_to(text);
        text += ',';
      }
    });
    return text.append("\"@context\":[").append(context).append("]}");
  }

  EpcisBounds bounds_;
  std::string context_;  // of the document, its members
  EpcisDocument document_;
  std::size_t bytes_ = 0;  // of the texts of its events
};

}  // namespace

EpcisDocument read_epcis(std::string_view text, EpcisBounds const& bounds) {
  return Reader{bounds}.read(text);
}

EpcisEvent read_known_event(std::string json, std::string hash) {
  JsonDocument const document{json};
  if (!document.fault().empty() ||
      !parse_event_time(document.view().text("eventTime"))) {
    throw Error{"a stored event is no event: " + json.substr(0, 100)};
  }
  auto event = fields_of(document.view(), std::move(hash));
  event.json = std::move(json);
  return event;
}

}  // namespace camel
