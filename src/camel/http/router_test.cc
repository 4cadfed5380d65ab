// SPDX-License-Identifier: Apache-2.0
#include "camel/http/router.h"

#include <gtest/gtest.h>

#include "camel/base/error.h"
#include "camel/http/problem.h"

namespace camel::http {
namespace {

Route route(std::string method, std::string path) {
  return {.method = std::move(method), .path = std::move(path), .answer = {}};
}

Router jobs() {
  Router router;
  router.add(route("GET", "/v1/jobs"));
  router.add(route("POST", "/v1/jobs"));
  router.add(route("GET", "/v1/jobs/{job}"));
  router.add(route("GET", "/v1/jobs/{job}/events/{event}"));
  router.add(route("GET", "/v1/jobs/newest"));
  return router;
}

int refused(Router const& router, std::string_view method,
            std::string_view path) {
  try {
    router.match(method, path);
  } catch (Problem const& problem) {
    return problem.status;
  }
  return 0;
}

TEST(Router, finds_the_route_of_a_path) {
  auto const router = jobs();
  EXPECT_EQ(router.match("POST", "/v1/jobs").route->method, "POST");
  auto const match = router.match("GET", "/v1/jobs/17/events/3");
  EXPECT_EQ(match.route->path, "/v1/jobs/{job}/events/{event}");
  EXPECT_EQ(match.parts.at("job"), "17");
  EXPECT_EQ(match.parts.at("event"), "3");
}

TEST(Router, prefers_a_path_without_open_parts) {
  EXPECT_EQ(jobs().match("GET", "/v1/jobs/newest").route->path,
            "/v1/jobs/newest");
}

TEST(Router, knows_nothing_of_other_paths) {
  auto const router = jobs();
  for (auto const* path : {"/", "/v1", "/v1/jobs/", "/v1/jobs//events/3",
                           "/v1/jobs/17/", "/v1/jobs/17/events", "/V1/jobs"}) {
    EXPECT_EQ(refused(router, "GET", path), 404) << path;
  }
}

TEST(Router, says_which_methods_a_path_has) {
  auto const router = jobs();
  try {
    router.match("DELETE", "/v1/jobs");
    FAIL();
  } catch (Problem const& problem) {
    EXPECT_EQ(problem.status, 405);
    EXPECT_EQ(problem.fields.at("allow"), "GET, HEAD, POST, OPTIONS");
  }
  EXPECT_EQ(refused(router, "get", "/v1/jobs"), 405);
}

TEST(Router, answers_head_by_get_and_options_by_itself) {
  auto const router = jobs();
  EXPECT_EQ(router.match("HEAD", "/v1/jobs/17").route->method, "GET");
  auto const options = router.match("OPTIONS", "/v1/jobs/17");
  EXPECT_EQ(options.route, nullptr);
  EXPECT_EQ(options.allow, "GET, HEAD, OPTIONS");
}

TEST(Router, an_address_has_one_answer) {
  auto router = jobs();
  EXPECT_THROW(router.add(route("GET", "/v1/jobs/{job}")), CheckFailed);
}

}  // namespace
}  // namespace camel::http
