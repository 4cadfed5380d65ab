// SPDX-License-Identifier: Apache-2.0
#include <filesystem>

#include <fmt/format.h>

#include "camel/api/codec.h"
#include "camel/api/invest_codec.h"
#include "camel/api/report.h"
#include "camel/base/error.h"
#include "camel/base/file.h"
#include "camel/base/text.h"
#include "invest_summary.h"
#include "options.h"
#include "progress.h"
#include "terminal.h"

namespace camel {

namespace {

constexpr double kMillion = 1e6;
constexpr int kReplications = 2;

// "P-X=120e6", in millions of USD.
std::map<std::string, double> costs_of(Options const& options) {
  std::map<std::string, double> costs;
  for (auto const& word : options.costs) {
    auto const equals = word.find('=');
    auto const usd = equals == std::string::npos
                         ? std::nullopt
                         : parse_number(word.substr(equals + 1));
    if (!usd || *usd < 0 || equals == 0) {
      throw UsageError{"--cost " + word +
                       " is not understood — write KEY=USD, such as "
                       "P-KHORGOS-SITE-2=150e6"};
    }
    costs[word.substr(0, equals)] = *usd / kMillion;
  }
  return costs;
}

}  // namespace

int invest_command(Options const& options) {
  auto const package = open_package(find_corridor(options.corridor));
  if (!package.base.ok()) {
    auto const check = check_corridor(package.base);
    if (options.json) {
      print(to_json(check));
    } else {
      refuse(check);
    }
    return 2;
  }
  auto const& corridor = package.base.corridor;
  InvestmentStudy study{.question = options.investment,
                        .costs = costs_of(options),
                        .scenarios = options.projects,
                        .simulation = std::nullopt};
  study.question.budget_musd = options.budget_usd / kMillion;
  study.question.first_year =
      options.first_year.value_or(corridor.base_year + 1);
  study.question.carry_over = !options.no_carry_over;
  study.question.frontier = {0.25, 0.5, 0.75, 1.5, 2, 4};
  auto const folder = std::filesystem::path{options.out};
  make_folder(folder);
  std::optional<Progress> progress;
  if (!options.no_simulation) {
    study.simulation = plan_of(corridor, options);
    study.simulation->replications =
        std::max(2, options.replications.value_or(kReplications));
    study.simulation->progress = [&](int done) {
      if (!progress) {
        progress.emplace("simulating", study.simulation->replications);
      }
      progress->done(done);
    };
  }
  auto const answer = study_investment(package, study);
  progress.reset();
  auto const document = to_json(corridor, answer);
  std::map<std::string, std::string> const parts{{"investment", document}};
  auto const report =
      build_report(report_data(check_corridor(package.base), parts));
  write_files(
      {{folder / "invest.json", document}, {folder / "report.html", report}});
  if (options.json) {
    print(document);
    return 0;
  }
  print(describe(corridor, answer));
  print(fmt::format("\n  {} {}\n  {} {}\n", styled("report ", Style::accent),
                    (folder / "report.html").string(),
                    styled("choice ", Style::accent),
                    (folder / "invest.json").string()));
  return 0;
}

}  // namespace camel
