// SPDX-License-Identifier: Apache-2.0
#include "camel/api/tracking_care.h"

#include "camel/api/json.h"
#include "camel/base/error.h"
#include "camel/base/file.h"
#include "camel/tracking/capture_log.h"
#include "camel/tracking/sqlite_events.h"

namespace camel {

namespace {

namespace fs = std::filesystem;

fs::path tracking_in(fs::path const& folder) {
  return folder / "tracking.sqlite";
}

fs::path existing(fs::path const& file) {
  if (!fs::is_regular_file(file)) {
    throw UsageError{"there is no file " + file.string()};
  }
  return file;
}

TrackingCheck check_file(fs::path const& file, std::string const& newest) {
  auto const tables = open_sqlite_events(existing(file));
  auto const log = check_log(*tables);
  tables->make_safe();  // who notes its newest link will find it
  TrackingCheck check{.captures = log.entries,
                      .events = log.events,
                      .newest = log.newest,
                      .fault = log.fault};
  if (check.ok() && !newest.empty() && !has_link(*tables, newest)) {
    check.fault = "the log has no link " + newest +
                  ": it was written anew since that was noted";
  }
  return check;
}

}  // namespace

TrackingCheck check_tracking(fs::path const& folder,
                             std::string const& newest) {
  return check_file(tracking_in(folder), newest);
}

TrackingCheck back_up_tracking(fs::path const& folder, fs::path const& file) {
  return check_file(file,
                    back_up_sqlite_events(existing(tracking_in(folder)), file));
}

TrackingCheck restore_tracking(fs::path const& file, fs::path const& folder) {
  auto check = check_file(file, "");
  if (!check.ok()) {
    return check;
  }
  auto const to = tracking_in(folder);
  if (fs::exists(to)) {
    throw UsageError{to.string() +
                     " is there already: move it away, or name another folder "
                     "by --data"};
  }
  make_private_folder(folder);
  back_up_sqlite_events(file, to);
  return check;
}

std::string to_json(TrackingCheck const& check) {
  return to_text({{"captures", check.captures},
                  {"events", check.events},
                  {"newest", check.newest},
                  {"fault", check.fault}},
                 2) +
         "\n";
}

}  // namespace camel
