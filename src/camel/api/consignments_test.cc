// SPDX-License-Identifier: Apache-2.0
#include "camel/api/consignments.h"

#include "camel/tracking/test_consignment.h"

namespace camel {
namespace {

bool always(std::string const&) { return true; }

struct ConsignmentsTest : testing::Test {
  ~ConsignmentsTest() override { std::filesystem::remove_all(folder); }

  Refused refused(std::function<void()> const& ask) const {
    try {
      ask();
    } catch (Refusal const& refusal) {
      return refusal.why;
    }
    ADD_FAILURE() << "nothing was refused";
    return Refused::unsound;
  }
  static Viewer as(std::string const& party) { return {.party = party}; }

  std::filesystem::path const folder = [] {
    std::string name = testing::TempDir() + "consignments-XXXXXX";
    return std::filesystem::path{mkdtemp(name.data())};
  }();
  Consignments all{folder};
  std::string id = all.make(as("swift"), test_consignment()).id;
};

TEST_F(ConsignmentsTest, each_party_sees_its_part_and_strangers_nothing) {
  EXPECT_EQ(all.find(as("swift"), id).json["payers"].size(), 2U);
  EXPECT_FALSE(all.find(as("port"), id).json.contains("payers"));
  EXPECT_EQ(refused([&] { all.find(as("stranger"), id); }), Refused::unknown);
  EXPECT_EQ(refused([&] { all.find(as(""), id); }), Refused::unknown);
  EXPECT_EQ(all.list(as("port"), {}).consignments.size(), 1U);
  EXPECT_TRUE(all.list(as("stranger"), {}).consignments.empty());
  EXPECT_TRUE(
      all.list(as("stranger"), {.party = "swift"}).consignments.empty());
}

TEST_F(ConsignmentsTest, a_member_is_changed_by_whom_it_is_granted) {
  auto const seal = Json{{"seals", Json::array({{{"number", "T-1"}}})}};
  all.change(as("port"), id, seal, always);
  EXPECT_EQ(all.find(as("swift"), id).json["seals"][0]["number"], "T-1");
  for (Json const& patch :
       {Json{{"payers", Json::array()}},
        Json{{"seals", Json::array()}, {"note", "x"}},
        Json{{"consignment", "c-2"}}, Json{{"made_by", "port"}},
        Json{{"parties", Json::array()}}, Json{{"created", "2020"}}}) {
    EXPECT_EQ(refused([&] { all.change(as("port"), id, patch, always); }),
              Refused::not_granted)
        << patch;
  }
  EXPECT_EQ(refused([&] { all.change(as("stranger"), id, seal, always); }),
            Refused::unknown);
  EXPECT_EQ(refused([&] {
              all.change(as("swift"), id, {{"contract", nullptr}}, always);
            }),
            Refused::unsound);
}

TEST_F(ConsignmentsTest, a_tag_is_of_what_one_sees) {
  auto const before = all.find(as("port"), id).tag;
  auto const forwarders = all.find(as("swift"), id).tag;
  all.change(as("swift"), id, {{"payers", Json::array()}}, always);
  EXPECT_EQ(all.find(as("port"), id).tag, before);
  EXPECT_NE(all.find(as("swift"), id).tag, forwarders);
  EXPECT_EQ(refused([&] {
              all.change(as("swift"), id, {{"note", "CIM-0044"}},
                         [&](auto const& tag) { return tag == forwarders; });
            }),
            Refused::changed);
}

TEST_F(ConsignmentsTest, pages_go_on_where_they_ended) {
  auto const second = all.make(as("silk"), test_consignment()).id;
  auto const page = all.list(as("silk"), {.limit = 1});
  EXPECT_EQ(page.consignments.at(0).id, second);
  ASSERT_TRUE(page.next);
  auto const rest = all.list(as("silk"), {.after = *page.next, .limit = 1});
  EXPECT_EQ(rest.consignments.at(0).id, id);
  EXPECT_FALSE(rest.next);
}

TEST_F(ConsignmentsTest, a_table_shows_no_more_and_begins_no_formula) {
  auto json = test_consignment();
  json["note"] = "=1+1,\"x\"";
  all.make(as("swift"), json);
  auto const csv = to_csv(all.list(as("pl-customs"), {}).consignments);
  EXPECT_NE(csv.find("\"'=1+1,\"\"x\"\"\""), std::string::npos) << csv;
  EXPECT_EQ(csv.find("XIY"), std::string::npos);
  EXPECT_NE(csv.find("CSQU 305438-3 TCNU7200794"), std::string::npos);
}

TEST_F(ConsignmentsTest, is_taken_away_by_its_consignor_or_forwarder) {
  EXPECT_EQ(refused([&] { all.remove(as("ktz"), id, always); }),
            Refused::not_granted);
  EXPECT_EQ(refused([&] { all.remove(as("stranger"), id, always); }),
            Refused::unknown);
  all.remove(as("silk"), id, always);
  EXPECT_EQ(refused([&] { all.find(as("swift"), id); }), Refused::unknown);
}

}  // namespace
}  // namespace camel
