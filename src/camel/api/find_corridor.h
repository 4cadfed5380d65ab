// SPDX-License-Identifier: Apache-2.0
// A corridor as the user names it: a folder, or the name of a bundled one.
#pragma once

#include <filesystem>
#include <string>

namespace camel {

inline constexpr char const* kDefaultCorridor = "china-europe";

// Throws UsageError that lists the bundled corridors where there is none.
std::filesystem::path find_corridor(std::string const& name);

}  // namespace camel
