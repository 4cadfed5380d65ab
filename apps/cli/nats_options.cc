// SPDX-License-Identifier: Apache-2.0
#include "nats_options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>

#include "camel/base/error.h"
#include "camel/nats/jet_stream.h"
#include "keys.h"

namespace camel {

namespace {

constexpr auto kAddress = "--nats";

std::string from_environment(std::string const& name) {
  auto const* const value = std::getenv(name.c_str());
  return value == nullptr ? "" : value;
}

nats::JetStreamSettings jet_stream_of(NatsOptions const& options) {
  if (options.address.find('@') != std::string::npos &&
      std::find(options.given.begin(), options.given.end(), kAddress) !=
          options.given.end()) {
    throw UsageError{
        "a password on the command line is read by all users of this machine "
        "— give the address by STEEL_CAMEL_NATS, or the password by "
        "STEEL_CAMEL_NATS_PASSWORD"};
  }
  if (options.stream.empty()) {
    throw UsageError{"say which stream of NATS is to be read: --nats-stream"};
  }
  return {.address = options.address,
          .user = options.user,
          .password = from_environment("STEEL_CAMEL_NATS_PASSWORD"),
          .token = from_environment("STEEL_CAMEL_NATS_TOKEN"),
          .credentials = options.credentials,
          .authorities = options.authorities,
          .certificate = options.certificate,
          .key = options.key,
          .stream = options.stream,
          .subjects = options.subjects,
          .durable = options.durable,
          .dead_letters = options.dead_letters,
          .makes_stream = options.makes_stream};
}

}  // namespace

void add_nats(CLI::App* app, NatsOptions& options) {
  app->add_option(kAddress, options.address,
                  "Server of NATS by whose JetStream events come: "
                  "nats://127.0.0.1:4222, tls://nats.example")
      ->envname("STEEL_CAMEL_NATS")
      ->group(kNatsGroup);
  auto const add = [&](std::string const& name, std::string& value,
                       std::string const& text) {
    return app->add_option("--nats-" + name, value, text)->group(kNatsGroup);
  };
  add("stream", options.stream, "Stream to read")
      ->envname("STEEL_CAMEL_NATS_STREAM");
  add("subjects", options.subjects,
      "Of these subjects alone: events.>, events.*.DOS");
  add("durable", options.durable,
      "Name under which the server remembers what was captured")
      ->capture_default_str();
  auto* const party =
      add("party", options.party,
          "On whose behalf all of them come, by the key that consignments give "
          "that party");
  app->add_option("--nats-party-word", options.party_word,
                  "The party is this word of a message's subject: of "
                  "events.ktz the second")
      ->check(CLI::Range(1, 32))
      ->excludes(party)
      ->group(kNatsGroup);
  add("dead-letters", options.dead_letters,
      "Subject for messages that are refused, of another stream");
  app->add_flag("--nats-make-stream", options.makes_stream,
                "Make the stream, of these subjects, where there is none")
      ->group(kNatsGroup);
  add("user", options.user,
      "Who we are there; the password is STEEL_CAMEL_NATS_PASSWORD")
      ->envname("STEEL_CAMEL_NATS_USER");
  add("credentials", options.credentials,
      "File of a user's token and seed (.creds)")
      ->envname("STEEL_CAMEL_NATS_CREDENTIALS");
  add("authorities", options.authorities,
      "File of certificates (PEM) that are believed besides the system's");
  add("certificate", options.certificate, "File of our certificate (PEM)");
  add("key", options.key, "File of its key (PEM)");
  app->final_callback([=, &options] {
    for (auto const* const one : app->parse_order()) {
      if (one->get_group() == kNatsGroup) {
        options.given.push_back(one->get_name());
      }
    }
  });
}

std::optional<server::InletSettings> inlet_of(NatsOptions const& options) {
  if (options.address.empty()) {
    if (!options.given.empty()) {
      throw UsageError{options.given.front() +
                       " is of events that come by NATS: name its server, too, "
                       "by --nats or STEEL_CAMEL_NATS"};
    }
    return std::nullopt;
  }
  if (!options.party.empty() && !server::is_party_key(options.party)) {
    throw UsageError{"'" + options.party + "' is no key of a party"};
  }
  server::InletSettings inlet;
  inlet.connect = [settings = jet_stream_of(options)] {
    return nats::open_jet_stream(settings);
  };
  inlet.stream = options.stream;
  // As a key without a party: no party has a name with a colon in it.
  inlet.teller =
      options.party.empty() ? "nats:" + options.stream : options.party;
  inlet.party_word = options.party_word;
  return inlet;
}

}  // namespace camel
