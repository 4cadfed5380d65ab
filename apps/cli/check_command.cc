// SPDX-License-Identifier: Apache-2.0
#include "camel/api/codec.h"
#include "options.h"
#include "summary.h"
#include "terminal.h"

namespace camel {

int check_command(Options const& options) {
  auto const check = check_corridor(find_corridor(options.corridor));
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
  std::fputs(text.c_str(), stderr);
  std::fprintf(stderr,
               "camel: the corridor has %zu error%s; nothing was computed and "
               "nothing written\n",
               check.loaded.diagnostics.errors(),
               check.loaded.diagnostics.errors() == 1 ? "" : "s");
}

}  // namespace camel
