// SPDX-License-Identifier: Apache-2.0
#include "capture_jobs.h"

#include <utility>

#include "camel/base/names.h"

namespace camel::server {

namespace {

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

void CaptureJobs::add(std::string const& teller, CaptureJob& job) {
  job.id = ConsignmentStore::new_id();
  Waiting mine{.teller = teller, .job = job};
  std::unique_lock lock{mutex_};
  waiting_.push_back(&mine);
  written_.wait(lock, [&] { return mine.is_written || !is_writing_; });
  if (!mine.is_written) {
    auto const group = std::exchange(waiting_, {});
    is_writing_ = true;
    lock.unlock();
    std::exception_ptr failure;
    try {
      write(group);
    } catch (...) {
      failure = std::current_exception();
    }
    lock.lock();
    for (auto* const one : group) {
      one->is_written = true;
      one->failure = failure;
    }
    is_writing_ = false;
    written_.notify_all();
  }
  if (mine.failure) {
    std::rethrow_exception(mine.failure);
  }
}

void CaptureJobs::write(std::span<Waiting* const> group) {
  std::lock_guard const lock{ledger_.mutex};
  store::Transaction all{ledger_.database};
  auto insert = ledger_.database.prepare(
      "INSERT INTO epcis_captures (id, teller, created, finished, success, "
      "behaviour, errors) VALUES (?, ?, ?, ?, ?, ?, ?)");
  for (auto* const one : group) {
    auto& job = one->job;
    insert
        .with(job.id, one->teller, job.created, job.finished, job.success,
              name_of(job.on_error), to_text(job.errors))
        .run();
    job.row = ledger_.database.last_row();
  }
  ledger_.database.prepare("DELETE FROM epcis_captures WHERE row <= ?")
      .with(group.back()->job.row - kept_)
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
