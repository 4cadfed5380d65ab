// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/json_view.h"

#include <algorithm>
#include <new>
#include <nlohmann/json.hpp>

#include "camel/base/char_set.h"

namespace camel {

bool JsonView::empty() const {
  if (is_object()) {
    return simdjson::dom::object{element_}.size() == 0;
  }
  return !is_there_ || element_.is_null() ||
         (is_array() && simdjson::dom::array{element_}.size() == 0);
}

std::string_view JsonView::text() const {
  return is_string() ? std::string_view{element_} : std::string_view{};
}

namespace {

// In a text of JSON these are written otherwise.
constexpr auto kNotPlain = CharSet{"\"\\"}.and_controls();

// In the place of the comma behind the last of them.
void close(std::string& text, char bracket) {
  if (text.back() == ',') {
    text.back() = bracket;
  } else {
    text += bracket;
  }
}

}  // namespace

void write_quoted(std::string_view bare, std::string& text) {
  if (kNotPlain.has_any_of(bare)) {
    text += nlohmann::json(bare).dump();
  } else {
    text.append(1, '"').append(bare).append(1, '"');
  }
}

void JsonView::write_to(std::string& to) const {
  if (is_string()) {
    write_quoted(text(), to);
  } else if (is_object()) {
    to += '{';
    for_each_field([&](std::string_view name, JsonView const& value) {
      write_quoted(name, to);
      to += ':';
      value.write_to(to);
      to += ',';
    });
    close(to, '}');
  } else if (is_array()) {
    to += '[';
    for_each_of_list([&](JsonView const& value) {
      value.write_to(to);
      to += ',';
    });
    close(to, ']');
  } else if (is_there_) {
    to += simdjson::minify(element_);
  }
}

std::string JsonView::written() const {
  std::string text;
  write_to(text);
  return text;
}

std::optional<JsonView> JsonView::find(std::string_view name) const {
  if (!is_object()) {
    return std::nullopt;
  }
  simdjson::dom::element found;
  auto const code = simdjson::dom::object{element_}.at_key(name).get(found);
  return code == simdjson::SUCCESS ? std::optional{JsonView{found}}
                                   : std::nullopt;
}

std::string_view JsonView::text(std::string_view name) const {
  auto const found = find(name);
  return found ? found->text() : std::string_view{};
}

JsonFields::JsonFields(JsonView const& object) {
  constexpr std::size_t kOfAnEvent = 16;
  fields_.reserve(kOfAnEvent);
  object.for_each_field([this](std::string_view name, JsonView const& value) {
    fields_.emplace_back(name, value);
  });
}

std::optional<JsonView> JsonFields::find(std::string_view name) const {
  for (auto const& [known, value] : fields_) {
    if (known == name) {
      return value;
    }
  }
  return std::nullopt;
}

std::string_view JsonFields::text(std::string_view name) const {
  auto const found = find(name);
  return found ? found->text() : std::string_view{};
}

namespace {

// Any order will do; that of their lengths is the quickest.
bool is_before(std::string_view one, std::string_view other) {
  return one.size() != other.size() ? one.size() < other.size() : one < other;
}

// `names` gains those of the object, and loses them again.
std::string fault_in(JsonView const& json, int depth,
                     std::vector<std::string_view>& names) {
  if (depth > kDeepestDocument) {
    return kTooDeep;
  }
  auto const before = static_cast<std::ptrdiff_t>(names.size());
  json.for_each_field(
      [&](std::string_view name, JsonView const&) { names.push_back(name); });
  std::sort(names.begin() + before, names.end(), is_before);
  auto const twice = std::adjacent_find(names.begin() + before, names.end());
  std::string fault;
  if (twice != names.end()) {
    fault = "has the name '" + std::string{*twice} + "' twice in one object";
  }
  names.resize(static_cast<std::size_t>(before));
  auto const look_into = [&](JsonView const& inner) {
    if (fault.empty() && (inner.is_object() || inner.is_array())) {
      fault = fault_in(inner, depth + 1, names);
    }
  };
  json.for_each_field(
      [&](std::string_view, JsonView const& value) { look_into(value); });
  json.for_each_of_list(look_into);
  return fault;
}

}  // namespace

std::string JsonView::fault() const {
  std::vector<std::string_view> names;
  return fault_in(*this, 1, names);
}

std::string JsonPath::text() const {
  if (up_ == nullptr) {
    return std::string{name_};
  }
  auto text = up_->text() + "/";
  if (name_.data() == nullptr) {
    return text + std::to_string(index_);
  }
  for (auto const c : name_) {
    text += c == '~' ? "~0" : c == '/' ? "~1" : std::string{c};
  }
  return text;
}

namespace {

// A document of this size leaves nothing behind when it has been read.
constexpr std::size_t kLarge = 4'000'000;

// Of each thread, since what it holds is made once and used again and again.
std::unique_ptr<simdjson::dom::parser>& spare_parser() {
  thread_local std::unique_ptr<simdjson::dom::parser> parser;
  return parser;
}

}  // namespace

JsonDocument::JsonDocument(std::string_view text)
    : parser_{std::move(spare_parser())} {
  auto code = simdjson::SUCCESS;
  if (!parser_) {
    parser_ = std::make_unique<simdjson::dom::parser>();
    code = parser_->allocate(text.size(), std::size_t{kDeepestJson} + 1);
  }
  simdjson::dom::element top;
  if (code == simdjson::SUCCESS) {
    code = parser_->parse(text.data(), text.size()).get(top);
  }
  if (code == simdjson::MEMALLOC) {
    throw std::bad_alloc{};  // which is no fault of the text
  }
  if (code != simdjson::SUCCESS) {
    fault_ = simdjson::error_message(code);
  } else {
    view_ = JsonView{top};
  }
}

JsonDocument::~JsonDocument() {
  if (parser_ && parser_->capacity() < kLarge) {
    spare_parser() = std::move(parser_);
  }
}

}  // namespace camel
