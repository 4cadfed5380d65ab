// SPDX-License-Identifier: Apache-2.0
// Everything behind the addresses of the contract (openapi.yaml), put together:
// a request goes in, an answer comes out, no socket is known.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "camel/api/consignments.h"
#include "camel/api/find_corridor.h"
#include "camel/api/outlooks.h"
#include "camel/http/router.h"
#include "capture_jobs.h"
#include "corridor_shelf.h"
#include "deliveries.h"
#include "job_desk.h"
#include "keys.h"
#include "ledger.h"
#include "nats_inlet.h"
#include "own_scenarios.h"
#include "route_desk.h"
#include "subscriptions.h"
#include "workshop.h"

namespace camel::server {

struct ApplicationSettings {
  std::filesystem::path data;
  std::string database = {};                // of events (event_place.h)
  std::string corridor = kDefaultCorridor;  // that comes first
  std::vector<std::string> announced = {};  // scenarios of it: closures
  int threads = 1;                          // of one job
  std::size_t keep_jobs = 500;              // of those that ended
  // What everybody may do while there are no keys.
  http::Role without_keys = http::Role::nobody;
  DeliverySettings deliveries = {};
  std::optional<InletSettings> inlet = {};  // of events by a stream
  std::function<void(std::string const&)> fault_log = {};  // a line each
};

class Application {
 public:
  explicit Application(ApplicationSettings const& settings);

  // All the addresses. `counters` is what the server itself counts.
  void add_to(http::Router& router,
              std::function<std::string()> const& counters = {});
  // Begins with what waits, and with the years of the corridor that comes
  // first. Throws UsageError where there is none.
  void start();

  Keys& keys() { return keys_; }
  JobDesk& jobs() { return jobs_; }
  Deliveries& deliveries() { return deliveries_; }
  void stop_inlet();

 private:
  void add_corridors(http::Router& router);
  void add_scenarios(http::Router& router);
  void add_routes(http::Router& router);
  void add_jobs(http::Router& router);
  void add_consignments(http::Router& router);
  void add_alerts(http::Router& router);
  void add_epcis(http::Router& router);
  void add_dcsa(http::Router& router);
  void add_webhooks(http::Router& router);
  void add_operation(http::Router& router,
                     std::function<std::string()> const& counters);

  http::Response list_captures(http::Request const& request,
                               CaptureJobs::Owner const& owner);
  http::Response find_routes(http::Request const& request);
  http::Response subscribe(http::Request const& request);

  FileLock lock_;
  Ledger ledger_;
  Keys keys_;
  CorridorShelf shelf_;
  OwnScenarios scenarios_;
  Consignments consignments_;
  EventStore event_store_;
  TrackedEvents events_;
  Outlooks outlooks_;
  std::vector<std::string> announced_;
  CaptureJobs captures_;
  Subscriptions subscriptions_;
  Deliveries deliveries_;
  RouteDesk routes_;
  Workshop workshop_;
  JobDesk jobs_;
  std::mutex idempotent_;
  std::optional<NatsInlet> inlet_;
};

// What the user asked for and does not exist is a problem, too.
http::Answer with_usage_errors(http::Answer answer);

// The same key with the same request is answered as before.
http::Answer idempotent(Ledger& ledger, std::mutex& one_at_a_time,
                        http::Answer answer);

}  // namespace camel::server
