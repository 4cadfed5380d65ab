// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdio>

#include <fmt/format.h>

#include "camel/api/user_folders.h"
#include "camel/base/error.h"
#include "camel/base/names.h"
#include "keys.h"
#include "nats_options.h"
#include "options.h"
#include "serve.h"
#include "terminal.h"

namespace camel {

int serve_command(ServeOptions const& options) {
  server::ServeSettings settings;
  settings.address = options.address;
  settings.port = static_cast<std::uint16_t>(options.port);
  settings.data = data_folder(options.data);
  settings.database = options.database;
  settings.corridor = options.corridor;
  settings.announced = options.scenarios;
  settings.threads = options.threads;
  settings.keep_jobs = static_cast<std::size_t>(options.keep_jobs);
  settings.hosts = options.hosts;
  settings.behind_proxy = options.behind_proxy;
  settings.requests_per_second = options.rate;
  settings.webhooks_to_private_networks = options.webhooks_to_private_networks;
  settings.inlet = inlet_of(options.nats);
  settings.quiet = options.quiet;
  if (!options.access_log.empty()) {
    settings.access_log = options.access_log;
  }
  server::serve(settings, [&](std::string const& address) {
    print(fmt::format("Steel Camel is at {}\n", address));
    std::fflush(stdout);
  });
  return 0;
}

int add_key_command(ServeOptions const& options) {
  server::Keys keys{data_folder(options.data)};
  auto const role = find_by_name<http::Role>(options.role);
  if (!role || *role == http::Role::nobody) {
    throw UsageError{"there is no role '" + options.role +
                     "' — give reader, planner or admin"};
  }
  auto const key = keys.add(options.key, *role, options.party);
  print(key + "\n");
  std::fputs("This is shown once: keep it where secrets are kept.\n", stderr);
  return 0;
}

int list_keys_command(ServeOptions const& options) {
  for (auto const& row : server::Keys{data_folder(options.data)}.list()) {
    print(fmt::format("{:<8}  {:<7}  {}  {}{}\n", row.id, name_of(row.role),
                      row.created, row.name,
                      row.party.empty() ? "" : "  for " + row.party));
  }
  return 0;
}

int remove_key_command(ServeOptions const& options) {
  if (!server::Keys{data_folder(options.data)}.remove(options.key)) {
    throw UsageError{"there is no key '" + options.key +
                     "' — camel serve keys list names them"};
  }
  return 0;
}

}  // namespace camel
