// SPDX-License-Identifier: Apache-2.0
// Takes in events that come as messages of a stream: each message is an EPCIS
// document or one event, all of it is captured or nothing. A message is
// acknowledged after its events are on the disk; where they cannot be written
// it comes again, and where they are wrong it is set aside with the reason. A
// crash between disk and acknowledgement brings it again, too, which changes
// nothing: events are known by their ids or hashes. See
// docs/decisions/0021-events-by-a-stream.md.
//
// One thread reads documents and hands their events to the writer of the store,
// many messages at a time, so that a commit takes a group of them; another one
// answers for what the writer has settled.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "camel/api/tracked_events.h"
#include "camel/nats/message_stream.h"

namespace camel::server {

struct InletSettings {
  // Throws as nats::open_jet_stream does.
  std::function<std::unique_ptr<nats::MessageStream>()> connect;
  std::string stream = {};  // its name
  // Who brings what comes, as the log of captures has it; or the word of a
  // message's subject that names the party, from 1.
  std::string teller = {};
  int party_word = 0;
  bool until_drained = false;  // ends when nothing is left
  // After a fault, twice as long each time.
  std::chrono::milliseconds pause = std::chrono::seconds{1};
  std::chrono::milliseconds longest_pause = std::chrono::seconds{30};
  std::function<void(std::string const&)> fault_log = {};  // a line each
};

struct InletCounts {
  bool is_connected = false;
  std::uint64_t captured = 0, known = 0;  // events
  // Messages that are done with, of these refused ones, and those that came or
  // will come again.
  std::uint64_t done = 0, refused = 0, returned = 0;
  std::uint64_t in_flight = 0;  // messages that are not answered for yet
  std::uint64_t behind = 0;     // that waited in the stream, when last heard
};

struct RefusedMessage {
  std::string id;  // by its sender; blank: it has none
  std::string subject;
  std::uint64_t sequence = 0;
  std::string reason;
};

class NatsInlet {
 public:
  NatsInlet(EventStore& events, InletSettings settings);
  NatsInlet(NatsInlet const&) = delete;
  NatsInlet& operator=(NatsInlet const&) = delete;
  ~NatsInlet() { stop(); }

  // Where the server cannot be reached now: throws Error, or goes on trying.
  enum class Away { throws, tries_again };
  void start(Away away);
  // Takes nothing more, and returns at once.
  void ask_to_stop();
  // Returns when what was taken is answered for, after ask_to_stop or when
  // nothing is left.
  void finish();
  void stop() {
    ask_to_stop();
    finish();
  }

  InletCounts counts();
  std::vector<RefusedMessage> refused();  // the last thousand
  std::string metrics_text();             // in the text format of Prometheus

 private:
  using Clock = std::chrono::steady_clock;
  using Stream = std::shared_ptr<nats::MessageStream>;
  struct Taken {
    Stream stream;
    nats::StreamMessage message;
    CaptureResult result = {};
    std::exception_ptr failure = {};
    std::string refusal = {};  // beside what the result says
  };
  using InFlight = std::list<Taken>;

  void read();
  void read_from(Stream const& stream);
  bool is_over(Stream const& stream);
  std::size_t wait_for_room();
  void take(Stream const& stream, nats::StreamMessage message);
  void hand_on(InFlight::iterator taken);
  void settle(InFlight::iterator taken) noexcept;
  void answer();
  void answer(Taken& taken);
  void acknowledge(Taken const& taken);
  void refuse(Taken const& taken);
  void return_for(Taken const& taken, std::chrono::milliseconds later);
  bool set_aside(Taken const& taken, std::string const& reason);
  void give_back(Taken const& taken, std::exception_ptr const& failure);
  void lost(std::exception const& error) noexcept;
  void found_again();
  bool wait(std::chrono::milliseconds time);
  void log(std::string const& text);

  EventStore& events_;
  InletSettings settings_;
  // Of the reader: what it reads, and how long it waits before it connects.
  Stream stream_;
  std::chrono::milliseconds reader_pause_{0};

  // A thread of the store waits for it: nothing is logged under it, as
  // whoever reads the log may be slow.
  std::mutex mutex_;
  std::condition_variable changed_;
  bool is_ending_ = false, is_over_ = false;
  InFlight in_flight_, settled_;
  InletCounts counts_;
  std::size_t bytes_in_flight_ = 0;
  std::atomic<std::int64_t> events_in_flight_ = 0;
  std::deque<RefusedMessage> refused_;
  // Before the store is tried again; 0: it takes what comes.
  std::chrono::milliseconds pause_{0};
  Clock::time_point paused_until_{};
  // Of the connection, and of the place for dead letters: said once.
  std::string last_loss_, last_failure_to_set_aside_;

  std::mutex log_mutex_;
  std::thread reader_, answerer_;
};

}  // namespace camel::server
