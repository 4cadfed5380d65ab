// SPDX-License-Identifier: Apache-2.0
// What attackers send to consignments and events: members that are not theirs,
// bodies that are too much, SQL and paths where a word is asked for. Nothing is
// a fault of ours, and all that was there is there afterwards.
#include "epcis_query.h"
#include "test_parties.h"

namespace camel::server {
namespace {

std::vector<std::string> sql_payloads() {
  std::vector<std::string> all;
  for (std::string const quote : {"", "'", "\"", "`", "\\'", "%27", "''"}) {
    for (std::string const close : {"", ")", "))"}) {
      for (std::string const attack :
           {" OR 1=1", " OR 'a'='a", "; DROP TABLE consignments",
            " UNION "
            "SELECT json FROM consignments",
            "; DELETE FROM events", " AND 1=randomblob(100000000)",
            "||(SELECT hash FROM keys)", "; ATTACH '/x' AS y"}) {
        for (std::string const end : {"", "--", "/*"}) {
          all.push_back("x" + quote + close + attack + end);
        }
      }
    }
  }
  return all;
}

// A list that may be asked for by a word, and where it stands in the answer.
struct SearchedList {
  std::string path, by, answer;
};

std::vector<SearchedList> searched_lists() {
  std::string const events{"/epcisBody/queryResults/resultsBody/eventList"};
  return {{"/v1/consignments", "box", "/consignments"},
          {"/v1/consignments", "note", "/consignments"},
          {"/v1/alerts", "consignment", "/alerts"},
          {"/epcis/events", "EQ_eventID", events},
          {"/epcis/events", "MATCH_anyEPC", events},
          {"/epcis/events", "EQ_readPoint", events},
          {"/dcsa/v2/events", "equipmentReference", ""}};
}

class HostileRequests : public PartiesTest {
 protected:
  // A box off its plan: whoever asks without a filter is shown something.
  void SetUp() override { tell_arrival("ALA", "04"); }
  void TearDown() override {
    auto const answer = as("operator", {.path = there_});
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(*answer.body, before_);
  }
  // As the party whose all this is; it is answered.
  std::size_t shown(SearchedList const& list, std::string const& query) {
    auto const answer = as("swift", {.path = list.path, .query = query});
    EXPECT_EQ(answer.status, 200) << list.path << "?" << query;
    return json(answer).at(Json::json_pointer{list.answer}).size();
  }
  // Something else than a fault.
  int status(std::string const& party, Asking asking) {
    auto const path = asking.path;
    auto const answer = as(party, std::move(asking));
    EXPECT_LT(answer.status, 500) << path;
    return answer.status;
  }

  std::string there_ = "/v1/consignments/" + made_by("swift");
  std::string before_ = *as("operator", {.path = there_}).body;
};

TEST_F(HostileRequests, sql_in_a_word_that_is_searched_for_finds_nothing) {
  for (auto const& list : searched_lists()) {
    EXPECT_GE(shown(list, ""), 1U) << list.path;
    for (auto const& word : sql_payloads()) {
      EXPECT_EQ(shown(list, list.by + "=" + word), 0U) << list.by << word;
    }
  }
}

TEST_F(HostileRequests, sql_in_a_path_or_for_a_known_word_is_refused) {
  auto const payloads = sql_payloads();
  EXPECT_GE(payloads.size(), 500U);
  for (auto const& word : payloads) {
    for (auto const* const before :
         {"/v1/consignments/", "/v1/boxes/", "/v1/subscriptions/", "/v1/jobs/",
          "/epcis/events/", "/epcis/capture/"}) {
      EXPECT_EQ(status("swift", {.path = before + word}), 404);
    }
    for (auto const* const by :
         {"EQ_bizStep=", "eventType=", "nextPageToken="}) {
      EXPECT_EQ(status("swift", {.path = "/epcis/events", .query = by + word}),
                400);
    }
  }
}

TEST_F(HostileRequests, sql_in_a_filter_of_a_subscription_is_a_word) {
  auto const payloads = sql_payloads();
  for (std::size_t i = 0; i < payloads.size(); i += 25) {
    auto const subscribe = [&](Json const& filter) {
      return send("swift", "POST", "/v1/subscriptions",
                  {{"url", "https://forwarder.example/" + std::to_string(i)},
                   {"filter", filter}});
    };
    EXPECT_EQ(subscribe({{"consignment", payloads[i]}}).status, 404);
    EXPECT_EQ(subscribe({{"steps", {payloads[i]}}}).status, 422);
    auto const made = subscribe({{"box", payloads[i]}});
    ASSERT_EQ(made.status, 201) << *made.body;
    EXPECT_EQ(json(made)["filter"]["box"], payloads[i]);
    EXPECT_EQ(
        as("swift", {.method = "DELETE", .path = made.fields.at("location")})
            .status,
        204);
  }
}

// A mistake that is put in on purpose: a word that is written into a statement
// is no word any more, and most of these would be found out by it.
TEST_F(HostileRequests, sql_that_is_put_together_is_found_out) {
  store::Database database{":memory:"};
  database.run("CREATE TABLE words (word TEXT)");
  database.run("INSERT INTO words VALUES ('kept')");
  std::size_t found_out = 0;
  for (auto const& word : sql_payloads()) {
    try {
      auto const told =
          database
              .prepare("SELECT count(*) FROM words WHERE word = '" + word + "'")
              .number();
      found_out += told.value_or(0) > 0 ? 1 : 0;
    } catch (Error const&) {
      ++found_out;
    }
    EXPECT_EQ(database.prepare("SELECT count(*) FROM words WHERE word = ?")
                  .with(word)
                  .number(),
              0);
  }
  EXPECT_GT(found_out, sql_payloads().size() / 4);
}

TEST_F(HostileRequests, sql_in_a_document_is_kept_as_it_is) {
  auto const payloads = sql_payloads();
  for (std::size_t i = 0; i < payloads.size(); i += 25) {
    auto draft = test_consignment();
    draft["note"] = payloads[i];
    draft["goods"][0]["text"] = payloads[i];
    auto const made = send("swift", "POST", "/v1/consignments", draft);
    ASSERT_EQ(made.status, 201) << *made.body;
    EXPECT_EQ(json(made)["note"], payloads[i]);
    EXPECT_EQ(
        as("swift", {.method = "DELETE", .path = made.fields.at("location")})
            .status,
        204);
  }
}

TEST_F(HostileRequests, paths_lead_nowhere_else) {
  std::string const slash{'\x1f'};  // as an encoded one is decoded
  for (auto const& up : {std::string{"..."}, std::string{"%2e%2e"},
                         "a" + slash + "b", slash, "etc" + slash + "passwd",
                         std::string{"C:"}, std::string{"server.sqlite"}}) {
    for (auto const* const before : {"/v1/consignments/", "/epcis/events/",
                                     "/epcis/capture/", "/epcis/epcs/"}) {
      auto const found = status("stranger", {.path = before + up});
      EXPECT_EQ(found, 404) << before << up;
    }
  }
}

TEST_F(HostileRequests, bodies_that_are_too_much_are_refused) {
  std::string deep = "{\"seals\":";
  for (int i = 0; i < 100'000; ++i) {
    deep += "{\"a\":";
  }
  auto const brackets = std::string(200'000, '[');
  for (auto const& body : {deep, brackets, std::string{"{\"seals\":1e999}"},
                           std::string{"\xff\xfe"}, std::string{}}) {
    EXPECT_EQ(
        status("swift", {.method = "PATCH", .path = there_, .body = body}),
        422);
    EXPECT_EQ(
        status("swift",
               {.method = "POST", .path = "/v1/consignments", .body = body}),
        422);
    EXPECT_EQ(
        status("swift",
               {.method = "POST", .path = "/epcis/capture", .body = body}),
        400);
    EXPECT_EQ(status("swift",
                     {.method = "POST", .path = "/epcis/events", .body = body}),
              400);
  }
  auto many = test_consignment();
  for (int i = 0; i < 1'001; ++i) {
    many["seals"].push_back({{"number", "S"}});
  }
  EXPECT_EQ(send("swift", "POST", "/v1/consignments", many).status, 422);
  for (auto const* const query :
       {"limit=1000000000", "limit=-1", "cursor=99999999999999999999"}) {
    EXPECT_EQ(status("swift", {.path = "/v1/consignments", .query = query}),
              422);
  }
  EXPECT_EQ(
      status("swift", {.path = "/epcis/events", .query = "perPage=1000000000"}),
      400);
}

}  // namespace
}  // namespace camel::server
