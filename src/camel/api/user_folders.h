// SPDX-License-Identifier: Apache-2.0
// Where a user's programs keep things (XDG Base Directory Specification 0.8).
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace camel {

// $XDG_CACHE_HOME/steel-camel, or ~/.cache/steel-camel; none without a home.
std::optional<std::filesystem::path> cache_folder();

// The one that is named; else $XDG_DATA_HOME/steel-camel, or
// ~/.local/share/steel-camel. Throws UsageError without a home.
std::filesystem::path data_folder(std::string const& named = "");

}  // namespace camel
