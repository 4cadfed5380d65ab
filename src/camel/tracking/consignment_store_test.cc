// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/consignment_store.h"

#include "camel/tracking/test_consignment.h"

namespace camel {
namespace {

std::vector<std::string> ids_of(std::vector<StoredConsignment> const& all) {
  std::vector<std::string> ids;
  for (auto const& one : all) {
    ids.push_back(one.id);
  }
  return ids;
}

struct ConsignmentStoreTest : testing::Test {
  ConsignmentStoreTest() {
    store.add("c-1", "swift", sound_consignment(), "2026-03-01T00:00:00Z");
    auto other = test_consignment();
    other["note"] = "CIM-0043";
    other["parties"][2]["party"] = "steppe";
    other["containers"] =
        nlohmann::ordered_json::array({{{"number", "MSKU1000000"}}});
    store.add("c-2", "steppe", sound_consignment(other),
              "2026-03-02T00:00:00Z");
  }
  ConsignmentStore store{":memory:"};
};

TEST_F(ConsignmentStoreTest, finds_by_party_box_and_note) {
  EXPECT_EQ(ids_of(store.list({})), (std::vector<std::string>{"c-2", "c-1"}));
  EXPECT_EQ(ids_of(store.list({.party = "swift"})),
            std::vector<std::string>{"c-1"});
  EXPECT_EQ(ids_of(store.list({.party = "ktz"})).size(), 2U);
  EXPECT_TRUE(store.list({.party = "nobody"}).empty());
  EXPECT_TRUE(store.list({.party = ""}).empty());
  EXPECT_EQ(ids_of(store.list({.box = "MSKU1000000"})),
            std::vector<std::string>{"c-2"});
  EXPECT_EQ(ids_of(store.list({.box = "218124712173"})).size(), 2U);
  EXPECT_EQ(ids_of(store.list({.note = "CIM-0042"})),
            std::vector<std::string>{"c-1"});
  EXPECT_EQ(ids_of(store.list({.after = 2, .limit = 1})),
            std::vector<std::string>{"c-1"});
  EXPECT_TRUE(store.list({.after = 1}).empty());
}

TEST_F(ConsignmentStoreTest, a_change_needs_the_version_it_was_seen_in) {
  auto changed = test_consignment();
  changed["parties"][2]["party"] = "steppe";
  auto const now = std::string{"2026-03-03T00:00:00Z"};
  EXPECT_TRUE(store.change("c-1", 1, sound_consignment(changed), now));
  EXPECT_FALSE(store.change("c-1", 1, sound_consignment(), now));
  auto const found = store.find("c-1");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->version, 2);
  EXPECT_EQ(found->created, "2026-03-01T00:00:00Z");
  EXPECT_EQ(found->changed, now);
  EXPECT_EQ(found->consignment, sound_consignment(changed));
  EXPECT_TRUE(store.list({.party = "swift"}).empty());
  EXPECT_FALSE(store.remove("c-1", 1));
  EXPECT_TRUE(store.remove("c-1", 2));
  EXPECT_FALSE(store.find("c-1"));
  EXPECT_EQ(ids_of(store.list({.box = "CSQU3054383"})).size(), 0U);
}

TEST_F(ConsignmentStoreTest, ids_are_not_to_be_guessed) {
  auto const one = ConsignmentStore::new_id();
  EXPECT_EQ(one.size(), 22U);
  EXPECT_NE(one, ConsignmentStore::new_id());
}

}  // namespace
}  // namespace camel
