// SPDX-License-Identifier: Apache-2.0
// A change of the tables in one line of text, as scenarios and measures write
// it: `table.key.column=value`, `*=` and `+=` with numbers.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "camel/base/diagnostic.h"
#include "camel/scenario/scenario.h"

namespace camel {

// Nothing where the text is no change; `wrong` then says why and what to write.
std::optional<TableChange> parse_change(std::string_view text, Origin origin,
                                        Diagnostic& wrong);

}  // namespace camel
