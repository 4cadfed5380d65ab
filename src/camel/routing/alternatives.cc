// SPDX-License-Identifier: Apache-2.0
#include "camel/routing/alternatives.h"

#include <algorithm>
#include <utility>

namespace camel {

double difference(WayCandidate const& one, WayCandidate const& other) {
  auto const shared =
      std::count_if(one.rides.begin(), one.rides.end(), [&](Ride const& ride) {
        return std::find(other.rides.begin(), other.rides.end(), ride) !=
               other.rides.end();
      });
  auto const all =
      one.rides.size() + other.rides.size() - static_cast<std::size_t>(shared);
  return 1 - static_cast<double>(shared) / static_cast<double>(all);
}

namespace {

class Choice {
 public:
  Choice(std::vector<WayCandidate> const& all, std::size_t most)
      : all_{all}, most_{most} {}

  std::vector<Chosen> make() {
    take_best("best for these goods", &WayCandidate::worth);
    take_best("soonest", &WayCandidate::days);
    take_best("cheapest", &WayCandidate::usd);
    take_best("surest", &WayCandidate::sure_days);
    take_best("least CO2e", &WayCandidate::grams);
    while (chosen_.size() < std::min(most_, all_.size())) {
      take_most_different();
    }
    std::stable_sort(chosen_.begin(), chosen_.end(),
                     [&](Chosen const& a, Chosen const& b) {
                       return all_[a.candidate].worth < all_[b.candidate].worth;
                     });
    return std::move(chosen_);
  }

 private:
  // Of equally good ones that with the better worth.
  void take_best(char const* what, double WayCandidate::*figure) {
    std::size_t best = 0;
    for (std::size_t i = 1; i < all_.size(); ++i) {
      auto const key = [&](std::size_t at) {
        return std::pair{all_[at].*figure, all_[at].worth};
      };
      if (key(i) < key(best)) {
        best = i;
      }
    }
    auto const found = find(best);
    if (found != chosen_.end()) {
      found->best_in.emplace_back(what);
    } else if (best < all_.size() && chosen_.size() < most_) {
      chosen_.push_back({best, {what}});
    }
  }

  void take_most_different() {
    std::size_t best = all_.size();
    auto most = -1.0;
    for (std::size_t i = 0; i < all_.size(); ++i) {
      if (find(i) != chosen_.end()) {
        continue;
      }
      auto least = 1.0;
      for (auto const& one : chosen_) {
        least = std::min(least, difference(all_[i], all_[one.candidate]));
      }
      // Half a difference makes up for being twice as dear.
      auto const score = least - 0.5 * all_[i].worth / cheapest_worth();
      if (best == all_.size() || score > most) {
        best = i;
        most = score;
      }
    }
    chosen_.push_back({best, {}});
  }

  double cheapest_worth() const {
    auto least = all_.front().worth;
    for (auto const& one : all_) {
      least = std::min(least, one.worth);
    }
    return std::max(least, 1.0);
  }

  std::vector<Chosen>::iterator find(std::size_t candidate) {
    return std::find_if(chosen_.begin(), chosen_.end(), [&](Chosen const& one) {
      return one.candidate == candidate;
    });
  }

  std::vector<WayCandidate> const& all_;
  std::size_t const most_;
  std::vector<Chosen> chosen_;
};

}  // namespace

std::vector<Chosen> choose_alternatives(std::vector<WayCandidate> const& all,
                                        std::size_t most) {
  return all.empty() ? std::vector<Chosen>{} : Choice{all, most}.make();
}

}  // namespace camel
