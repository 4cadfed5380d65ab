// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/vessel.h"

#include <gtest/gtest.h>

#include "camel/operations/test_world.h"

namespace camel {
namespace {

// Three ports ten hours apart, and a vessel that sails round them.
std::string ports(std::string const& rule, std::string const& rows) {
  return "place P KZ\n place Q AZ\n place R TM\n"
         "link P Q mode=sea km=200 speed=20\n"
         "link Q R mode=sea km=200 speed=20\n"
         "link R P mode=sea km=200 speed=20\n"
         "fleet F kind=vessel number=1 teu=100\n" +
         rows +
         "\n"
         "service S P* Q* R* P* mode=sea capacity=100 fleet=F " +
         rule + "\n";
}

// Leaves at once, whatever is aboard.
constexpr auto kAtOnce = "rule=timetable frequency=10000";

TEST(Vessel, boxes_ride_round_the_end_of_the_loop) {
  Stage stage{ports(kAtOnce, "") + "demand P Q\n demand R Q\n demand Q P\n"};
  stage.send(0, 1, {100});
  stage.send(1, 1, {100});
  stage.send(2, 1, {100});
  stage.dispatch_all();
  stage.run_until(500);
  for (std::size_t row = 0; row < 3; ++row) {
    EXPECT_EQ(stage.teu(row), 1);
  }
  EXPECT_NEAR(stage.part(Part::moving, 0), 10, 0.1);
  EXPECT_NEAR(stage.part(Part::moving, 1), 20, 0.1);  // by P
  EXPECT_NEAR(stage.part(Part::moving, 2), 20, 0.1);  // by R
}

TEST(Vessel, one_berth_serves_one_vessel_at_a_time) {
  auto const at_anchor = [](std::string const& berths) {
    auto const year = simulate_days(
        "place P KZ\n place Q AZ\n link P Q mode=sea km=200 speed=20\n"
        "fleet F kind=vessel number=8 teu=100\n"
        "facility P berth hours=8 servers=" +
            berths +
            "\n"
            "service S P* Q* P* mode=sea capacity=100 fleet=F " +
            kAtOnce + "\n demand P Q teu=365\n",
        {.measured = 100, .warm_up = 20});
    return year;
  };
  auto const few = at_anchor("1");
  auto const many = at_anchor("8");
  auto const& berth = few.facilities[FacilityId{0}];
  EXPECT_NEAR(berth.busy_share, 1, 0.01);
  EXPECT_NEAR(static_cast<double>(berth.services.count()), 100 * 24 / 8, 2);
  EXPECT_NEAR(berth.services.mean(), 8, 1e-9);
  // Eight vessels on a round of 8 x 8 hours: 28 of them at sea or at work.
  EXPECT_NEAR(berth.waits.mean(), 64 - 28, 0.5);
  EXPECT_NEAR(many.facilities[FacilityId{0}].waits.mean(), 0, 0.01);
  EXPECT_NEAR(many.sailings, 100 * 24 / 28.0 * 8 * 2, 8);
}

TEST(Vessel, the_berth_works_box_by_box_where_its_time_is_so) {
  Stage stage{ports(kAtOnce,
                    "facility P berth hours=0.1 per=teu\n"
                    "facility Q berth hours=0.2 per=teu") +
              "demand P Q\n"};
  stage.send(0, 40, {0});
  stage.dispatch_all();
  stage.run_until(200);
  EXPECT_NEAR(stage.part(Part::processing), 4 + 8, 0.001);
}

TEST(Vessel, one_that_waits_for_boxes_lies_at_anchor_and_not_at_the_berth) {
  // The second vessel has boxes for P while the first waits there to be full.
  auto const year = simulate_days(
      "place P KZ\n place Q AZ\n link P Q mode=sea km=200 speed=20\n"
      "fleet F kind=vessel number=2 teu=100\n"
      "facility P berth hours=1 servers=1\n"
      "service S P* Q* P* mode=sea capacity=100 fleet=F rule=full_or_time "
      "wait=72\n"
      "demand P Q teu=365\n demand Q P teu=36500\n",
      {.measured = 300, .warm_up = 20});
  EXPECT_LT(year.facilities[FacilityId{0}].waits.mean(), 1);
  EXPECT_LT(year.facilities[FacilityId{0}].busy_share, 0.3);
  EXPECT_GT(year.flows[DemandId{1}].teu, 12'000);
}

TEST(Vessel, it_sails_when_what_is_aboard_and_what_waits_fill_it) {
  Stage stage{ports("rule=when_full", "") +
              "demand P Q\n demand P R\n demand Q P\n"};
  stage.send(0, 50, {100});
  stage.send(1, 50, {100});
  stage.send(2, 25, {200, 210});
  stage.dispatch_all();
  stage.run_until(1000);
  EXPECT_EQ(stage.transit(0), 10);
  EXPECT_EQ(stage.transit(1), 210 + 10 - 100);
}

TEST(Vessel, it_leaves_with_what_it_has_after_waiting_long_enough) {
  Stage stage{ports("rule=full_or_time wait=30", "") + "demand P Q\n"};
  stage.dispatch_all();
  stage.run_until(48 + 40 * 3 * 10);
  // Three ports, forty hours each.
  EXPECT_NEAR(stage.world.record.sailings, 30, 1);
}

TEST(Vessel, by_timetable_it_leaves_on_its_hour) {
  Stage stage{ports("rule=timetable frequency=7", "") + "demand P Q\n"};
  stage.dispatch_all();
  stage.run_until(24 * 50);
  // Ten hours of sea and fourteen of waiting, every day.
  EXPECT_NEAR(stage.world.record.sailings, 49, 1.5);
}

TEST(Vessel, sailings_are_no_closer_than_the_frequency_allows) {
  auto const sailings = [](std::string const& frequency) {
    return simulate_days(
               "place P KZ\n place Q AZ\n link P Q mode=sea km=200 speed=20\n"
               "fleet F kind=vessel number=6 teu=100\n"
               "service S P* Q* P* mode=sea capacity=100 fleet=F "
               "rule=full_or_time wait=0.1 frequency=" +
                   frequency + "\n demand P Q teu=365\n",
               {.measured = 70, .warm_up = 20})
        .runs[run_index(LinkId{0}, true)]
        .trains();
  };
  EXPECT_NEAR(sailings("7"), 70, 1);
  EXPECT_NEAR(sailings("14"), 140, 1);
  EXPECT_NEAR(sailings("1000"), 70 * 24 / 20.2 * 6, 6);
}

TEST(Vessel, weather_that_keeps_it_in_port_shows_as_a_closure) {
  Stage stage{ports(kAtOnce, "") +
              "closure P>Q from=2024-01-01 to=2024-01-10 share=0\n"
              "demand P Q\n"};
  stage.send(0, 1, {0});
  stage.dispatch_all();
  stage.run_until(24 * 12);
  EXPECT_EQ(stage.transit(), 240 + 10);
  EXPECT_EQ(stage.part(Part::closure) + stage.part(Part::ship), 240);
  EXPECT_GT(stage.part(Part::closure), 190);  // since it came to the port
  EXPECT_EQ(stage.part(Part::moving), 10);
}

TEST(Vessel, a_call_lasts_at_least_its_dwell) {
  Stage stage{
      "place P KZ\n place Q AZ\n link P Q mode=sea km=200 speed=20\n"
      "fleet F kind=vessel number=1 teu=100\n"
      "service S P*6 Q*9 P*6 mode=sea capacity=100 fleet=F " +
      std::string{kAtOnce} + "\n demand P Q\n"};
  stage.dispatch_all();
  stage.run_until(48 + 35 * 20);
  EXPECT_NEAR(stage.world.record.sailings, 40, 2.5);
}

TEST(Vessel, boxes_for_the_next_port_are_set_down_there_and_not_before) {
  Stage stage{ports(kAtOnce,
                    "step Q KZ>AZ customs unit=lot hours=3\n"
                    "step Q *>* wrong unit=lot hours=500") +
              "demand P Q\n demand P R\n"};
  stage.send(0, 1, {60});
  stage.send(1, 1, {60});
  stage.dispatch_all();
  stage.run_until(500);
  EXPECT_NEAR(stage.part(Part::processing, 0), 3, 1e-9);
  EXPECT_EQ(stage.part(Part::processing, 1), 0);
  EXPECT_NEAR(stage.part(Part::moving, 1), 20, 0.001);
}

TEST(Vessel, low_water_lets_it_take_a_share_of_its_load) {
  // By timetable, once a day, out of a port with plenty of boxes.
  auto const year = simulate_days(
      ports("rule=timetable frequency=7",
            "closure P from=2024-01-01 to=2024-12-31 payload=0.83") +
          "demand P Q teu=100000\n",
      {.measured = 300, .warm_up = 30});
  auto const& run = year.runs[run_index(LinkId{0}, true)];
  EXPECT_NEAR(run.teu / run.trains(), 83, 0.01);
}

TEST(Vessel, one_that_is_full_at_low_water_need_not_wait_for_more) {
  Stage stage{ports("rule=when_full",
                    "closure P from=2024-01-01 to=2024-12-31 payload=0.5") +
              "demand P Q\n"};
  stage.send(0, 50, {100});
  stage.dispatch_all();
  stage.run_until(1000);
  EXPECT_EQ(stage.transit(), 10);
}

constexpr auto kLaidUp =
    "closure fleets/F from=2024-01-11 to=2024-01-20 share=0\n";

// Six vessels, and boxes every hour two ports on, from P to R and from R to Q.
struct LaidUp : Stage {
  static std::string six(std::string text) {
    return text.replace(text.find("number=1"), 8, "number=6");
  }
  LaidUp() : Stage{six(ports(kAtOnce, kLaidUp)) + "demand P R\n demand R Q\n"} {
    std::vector<double> every_hour;
    for (int hour = 0; hour < 480; ++hour) {
      every_hour.push_back(hour);
    }
    send(0, 1, every_hour);
    send(1, 1, every_hour);
    for (int number = 0; number < 6; ++number) {
      sim.start(sail(sim, world, ServiceId{0}, number));
    }
  }
  double sailings_until(int day) {
    auto const before = world.record.sailings;
    run_until(24.0 * day);
    return world.record.sailings - before;
  }
  int aboard() const {
    int teu = 0;
    for (auto const& vessel : world.trains) {
      teu += vessel.teu;
    }
    return teu;
  }
};

TEST(Vessel,
     those_laid_up_carry_on_what_is_aboard_and_lie_until_they_may_sail) {
  LaidUp stage;
  EXPECT_NEAR(stage.sailings_until(10), 6 * 240 / 10.0, 30);
  EXPECT_GT(stage.aboard(), 0);
  // One leg is under way, and at most two more bring the boxes home.
  auto const last = stage.sailings_until(12);
  EXPECT_GE(last, 6);
  EXPECT_LE(last, 18);
  EXPECT_EQ(stage.aboard(), 0);
  EXPECT_EQ(stage.sailings_until(20), 0);
  EXPECT_NEAR(stage.sailings_until(25), 6 * 120 / 10.0, 12);
}

TEST(Vessel, of_a_fleet_on_two_services_the_last_numbers_are_laid_up) {
  auto const sailings = [](std::string const& rows) {
    return simulate_days(
               "place P KZ\n place Q AZ\n place R TM\n"
               "link P Q mode=sea km=200 speed=20\n"
               "link P R mode=sea km=200 speed=20\n"
               "fleet F kind=vessel number=4 teu=100\n" +
                   rows + "service S P* Q* P* mode=sea capacity=100 fleet=F " +
                   kAtOnce +
                   "\nservice T P* R* P* mode=sea capacity=100 fleet=F " +
                   kAtOnce + "\n demand P Q\n demand P R\n",
               {.measured = 100, .warm_up = 20})
        .runs;
  };
  auto const half =
      sailings("closure fleets/F from=2023-12-01 to=2024-12-31 share=0.75\n");
  auto const all = sailings("");
  // Number 3 of 0, 1, 2, 3 is the second vessel of the second service.
  EXPECT_NEAR(half[run_index(LinkId{0}, true)].trains(),
              all[run_index(LinkId{0}, true)].trains(), 1);
  EXPECT_NEAR(half[run_index(LinkId{1}, true)].trains(),
              all[run_index(LinkId{1}, true)].trains() / 2, 2);
}

TEST(Vessel, work_at_the_berth_takes_longer_in_a_slow_time) {
  Stage stage{ports(kAtOnce,
                    "facility P berth hours=0.1 per=teu\n"
                    "facility Q berth hours=0.2 per=teu\n"
                    "closure Q from=2024-01-01 to=2024-01-31 time=3") +
              "demand P Q\n"};
  stage.send(0, 40, {0});
  stage.dispatch_all();
  stage.run_until(200);
  EXPECT_NEAR(stage.part(Part::processing), 4 + 3 * 8, 0.001);
}

}  // namespace
}  // namespace camel
