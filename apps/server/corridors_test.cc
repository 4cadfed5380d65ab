// SPDX-License-Identifier: Apache-2.0
#include "camel/base/file.h"
#include "test_server.h"

namespace camel::server {
namespace {

class Corridors : public ServerTest {
 protected:
  Json upload(std::string const& name) const {
    Json files;
    for (auto const& [file, text] :
         open_package(std::string{CAMEL_ROOT} + "/corridors/tiny").files) {
      files[file] = text;
    }
    return {{"corridor", name}, {"files", files}};
  }
};

TEST_F(Corridors, the_one_named_at_the_start_comes_first) {
  auto const list = json(get("/v1/corridors"))["corridors"];
  ASSERT_GE(list.size(), 2U);
  EXPECT_EQ(list[0]["corridor"], "tiny");
  EXPECT_EQ(list[0]["title"], "A tiny corridor");
  EXPECT_EQ(list[0]["bundled"], true);
  EXPECT_EQ(list[1]["corridor"], "china-europe");
}

TEST_F(Corridors, a_misspelt_one_is_put_right) {
  auto const answer = get("/v1/corridors/tinny");
  EXPECT_EQ(answer.status, 404);
  EXPECT_EQ(problem(answer), "unknown-corridor");
  EXPECT_NE(answer.body->find("did you mean 'tiny'?"), std::string::npos);
}

TEST_F(Corridors, what_is_known_already_is_not_sent_again) {
  auto const first = get("/v1/corridors/tiny/network");
  EXPECT_EQ(first.status, 200);
  auto const again =
      ask({.path = "/v1/corridors/tiny/network",
           .fields = {{"if-none-match", first.fields.at("etag")}}});
  EXPECT_EQ(again.status, 304);
}

TEST_F(Corridors, a_table_comes_page_by_page_or_whole) {
  std::string const path = "/v1/corridors/tiny/tables/places";
  auto const all = json(get(path));
  EXPECT_EQ(all["total"], 5);
  EXPECT_EQ(all["columns"][0], "place");
  EXPECT_FALSE(all.contains("next"));
  Json rows = Json::array();
  std::string query = "limit=2";
  for (auto page = 0; page < 3; ++page) {
    auto const some = json(get(path, query));
    for (auto const& row : some["rows"]) {
      rows.push_back(row);
    }
    query = "limit=2&cursor=" + some.value("next", std::string{"5"});
  }
  EXPECT_EQ(rows, all["rows"]);
  auto const csv = ask({.path = path, .fields = {{"accept", "text/csv"}}});
  EXPECT_EQ(csv.type, "text/csv");
  EXPECT_EQ(*csv.body,
            read_file(std::string{CAMEL_ROOT} + "/corridors/tiny/places.csv"));
  EXPECT_EQ(problem(get("/v1/corridors/tiny/tables/place")), "unknown-table");
  EXPECT_EQ(problem(get(path, "limit=0")), "bad-request");
  EXPECT_EQ(problem(get(path, "cursor=x")), "bad-request");
}

TEST_F(Corridors, a_package_is_taken_up_kept_and_thrown_away) {
  auto const answer = post("/v1/corridors", upload("mine"));
  ASSERT_EQ(answer.status, 201) << *answer.body;
  EXPECT_EQ(answer.fields.at("location"), "/v1/corridors/mine");
  EXPECT_EQ(problem(post("/v1/corridors", upload("mine"))), "corridor-exists");
  EXPECT_EQ(problem(post("/v1/corridors", upload("tiny"))), "corridor-exists");
  auto const before = json(get("/v1/corridors/mine"));
  EXPECT_EQ(before["bundled"], false);
  restart();
  EXPECT_EQ(json(get("/v1/corridors/mine")), before);
  EXPECT_EQ(ask({.method = "DELETE", .path = "/v1/corridors/mine"}).status,
            204);
  EXPECT_EQ(get("/v1/corridors/mine").status, 404);
  restart();
  EXPECT_EQ(get("/v1/corridors/mine").status, 404);
  EXPECT_EQ(problem(ask({.method = "DELETE", .path = "/v1/corridors/tiny"})),
            "bundled");
}

TEST_F(Corridors, one_with_mistakes_is_refused_whole_with_all_of_them) {
  auto body = upload("mine");
  auto links = body["files"]["links.csv"].get<std::string>();
  links.replace(links.find(",450,"), 5, ",far,");
  links.replace(links.find(",2900,"), 6, ",wide,");
  body["files"]["links.csv"] = links;
  auto const answer = post("/v1/corridors", body);
  EXPECT_EQ(answer.status, 422);
  EXPECT_EQ(problem(answer), "unsound-corridor");
  auto const findings = json(answer)["findings"];
  EXPECT_GE(findings.size(), 2U);
  EXPECT_EQ(findings[0]["file"], "links.csv");
  EXPECT_EQ(get("/v1/corridors/mine").status, 404);
  EXPECT_TRUE(std::filesystem::is_empty(folder_ / "corridors"));
}

TEST_F(Corridors, one_whose_scenarios_have_mistakes_is_refused_whole) {
  auto body = upload("mine");
  body["files"]["scenarios/far.toml"] =
      "title = \"far\"\nchanges = [\"nothing.*.x=1\"]\n";
  auto const answer = post("/v1/corridors", body);
  EXPECT_EQ(problem(answer), "unsound-corridor");
  EXPECT_EQ(json(answer)["findings"][0]["file"], "scenarios/far.toml");
  EXPECT_EQ(get("/v1/corridors/mine").status, 404);
}

TEST_F(Corridors, every_document_has_a_tag_of_its_own) {
  auto const about = get("/v1/corridors/tiny").fields.at("etag");
  auto const network = get("/v1/corridors/tiny/network").fields.at("etag");
  EXPECT_NE(about, network);
  restart();
  EXPECT_EQ(get("/v1/corridors/tiny").fields.at("etag"), about);
}

TEST_F(Corridors, no_file_leads_out_of_the_folder) {
  for (auto const* const name : {"../x.csv", "/x.csv", "scenarios/../../x.toml",
                                 "a/b.csv", "x.sh", "scenarios/A B.toml", ""}) {
    auto body = upload("mine");
    body["files"][name] = "";
    EXPECT_EQ(problem(post("/v1/corridors", body)), "bad-request") << name;
  }
  for (auto const* const name : {"..", "../mine", "Mine", "", "a b", "-a"}) {
    EXPECT_EQ(problem(post("/v1/corridors", upload(name))), "bad-request")
        << name;
  }
}

TEST_F(Corridors, what_a_crash_left_half_written_is_cleared_away) {
  std::filesystem::create_directories(folder_ / "corridors" / ".half-1");
  restart();
  EXPECT_TRUE(std::filesystem::is_empty(folder_ / "corridors"));
}

}  // namespace
}  // namespace camel::server
