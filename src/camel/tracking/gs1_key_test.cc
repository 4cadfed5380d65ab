// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/gs1_key.h"

#include <gtest/gtest.h>

namespace camel {
namespace {

std::string link_of(std::string_view uri) {
  auto const key = parse_gs1_key(uri);
  return key ? key->link + key->fault : "none";
}

// By hand: 4 0 1 2 3 4 5 0 0 0 0 5 weighed 1 3 1 … is 4+0+1+6+3+12+5+0+0+0+0+
// 15 = 46, and 4 are missing to 50.
TEST(Gs1Key, the_check_digit_of_a_location_number) {
  EXPECT_EQ(gs1_check_digit("401234500005"), '4');
  EXPECT_EQ(gs1_check_digit("0950600013435"), '2');
}

TEST(Gs1Key, an_epc_uri_and_its_digital_link_are_one_key) {
  for (auto const& [epc, link] :
       std::vector<std::pair<std::string, std::string>>{
           {"urn:epc:id:sscc:4012345.0000000111",
            "https://id.gs1.org/00/040123450000001112"},
           {"urn:epc:id:sgtin:4012345.011111.9876",
            "https://id.gs1.org/01/04012345111118/21/9876"},
           {"urn:epc:id:sgln:4012345.00005.0",
            "https://id.gs1.org/414/4012345000054"},
           {"urn:epc:id:sgln:4012345.00011.987",
            "https://id.gs1.org/414/4012345000115/254/987"},
           {"urn:epc:id:grai:4012345.00022.334455",
            "https://id.gs1.org/8003/04012345000221334455"},
           {"urn:epc:class:lgtin:4012345.012345.Lot987",
            "https://id.gs1.org/01/04012345123456/10/Lot987"}}) {
    EXPECT_EQ(link_of(epc), link);
    EXPECT_EQ(link_of(link), link);
  }
}

TEST(Gs1Key, a_link_at_another_host_with_names_is_the_same_key) {
  EXPECT_EQ(link_of("https://example.com/gtin/09780345418913/21/765tz?a=1"),
            "https://id.gs1.org/01/09780345418913/21/765tz");
  EXPECT_EQ(link_of("https://id.gs1.de/00/040123451111111110"),
            "https://id.gs1.org/00/040123451111111110");
}

TEST(Gs1Key, characters_that_mean_something_in_a_link_are_written_by_number) {
  EXPECT_EQ(link_of("urn:epc:id:sgtin:0614141.812345.6789%2F%26%25%22!%3F()"),
            "https://id.gs1.org/01/80614141123458/21/"
            "6789%2F%26%25%22%21%3F%28%29");
}

TEST(Gs1Key, identifiers_of_others_are_left_alone) {
  for (auto const* const other :
       {"https://id.example.org/container/CSQU3054383",
        "urn:epcglobal:cbv:bt:5200001000008:4711", "geo:50.9,6.9",
        "urn:epc:id:bic:CSQU3054383", "https://example.com"}) {
    EXPECT_EQ(link_of(other), "none") << other;
  }
}

TEST(Gs1Key, what_is_not_well_made_is_said) {
  for (auto const& [uri, word] :
       std::vector<std::pair<std::string, std::string>>{
           {"urn:epc:id:sgtin:0614141.107346", "3 parts"},
           {"urn:epc:id:sgtin:0614141.1073467.1", "13 digits"},
           {"urn:epc:id:sscc:40123x5.0000000111", "17 digits"},
           {"https://id.gs1.org/01/09521141012341/21/2017", "check digit"},
           {"https://id.gs1.org/00/0401234511", "18 digits"}}) {
    auto const key = parse_gs1_key(uri);
    ASSERT_TRUE(key) << uri;
    EXPECT_NE(key->fault.find(word), std::string::npos) << key->fault;
  }
}

}  // namespace
}  // namespace camel
