// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "camel/api/codec.h"
#include "camel/api/load_scenarios.h"
#include "options.h"
#include "summary.h"
#include "terminal.h"

namespace camel {

namespace {

// Those of the package are part of what is checked.
void add_scenarios(Package const& package, LoadedCorridor& loaded) {
  loaded.table_rows["scenarios"] = package.scenarios.size();
  auto& all = loaded.diagnostics.findings;
  auto const more = check_scenarios(package).findings;
  all.insert(all.end(), more.begin(), more.end());
}

}  // namespace

int check_command(Options const& options) {
  auto const package = open_package(find_corridor(options.corridor));
  auto loaded = load_with_scenarios(package, options.scenarios).loaded;
  if (options.scenarios.empty() && !package.scenarios.empty()) {
    add_scenarios(package, loaded);
  }
  auto const check = check_corridor(std::move(loaded));
  print(options.json ? to_json(check) : describe(check));
  return check.loaded.ok() ? 0 : 2;
}

void refuse(CorridorCheck const& check) {
  std::string text;
  for (auto const& finding : check.loaded.diagnostics.findings) {
    if (!finding.warning) {
      text += to_text(finding) + "\n";
    }
  }
  complain(text);
  std::fprintf(stderr,
               "camel: the corridor has %zu error%s; nothing was computed and "
               "nothing written\n",
               check.loaded.diagnostics.errors(),
               check.loaded.diagnostics.errors() == 1 ? "" : "s");
}

}  // namespace camel
