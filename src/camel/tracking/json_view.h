// SPDX-License-Identifier: Apache-2.0
// A JSON document that was parsed once and is looked at where it lies
// (simdjson): nothing of it is copied, so that reading an event costs less than
// storing it. A view is good for as long as its document.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <simdjson.h>

namespace camel {

// Deeper than any event is nested: a text of brackets alone must not fill the
// stack. An event by itself may be a level deeper than its document, as it has
// its context in a list.
constexpr int kDeepestDocument = 64;
constexpr int kDeepestJson = kDeepestDocument + 1;
constexpr auto kTooDeep = "is nested deeper than 64 levels";

class JsonView {
 public:
  JsonView() = default;
  explicit JsonView(simdjson::dom::element element)
      : element_{element}, is_there_{true} {}

  bool is_object() const { return is_there_ && element_.is_object(); }
  bool is_array() const { return is_there_ && element_.is_array(); }
  bool is_string() const { return is_there_ && element_.is_string(); }
  bool is_number() const { return is_there_ && element_.is_number(); }
  bool is_boolean() const { return is_there_ && element_.is_bool(); }
  // Nothing in it, or nothing at all.
  bool empty() const;

  // Of a string; blank where it is none.
  std::string_view text() const;
  // As it is written without blanks, at the end of a text.
  void write_to(std::string& to) const;
  std::string written() const;

  // Of an object: nothing where it is none or has no such name.
  std::optional<JsonView> find(std::string_view name) const;
  bool contains(std::string_view name) const { return find(name).has_value(); }
  // A string of an object; blank where there is none.
  std::string_view text(std::string_view name) const;

  // Every name and value of an object, every value of a list, in their order.
  template <typename Visit>
  void for_each_field(Visit visit) const {
    if (is_object()) {
      for (auto const field : simdjson::dom::object{element_}) {
        visit(field.key, JsonView{field.value});
      }
    }
  }
  template <typename Visit>
  void for_each_of_list(Visit visit) const {
    if (is_array()) {
      for (auto const one : simdjson::dom::array{element_}) {
        visit(JsonView{one});
      }
    }
  }

  // Why a document is refused, wherever it is so: it is nested too deep, or has
  // a name twice in one object. Blank: it is not.
  std::string fault() const;

 private:
  simdjson::dom::element element_;
  bool is_there_ = false;
};

// As JSON writes a text, at the end of another one.
void write_quoted(std::string_view bare, std::string& text);

// The fields of an object, side by side for whoever asks for many of them by
// their names.
class JsonFields {
 public:
  explicit JsonFields(JsonView const& object);

  std::optional<JsonView> find(std::string_view name) const;
  std::string_view text(std::string_view name) const;

 private:
  std::vector<std::pair<std::string_view, JsonView>> fields_;
};

// A field, or one of a list, by its way from the top. It is written out only
// where something is wrong with it.
class JsonPath {
 public:
  explicit JsonPath(std::string_view top) : name_{top} {}
  // Good for as long as what it is a part of.
  JsonPath operator/(std::string_view name) const { return {this, name, 0}; }
  JsonPath operator/(std::size_t index) const { return {this, {}, index}; }
  std::string text() const;  // JSON Pointer

 private:
  JsonPath(JsonPath const* up, std::string_view name, std::size_t index)
      : up_{up}, name_{name}, index_{index} {}

  JsonPath const* up_ = nullptr;
  std::string_view name_;
  std::size_t index_ = 0;
};

class JsonDocument {
 public:
  explicit JsonDocument(std::string_view text);
  JsonDocument(JsonDocument&&) = default;
  JsonDocument& operator=(JsonDocument&&) = default;
  ~JsonDocument();

  // What is wrong with it; blank: nothing.
  std::string const& fault() const { return fault_; }
  JsonView view() const { return view_; }

 private:
  std::unique_ptr<simdjson::dom::parser> parser_;
  JsonView view_;
  std::string fault_;
};

}  // namespace camel
