// SPDX-License-Identifier: Apache-2.0
#include "camel/api/user_folders.h"

#include <cstdlib>

#include "camel/base/error.h"

namespace camel {

namespace {

namespace fs = std::filesystem;

// A relative path does not count.
std::optional<fs::path> folder_in(char const* variable) {
  auto const* const value = std::getenv(variable);
  auto folder = fs::path{value != nullptr ? value : ""};
  return folder.is_absolute() ? std::optional{std::move(folder)} : std::nullopt;
}

std::optional<fs::path> ours(char const* variable, char const* in_home) {
  if (auto const folder = folder_in(variable)) {
    return *folder / "steel-camel";
  }
  if (auto const home = folder_in("HOME")) {
    return *home / in_home / "steel-camel";
  }
  return std::nullopt;
}

}  // namespace

std::optional<fs::path> cache_folder() {
  return ours("XDG_CACHE_HOME", ".cache");
}

fs::path data_folder(std::string const& named) {
  if (!named.empty()) {
    return named;
  }
  if (auto folder = ours("XDG_DATA_HOME", ".local/share")) {
    return *folder;
  }
  throw UsageError{
      "there is no home to keep data in — name a folder with --data"};
}

}  // namespace camel
