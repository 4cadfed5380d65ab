// SPDX-License-Identifier: Apache-2.0
// What stands for what in a JSON-LD document, as far as EPCIS needs it: the
// prefixes that its @context gives to namespaces. A context adds to that of the
// level above.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace camel {

class EpcisNames {
 public:
  EpcisNames();

  // Of a document or an event.
  void add(nlohmann::ordered_json const& context);

  // "example:myField" as the namespace and the name in it; nothing where the
  // name has no prefix that is known and is no URI.
  struct Name {
    std::string space, local;
  };
  std::optional<Name> expand(std::string_view name) const;

 private:
  std::map<std::string, std::string, std::less<>> spaces_;
};

}  // namespace camel
