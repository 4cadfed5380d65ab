// SPDX-License-Identifier: Apache-2.0
// Keeping what was captured: a copy of it elsewhere, the copy in its place
// again, and whether anybody has changed it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace camel {

struct TrackingCheck {
  std::int64_t captures = 0, events = 0;  // that were found sound
  std::string newest;  // link of the log of captures; blank: there is none
  std::string fault;   // the first that is broken; blank: none

  bool ok() const { return fault.empty(); }
};

// Of the file `tracking.sqlite` of a folder, whoever writes to it meanwhile.
// `newest` is a link that was noted before; blank: none was. A log that does
// not have it was written anew.
TrackingCheck check_tracking(std::filesystem::path const& folder,
                             std::string const& newest = "");

// All of it as it is now, into a new file; the copy is checked, also for the
// newest link that there was before it.
TrackingCheck back_up_tracking(std::filesystem::path const& folder,
                               std::filesystem::path const& file);

// Into a folder that has none yet; nothing is put there where the copy is not
// sound.
TrackingCheck restore_tracking(std::filesystem::path const& file,
                               std::filesystem::path const& folder);

std::string to_json(TrackingCheck const& check);

}  // namespace camel
