// SPDX-License-Identifier: Apache-2.0
#include "camel/model/corridor.h"

#include <gtest/gtest.h>

#include "camel/model/test_corridor.h"

namespace camel {
namespace {

Corridor small() {
  return corridor_from(
      "place A CN\n place B KZ\n place C KZ\n"
      "link A B\n link B C\n"
      "facility B customs\n facility B lifts\n facility B crane kind=lifts\n"
      "facility C lifts\n"
      "step B CN>KZ first\n step C *>* other\n step B CN>KZ second\n"
      "service S A+ B* C-\n service T C+ A-\n");
}

template <typename Id>
std::vector<Id> ids(std::span<Id const> list) {
  return {list.begin(), list.end()};
}

TEST(Corridor, each_place_knows_its_links_facilities_and_procedures) {
  auto const corridor = small();
  EXPECT_EQ(ids(corridor.links_at[PlaceId{0}]), std::vector{LinkId{0}});
  EXPECT_EQ(ids(corridor.links_at[PlaceId{1}]),
            (std::vector{LinkId{0}, LinkId{1}}));
  EXPECT_EQ(corridor.facilities_at[PlaceId{0}].size(), 0U);
  EXPECT_EQ(corridor.facilities_at[PlaceId{1}].size(), 3U);
  EXPECT_EQ(ids(corridor.procedures_at[PlaceId{1}]),
            (std::vector{ProcedureId{0}, ProcedureId{2}}));
}

TEST(Corridor, each_service_knows_its_stops_in_order) {
  auto const corridor = small();
  EXPECT_EQ(ids(corridor.stops_of[ServiceId{0}]),
            (std::vector{StopId{0}, StopId{1}, StopId{2}}));
  EXPECT_EQ(ids(corridor.stops_of[ServiceId{1}]),
            (std::vector{StopId{3}, StopId{4}}));
}

TEST(Corridor, what_is_found_by_name_or_kind_is_at_that_place) {
  auto const corridor = small();
  EXPECT_EQ(find_place(corridor, "C"), PlaceId{2});
  EXPECT_FALSE(find_place(corridor, "c"));
  EXPECT_EQ(find_facility(corridor, PlaceId{1}, "crane"), FacilityId{2});
  EXPECT_FALSE(find_facility(corridor, PlaceId{0}, "crane"));
  EXPECT_EQ(find_facility(corridor, PlaceId{1}, FacilityKind::lifts),
            FacilityId{1});  // the first of them
  EXPECT_EQ(find_facility(corridor, PlaceId{2}, FacilityKind::lifts),
            FacilityId{3});
  EXPECT_FALSE(find_facility(corridor, PlaceId{1}, FacilityKind::berth));
}

TEST(Corridor, a_changed_copy_leaves_the_original_as_it_was) {
  auto const base = small();
  auto changed = base;
  changed.links[LinkId{0}].capacity = 1;
  EXPECT_EQ(base, small());
  EXPECT_NE(base, changed);
}

TEST(Corridor, yards_of_a_place_hold_together_what_each_holds) {
  auto const corridor = corridor_from(
      "place A CN\n place B KZ\n facility A yard storage=100\n"
      "facility A north kind=yard storage=50\n facility A lifts\n");
  EXPECT_EQ(storage_of(corridor, PlaceId{0}), 150);
  EXPECT_EQ(storage_of(corridor, PlaceId{1}), 0);
}

}  // namespace
}  // namespace camel
