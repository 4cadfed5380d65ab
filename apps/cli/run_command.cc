// SPDX-License-Identifier: Apache-2.0
#include <filesystem>

#include <fmt/format.h>

#include "camel/api/codec.h"
#include "camel/api/report.h"
#include "camel/base/error.h"
#include "camel/base/file.h"
#include "options.h"
#include "summary.h"
#include "terminal.h"

namespace camel {

void make_folder(std::filesystem::path const& folder) {
  std::error_code failure;
  std::filesystem::create_directories(folder, failure);
  if (failure) {
    throw Error{"cannot make the folder " + folder.string() + ": " +
                failure.message()};
  }
}

int run_command(Options const& options) {
  auto const check = accept_corridor(options);
  if (!check) {
    return 2;
  }
  auto const folder = std::filesystem::path{options.out};
  make_folder(folder);
  auto const& corridor = check->loaded.corridor;
  auto const result = simulate_with_progress(corridor, options);
  auto const results = to_json(corridor, result, Timings::left_out);
  auto const report = build_report(report_data(*check, result));
  write_files(
      {{folder / "results.json", results}, {folder / "report.html", report}});
  if (options.json) {
    print(results);
  } else {
    print(describe(corridor, result));
    print(fmt::format("\n  {} {}\n  {} {}\n", styled("report ", Style::accent),
                      (folder / "report.html").string(),
                      styled("results", Style::accent),
                      (folder / "results.json").string()));
  }
  return 0;
}

}  // namespace camel
