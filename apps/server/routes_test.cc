// SPDX-License-Identifier: Apache-2.0
#include "test_server.h"

namespace camel::server {
namespace {

using Routes = ServerTest;

TEST_F(Routes, are_not_ready_at_first_and_then_answered_at_once) {
  std::string const path = "/v1/corridors/tiny/routes";
  std::string const query = "from=XEAST&to=Westmarket&ready=2024-03-01";
  auto const first = get(path, query);
  ASSERT_EQ(first.status, 503) << *first.body;
  EXPECT_EQ(problem(first), "not-ready");
  EXPECT_EQ(first.fields.at("retry-after"), "2");
  auto const job = json(first)["job"].get<std::string>();
  EXPECT_EQ(json(get(path, query))["job"], job);
  application_->jobs().start();
  EXPECT_EQ(ended(job)["state"], "done");
  auto const answer = get(path, query + "&alternatives=2");
  ASSERT_EQ(answer.status, 200) << *answer.body;
  EXPECT_FALSE(json(answer)["alternatives"].empty());
  EXPECT_LE(json(answer)["alternatives"].size(), 2U);
  auto const map = ask({.path = path,
                        .fields = {{"accept", "application/geo+json"}},
                        .query = query});
  EXPECT_EQ(json(map)["type"], "FeatureCollection");
  EXPECT_EQ(problem(get(path, "from=XEAST")), "bad-request");
  EXPECT_EQ(problem(get(path, "from=XEAST&to=Moon")), "bad-request");
  EXPECT_EQ(problem(get(path, query + "&weeks=99")), "bad-request");
  // With a scenario other years are needed.
  EXPECT_EQ(get(path, query + "&scenario=papers").status, 503);
}

TEST_F(Routes, whoever_runs_the_server_sees_how_it_is) {
  EXPECT_EQ(json(get("/healthz"))["alive"], true);
  EXPECT_EQ(json(get("/readyz"))["ready"], true);
  EXPECT_NE(get("/metrics").body->find("camel_jobs{state=\"queued\"} 0"),
            std::string::npos);
  EXPECT_NE(get("/openapi.yaml").body->find("openapi: 3.1.0"),
            std::string::npos);
  EXPECT_EQ(json(get("/v1/problems/not-ready"))["status"], 503);
  EXPECT_EQ(problem(get("/v1/problems/nonsense")), "unknown-problem");
}

}  // namespace
}  // namespace camel::server
