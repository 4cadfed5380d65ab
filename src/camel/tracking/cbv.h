// SPDX-License-Identifier: Apache-2.0
// The words of the Core Business Vocabulary (GS1 CBV 2.0) that may stand in an
// EPCIS event, and the web addresses that stand for them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace camel {

enum class Vocabulary : std::uint8_t {
  business_step,
  disposition,
  transaction_type,
  party_type,  // of a source or destination
  error_reason,
  measurement,  // open: the GS1 Web Vocabulary grows
  alert,
  component
};

// In two parts, of the vocabulary and of the text that was looked for; it is
// good for as long as that is.
struct WordAddress {
  std::string_view space, local;

  std::string text() const { return std::string{space}.append(local); }
};

// The address of a word, of its old URN or of the address itself; what is not
// of this vocabulary but is a URI of somebody else's stays as it is. Nothing
// for words, and for addresses and URNs that claim to be the CBV's, that it
// does not have.
std::optional<WordAddress> address_in(Vocabulary vocabulary,
                                      std::string_view word);

}  // namespace camel
