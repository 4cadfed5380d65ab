// SPDX-License-Identifier: Apache-2.0
#include "camel/model/choice.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "camel/model/test_corridor.h"

namespace camel {
namespace {

TEST(Choice, the_logit_is_that_of_the_textbook) {
  // Two ways: 1 / (1 + exp((c1 - c2) / scale)).
  auto const shares = logit_shares({1000, 1300}, 300);
  EXPECT_DOUBLE_EQ(shares[0], 1 / (1 + std::exp(-1)));
  EXPECT_DOUBLE_EQ(shares[0] / shares[1], std::exp(1));
  auto const three = logit_shares({500, 500, 500 + 300 * std::log(2)}, 300);
  EXPECT_NEAR(three[0], 0.4, 1e-12);
  EXPECT_NEAR(three[1], 0.4, 1e-12);
  EXPECT_NEAR(three[2], 0.2, 1e-12);
}

TEST(Choice, only_differences_of_cost_count) {
  auto const here = logit_shares({10, 200, 350}, 100);
  auto const dearer = logit_shares({5010, 5200, 5350}, 100);
  for (std::size_t i = 0; i < here.size(); ++i) {
    EXPECT_NEAR(here[i], dearer[i], 1e-12);
  }
}

TEST(Choice, money_may_be_counted_in_any_unit) {
  auto const usd = logit_shares({1000, 1300, 900}, 300);
  auto const cents = logit_shares({100'000, 130'000, 90'000}, 30'000);
  for (std::size_t i = 0; i < usd.size(); ++i) {
    EXPECT_NEAR(usd[i], cents[i], 1e-12);
  }
}

TEST(Choice, a_dearer_way_loses_and_all_others_win_alike) {
  auto const before = logit_shares({100, 200, 300}, 100);
  auto const after = logit_shares({150, 200, 300}, 100);
  EXPECT_LT(after[0], before[0]);
  EXPECT_GT(after[1], before[1]);
  // Independence of irrelevant alternatives.
  EXPECT_NEAR(after[1] / after[2], before[1] / before[2], 1e-12);
}

TEST(Choice, a_way_nobody_arrives_by_has_no_share) {
  constexpr auto kNever = std::numeric_limits<double>::infinity();
  EXPECT_EQ(logit_shares({kNever, 700}, 1), (std::vector<double>{0, 1}));
  EXPECT_EQ(logit_shares({0, 1e9}, 1), (std::vector<double>{1, 0}));
}

TEST(Choice, time_is_worth_a_share_of_the_value_a_day) {
  Commodity goods;
  goods.value_of_time = 2;  // % a day
  goods.value_per_tonne = 10'000;
  goods.tonnes_per_teu = 8;
  // 1,600 USD a day.
  EXPECT_DOUBLE_EQ(usd_of_time(goods, {0, 12, 3}, 0), 1600 * 12);
  EXPECT_DOUBLE_EQ(usd_of_time(goods, {0, 12, 3}, 0.5), 1600 * 13.5);
}

TEST(Choice, a_fitted_constant_gives_the_split_of_the_table) {
  std::vector const wanted{0.9, 0.07, 0.03};
  ChoiceGroup group;
  group.options.resize(3);
  for (std::size_t i = 0; i < 3; ++i) {
    group.options[i].constant = 50.0 * static_cast<double>(i);
    group.options[i].cost = 3000 + 900 * static_cast<double>(i);
  }
  fit_constants(group, wanted, 400);
  EXPECT_EQ(group.options[0].pivot, 0);
  std::vector<double> costs;
  for (auto const& option : group.options) {
    costs.push_back(option.cost + option.constant - option.pivot);
  }
  auto const shares = logit_shares(costs, 400);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR(shares[i], wanted[i], 1e-12);
  }
}

TEST(Choice, rows_of_one_name_are_one_group) {
  auto const corridor = corridor_from(
      "place A CN\n place B DE\n"
      "demand A B key=n teu=300 choice=west\n demand A B key=other\n"
      "demand A B key=s teu=100 choice=west constant=50\n"
      "demand A B key=x teu=10 choice=first\n");
  auto const groups = choice_groups(corridor);
  ASSERT_EQ(groups.size(), 2U);
  EXPECT_EQ(groups[0].name, "first");
  EXPECT_EQ(groups[1].teu_year, 400);
  ASSERT_EQ(groups[1].options.size(), 2U);
  EXPECT_EQ(groups[1].options[0].share, 0.75);
  EXPECT_EQ(groups[1].options[1].demand, DemandId{2});
  EXPECT_EQ(groups[1].options[1].constant, 50);
}

TEST(Choice, alternatives_name_every_row_once) {
  auto const corridor = corridor_from(
      "place A CN\n place B KZ\n demand A B key=1\n"
      "demand A B key=2 choice=X\n demand B A key=3\n"
      "demand A B key=4 choice=X\n");
  EXPECT_EQ(alternatives(corridor),
            (std::vector<std::vector<DemandId>>{
                {DemandId{0}}, {DemandId{1}, DemandId{3}}, {DemandId{2}}}));
}

}  // namespace
}  // namespace camel
