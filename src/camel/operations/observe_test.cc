// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/observe.h"

#include <gtest/gtest.h>

#include "camel/model/test_corridor.h"

namespace camel {
namespace {

// A in China, X and Y at the border, B in Kazakhstan, ports P and Q.
constexpr auto kCorridor =
    "place A CN\n place X CN\n place Y KZ\n place B KZ\n place P KZ\n"
    "place Q AZ\n"
    "link A X\n link X Y\n link X Y key=second gauge=1520\n link Y B\n"
    "link B P\n link P Q mode=ferry\n link P Q key=tunnel\n"
    "goods grain bulk tonnes=20\n"
    "facility Y customs\n facility Y inspection\n facility X customs\n"
    "service S A+ B-\n service G A+ B- cargo=bulk\n"
    "service F P* Q* P* mode=ferry\n"
    "demand A B teu=1\n demand B A teu=1\n demand A B goods=grain teu=1 "
    "path=fixed\n"
    "demand A Q teu=1\n";

// A record of half a year, made by hand.
class HandMade {
 public:
  explicit HandMade(std::string const& observation)
      : corridor_{corridor_from(std::string{kCorridor} + observation)} {
    auto const places = [&](std::string const& codes) {
      std::set<PlaceId> set;
      for (auto const code : codes) {
        set.insert(at(std::string{code}));
      }
      return set;
    };
    for (auto const* const way : {"AXYB", "BYXA", "AXYB", "AXYBPQ"}) {
      passes_.add(places(way));
    }
    record_.flows.resize(4);
    fill(0, 100, 10 * 24);
    fill(1, 40, 12 * 24);
    fill(2, 30, 20 * 24);
    fill(3, 10, 30 * 24);
    record_.facilities.resize(3);
    record_.runs.resize(14);
    for (auto& run : record_.runs) {
      run.departures.resize(3);
    }
  }

  PlaceId at(std::string const& code) const {
    return find_place(corridor_, code);
  }
  RunRecord& run(std::uint64_t link, bool forward) {
    return record_.runs[run_index(LinkId{link}, forward)];
  }
  YearRecord& record() { return record_; }
  Observation& observation() {
    return corridor_.observations[ObservationId{0}];
  }

  std::optional<double> value() const {
    return observe({corridor_, passes_, record_, 182.5},
                   corridor_.observations[ObservationId{0}]);
  }

 private:
  void fill(std::size_t row, double teu, double hours) {
    record_.flows[DemandId{row}].teu = teu;
    record_.flows[DemandId{row}].transit_hours = teu * hours;
  }

  Corridor corridor_;
  Table<DemandId, std::set<PlaceId>> passes_;
  YearRecord record_;
};

std::optional<double> value_of(std::string const& observation) {
  return HandMade{"observation " + observation}.value();
}

TEST(Observe, teu_of_the_year_are_those_between_two_regions) {
  EXPECT_EQ(value_of("teu_year from=A to=B"), 2 * 130);
  EXPECT_EQ(value_of("teu_year from=A to=B both=yes"), 2 * 170);
  EXPECT_EQ(value_of("teu_year from=A to=B cargo=bulk"), 2 * 30);
  EXPECT_EQ(value_of("teu_year"), 2 * 180);
  EXPECT_EQ(value_of("teu_year via=P"), 2 * 10);
  EXPECT_EQ(value_of("teu_year from=Q to=A"), 0);
}

TEST(Observe, tonnes_weigh_each_commodity) {
  EXPECT_EQ(value_of("tonnes_year from=A to=B"), 2 * (100 * 10 + 30 * 20));
}

TEST(Observe, transit_days_are_of_the_mean_box) {
  EXPECT_DOUBLE_EQ(*value_of("transit_days from=A to=B"),
                   (100 * 10 + 30 * 20) / 130.0);
  EXPECT_DOUBLE_EQ(
      *value_of("transit_days from=A to=B both=yes cargo=container"),
      (100 * 10 + 40 * 12) / 140.0);
  EXPECT_EQ(value_of("transit_days from=Q to=A"), std::nullopt);
}

TEST(Observe, boxes_by_trains_with_fixed_paths_are_told_apart) {
  EXPECT_EQ(value_of("transit_days from=A to=B path=fixed"), 20);
  EXPECT_EQ(value_of("transit_days from=A to=B path=ordinary"), 10);
}

TEST(Observe, trains_are_counted_over_every_line_between_two_neighbours) {
  auto const count = [](std::string const& words) {
    HandMade year{"observation " + words};
    year.run(1, true).departures = {70, 20, 0};
    year.run(2, true).departures = {5, 0, 0};
    year.run(1, false).departures = {60, 0, 0};
    year.run(0, true).departures = {1000, 0, 0};
    return year.value();
  };
  EXPECT_EQ(count("trains_year from=X to=Y"), 2 * 95);
  EXPECT_EQ(count("trains_year from=X to=Y cargo=bulk"), 2 * 20);
  EXPECT_EQ(count("trains_year from=Y to=X"), 2 * 60);
  EXPECT_DOUBLE_EQ(*count("trains_day from=X to=Y both=yes"), 155 / 182.5);
}

TEST(Observe, sailings_are_of_vessels_and_trains_are_not) {
  auto const count = [](std::string const& words) {
    HandMade year{"observation " + words};
    year.run(5, true).departures = {0, 0, 80};
    year.run(6, true).departures = {30, 0, 0};  // a train through the tunnel
    return year.value();
  };
  EXPECT_EQ(count("sailings_year from=P to=Q"), 2 * 80);
  EXPECT_EQ(count("trains_year from=P to=Q"), 2 * 30);
}

TEST(Observe, leg_days_are_clocked_from_place_to_place) {
  HandMade year{"observation leg_days from=A to=B"};
  EXPECT_EQ(year.value(), std::nullopt);
  year.record().running_hours[{year.at("A"), year.at("B")}].add(48);
  year.record().running_hours[{year.at("A"), year.at("B")}].add(96);
  year.record().running_hours[{year.at("B"), year.at("A")}].add(1000);
  EXPECT_EQ(year.value(), 3);
}

TEST(Observe, border_hours_add_up_over_the_places_of_the_border) {
  auto const hours = [](std::string const& words) {
    HandMade year{"observation border_hours from=A to=B " + words};
    auto& stays = year.record().stays;
    stays[{year.at("X"), "CN", "KZ"}].add(10, 1);
    stays[{year.at("X"), "CN", "KZ"}].add(20, 3);
    stays[{year.at("Y"), "CN", "KZ"}].add(5, 7);
    stays[{year.at("X"), "KZ", "CN"}].add(2, 4);
    return year.value();
  };
  EXPECT_EQ(hours("via=X"), 17.5);
  EXPECT_EQ(hours("via=X,Y"), 22.5);
  EXPECT_EQ(hours("via=X both=yes"), (17.5 * 4 + 2 * 4) / 8);
  EXPECT_EQ(hours("via=P"), std::nullopt);
}

TEST(Observe, facility_hours_are_the_mean_service_of_its_kind) {
  auto const hours = [](std::string const& words) {
    HandMade year{"observation facility_hours facility=customs " + words};
    year.record().facilities[FacilityId{0}].services.add(3);
    year.record().facilities[FacilityId{1}].services.add(50);
    year.record().facilities[FacilityId{2}].services.add(6);
    year.record().facilities[FacilityId{2}].services.add(6);
    return year.value();
  };
  EXPECT_EQ(hours("via=Y"), 3);
  EXPECT_EQ(hours("via=X,Y"), 5);
  EXPECT_EQ(hours("via=B"), std::nullopt);
}

TEST(Observe, speed_is_distance_over_time_on_the_lines_of_a_country) {
  HandMade year{"observation speed from=Y"};
  EXPECT_EQ(year.value(), std::nullopt);
  year.record().line_haul["KZ"] = {1000, 20};
  year.record().line_haul["CN"] = {5000, 24};
  EXPECT_EQ(year.value(), 1200);
}

TEST(Observe, a_ratio_is_of_there_to_back) {
  EXPECT_EQ(value_of("ratio from=A to=B cargo=container"), 2.5);
  EXPECT_EQ(value_of("ratio from=A to=Q"), std::nullopt);
}

TEST(Observe, a_share_is_of_the_boxes_by_a_place_among_all_on_the_journey) {
  // From China: 100 + 30 TEU to B, and 10 to Q by P.
  EXPECT_DOUBLE_EQ(*value_of("share from=A,X via=P"), 10 / 140.0);
  EXPECT_DOUBLE_EQ(*value_of("share from=A,X via=Y,P"), 1);
  EXPECT_DOUBLE_EQ(*value_of("share from=A via=P cargo=container"), 10 / 110.0);
  EXPECT_DOUBLE_EQ(*value_of("share from=A to=B via=B both=yes"), 1);
  EXPECT_EQ(value_of("share from=Q to=A via=P"), std::nullopt);
}

TEST(Observe, trains_that_wait_are_those_before_the_place_in_that_direction) {
  auto const count = [](std::string const& words) {
    HandMade year{"observation " + words};
    year.record().queues = {{year.at("Y"), "CN", "KZ", 12.5, 40, {}},
                            {year.at("Y"), "KZ", "CN", 3, 7, {}},
                            {year.at("Y"), "*", "*", 15.5, 44, {}},
                            {year.at("P"), "CN", "KZ", 0.5, 2, {}}};
    return year.value();
  };
  EXPECT_EQ(count("trains_waiting via=Y from=A,X to=Y,B,P"), 12.5);
  EXPECT_EQ(count("trains_waiting via=Y from=Y to=X"), 3);
  EXPECT_EQ(count("trains_waiting via=Y"), 15.5);
  EXPECT_EQ(count("trains_waiting_max via=Y from=X to=Y"), 40);
  EXPECT_EQ(count("trains_waiting via=Y,P from=X to=Y"), 13);
  // Nobody watched that one.
  EXPECT_EQ(count("trains_waiting via=Y,Q from=X to=Y"), std::nullopt);
  EXPECT_EQ(count("trains_waiting from=X to=Y"), std::nullopt);
}

TEST(Observe, trains_that_wait_on_a_day_are_the_mean_of_its_week) {
  auto const on = [](std::string const& day) {
    HandMade year{"observation trains_waiting via=Y from=X to=Y"};
    year.observation().period = day;
    year.record().queues = {
        {year.at("Y"), "CN", "KZ", 12.5, 40, {1, 2, 30, 4, 5, 6, 7, 8, 9, 10}}};
    return year.value();
  };
  EXPECT_EQ(on("2023-01-01"), 1);
  EXPECT_EQ(on("2023-01-14"), 2);
  EXPECT_EQ(on("2023-01-15"), 30);
  EXPECT_EQ(on("2023-01"), 12.5);
  EXPECT_EQ(on("2023-02-25"), 8);  // the last of the eighth week,
  EXPECT_EQ(on("2023-02-26"), 9);
  // and by its date, where the simulated year has a day more before it.
  EXPECT_EQ(on("2023-03-03"), 9);
  EXPECT_EQ(on("2023-03-04"), 10);
  // The year was cut short before that.
  EXPECT_EQ(on("2023-03-11"), std::nullopt);
  EXPECT_EQ(on("2024-12-31"), std::nullopt);
}

TEST(Observe, what_the_model_does_not_speak_to_has_no_value) {
  for (auto const* const word :
       {"other", "demand_teu", "demand_tonnes", "route_km"}) {
    EXPECT_EQ(value_of(word), std::nullopt) << word;
  }
}

}  // namespace
}  // namespace camel
