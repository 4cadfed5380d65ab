// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/cbv.h"

#include <gtest/gtest.h>

namespace camel {
namespace {

std::optional<std::string> address(Vocabulary vocabulary,
                                   std::string_view word) {
  auto const found = address_in(vocabulary, word);
  return found ? std::optional{found->text()} : std::nullopt;
}

TEST(Cbv, a_word_its_urn_and_its_address_are_one) {
  for (auto const* const written :
       {"departing", "urn:epcglobal:cbv:bizstep:departing",
        "https://ref.gs1.org/cbv/BizStep-departing", "cbv:BizStep-departing"}) {
    EXPECT_EQ(address(Vocabulary::business_step, written),
              "https://ref.gs1.org/cbv/BizStep-departing")
        << written;
  }
}

TEST(Cbv, words_it_does_not_have_are_refused) {
  for (auto const* const written :
       {"transforming", "Departing", "", "in_transit",
        "urn:epcglobal:cbv:bizstep:transforming",
        "https://ref.gs1.org/cbv/BizStep-transforming",
        "urn:epcglobal:cbv:disp:in_transit"}) {
    EXPECT_EQ(address(Vocabulary::business_step, written), std::nullopt)
        << written;
  }
}

TEST(Cbv, addresses_of_others_are_theirs) {
  EXPECT_EQ(address(Vocabulary::business_step,
                    "https://example.org/steps/gauge-change"),
            "https://example.org/steps/gauge-change");
}

TEST(Cbv, each_kind_has_its_own_words) {
  EXPECT_EQ(address(Vocabulary::disposition, "in_transit"),
            "https://ref.gs1.org/cbv/Disp-in_transit");
  EXPECT_EQ(address(Vocabulary::transaction_type, "bol"),
            "https://ref.gs1.org/cbv/BTT-bol");
  EXPECT_EQ(address(Vocabulary::party_type, "owning_party"),
            "https://ref.gs1.org/cbv/SDT-owning_party");
  EXPECT_EQ(address(Vocabulary::error_reason, "did_not_occur"),
            "https://ref.gs1.org/cbv/ER-did_not_occur");
  EXPECT_EQ(address(Vocabulary::component, "latitude"),
            "https://ref.gs1.org/cbv/Comp-latitude");
  EXPECT_EQ(address(Vocabulary::alert, "gs1:ALARM_CONDITION"),
            "https://gs1.org/voc/ALARM_CONDITION");
  EXPECT_EQ(address(Vocabulary::alert, "FIRE"), std::nullopt);
}

TEST(Cbv, no_word_has_blanks_or_control_characters) {
  using namespace std::string_view_literals;
  for (auto const word :
       {"urn:example:a\0b"sv, "urn:example:a b"sv, "urn:example:\n"sv,
        "https://example.org/a\x7f"sv, "gs1:Effective\0Dose"sv}) {
    EXPECT_EQ(address(Vocabulary::business_step, word), std::nullopt);
    EXPECT_EQ(address(Vocabulary::measurement, word), std::nullopt);
  }
}

TEST(Cbv, measurements_may_be_newer_than_we_are) {
  EXPECT_EQ(address(Vocabulary::measurement, "Temperature"),
            "https://gs1.org/voc/Temperature");
  EXPECT_EQ(address(Vocabulary::measurement, "EffectiveDoseRate"),
            "https://gs1.org/voc/EffectiveDoseRate");
  EXPECT_EQ(address(Vocabulary::measurement, "a b"), std::nullopt);
}

}  // namespace
}  // namespace camel
