// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/epcis_names.h"

#include <algorithm>
#include <array>

#include "camel/base/char_set.h"

namespace camel {

namespace {

using Space = std::pair<std::string_view, std::string_view>;

// Those that the context of EPCIS 2.0 brings along.
constexpr std::array kOfEpcis{
    Space{"epcis", "https://ref.gs1.org/epcis/"},
    Space{"cbv", "https://ref.gs1.org/cbv/"},
    Space{"cbvmda", "urn:epcglobal:cbv:mda:"},
    Space{"gs1", "https://gs1.org/voc/"},
    Space{"rdfs", "http://www.w3.org/2000/01/rdf-schema#"},
    Space{"owl", "http://www.w3.org/2002/07/owl#"},
    Space{"xsd", "http://www.w3.org/2001/XMLSchema#"},
    Space{"dcterms", "http://purl.org/dc/terms/"}};

constexpr auto kBlanks = CharSet{" \x7f"}.and_controls();

}  // namespace

bool has_blank(std::string_view text) { return kBlanks.has_any_of(text); }

void EpcisNames::add(JsonView const& context) {
  context.for_each_of_list([this](JsonView const& one) { add(one); });
  context.for_each_field(
      [this](std::string_view prefix, JsonView const& space) {
        if (space.is_string()) {
          spaces_.emplace_back(prefix, space.text());
        }
      });
}

// What was said last counts.
std::optional<std::string_view> EpcisNames::space_of(
    std::string_view prefix) const {
  for (auto space = spaces_.rbegin(); space != spaces_.rend(); ++space) {
    if (space->first == prefix) {
      return space->second;
    }
  }
  if (above_ != nullptr) {
    return above_->space_of(prefix);
  }
  for (auto const& [known, space] : kOfEpcis) {
    if (known == prefix) {
      return space;
    }
  }
  return std::nullopt;
}

std::optional<EpcisNames::Name> EpcisNames::expand(
    std::string_view name) const {
  auto const colon = name.find(':');
  if (colon == std::string_view::npos || colon == 0 ||
      colon + 1 == name.size() || has_blank(name)) {
    return std::nullopt;
  }
  if (auto const space = space_of(name.substr(0, colon))) {
    return Name{std::string{*space}, std::string{name.substr(colon + 1)}};
  }
  auto const is_address = name.starts_with("http://") ||
                          name.starts_with("https://") ||
                          name.starts_with("urn:");
  if (!is_address) {
    return std::nullopt;
  }
  auto const end = name.find_last_of("/#:");
  return Name{std::string{name.substr(0, end + 1)},
              std::string{name.substr(end + 1)}};
}

}  // namespace camel
