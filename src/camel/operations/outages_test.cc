// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/outages.h"

#include <cmath>

#include <gtest/gtest.h>

#include "camel/operations/border_crossing.h"
#include "camel/operations/test_world.h"

namespace camel {
namespace {

constexpr auto kTwoPlaces =
    "place A CN\n place B CN\n link A B\n service S A+ B-\n demand A B\n";

// Work for the first facility; who comes, and when it is done.
struct Workshop : Prepared {
  explicit Workshop(std::string const& rows, std::uint32_t replication = 0)
      : Prepared{kTwoPlaces + rows},
        world{corridor,
              network,
              routes,
              plan,
              {.replication = replication, .warm_up = 0, .end = 366 * kDay}} {
    start_outages(sim, world);
  }

  Pool const& servers() const { return world.desks[0]->pool; }
  void come(std::vector<double> const& at);
  void run_until(double hour) { sim.run_until(hours(hour)); }
  double part(std::size_t unit, Part part) const {
    return in_hours(diaries[unit].parts[static_cast<std::size_t>(part)]);
  }

  World world;
  Simulation sim;
  std::deque<Diary> diaries;
  std::deque<double> done;  // hour; -1: not yet
  std::deque<double> came;
};

Process be_served(Simulation& sim, Workshop& shop, std::size_t unit) {
  auto& diary = shop.diaries[unit];
  diary.since = sim.now();
  auto const work = Work{
      .facility = FacilityId{0},
      .law = shop.corridor.facilities[FacilityId{0}].service,
  };
  co_await serve(sim, shop.world, work, diary);
  shop.done[unit] = in_hours(sim.now());
}

void arrive(Workshop& shop) {
  shop.diaries.emplace_back();
  shop.done.push_back(-1);
  shop.came.push_back(in_hours(shop.sim.now()));
  shop.sim.start(be_served(shop.sim, shop, shop.done.size() - 1));
}

Process come_at(Simulation& sim, Workshop& shop, std::vector<double> at) {
  for (auto const hour : at) {
    co_await sim.wait_until(hours(hour));
    arrive(shop);
  }
}

void Workshop::come(std::vector<double> const& at) {
  sim.start(come_at(sim, *this, at));
}

using Hours = std::deque<double>;

TEST(Outages, two_of_three_cranes_are_taken_away) {
  Workshop shop{
      "facility A customs hours=3 servers=3\n"
      "closure A/customs from=2024-01-01 to=2024-01-01 share=0.33\n"};
  shop.come({0, 0, 0, 24, 24, 24});
  shop.run_until(100);
  EXPECT_EQ(shop.done, (Hours{3, 6, 9, 27, 27, 27}));
}

TEST(Outages, work_in_progress_pauses_and_goes_on_before_that_of_others) {
  Workshop shop{
      "facility A customs hours=10\n"
      "closure A/customs from=2024-01-02 to=2024-01-02 share=0\n"};
  shop.come({20, 21, 30});
  shop.run_until(200);
  // Four hours before midnight, and six when the lane is there again.
  EXPECT_EQ(shop.done, (Hours{54, 64, 74}));
  EXPECT_EQ(shop.part(0, Part::processing), 10);
  EXPECT_EQ(shop.part(0, Part::border), 24);
  EXPECT_EQ(shop.part(1, Part::border), 33);
  EXPECT_EQ(shop.world.record.facilities[FacilityId{0}].services.mean(), 10);
}

TEST(Outages, causes_add_up_and_no_more_than_all_can_be_out) {
  Workshop shop{
      "facility A customs hours=1 servers=4\n"
      "closure A/customs from=2024-01-01 to=2024-01-03 share=0.5 key=a\n"
      "closure A/customs from=2024-01-02 to=2024-01-04 share=0.25 key=b\n"};
  auto const in_order = [&](double hour) {
    shop.run_until(hour);
    return shop.servers().units();
  };
  EXPECT_EQ(in_order(1), 2);
  EXPECT_EQ(in_order(25), 0);  // two and three of four
  EXPECT_EQ(in_order(73), 1);
  EXPECT_EQ(in_order(97), 4);
}

TEST(Outages, causes_that_begin_and_end_together_add_up_as_well) {
  Workshop shop{
      "facility A customs hours=1 servers=4\n"
      "closure A/customs from=2024-01-02 to=2024-01-02 share=0.75 key=a\n"
      "closure A/customs from=2024-01-02 to=2024-01-02 share=0.5 key=b\n"};
  shop.run_until(30);
  EXPECT_EQ(shop.servers().units(), 1);
  shop.run_until(50);
  EXPECT_EQ(shop.servers().units(), 4);
}

TEST(Outages, random_spells_shut_a_facility_for_their_share_of_the_time) {
  double shut = 0;
  for (std::uint32_t replication = 0; replication < 20; ++replication) {
    Workshop shop{
        "facility A customs servers=2\n"
        "closure A/customs from=2024-01-01 to=2024-12-31 closed=0.25 spell=6\n",
        replication};
    shop.sim.run_until(366 * kDay);
    shop.run_until(366 * 24);
    shut += 1 - shop.servers().capacity().mean(shop.sim.now()) / 2;
  }
  // Shut for 6 h, open for 18 h on average: the share of a time T varies by
  // 2 a b / (a + b)^3 / T with the rates a = 1/18 and b = 1/6.
  auto const [a, b] = std::pair{1 / 18.0, 1 / 6.0};
  auto const variance = 2 * a * b / std::pow(a + b, 3) / (20 * 366 * 24);
  EXPECT_NEAR(shut / 20, 0.25, 4 * std::sqrt(variance));
}

TEST(Outages, whoever_waits_for_the_doors_may_lose_its_server) {
  Workshop shop{
      "facility A customs hours=3 open=8-20\n"
      "closure A/customs from=2024-01-02 to=2024-01-02 share=0\n"};
  shop.come({21});
  shop.run_until(200);
  EXPECT_EQ(shop.done, (Hours{48 + 8 + 3}));
}

TEST(Outages, a_facility_out_of_order_for_ever_is_waited_for_in_vain) {
  Workshop shop{
      "facility A customs hours=3\n"
      "closure A/customs from=2023-12-01 to=2034-01-01 share=0\n"};
  shop.come({0, 10, 20});
  shop.run_until(5000);
  EXPECT_EQ(shop.done, (Hours{-1, -1, -1}));
  EXPECT_LT(shop.sim.events(), 20U);
}

TEST(Outages, a_track_that_is_kept_is_given_back_first) {
  Stage stage{
      "place A CN\n place B KZ\n place C KZ\n link A B\n link B C\n"
      "facility B reception\n facility B customs hours=30\n"
      "step B CN>KZ reception at=reception hold=yes\n"
      "step B CN>KZ customs at=customs\n"
      "closure B/reception from=2024-01-02 to=2024-01-03 share=0\n"
      "service S A+ C- rule=full_or_time wait=0.1 capacity=1\n"
      "demand A C\n"};
  stage.send(0, 1, {10, 20});
  stage.dispatch_all();
  stage.run_until(23);
  EXPECT_EQ(stage.teu(), 0);
  stage.run_until(200);
  // The first is cleared at 12 + 30 and leaves; the second gets the track at
  // midnight of January 4, and is cleared 30 hours later.
  EXPECT_EQ(stage.teu(), 2);
  EXPECT_NEAR(stage.transit(), (34 + (72 + 30 + 2 - 20)) / 2.0, 0.11);
}

TEST(Outages, servers_are_in_order_their_share_of_the_time) {
  Tally in_order;
  for (std::uint32_t replication = 0; replication < 20; ++replication) {
    Workshop shop{"facility A customs servers=3 breakdown=40 repair=10\n",
                  replication};
    shop.run_until(8760);
    in_order.add(shop.servers().capacity().mean(shop.sim.now()) / 3);
  }
  // 40 / (40 + 10), with the variance of above for three servers.
  auto const variance = 2 * (0.025 * 0.1) / std::pow(0.125, 3) / 8760 / 3;
  EXPECT_NEAR(in_order.mean(), 0.8, 4 * std::sqrt(variance / 20));
  // It starts in order, as does every server of ours.
  EXPECT_NEAR(in_order.variance(), variance, variance);
}

TEST(Outages, a_breakdown_belongs_to_its_server_whatever_else_there_is) {
  auto const history = [](std::string const& rows, std::string const& place) {
    Workshop shop{rows};
    auto const id = find_facility(shop.corridor,
                                  find_place(shop.corridor, place), "customs");
    std::string text;
    for (int hour = 0; hour < 2000; hour += 5) {
      shop.run_until(hour);
      text += std::to_string(shop.world.desks[id.value]->pool.units());
    }
    return text;
  };
  auto const alone =
      history("facility B customs breakdown=40 repair=10\n", "B");
  EXPECT_NE(alone.find('0'), std::string::npos);
  EXPECT_EQ(alone, history("facility A customs breakdown=40 repair=10\n"
                           "facility B customs breakdown=40 repair=10\n",
                           "B"));
  EXPECT_NE(alone, history("facility A customs breakdown=40 repair=10\n", "A"));
}

Process arrive_at_random(Simulation& sim, Workshop& shop, double gap,
                         Ticks until) {
  Random gaps{{.seed = 11, .replication = shop.world.setting.replication}};
  for (;;) {
    co_await sim.wait(hours(gaps.exponential(gap)));
    if (sim.now() > until) {
      co_return;
    }
    arrive(shop);
  }
}

// M/M/1 with a server that breaks down at rate x, working or idle, is repaired
// at rate y, and resumes: the mean number in the system is
//   l ((x + y)^2 + x m) / ((x + y) (y m - l (x + y)))
// for arrivals at rate l and service at rate m (B. Avi-Itzhak and P. Naor:
// Some queuing problems with the service station subject to breakdown,
// Operations Research 11, 1963, model A). With l = 1/2, m = 1, x = 1/20 and
// y = 1/5 an hour that is 3, so by Little's law everybody stays 6 hours.
TEST(Outages, a_queue_with_breakdowns_has_the_length_that_theory_says) {
  Tally stays;
  for (std::uint32_t replication = 0; replication < 16; ++replication) {
    Workshop shop{
        "facility A customs hours=1 law=exponential breakdown=20 repair=5\n",
        replication};
    shop.sim.start(arrive_at_random(shop.sim, shop, 2, 1000 * kDay));
    shop.run_until(1100 * 24);
    Tally stay;
    for (std::size_t i = 0; i < shop.done.size(); ++i) {
      ASSERT_GT(shop.done[i], 0);
      stay.add(shop.done[i] - shop.came[i]);
    }
    stays.add(stay.mean());
  }
  auto const error = std::sqrt(stays.variance() / 15);
  EXPECT_NEAR(stays.mean(), 6, 4 * error);
  EXPECT_LT(error, 0.15);
}

}  // namespace
}  // namespace camel
