// SPDX-License-Identifier: Apache-2.0
// Jobs and results as rows of the ledger: what outlives the server.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "job.h"
#include "ledger.h"

namespace camel::server {

struct JobFilter {
  std::optional<std::string> kind, state, corridor;
  std::optional<std::int64_t> before;  // ids below it only
  std::size_t limit = 100;
};

struct StoredResult {
  ResultNote note;
  std::string digest;  // of the document, in hexadecimal
  std::string document;
};

// By state.
using JobCounts = std::array<std::size_t, names(JobState{}).size()>;

class JobRows {
 public:
  explicit JobRows(Ledger& ledger) : ledger_{ledger} {}

  std::int64_t insert(Job const& job);
  // All but its order, who asked and when.
  void update(Job const& job);
  std::optional<Job> find(std::int64_t id);
  // The newest of this fingerprint that is done, waits or runs.
  std::optional<Job> find_same(std::string const& fingerprint);
  std::vector<Job> list(JobFilter const& filter);  // the newest first
  std::vector<std::int64_t> queued();              // the oldest first
  JobCounts counts();

  void keep_result(std::int64_t job, StoredResult const& result);
  std::optional<StoredResult> result(std::int64_t job);
  void drop_result(std::int64_t job);

  // Those that were running when the server went.
  void mark_interrupted(std::string const& now);
  // Those that ended longest ago go with their results, but for so many: which.
  std::vector<std::int64_t> prune(std::size_t keep);
  std::int64_t last_id();  // that was ever given
  // Of a corridor that goes. False: one of them waits or runs.
  bool remove_all(std::string const& corridor);

 private:
  Ledger& ledger_;
};

}  // namespace camel::server
