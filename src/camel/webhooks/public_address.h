// SPDX-License-Identifier: Apache-2.0
// Which addresses belong to the public internet. Whoever says where a message
// is to go must not reach, by way of this server, what stands behind its
// firewall: this machine, its neighbours, the service from which a machine of a
// cloud reads its own secrets. The ranges are those of the registries of
// addresses for special purposes (RFC 6890, kept by IANA).
#pragma once

#include <cstdint>
#include <optional>
#include <string>

struct sockaddr;

namespace camel::webhooks {

bool is_public_ipv4(std::uint32_t address);  // 0x7f000001 is this machine
bool is_public(sockaddr const& address);

// Of an address that is written out, also as systems read it that know the old
// spellings ("2130706433", "0177.1", "[::1]"); nothing for a name.
std::optional<bool> is_public_literal(std::string const& host);

}  // namespace camel::webhooks
