// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>

#include "arguments.h"
#include "nats_options.h"

namespace camel {

namespace {

void add_data(CLI::App* app, std::string& data) {
  app->add_option("--data", data,
                  "Folder for what is kept (default: "
                  "$XDG_DATA_HOME/steel-camel or ~/.local/share/steel-camel)");
}

void add_database(CLI::App* app, std::string& database) {
  app->add_option("--database", database,
                  "PostgreSQL server that keeps the events instead of the "
                  "folder: postgresql://camel@db.example/corridor")
      ->envname("STEEL_CAMEL_DATABASE");
}

}  // namespace

void describe(CLI::App* app, std::string const& what,
              std::string const& examples) {
  app->description("Examples:\n" + examples + "\n" + what);
}

void add_capture(CLI::App* app, Options& options) {
  app->add_option("files", options.tracking.files,
                  "EPCIS 2.0 documents, JSON; without any, events come by "
                  "NATS");
  app->add_flag("--check", options.tracking.only_check,
                "Only say what is wrong with them; nothing is kept");
  app->add_option("--replay", options.tracking.replay,
                  "Capture them as they happened, so many days a second")
      ->type_name("DAYS")
      ->check(CLI::Range(1e-5, 1e6));
  add_data(app, options.tracking.data);
  add_database(app, options.tracking.database);
  add_nats(app, options.tracking.nats);
  app->add_flag("--drain", options.tracking.drain,
                "End when nothing is left in the stream")
      ->group(kNatsGroup);
  app->add_flag("--json", options.json,
                "One JSON document on standard output, and nothing else");
}

void add_track(CLI::App* app, Options& options) {
  app->add_option("object", options.tracking.object,
                  "A container number, a wagon number, the whole name of a "
                  "thing, or a consignment by its id or its note's number; "
                  "without it, the alerts of all boxes with a plan");
  app->add_option("--corridor", options.corridor,
                  "The corridor whose announced closures count")
      ->capture_default_str();
  app->add_option("--at", options.tracking.at,
                  "As it was at a moment, 2024-03-04T11:00:00Z (default: that "
                  "of the last event)");
  add_data(app, options.tracking.data);
  add_database(app, options.tracking.database);
  app->add_flag("--json", options.json,
                "One JSON document on standard output, and nothing else");
}

void add_eta(CLI::App* app, Options& options) {
  app->add_option("--years", options.learnt_years,
                  "Simulated years to learn from")
      ->check(CLI::Range(1, 100))
      ->capture_default_str();
  app->add_option("--unseen", options.unseen_years,
                  "Others, by which what was learnt is calibrated and judged")
      ->check(CLI::Range(2, 100))
      ->capture_default_str();
  app->add_option("--share", options.share,
                  "Of the lots of a year that are looked at")
      ->check(CLI::Range(0.001, 1.0))
      ->capture_default_str();
  app->add_option("--threads", options.threads,
                  "Threads to use (default: all cores); the answer is the "
                  "same on any number")
      ->check(CLI::Range(1, 1024));
  add_data(app, options.tracking.data);
}

std::function<int()> add_tracking(CLI::App* app, Options& options) {
  app->require_subcommand(1);
  auto* const backup = app->add_subcommand("backup");
  describe(backup,
           "Copies all captured events as they are now into a new file, while "
           "others go on.",
           "  camel tracking backup monday.sqlite\n");
  backup->add_option("file", options.tracking.backup, "File to make")
      ->required();
  auto* const restore = app->add_subcommand("restore");
  describe(
      restore,
      "Puts a backup in place, where no events are kept yet and the backup "
      "is sound.",
      "  camel tracking restore monday.sqlite --data new-folder\n");
  restore->add_option("file", options.tracking.backup, "Backup to take")
      ->required();
  auto* const verify = app->add_subcommand("verify");
  describe(verify,
           "Reads all captured events and the log of who brought them, and "
           "names the first\nthat was changed since.",
           "  camel tracking verify\n  camel tracking verify --newest LINK\n");
  verify->add_option("--newest", options.tracking.newest,
                     "A link that was printed before and noted elsewhere: it "
                     "must still be there");
  for (auto* const one : {backup, restore, verify}) {
    add_data(one, options.tracking.data);
    one->add_flag("--json", options.json,
                  "One JSON document on standard output, and nothing else");
  }
  return [=, &options] {
    if (backup->parsed()) {
      return back_up_tracking_command(options);
    }
    return restore->parsed() ? restore_tracking_command(options)
                             : verify_tracking_command(options);
  };
}

std::function<int()> add_serve(CLI::App* app, ServeOptions& options) {
  app->add_option("--address", options.address,
                  "Address to listen on; any but this machine's needs keys")
      ->capture_default_str();
  app->add_option("--port", options.port, "Port; 0: any that is free")
      ->check(CLI::Range(0, 65'535))
      ->capture_default_str();
  add_data(app, options.data);
  add_database(app, options.database);
  app->add_option(
         "--corridor", options.corridor,
         "The corridor that comes first, and whose years are simulated "
         "at once for routes")
      ->capture_default_str();
  app->add_option("--scenario", options.scenarios,
                  "Closures that are announced besides those of that corridor: "
                  "a scenario of it, or a .toml file; may be given several "
                  "times")
      ->type_name("NAME")
      ->allow_extra_args(false);
  app->add_option("--threads", options.threads,
                  "Threads of a simulation (default: all cores)")
      ->check(CLI::Range(1, 1024));
  app->add_option("--host", options.hosts,
                  "A name that the server goes by, such as that of a reverse "
                  "proxy; may be given many times; needs keys")
      ->allow_extra_args(false);
  app->add_option("--keep-jobs", options.keep_jobs,
                  "Jobs that ended, with their results, which are kept: the "
                  "newest (default 500)")
      ->check(CLI::Range(1, 1'000'000));
  app->add_flag("--behind-proxy", options.behind_proxy,
                "A reverse proxy on this machine says who asks "
                "(X-Forwarded-For); needs keys");
  app->add_option("--rate", options.rate,
                  "Requests a second of one key or address (default: any "
                  "number)")
      ->check(CLI::Range(0.0, 1e6));
  app->add_flag("--webhooks-to-private-networks",
                options.webhooks_to_private_networks,
                "Subscribers may have events sent to addresses of private "
                "networks and of this machine");
  add_nats(app, options.nats);
  app->add_flag("--quiet", options.quiet, "No access log");
  app->add_option("--access-log", options.access_log,
                  "File for the access log (default: standard error)");
  auto* const keys = app->add_subcommand("keys");
  describe(keys, "Who may ask a server that others can reach.",
           "  camel serve keys add planning-office --role planner\n"
           "  camel serve keys list\n"
           "  camel serve keys remove planning-office\n");
  keys->require_subcommand(1);
  auto* const add =
      keys->add_subcommand("add", "Makes a key and shows it, this once");
  add->add_option("name", options.key, "Whose it is")->required();
  add->add_option("--role", options.role,
                  "reader: reads; planner: also asks for jobs and keeps "
                  "scenarios; admin: also takes up and deletes corridors")
      ->check(CLI::IsMember({"reader", "planner", "admin"}))
      ->capture_default_str();
  add->add_option("--party", options.party,
                  "On whose behalf it asks for consignments and events, by the "
                  "key that consignments give that party; without one an admin "
                  "sees all of them, others none");
  add_data(add, options.data);
  auto* const list = keys->add_subcommand("list", "The keys there are");
  add_data(list, options.data);
  auto* const remove = keys->add_subcommand("remove", "Takes a key away");
  remove->add_option("name", options.key, "Whose it is")->required();
  add_data(remove, options.data);
  return [=, &options] {
    return add->parsed()      ? add_key_command(options)
           : list->parsed()   ? list_keys_command(options)
           : remove->parsed() ? remove_key_command(options)
                              : serve_command(options);
  };
}

}  // namespace camel
