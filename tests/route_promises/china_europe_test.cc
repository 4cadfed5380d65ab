// SPDX-License-Identifier: Apache-2.0
// Boxes that go as they were told arrive as promised. Promises are made from
// some simulated years; then other years are simulated, with boxes in them that
// take the ways recommended, and each is held against the promise of its day.
#include <array>
#include <cstdio>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "camel/api/route.h"
#include "camel/loader/load_corridor.h"
#include "camel/operations/record_years.h"
#include "camel/routing/replay.h"

namespace camel {
namespace {

constexpr YearSeconds kDay = 86'400;
constexpr int kYears = 8;

struct Asked {
  char const *from, *to, *goods;
  unsigned month;
  TrainPath path = TrainPath::ordinary;
};
// East and west, by the north and over the Caspian Sea, of all months.
constexpr std::array kAsked{
    Asked{"CNSIA", "DEDUI", "MACH", 1},
    Asked{"CNCDU", "PLLOD", "ELEC", 2},
    Asked{"CNSIA", "XAZABS", "AUTO", 3},
    Asked{"KZAST", "XLYGBASE", "FLOR", 4},
    Asked{"KZAAU", "ROCND", "STEL", 5},
    Asked{"UZTAS", "XELEKTROUGLI", "TEXT", 6},
    Asked{"UZTAS", "GEPTI", "COTN", 7},
    Asked{"DEDUI", "CNCKG", "AUTO", 8},
    Asked{"CNURM", "DEDUI", "MEAT", 9},
    Asked{"XTOBOL", "CNSIA", "GRNC", 10},
    Asked{"CNZGZ", "KZALA", "AUTO", 11},
    Asked{"GEPTI", "KZALA", "MACH", 12},
    Asked{"CNSIA", "DEDUI", "MACH", 2, TrainPath::fixed},
    Asked{"PLLOD", "CNCDU", "MACH", 9, TrainPath::fixed}};

struct Share {
  int boxes = 0, within_50 = 0, within_80 = 0, within_95 = 0;

  void add(double hours, PromisedHours const& promised) {
    ++boxes;
    within_50 += hours <= promised.p50 ? 1 : 0;
    within_80 += hours <= promised.p80 ? 1 : 0;
    within_95 += hours <= promised.p95 ? 1 : 0;
  }
  double of(int within) const { return 100.0 * within / boxes; }
  void print(std::string const& what) const {
    std::printf("%-36s %6d boxes  p50 %5.1f  p80 %5.1f  p95 %5.1f %%\n",
                what.c_str(), boxes, of(within_50), of(within_80),
                of(within_95));
  }
};

struct Recommended {
  std::string name;
  Journey journey;
};

class Promises {
 public:
  Promises()
      : corridor_{load_corridor(std::filesystem::path{CAMEL_ROOT} /
                                "corridors/china-europe")
                      .corridor},
        network_{build_service_network(corridor_)},
        known_{record_years(corridor_, {.replications = kYears,
                                        .seed = 1,
                                        .progress = {},
                                        .followers = {}})} {
    RouteFinder const finder{corridor_, known_};
    for (auto const& asked : kAsked) {
      ask(finder, asked);
    }
  }

  void follow() {
    RecordingPlan plan;
    plan.replications = kYears;
    plan.seed = 1001;
    for (auto const& way : ways_) {
      plan.followers.push_back(
          {.route = way.journey.rides,
           .commodity = way.journey.goods,
           .lots_year =
               1.1 * 10'000 / static_cast<double>(ways_.size()) / kYears});
    }
    auto const others = record_years(corridor_, plan);
    for (std::size_t i = 0; i < ways_.size(); ++i) {
      hold(ways_[i], DemandId{corridor_.demand.size() + i}, others);
    }
  }

  Share all;
  std::map<std::string, Share> by_way;
  std::array<Share, 12> by_month{};

 private:
  void ask(RouteFinder const& finder, Asked const& asked) {
    RouteQuestion question;
    question.from = find_place(corridor_, asked.from);
    question.to = find_place(corridor_, asked.to);
    question.goods = goods_called(corridor_, asked.goods);
    question.teu = 1;
    question.ready = std::chrono::sys_days{
        std::chrono::year{corridor_.base_year} / asked.month / 10};
    if (asked.path == TrainPath::fixed) {
      question.avoid_services = without_fixed_path();
    }
    auto const answer = finder.find(question);
    for (auto const& way : answer.alternatives) {
      Recommended made;
      made.name = std::string{asked.from} + "-" + asked.to + " " + asked.goods +
                  (asked.path == TrainPath::fixed ? " fixed" : "");
      made.journey = {question.goods, question.teu, way.legs.front().path, {}};
      for (auto const& leg : way.legs) {
        made.journey.rides.push_back(leg.ride);
      }
      ways_.push_back(made);
      return;
    }
    ADD_FAILURE() << "no way from " << asked.from << " to " << asked.to;
  }

  std::vector<ServiceId> without_fixed_path() const {
    std::vector<ServiceId> services;
    for (auto const id : corridor_.services.ids()) {
      if (corridor_.services[id].path != TrainPath::fixed) {
        services.push_back(id);
      }
    }
    return services;
  }

  void hold(Recommended const& way, DemandId row,
            std::vector<RecordedYear> const& others) {
    Replay const replay{corridor_, network_, known_, way.journey};
    std::vector<PromisedHours> promised;
    for (YearSeconds day = 0; day < 366; ++day) {
      promised.push_back(promise_of(replay.around(day * kDay + kDay / 2)));
    }
    for (auto const& year : others) {
      for (auto const& box : year.journeys[row]) {
        if (box.ready < 0 || box.ready >= 366 * kDay) {
          continue;
        }
        auto const hours = (box.delivered - box.ready) / 3600.0;
        auto const& promise = promised[box.ready / kDay];
        all.add(hours, promise);
        by_way[way.name].add(hours, promise);
        by_month[month_of(box.ready)].add(hours, promise);
      }
    }
    by_way[way.name].print(way.name);
  }

  std::size_t month_of(YearSeconds at) const {
    using namespace std::chrono;
    auto const day = floor<days>(
        sys_days{year{corridor_.base_year} / January / 1} + seconds{at});
    return static_cast<unsigned>(year_month_day{day}.month()) - 1;
  }

  Corridor const corridor_;
  ServiceNetwork const network_;
  std::vector<RecordedYear> const known_;
  std::vector<Recommended> ways_;
};

// Overall within three points. Of one way or one month there are few boxes, and
// all see the same eight years: a queue that stood in one of those that
// promises are made from, or in one of the others, moves them all.
TEST(RoutePromises, are_kept_in_other_years) {
  Promises promises;
  promises.follow();
  for (std::size_t month = 0; month < 12; ++month) {
    auto const& share = promises.by_month[month];
    share.print("month " + std::to_string(month + 1));
    EXPECT_NEAR(share.of(share.within_80), 80, 10);
    EXPECT_NEAR(share.of(share.within_95), 95, 6);
  }
  for (auto const& [name, share] : promises.by_way) {
    EXPECT_NEAR(share.of(share.within_80), 80, 14) << name;
    EXPECT_NEAR(share.of(share.within_95), 95, 9) << name;
  }
  auto const& all = promises.all;
  all.print("all");
  EXPECT_GE(all.boxes, 10'000);
  EXPECT_NEAR(all.of(all.within_50), 50, 5);
  EXPECT_NEAR(all.of(all.within_80), 80, 3);
  EXPECT_NEAR(all.of(all.within_95), 95, 3);
}

}  // namespace
}  // namespace camel
