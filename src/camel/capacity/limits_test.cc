// SPDX-License-Identifier: Apache-2.0
#include "camel/capacity/limits.h"

#include <set>

#include <gtest/gtest.h>

#include "camel/capacity/train_uses.h"
#include "camel/model/test_corridor.h"

namespace camel {
namespace {

struct Named {
  std::string key, label, unit, step;

  bool operator==(Named const&) const = default;
};
void PrintTo(Named const& n, std::ostream* out) {
  *out << n.key << " | " << n.label << " | " << n.unit << " | " << n.step;
}

TEST(Limits, have_a_name_for_programs_and_one_for_planners) {
  auto const corridor = corridor_from(R"(
    place A CN
    place B KZ
    link A B key=L1
    facility B cranes kind=gauge_change
    facility B tracks kind=reception
    facility B customs
    facility B quay kind=berth
    facility B door kind=gate
    fleet W number=100
    fleet V kind=vessel number=2
    service S A+ B- fleet=W frequency=7
  )");
  auto const name = [&](Limit const& limit) {
    return Named{key_of(corridor, limit), label_of(corridor, limit),
                 std::string{unit_of(limit.kind)}, step_words(corridor, limit)};
  };
  auto const there = LinkRun{LinkId{0}, true};
  auto const back = LinkRun{LinkId{0}, false};
  EXPECT_EQ(name(path_of(there)),
            (Named{"path/L1/there", "Aville → Bville (1435 mm): paths",
                   "trains a day", "+1 train a day"}));
  EXPECT_EQ(name(path_of(back)),
            (Named{"path/L1/back", "Bville → Aville (1435 mm): paths",
                   "trains a day", "+1 train a day"}));
  EXPECT_EQ(
      name(standing_on(there)),
      (Named{"standing/L1/there", "Aville → Bville (1435 mm): room for trains",
             "trains", "+1 train"}));
  EXPECT_EQ(name(single_track_of(LinkId{0})),
            (Named{"single_track/L1", "Aville – Bville (1435 mm): single track",
                   "hours a day", "+1 hour a day"}));
  auto const server = [&](std::uint32_t number, char const* facility,
                          char const* word) {
    EXPECT_EQ(name(servers_of(corridor, FacilityId{number})),
              (Named{std::string{"facility/B/"} + facility,
                     std::string{"Bville: "} + facility, "servers", word}));
  };
  server(0, "cranes", "+1 crane place");
  server(1, "tracks", "+1 track");
  server(2, "customs", "+1 lane");
  server(3, "quay", "+1 berth");
  server(4, "door", "+1 server");
  EXPECT_EQ(name(storage_at(PlaceId{1})),
            (Named{"storage/B", "Bville: yard", "TEU", "+1,000 TEU"}));
  EXPECT_EQ(name(wagons_of(FleetId{0})),
            (Named{"wagons/W", corridor.fleets[FleetId{0}].name, "wagons",
                   "+100 wagons"}));
  EXPECT_EQ(name(vessels_of(FleetId{1})),
            (Named{"vessels/V", corridor.fleets[FleetId{1}].name, "vessels",
                   "+1 vessel"}));
  Limit departures;
  departures.kind = LimitKind::departures;
  departures.service = ServiceId{0};
  EXPECT_EQ(name(departures),
            (Named{"departures/S",
                   corridor.services[ServiceId{0}].name + ": departures",
                   "departures a week", "+1 departure a week"}));
}

TEST(Limits, are_bought_a_step_at_a_time) {
  EXPECT_EQ(step_of(LimitKind::storage), 1000);
  EXPECT_EQ(step_of(LimitKind::wagons), 100);
  EXPECT_EQ(step_of(LimitKind::facility), 1);
  EXPECT_EQ(step_of(LimitKind::path), 1);
}

TEST(Limits, are_the_same_row_when_asked_for_again) {
  auto const corridor = corridor_from(R"(
    place A CN
    place B KZ
    link A B
    service S A+ B-
  )");
  CapacityRows rows{corridor};
  // After room aboard and what may be loaded, for each of two stops.
  EXPECT_EQ(rows.aboard_after(StopId{1}), 1);
  EXPECT_EQ(rows.loaded_at(StopId{0}), 2);
  auto const first = rows.row_of(path_of({LinkId{0}, true}));
  EXPECT_EQ(first, 4);
  EXPECT_EQ(rows.row_of(path_of({LinkId{0}, false})), 5);
  EXPECT_EQ(rows.row_of(path_of({LinkId{0}, true})), first);
  EXPECT_EQ(rows.limits().size(), 2U);
}

}  // namespace
}  // namespace camel
