// SPDX-License-Identifier: Apache-2.0
// A corridor as the user names it: a folder, or the name of a bundled one.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace camel {

inline constexpr char const* kDefaultCorridor = "china-europe";

// Throws UsageError that lists the bundled corridors where there is none.
std::filesystem::path find_corridor(std::string const& name);

// The names of the bundled ones, sorted.
std::vector<std::string> bundled_corridors();

}  // namespace camel
