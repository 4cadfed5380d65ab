// SPDX-License-Identifier: Apache-2.0
// Whatever strikes a corridor, in whatever combination: no check of the
// simulation fails, the same luck gives the same year, and when all is over,
// every box arrives.
#include <sstream>

#include <gtest/gtest.h>

#include "camel/operations/test_world.h"

namespace camel {
namespace {

// From China over a border with a change of gauge to a port, and over the sea.
// Demand ends with May, as does all that strikes.
constexpr auto kCorridor =
    "place A CN\n place X CN\n place Y KZ\n place P KZ\n place Q AZ\n"
    "goods grain bulk phytosanitary\n"
    "link A X km=300 capacity=12\n"
    "link X Y km=30 capacity=10 back=6 standing=2\n"
    "link Y P km=900 gauge=1520 capacity=15\n"
    "link P Q mode=sea km=300 speed=20\n"
    "facility X customs hours=1 law=exponential servers=2\n"
    "facility Y reception servers=4\n"
    "facility Y gauge_change hours=3 servers=3 breakdown=60 repair=20\n"
    "facility Y inspection hours=4 servers=2 open=8-20 breakdown=90\n"
    "facility Y yard storage=400 patience=48\n"
    "facility P berth hours=8 breakdown=200 repair=10\n"
    "facility P lifts hours=0.05 per=teu servers=2\n"
    "facility Q lifts hours=2\n"
    "step X *>* customs at=customs\n"
    "step Y *>* reception at=reception hold=yes number=1\n"
    "step Y *>* papers hours=1 number=2\n"
    "step Y *>* inspection unit=lot at=inspection share=0.1 number=1\n"
    "step Y *>* laboratory unit=lot at=inspection goods=phytosanitary "
    "number=1\n"
    "fleet W number=400 turnaround=12\n"
    "fleet F kind=vessel number=4 teu=90\n"
    "service E1 A+ Y- capacity=60 rule=full_or_time wait=24 frequency=40 "
    "cargo=container,bulk\n"
    "service E2 Y+ A- capacity=60 rule=full_or_time wait=24 frequency=40\n"
    "service W1 Y+ P- gauge=1520 capacity=80 rule=full_or_time wait=36 "
    "fleet=W frequency=40 cargo=container,bulk\n"
    "service W2 P+ Y- gauge=1520 capacity=80 rule=full_or_time wait=36 "
    "fleet=W frequency=40\n"
    "service S P* Q* P* mode=sea capacity=90 fleet=F rule=full_or_time "
    "wait=20\n"
    "demand A Q teu=12000 lot=5\n"
    "demand Q A teu=4000 lot=3\n"
    "demand A P teu=3000 goods=grain lot=20\n"
    "demand P A teu=2000\n"
    "ban Y CN>KZ above=4 below=2\n"
    "ban P *>* above=3 below=3 goods=box\n"
    "closure A from=2024-06-01 to=2025-12-31 demand=0 key=end\n";

class RandomTrouble {
 public:
  explicit RandomTrouble(std::uint64_t number)
      : random_{{.seed = number, .stream = 3}} {
    text_ << kCorridor;
    for (auto i = 3 + one_of(6); i > 0; --i) {
      strike(i);
    }
  }
  std::string text() const { return text_.str(); }

 private:
  std::uint64_t one_of(std::size_t count) {
    return static_cast<std::uint64_t>(
        random_.integer(0, static_cast<std::int64_t>(count) - 1));
  }
  std::string pick(std::vector<std::string> const& words) {
    return words[one_of(words.size())];
  }

  void strike(std::uint64_t number) {
    auto const month = 1 + one_of(5);
    auto const day = 1 + one_of(20);
    auto const last = day + one_of(11);
    text_ << "closure "
          << pick({"A", "X", "Y", "P", "Q", "X>Y", "Y>X", "Y-P", "P-Q",
                   "X/customs", "Y/gauge_change", "Y/reception", "Y/inspection",
                   "P/berth", "P/lifts", "Q/lifts", "fleets/F"})
          << " key=trouble" << number << " from=2024-0" << month
          << (day < 10 ? "-0" : "-") << day << " to=2024-0" << month
          << (last < 10 ? "-0" : "-") << last;
    auto const what = one_of(7);
    if (what == 0 || random_.happens(0.3)) {
      text_ << " share=" << pick({"0", "0.3", "0.5", "0.9"});
    }
    if (what == 1 || random_.happens(0.1)) {
      text_ << " closed=" << pick({"0.2", "0.8"})
            << " spell=" << 1 + one_of(40);
    }
    if (what == 2 || random_.happens(0.2)) {
      text_ << " time=" << pick({"0.5", "3", "20"});
    }
    if (what == 3 || random_.happens(0.2)) {
      text_ << " demand=" << pick({"0", "0.5", "4"});
    }
    if (what == 4 || random_.happens(0.2)) {
      text_ << " payload=" << pick({"0.2", "0.5", "0.85"});
    }
    if (what >= 5) {
      text_ << " stop=yes" << pick({"", " goods=grain"});
    }
    text_ << "\n";
  }

  Random random_;
  std::ostringstream text_;
};

TEST(RandomDisruptions, when_all_is_over_every_box_arrives) {
  for (std::uint64_t number = 0; number < 60; ++number) {
    auto const text = RandomTrouble{number}.text();
    auto const year = simulate_days(text, {.measured = 330, .seed = number});
    EXPECT_GT(year.lots_made, 500U) << number;
    EXPECT_EQ(year.lots_inside, 0U) << number << "\n" << text;
  }
}

TEST(RandomDisruptions, the_same_luck_gives_the_same_year) {
  for (std::uint64_t number = 40; number < 45; ++number) {
    Prepared const prepared{RandomTrouble{number}.text()};
    auto const one = simulate_days(prepared, {.measured = 150, .warm_up = 10});
    auto const two = simulate_days(prepared, {.measured = 150, .warm_up = 10});
    EXPECT_EQ(one.events, two.events) << number;
    for (std::size_t row = 0; row < one.flows.size(); ++row) {
      EXPECT_EQ(one.flows[DemandId{row}].parts, two.flows[DemandId{row}].parts);
    }
  }
}

}  // namespace
}  // namespace camel
