// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/epcis_names.h"

#include <gtest/gtest.h>

namespace camel {
namespace {

std::string full(EpcisNames const& names, std::string_view name) {
  auto const found = names.expand(name);
  return found ? "{" + found->space + "}" + found->local : "none";
}

TEST(EpcisNames, a_prefix_stands_for_what_the_context_says) {
  EpcisNames names;
  JsonDocument const context{
      R"(["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",
          {"rail": "https://example.org/rail/"}])"};
  names.add(context.view());
  EXPECT_EQ(full(names, "rail:wagon"), "{https://example.org/rail/}wagon");
  EXPECT_EQ(full(names, "cbvmda:lotNumber"),
            "{urn:epcglobal:cbv:mda:}lotNumber");
}

TEST(EpcisNames, a_name_in_full_is_its_own_prefix) {
  EpcisNames const names;
  EXPECT_EQ(full(names, "https://example.org/rail/wagon"),
            "{https://example.org/rail/}wagon");
}

TEST(EpcisNames, a_name_without_a_prefix_that_is_known_is_none) {
  EpcisNames const names;
  for (auto const* const name :
       {"wagon", "rail:wagon", ":wagon", "cbv:", "", "https://example.org/a b",
        "https://example.org/a\x01"}) {
    EXPECT_EQ(full(names, name), "none") << name;
  }
}

}  // namespace
}  // namespace camel
