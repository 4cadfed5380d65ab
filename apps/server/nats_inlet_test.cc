// SPDX-License-Identifier: Apache-2.0
// By a stream that is made of a list; a real one is in
// tests/nats_inlet_test.py.
#include "nats_inlet.h"

#include <array>
#include <future>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "camel/base/error.h"
#include "test_receiver.h"

namespace camel::server {
namespace {

using std::chrono::milliseconds;

// What a stream was told, after it is gone, too.
struct Script {
  std::mutex mutex;
  std::deque<nats::StreamMessage> waiting;
  std::map<std::string, nats::StreamMessage> given_out;  // by receipt
  std::vector<std::string> done, terminated;             // texts, ids
  std::map<std::string, std::string> set_aside;          // reasons by id
  std::uint64_t sent = 0;
  int connections = 0;
  int breaks_after = -1, breaks = 1;  // fetches, and how many then fail
  std::vector<std::chrono::steady_clock::time_point> connected;
  bool takes_letters = true;
  bool hears_answers = true;  // else it breaks at the next one

  void send(std::string const& id, std::string const& text,
            std::string const& subject = "events.ktz") {
    std::lock_guard const lock{mutex};
    waiting.push_back({.id = id,
                       .subject = subject,
                       .text = text,
                       .receipt = "",
                       .sequence = ++sent});
  }
};

class ScriptedStream : public nats::MessageStream {
 public:
  explicit ScriptedStream(Script& script) : script_{script} {
    std::lock_guard const lock{script_.mutex};
    ++script_.connections;
    script_.connected.push_back(std::chrono::steady_clock::now());
    // What the one before did not answer for comes again.
    for (auto const& [receipt, message] : script_.given_out) {
      script_.waiting.push_back(message);
    }
    script_.given_out.clear();
  }

  std::vector<nats::StreamMessage> fetch(std::size_t most,
                                         milliseconds) override {
    std::lock_guard const lock{script_.mutex};
    if (script_.breaks_after == 0) {
      script_.breaks_after = --script_.breaks > 0 ? 0 : -1;
      throw Error{"the connection is gone"};
    }
    script_.breaks_after -= script_.breaks_after > 0 ? 1 : 0;
    std::vector<nats::StreamMessage> messages;
    while (!script_.waiting.empty() && messages.size() < most) {
      auto one = std::move(script_.waiting.front());
      script_.waiting.pop_front();
      one.receipt = "r" + std::to_string(++receipts_) + "-" +
                    std::to_string(script_.connections);
      script_.given_out[one.receipt] = one;
      messages.push_back(std::move(one));
    }
    return messages;
  }
  void acknowledge(std::string const& receipt) override {
    script_.done.push_back(closed(receipt).text);
  }
  void return_for(std::string const& receipt, milliseconds) override {
    auto one = closed(receipt);
    std::lock_guard const lock{script_.mutex};
    script_.waiting.push_back(std::move(one));
  }
  void terminate(std::string const& receipt) override {
    script_.terminated.push_back(closed(receipt).id);
  }
  void set_aside(nats::StreamMessage const& message,
                 std::string const& reason) override {
    std::lock_guard const lock{script_.mutex};
    if (!script_.takes_letters) {
      script_.takes_letters = true;  // the next time
      throw Error{"no stream takes it"};
    }
    script_.set_aside[message.id] = reason;
  }
  bool is_drained() override {
    std::lock_guard const lock{script_.mutex};
    return script_.waiting.empty() && script_.given_out.empty();
  }
  void flush() override {}

 private:
  nats::StreamMessage closed(std::string const& receipt) {
    std::lock_guard const lock{script_.mutex};
    if (!script_.hears_answers) {
      script_.hears_answers = true;
      script_.breaks_after = 0;
      throw Error{"the connection is gone"};
    }
    auto const found = script_.given_out.find(receipt);
    if (found == script_.given_out.end()) {
      throw Error{"that was of another connection"};
    }
    auto one = std::move(found->second);
    script_.given_out.erase(found);
    return one;
  }

  Script& script_;
  int receipts_ = 0;
};

std::string event_text(std::string const& id,
                       std::string const& box = "CSQU3054383") {
  return an_event(id, box).dump();
}

struct NatsInletTest : testing::Test {
  InletSettings settings() {
    return {
        .connect = [this] { return std::make_unique<ScriptedStream>(script); },
        .stream = "EVENTS",
        .teller = "nats:EVENTS",
        .until_drained = true,
        .pause = milliseconds{5},
        .longest_pause = milliseconds{20},
        .fault_log = [this](std::string const& line) { log.push_back(line); }};
  }

  InletCounts drain(EventStore& events, InletSettings const& how) {
    NatsInlet inlet{events, how};
    inlet.start(NatsInlet::Away::throws);
    inlet.finish();
    refused = inlet.refused();
    return inlet.counts();
  }
  InletCounts drain() { return drain(store, settings()); }

  Script script;
  std::vector<std::string> log;
  std::vector<RefusedMessage> refused;
  EventStore store{":memory:"};
};

TEST_F(NatsInletTest, acknowledges_what_is_captured) {
  for (int i = 0; i < 3'000; ++i) {
    script.send("m", event_text("urn:x:" + std::to_string(i)));
  }
  script.send("m-again", event_text("urn:x:7"));
  auto const counts = drain();
  EXPECT_EQ(counts.captured, 3'000U);
  EXPECT_EQ(counts.known, 1U);
  EXPECT_EQ(counts.done, 3'001U);
  EXPECT_EQ(script.done.size(), 3'001U);
  EXPECT_EQ(store.size(), 3'000);
  EXPECT_EQ(store.captures(0, 1).at(0).by, "nats:EVENTS");
}

TEST_F(NatsInletTest, captures_in_the_order_of_the_stream) {
  for (int i = 0; i < 50; ++i) {
    script.send("", event_text("urn:x:" + std::to_string(i)));
  }
  drain();
  auto const page = store.find({.after = EventCursor{}, .limit = 100});
  ASSERT_EQ(page.events.size(), 50U);
  for (auto const& one : page.events) {
    EXPECT_EQ(one.event.id, "urn:x:" + std::to_string(one.row - 1));
  }
}

TEST_F(NatsInletTest, sets_aside_what_is_wrong_with_id_and_reason) {
  script.send("good", event_text("urn:x:1"));
  script.send("bad", "{\n\"type\": 7}");
  script.send("other", event_text("urn:x:1", "TCNU7200794"));
  auto const counts = drain();
  EXPECT_EQ(counts.refused, 2U);
  EXPECT_EQ(script.terminated, (Ids{"bad", "other"}));
  EXPECT_NE(script.set_aside["bad"].find("/type"), std::string::npos);
  EXPECT_NE(script.set_aside["other"].find("urn:x:1"), std::string::npos);
  ASSERT_EQ(refused.size(), 2U);
  EXPECT_EQ(refused[0].id, "bad");
  ASSERT_EQ(log.size(), 2U);
  EXPECT_NE(log[0].find("refused 2 'bad' (events.ktz): "), std::string::npos);
  EXPECT_EQ(log[0].find('\n'), std::string::npos);
}

TEST_F(NatsInletTest, ends_no_message_that_cannot_be_set_aside) {
  script.takes_letters = false;
  script.send("bad", "?");
  auto const counts = drain();
  EXPECT_EQ(counts.returned, 1U);
  EXPECT_EQ(counts.refused, 1U);
  EXPECT_EQ(script.terminated, (Ids{"bad"}));
}

TEST_F(NatsInletTest, counts_a_message_that_cannot_be_returned_once) {
  script.takes_letters = false;
  script.hears_answers = false;
  script.send("bad", "?");
  auto const counts = drain();
  EXPECT_EQ(counts.returned, 1U);
  EXPECT_EQ(counts.refused, 1U);
  EXPECT_EQ(counts.done, 1U);
}

TEST_F(NatsInletTest, has_not_refused_what_comes_again) {
  script.hears_answers = false;
  script.send("bad", "?");
  auto const counts = drain();
  EXPECT_EQ(counts.returned, 1U);
  EXPECT_EQ(counts.refused, 1U);
  EXPECT_EQ(counts.done, 1U);
  EXPECT_EQ(refused.size(), 1U);
  EXPECT_EQ(script.terminated, (Ids{"bad"}));
}

TEST_F(NatsInletTest, takes_the_party_from_the_subject_where_it_is_told_to) {
  auto how = settings();
  how.party_word = 2;
  script.send("1", event_text("urn:x:1"), "events.ktz");
  // Whose name would pass for that of whoever runs the server.
  script.send("2", event_text("urn:x:2"), "events.key:gate");
  script.send("3", event_text("urn:x:3"), "events");
  auto const counts = drain(store, how);
  EXPECT_EQ(counts.captured, 1U);
  EXPECT_EQ(store.captures(0, 1).at(0).by, "ktz");
  EXPECT_EQ(script.terminated, (Ids{"2", "3"}));
}

TEST_F(NatsInletTest, connects_anew_and_takes_again_what_it_did_not_answer) {
  script.breaks_after = 1;
  for (int i = 0; i < 1'500; ++i) {
    script.send("", event_text("urn:x:" + std::to_string(i)));
  }
  auto const counts = drain();
  EXPECT_EQ(script.connections, 2);
  EXPECT_EQ(store.size(), 1'500);
  EXPECT_EQ(counts.captured, 1'500U);
  ASSERT_EQ(log.size(), 2U);
  EXPECT_NE(log[0].find("gone — trying again"), std::string::npos);
}

TEST_F(NatsInletTest, waits_longer_each_time_for_a_server_that_gives_nothing) {
  script.breaks_after = 0;
  script.breaks = 4;
  script.send("m", event_text("urn:x:1"));
  auto const counts = drain();
  EXPECT_EQ(counts.captured, 1U);
  ASSERT_EQ(script.connected.size(), 5U);
  for (std::size_t i = 0; i < 4; ++i) {
    constexpr std::array kPauses{5, 10, 20, 20};
    EXPECT_GE(script.connected[i + 1] - script.connected[i],
              milliseconds{kPauses[i]});
  }
  // The loss and its end are told once.
  ASSERT_EQ(log.size(), 2U);
  EXPECT_NE(log[1].find("connected again"), std::string::npos);
}

// The disk fails so many times.
EventStoreSettings failing(int times) {
  auto const left = std::make_shared<std::atomic<int>>(times);
  EventStoreSettings settings;
  settings.now = [left]() -> EventMoment {
    if ((*left)-- > 0) {
      throw store::DiskFull{"the disk is full"};
    }
    return {};
  };
  return settings;
}

TEST_F(NatsInletTest, goes_on_while_nobody_reads_its_log) {
  std::promise<void> is_logging, is_read;
  auto how = settings();
  how.fault_log = [&, first = true](std::string const&) mutable {
    if (std::exchange(first, false)) {
      is_logging.set_value();
      is_read.get_future().wait();
    }
  };
  EventStore events{":memory:", failing(1)};
  script.send("m", event_text("urn:x:1"));
  NatsInlet inlet{events, how};
  inlet.start(NatsInlet::Away::throws);
  is_logging.get_future().wait();
  auto const counts =
      std::async(std::launch::async, [&] { return inlet.counts(); });
  EXPECT_EQ(counts.wait_for(std::chrono::seconds{10}),
            std::future_status::ready);
  is_read.set_value();
  inlet.finish();
  EXPECT_EQ(inlet.counts().captured, 1U);
}

TEST_F(NatsInletTest, takes_again_what_could_not_be_written) {
  EventStore events{":memory:", failing(2)};
  script.send("m", event_text("urn:x:1"));
  auto const counts = drain(events, settings());
  EXPECT_EQ(counts.returned, 2U);
  EXPECT_EQ(counts.captured, 1U);
  EXPECT_EQ(script.done.size(), 1U);
  ASSERT_EQ(log.size(), 2U);
  EXPECT_NE(log[0].find("the disk is full"), std::string::npos);
  EXPECT_NE(log[1].find("written again"), std::string::npos);
}

TEST_F(NatsInletTest, ends_when_it_is_asked_to) {
  auto how = settings();
  how.until_drained = false;
  NatsInlet inlet{store, how};
  inlet.start(NatsInlet::Away::throws);
  script.send("m", event_text("urn:x:1"));
  while (inlet.counts().captured == 0) {
    std::this_thread::yield();
  }
  EXPECT_NE(inlet.metrics_text().find("camel_nats_connected 1"),
            std::string::npos);
  inlet.stop();
  EXPECT_FALSE(inlet.counts().is_connected);
}

TEST_F(NatsInletTest, is_stopped_while_its_server_is_away) {
  auto how = settings();
  how.connect = []() -> std::unique_ptr<nats::MessageStream> {
    throw Error{"nobody is there"};
  };
  NatsInlet inlet{store, how};
  EXPECT_THROW(inlet.start(NatsInlet::Away::throws), Error);
  inlet.start(NatsInlet::Away::tries_again);
  EXPECT_FALSE(inlet.counts().is_connected);
}

}  // namespace
}  // namespace camel::server
