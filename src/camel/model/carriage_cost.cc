// SPDX-License-Identifier: Apache-2.0
#include "camel/model/carriage_cost.h"

#include <algorithm>
#include <utility>

#include "camel/base/names.h"

namespace camel {

namespace {

constexpr double kTeuPerWagon = 2;
constexpr double kTonnesPerWagon = 66;

int rank_of(std::string_view unit) {
  return static_cast<int>(
      std::find(kPriceUnits.begin(), kPriceUnits.end(), unit) -
      kPriceUnits.begin());
}

bool is_stretch(Tariff const& tariff) { return tariff.from && tariff.to; }

class Pricing {
 public:
  Pricing(Corridor const& corridor, std::vector<CarriageRun> const& runs,
          std::vector<PlaceId> const& hubs, Commodity const& goods)
      : corridor_{corridor}, runs_{runs}, hubs_{hubs}, goods_{goods} {
    auto const& start = corridor.places[hubs.front()];
    auto const& end = corridor.places[hubs.back()];
    collect_prices(end.longitude > start.longitude ? "eastbound" : "westbound");
    cost_.runs.resize(runs.size());
    cost_.hubs.resize(hubs.size());
    included_.resize(hubs.size());
    inside_.resize(runs.size());
  }

  CarriageCost all() {
    for (std::size_t i = 0; i < runs_.size();) {
      i = price_stretch(i);
    }
    for (std::size_t i = 0; i < hubs_.size(); ++i) {
      cost_.hubs[i] = included_[i] ? 0 : handling(hubs_[i]);
    }
    charge_borders();
    return std::move(cost_);
  }

 private:
  // Of tariffs as close: one for this direction goes first, then by unit.
  using Precedence = std::pair<bool, int>;
  struct Price {
    Tariff const* tariff;
    Precedence precedence;
  };

  double km(std::size_t run) const {
    return kilometers(corridor_.links[runs_[run].run.link].length);
  }
  Mode mode(std::size_t run) const {
    return corridor_.links[runs_[run].run.link].mode;
  }
  PlaceId start(std::size_t run) const {
    return start_of(corridor_, runs_[run].run);
  }
  PlaceId end(std::size_t run) const {
    return end_of(corridor_, runs_[run].run);
  }

  // The tariffs that may apply are few: each of the many stretches of the route
  // looks at them alone.
  void collect_prices(std::string_view way) {
    for (auto const& tariff : corridor_.tariffs) {
      if (tariff.used &&
          (tariff.direction == "both" || tariff.direction == way) &&
          usd_per_teu(tariff, goods_, 1)) {
        prices_.push_back(
            {&tariff, {tariff.direction != "both", -rank_of(tariff.unit)}});
      }
    }
  }

  // The closest tariff that `fits` (its closeness, or -1).
  template <typename Fits>
  Tariff const* closest(std::string_view mode, Fits fits) const {
    Tariff const* best = nullptr;
    std::pair<int, Precedence> best_key;
    for (auto const& [tariff, precedence] : prices_) {
      if (tariff->mode != mode) {
        continue;
      }
      auto const key = std::pair{fits(*tariff), precedence};
      if (key.first >= 0 && (best == nullptr || key > best_key)) {
        best = tariff;
        best_key = key;
      }
    }
    return best;
  }

  // The last run of a stretch that begins with this one, if the route goes
  // through it in a mode that fits.
  std::optional<std::size_t> last_run(Tariff const& tariff,
                                      std::size_t first) const {
    auto const backwards =
        tariff.direction == "both" && start(first) == tariff.to;
    if (start(first) != tariff.from && !backwards) {
      return std::nullopt;
    }
    auto const goal = backwards ? tariff.from : tariff.to;
    for (auto i = first; i < runs_.size(); ++i) {
      if (tariff.mode != "multimodal" && tariff.mode != name_of(mode(i))) {
        return std::nullopt;
      }
      if (end(i) == goal) {
        return i;
      }
    }
    return std::nullopt;
  }

  // Prices the longest stretch from here that has a tariff, or else this run;
  // returns the run after it.
  std::size_t price_stretch(std::size_t first) {
    Tariff const* best = nullptr;
    std::size_t last = first;
    std::pair<std::size_t, Precedence> best_key;
    for (auto const& [tariff, precedence] : prices_) {
      if (!is_stretch(*tariff)) {
        continue;
      }
      if (auto const to = last_run(*tariff, first)) {
        auto const key = std::pair{*to, precedence};
        if (best == nullptr || key > best_key) {
          best = tariff;
          best_key = key;
          last = *to;
        }
      }
    }
    if (best == nullptr) {
      cost_.runs[first] = by_region(first);
      return first + 1;
    }
    double whole = 0;
    for (auto i = first; i <= last; ++i) {
      whole += km(i);
    }
    auto const usd = *usd_per_teu(*best, goods_, whole);
    for (auto i = first; i <= last; ++i) {
      cost_.runs[i] = usd * km(i) / whole;
    }
    if (best->mode == "multimodal") {
      include(first, last);
    }
    return last + 1;
  }

  // Handling and borders between these runs are part of the price.
  void include(std::size_t first, std::size_t last) {
    for (auto i = first; i <= last; ++i) {
      inside_[i] = true;
      if (i > first && runs_[i].leg != runs_[i - 1].leg) {
        included_[runs_[i].leg] = true;
      }
    }
  }

  std::optional<double> by_region(std::size_t run) const {
    auto const countries = countries_of(corridor_, runs_[run].run.link);
    auto const part = km(run) / static_cast<double>(countries.size());
    double usd = 0;
    for (auto const& country : countries) {
      auto const* const tariff = closest(name_of(mode(run)), [&](Tariff const&
                                                                     row) {
        return row.from ? -1 : closeness(corridor_, row.region, {country, ""});
      });
      if (tariff == nullptr) {
        return std::nullopt;
      }
      usd += *usd_per_teu(*tariff, goods_, part);
    }
    return usd;
  }

  std::optional<double> handling(PlaceId at) const {
    auto const& place = corridor_.places[at];
    auto const* const tariff = closest("handling", [&](Tariff const& row) {
      if (row.from) {
        return row.from == at ? 5 : -1;
      }
      return closeness(corridor_, row.region, {place.country, place.code});
    });
    return tariff == nullptr ? std::nullopt : usd_per_teu(*tariff, goods_, 0);
  }

  void charge_borders() {
    for (std::size_t i = 0; i < runs_.size(); ++i) {
      auto const& here = corridor_.places[start(i)].country;
      auto const& there = corridor_.places[end(i)].country;
      if (here == there) {
        continue;
      }
      auto const* const tariff = closest("border", [&](Tariff const& row) {
        if (row.from) {
          auto const as_named = row.from == start(i) && row.to == end(i);
          auto const back = row.from == end(i) && row.to == start(i) &&
                            row.direction == "both";
          return as_named || back ? 5 : -1;
        }
        return std::min(closeness(corridor_, row.region, {here, ""}),
                        closeness(corridor_, row.region, {there, ""}));
      });
      BorderCharge charge{i, std::nullopt};
      if (inside_[i]) {
        charge.usd = 0;
      } else if (tariff != nullptr) {
        charge.usd = usd_per_teu(*tariff, goods_, 0);
      }
      cost_.borders.push_back(charge);
    }
  }

  Corridor const& corridor_;
  std::vector<CarriageRun> const& runs_;
  std::vector<PlaceId> const& hubs_;
  Commodity const& goods_;
  std::vector<Price> prices_;  // for these goods and this direction
  CarriageCost cost_;
  std::vector<bool> included_;  // hubs that a multimodal price holds
  std::vector<bool> inside_;    // runs that one holds
};

}  // namespace

std::optional<double> usd_per_teu(Tariff const& tariff, Commodity const& goods,
                                  double km) {
  auto const& unit = tariff.unit;
  auto const value = tariff.value;
  if (unit == "USD/t") {
    return value * goods.tonnes_per_teu;
  }
  if (unit == "USD/t-km") {
    return value * goods.tonnes_per_teu * km;
  }
  auto const box = is_box(goods.form);
  if (unit == "USD/wagon") {
    return box ? value / kTeuPerWagon
               : value * goods.tonnes_per_teu / kTonnesPerWagon;
  }
  if (!box) {
    return std::nullopt;
  }
  if (unit == "USD/TEU" || unit == "USD/container") {
    return value;
  }
  if (unit == "USD/FEU") {
    return value / 2;
  }
  if (unit == "USD/TEU-km") {
    return value * km;
  }
  if (unit == "USD/FEU-km") {
    return value * km / 2;
  }
  return std::nullopt;
}

CarriageCost cost_of_carriage(Corridor const& corridor,
                              std::vector<CarriageRun> const& runs,
                              std::vector<PlaceId> const& hubs,
                              Commodity const& goods) {
  return runs.empty() ? CarriageCost{}
                      : Pricing{corridor, runs, hubs, goods}.all();
}

}  // namespace camel
