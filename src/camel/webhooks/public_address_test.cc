// SPDX-License-Identifier: Apache-2.0
#include "camel/webhooks/public_address.h"

#include <gtest/gtest.h>

namespace camel::webhooks {
namespace {

TEST(PublicAddress, private_and_special_ones_are_told_in_every_spelling) {
  for (auto const* const host :
       {"10.0.0.0", "10.255.255.255", "127.0.0.1", "127.9.9.9", "0.0.0.0",
        "0.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1",
        "169.254.169.254", "169.254.0.1", "100.64.0.1", "100.100.100.200",
        "192.0.0.192", "192.0.2.1", "198.18.0.1", "198.19.255.255",
        "198.51.100.7", "203.0.113.7", "224.0.0.1", "239.1.1.1", "240.0.0.1",
        "255.255.255.255", "168.63.129.16", "192.88.99.1",
        // 127.0.0.1 in one number, in octal, in hexadecimal, and short.
        "2130706433", "017700000001", "0x7f000001", "0177.0.0.1", "0x7f.0.0.1",
        "127.1", "127.0.1", "0", "0x7f.1", "127.0.0.1.",
        // 10.0.0.1 and 169.254.169.254 likewise.
        "167772161", "012.0.0.1", "2852039166", "0xa9fea9fe",
        "0251.0376.0251.0376",
        // IPv6, with and without brackets.
        "::", "::1", "[::1]", "fe80::1", "fe80::1%eth0", "febf::1", "fec0::1",
        "fc00::1", "fd00::1", "[fd00:ec2::254]", "ff02::1", "::ffff:127.0.0.1",
        "[::ffff:7f00:1]", "::ffff:10.0.0.1", "::ffff:169.254.169.254",
        "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::1",
        "2001::1", "2001:1ff::1", "2001:db8::1", "2002:7f00:1::", "100::1",
        "3fff::1", "5f00::1", "0:0:0:0:0:0:0:1", "[::1", "1:2"}) {
    EXPECT_EQ(is_public_literal(host), false) << host;
  }
}

TEST(PublicAddress, those_of_the_internet_are_told) {
  for (auto const* const host : {"1.1.1.1",
                                 "8.8.8.8",
                                 "9.255.255.255",
                                 "11.0.0.0",
                                 "100.63.255.255",
                                 "100.128.0.0",
                                 "126.255.255.255",
                                 "128.0.0.0",
                                 "169.253.255.255",
                                 "169.255.0.0",
                                 "172.15.255.255",
                                 "172.32.0.0",
                                 "192.167.255.255",
                                 "192.169.0.0",
                                 "198.17.255.255",
                                 "198.20.0.0",
                                 "223.255.255.255",
                                 "16843009",
                                 "2606:4700:4700::1111",
                                 "[2a00:1450:4001:80e::200e]",
                                 "2001:200::1",
                                 "::ffff:1.1.1.1",
                                 "64:ff9b::101:101"}) {
    EXPECT_EQ(is_public_literal(host), true) << host;
  }
}

TEST(PublicAddress, names_are_none) {
  for (auto const* const host :
       {"localhost", "forwarder.example", "10.0.0.1.example", "1.2.3.4.5",
        "256.1.1.1", ""}) {
    EXPECT_EQ(is_public_literal(host), std::nullopt) << host;
  }
}

}  // namespace
}  // namespace camel::webhooks
