// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "camel/api/codec.h"
#include "camel/api/simulate.h"
#include "camel/model/test_corridor.h"

namespace camel {
namespace {

std::string simulated(int threads, std::uint64_t seed) {
  static auto const corridor = corridor_from(
      "place A CN\n place B KZ\n place P KZ\n place Q AZ\n"
      "link A B capacity=9\n link B P gauge=1520 km=800\n"
      "link P Q mode=ferry km=300 speed=20\n"
      "facility B customs hours=2 law=exponential open=6-23\n"
      "facility B gauge_change hours=2 law=gamma\n"
      "facility P berth hours=6 law=lognormal\n"
      "step B CN>KZ customs at=customs early=0.5 early_hours=0.5\n"
      "fleet W number=60 turnaround=40\n fleet F kind=vessel number=2 teu=60\n"
      "service E A+ B- capacity=40 rule=timetable frequency=7\n"
      "service S B+ P- gauge=1520 capacity=40 rule=full_or_time fleet=W\n"
      "service V P* Q* P* mode=ferry capacity=60 rule=full_or_time wait=20 "
      "fleet=F\n"
      "closure P-Q from=2000-11-01 to=2000-03-31 closed=0.2 recurs=yes\n"
      "demand A Q teu=6000 lot=3\n demand A P teu=2000 lot=2\n"
      "observation transit_days from=A to=Q low=1 high=99\n");
  return to_json(corridor,
                 simulate_corridor(corridor, {.replications = 9,
                                              .days = 60,
                                              .warm_up_days = 30,
                                              .seed = seed,
                                              .threads = threads,
                                              .progress = {}}),
                 Timings::left_out);
}

TEST(SimulateThreads, any_number_of_threads_gives_the_same_bytes) {
  auto const on_one = simulated(1, 5);
  EXPECT_EQ(on_one, simulated(2, 5));
  EXPECT_EQ(on_one, simulated(7, 5));
  EXPECT_EQ(on_one, simulated(64, 5));
  EXPECT_NE(on_one, simulated(2, 6));
}

}  // namespace
}  // namespace camel
