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

}  // namespace

struct JobDesk::Live {
  explicit Live(Job the_job) : job{std::move(the_job)} {}

  std::mutex mutex;
  Job job;
  // Of progress only the last is kept: who comes late need not hear it all.
  std::vector<http::Event> events;
  std::atomic<bool> to_end = false;

  bool has_failed() {
    std::lock_guard const lock{mutex};
    return job.state == JobState::failed;
  }

  void tell(std::string const& name) {
    if (name == "progress") {
      std::erase_if(events, [](auto const& e) { return e.name == "progress"; });
    }
    ++job.last_event;
    record(name);
  }
  void record(std::string const& name) {
    events.push_back({job.last_event, name, to_text(job_json(job))});
  }
};

// What a worker says goes to those who listen, and results to the ledger.
class JobDesk::Telling : public Work {
 public:
  Telling(JobDesk& desk, Live& live) : desk_{desk}, live_{live} {}

  void go_on() override {
    if (live_.to_end || desk_.stopping_) {
      throw WorkStopped{};
    }
  }

  void tell(JobProgress const& progress) override {
    go_on();
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

JobDesk::JobDesk(Ledger& ledger, Worker worker, Settings settings)
    : rows_{ledger},
      worker_{std::move(worker)},
      settings_{std::move(settings)} {
  rows_.mark_interrupted(now_text());
  prune();
  for (auto const id : rows_.queued()) {
    put_in_queue(live_of(*rows_.find(id)));
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
  threads_.emplace_back([this] { serve(false); });
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

std::shared_ptr<JobDesk::Live> JobDesk::live_of(Job job) {
  job.last_event = std::max<std::uint64_t>(job.last_event, 1);
  auto live = std::make_shared<Live>(std::move(job));
  live->record("state");
  return live;
}

JobDesk::Queue& JobDesk::queue_of(JobKind kind) {
  return kind == JobKind::years ? waiting_years_ : waiting_;
}

void JobDesk::put_in_queue(std::shared_ptr<Live> one) {
  live_[one->job.id] = one;
  queue_of(one->job.order.kind).push_back(std::move(one));
  something_.notify_all();
}

std::shared_ptr<JobDesk::Live> JobDesk::live(std::int64_t id) {
  std::lock_guard const lock{mutex_};
  if (auto const known = live_.find(id); known != live_.end()) {
    return known->second;
  }
  auto job = rows_.find(id);
  if (!job) {
    throw missing(id);
  }
  forget_some();
  return live_[id] = live_of(std::move(*job));
}

// Nobody looks for one at the same time: it is called with the mutex taken.
void JobDesk::prune() {
  for (auto const id : rows_.prune(settings_.keep)) {
    live_.erase(id);
    results_.erase(id);
  }
}

http::Problem JobDesk::missing(std::int64_t id) {
  if (id > 0 && id <= rows_.last_id()) {
    return {410, "job-gone",
            fmt::format("job {} was thrown away with its result: the newest {} "
                        "that ended are kept, as long as their corridor — ask "
                        "for the same again",
                        id, settings_.keep)};
  }
  return {404, "unknown-job",
          fmt::format("there is no job {} — /v1/jobs lists them", id)};
}

// Of those that have ended: they are in the ledger.
void JobDesk::forget_some() {
  for (auto it = live_.begin();
       it != live_.end() && live_.size() >= kMostLive;) {
    std::unique_lock const lock{it->second->mutex};
    it = has_ended(it->second->job.state) ? live_.erase(it) : std::next(it);
  }
}

// Told when it is kept: nobody hears of an end that a crash would undo.
void JobDesk::change(Live& live, std::function<void(Job&)> const& how) {
  std::lock_guard const lock{live.mutex};
  auto changed = live.job;
  how(changed);
  ++changed.last_event;
  rows_.update(changed);
  live.job = std::move(changed);
  live.record("state");
}

JobDesk::Asked JobDesk::ask(Job job, bool anew) {
  std::lock_guard const lock{mutex_};
  if (auto same = rows_.find_same(job.fingerprint)) {
    // What has failed with the ledger still runs as far as the ledger knows.
    auto const known = live_.find(same->id);
    auto const failed = known != live_.end() && known->second->has_failed();
    if (!failed && !(anew && same->state == JobState::done)) {
      return {std::move(*same), false};
    }
  }
  if (waiting_.size() + waiting_years_.size() >= kMostWaiting) {
    http::Problem problem{503, "queue-full",
                          "too many jobs wait already — try again later"};
    problem.retry_after = "60";
    throw problem;
  }
  job.id = rows_.insert(job);
  forget_some();
  put_in_queue(live_of(job));
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
  auto& queue = queue_of(one->job.order.kind);
  if (auto const at = std::find(queue.begin(), queue.end(), one);
      at != queue.end()) {
    change(*one, [](Job& job) {
      job.state = JobState::cancelled;
      job.finished = now_text();
    });
    queue.erase(at);
    prune();
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
  if (!rows_.find(id)) {
    throw missing(id);
  }
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
  });
  put_in_queue(one);
  std::lock_guard const own{one->mutex};
  return one->job;
}

Document JobDesk::result(std::int64_t id) {
  std::lock_guard const lock{mutex_};
  if (auto const* const known = results_.find(id)) {
    return *known;
  }
  auto stored = rows_.result(id);
  if (!stored) {
    if (!rows_.find(id)) {
      throw missing(id);
    }
    throw http::Problem{409, "no-result",
                        fmt::format("job {} has no result to take — listen to "
                                    "/v1/jobs/{}/events",
                                    id, id)};
  }
  Document result{shared_text(std::move(stored->document)),
                  tag_of_digest(stored->digest)};
  results_.put(id, result);
  return result;
}

bool JobDesk::has_at_hand(std::int64_t id) {
  std::unique_lock const lock{mutex_, std::try_to_lock};
  return lock && results_.find(id) != nullptr;
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

std::shared_ptr<JobDesk::Live> JobDesk::next(bool only_years) {
  std::unique_lock lock{mutex_};
  auto& queue = only_years ? waiting_years_ : waiting_;
  something_.wait(lock, [&] { return stopping_ || !queue.empty(); });
  if (stopping_) {
    return nullptr;
  }
  auto one = std::move(queue.front());
  queue.pop_front();
  ++at_work_;
  return one;
}

// Nothing: it is to be done. Else why it cannot be. A corridor may have to be
// read from the disk first; nobody who asks of the job waits for that.
std::optional<std::string> JobDesk::begin(Live& live) {
  auto renewed = [&] {
    std::lock_guard const lock{live.mutex};
    return live.job;
  }();
  std::optional<std::string> error;
  try {
    if (settings_.renew) {
      settings_.renew(renewed);
    }
  } catch (std::exception const& failure) {
    error = failure.what();
  }
  change(live, [&](Job& begun) {
    begun.digest = renewed.digest;
    begun.seed = renewed.seed;
    begun.version = renewed.version;
    begun.fingerprint = renewed.fingerprint;
    begun.state = JobState::running;
    begun.started = now_text();
  });
  return error;
}

void JobDesk::work_on(Live& live) {
  auto end = JobState::done;
  auto error = begin(live);
  auto const job = [&] {
    std::lock_guard const lock{live.mutex};
    return live.job;
  }();
  try {
    if (error) {
      end = JobState::failed;
    } else {
      Telling telling{*this, live};
      worker_(job, telling);
    }
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

void JobDesk::log_fault(Live const& live, std::string const& why) const {
  if (settings_.fault_log) {
    settings_.fault_log(fmt::format("job {}: {}", live.job.id, why));
  }
}

// The ledger refused what became of it. Those who listen hear an end, and the
// ledger is tried once more: after a restart it is interrupted otherwise.
void JobDesk::give_up(Live& live, std::string const& why) {
  log_fault(live, why);
  std::lock_guard const lock{live.mutex};
  live.job.state = JobState::failed;
  live.job.finished = now_text();
  live.job.error = "the server could not keep what became of it — run it again";
  live.tell("state");
  try {
    rows_.update(live.job);
  } catch (std::exception const& still) {
    log_fault(live, still.what());
  }
}

void JobDesk::serve(bool only_years) {
  while (auto const one = next(only_years)) {
    try {
      work_on(*one);
    } catch (std::exception const& fault) {
      give_up(*one, fault.what());
    }
    std::lock_guard const lock{mutex_};
    --at_work_;
    something_.notify_all();
    try {
      prune();
    } catch (std::exception const& fault) {
      log_fault(*one, fault.what());
    }
  }
}

}  // namespace camel::server
