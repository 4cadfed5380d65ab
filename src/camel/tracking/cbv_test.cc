// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/cbv.h"

#include <gtest/gtest.h>

namespace camel {
namespace {

TEST(Cbv, a_word_its_urn_and_its_address_are_one) {
  for (auto const* const written :
       {"departing", "urn:epcglobal:cbv:bizstep:departing",
        "https://ref.gs1.org/cbv/BizStep-departing", "cbv:BizStep-departing"}) {
    EXPECT_EQ(address_in(Vocabulary::business_step, written),
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
    EXPECT_EQ(address_in(Vocabulary::business_step, written), std::nullopt)
        << written;
  }
}

TEST(Cbv, addresses_of_others_are_theirs) {
  EXPECT_EQ(address_in(Vocabulary::business_step,
                       "https://example.org/steps/gauge-change"),
            "https://example.org/steps/gauge-change");
}

TEST(Cbv, each_kind_has_its_own_words) {
  EXPECT_EQ(address_in(Vocabulary::disposition, "in_transit"),
            "https://ref.gs1.org/cbv/Disp-in_transit");
  EXPECT_EQ(address_in(Vocabulary::transaction_type, "bol"),
            "https://ref.gs1.org/cbv/BTT-bol");
  EXPECT_EQ(address_in(Vocabulary::party_type, "owning_party"),
            "https://ref.gs1.org/cbv/SDT-owning_party");
  EXPECT_EQ(address_in(Vocabulary::error_reason, "did_not_occur"),
            "https://ref.gs1.org/cbv/ER-did_not_occur");
  EXPECT_EQ(address_in(Vocabulary::component, "latitude"),
            "https://ref.gs1.org/cbv/Comp-latitude");
  EXPECT_EQ(address_in(Vocabulary::alert, "gs1:ALARM_CONDITION"),
            "https://gs1.org/voc/ALARM_CONDITION");
  EXPECT_EQ(address_in(Vocabulary::alert, "FIRE"), std::nullopt);
}

TEST(Cbv, no_word_has_blanks_or_control_characters) {
  using namespace std::string_view_literals;
  for (auto const word :
       {"urn:example:a\0b"sv, "urn:example:a b"sv, "urn:example:\n"sv,
        "https://example.org/a\x7f"sv, "gs1:Effective\0Dose"sv}) {
    EXPECT_EQ(address_in(Vocabulary::business_step, word), std::nullopt);
    EXPECT_EQ(address_in(Vocabulary::measurement, word), std::nullopt);
  }
}

TEST(Cbv, measurements_may_be_newer_than_we_are) {
  EXPECT_EQ(address_in(Vocabulary::measurement, "Temperature"),
            "https://gs1.org/voc/Temperature");
  EXPECT_EQ(address_in(Vocabulary::measurement, "EffectiveDoseRate"),
            "https://gs1.org/voc/EffectiveDoseRate");
  EXPECT_EQ(address_in(Vocabulary::measurement, "a b"), std::nullopt);
}

}  // namespace
}  // namespace camel
