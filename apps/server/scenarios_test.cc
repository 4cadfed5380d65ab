// SPDX-License-Identifier: Apache-2.0
#include "test_server.h"

namespace camel::server {
namespace {

class OwnScenario : public ServerTest {
 protected:
  static constexpr auto kAll = "/v1/corridors/tiny/scenarios";
  static constexpr auto kOne = "/v1/corridors/tiny/scenarios/more";

  static Json draft(std::string const& factor) {
    return {{"scenario", "more"},
            {"toml", "title = \"More demand\"\nchanges = [\"demand.*.teu*=" +
                         factor + "\"]\n"}};
  }
  http::Response put(Json const& body, http::Fields fields = {}) {
    return ask({.method = "PUT",
                .path = kOne,
                .body = to_text(body),
                .fields = std::move(fields)});
  }
};

TEST_F(OwnScenario, is_kept_with_what_it_changes) {
  auto const answer = post(kAll, draft("1.2"));
  ASSERT_EQ(answer.status, 201) << *answer.body;
  EXPECT_EQ(answer.fields.at("location"), kOne);
  restart();
  auto const kept = json(get(kOne));
  EXPECT_EQ(kept["title"], "More demand");
  EXPECT_EQ(kept["bundled"], false);
  EXPECT_FALSE(kept["changes"].empty());
  EXPECT_EQ(post(kAll, draft("1.2")).status, 409);
  EXPECT_EQ(ask({.method = "DELETE", .path = kOne}).status, 204);
  EXPECT_EQ(get(kOne).status, 404);
}

TEST_F(OwnScenario, mistakes_are_named_and_nothing_is_kept) {
  auto body = draft("lots");
  auto const answer = post(kAll, body);
  EXPECT_EQ(answer.status, 422);
  EXPECT_EQ(problem(answer), "unsound-scenario");
  auto const finding = json(answer)["findings"][0];
  EXPECT_EQ(finding["file"], "scenarios/more.toml");
  EXPECT_EQ(finding["line"], 2);
  EXPECT_EQ(get(kOne).status, 404);
}

TEST_F(OwnScenario, is_changed_only_as_it_was_seen) {
  auto const made = post(kAll, draft("1.2"));
  auto const tag = made.fields.at("etag");
  auto const changed = put(draft("1.3"), {{"if-match", tag}});
  EXPECT_EQ(changed.status, 200);
  EXPECT_NE(changed.fields.at("etag"), tag);
  EXPECT_EQ(problem(put(draft("1.4"), {{"if-match", tag}})),
            "changed-meanwhile");
  EXPECT_EQ(put(draft("1.5")).status, 200);
  auto other = draft("1.5");
  other["scenario"] = "other";
  EXPECT_EQ(problem(put(other)), "bad-request");
}

TEST_F(OwnScenario, those_of_the_package_are_for_reading) {
  std::string const papers = "/v1/corridors/tiny/scenarios/papers";
  EXPECT_EQ(json(get(papers))["bundled"], true);
  EXPECT_EQ(problem(ask({.method = "DELETE", .path = papers})), "bundled");
  auto body = draft("1.2");
  body["scenario"] = "papers";
  EXPECT_EQ(problem(post(kAll, body)), "scenario-exists");
  EXPECT_EQ(
      problem(ask({.method = "PUT", .path = papers, .body = to_text(body)})),
      "bundled");
  post(kAll, draft("1.2"));
  auto const list = json(get(kAll))["scenarios"];
  EXPECT_EQ(list[3]["scenario"], "more-ferries");
  EXPECT_EQ(list[2]["scenario"], "more");
}

}  // namespace
}  // namespace camel::server
