// SPDX-License-Identifier: Apache-2.0
// What became of each document that was captured (EPCIS 2.0, "capture job"),
// for whoever sent it.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <exception>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "camel/api/consignments.h"
#include "camel/api/tracked_events.h"
#include "ledger.h"

namespace camel::server {

struct CaptureJob {
  std::int64_t row = 0;
  std::string id, created, finished;
  bool success = true;
  OnError on_error = OnError::rollback;
  Json errors = Json::array();
};

Json capture_job_json(CaptureJob const& job);

class CaptureJobs {
 public:
  // Of all that were, so many of the newest are kept.
  explicit CaptureJobs(Ledger& ledger, std::int64_t kept = 10'000)
      : ledger_{ledger}, kept_{kept} {}

  // Of whom the jobs are; nothing: whoever runs the server, who sees all.
  using Owner = std::optional<std::string>;

  // Gives it its id, which nobody can guess. Who comes while others are being
  // written waits, and is written with all who came meanwhile.
  void add(std::string const& teller, CaptureJob& job);
  std::optional<CaptureJob> find(Owner const& owner, std::string const& id);
  // The newest first, before a row, so many.
  std::vector<CaptureJob> list(Owner const& owner,
                               std::optional<std::int64_t> before,
                               std::size_t limit);

 private:
  struct Waiting {
    std::string const& teller;
    CaptureJob& job;
    bool is_written = false;
    std::exception_ptr failure = {};
  };
  void write(std::span<Waiting* const> group);

  Ledger& ledger_;
  std::int64_t kept_;

  std::mutex mutex_;
  std::condition_variable written_;
  bool is_writing_ = false;
  std::vector<Waiting*> waiting_;
};

}  // namespace camel::server
