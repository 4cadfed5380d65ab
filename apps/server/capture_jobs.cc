// SPDX-License-Identifier: Apache-2.0
#include "capture_jobs.h"

#include <chrono>
#include <utility>

#include "camel/base/names.h"

namespace camel::server {

namespace {

// Documents whose events are on the disk come one behind the other: who waits a
// moment for the last of them writes all at once.
constexpr std::chrono::microseconds kMoment{500};

constexpr std::string_view kColumns =
    "SELECT row, id, created, finished, success, behaviour, errors "
    "FROM epcis_captures";

CaptureJob job_in(store::Statement const& row) {
  CaptureJob job;
  job.row = row.whole(0);
  job.id = row.text(1);
  job.created = row.text(2);
  job.finished = row.text(3);
  job.success = row.whole(4) != 0;
  job.on_error = find_by_name<OnError>(row.text(5)).value_or(OnError::rollback);
  job.errors = Json::parse(row.text(6));
  return job;
}

}  // namespace

Json capture_job_json(CaptureJob const& job) {
  return {{"captureID", job.id},
          {"createdAt", job.created},
          {"finishedAt", job.finished},
          {"running", false},
          {"success", job.success},
          {"captureErrorBehaviour", name_of(job.on_error)},
          {"errors", job.errors}};
}

CaptureJobs::~CaptureJobs() {
  {
    std::lock_guard const lock{mutex_};
    is_over_ = true;
  }
  changed_.notify_all();
  writer_.join();
}

void CaptureJobs::add(CaptureJob job, Done done) {
  job.id = ConsignmentStore::new_id();
  std::unique_lock lock{mutex_};
  waiting_.push_back({std::move(job), std::move(done)});
  lock.unlock();
  changed_.notify_all();
}

void CaptureJobs::write() {
  for (;;) {
    std::unique_lock lock{mutex_};
    changed_.wait(lock, [this] { return !waiting_.empty() || is_over_; });
    changed_.wait_for(lock, kMoment, [this] { return is_over_; });
    auto const group = std::exchange(waiting_, {});
    lock.unlock();
    if (group.empty()) {
      return;
    }
    std::exception_ptr failure;
    try {
      write(group);
    } catch (...) {
      failure = std::current_exception();
    }
    for (auto const& one : group) {
      try {
        one.done(one.job.id, failure);
      } catch (std::exception const&) {
        // There is no memory to say so: whoever asked is let go unanswered.
      }
    }
  }
}

void CaptureJobs::write(std::span<Waiting const> group) {
  std::lock_guard const lock{ledger_.mutex};
  store::Transaction all{ledger_.database};
  auto insert = ledger_.database.prepare(
      "INSERT INTO epcis_captures (id, teller, created, finished, success, "
      "behaviour, errors) VALUES (?, ?, ?, ?, ?, ?, ?)");
  for (auto const& [job, done] : group) {
    insert
        .with(job.id, job.teller, job.created, job.finished, job.success,
              name_of(job.on_error), to_text(job.errors))
        .run();
  }
  ledger_.database.prepare("DELETE FROM epcis_captures WHERE row <= ?")
      .with(ledger_.database.last_row() - kept_)
      .run();
  all.commit();
}

std::optional<CaptureJob> CaptureJobs::find(Owner const& owner,
                                            std::string const& id) {
  std::lock_guard const lock{ledger_.mutex};
  auto row = ledger_.database.prepare(std::string{kColumns} +
                                      " WHERE id = ?1 AND (?2 IS NULL OR "
                                      "teller = ?2)");
  return row.with(id, owner).step() ? std::optional{job_in(row)} : std::nullopt;
}

std::vector<CaptureJob> CaptureJobs::list(Owner const& owner,
                                          std::optional<std::int64_t> before,
                                          std::size_t limit) {
  std::lock_guard const lock{ledger_.mutex};
  auto rows = ledger_.database.prepare(
      std::string{kColumns} +
      " WHERE (?1 IS NULL OR row < ?1) AND (?2 IS NULL OR "
      "teller = ?2) ORDER BY row DESC LIMIT ?3");
  rows.with(before, owner, static_cast<std::int64_t>(limit));
  std::vector<CaptureJob> jobs;
  while (rows.step()) {
    jobs.push_back(job_in(rows));
  }
  return jobs;
}

}  // namespace camel::server
