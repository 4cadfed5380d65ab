// SPDX-License-Identifier: Apache-2.0
#include "camel/nats/jet_stream.h"

#include <algorithm>
#include <fstream>

#include "camel/base/error.h"
#include "camel/base/text.h"
#include "camel/nats/subject.h"

#ifdef CAMEL_NATS
#include <nats/nats.h>
#endif

namespace camel::nats {

namespace {

constexpr std::string_view kNameLetters =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";

bool is_name(std::string const& text) {
  return !text.empty() &&
         text.find_first_not_of(kNameLetters) == std::string::npos;
}

void check(JetStreamSettings const& settings) {
  if (!is_name(settings.stream) || !is_name(settings.durable)) {
    throw UsageError{
        "the name of a stream of NATS and that of its reader are letters, "
        "digits, '-' and '_': '" +
        settings.stream + "', '" + settings.durable + "'"};
  }
  if (!settings.subjects.empty() && !is_pattern(settings.subjects)) {
    throw UsageError{"'" + settings.subjects +
                     "' is no pattern of subjects of NATS: 'events.*.DOS', "
                     "'events.>'"};
  }
  if (!settings.dead_letters.empty() && !is_subject(settings.dead_letters)) {
    throw UsageError{"'" + settings.dead_letters +
                     "' is no subject of NATS: 'refused.events'"};
  }
  if (settings.makes_stream && settings.subjects.empty()) {
    throw UsageError{"a stream is made of the subjects it keeps: name them"};
  }
  if (settings.certificate.empty() != settings.key.empty()) {
    throw UsageError{"a certificate and its key go together"};
  }
  // The library reads it no sooner than the server asks who comes.
  if (!settings.credentials.empty() &&
      !std::ifstream{settings.credentials}.is_open()) {
    throw UsageError{"the file of credentials " + settings.credentials +
                     " cannot be read"};
  }
}

}  // namespace

#ifdef CAMEL_NATS

bool has_jet_stream() { return true; }

namespace {

using std::chrono::milliseconds;

// What a message may take until it is answered for; then it is given out again.
constexpr std::int64_t kAckWait = 60'000'000'000;  // nanoseconds
constexpr std::int64_t kMostGivenOut = 5'000;
// Of one fetch. A message that is larger than this would never come.
constexpr std::int64_t kMostBytes = std::int64_t{32} * 1024 * 1024;
constexpr std::int64_t kTimeForAnswers = 5'000;  // milliseconds

template <auto destroy>
struct Destroy {
  template <typename T>
  void operator()(T* one) const {
    destroy(one);
  }
};
using Options = std::unique_ptr<natsOptions, Destroy<natsOptions_Destroy>>;
using Connection =
    std::unique_ptr<natsConnection, Destroy<natsConnection_Destroy>>;
using Context = std::unique_ptr<jsCtx, Destroy<jsCtx_Destroy>>;
using Subscription =
    std::unique_ptr<natsSubscription, Destroy<natsSubscription_Destroy>>;
using Message = std::unique_ptr<natsMsg, Destroy<natsMsg_Destroy>>;
using Messages = std::unique_ptr<natsMsgList, Destroy<natsMsgList_Destroy>>;
using MetaData = std::unique_ptr<jsMsgMetaData, Destroy<jsMsgMetaData_Destroy>>;
using Stream = std::unique_ptr<jsStreamInfo, Destroy<jsStreamInfo_Destroy>>;
using Consumer =
    std::unique_ptr<jsConsumerInfo, Destroy<jsConsumerInfo_Destroy>>;
using PublishAck = std::unique_ptr<jsPubAck, Destroy<jsPubAck_Destroy>>;

// What the library says of it, without the line of its source.
std::string reason_of(natsStatus status) {
  natsStatus last = NATS_OK;
  auto const* const said = nats_GetLastError(&last);
  auto text = last == status && said != nullptr ? one_line(said) : "";
  if (auto const end = text.find("): ");
      text.starts_with('(') && end != std::string::npos) {
    text.erase(0, end + 3);
  }
  return text.empty() ? natsStatus_GetText(status) : text;
}

void expect(natsStatus status, std::string const& what) {
  if (status != NATS_OK) {
    throw Error{"NATS: " + what + ": " + reason_of(status)};
  }
}

// What the user named: a file that is not there, an address that is none.
void expect_usable(natsStatus status, std::string const& what) {
  if (status != NATS_OK) {
    throw UsageError{"NATS: " + what + ": " + reason_of(status)};
  }
}

char const* or_null(std::string const& text) {
  return text.empty() ? nullptr : text.c_str();
}

std::vector<std::string> addresses_in(std::string const& list) {
  std::vector<std::string> addresses;
  for (auto const one : split(list, ',')) {
    addresses.emplace_back(one);
  }
  return addresses;
}

// Without what lets us in.
std::string shown(std::string const& list) {
  std::string text;
  for (auto const& one : addresses_in(list)) {
    auto const at = one.rfind('@');
    text += (text.empty() ? "" : ", ") +
            (at == std::string::npos ? one : one.substr(at + 1));
  }
  return text;
}

// The library prints what happens to a connection, unless somebody hears it;
// whoever uses the connection next hears it of its answer.
void hear_error(natsConnection*, natsSubscription*, natsStatus, void*) {}

Options options_of(JetStreamSettings const& settings) {
  natsOptions* made = nullptr;
  expect(natsOptions_Create(&made), "no memory");
  Options options{made};
  auto const addresses = addresses_in(settings.address);
  std::vector<char const*> servers;
  for (auto const& one : addresses) {
    servers.push_back(one.c_str());
  }
  expect_usable(natsOptions_SetServers(made, servers.data(),
                                       static_cast<int>(servers.size())),
                "an address is such as nats://127.0.0.1:4222");
  natsOptions_SetName(made, "steel-camel");
  natsOptions_SetTimeout(made, kTimeForAnswers);
  natsOptions_SetPingInterval(made, 10'000);
  natsOptions_SetMaxPingsOut(made, 2);
  natsOptions_SetErrorHandler(made, hear_error, nullptr);
  // Whoever reads connects anew and begins with what is not answered for.
  natsOptions_SetAllowReconnect(made, false);
  if (!settings.user.empty()) {
    natsOptions_SetUserInfo(made, settings.user.c_str(),
                            settings.password.c_str());
  }
  if (!settings.token.empty()) {
    natsOptions_SetToken(made, settings.token.c_str());
  }
  if (!settings.credentials.empty()) {
    expect_usable(natsOptions_SetUserCredentialsFromFiles(
                      made, settings.credentials.c_str(), nullptr),
                  settings.credentials);
  }
  if (!settings.authorities.empty() || !settings.certificate.empty() ||
      settings.address.find("tls://") != std::string::npos) {
    expect(natsOptions_SetSecure(made, true), "TLS");
  }
  if (!settings.authorities.empty()) {
    expect_usable(natsOptions_LoadCATrustedCertificates(
                      made, settings.authorities.c_str()),
                  settings.authorities);
  }
  if (!settings.certificate.empty()) {
    expect_usable(natsOptions_LoadCertificatesChain(
                      made, settings.certificate.c_str(), settings.key.c_str()),
                  settings.certificate + " with " + settings.key);
  }
  return options;
}

StreamMessage message_of(natsMsg* message, jsMsgMetaData const& data) {
  char const* id = nullptr;
  natsMsgHeader_Get(message, "Nats-Msg-Id", &id);
  return {.id = id == nullptr ? "" : id,
          .subject = natsMsg_GetSubject(message),
          .text = {natsMsg_GetData(message),
                   static_cast<std::size_t>(natsMsg_GetDataLength(message))},
          .receipt = natsMsg_GetReply(message),
          .sequence = data.Sequence.Stream,
          .times = data.NumDelivered,
          .behind = data.NumPending};
}

class JetStream : public MessageStream {
 public:
  explicit JetStream(JetStreamSettings const& settings) : settings_{settings} {
    check(settings_);
    auto const options = options_of(settings_);
    natsConnection* connection = nullptr;
    expect(natsConnection_Connect(&connection, options.get()),
           shown(settings_.address));
    connection_.reset(connection);
    jsCtx* context = nullptr;
    expect(natsConnection_JetStream(&context, connection, nullptr),
           "JetStream");
    context_.reset(context);
    check_stream(*the_stream());
    check_consumer(*the_consumer());
    subscribe();
  }

  std::vector<StreamMessage> fetch(std::size_t most,
                                   milliseconds wait) override {
    auto messages = fetch(most, wait, true);
    return messages.empty() ? fetch(1, wait, false) : std::move(messages);
  }

  void acknowledge(std::string const& receipt) override {
    answer(receipt, "+ACK");
  }
  void return_for(std::string const& receipt, milliseconds later) override {
    answer(receipt,
           "-NAK {\"delay\": " +
               std::to_string(std::chrono::nanoseconds{later}.count()) + "}");
  }
  void terminate(std::string const& receipt) override {
    answer(receipt, "+TERM");
  }

  void set_aside(StreamMessage const& message,
                 std::string const& reason) override {
    if (settings_.dead_letters.empty()) {
      return;
    }
    natsMsg* made = nullptr;
    expect(natsMsg_Create(&made, settings_.dead_letters.c_str(), nullptr,
                          message.text.data(),
                          static_cast<int>(message.text.size())),
           "no memory");
    Message const letter{made};
    auto const sequence = std::to_string(message.sequence);
    // Once, though it were refused twice.
    add_header(made, "Nats-Msg-Id",
               "refused-" + settings_.stream + "-" + settings_.durable + "-" +
                   sequence);
    add_header(made, "Camel-Reason", reason);
    add_header(made, "Camel-Message-Id", message.id);
    add_header(made, "Camel-Subject", message.subject);
    add_header(made, "Camel-Stream", settings_.stream);
    add_header(made, "Camel-Sequence", sequence);
    jsPubAck* ack = nullptr;
    expect(js_PublishMsg(&ack, context_.get(), made, nullptr, nullptr),
           "no stream takes messages to " + settings_.dead_letters);
    PublishAck const taken{ack};
  }

  bool is_drained() override {
    auto const info = find_consumer();
    return info && info->NumPending == 0 && info->NumAckPending == 0;
  }

  void flush() override {
    expect(natsConnection_FlushTimeout(connection_.get(), kTimeForAnswers),
           "answers");
  }

 private:
  static void add_header(natsMsg* message, char const* name,
                         std::string const& value) {
    expect(natsMsgHeader_Set(message, name, one_line(value).c_str()), name);
  }

  void answer(std::string const& receipt, std::string const& text) {
    expect(natsConnection_PublishString(connection_.get(), receipt.c_str(),
                                        text.c_str()),
           "answer");
  }

  std::vector<StreamMessage> fetch(std::size_t most, milliseconds wait,
                                   bool only_what_is_there) {
    jsFetchRequest request;
    jsFetchRequest_Init(&request);
    request.Batch = static_cast<int>(most);
    request.Expires = std::chrono::nanoseconds{wait}.count();
    request.NoWait = only_what_is_there;
    if (most > 1) {
      request.MaxBytes =
          kMostBytes + natsConnection_GetMaxPayload(connection_.get());
    }
    natsMsgList list{};
    auto const status =
        natsSubscription_FetchRequest(&list, subscription_.get(), &request);
    Messages const held{&list};
    std::vector<StreamMessage> messages;
    for (int i = 0; i < list.Count; ++i) {
      jsMsgMetaData* data = nullptr;
      expect(natsMsg_GetMetaData(&data, list.Msgs[i]),
             "a message that does not say its place in the stream");
      MetaData const kept{data};
      messages.push_back(message_of(list.Msgs[i], *data));
    }
    if (status != NATS_OK && status != NATS_TIMEOUT &&
        status != NATS_NOT_FOUND) {
      expect(status, "stream " + settings_.stream);
    }
    return messages;
  }

  Stream the_stream() {
    jsStreamInfo* info = nullptr;
    jsErrCode code{};
    auto status = js_GetStreamInfo(&info, context_.get(),
                                   settings_.stream.c_str(), nullptr, &code);
    if (code == JSNotEnabledErr || code == JSNotEnabledForAccountErr) {
      throw Error{"NATS: JetStream is not enabled there: nats-server -js"};
    }
    if (status == NATS_NOT_FOUND && settings_.makes_stream) {
      jsStreamConfig config;
      jsStreamConfig_Init(&config);
      char const* subjects = settings_.subjects.c_str();
      config.Name = settings_.stream.c_str();
      config.Subjects = &subjects;
      config.SubjectsLen = 1;
      status = js_AddStream(&info, context_.get(), &config, nullptr, nullptr);
    }
    if (status == NATS_NOT_FOUND) {
      throw UsageError{"NATS: there is no stream '" + settings_.stream +
                       "' — make it, or have it made by --nats-make-stream"};
    }
    expect(status, "stream " + settings_.stream);
    return Stream{info};
  }

  // Nothing is to be lost: what is refused, and what is written back.
  void check_stream(jsStreamInfo const& info) {
    auto const& config = *info.Config;
    if (settings_.dead_letters.empty()) {
      if (config.Retention != js_LimitsPolicy) {
        throw UsageError{
            "NATS: the stream '" + settings_.stream +
            "' forgets what is done with, also a message that is refused — "
            "say by --nats-dead-letters where those are to be kept"};
      }
      return;
    }
    std::vector<std::string> read{settings_.subjects};
    if (settings_.subjects.empty()) {
      read.assign(config.Subjects, config.Subjects + config.SubjectsLen);
    }
    for (auto const& one : read) {
      if (matches(one, settings_.dead_letters)) {
        throw UsageError{"NATS: what is refused would come back: '" + one +
                         "', which is read, holds " + settings_.dead_letters +
                         " — choose another subject for dead letters"};
      }
    }
  }

  Consumer find_consumer() {
    jsConsumerInfo* info = nullptr;
    auto const status =
        js_GetConsumerInfo(&info, context_.get(), settings_.stream.c_str(),
                           settings_.durable.c_str(), nullptr, nullptr);
    if (status != NATS_NOT_FOUND) {
      expect(status, "reader " + settings_.durable);
    }
    return Consumer{info};
  }

  Consumer the_consumer() {
    if (auto found = find_consumer()) {
      return found;
    }
    jsConsumerConfig config;
    jsConsumerConfig_Init(&config);
    config.Durable = settings_.durable.c_str();
    config.AckPolicy = js_AckExplicit;
    config.AckWait = kAckWait;
    config.MaxDeliver = -1;
    config.MaxAckPending = kMostGivenOut;
    config.FilterSubject = or_null(settings_.subjects);
    jsConsumerInfo* info = nullptr;
    expect(js_AddConsumer(&info, context_.get(), settings_.stream.c_str(),
                          &config, nullptr, nullptr),
           "reader " + settings_.durable);
    return Consumer{info};
  }

  void check_consumer(jsConsumerInfo const& info) {
    auto const& config = *info.Config;
    auto const refuse = [&](std::string const& why) {
      throw UsageError{"NATS: the reader '" + settings_.durable +
                       "' of the stream '" + settings_.stream + "' " + why +
                       " — choose another by --nats-durable"};
    };
    if (config.DeliverSubject != nullptr && *config.DeliverSubject != '\0') {
      refuse("is sent messages rather than to ask for them");
    }
    if (config.AckPolicy != js_AckExplicit || config.MaxDeliver > 0) {
      refuse(
          "gives up on messages that are not captured (it must be of ack "
          "policy explicit, without max deliver)");
    }
    if (config.DeliverPolicy != js_DeliverAll) {
      refuse(
          "begins after the first message (it must be of deliver policy all)");
    }
    std::string const filter =
        config.FilterSubject == nullptr ? "" : config.FilterSubject;
    if (filter != settings_.subjects) {
      refuse("reads '" + (filter.empty() ? ">" : filter) + "', not '" +
             (settings_.subjects.empty() ? ">" : settings_.subjects) + "'");
    }
  }

  void subscribe() {
    jsSubOptions options;
    jsSubOptions_Init(&options);
    options.Stream = settings_.stream.c_str();
    options.Consumer = settings_.durable.c_str();
    natsSubscription* made = nullptr;
    expect(
        js_PullSubscribe(&made, context_.get(), or_null(settings_.subjects),
                         settings_.durable.c_str(), nullptr, &options, nullptr),
        "reader " + settings_.durable);
    subscription_.reset(made);
    // A fetch asks for no more than it takes.
    expect(natsSubscription_SetPendingLimits(made, -1, -1), "limits");
  }

  JetStreamSettings settings_;
  Connection connection_;
  Context context_;
  Subscription subscription_;
};

}  // namespace

std::unique_ptr<MessageStream> open_jet_stream(
    JetStreamSettings const& settings) {
  return std::make_unique<JetStream>(settings);
}

#else

bool has_jet_stream() { return false; }

std::unique_ptr<MessageStream> open_jet_stream(
    JetStreamSettings const& settings) {
  check(settings);
  throw UsageError{
      "this build has no NATS — install libnats-dev and build again"};
}

#endif

}  // namespace camel::nats
