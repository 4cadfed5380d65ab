// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/epcis_names.h"

namespace camel {

// Those that the context of EPCIS 2.0 brings along.
EpcisNames::EpcisNames()
    : spaces_{{"epcis", "https://ref.gs1.org/epcis/"},
              {"cbv", "https://ref.gs1.org/cbv/"},
              {"cbvmda", "urn:epcglobal:cbv:mda:"},
              {"gs1", "https://gs1.org/voc/"},
              {"rdfs", "http://www.w3.org/2000/01/rdf-schema#"},
              {"owl", "http://www.w3.org/2002/07/owl#"},
              {"xsd", "http://www.w3.org/2001/XMLSchema#"},
              {"dcterms", "http://purl.org/dc/terms/"}} {}

void EpcisNames::add(nlohmann::ordered_json const& context) {
  if (context.is_array()) {
    for (auto const& one : context) {
      add(one);
    }
  } else if (context.is_object()) {
    for (auto const& [prefix, space] : context.items()) {
      if (space.is_string()) {
        spaces_[prefix] = space.get<std::string>();
      }
    }
  }
}

std::optional<EpcisNames::Name> EpcisNames::expand(
    std::string_view name) const {
  auto const colon = name.find(':');
  if (colon == std::string_view::npos || colon == 0 ||
      colon + 1 == name.size()) {
    return std::nullopt;
  }
  auto const space = spaces_.find(name.substr(0, colon));
  if (space != spaces_.end()) {
    return Name{space->second, std::string{name.substr(colon + 1)}};
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
