// SPDX-License-Identifier: Apache-2.0
// Long work that was asked for: what exactly, how far it is, what came of it.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "camel/api/json.h"

namespace camel::server {

enum class JobKind : std::uint8_t {
  simulation,
  comparison,
  capacity,
  investment,
  motion,
  years
};
constexpr auto names(JobKind) {
  return std::array<std::string_view, 6>{"simulation", "comparison", "capacity",
                                         "investment", "motion",     "years"};
}

enum class JobState : std::uint8_t {
  queued,
  running,
  done,
  failed,
  cancelled,
  interrupted
};
constexpr auto names(JobState) {
  return std::array<std::string_view, 6>{"queued", "running",   "done",
                                         "failed", "cancelled", "interrupted"};
}
constexpr bool has_ended(JobState state) { return state >= JobState::done; }

// What is asked, with nothing left to be looked up: the same order of the same
// corridor gives the same result.
struct JobOrder {
  JobKind kind = JobKind::simulation;
  std::string corridor = {};
  std::vector<std::string> scenarios = {};
  // Texts of what is not bundled.
  std::map<std::string, std::string> drafts = {};
  std::optional<int> replications = {}, days = {}, warm_up_days = {};
  std::optional<std::uint64_t> seed = {};
  std::optional<std::string> objective = {};
  std::optional<double> demand_factor = {}, budget_usd = {};
  std::optional<int> years = {};
  std::map<std::string, double> costs = {};
  bool simulate = false;
};

// An order as the request of it, without its drafts; and back, of what was
// checked before.
Json request_json(JobOrder const& order);
JobOrder order_of(Json const& request, Json const& drafts);

struct JobProgress {
  int done = 0, of = 0;
  std::string doing;
};

// What can be taken of a job, so far or in the end.
struct ResultNote {
  std::optional<int> replications;
  bool settled = true;  // false: before shippers choose anew
};

struct Job {
  std::int64_t id = 0;
  JobOrder order;
  JobState state = JobState::queued;
  JobProgress progress;
  std::optional<ResultNote> result;
  std::optional<std::uint64_t> seed;
  std::string fingerprint, digest, version, by;
  std::string created;
  std::optional<std::string> started, finished, error;
  std::uint64_t last_event = 0;
};

Json job_json(Job const& job);

}  // namespace camel::server
