// SPDX-License-Identifier: Apache-2.0
// What the command line and the environment say of events by a stream of NATS.
#pragma once

#include <optional>

#include "nats_inlet.h"
#include "options.h"

namespace CLI {
class App;
}  // namespace CLI

namespace camel {

inline constexpr auto kNatsGroup = "Events by NATS JetStream";

void add_nats(CLI::App* app, NatsOptions& options);

// Nothing where nothing is said of them. Secrets come from the environment
// alone: what stands on a command line, all users of the machine can read.
std::optional<server::InletSettings> inlet_of(NatsOptions const& options);

}  // namespace camel
