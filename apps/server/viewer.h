// SPDX-License-Identifier: Apache-2.0
// Who asks for consignments and events, by the key of the request.
#pragma once

#include "answers.h"
#include "camel/api/consignments.h"
#include "keys.h"

namespace camel::server {

// Without keys, on loopback, the one user; with them, the party the key is of.
// A key of no party sees nothing, but for an admin's: he runs the server.
Viewer viewer_of(http::Asker const& asker, Keys& keys);
Viewer viewer_of(http::Request const& request, Keys& keys);

// As whom what he tells is written down: his party; of a key without one its
// name, "key:gate-camera"; blank, on loopback without keys.
std::string teller_of(http::Request const& request, Keys& keys);

// What api refuses, as problems.
http::Answer with_refusals(http::Answer answer);

}  // namespace camel::server
