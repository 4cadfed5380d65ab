// SPDX-License-Identifier: Apache-2.0
// What the user asked for, and the commands that answer. Each returns the exit
// code: 0 done, 1 an honest negative answer, 2 bad input. Failures of the
// world come out as exceptions and end in main.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "camel/api/capacity.h"
#include "camel/api/check_corridor.h"
#include "camel/api/find_corridor.h"
#include "camel/api/invest.h"
#include "camel/api/route.h"
#include "camel/api/simulate.h"
#include "camel/base/names.h"
#include "camel/nats/jet_stream.h"

namespace camel {

struct RouteOptions : RouteWords {
  bool all = false, geojson = false;
};

// Events that come by a stream of NATS; a blank address: none do.
struct NatsOptions {
  std::string address, stream, subjects, dead_letters, party;
  std::string durable = nats::JetStreamSettings{}.durable;
  std::string user, credentials, authorities, certificate, key;
  int party_word = 0;  // of the subject, from 1; 0: the party is named
  bool makes_stream = false;
  // Names of those that the command line has, not the environment.
  std::vector<std::string> given;
};

struct ServeOptions {
  std::string address = "127.0.0.1";
  int port = 8080;
  std::string corridor = kDefaultCorridor;  // that comes first
  std::vector<std::string> scenarios;       // of it, that are announced
  std::string data;                         // blank: the user's own
  std::string database;  // where events are; blank: in the folder
  int threads = 0;       // 0: all cores
  int keep_jobs = 500;   // of those that ended
  std::vector<std::string> hosts;
  bool behind_proxy = false;
  double rate = 0;  // requests a second of one key or address; 0: any number
  bool webhooks_to_private_networks = false;
  bool quiet = false;
  std::string access_log;
  std::string key, role = "reader", party;  // of serve keys
  NatsOptions nats;
};

struct TrackingOptions {
  std::vector<std::string> files;  // of capture
  bool only_check = false;
  std::string object;    // of track; blank: the alerts of all
  std::string at;        // likewise: the moment; blank: of the last event
  double replay = 0;     // of capture: days a second; 0: all at once
  std::string data;      // blank: the user's own
  std::string database;  // where events are; blank: in the folder
  std::string backup;    // of tracking backup and restore
  std::string newest;    // of tracking verify
  NatsOptions nats;      // of capture
  bool drain = false;    // likewise: until nothing is left
};

struct Options {
  std::string corridor = kDefaultCorridor;
  bool json = false;
  std::optional<std::uint64_t> seed;
  std::optional<int> replications, days, warm_up_days;
  int threads = 0;  // 0: all cores
  // compare: each is an alternative; else all of them together
  std::vector<std::string> scenarios;
  // simulate: a year as EPCIS events in this file, of about so many boxes
  std::string events;
  int boxes = 500;
  // eta: simulated years to learn from and to be judged by, share of lots
  int learnt_years = 4, unseen_years = 3;
  double share = 0.08;
  bool list = false;  // compare: what there is
  std::string out = "out";
  int evaluations = 100;   // of calibrate
  bool base_only = false;  // likewise
  // capacity
  CapacityQuestion capacity;
  std::string objective{name_of(CapacityQuestion{}.objective)};
  std::string routes{name_of(CapacityQuestion{}.routes)};
  bool year_as_one = false, no_ranking = false, simulate = false;
  // invest
  InvestmentQuestion investment;
  double budget_usd = 0;
  std::optional<int> first_year;
  std::vector<std::string> projects, costs;  // costs: KEY=USD
  bool no_carry_over = false, no_simulation = false;
  RouteOptions route;
  ServeOptions serve;
  TrackingOptions tracking;
};

int check_command(Options const& options);
int simulate_command(Options const& options);
int run_command(Options const& options);
int compare_command(Options const& options);
int calibrate_command(Options const& options);
int capacity_command(Options const& options);
int invest_command(Options const& options);
int route_command(Options const& options);
int capture_command(Options const& options);
int capture_stream_command(Options const& options);
int track_command(Options const& options);
int eta_command(Options const& options);
int back_up_tracking_command(Options const& options);
int restore_tracking_command(Options const& options);
int verify_tracking_command(Options const& options);
int serve_command(ServeOptions const& options);
int add_key_command(ServeOptions const& options);
int list_keys_command(ServeOptions const& options);
int remove_key_command(ServeOptions const& options);

// Of what is not, says what keeps it from being used.
bool is_sound(CorridorCheck const& check, Options const& options);
// The corridor, if it is sound; else says what keeps it from being used.
std::optional<CorridorCheck> accept_corridor(Options const& options);
void refuse(CorridorCheck const& check);

// The corridor's own settings, overridden by the options.
CapacityQuestion question_of(Options const& options);
SimulationPlan plan_of(Corridor const& corridor, Options const& options);
SimulationResult simulate_with_progress(Corridor const& corridor,
                                        Options const& options);

}  // namespace camel
