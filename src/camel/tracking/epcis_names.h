// SPDX-License-Identifier: Apache-2.0
// What stands for what in a JSON-LD document, as far as EPCIS needs it: the
// prefixes that its @context gives to namespaces. A context adds to that of the
// level above.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "camel/tracking/json_view.h"

namespace camel {

// A blank or a control character, which no URI has.
bool has_blank(std::string_view text);

class EpcisNames {
 public:
  EpcisNames() = default;
  // Those of the level above, which must live on, and some more.
  explicit EpcisNames(EpcisNames const* above) : above_{above} {}

  // Of a document or an event.
  void add(JsonView const& context);

  // "example:myField" as the namespace and the name in it; nothing where the
  // name has no prefix that is known and is no URI, or has a blank in it.
  struct Name {
    std::string space, local;
  };
  std::optional<Name> expand(std::string_view name) const;

 private:
  std::optional<std::string_view> space_of(std::string_view prefix) const;

  EpcisNames const* above_ = nullptr;
  std::vector<std::pair<std::string, std::string>> spaces_;
};

}  // namespace camel
