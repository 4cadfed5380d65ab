// SPDX-License-Identifier: Apache-2.0
#include <cstdio>

#include "camel/sim/pool.h"
#include "camel/sim/random.h"
#include "camel/sim/use.h"

using namespace camel;
constexpr Ticks kHour = 3600;

struct BorderPost {
  Pool tracks{4, "tracks"}, officers{1, "officers"}, cranes{2, "cranes"};
  Calendar shifts = Calendar::open(
      {.period = 24 * kHour, .hours = {{8 * kHour, 20 * kHour}}});
  Random luck{{.seed = 1, .stream = stream_id("customs")}};
  SpanMonitor stays, stays_of_mail;
};

Process cross(Simulation& sim, BorderPost& post, bool is_mail) {
  auto const came = sim.now();
  auto const track = co_await post.tracks.acquire();
  co_await use(sim, post.officers,
               {.time = static_cast<Ticks>(post.luck.gamma(1.5 * kHour, 0.5)),
                .priority = is_mail ? -1 : 0,
                .preempts = is_mail,
                .when_preempted = WhenStopped::pause});
  co_await use(sim, post.cranes, {.time = 5 * kHour});
  (is_mail ? post.stays_of_mail : post.stays).add(sim.now() - came);
}

Process run_timetable(Simulation& sim, BorderPost& post) {
  for (int train = 0;; ++train) {
    auto const number = 101 + 2 * static_cast<std::uint64_t>(train);
    sim.start(cross(sim, post, train % 5 == 0), {.label = {"train", number}});
    co_await sim.wait(4 * kHour);
  }
}

int main() {
  BorderPost post;
  Simulation sim;
  sim.start(
      follow_calendar(sim, post.officers, post.shifts, WhenStopped::pause));
  sim.start(run_timetable(sim, post));
  sim.run_until(60 * 24 * kHour);
  std::printf("stay %.1f h, of mail trains %.1f h; cranes busy %.0f %%\n",
              post.stays.mean() / kHour, post.stays_of_mail.mean() / kHour,
              100 * post.cranes.in_use().mean(sim.now()) / 2);
  std::printf("%s", sim.report_waiting().c_str());
}
