// SPDX-License-Identifier: Apache-2.0
// A demand table of a million rows over the tiny network, read and checked.
#include <array>
#include <filesystem>
#include <fstream>
#include <string_view>

#include <fmt/format.h>
#include <unistd.h>

#include "camel/loader/load_corridor.h"
#include "measure.h"

namespace {

namespace fs = std::filesystem;

constexpr int kRows = 1'000'000;

struct Kind {
  std::string_view origin, destination, commodity, via;
};

// Journeys that the services of the tiny corridor carry.
constexpr auto kKinds =
    std::to_array<Kind>({{"XEAST", "XWEST", "machines", ""},
                         {"XEAST", "XSALT", "machines", "XGATE"},
                         {"XEAST", "XPEAR", "fruit", ""},
                         {"XGATE", "XWEST", "machines", "XSALT;XPEAR"},
                         {"XWEST", "XEAST", "empties", ""},
                         {"XWEST", "XGATE", "fruit", ""},
                         {"XPEAR", "XEAST", "empties", "XSALT"}});

void write_demand(fs::path const& file) {
  std::ofstream out{file};
  out << "demand,origin,destination,commodity,teu,via,season,lot_teu,source,"
         "confidence,note\n";
  for (auto row = 0; row < kRows; ++row) {
    auto const& kind = kKinds[static_cast<std::size_t>(row) % kKinds.size()];
    out << fmt::format("D{},{},{},{},{}.5,{},,,tiny,assumed,\n", row,
                       kind.origin, kind.destination, kind.commodity,
                       1 + row % 97, kind.via);
  }
}

}  // namespace

int main() {
  auto const folder = fs::temp_directory_path() /
                      fmt::format("camel_loader_bench_{}", getpid());
  fs::copy(fs::path{CAMEL_ROOT} / "corridors/tiny", folder);
  write_demand(folder / "demand.csv");
  auto const before = camel::usage_now();
  auto const loaded = camel::load_corridor(folder);
  auto const after = camel::usage_now();
  fs::remove_all(folder);
  fmt::print(
      "{{\"case\":\"load_million_rows\",\"rows\":{},\"findings\":{},"
      "\"user_seconds\":{:.3f},\"peak_mb\":{:.0f}}}\n",
      loaded.corridor.demand.size(), loaded.diagnostics.findings.size(),
      after.user_seconds - before.user_seconds, after.peak_mb);
  return loaded.ok() ? 0 : 1;
}
