// SPDX-License-Identifier: Apache-2.0
#include "camel/api/calibrate.h"

#include <cmath>

#include <gtest/gtest.h>

#include "camel/base/error.h"
#include "camel/base/file.h"

namespace camel {
namespace {

// A queue of the textbook: boxes come one by one, each a train of its own, six
// hours of way, and customs with one officer. With an arrival every two hours
// and 1.5 hours of service a box is 1 / (1/1.5 - 1/2) = 6 hours at the border,
// 12 hours on its way in all.
PackageFiles queue() {
  return {
      {"corridor.toml",
       "name = \"queue\"\ntitle = \"A queue\"\nbase_year = 2023\n"},
      {"places.csv",
       "place,name,country,kind,x_coord,y_coord\n"
       "XA,A,CN,terminal,80,45\nXX,X,KZ,border_post,81.2,45\n"
       "XD,D,UZ,terminal,83.6,45\n"},
      {"links.csv",
       "link,from_place,to_place,mode,length,gauge,tracks,capacity,free_speed\n"
       "L1,XA,XX,rail,100,1435,2,10000,50\n"
       "L2,XX,XD,rail,200,1435,2,10000,50\n"},
      {"facilities.csv",
       "place,facility,kind,servers,service_hours,per,spread,distribution\n"
       "XX,customs,customs,1,1,train,1,exponential\n"},
      {"procedures.csv",
       "place,from_country,to_country,unit,step,name,facility\n"
       "XX,CN,UZ,train,1,customs,customs\n"},
      {"services.csv",
       "service,mode,gauge,capacity,departure,frequency,cut_off_hours\n"
       "S,rail,1435,1,when_full,,\n"},
      {"stops.csv", "service,stop,place,action\nS,1,XA,load\nS,2,XD,unload\n"},
      {"commodities.csv",
       "commodity,name,cargo_form,tonnes_per_teu\nbox,Boxes,container,10\n"},
      {"demand.csv",
       "demand,origin,destination,commodity,teu,lot_teu\n"
       "D,XA,XD,box,4380,1\n"},
      {"observations.csv",
       "observation,indicator,scope,period,value,unit,from,to,role\n"
       "O1,transit_days,A to D,2023,0.5,days,XA,XD,fit\n"
       "O2,teu_year,A to D,2023,9999,TEU,XA,XD,fit\n"
       "O3,speed,in CN,2023,1200,km/day,CN,,judge\n"},
      {"calibration.csv",
       "input,change,low,high\n"
       "customs,facilities.XX/customs.service_hours,0.5,1.8\n"}};
}

Package package_of(PackageFiles files) {
  auto base = load_corridor(files, "");
  for (auto const& finding : base.diagnostics.findings) {
    EXPECT_TRUE(finding.warning) << to_text(finding);
  }
  return {.folder = "",
          .files = std::move(files),
          .base = std::move(base),
          .scenarios = {}};
}

CalibrationPlan quick() {
  CalibrationPlan plan;
  plan.evaluations = 16;
  plan.simulation = {.replications = 2,
                     .days = 365,
                     .warm_up_days = 30,
                     .seed = 7,
                     .threads = 2,
                     .progress = {}};
  plan.judging_replications = 2;
  return plan;
}

PackageFiles with(PackageFiles files, std::string const& file,
                  std::string const& old, std::string const& now) {
  auto const at = files.at(file).find(old);
  EXPECT_NE(at, std::string::npos) << old;
  files[file].replace(at, old.size(), now);
  return files;
}

std::string first_finding(PackageFiles files) {
  auto const calibration = calibrate(package_of(std::move(files)), quick());
  EXPECT_FALSE(calibration.ok());
  return calibration.ok() ? ""
                          : to_text(calibration.diagnostics.findings.front());
}

TEST(Calibrate, a_service_time_is_recovered_from_the_wait_it_makes) {
  auto const calibration = calibrate(package_of(queue()), quick());
  ASSERT_TRUE(calibration.ok());
  ASSERT_EQ(calibration.inputs.size(), 1U);
  auto const& input = calibration.inputs.front();
  EXPECT_EQ(input.start, 1);
  EXPECT_NEAR(input.fitted.value, 1.5, 0.05);
  EXPECT_TRUE(input.fitted.determined);
  EXPECT_NEAR(input.fitted.moved_by.at(0) + input.fitted.rest,
              input.fitted.value - 1, 1e-9);
  // The same customs in a year of its own.
  auto const& row = calibration.rows.front();
  EXPECT_NEAR(row.before.mean, (6 + 1 / (1 - 0.5)) / 24, 0.02);
  EXPECT_NEAR(row.after.mean, 0.5, 0.05);
  auto const& customs = calibration.corridor.corridor.facilities[FacilityId{0}];
  EXPECT_NEAR(customs.service.mean_hours, input.fitted.value, 1e-9);
}

TEST(Calibrate, what_was_put_in_does_not_take_part_and_all_roles_are_judged) {
  auto const calibration = calibrate(package_of(queue()), quick());
  EXPECT_EQ(calibration.targets, std::vector{ObservationId{0}});
  ASSERT_EQ(calibration.rows.size(), 3U);
  EXPECT_EQ(calibration.rows[0].target, 0U);
  EXPECT_FALSE(calibration.rows[1].target);
  EXPECT_FALSE(calibration.rows[2].target);
  EXPECT_GT(calibration.rows[2].before.mean, 0);
}

TEST(Calibrate, any_number_of_threads_finds_the_same) {
  auto const on = [](int threads) {
    auto plan = quick();
    plan.evaluations = 8;
    plan.simulation.days = 60;
    plan.simulation.threads = threads;
    auto const found = calibrate(package_of(queue()), plan);
    return std::vector{found.inputs[0].fitted.value,
                       found.inputs[0].fitted.spread, found.fit.badness_after,
                       found.rows[0].after.mean};
  };
  EXPECT_EQ(on(1), on(5));
}

TEST(Calibrate, a_factor_begins_at_one_and_multiplies_every_row_it_means) {
  auto const files = with(with(queue(), "calibration.csv",
                               "facilities.XX/customs.service_hours,0.5,1.8",
                               "links.L*.free_speed*,0.5,1"),
                          "observations.csv", "0.5,days", "0.4167,days");
  auto const calibration = calibrate(package_of(files), quick());
  // Two hours at customs leave 8 for the way that took 6.
  EXPECT_EQ(calibration.inputs[0].start, 1);
  EXPECT_NEAR(calibration.inputs[0].fitted.value, 0.75, 0.03);
  auto const& links = calibration.corridor.corridor.links;
  EXPECT_EQ(links[LinkId{0}].free_speed, links[LinkId{1}].free_speed);
}

TEST(Calibrate, progress_ends_where_it_said) {
  auto plan = quick();
  plan.simulation.days = 60;
  int last = 0;
  int of = 0;
  plan.progress = [&](int done, int all) {
    EXPECT_GT(done, last);
    last = done;
    of = all;
  };
  calibrate(package_of(queue()), plan);
  EXPECT_EQ(last, of);
}

TEST(Calibrate, a_start_outside_its_bounds_is_refused_at_its_line) {
  EXPECT_EQ(
      first_finding(with(queue(), "calibration.csv", "0.5,1.8", "1.2,1.8")),
      "calibration.csv:2:9: error: the value 1 is outside the bounds "
      "1.2…1.8 — bounds say what the value may be: change them or the "
      "value");
}

TEST(Calibrate, rows_of_different_values_ask_for_a_factor) {
  auto files = with(queue(), "procedures.csv", "step,name,facility\n",
                    "step,name,facility,hours\n");
  files["procedures.csv"] =
      "place,from_country,to_country,unit,step,name,"
      "facility,hours\nXX,CN,UZ,train,1,customs,"
      "customs,1\nXX,UZ,CN,train,1,customs,customs,2\n";
  EXPECT_NE(first_finding(with(files, "calibration.csv",
                               "facilities.XX/customs.service_hours",
                               "procedures.XX/customs.hours"))
                .find("has 2 values: 1, 2 — fit a factor instead"),
            std::string::npos);
}

TEST(Calibrate, a_blank_cell_is_no_start) {
  EXPECT_NE(first_finding(with(queue(), "calibration.csv",
                               "facilities.XX/customs.service_hours,0.5,1.8",
                               "services.S.frequency,1,9"))
                .find("is blank"),
            std::string::npos);
}

TEST(Calibrate, whole_numbers_and_pattern_without_rows_are_refused_first) {
  EXPECT_NE(first_finding(with(queue(), "calibration.csv",
                               "facilities.XX/customs.service_hours,0.5,1.8",
                               "facilities.XX/customs.servers,1,4"))
                .find("is not a whole number"),
            std::string::npos);
  EXPECT_NE(first_finding(with(queue(), "calibration.csv",
                               "facilities.XX/customs.service_hours,0.5,1.8",
                               "links.M*.free_speed*,0.5,1.5"))
                .find("links has no row 'M*'"),
            std::string::npos);
}

TEST(Calibrate, nothing_to_fit_or_too_few_evaluations_are_bad_usage) {
  auto files = queue();
  files.erase("calibration.csv");
  EXPECT_THROW(calibrate(package_of(files), quick()), UsageError);
  EXPECT_THROW(calibrate(package_of(with(queue(), "observations.csv",
                                         "XA,XD,fit", "XA,XD,judge")),
                         quick()),
               UsageError);
  auto plan = quick();
  plan.evaluations = 3;
  EXPECT_THROW(calibrate(package_of(queue()), plan), UsageError);
}

}  // namespace
}  // namespace camel
