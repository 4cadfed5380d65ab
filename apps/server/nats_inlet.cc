// SPDX-License-Identifier: Apache-2.0
#include "nats_inlet.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "camel/base/error.h"
#include "camel/nats/subject.h"
#include "keys.h"

namespace camel::server {

namespace {

using std::chrono::milliseconds;

constexpr CaptureWish kWish{};
// Enough for one group that is written and one that is made up meanwhile, and
// no more: others capture, too.
constexpr std::size_t kMostInFlight = 2'500;
constexpr std::int64_t kMostEventsInFlight = 5'000;
constexpr std::size_t kMostBytesInFlight = std::size_t{64} * 1024 * 1024;
constexpr std::size_t kMostAtOnce = 500;
constexpr std::size_t kRefusedKept = 1'000;
constexpr milliseconds kLook{250};
constexpr milliseconds kPatience{10'000};

std::string what_of(std::exception_ptr const& failure) {
  try {
    std::rethrow_exception(failure);
  } catch (std::exception const& error) {
    return error.what();
  } catch (...) {
    return "unknown";
  }
}

// The first mistakes, and how many more there are.
std::string reason_of(CaptureResult const& result) {
  constexpr std::size_t kTold = 3;
  std::string text;
  auto const tell = [&](auto const& list, auto const& words) {
    for (std::size_t i = 0; i < std::min(list.size(), kTold); ++i) {
      text += (text.empty() ? "" : "; ") + words(list[i]);
    }
    if (list.size() > kTold) {
      text += fmt::format("; and {} more", list.size() - kTold);
    }
  };
  tell(result.findings, [](EpcisFinding const& one) {
    return one.pointer.empty() ? one.message : one.pointer + " " + one.message;
  });
  tell(result.conflicts, [](std::string const& id) {
    return "another event is known under the id " + id;
  });
  return text;
}

std::string words_for(nats::StreamMessage const& message) {
  return fmt::format("{} '{}' ({})", message.sequence,
                     nats::one_line(message.id, 100),
                     nats::one_line(message.subject, 200));
}

}  // namespace

NatsInlet::NatsInlet(EventStore& events, InletSettings settings)
    : events_{events},
      settings_{std::move(settings)},
      reader_pause_{settings_.pause} {}

void NatsInlet::start(Away away) {
  try {
    stream_ = settings_.connect();
    counts_.is_connected = true;
  } catch (Error const& error) {
    if (away == Away::throws) {
      throw;
    }
    lost(error);
  }
  reader_ = std::thread{[this] { read(); }};
  answerer_ = std::thread{[this] { answer(); }};
}

void NatsInlet::ask_to_stop() {
  std::lock_guard const lock{mutex_};
  is_ending_ = true;
  changed_.notify_all();
}

void NatsInlet::finish() {
  if (!reader_.joinable()) {
    return;
  }
  reader_.join();
  {
    std::unique_lock lock{mutex_};
    changed_.wait(lock, [&] { return counts_.in_flight == 0; });
    is_over_ = true;
    counts_.is_connected = false;
    changed_.notify_all();
  }
  answerer_.join();
  try {
    if (stream_) {
      stream_->flush();
    }
  } catch (std::exception const&) {  // what is not acknowledged comes again
  }
  stream_.reset();
}

// ------------------------------------------------------------------- reading

void NatsInlet::read() {
  for (;;) {
    try {
      if (!stream_) {
        stream_ = settings_.connect();
      }
      {
        std::lock_guard const lock{mutex_};
        counts_.is_connected = true;
      }
      read_from(stream_);
      return;
    } catch (std::exception const& error) {
      lost(error);
    }
    stream_.reset();
    if (!wait(reader_pause_)) {
      return;
    }
    reader_pause_ = std::min(2 * reader_pause_, settings_.longest_pause);
  }
}

void NatsInlet::read_from(Stream const& stream) {
  while (auto const room = wait_for_room()) {
    auto messages = stream->fetch(room, kLook);
    found_again();
    if (messages.empty() && is_over(stream)) {
      return;
    }
    for (auto& one : messages) {
      take(stream, std::move(one));
    }
  }
}

bool NatsInlet::is_over(Stream const& stream) {
  if (!settings_.until_drained) {
    return false;
  }
  {
    std::lock_guard const lock{mutex_};
    if (counts_.in_flight > 0) {
      return false;
    }
  }
  stream->flush();
  return stream->is_drained();
}

// How many messages may be taken; 0: it is over.
std::size_t NatsInlet::wait_for_room() {
  std::unique_lock lock{mutex_};
  for (;;) {
    changed_.wait(lock, [&] {
      return is_ending_ || (counts_.in_flight + kMostAtOnce <= kMostInFlight &&
                            events_in_flight_ < kMostEventsInFlight &&
                            bytes_in_flight_ < kMostBytesInFlight);
    });
    if (is_ending_) {
      return 0;
    }
    if (Clock::now() >= paused_until_) {
      return kMostAtOnce;
    }
    changed_.wait_until(lock, paused_until_);
  }
}

void NatsInlet::take(Stream const& stream, nats::StreamMessage message) {
  auto taken = in_flight_.end();
  {
    std::unique_lock lock{mutex_};
    counts_.behind = message.behind;
    taken = in_flight_.insert(taken, Taken{stream, std::move(message)});
    counts_.in_flight += 1;
    bytes_in_flight_ += taken->message.text.size();
    // Of messages with many events, fewer are on their way.
    changed_.wait(lock,
                  [&] { return events_in_flight_ < kMostEventsInFlight; });
  }
  try {
    hand_on(taken);
  } catch (std::exception const&) {
    taken->failure = std::current_exception();
    settle(taken);
  }
}

void NatsInlet::hand_on(InFlight::iterator taken) {
  auto const& text = taken->message.text;
  auto teller = settings_.teller;
  if (settings_.party_word > 0) {
    teller = nats::word_of(taken->message.subject, settings_.party_word);
    if (!is_party_key(teller)) {
      taken->refusal = fmt::format("word {} of its subject names no party",
                                   settings_.party_word);
    }
  }
  if (text.size() > kLargestDocument) {
    taken->refusal = "it is larger than 16 MiB — send several";
  }
  if (!taken->refusal.empty()) {
    settle(taken);
    return;
  }
  auto const handed = capture_later(
      events_, teller, text, kWish,
      [this, taken](CaptureResult result, std::exception_ptr failure) {
        if (result.findings.empty()) {
          events_in_flight_ -= static_cast<std::int64_t>(result.events);
        }
        taken->result = std::move(result);
        taken->failure = std::move(failure);
        settle(taken);
      },
      kPatience);
  events_in_flight_ += static_cast<std::int64_t>(handed);
}

// By the reader, or by a thread of the store, which goes on though there be
// no memory.
void NatsInlet::settle(InFlight::iterator taken) noexcept {
  std::lock_guard const lock{mutex_};
  settled_.splice(settled_.end(), in_flight_, taken);
  changed_.notify_all();
}

// ----------------------------------------------------------------- answering

void NatsInlet::answer() {
  for (;;) {
    InFlight settled;
    {
      std::unique_lock lock{mutex_};
      changed_.wait(lock, [&] { return !settled_.empty() || is_over_; });
      if (settled_.empty()) {
        return;
      }
      settled.swap(settled_);
    }
    for (auto& one : settled) {
      answer(one);
    }
  }
}

void NatsInlet::answer(Taken& taken) {
  try {
    if (taken.failure) {
      give_back(taken, taken.failure);
    } else if (taken.refusal.empty() && taken.result.ok()) {
      acknowledge(taken);
    } else {
      refuse(taken);
    }
  } catch (std::exception const&) {
    // The connection is gone, which its reader hears: the message comes again.
    std::lock_guard const lock{mutex_};
    counts_.returned += 1;
  }
  std::lock_guard const lock{mutex_};
  counts_.in_flight -= 1;
  bytes_in_flight_ -= taken.message.text.size();
  changed_.notify_all();
}

void NatsInlet::acknowledge(Taken const& taken) {
  auto was_failing = false;
  {
    std::lock_guard const lock{mutex_};
    counts_.captured += taken.result.ids.size() - taken.result.known;
    counts_.known += taken.result.known;
    was_failing = std::exchange(pause_, milliseconds{0}).count() > 0;
  }
  if (was_failing) {
    log("events are written again");
  }
  taken.stream->acknowledge(taken.message.receipt);
  std::lock_guard const lock{mutex_};
  counts_.done += 1;
}

void NatsInlet::refuse(Taken const& taken) {
  auto const reason =
      taken.refusal.empty() ? reason_of(taken.result) : taken.refusal;
  if (!set_aside(taken, reason)) {
    return_for(taken, settings_.longest_pause);
    return;
  }
  auto const line = fmt::format("refused {}: {}", words_for(taken.message),
                                nats::one_line(reason));
  taken.stream->terminate(taken.message.receipt);
  {
    std::lock_guard const lock{mutex_};
    if (refused_.size() == kRefusedKept) {
      refused_.pop_front();
    }
    refused_.push_back({taken.message.id, taken.message.subject,
                        taken.message.sequence, reason});
    counts_.refused += 1;
    counts_.done += 1;
  }
  log(line);
}

void NatsInlet::return_for(Taken const& taken, milliseconds later) {
  taken.stream->return_for(taken.message.receipt, later);
  std::lock_guard const lock{mutex_};
  counts_.returned += 1;
}

// Where there is no place for it now, others go on, and it comes again.
bool NatsInlet::set_aside(Taken const& taken, std::string const& reason) {
  std::string failure;
  try {
    taken.stream->set_aside(taken.message, reason);
  } catch (std::exception const& error) {
    failure = error.what();
  }
  if (!failure.empty() && failure != last_failure_to_set_aside_) {
    log(fmt::format("cannot set aside {}, which comes again: {}",
                    words_for(taken.message), failure));
  }
  last_failure_to_set_aside_ = failure;
  return failure.empty();
}

// It comes again after a pause, in which nothing is read. Those that were on
// their way with it make the pause no longer.
void NatsInlet::give_back(Taken const& taken,
                          std::exception_ptr const& failure) {
  auto pause = milliseconds{0};
  auto is_first = false;
  {
    std::lock_guard const lock{mutex_};
    if (Clock::now() >= paused_until_) {
      is_first = pause_.count() == 0;
      pause_ = std::clamp(2 * pause_, settings_.pause, settings_.longest_pause);
      paused_until_ = Clock::now() + pause_;
    }
    pause = pause_;
  }
  if (is_first) {
    log(what_of(failure) + " — messages come again until it is mended");
  }
  return_for(taken, pause);
}

// -------------------------------------------------------------------- telling

void NatsInlet::lost(std::exception const& error) noexcept {
  {
    std::lock_guard const lock{mutex_};
    counts_.is_connected = false;
  }
  try {
    if (last_loss_ != error.what()) {
      last_loss_ = error.what();
      log(last_loss_ + " — trying again");
    }
  } catch (std::exception const&) {  // no memory for words
  }
}

// A server that lets us in and gives nothing is still away.
void NatsInlet::found_again() {
  reader_pause_ = settings_.pause;
  if (!last_loss_.empty()) {
    last_loss_.clear();
    log("connected again");
  }
}

bool NatsInlet::wait(milliseconds time) {
  std::unique_lock lock{mutex_};
  return !changed_.wait_for(lock, time, [&] { return is_ending_; });
}

void NatsInlet::log(std::string const& text) {
  if (settings_.fault_log) {
    std::lock_guard const lock{log_mutex_};
    settings_.fault_log("nats " + settings_.stream + ": " + text);
  }
}

InletCounts NatsInlet::counts() {
  std::lock_guard const lock{mutex_};
  return counts_;
}

std::vector<RefusedMessage> NatsInlet::refused() {
  std::lock_guard const lock{mutex_};
  return {refused_.begin(), refused_.end()};
}

std::string NatsInlet::metrics_text() {
  auto const now = counts();
  return fmt::format(
      "# HELP camel_nats_connected Whether the stream is read.\n"
      "# TYPE camel_nats_connected gauge\n"
      "camel_nats_connected {}\n"
      "# HELP camel_nats_messages_total Messages by what became of them.\n"
      "# TYPE camel_nats_messages_total counter\n"
      "camel_nats_messages_total{{outcome=\"captured\"}} {}\n"
      "camel_nats_messages_total{{outcome=\"refused\"}} {}\n"
      "camel_nats_messages_total{{outcome=\"returned\"}} {}\n"
      "# HELP camel_nats_events_total Events of captured messages.\n"
      "# TYPE camel_nats_events_total counter\n"
      "camel_nats_events_total{{outcome=\"captured\"}} {}\n"
      "camel_nats_events_total{{outcome=\"known\"}} {}\n"
      "# HELP camel_nats_in_flight Messages not answered for yet.\n"
      "# TYPE camel_nats_in_flight gauge\n"
      "camel_nats_in_flight {}\n"
      "# HELP camel_nats_behind Messages that wait in the stream.\n"
      "# TYPE camel_nats_behind gauge\n"
      "camel_nats_behind {}\n",
      now.is_connected ? 1 : 0, now.done - now.refused, now.refused,
      now.returned, now.captured, now.known, now.in_flight, now.behind);
}

}  // namespace camel::server
