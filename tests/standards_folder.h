// SPDX-License-Identifier: Apache-2.0
// For tests: where other people's examples lie on this machine.
// CAMEL_STANDARDS names their folder, ../shared/standards beside the project
// without it; only where that is absent are tests of them skipped.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "camel/base/file.h"
#include "camel/tracking/read_epcis.h"

namespace camel {

inline constexpr auto kNoStandards =
    "the standards' examples are not on this machine: name their folder by "
    "CAMEL_STANDARDS";

// Blank where there is none.
inline std::filesystem::path standards_folder(
    std::filesystem::path const& root) {
  if (auto const* const named = std::getenv("CAMEL_STANDARDS")) {
    return named;
  }
  std::filesystem::path const usual = root / "../shared/standards";
  return std::filesystem::exists(usual) ? usual : std::filesystem::path{};
}

// In the order of their names.
inline std::vector<std::filesystem::path> files_below(
    std::filesystem::path const& folder,
    std::vector<std::string> const& endings) {
  std::vector<std::filesystem::path> found;
  for (auto const& entry :
       std::filesystem::recursive_directory_iterator{folder}) {
    if (std::find(endings.begin(), endings.end(), entry.path().extension()) !=
        endings.end()) {
      found.push_back(entry.path());
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

struct EpcisExample {
  std::filesystem::path file;
  bool is_wrong = false;  // by its authors
};

// Documents and events, without schemas and lists of documents.
inline std::vector<EpcisExample> epcis_examples(
    std::filesystem::path const& standards) {
  std::vector<EpcisExample> examples;
  for (auto const& file :
       files_below(standards / "epcis" / "dev", {".json", ".jsonld"})) {
    auto const text = file.string();
    if (text.find("expected_equal") == std::string::npos) {
      examples.push_back({file, text.find("Invalid") != std::string::npos});
    }
  }
  return examples;
}

}  // namespace camel
