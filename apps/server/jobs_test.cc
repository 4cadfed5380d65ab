// SPDX-License-Identifier: Apache-2.0
#include <future>

#include "job_desk.h"
#include "test_server.h"

namespace camel::server {
namespace {

class Jobs : public ServerTest {
 protected:
  std::string ask_for(Json const& body) {
    auto const answer = post("/v1/jobs", body);
    EXPECT_EQ(answer.status, 202) << *answer.body;
    return json(answer).value("job", std::string{"0"});
  }
  std::vector<http::Event> events_of(std::string const& job,
                                     std::uint64_t after = 0) {
    return get("/v1/jobs/" + job + "/events").feed(after).events;
  }
  // As somebody else would change it.
  void in_ledger(std::string const& sql) {
    store::Database{folder_ / "server.sqlite"}.run(sql);
  }
  // Changes of jobs are taken no more.
  void fill_ledger(std::string const& when = "") {
    in_ledger("CREATE TRIGGER full BEFORE UPDATE ON jobs " + when +
              " BEGIN SELECT RAISE(ABORT, 'disk full'); END");
  }
};

TEST_F(Jobs, a_simulation_is_queued_done_and_fetched) {
  auto const job = ask_for(quick_job());
  EXPECT_EQ(json(get("/v1/jobs/" + job))["state"], "queued");
  EXPECT_EQ(problem(get("/v1/jobs/" + job + "/result")), "no-result");
  application_->jobs().start();
  auto const done = ended(job);
  EXPECT_EQ(done["state"], "done") << done;
  EXPECT_EQ(done["result_replications"], 3);
  EXPECT_EQ(done["result_settled"], true);
  EXPECT_EQ(done["seed"], 5);
  auto const result = get("/v1/jobs/" + job + "/result");
  EXPECT_EQ(json(result)["simulation"]["replications"], 3);
  restart();
  EXPECT_EQ(*get("/v1/jobs/" + job + "/result").body, *result.body);
  EXPECT_EQ(json(get("/v1/jobs/" + job))["state"], "done");
}

TEST_F(Jobs, the_same_is_not_done_twice) {
  application_->jobs().start();
  auto const job = ask_for(quick_job());
  ended(job);
  auto const again = post("/v1/jobs", quick_job());
  EXPECT_EQ(again.status, 200);
  EXPECT_EQ(json(again)["job"], job);
  auto other = quick_job();
  other["seed"] = 6;
  EXPECT_NE(ask_for(other), job);
}

TEST_F(Jobs, the_same_name_with_another_text_is_another_question) {
  auto body = quick_job();
  body["scenarios"] = {"mine"};
  body["drafts"]["mine"] = "title = \"a\"\nchanges = [\"demand.*.teu*=1.1\"]\n";
  auto const one = ask_for(body);
  body["drafts"]["mine"] = "title = \"a\"\nchanges = [\"demand.*.teu*=1.2\"]\n";
  EXPECT_NE(ask_for(body), one);
  EXPECT_EQ(post("/v1/jobs", body).status, 200);
  body.erase("drafts");
  EXPECT_EQ(problem(post("/v1/jobs", body)), "unknown-scenario");
}

TEST_F(Jobs, a_comparison_is_answered_early_and_then_more_surely) {
  auto body = quick_job("comparison");
  body["scenarios"] = {"papers", "second-line+more-ferries"};
  auto const job = ask_for(body);
  application_->jobs().start();
  EXPECT_EQ(ended(job)["state"], "done");
  std::vector<Json> results;
  for (auto const& event : events_of(job)) {
    if (event.name == "result") {
      results.push_back(Json::parse(event.data));
    }
  }
  ASSERT_EQ(results.size(), 3U);
  EXPECT_EQ(results[0]["result_settled"], false);
  EXPECT_EQ(results[1]["result_replications"], 2);
  EXPECT_EQ(results[2]["result_replications"], 3);
  auto const document = json(get("/v1/jobs/" + job + "/result"));
  EXPECT_EQ(document["comparison"]["scenarios"].size(), 2U);
  EXPECT_EQ(document["simulation"]["replications"], 3);
}

TEST_F(Jobs, listeners_take_up_where_they_were) {
  auto const job = ask_for(quick_job());
  application_->jobs().start();
  ended(job);
  auto const all = events_of(job);
  ASSERT_GE(all.size(), 4U);
  for (std::size_t i = 1; i < all.size(); ++i) {
    EXPECT_GT(all[i].id, all[i - 1].id);
  }
  EXPECT_EQ(all.back().name, "state");
  EXPECT_EQ(events_of(job, all[1].id).size(), all.size() - 2);
  auto const over =
      ask({.path = "/v1/jobs/" + job + "/events",
           .fields = {{"last-event-id", std::to_string(all.back().id)}}});
  EXPECT_EQ(over.status, 204);
  restart();
  auto const later = events_of(job);
  ASSERT_EQ(later.size(), 1U);
  EXPECT_EQ(later[0].id, all.back().id);
}

TEST_F(Jobs, one_that_waits_or_runs_can_be_cancelled_and_run_again) {
  auto long_one = quick_job();
  long_one["replications"] = 200;
  long_one["days"] = 300;
  auto const running = ask_for(long_one);
  auto const waiting = ask_for(quick_job());
  EXPECT_EQ(
      json(ask({.method = "DELETE", .path = "/v1/jobs/" + waiting}))["state"],
      "cancelled");
  application_->jobs().start();
  while (json(get("/v1/jobs/" + running))["progress"]["done"] == 0) {
    std::this_thread::sleep_for(std::chrono::milliseconds{5});
  }
  EXPECT_EQ(problem(ask(
                {.method = "POST", .path = "/v1/jobs/" + running + "/again"})),
            "not-ended");
  ask({.method = "DELETE", .path = "/v1/jobs/" + running});
  EXPECT_EQ(ended(running)["state"], "cancelled");
  EXPECT_EQ(
      ask({.method = "POST", .path = "/v1/jobs/" + waiting + "/again"}).status,
      202);
  EXPECT_EQ(ended(waiting)["state"], "done");
}

TEST_F(Jobs, what_waits_is_done_after_a_restart_and_what_ran_is_shown) {
  auto long_one = quick_job();
  long_one["replications"] = 200;
  long_one["days"] = 300;
  auto const running = ask_for(long_one);
  auto const waiting = ask_for(quick_job());
  application_->jobs().start();
  while (json(get("/v1/jobs/" + running))["state"] == "queued") {
    std::this_thread::sleep_for(std::chrono::milliseconds{5});
  }
  restart();
  auto const shown = json(get("/v1/jobs/" + running));
  EXPECT_EQ(shown["state"], "interrupted");
  EXPECT_TRUE(shown["error"].is_string());
  application_->jobs().start();
  EXPECT_EQ(ended(waiting)["state"], "done");
}

TEST_F(Jobs, fail_when_the_ledger_fails_and_the_next_is_done) {
  auto const job = ask_for(quick_job());
  fill_ledger();
  auto const heard = get("/v1/jobs/" + job + "/events").feed;
  application_->jobs().start();
  EXPECT_EQ(ended(job)["state"], "failed");
  auto const batch = heard(1);
  EXPECT_TRUE(batch.ended);
  ASSERT_FALSE(batch.events.empty());
  EXPECT_EQ(Json::parse(batch.events.back().data)["state"], "failed");
  in_ledger("DROP TRIGGER full");
  auto const anew = ask_for(quick_job());
  EXPECT_NE(anew, job);
  EXPECT_EQ(ended(anew)["state"], "done");
}

TEST_F(Jobs, whose_end_cannot_be_kept_are_not_told_to_be_done) {
  auto const job = ask_for(quick_job());
  fill_ledger("WHEN new.state = 'done'");
  application_->jobs().start();
  EXPECT_EQ(ended(job)["state"], "failed");
  for (auto const& event : events_of(job)) {
    EXPECT_NE(Json::parse(event.data)["state"], "done");
  }
  restart();
  EXPECT_EQ(json(get("/v1/jobs/" + job))["state"], "failed");
}

TEST_F(Jobs, are_listed_the_newest_first_page_by_page) {
  std::vector<std::string> ids;
  for (auto seed = 0; seed < 5; ++seed) {
    auto body = quick_job();
    body["seed"] = seed;
    ids.insert(ids.begin(), ask_for(body));
  }
  std::vector<std::string> seen;
  std::string query = "limit=2&kind=simulation&state=queued&corridor=tiny";
  for (std::string next = "-"; !next.empty();) {
    auto const page = json(get("/v1/jobs", query));
    for (auto const& job : page["jobs"]) {
      seen.push_back(job["job"]);
    }
    next = page.value("next", std::string{});
    query = "limit=2&cursor=" + next;
  }
  EXPECT_EQ(seen, ids);
  EXPECT_EQ(json(get("/v1/jobs", "kind=capacity"))["jobs"].size(), 0U);
  EXPECT_EQ(problem(get("/v1/jobs", "kind=dream")), "bad-request");
}

TEST_F(Jobs, what_makes_no_sense_is_refused_with_the_reason) {
  auto const refused = [&](auto change) {
    auto body = quick_job();
    change(body);
    return problem(post("/v1/jobs", body));
  };
  EXPECT_EQ(refused([](Json& b) { b["kind"] = "dream"; }), "bad-request");
  EXPECT_EQ(refused([](Json& b) { b["replications"] = 0; }), "bad-request");
  EXPECT_EQ(refused([](Json& b) { b["replications"] = 1.5; }), "bad-request");
  EXPECT_EQ(refused([](Json& b) { b["days"] = "many"; }), "bad-request");
  EXPECT_EQ(refused([](Json& b) { b["color"] = 1; }), "bad-request");
  EXPECT_EQ(refused([](Json& b) { b["budget_usd"] = 1; }), "bad-request");
  EXPECT_EQ(refused([](Json& b) { b["kind"] = "years"; }), "bad-request");
  EXPECT_EQ(refused([](Json& b) { b["kind"] = "motion"; }), "bad-request");
  EXPECT_EQ(refused([](Json& b) { b.erase("corridor"); }), "bad-request");
  EXPECT_EQ(refused([](Json& b) { b["kind"] = "comparison"; }), "bad-request");
  EXPECT_EQ(refused([](Json& b) { b["corridor"] = "moon"; }),
            "unknown-corridor");
  EXPECT_EQ(refused([](Json& b) { b["scenarios"] = {"papres"}; }),
            "unknown-scenario");
  EXPECT_EQ(refused([](Json& b) { b["scenarios"] = {"/etc/x.toml"}; }),
            "unknown-scenario");
  EXPECT_EQ(
      problem(ask({.method = "POST", .path = "/v1/jobs", .body = "{nonsense"})),
      "bad-request");
  EXPECT_EQ(problem(get("/v1/jobs/17")), "unknown-job");
  EXPECT_EQ(problem(get("/v1/jobs/x")), "unknown-job");
  EXPECT_EQ(problem(get("/v1/jobs/17/result")), "unknown-job");
}

TEST_F(Jobs, take_only_what_their_answer_hangs_on) {
  Json const years{{"kind", "years"}, {"corridor", "tiny"}};
  Json const flow{{"kind", "capacity"}, {"corridor", "tiny"}};
  for (auto const& plain : {years, flow}) {
    for (auto const* const member : {"seed", "days", "warm_up_days"}) {
      auto body = plain;
      body[member] = 30;
      EXPECT_EQ(problem(post("/v1/jobs", body)), "bad-request") << body;
    }
  }
  EXPECT_EQ(json(post("/v1/jobs", flow))["seed"], nullptr);
  auto simulated = flow;
  simulated["simulate"] = true;
  simulated["seed"] = 30;
  EXPECT_EQ(json(post("/v1/jobs", simulated))["seed"], 30);
}

TEST_F(Jobs, that_begin_say_what_they_are_made_from_now) {
  auto const job = ask_for(quick_job());
  in_ledger(
      "UPDATE jobs SET digest = 'old', fingerprint = 'old', "
      "version = 'old'");
  restart();
  EXPECT_EQ(json(get("/v1/jobs/" + job))["digest"], "old");
  application_->jobs().start();
  auto const done = ended(job);
  EXPECT_NE(done["digest"], "old");
  EXPECT_NE(done["version"], "old");
  EXPECT_EQ(json(post("/v1/jobs", quick_job()))["job"], job);
}

TEST_F(Jobs, the_same_key_gets_the_same_answer) {
  http::Fields const key{{"idempotency-key", "k1"}};
  auto const first = post("/v1/jobs", quick_job(), key);
  EXPECT_EQ(first.status, 202);
  auto const again = post("/v1/jobs", quick_job(), key);
  EXPECT_EQ(again.status, 202);
  EXPECT_EQ(*again.body, *first.body);
  EXPECT_EQ(again.fields.at("location"), first.fields.at("location"));
  auto other = quick_job();
  other["seed"] = 9;
  EXPECT_EQ(problem(post("/v1/jobs", other, key)), "key-reused");
  restart();
  EXPECT_EQ(*post("/v1/jobs", quick_job(), key).body, *first.body);
}

TEST_F(Jobs, keep_their_corridor_from_being_thrown_away) {
  Json files;
  for (auto const& [file, text] :
       read_package(std::string{CAMEL_ROOT} + "/corridors/tiny")) {
    files[file] = text;
  }
  ASSERT_EQ(
      post("/v1/corridors", {{"corridor", "mine"}, {"files", files}}).status,
      201);
  auto body = quick_job();
  body["corridor"] = "mine";
  auto const job = ask_for(body);
  Asking const away{.method = "DELETE", .path = "/v1/corridors/mine"};
  EXPECT_EQ(problem(ask(away)), "in-use");
  ask({.method = "DELETE", .path = "/v1/jobs/" + job});
  EXPECT_EQ(ask(away).status, 204);
  EXPECT_EQ(problem(get("/v1/jobs/" + job)), "job-gone");
}

TEST_F(Jobs, that_ended_longest_ago_make_room) {
  std::vector<std::string> ids;
  for (auto seed = 0; seed < 4; ++seed) {
    auto body = quick_job("motion");
    body.erase("replications");
    body["seed"] = seed;
    ids.push_back(ask_for(body));
  }
  keep_jobs_ = 2;
  restart();
  application_->jobs().start();
  ended(ids.back());
  ask({.method = "DELETE", .path = "/v1/jobs/" + ids.back()});
  while (get("/v1/jobs/" + ids[1]).status == 200) {
    std::this_thread::sleep_for(std::chrono::milliseconds{5});
  }
  for (auto const* const rest : {"", "/result", "/events"}) {
    EXPECT_EQ(get("/v1/jobs/" + ids[0] + rest).status, 410) << rest;
    EXPECT_EQ(problem(get("/v1/jobs/" + ids[0] + rest)), "job-gone") << rest;
    EXPECT_EQ(get("/v1/jobs/" + ids[3] + rest).status, 200) << rest;
  }
  EXPECT_EQ(
      problem(ask({.method = "POST", .path = "/v1/jobs/" + ids[0] + "/again"})),
      "job-gone");
  EXPECT_EQ(json(get("/v1/jobs"))["jobs"].size(), 2U);
  restart();
  EXPECT_EQ(get("/v1/jobs/" + ids[2]).status, 200);
}

TEST_F(Jobs, that_are_cancelled_while_they_wait_make_room_too) {
  keep_jobs_ = 2;
  restart();
  std::vector<std::string> ids;
  for (auto seed = 0; seed < 3; ++seed) {
    auto body = quick_job();
    body["seed"] = seed;
    ids.push_back(ask_for(body));
    ask({.method = "DELETE", .path = "/v1/jobs/" + ids.back()});
  }
  EXPECT_EQ(problem(get("/v1/jobs/" + ids[0])), "job-gone");
  EXPECT_EQ(json(get("/v1/jobs"))["jobs"].size(), 2U);
}

TEST_F(Jobs, are_shown_while_their_corridor_is_read) {
  Ledger ledger{folder_ / "desk"};
  std::promise<void> is_read, is_shown;
  JobDesk desk{ledger, [](Job const&, Work&) {}, {.renew = [&](Job&) {
                 is_read.set_value();
                 is_shown.get_future().wait_for(std::chrono::seconds{20});
               }}};
  Job job;
  job.fingerprint = "one";
  auto const id = desk.ask(job).job.id;
  desk.start();
  is_read.get_future().wait();
  auto shown = std::async([&] { return desk.find(id).state; });
  EXPECT_EQ(shown.wait_for(std::chrono::seconds{10}),
            std::future_status::ready);
  is_shown.set_value();
  EXPECT_EQ(shown.get(), JobState::queued);
}

}  // namespace
}  // namespace camel::server
