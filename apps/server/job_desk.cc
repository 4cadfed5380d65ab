// SPDX-License-Identifier: Apache-2.0
#include "job_desk.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include <fmt/format.h>

#include "camel/api/digest.h"
#include "camel/base/error.h"
#include "camel/base/names.h"

namespace camel::server {

namespace {

constexpr std::size_t kMostWaiting = 200;
constexpr std::size_t kMostLive = 1000;
constexpr std::size_t kResultsAtHand = 32;

}  // namespace

struct JobDesk::Live {
  std::mutex mutex;
  Job job;
  // Of progress only the last is kept: who comes late need not hear it all.
  std::vector<http::Event> events;
  std::atomic<bool> to_end = false;

  void tell(std::string const& name) {
    if (name == "progress") {
      std::erase_if(events, [](auto const& e) { return e.name == "progress"; });
    }
    events.push_back({++job.last_event, name, to_text(job_json(job))});
  }
};

// What a worker says goes to those who listen, and results to the ledger.
class JobDesk::Telling : public Work {
 public:
  Telling(JobDesk& desk, Live& live) : desk_{desk}, live_{live} {}

  void tell(JobProgress const& progress) override {
    if (live_.to_end || desk_.stopping_) {
      throw WorkStopped{};
    }
    std::lock_guard const lock{live_.mutex};
    live_.job.progress = progress;
    live_.tell("progress");
  }

  void publish(ResultNote const& note, std::string document) override {
    auto const digest = to_hex(digest_of(document));
    StoredResult stored{note, digest, std::move(document)};
    {
      // Nobody has the old one at hand once the new one is kept.
      std::lock_guard const lock{desk_.mutex_};
      desk_.rows_.keep_result(live_.job.id, stored);
      desk_.results_.erase(live_.job.id);
    }
    std::lock_guard const lock{live_.mutex};
    live_.job.result = note;
    live_.tell("result");
  }

 private:
  JobDesk& desk_;
  Live& live_;
};

JobDesk::JobDesk(Ledger& ledger, Worker worker, int at_once)
    : rows_{ledger}, worker_{std::move(worker)}, at_once_{at_once} {
  rows_.mark_interrupted(now_text());
  for (auto const id : rows_.queued()) {
    put_in_queue(*rows_.find(id));
  }
}

JobDesk::~JobDesk() {
  stopping_ = true;
  something_.notify_all();
  for (auto& thread : threads_) {
    thread.join();
  }
}

void JobDesk::start() {
  for (int i = 0; i < at_once_; ++i) {
    threads_.emplace_back([this] { serve(false); });
  }
  threads_.emplace_back([this] { serve(true); });
}

bool JobDesk::stop(std::chrono::seconds time) {
  std::unique_lock lock{mutex_};
  stopping_ = true;
  something_.notify_all();
  auto const ended =
      something_.wait_for(lock, time, [&] { return at_work_ == 0; });
  if (!ended) {
    rows_.mark_interrupted(now_text());
  }
  return ended;
}

void JobDesk::put_in_queue(Job const& job) {
  auto& queue = job.order.kind == JobKind::years ? waiting_years_ : waiting_;
  queue.push_back(job.id);
}

std::shared_ptr<JobDesk::Live> JobDesk::live(std::int64_t id) {
  std::lock_guard const lock{mutex_};
  if (auto const known = live_.find(id); known != live_.end()) {
    return known->second;
  }
  auto job = rows_.find(id);
  if (!job) {
    throw http::Problem{
        404, "unknown-job",
        fmt::format("there is no job {} — /v1/jobs lists them", id)};
  }
  auto live = std::make_shared<Live>();
  live->job = std::move(*job);
  live->events.push_back({std::max<std::uint64_t>(live->job.last_event, 1),
                          "state", to_text(job_json(live->job))});
  live->job.last_event = live->events.back().id;
  forget_some();
  return live_[id] = std::move(live);
}

// Of those that have ended: they are in the ledger.
void JobDesk::forget_some() {
  for (auto it = live_.begin();
       it != live_.end() && live_.size() >= kMostLive;) {
    std::unique_lock const lock{it->second->mutex};
    it = has_ended(it->second->job.state) ? live_.erase(it) : std::next(it);
  }
}

void JobDesk::change(Live& live, std::function<void(Job&)> const& how) {
  std::lock_guard const lock{live.mutex};
  how(live.job);
  live.tell("state");
  rows_.update(live.job);
}

JobDesk::Asked JobDesk::ask(Job job, bool anew) {
  std::lock_guard const lock{mutex_};
  auto same = rows_.find_same(job.fingerprint);
  if (same && !(anew && same->state == JobState::done)) {
    return {std::move(*same), false};
  }
  if (waiting_.size() + waiting_years_.size() >= kMostWaiting) {
    http::Problem problem{503, "queue-full",
                          "too many jobs wait already — try again later"};
    problem.retry_after = "60";
    throw problem;
  }
  job.id = rows_.insert(job);
  put_in_queue(job);
  something_.notify_all();
  return {std::move(job), true};
}

Job JobDesk::find(std::int64_t id) {
  auto const one = live(id);
  std::lock_guard const lock{one->mutex};
  return one->job;
}

std::vector<Job> JobDesk::list(JobFilter const& filter) {
  auto jobs = rows_.list(filter);
  std::lock_guard const lock{mutex_};
  for (auto& job : jobs) {
    if (auto const known = live_.find(job.id); known != live_.end()) {
      std::lock_guard const own{known->second->mutex};
      job = known->second->job;
    }
  }
  return jobs;
}

Job JobDesk::cancel(std::int64_t id) {
  auto const one = live(id);
  std::lock_guard const lock{mutex_};
  auto& queue =
      one->job.order.kind == JobKind::years ? waiting_years_ : waiting_;
  if (auto const at = std::find(queue.begin(), queue.end(), id);
      at != queue.end()) {
    queue.erase(at);
    change(*one, [](Job& job) {
      job.state = JobState::cancelled;
      job.finished = now_text();
    });
  }
  std::lock_guard const own{one->mutex};
  if (!has_ended(one->job.state)) {  // it runs, or is about to
    one->to_end = true;
    one->job.progress.doing = "stopping";
    one->tell("progress");
  }
  return one->job;
}

Job JobDesk::again(std::int64_t id) {
  auto const one = live(id);
  std::lock_guard const lock{mutex_};
  auto const state = [&] {
    std::lock_guard const own{one->mutex};
    return one->job.state;
  }();
  if (!has_ended(state) || state == JobState::done) {
    throw http::Problem{409, "not-ended",
                        fmt::format("job {} is {} — only one that was "
                                    "interrupted, cancelled or failed runs "
                                    "again",
                                    id, name_of(state))};
  }
  rows_.drop_result(id);
  results_.erase(id);
  one->to_end = false;
  change(*one, [](Job& job) {
    job.state = JobState::queued;
    job.progress = {};
    job.result.reset();
    job.started.reset();
    job.finished.reset();
    job.error.reset();
    job.version = program_version();
  });
  std::lock_guard const own{one->mutex};
  put_in_queue(one->job);
  something_.notify_all();
  return one->job;
}

ResultText JobDesk::result(std::int64_t id) {
  std::lock_guard const lock{mutex_};
  if (auto const known = results_.find(id); known != results_.end()) {
    return known->second;
  }
  auto stored = rows_.result(id);
  if (!stored) {
    if (!rows_.find(id)) {
      throw http::Problem{404, "unknown-job",
                          fmt::format("there is no job {}", id)};
    }
    throw http::Problem{409, "no-result",
                        fmt::format("job {} has no result to take — listen to "
                                    "/v1/jobs/{}/events",
                                    id, id)};
  }
  ResultText const result{shared_text(std::move(stored->document)),
                          stored->digest, stored->note};
  results_[id] = result;
  std::erase(results_order_, id);
  results_order_.push_back(id);
  if (results_order_.size() > kResultsAtHand) {
    results_.erase(results_order_.front());
    results_order_.pop_front();
  }
  return result;
}

http::EventFeed JobDesk::listen(std::int64_t id) {
  return [one = live(id)](std::uint64_t after) {
    std::lock_guard const lock{one->mutex};
    http::EventBatch batch;
    for (auto const& event : one->events) {
      if (event.id > after) {
        batch.events.push_back(event);
      }
    }
    batch.ended = has_ended(one->job.state);
    return batch;
  };
}

bool JobDesk::forget(std::string const& corridor) {
  std::lock_guard const lock{mutex_};
  if (!rows_.remove_all(corridor)) {
    return false;
  }
  std::erase_if(live_, [&](auto const& entry) {
    auto const gone = entry.second->job.order.corridor == corridor;
    if (gone) {
      results_.erase(entry.first);
    }
    return gone;
  });
  return true;
}

JobDesk::Counts JobDesk::counts() {
  return {rows_.count(JobState::queued), rows_.count(JobState::running),
          rows_.count(JobState::done), rows_.count(JobState::failed)};
}

std::shared_ptr<JobDesk::Live> JobDesk::next(bool only_years) {
  std::unique_lock lock{mutex_};
  auto& queue = only_years ? waiting_years_ : waiting_;
  something_.wait(lock, [&] { return stopping_ || !queue.empty(); });
  if (stopping_) {
    return nullptr;
  }
  auto const id = queue.front();
  queue.pop_front();
  ++at_work_;
  lock.unlock();
  return live(id);
}

void JobDesk::work_on(Live& live) {
  change(live, [](Job& begun) {
    begun.state = JobState::running;
    begun.started = now_text();
  });
  auto const job = [&] {
    std::lock_guard const lock{live.mutex};
    return live.job;
  }();
  auto end = JobState::done;
  std::optional<std::string> error;
  try {
    Telling telling{*this, live};
    worker_(job, telling);
  } catch (WorkStopped const&) {
    end = live.to_end ? JobState::cancelled : JobState::interrupted;
  } catch (std::bad_alloc const&) {
    end = JobState::failed;
    error = "there was not enough memory";
  } catch (std::exception const& failure) {
    end = JobState::failed;
    error = failure.what();
  }
  if (end == JobState::interrupted) {
    error = "the server stopped while it ran — run it again";
  }
  change(live, [&](Job& ended) {
    ended.state = end;
    ended.finished = now_text();
    ended.error = error;
    if (end == JobState::done) {
      ended.progress.done = ended.progress.of;
      ended.progress.doing.clear();
    }
  });
}

void JobDesk::serve(bool only_years) {
  while (auto const one = next(only_years)) {
    work_on(*one);
    std::lock_guard const lock{mutex_};
    --at_work_;
    something_.notify_all();
  }
}

}  // namespace camel::server
