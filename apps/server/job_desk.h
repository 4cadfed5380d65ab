// SPDX-License-Identifier: Apache-2.0
// Where jobs are asked for, done one after another, listened to and fetched;
// the recording of years, for which forwarders wait, beside the others.
// What was asked outlives the server: what waited is done at the next start,
// what ran is shown as interrupted. The same job asked again is answered with
// what is there.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "answers.h"
#include "camel/base/recent.h"
#include "job_rows.h"
#include "work.h"

namespace camel::server {

class JobDesk {
 public:
  struct Settings {
    // Of one that begins, asked for perhaps before a restart: what it is made
    // from now: its digest, seed, version and fingerprint. What it throws fails
    // the job.
    std::function<void(Job&)> renew = {};
    std::function<void(std::string const&)> fault_log = {};  // a line each
    std::size_t keep = 500;  // of those that ended, the newest
  };
  JobDesk(Ledger& ledger, Worker worker, Settings settings);
  ~JobDesk();

  void start();
  // Ends what runs, as interrupted, and what waits stays. False: something did
  // not end within the time; it is then marked all the same.
  bool stop(std::chrono::seconds time);

  struct Asked {
    Job job;
    bool is_new = true;  // false: the same was asked before
  };
  // Throws Problem where too many wait. `anew`: although the same is done.
  Asked ask(Job job, bool anew = false);
  Job cancel(std::int64_t id);
  Job again(std::int64_t id);
  // Throws Problem, as the others do: 404, or 410 for one that was there.
  Job find(std::int64_t id);
  std::vector<Job> list(JobFilter const& filter);
  Document result(std::int64_t id);
  bool has_at_hand(std::int64_t id);  // the result; false also while it is busy
  http::EventFeed listen(std::int64_t id);

  // False: jobs of it wait or run.
  bool forget(std::string const& corridor);

  JobCounts counts() { return rows_.counts(); }

 private:
  // A job that this run of the server has to do with.
  struct Live;
  class Telling;
  using Queue = std::deque<std::shared_ptr<Live>>;

  std::shared_ptr<Live> live(std::int64_t id);
  void change(Live& live, std::function<void(Job&)> const& how);
  static std::shared_ptr<Live> live_of(Job job);
  Queue& queue_of(JobKind kind);
  void put_in_queue(std::shared_ptr<Live> one);
  std::shared_ptr<Live> next(bool only_years);
  std::optional<std::string> begin(Live& live);
  void work_on(Live& live);
  void give_up(Live& live, std::string const& why);
  void log_fault(Live const& live, std::string const& why) const;
  void serve(bool only_years);
  void forget_some();
  void prune();
  http::Problem missing(std::int64_t id);

  JobRows rows_;
  Worker worker_;
  Settings settings_;

  std::mutex mutex_;
  std::condition_variable something_;
  std::map<std::int64_t, std::shared_ptr<Live>> live_;
  Queue waiting_, waiting_years_;
  Recent<std::int64_t, Document> results_{32};
  std::atomic<bool> stopping_ = false;
  int at_work_ = 0;
  std::vector<std::thread> threads_;
};

}  // namespace camel::server
