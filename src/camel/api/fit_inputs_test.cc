// SPDX-License-Identifier: Apache-2.0
#include "camel/api/fit_inputs.h"

#include <cmath>
#include <memory>
#include <stdexcept>

#include <gtest/gtest.h>

namespace camel {
namespace {

using Values = std::vector<double>;

// s = 10 + 4 x, seen to be 30 by a scale of 2; x begins at 1 in 0…10. In
// shares of the width the slope is 40 / 2 = 20 scales, the miss 16 / 2 = 8:
// the share moves by 20 · 8 / (20² + 1) = 160 / 401.
TEST(FitInputs, a_straight_line_is_fitted_as_arithmetic_says) {
  FitProblem problem{
      .inputs = {{1, 0, 10}},
      .targets = {{30, 30, 2}},
      .simulate = [](Values const& x) { return Values{10 + 4 * x[0]}; }};
  auto const fit = fit_inputs(problem);
  auto const& input = fit.inputs[0];
  EXPECT_NEAR(input.value, 1 + 10 * 160.0 / 401, 1e-4);
  EXPECT_NEAR(input.spread, 10 / std::sqrt(401), 1e-6);
  EXPECT_NEAR(input.moved_by[0], 10 * 160.0 / 401, 1e-6);
  EXPECT_NEAR(input.rest, 0, 1e-4);
  EXPECT_TRUE(input.determined);
  EXPECT_FALSE(input.at_low || input.at_high);
  EXPECT_EQ(fit.before, Values{14});
  EXPECT_NEAR(fit.after[0], 10 + 4 * input.value, 1e-9);
  EXPECT_NEAR(fit.badness_before, 64, 1e-12);
  EXPECT_NEAR(fit.badness_after, 64.0 / 401, 1e-4);
}

TEST(FitInputs, what_no_observation_speaks_of_stays_where_it_was) {
  FitProblem problem{
      .inputs = {{1, 0, 10}, {3, 2, 6}},
      .targets = {{30, 30, 2}},
      .simulate = [](Values const& x) { return Values{10 + 4 * x[0]}; }};
  auto const fit = fit_inputs(problem);
  EXPECT_NEAR(fit.inputs[0].value, 5, 0.02);
  EXPECT_NEAR(fit.inputs[1].value, 3, 0.01);
  EXPECT_NEAR(fit.inputs[1].spread, 4, 1e-12);
  EXPECT_FALSE(fit.inputs[1].determined);
  EXPECT_EQ(fit.inputs[1].moved_by[0], 0);
}

TEST(FitInputs, a_bound_holds_and_what_it_held_back_is_told) {
  FitProblem problem{
      .inputs = {{1, 0, 3}},
      .targets = {{30, 30, 2}},
      .simulate = [](Values const& x) { return Values{10 + 4 * x[0]}; }};
  auto const fit = fit_inputs(problem);
  EXPECT_NEAR(fit.inputs[0].value, 3, 1e-5);
  EXPECT_TRUE(fit.inputs[0].at_high);
  EXPECT_FALSE(fit.inputs[0].at_low);
  // It asked for 3 · (6 · 8 / 37) and got 2.
  EXPECT_NEAR(fit.inputs[0].moved_by[0], 3 * 48.0 / 37, 1e-4);
  EXPECT_NEAR(fit.inputs[0].rest, 2 - 3 * 48.0 / 37, 1e-4);
}

TEST(FitInputs, nothing_moves_when_all_is_inside_its_range) {
  FitProblem problem{
      .inputs = {{1, 0, 10}, {2, 0, 10}},
      .targets = {{5, 40, 2}},
      .simulate = [](Values const& x) { return Values{10 + x[0] + x[1]}; }};
  auto const fit = fit_inputs(problem);
  EXPECT_EQ(fit.inputs[0].value, 1);
  EXPECT_EQ(fit.inputs[1].value, 2);
  EXPECT_EQ(fit.evaluations, 3);  // the start, and the slopes for the spread
}

// H. H. Rosenbrock's valley (1960): from its classical start to its one lowest
// point, round the bend. The scales are so small that the pull to the start
// does not show.
TEST(FitInputs, it_follows_a_bent_valley_to_its_end) {
  FitProblem problem{.inputs = {{-1.2, -2, 2}, {1, -2, 2}},
                     .targets = {{0, 0, 1e-3}, {0, 0, 1e-3}},
                     .simulate =
                         [](Values const& x) {
                           return Values{10 * (x[1] - x[0] * x[0]), 1 - x[0]};
                         },
                     .evaluations = 300};
  auto const fit = fit_inputs(problem);
  EXPECT_NEAR(fit.inputs[0].value, 1, 0.02);
  EXPECT_NEAR(fit.inputs[1].value, 1, 0.04);
  EXPECT_LT(fit.badness_after, fit.badness_before / 10'000);
  EXPECT_LE(fit.evaluations, 300);
}

// Trains come in whole numbers: what is seen goes in steps.
TEST(FitInputs, steps_in_the_answers_do_not_lead_astray) {
  auto const steps = [](double value) { return std::floor(value * 4) / 4; };
  FitProblem problem{.inputs = {{2, 0, 10}, {8, 0, 10}},
                     .targets = {{20, 20, 0.5}, {6, 6, 0.5}},
                     .simulate = [&](Values const& x) {
                       return Values{steps(3 * x[0] + x[1] * x[1] / 4),
                                     steps(x[0] + x[1] / 2)};
                     }};
  auto const fit = fit_inputs(problem);
  EXPECT_NEAR(fit.after[0], 20, 0.5);
  EXPECT_NEAR(fit.after[1], 6, 0.5);
}

TEST(FitInputs, more_observations_leave_less_spread) {
  auto const spread = [](std::size_t observations) {
    FitProblem problem{
        .inputs = {{1, 0, 10}},
        .targets = std::vector<FitTarget>(observations, {30, 30, 2}),
        .simulate = [&](Values const& x) {
          return Values(observations, 10 + 4 * x[0]);
        }};
    return fit_inputs(problem).inputs[0].spread;
  };
  // Width · 1/√(n · 20² + 1).
  EXPECT_NEAR(spread(4), 10 / std::sqrt(1601), 1e-6);
  EXPECT_GT(spread(1), spread(4));
}

TEST(FitInputs, what_is_never_said_is_not_fitted_and_silence_is_bad) {
  FitProblem problem{.inputs = {{1, 0, 10}},
                     .targets = {{30, 30, 2}, {7, 8, 1}, {0, 100, 1}},
                     .simulate = [](Values const& x) {
                       return Values{10 + 4 * x[0], std::nan(""),
                                     x[0] > 4 ? std::nan("") : 50};
                     }};
  auto const fit = fit_inputs(problem);
  EXPECT_LE(fit.inputs[0].value, 4);
  EXPECT_GT(fit.inputs[0].value, 3.5);
  EXPECT_TRUE(std::isnan(fit.before[1]));
  EXPECT_TRUE(std::isnan(fit.after[1]));
  EXPECT_EQ(fit.after[2], 50);
  EXPECT_EQ(fit.inputs[0].moved_by[1], 0);
}

TEST(FitInputs, it_asks_no_more_often_than_it_may) {
  for (int const evaluations : {8, 9, 12, 20, 30, 57, 200}) {
    int asked = 0;
    int told = 0;
    FitProblem problem{.inputs = {{1, 0, 10}, {1, 0, 10}, {1, 0, 10}},
                       .targets = {{30, 30, 0.1}, {9, 9, 0.1}},
                       .simulate =
                           [&](Values const& x) {
                             ++asked;
                             return Values{10 + 4 * std::sin(x[0]) * x[1],
                                           x[1] * x[2] + std::cos(x[0])};
                           },
                       .evaluations = evaluations,
                       .progress = [&](int done) { told = done; }};
    auto const fit = fit_inputs(problem);
    EXPECT_LE(asked, evaluations);
    EXPECT_EQ(asked, fit.evaluations);
    EXPECT_EQ(asked, told);
    EXPECT_LE(fit.badness_after, fit.badness_before);
  }
}

TEST(FitInputs, the_same_problem_has_the_same_answer) {
  auto const once = [] {
    FitProblem problem{
        .inputs = {{1, 0, 10}, {5, 0, 10}},
        .targets = {{30, 30, 0.1}, {9, 9, 0.1}},
        .simulate = [](Values const& x) {
          return Values{10 + 4 * x[0] * x[1], x[1] + std::cos(x[0])};
        }};
    auto const fit = fit_inputs(problem);
    return Values{fit.inputs[0].value, fit.inputs[1].value,
                  fit.inputs[0].spread, fit.badness_after};
  };
  EXPECT_EQ(once(), once());
}

TEST(FitInputs, what_the_simulation_throws_comes_out_of_either_search) {
  auto const valley = [](int last) {
    auto asked = std::make_shared<int>(0);
    return FitProblem{.inputs = {{-1.2, -2, 2}, {1, -2, 2}},
                      .targets = {{0, 0, 1e-3}, {0, 0, 1e-3}},
                      .simulate = [asked, last](Values const& x) {
                        if (++*asked == last) {
                          throw std::runtime_error{"no track"};
                        }
                        return Values{10 * (x[1] - x[0] * x[0]), 1 - x[0]};
                      }};
  };
  auto const fit = fit_inputs(valley(0));
  ASSERT_GT(fit.straight, 3);
  ASSERT_GT(fit.bent, 3);
  for (auto const last : {1, 2, fit.straight + 3, fit.evaluations}) {
    EXPECT_THROW(fit_inputs(valley(last)), std::runtime_error) << last;
  }
}

}  // namespace
}  // namespace camel
