// SPDX-License-Identifier: Apache-2.0
#include "camel/api/event_place.h"

#include "camel/base/file.h"
#include "camel/tracking/postgres_events.h"

namespace camel {

EventStore open_events(EventPlace const& place) {
  if (!place.database.empty()) {
    return EventStore{ConnectEvents{
        [address = place.database] { return open_postgres_events(address); }}};
  }
  make_private_folder(place.folder);
  return EventStore{place.folder / "tracking.sqlite"};
}

}  // namespace camel
