// SPDX-License-Identifier: Apache-2.0
// Reads a corridor package (corridors/FORMAT.md) and says everything that is
// wrong with it at once. Nothing may be computed from a corridor that is not
// ok: rows too broken to take are missing from it, other mistakes stand as
// defaults.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>

#include "camel/base/diagnostic.h"
#include "camel/model/corridor.h"

namespace camel {

struct LoadedCorridor {
  Corridor corridor;
  Diagnostics diagnostics;                        // sorted
  std::map<std::string, std::size_t> table_rows;  // "places" -> rows in file

  bool ok() const { return diagnostics.errors() == 0; }
};

// Findings name the files as the user named the folder. Throws camel::Error
// only when the folder cannot be read.
LoadedCorridor load_corridor(std::filesystem::path const& folder);

// The files of a package, as the function below takes them. Throws
// camel::Error when the folder cannot be read.
std::map<std::string, std::string> read_package(
    std::filesystem::path const& folder);

// The same from memory, file name -> text. Findings name "name/places.csv",
// or "places.csv" when the name is empty.
LoadedCorridor load_corridor(std::map<std::string, std::string> const& files,
                             std::string const& name);

}  // namespace camel
