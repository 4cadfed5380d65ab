// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <exception>
#include <functional>
#include <iostream>
#include <sstream>

#include "arguments.h"
#include "camel/api/codec.h"
#include "camel/base/error.h"
#include "camel/base/text.h"
#include "options.h"
#include "terminal.h"

namespace {

using camel::add_capture;
using camel::add_eta;
using camel::add_serve;
using camel::add_track;
using camel::add_tracking;
using camel::describe;
using camel::Options;
using camel::ServeOptions;

constexpr char const* kTogether =
    "A scenario of the corridor, or the path of its .toml file; several are "
    "applied together";

constexpr char const* kAnnounced =
    "Closures that are announced besides those of the corridor: a scenario of "
    "it, or a .toml file; may be given several times";

// What a JavaScript reader of the results can hold exactly.
constexpr std::int64_t kLargestSeed = (std::int64_t{1} << 53) - 1;

void add_common(CLI::App* app, Options& options) {
  app->add_option("corridor", options.corridor,
                  "A corridor's folder, or the name of a bundled one")
      ->capture_default_str();
  app->add_flag("--json", options.json,
                "One JSON document on standard output, and nothing else");
}

void add_scenarios(CLI::App* app, Options& options, char const* what) {
  app->add_option("--scenario", options.scenarios, what)
      ->type_name("NAME")
      ->allow_extra_args(false);
}

void add_simulation(CLI::App* app, Options& options) {
  app->add_option("--seed", options.seed,
                  "Seed of the random numbers (default: the corridor's)")
      ->check(CLI::Range(std::int64_t{0}, kLargestSeed));
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

void add_capacity(CLI::App* app, Options& options) {
  app->add_option("--objective", options.objective,
                  "throughput: as much of a larger demand as can be carried; "
                  "growth: by how much all demand can grow together; cost: "
                  "carried as cheaply as possible")
      ->check(CLI::IsMember({"throughput", "growth", "cost"}))
      ->capture_default_str();
  app->add_option("--demand", options.capacity.demand_factor,
                  "Demand, as so many times that of the base year")
      ->check(CLI::Range(0.01, 1000.0))
      ->capture_default_str();
  app->add_option("--routes", options.routes,
                  "as_planned: the services that the simulation takes; "
                  "by_crossing: any by the same crossings; free: any")
      ->check(CLI::IsMember({"as_planned", "by_crossing", "free"}))
      ->capture_default_str();
  app->add_option("--unserved-usd", options.capacity.unserved_usd,
                  "What a TEU costs more that is not carried than if it were")
      ->check(CLI::Range(1.0, 1e7))
      ->capture_default_str();
  app->add_flag("--year-as-one", options.year_as_one,
                "One mean season instead of those of the year");
  app->add_flag("--no-ranking", options.no_ranking,
                "Leave out what more of each limit would add");
  app->add_flag("--simulate", options.simulate,
                "Simulate as much demand, too, and hold it against the "
                "potential (minutes)");
  add_simulation(app, options);
}

void add_investment(CLI::App* app, Options& options) {
  auto& question = options.investment;
  app->add_option("--budget", options.budget_usd,
                  "USD that may be spent a year")
      ->required()
      ->check(CLI::Range(0.0, 1e15));
  app->add_option("--first-year", options.first_year,
                  "The first year that counts (default: after the base year)")
      ->check(CLI::Range(1900, 2200));
  app->add_option("--years", question.years, "Years that count")
      ->check(CLI::Range(1, 60))
      ->capture_default_str();
  app->add_option("--growth", question.demand_growth,
                  "By how much demand grows a year, as a share")
      ->check(CLI::Range(-0.5, 1.0))
      ->capture_default_str();
  app->add_option("--discount", question.discount,
                  "By how much a later year counts less, as a share")
      ->check(CLI::Range(0.0, 1.0))
      ->capture_default_str();
  app->add_option("--unserved-usd", question.unserved_usd,
                  "What a TEU costs more that is not carried than if it were")
      ->check(CLI::Range(1.0, 1e7))
      ->capture_default_str();
  app->add_option("--project", options.projects,
                  "A scenario of the corridor as one more project; may be "
                  "given many times")
      ->type_name("SCENARIO")
      ->allow_extra_args(false);
  app->add_option("--cost", options.costs,
                  "What a measure or scenario costs, KEY=USD, before what the "
                  "table says; may be given many times")
      ->type_name("KEY=USD")
      ->allow_extra_args(false);
  app->add_flag("--no-carry-over", options.no_carry_over,
                "What is not spent in a year is lost");
  app->add_flag("--no-simulation", options.no_simulation,
                "Leave out simulating what was chosen");
  add_simulation(app, options);
  app->add_option("--out", options.out, "Folder for the results")
      ->capture_default_str();
}

void add_route(CLI::App* app, Options& options) {
  auto& route = options.route;
  app->add_option("from", route.from,
                  "Where the boxes are: a UN/LOCODE or a name")
      ->required();
  app->add_option("to", route.to, "Where they are to be")->required();
  app->add_option("--corridor", options.corridor,
                  "A corridor's folder, or the name of a bundled one")
      ->capture_default_str();
  app->add_option("--ready", route.ready,
                  "When they are ready, local time there: 2026-12-01, "
                  "2026-12-01T08:30; with Z: UTC (default: today)");
  app->add_option("--commodity", route.commodity,
                  "What is in them (default: what most boxes hold)");
  app->add_option("--units", route.units, "How many: 2xFEU, 1x40, 3xTEU")
      ->capture_default_str();
  app->add_option("--depart-by", route.depart_by,
                  "Leave no later, local time there");
  app->add_option("--arrive-by", route.arrive_by,
                  "Arrive no later, local time at the destination; also says "
                  "by when to be ready");
  app->add_option("--via", route.via,
                  "A place to pass; may be given many times, in order")
      ->type_name("PLACE")
      ->allow_extra_args(false);
  app->add_option("--avoid", route.avoid,
                  "A country (RU), a place or a service to keep away from; "
                  "may be given many times")
      ->type_name("WHAT")
      ->allow_extra_args(false);
  app->add_option("--weeks", route.weeks, "Trains of so many weeks count")
      ->check(CLI::Range(1, 60))
      ->capture_default_str();
  app->add_flag("--all", route.all,
                "Every way worth considering, with the plans of each");
  app->add_flag("--json", options.json,
                "One JSON document on standard output, and nothing else");
  app->add_flag("--geojson", route.geojson, "The ways as GeoJSON, for a map");
  add_scenarios(app, options, kTogether);
  app->add_option("--replications", options.replications,
                  "Simulated years that odds are read off (default: 8)")
      ->check(CLI::Range(1, 1'000));
  app->add_option("--seed", options.seed,
                  "Seed of the random numbers (default: the corridor's)")
      ->check(CLI::Range(std::int64_t{0}, kLargestSeed));
  app->add_option("--threads", options.threads,
                  "Threads to use (default: all cores)")
      ->check(CLI::Range(1, 1024));
}

// An unknown command is named, with the one that was probably meant.
void expect_command(CLI::App const& app, std::string_view word) {
  std::vector<std::string> names;
  std::string list;
  for (auto const* const command :
       app.get_subcommands([](CLI::App const*) { return true; })) {
    names.push_back(command->get_name());
    list += (list.empty() ? "" : ", ") + command->get_name();
  }
  if (std::find(names.begin(), names.end(), word) != names.end()) {
    return;
  }
  auto const meant = camel::did_you_mean(word, names);
  throw camel::UsageError{"there is no command '" + std::string{word} + "' — " +
                          (meant.empty() ? "there are " + list : meant)};
}

int run(int argc, char** argv) {
  Options options;
  CLI::App app;
  describe(&app, "The digital twin of a cross-border rail freight corridor.",
           "  camel check                  is the bundled corridor sound?\n"
           "  camel route Chengdu Lodz     how can a box get there?\n"
           "  camel capacity               what can it carry, what holds it "
           "back?\n"
           "  camel simulate --json        a year of it, as JSON\n"
           "  camel run                    check, simulate, write a report\n"
           "  camel serve                  the same as a server with a map\n");
  app.set_version_flag("--version", "camel " CAMEL_VERSION);
  app.require_subcommand(1);
  app.failure_message(CLI::FailureMessage::simple);

  auto* const check = app.add_subcommand("check");
  describe(check, "Validates a corridor's folder and prints every finding.",
           "  camel check\n  camel check my-corridor --json\n");
  add_common(check, options);
  add_scenarios(check, options, kTogether);

  auto* const simulate = app.add_subcommand("simulate");
  describe(simulate,
           "Simulates a year of the corridor, several times over, and says "
           "what the\nboxes, trains and facilities went through, with 95 % "
           "intervals.",
           "  camel simulate --replications 20\n"
           "  camel simulate corridors/tiny --json\n");
  add_common(simulate, options);
  add_scenarios(simulate, options, kTogether);
  add_simulation(simulate, options);
  simulate
      ->add_option("--events", options.events,
                   "Write the first run as EPCIS 2.0 events to this file, for "
                   "camel capture")
      ->type_name("FILE");
  simulate
      ->add_option("--boxes", options.boxes,
                   "About how many boxes of the year the events tell of")
      ->check(CLI::Range(1, 2'000'000))
      ->capture_default_str();

  auto* const whole = app.add_subcommand("run");
  describe(
      whole,
      "The main job: checks the corridor, simulates its year, finds what it "
      "can carry,\nprints a summary and writes report.html, results.json "
      "and capacity.json.",
      "  camel run\n  camel run corridors/tiny --out tiny-results\n");
  add_common(whole, options);
  add_scenarios(whole, options, kTogether);
  add_simulation(whole, options);
  whole->add_option("--out", options.out, "Folder for the results")
      ->capture_default_str();

  auto* const compare = app.add_subcommand("compare");
  describe(compare,
           "Runs the corridor and alternatives to it with the same luck, and "
           "says what\neach scenario changes, with 95 % intervals, and what "
           "cannot be told from noise.\nWrites report.html and "
           "comparison.json.",
           "  camel compare --list\n"
           "  camel compare --scenario third-railway --scenario flood-2024\n"
           "  camel compare corridors/tiny --scenario papers+more-ferries\n");
  add_common(compare, options);
  add_scenarios(compare, options,
                "An alternative: a scenario of the corridor, the path of its "
                ".toml file, or several as A+B; may be given many times");
  compare->add_flag("--list", options.list,
                    "Only list the corridor's scenarios");
  add_simulation(compare, options);
  compare->add_option("--out", options.out, "Folder for the results")
      ->capture_default_str();

  auto* const capacity = app.add_subcommand("capacity");
  describe(capacity,
           "How much the corridor can carry, what holds it back, and what one "
           "more of it\nwould add: a flow over paths, tracks, cranes, wagons "
           "and vessels, proven to\nbe the best, and solved again with more "
           "of whatever binds.",
           "  camel capacity\n"
           "  camel capacity --objective growth\n"
           "  camel capacity --scenario third-railway --demand 1.5 --json\n");
  add_common(capacity, options);
  add_scenarios(capacity, options, kTogether);
  add_capacity(capacity, options);

  auto* const route = app.add_subcommand("route");
  describe(route,
           "How boxes get from one place to another: a few clearly different "
           "ways, each\nwith its trains, days, dollars, CO2e and odds, or "
           "what stands in the way.",
           "  camel route \"Xi'an\" Duisburg --ready 2026-12-01\n"
           "  camel route Chengdu Lodz --units 2xFEU --avoid RU\n"
           "  camel route CNSIA XAZABS --commodity ELEC --arrive-by "
           "2026-07-20 --json\n");
  add_route(route, options);

  auto* const invest = app.add_subcommand("invest");
  describe(
      invest,
      "Which projects first, and when, under a budget of each year: those "
      "that save\nmore than they cost, valued together by the flow model, "
      "and simulated.",
      "  camel invest --budget 300e6\n"
      "  camel invest --budget 300e6 --cost P-KHORGOS-SITE-2=150e6\n"
      "  camel invest --budget 1e9 --project third-railway --growth 0.06\n");
  add_common(invest, options);
  add_investment(invest, options);

  auto* const calibrate = app.add_subcommand("calibrate");
  describe(calibrate,
           "Fits the uncertain inputs of a corridor (calibration.csv) to the "
           "observations\nmarked fit, and judges the result by those marked "
           "judge.",
           "  camel calibrate\n"
           "  camel calibrate corridors/tiny --evaluations 40 --out fitted\n");
  add_common(calibrate, options);
  add_simulation(calibrate, options);
  calibrate->get_option("--replications")
      ->description("Runs of the year in each evaluation (default: 2)");
  calibrate
      ->add_option("--evaluations", options.evaluations,
                   "Sets of inputs that may be tried")
      ->check(CLI::Range(1, 100'000))
      ->capture_default_str();
  calibrate->add_flag("--base-only", options.base_only,
                      "Leave out observations of scenarios: quicker");
  calibrate->add_option("--out", options.out, "Folder for the results")
      ->capture_default_str();

  auto* const capture = app.add_subcommand("capture");
  describe(
      capture,
      "Takes up what railways, terminals and customs tell of boxes: EPCIS "
      "2.0 documents.\nThe same event again changes nothing; a document "
      "with a mistake is refused whole.",
      "  camel capture handed-over.json train-k101.json\n"
      "  camel capture --replay 2 a-year.json   two days of it a second\n"
      "  camel capture --check handed-over.json\n"
      "  camel capture --nats nats://127.0.0.1:4222 --nats-stream EVENTS\n");
  add_capture(capture, options);

  auto* const track = app.add_subcommand("track");
  describe(
      track,
      "Where a box or a wagon is, by the events captured of it and of what "
      "it was in.",
      "  camel track CSQU3054383\n  camel track 218124712173 --json\n"
      "  camel track                            what to look at\n"
      "  camel track --scenario border-shut-until-monday.toml\n");
  add_track(track, options);
  add_scenarios(track, options, kAnnounced);

  auto* const eta = app.add_subcommand("eta");
  describe(
      eta,
      "Learns when boxes arrive from simulated years with closures, cranes "
      "out and\nstorms, judges that by years it has not seen, and keeps it "
      "for camel track.",
      "  camel eta\n  camel eta corridors/tiny --share 0.5\n");
  add_common(eta, options);
  add_scenarios(eta, options, kTogether);
  add_eta(eta, options);

  auto* const tracking = app.add_subcommand("tracking");
  describe(
      tracking,
      "Keeps what was captured: a copy elsewhere, the copy in place again, "
      "and whether\nanybody has changed it.",
      "  camel tracking backup monday.sqlite\n"
      "  camel tracking restore monday.sqlite --data new-folder\n"
      "  camel tracking verify\n");
  auto const run_tracking = add_tracking(tracking, options);

  auto* const serve = app.add_subcommand("serve");
  describe(serve,
           "The corridor as a server: an API that documents itself "
           "(/openapi.yaml) and a\nmap to work in. Prints the address to open.",
           "  camel serve\n  camel serve --port 9000 --data my-data\n"
           "  camel serve keys add planning-office --role planner\n");
  auto const run_server = add_serve(serve, options.serve);

  if (argc > 1 && argv[1][0] != '-') {
    expect_command(app, argv[1]);
  }
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
  if (compare->parsed()) {
    return camel::compare_command(options);
  }
  if (capacity->parsed()) {
    return camel::capacity_command(options);
  }
  if (invest->parsed()) {
    return camel::invest_command(options);
  }
  if (route->parsed()) {
    return camel::route_command(options);
  }
  if (capture->parsed()) {
    return camel::capture_command(options);
  }
  if (track->parsed()) {
    return camel::track_command(options);
  }
  if (eta->parsed()) {
    return camel::eta_command(options);
  }
  if (tracking->parsed()) {
    return run_tracking();
  }
  if (serve->parsed()) {
    return run_server();
  }
  if (calibrate->parsed()) {
    return camel::calibrate_command(options);
  }
  return simulate->parsed() ? camel::simulate_command(options)
                            : camel::run_command(options);
}

// Says what went wrong, also as JSON where that was asked for, and returns the
// exit code.
int fail(std::string const& what, int code, bool json) {
  camel::complain("camel: " + what + "\n");
  if (json) {
    std::fputs(camel::error_json(what, code).c_str(), stdout);
  }
  return code;
}

}  // namespace

int main(int argc, char** argv) {
  auto const json = std::any_of(argv + 1, argv + argc, [](char const* word) {
    return std::string_view{word} == "--json";
  });
  try {
    return run(argc, argv);
  } catch (camel::UsageError const& error) {
    return fail(error.what(), 2, json);
  } catch (camel::CheckFailed const& error) {
    return fail(error.what(), 1, json);
  } catch (std::bad_alloc const&) {
    return fail("there is not enough memory for a corridor of this size", 3,
                json);
  } catch (std::exception const& error) {
    return fail(error.what(), 3, json);
  }
}
