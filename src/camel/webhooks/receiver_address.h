// SPDX-License-Identifier: Apache-2.0
// Where somebody wants his messages sent: what of an address can be judged
// before any name is looked up. What a name leads to is judged when it is
// connected to (sender.h), since that may change at any time.
#pragma once

#include <string>

namespace camel::webhooks {

// By default messages go to the public internet only.
enum class Reach : bool { public_internet, private_networks_too };

// What is wrong with the address, with the mend; blank: nothing is.
std::string mistake_in_address(std::string const& url, Reach reach);

}  // namespace camel::webhooks
