// SPDX-License-Identifier: Apache-2.0
// What became of each document that was captured (EPCIS 2.0, "capture job"),
// for whoever sent it.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "camel/api/consignments.h"
#include "camel/api/tracked_events.h"
#include "ledger.h"

namespace camel::server {

struct CaptureJob {
  std::int64_t row = 0;
  std::string teller;  // who sent it
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
      : ledger_{ledger}, kept_{kept}, writer_{[this] { write(); }} {}
  CaptureJobs(CaptureJobs const&) = delete;
  CaptureJobs& operator=(CaptureJobs const&) = delete;
  ~CaptureJobs();  // when all of them are written

  // Of whom the jobs are; nothing: whoever runs the server, who sees all.
  using Owner = std::optional<std::string>;

  // Gives it its id, which nobody can guess, and tells it when the job is
  // written, or why it could not be; from a thread of its own, which writes
  // together all that have come meanwhile.
  using Done = std::function<void(std::string const& id, std::exception_ptr)>;
  void add(CaptureJob job, Done done);
  std::optional<CaptureJob> find(Owner const& owner, std::string const& id);
  // The newest first, before a row, so many.
  std::vector<CaptureJob> list(Owner const& owner,
                               std::optional<std::int64_t> before,
                               std::size_t limit);

 private:
  struct Waiting {
    CaptureJob job;
    Done done;
  };
  void write();
  void write(std::span<Waiting const> group);

  Ledger& ledger_;
  std::int64_t kept_;

  std::mutex mutex_;
  std::condition_variable changed_;
  bool is_over_ = false;
  std::vector<Waiting> waiting_;
  std::thread writer_;  // last, as it looks above
};

}  // namespace camel::server
