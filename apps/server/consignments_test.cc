// SPDX-License-Identifier: Apache-2.0
#include "test_parties.h"

namespace camel::server {
namespace {

constexpr auto kAll = "/v1/consignments";

std::string one(std::string const& id) { return kAll + ("/" + id); }

class ConsignmentsOfOneUser : public ServerTest {};

TEST_F(ConsignmentsOfOneUser, need_no_keys) {
  auto const made = post(kAll, test_consignment());
  ASSERT_EQ(made.status, 201) << *made.body;
  auto const there = made.fields.at("location");
  restart();
  EXPECT_EQ(json(get(there))["note"], "CIM-0042");
  EXPECT_EQ(json(get(kAll))["consignments"].size(), 1U);
  EXPECT_EQ(json(get(kAll, "box=CSQU3054383"))["consignments"].size(), 1U);
  EXPECT_EQ(json(get(kAll, "box=MSKU1000000"))["consignments"].size(), 0U);
  EXPECT_EQ(ask({.method = "DELETE", .path = there}).status, 204);
  EXPECT_EQ(problem(get(there)), "unknown-consignment");
}

TEST_F(ConsignmentsOfOneUser, mistakes_are_named_each_at_its_place) {
  auto wrong = test_consignment();
  wrong["containers"][0]["number"] = "CSQU3054384";
  wrong["extra"] = 1;
  auto const answer = post(kAll, wrong);
  EXPECT_EQ(answer.status, 422);
  EXPECT_EQ(json(answer)["mistakes"].size(), 2U);
  EXPECT_EQ(problem(ask({.method = "POST", .path = kAll, .body = "{"})),
            "bad-request");
}

class ConsignmentsOfParties : public PartiesTest {
 protected:
  std::string id = made_by("swift");
};

TEST_F(ConsignmentsOfParties, foreign_and_missing_look_alike) {
  auto const missing = "c-00000000000000000000";
  for (auto const* const method : {"GET", "PATCH", "DELETE"}) {
    auto const foreign = send("stranger", method, one(id), Json::object());
    auto const none = send("stranger", method, one(missing), Json::object());
    EXPECT_EQ(foreign.status, 404) << method;
    EXPECT_EQ(*foreign.body, *none.body) << method;
    EXPECT_EQ(foreign.fields, none.fields) << method;
  }
  EXPECT_EQ(as("stranger", {.path = kAll}).status, 200);
  EXPECT_TRUE(json(as("stranger", {.path = kAll}))["consignments"].empty());
  EXPECT_EQ(as("", {.path = one(id)}).status, 404);
  EXPECT_EQ(as("operator", {.path = one(id)}).status, 200);
}

TEST_F(ConsignmentsOfParties, a_tag_says_nothing_of_what_is_hidden) {
  auto const mine = as("port", {.path = one(id)});
  auto const tag = mine.fields.at("etag");
  EXPECT_EQ(
      as("port", {.path = one(id), .fields = {{"if-none-match", tag}}}).status,
      304);
  EXPECT_EQ(
      as("stranger", {.path = one(id), .fields = {{"if-none-match", tag}}})
          .status,
      404);
  auto const change = Json{{"payers", Json::array()}};
  EXPECT_EQ(send("swift", "PATCH", one(id), change).status, 200);
  EXPECT_EQ(as("port", {.path = one(id)}).fields.at("etag"), tag);
  EXPECT_EQ(send("port", "PATCH", one(id), {{"seals", Json::array()}},
                 {{"if-match", tag}})
                .status,
            200);
  EXPECT_EQ(problem(send("port", "PATCH", one(id), {{"seals", Json::array()}},
                         {{"if-match", tag}})),
            "changed-meanwhile");
}

TEST_F(ConsignmentsOfParties, made_for_others_or_read_only_are_refused) {
  EXPECT_EQ(problem(send("ktz", "POST", kAll, test_consignment())),
            "not-granted");
  EXPECT_EQ(problem(send("", "POST", kAll, test_consignment())), "not-granted");
  EXPECT_EQ(problem(send("ktz", "DELETE", one(id), Json{})), "not-granted");
  EXPECT_EQ(problem(send("ktz", "PATCH", one(id), {{"goods", nullptr}})),
            "not-granted");
}

TEST_F(ConsignmentsOfParties, an_idempotency_key_is_ones_own) {
  http::Fields const key{{"idempotency-key", "k"}};
  auto const first = send("swift", "POST", kAll, test_consignment(), key);
  auto const again = send("swift", "POST", kAll, test_consignment(), key);
  EXPECT_EQ(*first.body, *again.body);
  auto const others = send("silk", "POST", kAll, test_consignment(), key);
  EXPECT_NE(json(others)["consignment"], json(first)["consignment"]);
}

// Members that the server sets, and those of other parties, by every party.
TEST_F(ConsignmentsOfParties, nobody_slips_in_a_member_that_is_not_his) {
  auto const whole = json(as("operator", {.path = one(id)}));
  for (auto const* const party :
       {"silk", "mode", "ktz", "port", "pl-customs", "swift"}) {
    for (auto const* const member :
         {"consignment", "created", "made_by", "version", "row", "party",
          "__proto__", "is_operator", "payers"}) {
      auto const is_his = std::string_view{party} == "swift" &&
                          std::string_view{member} == "payers";
      auto const answer = send(party, "PATCH", one(id),
                               {{member, Json::array({{{"party", party}}})},
                                {"seals", Json::array()}});
      EXPECT_EQ(answer.status, is_his ? 422 : 403) << party << member;
    }
  }
  EXPECT_EQ(json(as("operator", {.path = one(id)})), whole);
}

}  // namespace
}  // namespace camel::server
