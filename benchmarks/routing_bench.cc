// SPDX-License-Identifier: Apache-2.0
// Earliest arrival and the front of all ways worth considering: one JSON line
// each.
//
//   ./bench routing [large|china-europe] [QUERIES]
//
// china-europe: the bundled corridor for machinery, its departures as dense as
// in two simulated years; making the timetable counts as index, simulating does
// not.
// large: the generated timetable of 10,000 terminals and 100,000 departures a
// week over eight weeks. Queries are drawn at random, the same every time, and
// those that no way answers are left out. The bounds of the destination are
// in the cache when a query is measured; `destination_us` is what it takes to
// make them. Times are those of the processor, one thread.
#include <algorithm>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <time.h>

#include "camel/api/find_corridor.h"
#include "camel/api/recorded_years.h"
#include "camel/api/route.h"
#include "camel/routing/connection_scan.h"
#include "camel/routing/front_search.h"
#include "camel/routing/made_timetable.h"
#include "measure.h"

namespace camel {
namespace {

double thread_us() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e6 +
         static_cast<double>(now.tv_nsec) / 1e3;
}

template <typename What>
double us_of(What what) {
  auto const before = thread_us();
  what();
  return thread_us() - before;
}

struct Sample {
  std::vector<double> us;
  double share(double part) {
    std::sort(us.begin(), us.end());
    auto const last = static_cast<double>(us.size() - 1);
    return us.empty() ? 0 : us[static_cast<std::size_t>(last * part)];
  }
};

struct Measured {
  Sample scan, earliest, pareto, destination;
  double front = 0, labels = 0;
  std::size_t found = 0;
};

// Days of the timetable's beginning in which boxes are ready.
constexpr Instant kReadyWithin = 14 * 24 * 3600;

Measured measure(Timetable const& timetable, std::size_t queries,
                 BoundsCache& cache) {
  Measured all;
  ConnectionScan scan{timetable};
  EarliestArrival earliest{timetable};
  FrontSearch search{timetable};
  auto const places = timetable.starts.size();
  std::mt19937_64 draw{7};
  for (std::size_t i = 0; i < queries; ++i) {
    RouteQuery query;
    query.from = PlaceId{draw() % places};
    query.to = PlaceId{draw() % places};
    query.ready = static_cast<Instant>(draw() % kReadyWithin);
    auto arrival = kNoInstant;
    auto const scanned = us_of([&] { arrival = scan.find_arrival(query); });
    if (arrival == kNoInstant) {
      continue;
    }
    all.scan.us.push_back(scanned);
    std::shared_ptr<Bounds const> bounds;
    all.destination.us.push_back(us_of([&] { bounds = cache.to(query.to); }));
    all.earliest.us.push_back(us_of([&] { earliest.find(query, *bounds); }));
    Front front;
    all.pareto.us.push_back(
        us_of([&] { front = search.find(query, *bounds); }));
    all.front += static_cast<double>(front.itineraries.size());
    all.labels += static_cast<double>(front.labels);
    ++all.found;
  }
  return all;
}

void print(std::string const& timetable, std::string const& query,
           Sample& sample, double index_seconds, std::string const& more) {
  auto const usage = usage_now();
  fmt::print(
      R"({{"timetable":"{}","query":"{}","queries":{},"median_us":{:.0f},)"
      R"("p95_us":{:.0f},"p99_us":{:.0f},"index_seconds":{:.2f},)"
      R"("peak_mb":{:.0f},"user_seconds":{:.1f}{}}})"
      "\n",
      timetable, query, sample.us.size(), sample.share(0.5), sample.share(0.95),
      sample.share(0.99), index_seconds, usage.peak_mb, usage.user_seconds,
      more);
}

void report(std::string const& name, Timetable const& timetable,
            std::size_t queries, double table_us) {
  std::unique_ptr<BoundsCache> cache;
  auto const index_us =
      us_of([&] { cache = std::make_unique<BoundsCache>(timetable); });
  auto all = measure(timetable, queries, *cache);
  auto const seconds = (table_us + index_us) / 1e6;
  auto const found = static_cast<double>(std::max<std::size_t>(1, all.found));
  auto const destination =
      fmt::format(R"(,"destination_us":{:.0f})", all.destination.share(0.5));
  print(name, "earliest", all.earliest, seconds, destination);
  print(name, "earliest without bounds", all.scan, seconds, "");
  print(name, "pareto", all.pareto, seconds,
        destination + fmt::format(R"(,"front":{:.1f},"labels":{:.0f})",
                                  all.front / found, all.labels / found));
}

void report_large(std::size_t queries) {
  Timetable timetable;
  auto const us = us_of([&] { timetable = make_timetable({}); });
  report("large", timetable, queries, us);
}

void report_corridor(std::size_t queries) {
  auto const loaded = load_corridor(find_corridor("china-europe"));
  auto const& corridor = loaded.corridor;
  auto const network = build_service_network(corridor);
  RecordingPlan plan;
  plan.replications = 2;
  auto const years = record_years(corridor, plan);
  CorridorTimetable made;
  auto const us = us_of([&] {
    made = build_corridor_timetable(
        corridor, network, years,
        {.goods = usual_goods(corridor),
         .begins = std::chrono::sys_days{std::chrono::year{2024} / 9 / 1},
         .via = {},
         .avoid_places = {},
         .avoid_countries = {},
         .avoid_services = {}});
  });
  report("china-europe", made.table, queries, us);
}

int run(std::string const& name, std::size_t queries) {
  if (!name.empty() && name != "large" && name != "china-europe") {
    fmt::print(stderr, "There is no timetable '{}': large, china-europe\n",
               name);
    return 2;
  }
  if (name != "large") {
    // Most pairs of its places are not joined.
    report_corridor(20 * queries);
  }
  if (name != "china-europe") {
    report_large(queries);
  }
  return 0;
}

}  // namespace
}  // namespace camel

int main(int argc, char** argv) {
  std::string name;
  std::size_t queries = 200;
  for (std::string const argument : std::vector(argv + 1, argv + argc)) {
    if (std::all_of(argument.begin(), argument.end(),
                    [](char one) { return one >= '0' && one <= '9'; })) {
      queries = std::stoul(argument);
    } else {
      name = argument;
    }
  }
  return camel::run(name, queries);
}
