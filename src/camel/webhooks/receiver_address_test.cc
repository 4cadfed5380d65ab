// SPDX-License-Identifier: Apache-2.0
#include "camel/webhooks/receiver_address.h"

#include <gtest/gtest.h>

namespace camel::webhooks {
namespace {

std::string mistake(std::string const& url) {
  return mistake_in_address(url, Reach::public_internet);
}

TEST(ReceiverAddress, of_the_internet_is_taken) {
  for (auto const* const url :
       {"https://forwarder.example/hooks/camel?of=ours",
        "http://forwarder.example:8080/", "https://1.1.1.1/",
        "https://[2606:4700:4700::1111]/x", "HTTPS://Forwarder.Example"}) {
    EXPECT_EQ(mistake(url), "") << url;
  }
}

TEST(ReceiverAddress, of_a_private_network_is_refused_however_it_is_written) {
  for (auto const* const host :
       {"10.0.0.1",        "127.0.0.1",     "127.0.0.1:8080",
        "[::1]",           "[fe80::1]",     "[fd00::1]",
        "169.254.169.254", "0.0.0.0",       "[::ffff:127.0.0.1]",
        "2130706433",      "017700000001",  "0x7f000001",
        "0177.0.0.1",      "127.1",         "%31%32%37.0.0.1",
        "127.0.0.1.",      "localhost",     "LocalHost.",
        "a.localhost",     "printer.local", "metadata.google.internal",
        "intranet",        "192.168.1.1",   "[fe80::1%25eth0]"}) {
    auto const url = "https://" + std::string{host} + "/latest/meta-data";
    EXPECT_NE(mistake(url), "") << url;
  }
}

TEST(ReceiverAddress, within_a_network_is_taken_where_the_server_is_told_so) {
  for (auto const* const url :
       {"http://127.0.0.1:8080/", "http://localhost/x", "http://intranet/"}) {
    EXPECT_EQ(mistake_in_address(url, Reach::private_networks_too), "") << url;
  }
  EXPECT_NE(mistake_in_address("ftp://intranet/", Reach::private_networks_too),
            "");
}

TEST(ReceiverAddress, what_is_none_is_refused) {
  for (auto const* const url :
       {"", "forwarder.example", "ftp://forwarder.example/",
        "file:///etc/passwd", "gopher://forwarder.example/", "https://",
        "https:///x", "https://user:word@forwarder.example/",
        "https://user@forwarder.example/", "https://forwarder.example/#x",
        "https://forwarder.example/ x", "https://forwarder.example/\n",
        "https://\xe2\x91\xa0.example/", "javascript:alert(1)"}) {
    EXPECT_NE(mistake(url), "") << url;
  }
  EXPECT_NE(mistake("https://a.example/" + std::string(2'000, 'x')), "");
}

}  // namespace
}  // namespace camel::webhooks
