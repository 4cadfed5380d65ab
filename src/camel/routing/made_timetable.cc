// SPDX-License-Identifier: Apache-2.0
#include "camel/routing/made_timetable.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <utility>

namespace camel {

namespace {

constexpr Instant kHours = 3600;
constexpr Instant kDays = 24 * kHours;

// The same numbers with every standard library, which its distributions are
// not.
class Luck {
 public:
  explicit Luck(std::uint64_t seed) : bits_{seed} {}

  double share() { return static_cast<double>(bits_() >> 11U) * 0x1.0p-53; }
  double between(double low, double high) {
    return low + (high - low) * share();
  }
  std::size_t below(std::size_t n) {
    return static_cast<std::size_t>(share() * static_cast<double>(n));
  }
  Instant hours(double low, double high) {
    return static_cast<Instant>(between(low, high)) * kHours;
  }

 private:
  std::mt19937_64 bits_;
};

struct Spot {
  double x = 0, y = 0;  // km
};

double distance(Spot one, Spot other) {
  return std::hypot(one.x - other.x, one.y - other.y);
}

struct Way {
  double km_h, cents_km, grams_km, detour;
};
constexpr Way kRail{35, 30, 250, 1.2};
constexpr Way kSea{25, 12, 160, 1.6};
constexpr Way kRoad{50, 95, 900, 1.15};

class Maker {
 public:
  explicit Maker(MadeNetwork const& network)
      : network_{network},
        luck_{network.seed},
        builder_{{},
                 static_cast<Instant>(network.weeks * 7) * kDays,
                 network.terminals} {
    for (std::size_t i = 0; i < network.terminals; ++i) {
      add_terminal(PlaceId{i});
    }
    for (std::size_t departures = 0; departures < network_.weekly_departures;) {
      departures += add_line();
    }
  }

  Timetable make() { return builder_.build(); }

 private:
  void add_terminal(PlaceId place) {
    spots_.push_back(draw_spot(place.value));
    auto const stand = builder_.add_stand(place, opening());
    auto const delivery = builder_.add_delivery(place);
    auto shape = Shape{};
    auto const spread = luck_.between(2, network_.with_rules ? 20 : 60);
    for (std::size_t i = 0; i < kShapePoints; ++i) {
      auto const u = (static_cast<double>(i) + 0.5) / kShapePoints;
      shape[i] = static_cast<Instant>(std::max(0.0, -std::log(1 - u) - 0.7) *
                                      spread * kHours);
    }
    auto const id = builder_.add_shape(shape);
    auto const handling = luck_.hours(2, 30);
    auto const after = Readiness{
        handling, handling + static_cast<Instant>(spread * 0.9 * kHours),
        handling + static_cast<Instant>(spread * 2.3 * kHours)};
    builder_.add_start(place, {stand, {0, 0, 0}});
    landings_.push_back({{stand, id, after}, {delivery, id, after}});
    stands_.push_back(stand);
  }

  // Hubs and regional terminals lie anywhere; local ones in strips, some dozen
  // beside each other.
  Spot draw_spot(std::size_t i) {
    if (i < std::max<std::size_t>(100, network_.terminals / 10) ||
        i % 12 == 0) {
      return {luck_.between(0, 10'000), luck_.between(0, 4'000)};
    }
    return {spots_[i - 1].x + luck_.between(-80, 80),
            spots_[i - 1].y + luck_.between(-80, 80)};
  }

  std::vector<Open> opening() {
    std::vector<Open> hours;
    if (network_.with_rules && luck_.share() < 0.3) {
      for (Instant day = 0; day < network_.weeks * 7; ++day) {
        if (luck_.share() < 0.8) {
          hours.push_back(
              {day * kDays + 8 * kHours, day * kDays + 17 * kHours});
        }
      }
    }
    return hours;
  }

  // Terminals are hubs, regional or local ones: one in a hundred, one in ten,
  // and the rest, each beside one of the rank above.
  std::size_t hubs() const {
    return std::max<std::size_t>(2, spots_.size() / 100);
  }
  std::size_t centres() const {
    return std::max<std::size_t>(4, spots_.size() / 10);
  }

  // The n-th nearest of the first `among` terminals.
  std::size_t near(std::size_t at, std::size_t among, std::size_t n) const {
    std::vector<std::pair<double, std::size_t>> by_distance;
    for (std::size_t i = 0; i < among; ++i) {
      if (i != at) {
        by_distance.emplace_back(distance(spots_[at], spots_[i]), i);
      }
    }
    n = std::min(n, by_distance.size() - 1);
    std::nth_element(by_distance.begin(),
                     by_distance.begin() + static_cast<std::ptrdiff_t>(n),
                     by_distance.end());
    return by_distance[n].second;
  }

  // A line's places: between hubs, from regional terminals to a hub, or from
  // local ones to a regional one; or any, in small networks.
  std::vector<std::size_t> draw_places() {
    std::vector<std::size_t> places;
    auto const add = [&](std::size_t place) {
      if (std::find(places.begin(), places.end(), place) == places.end()) {
        places.push_back(place);
      }
    };
    auto const calls = 2 + luck_.below(network_.most_calls - 1);
    if (spots_.size() < 100) {
      for (std::size_t i = 0; i < calls; ++i) {
        add(luck_.below(spots_.size()));
      }
      return places;
    }
    auto const draw = luck_.share();
    if (draw < 0.15) {
      add(luck_.below(hubs()));
      for (std::size_t i = 0; i + 1 < calls; ++i) {
        add(near(places.back(), hubs(), luck_.below(12)));
      }
      return places;
    }
    auto const local = draw > 0.3;
    auto const first = local ? centres() : hubs();
    auto const last = local ? spots_.size() : centres();
    add(first + next_++ % (last - first));
    while (places.size() + 1 < calls && luck_.share() < 0.8) {
      // Numbers beside each other lie beside each other.
      add(first +
          (places.back() - first + 1 + luck_.below(3)) % (last - first));
    }
    add(near(places.front(), first, luck_.below(2)));
    if (luck_.share() < 0.5) {
      std::reverse(places.begin(), places.end());
    }
    return places;
  }

  std::size_t add_line() {
    auto const draw = luck_.share();
    auto way = draw < 0.7 ? kRail : draw < 0.8 ? kSea : kRoad;
    way.km_h *= luck_.between(0.7, 1.3);
    way.cents_km *= luck_.between(0.7, 1.3);
    way.grams_km *= luck_.between(0.8, 1.2);
    OfferedLine line;
    auto const places = draw_places();
    if (places.size() < 2) {
      return 0;
    }
    auto const cut_off = luck_.hours(2, 12);
    for (auto const at : places) {
      line.calls.push_back(
          {PlaceId{at}, cut_off, {stands_[at]}, landings_[at]});
    }
    add_fares(line, places, way);
    auto const is_trunk =
        *std::max_element(places.begin(), places.end()) < hubs();
    auto const weekly = 1 + luck_.below(is_trunk ? 7 : 3);
    add_runs(line, places, way, weekly);
    builder_.add_line(std::move(line));
    return weekly * (places.size() - 1);
  }

  void add_fares(OfferedLine& line, std::vector<std::size_t> const& places,
                 Way const& way) {
    line.fares.resize(places.size());
    auto const round = network_.with_rules ? 1e5 : 1.0;
    for (std::size_t i = 0; i < places.size(); ++i) {
      double km = 0;
      for (auto j = i + 1; j < places.size(); ++j) {
        km += distance(spots_[places[j - 1]], spots_[places[j]]) * way.detour;
        line.fares[i].push_back(
            {.cents = static_cast<std::int32_t>(
                 std::ceil((12'000 + km * way.cents_km) / round) * round),
             .grams = static_cast<std::int32_t>(
                 std::ceil((8'000 + km * way.grams_km) / round) * round)});
      }
    }
  }

  void add_runs(OfferedLine& line, std::vector<std::size_t> const& places,
                Way const& way, std::size_t weekly) {
    auto const between = 7 * kDays / static_cast<Instant>(weekly);
    auto const dwell = luck_.hours(1, 8);
    for (auto at = static_cast<Instant>(luck_.share() * between);
         at < network_.weeks * 7 * kDays; at += between) {
      OfferedRun run;
      auto time = at;
      for (std::size_t i = 0; i < places.size(); ++i) {
        if (i > 0) {
          auto const km =
              distance(spots_[places[i - 1]], spots_[places[i]]) * way.detour;
          time += std::max<Instant>(
              600, static_cast<Instant>(km / way.km_h * kHours));
        }
        run.arrivals.push_back(time);
        time += i > 0 ? dwell : 0;
        if (network_.with_rules && luck_.share() < 0.2) {
          time += luck_.hours(0, 150);  // late, and may be overtaken
        }
        run.departures.push_back(time);
        if (network_.with_rules) {
          run.space.push_back(static_cast<std::int16_t>(luck_.below(4)));
          run.surcharges.push_back(static_cast<std::int32_t>(luck_.below(3)) *
                                   100'000);
        }
      }
      line.runs.push_back(std::move(run));
    }
  }

  MadeNetwork const network_;
  Luck luck_;
  TimetableBuilder builder_;
  std::vector<Spot> spots_;
  std::vector<StandId> stands_;
  std::vector<std::vector<Landing>> landings_;
  std::size_t next_ = 0;  // a terminal that has had no line of late
};

}  // namespace

Timetable make_timetable(MadeNetwork const& network) {
  return Maker{network}.make();
}

}  // namespace camel
