// SPDX-License-Identifier: Apache-2.0
// A server who is called away in between: by closing hours, breakdowns, or
// more urgent customers. Work rests meanwhile, so each customer goes when a
// calendar of the times left over says that the work is done; all to the tick.
#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

#include "camel/sim/calendar.h"
#include "camel/sim/use.h"
#include "customers.h"

namespace camel::laws {
namespace {

struct Desk {
  Customers const& customers;
  WhenStopped when_preempted = WhenStopped::pause;
  Pool pool{1};
  std::vector<Ticks> left = std::vector<Ticks>(customers.size(), -1);
};

Process visit(Simulation& sim, Desk& desk, std::size_t i) {
  co_await use(sim, desk.pool,
               {.time = desk.customers[i].service,
                .when_preempted = desk.when_preempted});
  desk.left[i] = sim.now();
}

void send_customers(Simulation& sim, Desk& desk) {
  sim.start(doorman(sim, desk.customers,
                    [&](std::size_t i) { return visit(sim, desk, i); }));
}

// One after the other, as far as the calendar lets them.
std::vector<Ticks> departures(Customers const& customers,
                              Calendar const& calendar) {
  std::vector<Ticks> left;
  Ticks free = 0;
  for (auto const& customer : customers) {
    free =
        *calendar.end_of_work(std::max(free, customer.comes), customer.service);
    left.push_back(free);
  }
  return left;
}

Customers some_customers() {
  return customers(5'000, exponential(1), exponential(0.5));
}

// In these, closing hours and customers meet in the same tick all the time.
Customers customers_that_take_time() {
  auto all = customers_in_step(5'000, 1);
  for (auto& customer : all) {
    customer.service += 1;
    customer.comes *= 3;
  }
  return all;
}

void expect_rest_at_night(Customers const& all, Calendar const& hours) {
  Desk desk{all};
  Simulation sim;
  sim.start(follow_calendar(sim, desk.pool, hours, WhenStopped::pause));
  send_customers(sim, desk);
  auto const exact = departures(all, hours);
  sim.run_until(exact.back());
  EXPECT_EQ(desk.left, exact);
}

TEST(ExactStops, work_rests_while_the_desk_is_closed) {
  expect_rest_at_night(
      some_customers(),
      Calendar::open(
          {.period = to_ticks(24),
           .hours = {{to_ticks(6), to_ticks(12)}, {to_ticks(13), to_ticks(22)}},
           .closures = {{to_ticks(1000), to_ticks(1100)}}}));
  expect_rest_at_night(
      customers_that_take_time(),
      Calendar::open({.period = 7, .hours = {{0, 2}, {3, 6}}}));
}

// ------------------------------------------------------------ breakdowns

struct Breakdown {
  Ticks begins, lasts;
};

std::vector<Breakdown> breakdowns(Customers const& all) {
  Draws runs{"runs", 0, exponential(10)};
  Draws repairs{"repairs", 0, exponential(3)};
  std::vector<Breakdown> plan;
  for (auto now = runs.next(); now < 2 * all.back().comes;) {
    plan.push_back({now, repairs.next() + 1});
    now += plan.back().lasts + runs.next() + 1;
  }
  return plan;
}

Process break_by_preempting(Simulation& sim, Desk& desk, Breakdown breakdown) {
  co_await sim.wait_until(breakdown.begins);
  co_await use(sim, desk.pool,
               {.time = breakdown.lasts, .priority = -1, .preempts = true});
}

Process break_by_closing(Simulation& sim, Desk& desk, Breakdown breakdown) {
  co_await sim.wait_until(breakdown.begins);
  desk.pool.set_units(0, WhenStopped::pause);
  co_await sim.wait(breakdown.lasts);
  desk.pool.set_units(1);
}

using BreakDown = Process (*)(Simulation&, Desk&, Breakdown);

std::vector<Ticks> departures(Customers const& all,
                              std::vector<Breakdown> const& plan,
                              BreakDown break_down) {
  Desk desk{all};
  Simulation sim;
  for (auto const& breakdown : plan) {
    sim.start(break_down(sim, desk, breakdown));
  }
  send_customers(sim, desk);
  sim.run();
  return desk.left;
}

TEST(ExactStops, a_breakdown_is_a_preemption_is_a_desk_without_servers) {
  auto const all = some_customers();
  auto const plan = breakdowns(all);
  Calendar::Plan hours{.period = 1, .otherwise = 1};
  for (auto const& each : plan) {
    hours.exceptions.push_back({each.begins, each.begins + each.lasts, 0});
  }
  auto const exact = departures(all, Calendar{hours});
  EXPECT_EQ(departures(all, plan, break_by_preempting), exact);
  EXPECT_EQ(departures(all, plan, break_by_closing), exact);
}

// ------------------------------------------------------- urgent customers

Process visit_urgently(Simulation& sim, Desk& desk, Customers const& urgent,
                       std::vector<Ticks>& left, std::size_t i) {
  co_await use(sim, desk.pool,
               {.time = urgent[i].service, .priority = -1, .preempts = true});
  left[i] = sim.now();
}

void expect_preemption(Customers const& urgent, Customers const& patient) {
  Desk desk{patient};
  std::vector<Ticks> urgent_left(urgent.size());
  Simulation sim;
  sim.start(doorman(sim, urgent, [&](std::size_t i) {
    return visit_urgently(sim, desk, urgent, urgent_left, i);
  }));
  send_customers(sim, desk);
  sim.run();

  // The urgent do not notice the others, who have what these leave over.
  auto const urgent_alone = departures(urgent, Calendar::always(1));
  EXPECT_EQ(urgent_left, urgent_alone);
  Calendar::Plan left_over{.period = 1, .otherwise = 1};
  for (std::size_t i = 0; i < urgent.size(); ++i) {
    left_over.exceptions.push_back(
        {urgent_alone[i] - urgent[i].service, urgent_alone[i], 0});
  }
  EXPECT_EQ(desk.left, departures(patient, Calendar{left_over}));
}

TEST(ExactStops, the_urgent_are_as_if_alone_and_the_others_have_the_rest) {
  auto const urgent = customers(3'000, lognormal(1, 2), exponential(0.4));
  Draws gaps{"gaps of the others", 0, exponential(1)};
  auto patient = urgent;
  Ticks now = 0;
  for (auto& customer : patient) {
    now += gaps.next();
    customer = {now, customer.service / 2 + 1};
  }
  expect_preemption(urgent, patient);
}

TEST(ExactStops, the_same_when_many_things_happen_at_once) {
  auto const urgent = customers_that_take_time();
  auto patient = urgent;
  for (std::size_t i = 0; i < urgent.size(); ++i) {
    patient[i].comes *= 2;
    patient[i].service = 1 + Ticks(i) % 3;
  }
  expect_preemption(urgent, patient);
}

}  // namespace
}  // namespace camel::laws
