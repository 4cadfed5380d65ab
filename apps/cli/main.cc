// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <iostream>
#include <sstream>

#include "camel/base/error.h"
#include "options.h"
#include "terminal.h"

namespace {

using camel::Options;

// The text stands before the list of options, so that the example comes first.
void describe(CLI::App* app, std::string const& what,
              std::string const& examples) {
  app->description("Examples:\n" + examples + "\n" + what);
}

void add_common(CLI::App* app, Options& options) {
  app->add_option("corridor", options.corridor,
                  "A corridor's folder, or the name of a bundled one")
      ->capture_default_str();
  app->add_flag("--json", options.json,
                "One JSON document on standard output, and nothing else");
}

void add_simulation(CLI::App* app, Options& options) {
  app->add_option("--seed", options.seed,
                  "Seed of the random numbers (default: the corridor's)")
      ->check(CLI::NonNegativeNumber);
  app->add_option("--replications", options.replications,
                  "Independent runs of the year (default: the corridor's)")
      ->check(CLI::Range(1, 100'000));
  app->add_option("--days", options.days,
                  "Length of the measured year (default: the corridor's)")
      ->check(CLI::Range(1, 36'500));
  app->add_option("--warm-up", options.warm_up_days,
                  "Days run before it (default: the corridor's)")
      ->check(CLI::Range(0, 3'650));
  app->add_option("--threads", options.threads,
                  "Threads to use (default: all cores); the answer is the "
                  "same on any number")
      ->check(CLI::Range(1, 1024));
}

int run(int argc, char** argv) {
  Options options;
  CLI::App app;
  describe(&app, "The digital twin of a cross-border rail freight corridor.",
           "  camel check                  is the bundled corridor sound?\n"
           "  camel simulate --json        a year of it, as JSON\n"
           "  camel run                    check, simulate, write a report\n");
  app.set_version_flag("--version", "camel " CAMEL_VERSION);
  app.require_subcommand(1);
  app.failure_message(CLI::FailureMessage::simple);

  auto* const check = app.add_subcommand("check");
  describe(check, "Validates a corridor's folder and prints every finding.",
           "  camel check\n  camel check my-corridor --json\n");
  add_common(check, options);

  auto* const simulate = app.add_subcommand("simulate");
  describe(simulate,
           "Simulates a year of the corridor, several times over, and says "
           "what the\nboxes, trains and facilities went through, with 95 % "
           "intervals.",
           "  camel simulate --replications 20\n"
           "  camel simulate corridors/tiny --json\n");
  add_common(simulate, options);
  add_simulation(simulate, options);

  auto* const whole = app.add_subcommand("run");
  describe(whole,
           "The main job: checks the corridor, simulates its year, prints a "
           "summary and\nwrites report.html and results.json.",
           "  camel run\n  camel run corridors/tiny --out tiny-results\n");
  add_common(whole, options);
  add_simulation(whole, options);
  whole->add_option("--out", options.out, "Folder for the results")
      ->capture_default_str();

  try {
    app.parse(argc, argv);
  } catch (CLI::ParseError const& error) {
    std::ostringstream answer;
    auto const code = app.exit(error, answer, std::cerr);
    camel::print(answer.str());
    return code == 0 ? 0 : 2;
  }
  if (check->parsed()) {
    return camel::check_command(options);
  }
  return simulate->parsed() ? camel::simulate_command(options)
                            : camel::run_command(options);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (camel::UsageError const& error) {
    std::fprintf(stderr, "camel: %s\n", error.what());
    return 2;
  } catch (camel::CheckFailed const& error) {
    std::fprintf(stderr, "camel: %s\n", error.what());
    return 1;
  } catch (std::exception const& error) {
    std::fprintf(stderr, "camel: %s\n", error.what());
    return 3;
  }
}
