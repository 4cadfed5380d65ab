// SPDX-License-Identifier: Apache-2.0
// What is announced of the way of a box: a crossing that is shut until a day,
// or will be from another on. Nobody passes it before it opens, and then those
// first who came first: who comes while it is shut waits for its opening, and
// until the queue before him is worked off. How long that takes is learnt from
// closures of simulated years, by stretch, leaning on all others where there
// were few; and so is how far off that may be.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "camel/tracking/eta_calibration.h"
#include "camel/tracking/eta_model.h"

namespace camel {

class ClosureQueues {
 public:
  ClosureQueues() { off_.hours.fill(1); }
  ClosureQueues(EtaModel const& model, std::span<BoxWay const> ways,
                std::span<EtaYear const> years);

  // Hours until the boxes are through that came to a stretch in one hour while
  // it was shut.
  double hours_of_an_hour(std::string const& stretch) const;
  // So many times as much, by levels, it was.
  TimeSpread const& off() const { return off_; }

  // For whoever packs it (eta_codec.h).
  template <typename Visit>
  void visit_parts(Visit& visit) {
    visit(seen_);
    visit(usual_);
    visit(off_);
  }

 private:
  struct Seen {         // hours, over boxes
    double came = 0;    // after it shut
    double passed = 0;  // after it opened
  };
  // Stretch, year, beginning.
  using Which = std::tuple<std::string, std::size_t, EpochSeconds>;
  struct Box {
    Which which;
    Seen seen;
  };
  static std::vector<Box> boxes_that_waited(EtaModel const& model,
                                            std::span<BoxWay const> ways,
                                            std::span<EtaYear const> years);
  double hours_of_an_hour(Seen const& seen) const;

  std::map<std::string, Seen> seen_;  // by stretch
  double usual_ = 0.5;                // hours of an hour
  TimeSpread off_;
};

struct Foretold {
  std::vector<TimeSpread> arrivals;
  std::size_t waits_from = SIZE_MAX;  // the first one that waits for an opening
};

// All that a forecast needs.
struct Foreteller {
  EtaModel const& model;
  EtaCalibration const& calibration;
  ClosureQueues const& queues;
  EtaCalibration const& announced;  // of what waits for an opening

  // Until each waypoint ahead is passed, as it is to be said. `closures` are in
  // the order of the way; those that are over change nothing.
  std::vector<TimeSpread> forecast(
      EtaQuestion const& question, Signals const& signals,
      std::span<ClosureOnWay const> closures = {}) const;
  // Before what waits is calibrated, too.
  Foretold before_calibration(EtaQuestion question, Signals const& signals,
                              std::span<ClosureOnWay const> closures) const;
};

}  // namespace camel
