// SPDX-License-Identifier: Apache-2.0
// Against a server of its own; skipped where none is installed.
#include "camel/nats/jet_stream.h"

#include <optional>

#include "camel/base/error.h"
#include "camel/nats/test_nats_server.h"

namespace camel::nats {
namespace {

using std::chrono::milliseconds;
using namespace std::string_literals;

constexpr milliseconds kWait{2'000};
constexpr milliseconds kLook{100};

TEST(JetStreamSettings, that_make_no_sense_are_refused_before_connecting) {
  auto const refused = [](JetStreamSettings settings) {
    settings.address = "nats://127.0.0.1:1";
    EXPECT_THROW(open_jet_stream(settings), UsageError);
  };
  refused({.address = "", .stream = ""});
  refused({.address = "", .stream = "EVENTS", .durable = "a.b"});
  refused({.address = "", .stream = "EVENTS", .subjects = "a b"});
  refused({.address = "", .stream = "EVENTS", .dead_letters = "refused.>"});
  refused({.address = "", .stream = "EVENTS", .makes_stream = true});
  refused({.address = "", .certificate = "ours.pem", .stream = "EVENTS"});
  refused({.address = "", .credentials = "/no/such.creds", .stream = "EVENTS"});
}

class JetStreamTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!has_jet_stream()) {
      GTEST_SKIP() << "this build has no NATS (libnats-dev)";
    }
    if (!TestNatsServer::is_installed()) {
      GTEST_SKIP() << "no nats-server is installed";
    }
    server.emplace();
  }

  JetStreamSettings settings() const {
    return {.address = server->address(),
            .stream = "EVENTS",
            .subjects = "events.>",
            .makes_stream = true};
  }

  // Of a reader that somebody else has made; what is said of it.
  std::string refusal_of(std::string const& reader) const {
    auto const config =
        R"({"filter_subject": "events.>", "replay_policy": "instant", )" +
        reader + R"(, "durable_name": "theirs"})";
    auto const answer =
        server->ask("CONSUMER.DURABLE.CREATE.EVENTS.theirs",
                    R"({"stream_name": "EVENTS", "config": )" + config + "}");
    EXPECT_EQ(answer.find("error"), std::string::npos) << answer;
    auto how = settings();
    how.durable = "theirs";
    auto const said = refusal_of(how);
    server->ask("CONSUMER.DELETE.EVENTS.theirs", "");
    return said;
  }

  static std::string refusal_of(JetStreamSettings const& how) {
    try {
      open_jet_stream(how);
      return "";
    } catch (UsageError const& error) {
      return error.what();
    }
  }

  std::optional<TestNatsServer> server;
};

void expect_told(std::string const& words, std::string const& text) {
  EXPECT_NE(text.find(words), std::string::npos) << text;
}

TEST_F(JetStreamTest, gives_messages_with_their_ids_in_order) {
  auto const stream = open_jet_stream(settings());
  EXPECT_TRUE(stream->fetch(10, kLook).empty());
  server->send("events.ktz", "one", "id-1");
  server->send("events.rzd", "two");
  auto first = stream->fetch(10, kWait);
  ASSERT_FALSE(first.empty());
  EXPECT_EQ(first[0].id, "id-1");
  EXPECT_EQ(first[0].subject, "events.ktz");
  EXPECT_EQ(first[0].text, "one");
  EXPECT_EQ(first[0].sequence, 1U);
  if (first.size() < 2) {
    first.push_back(stream->fetch(10, kWait).at(0));
  }
  EXPECT_EQ(first[1].id, "");
  EXPECT_EQ(first[1].text, "two");
  EXPECT_FALSE(stream->is_drained());
  stream->acknowledge(first[0].receipt);
  stream->terminate(first[1].receipt);
  stream->flush();
  EXPECT_TRUE(stream->is_drained());
}

TEST_F(JetStreamTest, gives_again_what_is_returned) {
  auto const stream = open_jet_stream(settings());
  server->send("events.ktz", "one");
  auto const first = stream->fetch(1, kWait);
  ASSERT_EQ(first.size(), 1U);
  stream->return_for(first[0].receipt, milliseconds{50});
  auto const again = stream->fetch(1, kWait);
  ASSERT_EQ(again.size(), 1U);
  EXPECT_EQ(again[0].text, "one");
  EXPECT_EQ(again[0].times, 2U);
}

TEST_F(JetStreamTest, goes_on_where_the_one_before_stopped) {
  server->send("elsewhere", "not ours");
  {
    auto const stream = open_jet_stream(settings());
    server->send("events.ktz", "one");
    stream->acknowledge(stream->fetch(1, kWait).at(0).receipt);
    server->send("events.ktz", "two");
    stream->flush();
  }
  server->stop();
  server->start();
  auto const stream = open_jet_stream(settings());
  EXPECT_EQ(stream->fetch(1, kWait).at(0).text, "two");
}

TEST_F(JetStreamTest, says_that_its_server_is_gone) {
  auto const stream = open_jet_stream(settings());
  server->stop();
  EXPECT_THROW(
      {
        for (int i = 0; i < 20; ++i) {
          stream->fetch(1, kLook);
        }
      },
      Error);
  EXPECT_THROW(open_jet_stream(settings()), Error);
}

TEST_F(JetStreamTest, sets_aside_what_nobody_can_use_once) {
  auto with_letters = settings();
  with_letters.dead_letters = "refused.events";
  auto const stream = open_jet_stream(with_letters);
  StreamMessage const message{
      .id = "id-1", .subject = "events.ktz", .text = "?", .receipt = ""};
  EXPECT_THROW(stream->set_aside(message, "no stream takes it"), Error);
  auto const letters = open_jet_stream({.address = server->address(),
                                        .stream = "REFUSED",
                                        .subjects = "refused.>",
                                        .makes_stream = true});
  stream->set_aside(message, "it is\r\nno document");
  stream->set_aside(message, "it is\r\nno document");
  auto const kept = letters->fetch(10, kWait);
  ASSERT_EQ(kept.size(), 1U);
  EXPECT_EQ(kept[0].text, "?");
  EXPECT_EQ(kept[0].id, "refused-EVENTS-steel-camel-0");
}

TEST_F(JetStreamTest, is_not_read_where_something_would_be_lost) {
  open_jet_stream(settings());
  auto other = settings();
  other.subjects = "events.ktz";
  EXPECT_THROW(open_jet_stream(other), UsageError);  // the reader reads all
  other = settings();
  other.dead_letters = "events.refused";  // would come back
  EXPECT_THROW(open_jet_stream(other), UsageError);
  other = settings();
  other.stream = "NONE";
  other.makes_stream = false;
  EXPECT_THROW(open_jet_stream(other), UsageError);

  constexpr auto kSound =
      R"("deliver_policy": "all", "ack_policy": "explicit")";
  EXPECT_EQ(refusal_of(kSound), "");
  expect_told(
      "begins after the first message",
      refusal_of(R"("deliver_policy": "new", "ack_policy": "explicit")"));
  expect_told("gives up", refusal_of(kSound + R"(, "max_deliver": 3)"s));
  expect_told("gives up",
              refusal_of(R"("deliver_policy": "all", "ack_policy": "all")"));
  expect_told("is sent messages",
              refusal_of(kSound + R"(, "deliver_subject": "to.them")"s));

  server->ask("STREAM.CREATE.WORK",
              R"({"name": "WORK", "subjects": ["work.>"], )"
              R"("retention": "workqueue", "storage": "file"})");
  other = settings();
  other.stream = "WORK";
  other.subjects = "work.>";
  expect_told("--nats-dead-letters", refusal_of(other));
  other.dead_letters = "refused.events";
  EXPECT_EQ(refusal_of(other), "");
}

}  // namespace
}  // namespace camel::nats
