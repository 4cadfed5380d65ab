// SPDX-License-Identifier: Apache-2.0
#include <thread>

#include <gtest/gtest.h>

#include "camel/api/route.h"
#include "camel/api/route_codec.h"
#include "camel/model/test_corridor.h"
#include "camel/operations/record_years.h"

namespace camel {
namespace {

constexpr auto kText =
    "place A CN\n place B KZ\n place C PL\n"
    "link A B km=1000\n link B C km=2000\n"
    "price rail USD/TEU-km 1\n factor rail g/tkm 30\n"
    "service Q A+ B- capacity=9 rule=full_or_time wait=24\n"
    "service R B+ C- capacity=9 rule=full_or_time wait=24\n"
    "demand A C teu=3000 via=B\n";

// To A there is no way: why not is asked, too.
std::vector<RouteQuestion> questions_of(Corridor const& corridor) {
  std::vector<RouteQuestion> questions;
  for (auto const to : {"B", "C", "A"}) {
    for (auto day = 1; day < 4; ++day) {
      RouteQuestion question;
      question.from = find_place(corridor, to[0] == 'A' ? "C" : "A");
      question.to = find_place(corridor, to);
      question.goods = CommodityId{0};
      question.ready = std::chrono::sys_days{std::chrono::year{2026} / 3 / day};
      questions.push_back(question);
    }
  }
  return questions;
}

std::vector<std::string> answers_of(Corridor const& corridor,
                                    RouteFinder const& finder) {
  std::vector<std::string> answers;
  for (auto const& question : questions_of(corridor)) {
    answers.push_back(to_json(corridor, finder.find(question)));
  }
  return answers;
}

TEST(RouteThreads, threads_share_what_one_finder_keeps_and_read_the_same) {
  auto const corridor = corridor_from(kText);
  auto const years = record_years(
      corridor,
      {.replications = 1, .warm_up_days = 30, .progress = {}, .followers = {}});
  auto const alone = answers_of(corridor, RouteFinder{corridor, years});
  RouteFinder const shared{corridor, years};
  std::vector<std::vector<std::string>> answers(4);
  std::vector<std::thread> threads;
  for (auto& of_one : answers) {
    threads.emplace_back([&] { of_one = answers_of(corridor, shared); });
  }
  for (auto& thread : threads) {
    thread.join();
  }
  for (auto const& of_one : answers) {
    EXPECT_EQ(of_one, alone);
  }
}

}  // namespace
}  // namespace camel
