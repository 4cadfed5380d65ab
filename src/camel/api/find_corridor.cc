// SPDX-License-Identifier: Apache-2.0
#include "camel/api/find_corridor.h"

#include <algorithm>
#include <vector>

#include "camel/base/error.h"

namespace camel {

namespace {

namespace fs = std::filesystem;

bool is_corridor(fs::path const& folder) {
  std::error_code ignored;
  return fs::exists(folder / "corridor.toml", ignored);
}

// Where the bundled corridors may stand: under the present folder, beside the
// program's build folder, and in the source tree.
std::vector<fs::path> shelves() {
  std::vector<fs::path> found{"corridors"};
  std::error_code none;
  auto const program = fs::read_symlink("/proc/self/exe", none);
  if (!none) {
    auto const folder = program.parent_path();
    found.push_back(folder / "corridors");
    found.push_back(folder.parent_path().parent_path() / "corridors");
    found.push_back(folder.parent_path() / "share/steel-camel/corridors");
  }
  found.emplace_back(CAMEL_CORRIDORS);
  return found;
}

std::string list_bundled() {
  std::string text;
  for (auto const& name : bundled_corridors()) {
    text += (text.empty() ? "" : ", ") + name;
  }
  return text.empty() ? "none found" : text;
}

}  // namespace

fs::path find_corridor(std::string const& name) {
  // A path is a path; a bare word is first a bundled corridor, unless a folder
  // of that name is a corridor, too.
  std::error_code ignored;
  auto const is_path = name.find('/') != std::string::npos;
  auto const is_folder = fs::is_directory(name, ignored);
  if (is_folder && (is_path || is_corridor(name))) {
    return name;
  }
  auto const all = shelves();
  if (!is_path) {
    for (auto const& shelf : all) {
      if (is_corridor(shelf / name)) {
        // The present folder's are named the short way in messages.
        return shelf == all.front() ? shelf / name
                                    : fs::weakly_canonical(shelf / name);
      }
    }
  }
  if (is_folder) {
    return name;
  }
  throw UsageError{
      "there is no corridor '" + name +
      "' — give a folder with a corridor.toml, or a bundled one: " +
      list_bundled()};
}

std::vector<std::string> bundled_corridors() {
  std::vector<std::string> names;
  for (auto const& shelf : shelves()) {
    std::error_code none;
    for (auto const& entry : fs::directory_iterator{shelf, none}) {
      if (is_corridor(entry.path())) {
        names.push_back(entry.path().filename().string());
      }
    }
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

}  // namespace camel
