// SPDX-License-Identifier: Apache-2.0
// Where jobs are asked for, done one after another, listened to and fetched.
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
#include "job_rows.h"
#include "work.h"

namespace camel::server {

// A document as it is sent, with the digest of it.
struct ResultText {
  Text document;
  std::string digest;
  ResultNote note;
};

class JobDesk {
 public:
  struct Settings {
    // So many jobs are done at a time, and besides them one that records
    // years, for which forwarders wait.
    int at_once = 1;
    std::function<void(std::string const&)> fault_log = {};  // a line each
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
  Job find(std::int64_t id);  // throws Problem 404; so do the others
  std::vector<Job> list(JobFilter const& filter);
  ResultText result(std::int64_t id);
  http::EventFeed listen(std::int64_t id);

  // False: jobs of it wait or run.
  bool forget(std::string const& corridor);

  struct Counts {
    std::size_t waiting = 0, running = 0, done = 0, failed = 0;
  };
  Counts counts();

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
  void work_on(Live& live);
  void give_up(Live& live, std::string const& why);
  void log_fault(Live const& live, std::string const& why) const;
  void serve(bool only_years);
  void forget_some();

  JobRows rows_;
  Worker worker_;
  Settings settings_;

  std::mutex mutex_;
  std::condition_variable something_;
  std::map<std::int64_t, std::shared_ptr<Live>> live_;
  Queue waiting_, waiting_years_;
  std::map<std::int64_t, ResultText> results_;  // those asked for last
  std::deque<std::int64_t> results_order_;
  std::atomic<bool> stopping_ = false;
  int at_work_ = 0;
  std::vector<std::thread> threads_;
};

}  // namespace camel::server
