// SPDX-License-Identifier: Apache-2.0
// A stream of NATS JetStream (https://docs.nats.io/nats-concepts/jetstream),
// read by a durable consumer: the server remembers under a name of the reader's
// own what was given out and answered for.
#pragma once

#include <memory>
#include <string>

#include "camel/nats/message_stream.h"

namespace camel::nats {

struct JetStreamSettings {
  // "nats://host:4222", "tls://host"; several with commas between: whichever
  // answers.
  std::string address;
  std::string user = {}, password = {}, token = {};
  std::string credentials = {};  // file, of a user's token and its seed
  // Files in PEM: who is trusted beside the system's own authorities, and who
  // we are.
  std::string authorities = {}, certificate = {}, key = {};

  std::string stream;
  std::string subjects = {};  // pattern; blank: all of the stream's
  std::string durable = "steel-camel";
  // Subject for messages that are set aside; blank: they only stay where they
  // are in the stream.
  std::string dead_letters = {};
  bool makes_stream = false;  // where there is none
};

// Whether this build has the library.
bool has_jet_stream();

// Makes the consumer where there is none. Throws UsageError where the settings
// make no sense or the consumer there is would lose messages, Error where the
// server cannot be reached or lets nobody in.
std::unique_ptr<MessageStream> open_jet_stream(
    JetStreamSettings const& settings);

}  // namespace camel::nats
