// SPDX-License-Identifier: Apache-2.0
// How shippers share their boxes among the ways they may send them: a
// multinomial logit over generalised cost (McFadden 1974; Ben-Akiva and Lerman,
// Discrete Choice Analysis, 1985, chapter 5). A way's cost is what is paid,
// what the goods lose in value on the way and by not knowing when they arrive,
// less what the row of demand says shippers see in it besides (`constant`).
#pragma once

#include <string>
#include <vector>

#include "camel/model/corridor.h"

namespace camel {

// One way of a TEU: money, and the mean and standard deviation of its days.
struct WayOfBox {
  double usd = 0, days = 0, deviation_days = 0;
};

// USD that a TEU of these goods loses in so many days and such uncertainty.
double usd_of_time(Commodity const& goods, WayOfBox const& way,
                   double spread_weight);

// Shares in the order of the costs, adding up to 1; a cost may be infinite,
// but not all of them. `scale` > 0: so much dearer divides the odds by e.
std::vector<double> logit_shares(std::vector<double> const& costs,
                                 double scale);

struct ChoiceOption {
  DemandId demand;
  double share = 0;
  double teu_year = 0;
  WayOfBox way;         // as simulated with the shares
  double time_usd = 0;  // `usd_of_time`
  double constant = 0;
  double cost = 0;   // way.usd + time_usd - constant; infinite if none came
  double logit = 0;  // the share shippers would choose at this cost
  // The constant, less that of the first way, at which shippers would choose
  // the split of the demand table at these costs: what to write into a table
  // whose split is observed (an alternative-specific constant; Train, Discrete
  // Choice Methods with Simulation, 2nd ed. 2009, section 2.8).
  double pivot = 0;
};

struct ChoiceGroup {
  std::string name;
  double teu_year = 0;
  std::vector<ChoiceOption> options;
};

struct ChoiceResult {
  ChoiceSettings settings;
  std::vector<ChoiceGroup> groups;  // by name; empty: nobody has a choice
  // Of each iteration, the largest distance of a share from the one its
  // shippers would choose at the costs it leads to.
  std::vector<double> gaps;
  bool settled = true;  // the last gap is within the tolerance
};

// Fills `pivot` of all ways that somebody arrives by; `table_shares` in their
// order. The first way must be one of them.
void fit_constants(ChoiceGroup& group, std::vector<double> const& table_shares,
                   double scale);

// Every row of `demand` once, with the others of its `choice`, in the order of
// the table.
std::vector<std::vector<DemandId>> alternatives(Corridor const& corridor);

// The rows of `demand` that share a `choice`, with the split of the table.
std::vector<ChoiceGroup> choice_groups(Corridor const& corridor);

}  // namespace camel
