// SPDX-License-Identifier: Apache-2.0
#include "camel/model/emissions.h"

#include "camel/base/names.h"

namespace camel {

namespace {

// What to look up, and where.
struct Wanted {
  std::string_view mode, unit;
  std::optional<Traction> traction;
  Locality where;
};

struct Found {
  int closeness = -1;
  double value = 0;
};

// The closest used factor; of equals the one that names the traction.
Found find_factor(Corridor const& corridor, Wanted const& wanted) {
  Found best;
  auto best_named = false;
  for (auto const& factor : corridor.emission_factors) {
    if (!factor.used || factor.mode != wanted.mode ||
        factor.unit != wanted.unit ||
        (factor.traction && factor.traction != wanted.traction)) {
      continue;
    }
    auto const close = closeness(corridor, factor.region, wanted.where);
    auto const named = factor.traction.has_value();
    if (close > best.closeness ||
        (close >= 0 && close == best.closeness && named && !best_named)) {
      best = {close, factor.value};
      best_named = named;
    }
  }
  return best;
}

}  // namespace

std::optional<double> grams_per_tonne_km(Corridor const& corridor, Mode mode,
                                         Traction traction,
                                         std::string_view country) {
  auto const where = Locality{country, ""};
  auto const hauled =
      mode == Mode::rail ? std::optional{traction} : std::optional<Traction>{};
  auto const whole =
      find_factor(corridor, {name_of(mode), "g/tkm", hauled, where});
  auto const energy =
      find_factor(corridor, {name_of(mode), "Wh/tkm", hauled, where});
  auto const grid =
      find_factor(corridor, {"electricity", "g/kWh", std::nullopt, where});
  if (energy.closeness >= 0 && grid.closeness > whole.closeness) {
    return energy.value / 1000 * grid.value;
  }
  return whole.closeness >= 0 ? std::optional{whole.value} : std::nullopt;
}

std::optional<double> grams_of_handling(Corridor const& corridor, PlaceId at,
                                        Commodity const& goods) {
  auto const& place = corridor.places[at];
  auto const box = is_box(goods.form);
  auto const pass = find_factor(corridor, {"handling",
                                           box ? "kg/container" : "kg/t",
                                           std::nullopt,
                                           {place.country, place.code}});
  if (pass.closeness < 0) {
    return std::nullopt;
  }
  return 1000 * pass.value * (box ? 1 : goods.tonnes_per_teu);
}

}  // namespace camel
