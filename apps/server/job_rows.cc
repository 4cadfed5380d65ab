// SPDX-License-Identifier: Apache-2.0
#include "job_rows.h"

#include <string_view>

#include "camel/base/names.h"

namespace camel::server {

namespace {

// After a crash it is not known which events listeners heard of last.
constexpr int kEventsLost = 100'000;

constexpr std::string_view kJob =
    "SELECT j.id, j.request, j.drafts, j.fingerprint, j.digest, j.version, "
    "j.seed, j.asked_by, j.state, j.done, j.of_all, j.doing, j.error, "
    "j.created, j.started, j.finished, j.last_event, r.replications, "
    "r.settled FROM jobs j LEFT JOIN results r ON r.job = j.id ";

Job job_of(store::Statement const& row) {
  Job job;
  job.id = row.whole(0);
  job.order = order_of(Json::parse(row.text(1)), Json::parse(row.text(2)));
  job.fingerprint = row.text(3);
  job.digest = row.text(4);
  job.version = row.text(5);
  if (auto const seed = row.whole_or_none(6)) {
    job.seed = static_cast<std::uint64_t>(*seed);
  }
  job.by = row.text(7);
  job.state = find_by_name<JobState>(row.text(8)).value_or(JobState::failed);
  job.progress = {static_cast<int>(row.whole(9)),
                  static_cast<int>(row.whole(10)), row.text(11)};
  job.error = row.text_or_none(12);
  job.created = row.text(13);
  job.started = row.text_or_none(14);
  job.finished = row.text_or_none(15);
  job.last_event = static_cast<std::uint64_t>(row.whole(16));
  if (!row.is_null(18)) {
    job.result = ResultNote{.replications = {}, .settled = row.whole(18) != 0};
    if (auto const replications = row.whole_or_none(17)) {
      job.result->replications = static_cast<int>(*replications);
    }
  }
  return job;
}

std::optional<std::int64_t> seed_of(Job const& job) {
  return job.seed ? std::optional{static_cast<std::int64_t>(*job.seed)}
                  : std::nullopt;
}

std::vector<Job> all_of(store::Statement& rows) {
  std::vector<Job> jobs;
  while (rows.step()) {
    jobs.push_back(job_of(rows));
  }
  return jobs;
}

std::vector<std::int64_t> ids_of(store::Statement& rows) {
  std::vector<std::int64_t> ids;
  while (rows.step()) {
    ids.push_back(rows.whole(0));
  }
  return ids;
}

std::optional<Job> first_of(std::vector<Job> jobs) {
  return jobs.empty() ? std::nullopt : std::optional{std::move(jobs.front())};
}

std::string sql(std::string_view rest) {
  return std::string{kJob}.append(rest);
}

}  // namespace

std::int64_t JobRows::insert(Job const& job) {
  std::lock_guard const lock{ledger_.mutex};
  Json drafts = Json::object();
  for (auto const& [name, text] : job.order.drafts) {
    drafts[name] = text;
  }
  ledger_.database
      .prepare(
          "INSERT INTO jobs (kind, corridor, request, drafts, fingerprint, "
          "digest, version, seed, asked_by, state, created) "
          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .with(name_of(job.order.kind), job.order.corridor,
            to_text(request_json(job.order)), to_text(drafts), job.fingerprint,
            job.digest, job.version, seed_of(job), job.by, name_of(job.state),
            job.created)
      .run();
  return ledger_.database.last_row();
}

void JobRows::update(Job const& job) {
  std::lock_guard const lock{ledger_.mutex};
  ledger_.database
      .prepare(
          "UPDATE jobs SET state = ?, done = ?, of_all = ?, doing = ?, "
          "error = ?, started = ?, finished = ?, last_event = ?, "
          "fingerprint = ?, digest = ?, version = ?, seed = ? WHERE id = ?")
      .with(name_of(job.state), job.progress.done, job.progress.of,
            job.progress.doing, job.error, job.started, job.finished,
            static_cast<std::int64_t>(job.last_event), job.fingerprint,
            job.digest, job.version, seed_of(job), job.id)
      .run();
}

std::optional<Job> JobRows::find(std::int64_t id) {
  std::lock_guard const lock{ledger_.mutex};
  auto rows = ledger_.database.prepare(sql("WHERE j.id = ?"));
  return first_of(all_of(rows.with(id)));
}

std::optional<Job> JobRows::find_same(std::string const& fingerprint) {
  std::lock_guard const lock{ledger_.mutex};
  auto rows = ledger_.database.prepare(
      sql("WHERE j.fingerprint = ? AND j.state IN ('queued', 'running', 'done')"
          " ORDER BY j.id DESC LIMIT 1"));
  return first_of(all_of(rows.with(fingerprint)));
}

std::vector<Job> JobRows::list(JobFilter const& filter) {
  std::lock_guard const lock{ledger_.mutex};
  auto rows = ledger_.database.prepare(
      sql("WHERE (?1 IS NULL OR j.kind = ?1) AND (?2 IS NULL OR j.state = ?2) "
          "AND (?3 IS NULL OR j.corridor = ?3) AND (?4 IS NULL OR j.id < ?4) "
          "ORDER BY j.id DESC LIMIT ?5"));
  return all_of(rows.with(filter.kind, filter.state, filter.corridor,
                          filter.before,
                          static_cast<std::int64_t>(filter.limit)));
}

std::vector<std::int64_t> JobRows::queued() {
  std::lock_guard const lock{ledger_.mutex};
  auto rows = ledger_.database.prepare(
      "SELECT id FROM jobs WHERE state = 'queued' ORDER BY id");
  return ids_of(rows);
}

JobCounts JobRows::counts() {
  std::lock_guard const lock{ledger_.mutex};
  auto rows = ledger_.database.prepare(
      "SELECT state, count(*) FROM jobs GROUP BY state");
  JobCounts counts{};
  while (rows.step()) {
    if (auto const state = find_by_name<JobState>(rows.text(0))) {
      counts.at(static_cast<std::size_t>(*state)) =
          static_cast<std::size_t>(rows.whole(1));
    }
  }
  return counts;
}

void JobRows::keep_result(std::int64_t job, StoredResult const& result) {
  std::lock_guard const lock{ledger_.mutex};
  ledger_.database
      .prepare("INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?, ?)")
      .with(job, result.note.replications, result.note.settled, result.digest,
            store::Blob{result.document})
      .run();
}

std::optional<StoredResult> JobRows::result(std::int64_t job) {
  std::lock_guard const lock{ledger_.mutex};
  auto row = ledger_.database.prepare(
      "SELECT replications, settled, digest, document FROM results "
      "WHERE job = ?");
  if (!row.with(job).step()) {
    return std::nullopt;
  }
  StoredResult result{
      .note = {.replications = {}, .settled = row.whole(1) != 0},
      .digest = row.text(2),
      .document = row.text(3)};
  if (auto const replications = row.whole_or_none(0)) {
    result.note.replications = static_cast<int>(*replications);
  }
  return result;
}

void JobRows::drop_result(std::int64_t job) {
  std::lock_guard const lock{ledger_.mutex};
  ledger_.database.prepare("DELETE FROM results WHERE job = ?").with(job).run();
}

void JobRows::mark_interrupted(std::string const& now) {
  std::lock_guard const lock{ledger_.mutex};
  ledger_.database
      .prepare(
          "UPDATE jobs SET state = 'interrupted', finished = ?, "
          "last_event = last_event + ?, error = 'the server stopped while it "
          "ran — run it again' WHERE state = 'running'")
      .with(now, kEventsLost)
      .run();
}

std::vector<std::int64_t> JobRows::prune(std::size_t keep) {
  std::lock_guard const lock{ledger_.mutex};
  auto removed = ledger_.database.prepare(
      "DELETE FROM jobs WHERE id IN (SELECT id FROM jobs "
      "WHERE state NOT IN ('queued', 'running') "
      "ORDER BY finished DESC, id DESC LIMIT -1 OFFSET ?) RETURNING id");
  return ids_of(removed.with(static_cast<std::int64_t>(keep)));
}

std::int64_t JobRows::last_id() {
  std::lock_guard const lock{ledger_.mutex};
  return ledger_.database
      .prepare("SELECT seq FROM sqlite_sequence WHERE name = 'jobs'")
      .number()
      .value_or(0);
}

bool JobRows::remove_all(std::string const& corridor) {
  std::lock_guard const lock{ledger_.mutex};
  store::Transaction all{ledger_.database};
  auto const busy =
      ledger_.database
          .prepare(
              "SELECT count(*) FROM jobs WHERE corridor = ? AND state IN "
              "('queued', 'running')")
          .with(corridor)
          .number();
  if (busy.value_or(0) > 0) {
    return false;
  }
  ledger_.database.prepare("DELETE FROM jobs WHERE corridor = ?")
      .with(corridor)
      .run();
  ledger_.database.prepare("DELETE FROM scenarios WHERE corridor = ?")
      .with(corridor)
      .run();
  all.commit();
  return true;
}

}  // namespace camel::server
