// SPDX-License-Identifier: Apache-2.0
#include "camel/webhooks/public_address.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <span>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

namespace camel::webhooks {

namespace {

struct Range4 {
  std::uint32_t first;
  int bits;
};

constexpr std::uint32_t ipv4(std::uint32_t a, std::uint32_t b, std::uint32_t c,
                             std::uint32_t d) {
  return a << 24U | b << 16U | c << 8U | d;
}

constexpr std::array<Range4, 16> kSpecial4{{
    {ipv4(0, 0, 0, 0), 8},         // this network
    {ipv4(10, 0, 0, 0), 8},        // private
    {ipv4(100, 64, 0, 0), 10},     // shared behind a provider's translation
    {ipv4(127, 0, 0, 0), 8},       // this machine
    {ipv4(168, 63, 129, 16), 32},  // what a cloud tells its machines
    {ipv4(169, 254, 0, 0), 16},    // this link; also 169.254.169.254
    {ipv4(172, 16, 0, 0), 12},     // private
    {ipv4(192, 0, 0, 0), 24},      // protocols
    {ipv4(192, 0, 2, 0), 24},      // documentation
    {ipv4(192, 88, 99, 0), 24},    // relays of 6to4
    {ipv4(192, 168, 0, 0), 16},    // private
    {ipv4(198, 18, 0, 0), 15},     // measurements
    {ipv4(198, 51, 100, 0), 24},   // documentation
    {ipv4(203, 0, 113, 0), 24},    // documentation
    {ipv4(224, 0, 0, 0), 4},       // to many
    {ipv4(240, 0, 0, 0), 4},       // kept back, and to all
}};

using Ipv6 = std::array<unsigned char, 16>;

bool begins_with(Ipv6 const& address, std::span<unsigned char const> bytes) {
  return std::equal(bytes.begin(), bytes.end(), address.begin());
}

std::uint32_t ipv4_in(Ipv6 const& address) {
  return ipv4(address[12], address[13], address[14], address[15]);
}

constexpr std::array<unsigned char, 12> kMapped{0, 0, 0, 0, 0,    0,
                                                0, 0, 0, 0, 0xff, 0xff};
constexpr std::array<unsigned char, 12> kTranslated{0, 0x64, 0xff, 0x9b};
constexpr std::array<unsigned char, 4> kDocumentation{0x20, 0x01, 0x0d, 0xb8};
constexpr std::array<unsigned char, 2> k6to4{0x20, 0x02};
constexpr std::array<unsigned char, 2> kMoreDocumentation{0x3f, 0xff};

bool is_public_ipv6(Ipv6 const& address) {
  if (begins_with(address, kMapped) || begins_with(address, kTranslated)) {
    return is_public_ipv4(ipv4_in(address));
  }
  // Of all of it 2000::/3 is given out to be reached from anywhere, but for
  // 2001::/23, where protocols are, among them tunnels that end anywhere.
  auto const is_protocol =
      address[0] == 0x20 && address[1] == 0x01 && address[2] < 2;
  return (address[0] & 0xe0U) == 0x20 && !is_protocol &&
         !begins_with(address, kDocumentation) &&
         !begins_with(address, k6to4) &&
         !begins_with(address, kMoreDocumentation);
}

}  // namespace

bool is_public_ipv4(std::uint32_t address) {
  return std::none_of(
      kSpecial4.begin(), kSpecial4.end(), [&](Range4 const& range) {
        return (address ^ range.first) >> (32 - range.bits) == 0;
      });
}

bool is_public(sockaddr const& address) {
  if (address.sa_family == AF_INET) {
    sockaddr_in in{};
    std::memcpy(&in, &address, sizeof in);
    return is_public_ipv4(ntohl(in.sin_addr.s_addr));
  }
  if (address.sa_family == AF_INET6) {
    sockaddr_in6 in{};
    std::memcpy(&in, &address, sizeof in);
    Ipv6 bytes{};
    std::memcpy(bytes.data(), &in.sin6_addr, bytes.size());
    return is_public_ipv6(bytes);
  }
  return false;
}

std::optional<bool> is_public_literal(std::string const& host) {
  auto name = host;
  if (name.ends_with('.')) {
    name.pop_back();
  }
  if (in_addr in{}; inet_aton(name.c_str(), &in) != 0) {
    return is_public_ipv4(ntohl(in.s_addr));
  }
  if (name.starts_with('[') && name.ends_with(']')) {
    name = name.substr(1, name.size() - 2);
  }
  if (name.find(':') == std::string::npos) {
    return std::nullopt;
  }
  Ipv6 bytes{};
  auto const is_read =
      inet_pton(AF_INET6, name.substr(0, name.find('%')).c_str(),
                bytes.data()) == 1;
  return is_read && is_public_ipv6(bytes);
}

}  // namespace camel::webhooks
