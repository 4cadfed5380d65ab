// SPDX-License-Identifier: Apache-2.0
#include <memory>

#include <fmt/format.h>

#include "camel/api/event_place.h"
#include "camel/api/json.h"
#include "camel/api/user_folders.h"
#include "nats_options.h"
#include "signals.h"
#include "terminal.h"

namespace camel {

namespace {

std::string summary_of(server::InletCounts const& counts,
                       std::string const& stream) {
  return fmt::format(
      "{}: {}, {} captured, {} known already{}\n", stream,
      counted(counts.done, "message"), counted(counts.captured, "event"),
      counts.known,
      counts.refused > 0 ? fmt::format(", {} refused", counts.refused) : "");
}

std::string json_of(server::InletCounts const& counts,
                    std::vector<server::RefusedMessage> const& refused,
                    NatsOptions const& options) {
  auto list = Json::array();
  for (auto const& one : refused) {
    list.push_back({{"message_id", one.id},
                    {"subject", one.subject},
                    {"sequence", one.sequence},
                    {"reason", one.reason}});
  }
  return to_text(Json{{"stream", options.stream},
                      {"durable", options.durable},
                      {"messages", counts.done},
                      {"captured", counts.captured},
                      {"known", counts.known},
                      {"refused", counts.refused},
                      {"returned", counts.returned},
                      {"refused_messages", std::move(list)}},
                 2) +
         "\n";
}

}  // namespace

int capture_stream_command(Options const& options) {
  auto const& asked = options.tracking;
  auto settings = *inlet_of(asked.nats);
  settings.until_drained = asked.drain;
  settings.fault_log = [](std::string const& line) {
    complain("camel: " + line + "\n");
  };
  auto const signals = server::block_signals();
  auto events = open_events({data_folder(asked.data), asked.database});
  auto const inlet =
      std::make_shared<server::NatsInlet>(events, std::move(settings));
  inlet->start(server::NatsInlet::Away::throws);
  server::on_signal(signals, [inlet] { inlet->ask_to_stop(); });
  inlet->finish();
  auto const counts = inlet->counts();
  print(options.json ? json_of(counts, inlet->refused(), asked.nats)
                     : summary_of(counts, asked.nats.stream));
  return asked.drain && counts.refused > 0 ? 2 : 0;
}

}  // namespace camel
