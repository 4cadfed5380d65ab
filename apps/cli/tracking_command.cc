// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>

#include "camel/api/tracking_care.h"
#include "camel/api/user_folders.h"
#include "options.h"
#include "terminal.h"

namespace camel {

namespace {

// What became of it; where something is broken, the exit code is 1.
int say(TrackingCheck const& check, std::string const& done,
        Options const& options) {
  if (options.json) {
    print(to_json(check));
  } else if (check.ok()) {
    print(
        fmt::format("{}{} of {}, all as captured\n"
                    "newest link {} — note it elsewhere\n",
                    done, counted(check.events, "event"),
                    counted(check.captures, "capture"),
                    check.newest.empty() ? "none" : check.newest));
  } else {
    complain("camel: " + check.fault + "\n");
  }
  return check.ok() ? 0 : 1;
}

}  // namespace

int back_up_tracking_command(Options const& options) {
  auto const& file = options.tracking.backup;
  return say(back_up_tracking(data_folder(options.tracking.data), file),
             file + ": ", options);
}

int restore_tracking_command(Options const& options) {
  auto const folder = data_folder(options.tracking.data);
  return say(restore_tracking(options.tracking.backup, folder),
             folder.string() + ": ", options);
}

int verify_tracking_command(Options const& options) {
  return say(check_tracking(data_folder(options.tracking.data),
                            options.tracking.newest),
             "", options);
}

}  // namespace camel
