// SPDX-License-Identifier: Apache-2.0
#include "camel/api/recorded_years.h"

#include <algorithm>
#include <set>
#include <system_error>
#include <utility>

#include "camel/api/choose_routes.h"
#include "camel/api/digest.h"
#include "camel/api/recorded_years_codec.h"
#include "camel/base/error.h"
#include "camel/base/file.h"
#include "camel/base/time_zone.h"

namespace camel {

namespace {

namespace fs = std::filesystem;

// What stands at the beginning of a file, before its key. Another number when
// the bytes that follow are to be read in another way.
constexpr std::string_view kFormat = "Steel Camel recorded years 2\n";
constexpr auto kEnding = ".years";
constexpr std::size_t kFilesKept = 8;

// Opening hours are local time, which is the machine's to know.
void add_clocks(Digester& digester, Corridor const& corridor,
                RecordingPlan const& plan) {
  std::set<std::string> zones;
  for (auto const& facility : corridor.facilities) {
    if (!facility.opening.always()) {
      zones.insert(corridor.places[facility.place].time_zone);
    }
  }
  auto const year =
      std::chrono::sys_days{std::chrono::year{corridor.base_year} / 1 / 1};
  for (auto const& zone : zones) {
    digester.text(zone);
    for (auto const& change :
         utc_offsets(zone, year - std::chrono::days{plan.warm_up_days},
                     year + std::chrono::days{plan.days + 7})) {
      digester.number(std::uint64_t(change.from.time_since_epoch().count()))
          .number(std::uint64_t(change.offset.count()));
    }
  }
}

void add_plan(Digester& digester, RecordingPlan const& plan) {
  digester.number(std::uint64_t(plan.replications))
      .number(std::uint64_t(plan.days))
      .number(std::uint64_t(plan.warm_up_days))
      .number(plan.seed)
      .number(std::uint64_t{plan.followers.size()});
  for (auto const& follower : plan.followers) {
    digester.number(std::uint64_t{follower.commodity.value})
        .number(follower.lots_year)
        .number(follower.lot_teu)
        .number(std::uint64_t{follower.route.size()});
    for (auto const& ride : follower.route) {
      digester.number(std::uint64_t{ride.service.value})
          .number(std::uint64_t{ride.from.value})
          .number(std::uint64_t{ride.to.value});
    }
  }
}

// Of everything that decides what comes out.
Digest key_of(ScenarioCorridor const& corridor, RecordingPlan const& plan) {
  auto const program = digest_of_program();
  Digester digester;
  digester.text(kFormat);
  digester.text(
      {reinterpret_cast<char const*>(program.data()), program.size()});
  for (auto const& [name, text] : corridor.files) {
    digester.text(name).text(text);
  }
  add_clocks(digester, corridor.loaded.corridor, plan);
  add_plan(digester, plan);
  return digester.finish();
}

std::string_view bytes_of(Digest const& digest) {
  return {reinterpret_cast<char const*>(digest.data()), digest.size()};
}

// The years in a file, if it is whole and of this key: format, key, years, and
// a digest of all that.
std::optional<std::vector<RecordedYear>> years_in(std::string_view file,
                                                  Digest const& key) {
  auto const head = std::string{kFormat}.append(bytes_of(key));
  if (!file.starts_with(head) || file.size() < head.size() + key.size()) {
    return std::nullopt;
  }
  auto const sealed = file.substr(0, file.size() - key.size());
  if (bytes_of(digest_of(sealed)) != file.substr(sealed.size())) {
    return std::nullopt;
  }
  return years_from(sealed.substr(head.size()));
}

std::string file_of(std::vector<RecordedYear> const& years, Digest const& key) {
  auto file = std::string{kFormat}.append(bytes_of(key)) + to_bytes(years);
  return file.append(bytes_of(digest_of(file)));
}

// Nothing where there is no file, or none that is any good.
std::optional<std::vector<RecordedYear>> find_years(fs::path const& path,
                                                    Digest const& key) {
  std::error_code ignored;
  if (!fs::exists(path, ignored)) {
    return std::nullopt;
  }
  try {
    auto years = years_in(read_file(path), key);
    if (years) {  // it is in use: others are thrown away first
      fs::last_write_time(path, fs::file_time_type::clock::now(), ignored);
    }
    return years;
  } catch (Error const&) {
    return std::nullopt;
  }
}

void throw_away_the_oldest(fs::path const& folder) {
  std::vector<std::pair<fs::file_time_type, fs::path>> files;
  std::error_code ignored;
  for (auto const& entry : fs::directory_iterator{folder, ignored}) {
    if (entry.path().extension() == kEnding) {
      files.emplace_back(entry.last_write_time(ignored), entry.path());
    }
  }
  std::sort(files.rbegin(), files.rend());
  for (std::size_t i = kFilesKept; i < files.size(); ++i) {
    fs::remove(files[i].second, ignored);
  }
}

// Gives a warning where it fails.
std::string keep_years(std::vector<RecordedYear> const& years,
                       fs::path const& path, Digest const& key) {
  try {
    fs::create_directories(path.parent_path());
    write_file(path, file_of(years, key));
  } catch (fs::filesystem_error const& error) {
    return "the recorded years are not kept for the next time: cannot create " +
           path.parent_path().string() + ": " + error.code().message();
  } catch (Error const& error) {
    return std::string{"the recorded years are not kept for the next time: "} +
           error.what();
  }
  throw_away_the_oldest(path.parent_path());
  return "";
}

}  // namespace

RecordedYears load_or_record_years(ScenarioCorridor const& corridor,
                                   YearsWanted const& wanted) {
  auto const record = [&] {
    return record_choosing(corridor.loaded.corridor, wanted.plan,
                           wanted.choosing);
  };
  // What was not read from files has nothing to be known by.
  if (!wanted.folder || corridor.files.empty()) {
    return {.years = record(), .were_kept = false, .warning = ""};
  }
  auto const key = key_of(corridor, wanted.plan);
  auto const path = *wanted.folder / (to_hex(key) + kEnding);
  if (auto found = find_years(path, key)) {
    return {.years = std::move(*found), .were_kept = true, .warning = ""};
  }
  RecordedYears recorded{.years = record(), .were_kept = false, .warning = ""};
  recorded.warning = keep_years(recorded.years, path, key);
  return recorded;
}

std::vector<RecordedYear> record_choosing(
    Corridor const& corridor, RecordingPlan const& plan,
    std::function<void(int done)> const& choosing) {
  auto const chosen = choose_routes(corridor,
                                    {.replications = plan.replications,
                                     .days = corridor.simulation.days,
                                     .warm_up_days = plan.warm_up_days,
                                     .seed = plan.seed,
                                     .threads = plan.threads,
                                     .progress = {}},
                                    choosing);
  return record_years(chosen.corridor, plan);
}

}  // namespace camel
