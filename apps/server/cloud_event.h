// SPDX-License-Identifier: Apache-2.0
// A tracked event as a CloudEvent 1.0 in structured JSON mode, for one
// subscription. Its source is the subscription, since another one may see less
// of the same event; its data is the event as GET /epcis/events shows it, with
// its contexts, so that it reads the same by itself.
#pragma once

#include <string>

#include "camel/api/tracked_events.h"

namespace camel::server {

inline constexpr auto kCloudEventType =
    "application/cloudevents+json; charset=utf-8";

std::string cloud_event_text(std::string const& subscription,
                             ShownEvent const& event);

}  // namespace camel::server
