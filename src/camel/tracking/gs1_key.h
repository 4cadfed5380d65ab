// SPDX-License-Identifier: Apache-2.0
// Keys of things, parties and places in the two ways GS1 writes them: as an EPC
// URI, "urn:epc:id:sscc:4012345.0000000111" (EPC Tag Data Standard 2.0), and as
// a Digital Link, "https://id.gs1.org/00/040123450000001112" (GS1 Digital Link
// 1.2). One key has one canonical Digital Link, whoever wrote it how.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace camel {

struct Gs1Key {
  std::string link;   // canonical; blank where it is no key of GS1
  std::string fault;  // a key that is not well made: what is wrong

  bool ok() const { return fault.empty(); }
};

// Nothing where the text has the shape of neither: then it is an identifier of
// somebody else, and well made as far as GS1 is concerned.
std::optional<Gs1Key> parse_gs1_key(std::string_view uri);

// The canonical link where it is a sound key; else the text as it is.
std::string canonical_key(std::string_view uri);

// The check digit of digits that GS1 keys end in: 3 and 1 in turn from the
// right.
char gs1_check_digit(std::string_view digits);

}  // namespace camel
