// SPDX-License-Identifier: Apache-2.0
#include "camel/api/recorded_years_codec.h"

#include <gtest/gtest.h>

#include "camel/model/test_corridor.h"
#include "camel/operations/record_years.h"

namespace camel {
namespace {

std::vector<RecordedYear> by_hand() {
  constexpr auto kNone = RecordedYear::kNone;
  RecordedYear year;
  year.boardings = Ragged<StopId, RecordedBoarding>{
      {{{-5, 10, 2, 40}, {2'000'000'000, kNone, 0}}, {}, {{7, 7, 1}}}};
  year.landings = {kNone, INT32_MAX, INT32_MIN + 1, kNone, 0};
  year.bans = Ragged<LoadingBanId, RecordedSpell>{{{{-10, 3}, {3, 900}}}};
  year.journeys =
      Ragged<DemandId, RecordedJourney>{{{}, {{-100, 50}, {-100, 40}}}};
  return {year, {}, year};
}

TEST(RecordedYearsCodec, what_is_written_is_read_again) {
  EXPECT_EQ(years_from(to_bytes(by_hand())), by_hand());
  EXPECT_EQ(years_from(to_bytes({})), std::vector<RecordedYear>{});
  auto const corridor = corridor_from(
      "place A CN\n place B KZ\n link A B\n"
      "service E A+ B- capacity=40 rule=full_or_time wait=24\n"
      "demand A B teu=6000 lot=3\n ban B CN>KZ above=2 below=1\n");
  auto const years = record_years(
      corridor,
      {.replications = 2, .days = 100, .progress = {}, .followers = {}});
  auto const bytes = to_bytes(years);
  EXPECT_EQ(years_from(bytes), years);
  // At most twelve bytes a boarding with its landing, and six a journey.
  std::size_t most = 100;
  for (auto const& year : years) {
    most += year.boardings[StopId{0}].size() * 12 +
            year.journeys[DemandId{0}].size() * 6;
  }
  EXPECT_LT(bytes.size(), most);
}

TEST(RecordedYearsCodec, numbers_are_of_seven_bits_a_byte) {
  RecordedYear year;
  year.bans = Ragged<LoadingBanId, RecordedSpell>{{{{1 - 128 * 128, 300}}}};
  // One year; no stops; no landings; one ban with one spell: from 2^31 + 1 -
  // 2^14 seconds after the first there is, for 2^14 + 299 = 2^14 + 2 * 128 +
  // 43; no demand.
  EXPECT_EQ(to_bytes({year}),
            (std::string{'\1', '\0', '\0', '\1', '\1', '\x81', '\x80', '\xff',
                         '\xff', '\7', '\xab', '\x82', '\1', '\0'}));
}

TEST(RecordedYearsCodec, what_is_cut_off_or_too_long_is_nothing) {
  auto const bytes = to_bytes(by_hand());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(years_from(bytes.substr(0, size))) << size;
  }
  EXPECT_FALSE(years_from(bytes + '\0'));
}

TEST(RecordedYearsCodec, no_bytes_do_harm) {
  auto const bytes = to_bytes(by_hand());
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    for (int value = 0; value < 256; ++value) {
      auto changed = bytes;
      changed[i] = static_cast<char>(value);
      static_cast<void>(years_from(changed));
    }
  }
  EXPECT_FALSE(years_from(std::string(200, '\xff')));
}

}  // namespace
}  // namespace camel
