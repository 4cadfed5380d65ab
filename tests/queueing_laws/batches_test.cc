// SPDX-License-Identifier: Apache-2.0
// Customers who come several at a time, are served several at a time, and
// boxes that leave by train.
#include <vector>

#include <gtest/gtest.h>

#include "camel/sim/batch.h"
#include "camel/sim/gate.h"
#include "measure.h"

namespace camel::laws {
namespace {

struct GroupQueue : Queue {
  using Queue::Queue;
  void arrive(Simulation& sim) override {
    for (int i = 0; i < 3; ++i) {
      sim.start(visit(sim, *this, services.next()));
    }
  }
};

TEST(Batches, three_who_come_together_wait_for_each_other) {
  constexpr double kGroups = 0.2;
  auto const inside = inside_with_batch_arrivals(3 * kGroups, 3);
  expect_laws(
      {{"inside", inside}, {"stay", inside / (3 * kGroups)}},
      [&](int replication) {
        GroupQueue queue{
            {.gap = exponential(1 / kGroups), .service = exponential(1)},
            replication};
        return run(queue, 150e3, [&](Ticks now) {
          return std::vector{queue.inside.mean(now), mean_time(queue.stays)};
        });
      });
}

// ------------------------------------------------------------------ a ferry

// It sails when somebody is on board; others may still come on board until it
// arrives, up to four.
struct Ferry {
  explicit Ferry(int replication)
      : gaps{"gaps", replication, exponential(1 / 2.5)},
        services{"services", replication, exponential(1)} {}
  void begin(Simulation& sim);
  void arrive(Simulation& sim) {
    passengers.add(sim, sim.now());
    somebody.changed();
  }
  void reset(Ticks now) { passengers.reset_statistics(now); }
  std::vector<double> controls() const {
    return controls_of({&gaps, &services});
  }

  Draws gaps, services;
  Batch<Ticks> passengers;
  Condition somebody;
};

Process sail(Simulation& sim, Ferry& ferry) {
  auto const is_somebody_there = [&ferry] {
    return ferry.passengers.size() > 0;
  };
  for (;;) {
    co_await ferry.somebody.holds(is_somebody_there);
    co_await sim.wait(ferry.services.next());
    auto const landed =
        co_await ferry.passengers.collect({.full = 4, .by = sim.now()});
    EXPECT_GE(landed.size(), 1U);
    EXPECT_LE(landed.size(), 4U);
  }
}

void Ferry::begin(Simulation& sim) {
  sim.start(sail(sim, *this));
  sim.start(arrivals(sim, *this));
}

TEST(Batches, a_ferry_for_four_that_others_may_still_board) {
  auto const r = bulk_service_factor(2.5, 1, 4);
  expect_laws({{"inside", r / (1 - r)}, {"stay", r / (1 - r) / 2.5}},
              [&](int replication) {
                Ferry ferry{replication};
                return run(ferry, 60e3, [&](Ticks now) {
                  return std::vector{ferry.passengers.inside().mean(now),
                                     mean_time(ferry.passengers.stays())};
                });
              });
}

// ------------------------------------------------------------------- trains

struct Yard {
  Yard(GatherUntil d, Ticks e, double rate, int replication)
      : departure{d},
        every{e},
        gaps{"gaps", replication, exponential(1 / rate)} {}
  void begin(Simulation& sim);
  void arrive(Simulation& sim) { boxes.add(sim, sim.now()); }
  void reset(Ticks now) {
    boxes.reset_statistics(now);
    loaded = 0;
    delays.reset();
  }
  std::vector<double> controls() const { return controls_of({&gaps}); }

  GatherUntil departure;
  Ticks every;  // a scheduled train, or kNever
  Draws gaps;
  Batch<Ticks> boxes{"boxes"};
  std::uint64_t loaded = 0;
  SpanMonitor delays;  // from the first box of a train to its departure
};

Process trains(Simulation& sim, Yard& yard) {
  for (;;) {
    auto departure = yard.departure;
    if (yard.every != kNever) {
      departure.by = sim.now() + yard.every;
    }
    auto const load = co_await yard.boxes.collect(departure);
    yard.loaded += load.size();
    if (!load.empty()) {
      yard.delays.add(sim.now() - load.front());
    }
  }
}

void Yard::begin(Simulation& sim) {
  sim.start(trains(sim, *this));
  sim.start(arrivals(sim, *this));
}

TEST(Trains, a_train_that_leaves_when_full) {
  auto const wait = wait_for_full_train(40, 10);
  expect_laws({{"wait", wait}, {"delay", 39 / 10.}, {"inside", 39 / 2.}},
              [&](int replication) {
                Yard yard{{.full = 40}, kNever, 10, replication};
                return run(yard, 10e3, [&](Ticks now) {
                  return std::vector{mean_time(yard.boxes.stays()),
                                     mean_time(yard.delays),
                                     yard.boxes.inside().mean(now)};
                });
              });
}

TEST(Trains, a_train_by_the_timetable) {
  expect_laws({{"wait", 1}, {"inside", 10}}, [&](int replication) {
    Yard yard{{}, to_ticks(2), 10, replication};
    return run(yard, 10e3, [&](Ticks now) {
      return std::vector{mean_time(yard.boxes.stays()),
                         yard.boxes.inside().mean(now)};
    });
  });
}

TEST(Trains, a_train_that_leaves_when_full_or_a_time_after_its_first_box) {
  auto const law = full_or_in_time(10, 5, 1.5);
  expect_laws(
      {{"delay", law.delay}, {"boxes", law.boxes}, {"wait", law.wait}},
      [&](int replication) {
        Yard yard{
            {.full = 10, .after_first = to_ticks(1.5)}, kNever, 5, replication};
        return run(yard, 20e3, [&](Ticks) {
          return std::vector{mean_time(yard.delays),
                             share(yard.loaded, yard.delays.count()),
                             mean_time(yard.boxes.stays())};
        });
      });
}

}  // namespace
}  // namespace camel::laws
