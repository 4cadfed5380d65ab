// SPDX-License-Identifier: Apache-2.0
// What outlives a simulation, and what comes too late for it.
#include "camel/sim/known_simulation.h"

#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "camel/sim/pool.h"
#include "camel/sim/together.h"
#include "camel/sim/use.h"

namespace camel {
namespace {

Process take_along(Simulation& sim, Pool& tracks, Hold& kept) {
  co_await sim.wait(5);
  auto track = co_await tracks.acquire();
  kept = std::move(track);
}

TEST(KnownSimulation, a_hold_may_be_kept_beyond_it) {
  Pool tracks{2};
  {
    Hold kept;
    {
      Simulation sim;
      sim.start(take_along(sim, tracks, kept));
      sim.run();
      EXPECT_EQ(tracks.free(), 1);
    }
    EXPECT_EQ(tracks.in_use().area(5), 0);
  }
  EXPECT_EQ(tracks.free(), 2);
  tracks.set_units(3);
  EXPECT_EQ(tracks.units(), 3);
}

TEST(KnownSimulation, a_pool_may_serve_one_after_the_other) {
  Pool tracks{1};
  for (int i = 0; i < 3; ++i) {
    Hold kept;
    Simulation sim;
    sim.start(take_along(sim, tracks, kept));
    sim.run();
    EXPECT_EQ(tracks.free(), 0);
  }
  EXPECT_EQ(tracks.free(), 1);
}

TEST(KnownSimulation, a_pool_may_end_before_it) {
  Simulation sim;
  auto tracks = std::make_unique<Pool>(1);
  Hold kept;
  sim.start(take_along(sim, *tracks, kept));
  sim.run();
  kept.release();
  tracks.reset();
  EXPECT_EQ(sim.now(), 5);
}

Process do_nothing(Simulation&) { co_return; }

struct StartsAnother {
  Simulation& sim;
  ~StartsAnother() { sim.start(do_nothing(sim)); }
};

Process leave_word(Simulation& sim) {
  StartsAnother const word{sim};
  co_await sim.wait(1'000);
}

TEST(Simulation, who_is_started_while_it_ends_never_begins) {
  Simulation sim;
  sim.start(leave_word(sim));
  sim.run_until(10);
}

Process wait_late(Simulation& sim) {
  auto nap = sim.wait(5);
  co_await sim.wait(10);
  co_await nap;
}

TEST(Simulation, a_wait_that_was_made_for_an_earlier_moment_is_refused) {
  Simulation sim;
  sim.start(wait_late(sim));
  EXPECT_THROW(sim.run(), SimulationError);
  EXPECT_EQ(sim.now(), 10);
}

Task<> note(Simulation& sim, std::string& diary, char name) {
  co_await sim.wait(1);
  diary += name;
}

Process branch_out(Simulation& sim, std::string& diary) {
  co_await all_of(sim, note(sim, diary, 'a'), note(sim, diary, 'b'));
}

Process note_alone(Simulation& sim, std::string& diary) {
  co_await sim.wait(1);
  diary += 'x';
}

TEST(Together, branches_go_in_the_event_class_of_their_process) {
  std::string diary;
  Simulation sim;
  sim.start(note_alone(sim, diary));
  sim.start(branch_out(sim, diary), {.event_class = -1});
  sim.run();
  EXPECT_EQ(diary, "abx");
}

}  // namespace
}  // namespace camel
