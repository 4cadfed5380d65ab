// SPDX-License-Identifier: Apache-2.0
// Recorded years as bytes, for a file that is quick to read: whole numbers of
// seven bits a byte, the lowest first (LEB128), mostly the seconds since the
// one before.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "camel/model/recorded_year.h"

namespace camel {

std::string to_bytes(std::vector<RecordedYear> const& years);

// Nothing where these are not the bytes of years, all of them.
std::optional<std::vector<RecordedYear>> years_from(std::string_view bytes);

}  // namespace camel
