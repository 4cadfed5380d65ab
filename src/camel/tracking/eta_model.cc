// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/eta_model.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace camel {

namespace {

constexpr double kSecondsOfHour = 3600;
constexpr std::size_t kMostSamples = 6000;   // of one rest of a way
constexpr std::size_t kFewestSamples = 150;  // less say too little
constexpr std::size_t kMostProducts = 6;
constexpr std::size_t kTimeFeatures = 4, kSeasonFeatures = 2;
constexpr std::size_t kOfOneWindow = 100;  // boxes that are alike
constexpr std::size_t kMostWindows = 16;
constexpr double kRidge = 12;    // samples that say that nothing matters
constexpr double kFarthest = 4;  // of a feature, in standard deviations

std::uint64_t mixed(std::uint64_t x) {
  x += 0x9e3779b97f4a7c15U;
  x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9U;
  x = (x ^ (x >> 27U)) * 0x94d049bb133111ebU;
  return x ^ (x >> 31U);
}

double hours_between(EpochSeconds from, EpochSeconds to) {
  return static_cast<double>(to - from) / kSecondsOfHour;
}

// A symmetric positive matrix as L L', row by row; that of its first rows and
// columns is the first part of it.
class Cholesky {
 public:
  explicit Cholesky(std::vector<double> matrix, std::size_t size)
      : lower_{std::move(matrix)}, size_{size} {
    for (std::size_t i = 0; i < size_; ++i) {
      for (std::size_t j = 0; j <= i; ++j) {
        auto sum = at(i, j);
        for (std::size_t k = 0; k < j; ++k) {
          sum -= at(i, k) * at(j, k);
        }
        at(i, j) = i == j ? std::sqrt(std::max(sum, 1e-9)) : sum / at(j, j);
      }
    }
  }

  // Of the first `rows` equations in as many unknowns.
  std::vector<double> solve(std::vector<double> right, std::size_t rows) {
    for (std::size_t i = 0; i < rows; ++i) {
      for (std::size_t k = 0; k < i; ++k) {
        right[i] -= at(i, k) * right[k];
      }
      right[i] /= at(i, i);
    }
    for (auto i = rows; i-- > 0;) {
      for (auto k = i + 1; k < rows; ++k) {
        right[i] -= at(k, i) * right[k];
      }
      right[i] /= at(i, i);
    }
    right.resize(rows);
    return right;
  }

 private:
  double& at(std::size_t i, std::size_t j) { return lower_[i * size_ + j]; }

  std::vector<double> lower_;
  std::size_t size_;
};

std::size_t signals_used(StepNumbers const& steps, std::uint32_t step) {
  return steps.is_stay(step) ? kSignals : 2;
}

template <typename Hours>
double level_in(Hours const& sorted, double level) {
  auto const x =
      std::max(0.0, level * static_cast<double>(sorted.size()) - 0.5);
  auto const low = std::min(static_cast<std::size_t>(x), sorted.size() - 1);
  auto const high = std::min(low + 1, sorted.size() - 1);
  auto const share = std::min(1.0, x - static_cast<double>(low));
  return static_cast<double>(sorted[low]) * (1 - share) +
         static_cast<double>(sorted[high]) * share;
}

}  // namespace

Signals signals_of(std::span<StepState const> states,
                   std::span<UsualStep const> usual) {
  Signals signals(usual.size());
  for (std::size_t i = 0; i < usual.size(); ++i) {
    signals[i] = signals_of(states[i], usual[i]);
  }
  return signals;
}

// A box at a moment.
struct EtaModel::Sample {
  std::uint32_t year = 0, journey = 0;
  std::uint32_t step = 0;
  EpochSeconds now = 0;
};

class EtaModel::Learning {
 public:
  Learning(EtaModel& model, std::span<BoxWay const> ways,
           std::span<EtaYear const> years)
      : model_{model}, years_{years} {
    for (auto const& way : ways) {
      numbers_.push_back(model.steps_.of(way));
    }
    std::vector<NumberedJourney> all;
    for (auto const& year : years) {
      auto const journeys = numbered(year);
      states_.emplace_back(journeys, model.steps_.size(),
                           StepStates::Span{year.begin, year.end});
      all.insert(all.end(), journeys.begin(), journeys.end());
    }
    model.step_times_ = StepTimes{all, model.steps_.size()};
    find_usual();
  }

  void learn() {
    gather();
    for (auto& [steps, samples] : samples_) {
      thin(samples);
      if (samples.size() >= kFewestSamples) {
        model_.rests_.emplace(steps, learnt(steps, samples));
      }
    }
  }

 private:
  std::vector<NumberedJourney> numbered(EtaYear const& year) const {
    std::vector<NumberedJourney> journeys;
    for (auto const& journey : year.journeys) {
      journeys.push_back({&journey, &numbers_[journey.way]});
    }
    return journeys;
  }

  void find_usual() {
    model_.usual_.assign(model_.steps_.size(),
                         {.boxes = 0, .left = 0, .hours = 0, .hours_in = 0});
    auto const share = 1 / static_cast<double>(states_.size());
    for (auto const& states : states_) {
      auto const usual = states.usual();
      for (std::size_t i = 0; i < usual.size(); ++i) {
        model_.usual_[i].boxes += usual[i].boxes * share;
        model_.usual_[i].left += usual[i].left * share;
        model_.usual_[i].hours += usual[i].hours * share;
        model_.usual_[i].hours_in += usual[i].hours_in * share;
      }
    }
  }

  Signals const& signals_at(std::uint32_t year, EpochSeconds now) {
    auto const moment =
        std::pair{year, (now - years_[year].begin) / StepStates::kEvery};
    auto& kept = signals_[moment];
    if (kept.empty()) {
      kept = signals_of(states_[year].at(now), model_.usual_);
    }
    return kept;
  }

  void gather() {
    for (std::uint32_t y = 0; y < years_.size(); ++y) {
      for (std::uint32_t j = 0; j < years_[y].journeys.size(); ++j) {
        auto const& journey = years_[y].journeys[j];
        if (journey.times.back() == kNotYet) {
          continue;
        }
        auto const& steps = numbers_[journey.way];
        for (std::uint32_t i = 0; i < steps.size(); ++i) {
          gather_step(y, j, i);
        }
      }
    }
  }

  // As the step begins, and now and then while it lasts.
  void gather_step(std::uint32_t y, std::uint32_t j, std::uint32_t step) {
    auto const& year = years_[y];
    auto const& journey = year.journeys[j];
    auto const& steps = numbers_[journey.way];
    auto const from = journey.times[step], to = journey.times[step + 1];
    auto const looks = std::min(6.0, 2 + hours_between(from, to) / 24);
    for (int look = 0; look < static_cast<int>(looks); ++look) {
      auto const luck = mixed(mixed(j) + y * 1'000'003U + step * 64U +
                              static_cast<unsigned>(look));
      auto const share =
          look == 0 ? 0.0 : static_cast<double>(luck >> 11U) * 0x1p-53;
      auto const now = from + static_cast<EpochSeconds>(
                                  share * static_cast<double>(to - from));
      if (now >= year.begin && now < year.end) {
        samples_[{steps.begin() + step, steps.end()}].push_back(
            {y, j, step, now});
      }
    }
  }

  // No more than is needed, whichever.
  static void thin(std::vector<Sample>& samples) {
    if (samples.size() <= kMostSamples) {
      return;
    }
    auto const keep =
        static_cast<double>(kMostSamples) / static_cast<double>(samples.size());
    std::size_t n = 0;
    std::erase_if(samples, [&](Sample const&) {
      return static_cast<double>(mixed(n++) >> 11U) * 0x1p-53 > keep;
    });
  }

  EtaQuestion question_of(Sample const& sample) const {
    auto const& journey = years_[sample.year].journeys[sample.journey];
    return {.steps = &numbers_[journey.way],
            .product = journey.product,
            .step = sample.step,
            .since = journey.times[sample.step],
            .now = sample.now};
  }

  std::vector<std::string> products_of(std::vector<Sample> const& samples) {
    std::map<std::string, std::size_t> count;
    for (auto const& sample : samples) {
      ++count[years_[sample.year].journeys[sample.journey].product];
    }
    std::vector<std::pair<std::size_t, std::string>> by_count;
    for (auto const& [product, n] : count) {
      by_count.emplace_back(n, product);
    }
    std::sort(by_count.rbegin(), by_count.rend());
    std::vector<std::string> products;
    for (std::size_t i = 0; i < std::min(kMostProducts, by_count.size()); ++i) {
      products.push_back(by_count[i].second);
    }
    return products;
  }

  Rest learnt(std::vector<std::uint32_t> const& steps,
              std::vector<Sample> const& samples) {
    Rest rest;
    rest.steps = steps;
    rest.products = products_of(samples);
    auto rows = rows_of(rest, samples);
    scale(rest, rows);
    auto const columns = rest.mean.size();
    std::vector<double> matrix(columns * columns);
    for (auto const& row : rows) {
      for (std::size_t i = 0; i < columns; ++i) {
        for (std::size_t j = 0; j <= i; ++j) {
          matrix[i * columns + j] += row[i] * row[j];
        }
      }
    }
    for (std::size_t i = 1; i < columns; ++i) {
      matrix[i * columns + i] += kRidge;
    }
    Cholesky cholesky{std::move(matrix), columns};
    for (std::size_t t = 0; t < steps.size(); ++t) {
      rest.targets.push_back(target(rest, t, samples, rows, cholesky));
    }
    return rest;
  }

  std::vector<std::vector<double>> rows_of(Rest& rest,
                                           std::vector<Sample> const& samples) {
    std::vector<std::vector<double>> rows;
    for (auto const& sample : samples) {
      rows.emplace_back();
      model_.features_of(rest, question_of(sample),
                         signals_at(sample.year, sample.now), rows.back());
    }
    return rows;
  }

  static void scale(Rest& rest, std::vector<std::vector<double>>& rows) {
    auto const columns = rows.front().size();
    auto const n = static_cast<double>(rows.size());
    for (std::size_t c = 0; c < columns; ++c) {
      double sum = 0, squares = 0;
      for (auto const& row : rows) {
        sum += row[c];
        squares += row[c] * row[c];
      }
      auto const mean = c == 0 ? 0 : sum / n;
      auto const spread = std::sqrt(std::max(0.0, squares / n - mean * mean));
      rest.mean.push_back(static_cast<float>(mean));
      rest.scale.push_back(
          c == 0 ? 1 : static_cast<float>(spread > 1e-9 ? 1 / spread : 0));
    }
    for (auto& row : rows) {
      model_scale(rest, row);
    }
  }

  Target target(Rest const& rest, std::size_t t,
                std::vector<Sample> const& samples,
                std::vector<std::vector<double>> const& rows,
                Cholesky& cholesky) {
    auto const used = model_.features_for(rest, t);
    std::vector<double> right(used), hours;
    for (std::size_t s = 0; s < samples.size(); ++s) {
      auto const& sample = samples[s];
      auto const& journey = years_[sample.year].journeys[sample.journey];
      hours.push_back(
          hours_between(sample.now, journey.times[sample.step + t + 1]));
      for (std::size_t c = 0; c < used; ++c) {
        right[c] += rows[s][c] * hours.back();
      }
    }
    Target target;
    for (auto const weight : cholesky.solve(std::move(right), used)) {
      target.weights.push_back(static_cast<float>(weight));
    }
    std::vector<std::pair<double, double>> said;  // and what it was
    for (std::size_t s = 0; s < samples.size(); ++s) {
      said.emplace_back(told(target, rows[s]), hours[s]);
    }
    target.alike = alike(std::move(said));
    return target;
  }

  static std::vector<Alike> alike(std::vector<std::pair<double, double>> said) {
    std::sort(said.begin(), said.end());
    auto const windows =
        std::clamp<std::size_t>(said.size() / kOfOneWindow, 1, kMostWindows);
    std::vector<Alike> all;
    for (std::size_t w = 0; w < windows; ++w) {
      auto const first = w * said.size() / (windows + 1);
      auto const last = (w + 2) * said.size() / (windows + 1);
      Alike one;
      double sum = 0;
      std::vector<double> off;
      for (auto i = first; i < last; ++i) {
        sum += said[i].first;
        off.push_back(said[i].second - said[i].first);
      }
      std::sort(off.begin(), off.end());
      one.said = static_cast<float>(sum / static_cast<double>(off.size()));
      for (std::size_t l = 0; l < kSpreadLevels.size(); ++l) {
        one.off[l] = static_cast<float>(level_in(off, kSpreadLevels[l]));
      }
      all.push_back(one);
    }
    return all;
  }

 public:
  static void model_scale(Rest const& rest, std::vector<double>& row) {
    for (std::size_t c = 1; c < row.size(); ++c) {
      row[c] = std::clamp((row[c] - static_cast<double>(rest.mean[c])) *
                              static_cast<double>(rest.scale[c]),
                          -kFarthest, kFarthest);
    }
  }
  static double told(Target const& target, std::vector<double> const& row) {
    double sum = 0;
    for (std::size_t c = 0; c < target.weights.size(); ++c) {
      sum += static_cast<double>(target.weights[c]) * row[c];
    }
    return sum;
  }

 private:
  EtaModel& model_;
  std::span<EtaYear const> years_;
  std::vector<std::vector<std::uint32_t>> numbers_;  // by way
  std::vector<StepStates> states_;                   // by year
  std::map<std::pair<std::uint32_t, EpochSeconds>, Signals> signals_;
  std::map<std::vector<std::uint32_t>, std::vector<Sample>> samples_;
};

EtaModel::EtaModel(std::span<BoxWay const> ways, std::span<EtaYear const> years)
    : steps_{ways} {
  Learning{*this, ways, years}.learn();
}

void EtaModel::features_of(Rest const& rest, EtaQuestion const& question,
                           Signals const& signals,
                           std::vector<double>& features) const {
  auto const& present = usual_[rest.steps.front()];
  auto const spent =
      hours_between(question.since, question.now) / (present.hours + 1);
  auto const season = 2 * std::numbers::pi *
                      static_cast<double>(question.now % 31'556'952) /
                      31'556'952;
  features.assign({1, spent, std::log1p(spent), std::max(0.0, spent - 1),
                   std::max(0.0, spent - 2), std::sin(season),
                   std::cos(season)});
  for (std::size_t i = 0; i < kMostProducts; ++i) {
    features.push_back(
        i < rest.products.size() && rest.products[i] == question.product ? 1
                                                                         : 0);
  }
  for (auto const step : rest.steps) {
    auto const& of_step = signals[step];
    if (signals_used(steps_, step) == kSignals) {
      features.insert(features.end(), of_step.begin(), of_step.end());
    } else {
      features.push_back(of_step[0]);
      features.push_back(of_step[2]);
    }
  }
}

std::size_t EtaModel::features_for(Rest const& rest, std::size_t target) const {
  auto count = 1 + kTimeFeatures + kSeasonFeatures + kMostProducts;
  for (std::size_t i = 0; i <= target; ++i) {
    count += signals_used(steps_, rest.steps[i]);
  }
  return count;
}

std::vector<TimeSpread> EtaModel::forecast(EtaQuestion const& question,
                                           Signals const& signals) const {
  auto const found = rests_.find(
      {question.steps->begin() + static_cast<std::ptrdiff_t>(question.step),
       question.steps->end()});
  if (found == rests_.end()) {
    return step_times_.forecast(question);
  }
  auto const& rest = found->second;
  std::vector<double> row;
  features_of(rest, question, signals, row);
  Learning::model_scale(rest, row);
  std::vector<TimeSpread> spreads;
  for (auto const& target : rest.targets) {
    auto const said = Learning::told(target, row);
    auto const above = std::find_if(
        target.alike.begin(), target.alike.end(),
        [&](Alike const& one) { return static_cast<double>(one.said) > said; });
    auto const& high =
        above == target.alike.end() ? target.alike.back() : *above;
    auto const& low = above == target.alike.begin() ? high : *(above - 1);
    auto const width = static_cast<double>(high.said - low.said);
    auto const share =
        width > 0 ? (said - static_cast<double>(low.said)) / width : 0;
    TimeSpread spread;
    for (std::size_t l = 0; l < kSpreadLevels.size(); ++l) {
      auto const off = static_cast<double>(low.off[l]) * (1 - share) +
                       static_cast<double>(high.off[l]) * share;
      auto const before = spreads.empty() ? 0 : spreads.back().hours[l];
      spread.hours[l] = std::max(said + off, before);
    }
    spreads.push_back(spread);
  }
  return spreads;
}

}  // namespace camel
