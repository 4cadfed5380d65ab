// SPDX-License-Identifier: Apache-2.0
// Networks that nobody thought of, for tests: rings with chords, single track,
// few tracks, small yards and few wagons. The same number makes the same one.
#pragma once

#include <cstdint>
#include <sstream>
#include <string>
#include <vector>

#include "camel/model/network.h"
#include "camel/model/test_corridor.h"
#include "camel/sim/random.h"

namespace camel {

class RandomNetwork {
 public:
  explicit RandomNetwork(std::uint64_t number)
      : random_{{.seed = number, .stream = 2, .replication = 0}} {
    add_places();
    add_links();
    add_services();
  }

  std::string text() const { return text_.str() + demand_.str(); }
  std::size_t rows() const { return rows_; }
  std::int64_t one_of(std::int64_t low, std::int64_t high) {
    return random_.integer(low, high);
  }

 private:
  std::string pick(std::vector<std::string> const& words) {
    return words[static_cast<std::size_t>(
        one_of(0, static_cast<std::int64_t>(words.size()) - 1))];
  }

  void add_places() {
    places_ = one_of(4, 8);
    for (std::int64_t i = 0; i < places_; ++i) {
      text_ << "place P" << i << " " << pick({"CN", "KZ"}) << "\n";
      if (random_.happens(0.5)) {
        text_ << "facility P" << i << " tracks servers=" << one_of(1, 2)
              << " kind=reception hours=" << one_of(0, 3) << "\nstep P" << i
              << " *>* reception at=tracks hold=yes\n";
      }
      if (random_.happens(0.4)) {
        text_ << "facility P" << i
              << " yard kind=yard storage=" << one_of(10, 60)
              << " patience=" << one_of(10, 200) << "\n";
      }
      if (random_.happens(0.5)) {
        text_ << "facility P" << i << " lifts servers=1 hours=" << one_of(1, 6)
              << (random_.happens(0.3) ? " breakdown=100 repair=20" : "")
              << "\n";
      }
    }
  }

  // A ring and some chords.
  void add_links() {
    for (std::int64_t i = 0; i < places_; ++i) {
      add_link(i, (i + 1) % places_);
    }
    for (auto chords = one_of(0, 3); chords > 0; --chords) {
      auto const from = one_of(0, places_ - 1);
      add_link(from, (from + one_of(2, places_ - 2)) % places_);
    }
  }

  void add_link(std::int64_t from, std::int64_t to) {
    text_ << "link P" << from << " P" << to << " key=L" << links_++
          << " km=" << one_of(5, 300) << " speed=40 tracks=" << one_of(1, 2)
          << " standing=" << one_of(1, 2) << " capacity=" << one_of(4, 40)
          << "\n";
  }

  // Round the ring and across, some of them with wagons of one small fleet.
  void add_services() {
    auto const capacity = one_of(10, 30);
    text_ << "fleet W number=" << (capacity + 1) / 2 + one_of(0, 20)
          << " gauge=1435 turnaround=" << one_of(0, 20)
          << " empty_train=" << one_of(3, 20) << "\n";
    for (auto services = one_of(2, 6); services > 0; --services) {
      auto const from = one_of(0, places_ - 1);
      auto const length = one_of(1, places_ - 1);
      auto const step = random_.happens(0.5) ? 1 : places_ - 1;
      text_ << "service S" << services << " P" << from << "+";
      auto const path = random_.happens(0.3) ? " path=fixed" : "";
      auto at = from;
      for (std::int64_t i = 1; i < length; ++i) {
        at = (at + step) % places_;
        text_ << " P" << at << pick({".", ".", "*"});
      }
      at = (at + step) % places_;
      text_ << " P" << at << "- capacity=" << capacity
            << " rule=full_or_time wait=" << one_of(1, 20)
            << (random_.happens(0.7) ? " fleet=W" : "") << path << "\n";
      demand_ << "demand P" << from << " P" << at << " key=D" << rows_++ << path
              << "\n";
    }
  }

  Random random_;
  std::ostringstream text_, demand_;
  std::int64_t places_ = 0;
  int links_ = 0;
  std::size_t rows_ = 0;
};

}  // namespace camel
