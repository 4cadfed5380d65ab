// SPDX-License-Identifier: Apache-2.0
// Packages that reduce to a queue of the textbook, through the doors that
// users come in by: tables are loaded, simulated, and the result is read. Each
// must say what theory says, within four standard errors over replications.
#include <boost/math/distributions/students_t.hpp>
#include <map>
#include <string>

#include <gtest/gtest.h>

#include "camel/api/check_corridor.h"
#include "camel/api/simulate.h"

namespace camel {
namespace {

constexpr int kReplications = 16;
constexpr double kHoursOfYear = 365 * 24;
constexpr double kWay = 2;  // hours from one place to the next

// Four places in a row, 100 km and two hours apart: A and D are the ends, X
// and Y border posts. Boxes come one by one.
struct Package {
  double boxes_an_hour = 1;
  std::string facilities, procedures;
  std::string departure = "when_full,,";  // and the frequency and cut-off
  int capacity = 1;
  std::string paths = "10000";  // trains a day

  std::map<std::string, std::string> files() const {
    auto const teu = std::to_string(boxes_an_hour * kHoursOfYear);
    return {
        {"corridor.toml",
         "name = \"queue\"\ntitle = \"A queue\"\nbase_year = 2023\n"},
        {"places.csv",
         "place,name,country,kind,x_coord,y_coord\n"
         "XA,A,CN,terminal,80,45\nXX,X,KZ,border_post,81.2,45\n"
         "XY,Y,KZ,border_post,82.4,45\nXD,D,UZ,terminal,83.6,45\n"},
        {"links.csv",
         "link,from_place,to_place,mode,length,gauge,capacity,free_speed,"
         "tracks,"
         "standing\n"
         "L1,XA,XX,rail,100,1435," +
             paths +
             ",50,2,99999\n"
             "L2,XX,XY,rail,100,1435,10000,50,2,99999\n"
             "L3,XY,XD,rail,100,1435,10000,50,2,99999\n"},
        {"facilities.csv",
         "place,facility,kind,servers,service_hours,per,spread,distribution\n" +
             facilities},
        {"procedures.csv",
         "place,from_country,to_country,unit,step,name,facility\n" +
             procedures},
        {"services.csv",
         "service,mode,gauge,capacity,departure,frequency,cut_off_hours\n"
         "S,rail,1435," +
             std::to_string(capacity) + "," + departure + "\n"},
        {"stops.csv",
         "service,stop,place,action\nS,1,XA,load\nS,2,XD,unload\n"},
        {"commodities.csv",
         "commodity,name,cargo_form,tonnes_per_teu\nbox,Boxes,container,10\n"},
        {"demand.csv",
         "demand,origin,destination,commodity,teu,lot_teu\n"
         "D,XA,XD,box," +
             teu + ",1\n"}};
  }
};

SimulationResult simulate(Package const& package, int days) {
  auto const loaded = load_corridor(package.files(), "");
  for (auto const& finding : loaded.diagnostics.findings) {
    EXPECT_TRUE(finding.warning) << to_text(finding);
  }
  CAMEL_CHECK(loaded.ok(), "the package of the test is broken");
  return simulate_corridor(loaded.corridor, {.replications = kReplications,
                                             .days = days,
                                             .warm_up_days = 100,
                                             .seed = 20240101,
                                             .threads = 2,
                                             .progress = {}});
}

void expect_law(Interval const& simulated, double theory) {
  auto const quantile =
      boost::math::quantile(boost::math::students_t{kReplications - 1}, 0.975);
  auto const error = (simulated.high - simulated.mean) / quantile;
  EXPECT_NEAR(simulated.mean, theory, 4 * error);
  EXPECT_GT(error, 0);
  EXPECT_LT(error, 0.02 * theory) << "too noisy to mean anything";
}

// What a box waited altogether: all it does besides is run, `running` hours.
Interval waits_besides(double running, SimulationResult const& result) {
  auto const& transit = result.flows.front().transit_days;
  return {transit.mean * 24 - running, transit.low * 24 - running,
          transit.high * 24 - running};
}

TEST(QueueingPackage, lots_at_one_customs_lane_are_mm1) {
  Package package;
  package.boxes_an_hour = 0.8;
  package.facilities = "XA,customs,customs,1,1,lot,,exponential\n";
  package.procedures = "XA,*,*,lot,1,customs,customs\n";
  auto const result = simulate(package, 3000);
  auto const& lane = result.facilities.front();
  expect_law(lane.wait_hours, 0.8 / 0.2);
  expect_law(lane.utilisation, 0.8);
  EXPECT_NEAR(lane.dwell_hours, 5, 0.2);
  EXPECT_NEAR(lane.trains_day, 0.8 * 24, 0.2);
  expect_law(waits_besides(3 * kWay, result), 5);  // wait and service
}

// A train of one box leaves as soon as the box is there, so trains reach the
// border as a Poisson stream.
Package trains_at_the_border(double rate, std::string const& lanes) {
  Package package;
  package.boxes_an_hour = rate;
  package.facilities = "XX,customs,customs," + lanes + "\n";
  package.procedures = "XX,CN,KZ,train,1,customs,customs\n";
  return package;
}

TEST(QueueingPackage, trains_at_a_border_with_one_lane_are_mm1) {
  auto const package = trains_at_the_border(0.8, "1,1,train,,exponential");
  auto const result = simulate(package, 3000);
  expect_law(result.facilities.front().wait_hours, 0.8 / 0.2);
  expect_law(result.facilities.front().utilisation, 0.8);
}

TEST(QueueingPackage, trains_at_four_lanes_are_mm4_by_erlang_c) {
  auto const package = trains_at_the_border(3.2, "4,1,train,,exponential");
  auto const result = simulate(package, 1500);
  expect_law(result.facilities.front().wait_hours, 0.745541);
}

TEST(QueueingPackage, trains_that_are_cleared_in_a_fixed_time_are_md1) {
  auto const package = trains_at_the_border(0.8, "1,1,train,,fixed");
  auto const result = simulate(package, 2000);
  expect_law(result.facilities.front().wait_hours, 0.8 / (2 * (1 - 0.8)));
}

TEST(QueueingPackage, spread_lengthens_the_queue_by_pollaczek_and_khinchine) {
  auto const package = trains_at_the_border(0.8, "1,1,train,0.5,gamma");
  auto const result = simulate(package, 2000);
  expect_law(result.facilities.front().wait_hours,
             0.8 * (1 + 0.5 * 0.5) / (2 * (1 - 0.8)));
}

TEST(QueueingPackage, after_an_exponential_border_the_next_one_is_mm1_again) {
  // Burke (1956): what leaves an M/M/1 queue is a Poisson stream.
  Package package;
  package.boxes_an_hour = 0.8;
  package.facilities =
      "XX,customs,customs,1,1,train,,exponential\n"
      "XY,customs,customs,1,0.875,train,,exponential\n";
  package.procedures =
      "XX,CN,KZ,train,1,customs,customs\n"
      "XY,KZ,UZ,train,1,customs,customs\n";
  auto const result = simulate(package, 3000);
  expect_law(result.facilities[0].wait_hours, 0.8 / (1 - 0.8));
  expect_law(result.facilities[1].wait_hours, 0.7 / (1 / 0.875 - 0.8));
}

TEST(QueueingPackage, the_mean_box_of_a_train_of_k_waits_for_half_the_others) {
  Package package;
  package.boxes_an_hour = 2;
  package.capacity = 40;
  auto const result = simulate(package, 300);
  expect_law(waits_besides(3 * kWay, result), (40 - 1) / (2 * 2.0));
}

TEST(QueueingPackage, the_mean_box_waits_half_the_time_between_two_trains) {
  Package package;
  package.boxes_an_hour = 2;
  package.capacity = 1000;
  package.departure = "timetable,7,0";
  auto const result = simulate(package, 300);
  expect_law(waits_besides(3 * kWay, result), 12);
}

TEST(QueueingPackage, trains_before_a_line_of_limited_capacity_are_md1) {
  Package package;
  package.boxes_an_hour = 0.8;
  package.paths = "24";  // one an hour
  auto const result = simulate(package, 2000);
  auto const theory = 0.8 / (2 * (1 - 0.8));
  expect_law(waits_besides(3 * kWay, result), theory);
  EXPECT_NEAR(result.links.front().wait_hours, theory, 0.1);
  EXPECT_NEAR(result.links.front().utilisation, 0.8, 0.01);
}

}  // namespace
}  // namespace camel
