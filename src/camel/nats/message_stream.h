// SPDX-License-Identifier: Apache-2.0
// Messages that a server keeps until each is answered for: whoever takes one
// says later that it is done with, that it shall come again, or that it is to
// come no more. One that is never answered for, because its taker died, comes
// again by itself. jet_stream.h is such a stream.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace camel::nats {

struct StreamMessage {
  std::string id;  // by its sender (Nats-Msg-Id); blank: it has none
  std::string subject;
  std::string text;
  std::string receipt;         // by which it is answered for
  std::uint64_t sequence = 0;  // in the stream
  std::uint64_t times = 1;     // that it was given out
  std::uint64_t behind = 0;    // messages that wait behind it
};

// Whatever fails throws Error; the stream is of no more use then. One thread
// fetches, others may answer meanwhile.
class MessageStream {
 public:
  MessageStream() = default;
  MessageStream(MessageStream const&) = delete;
  MessageStream& operator=(MessageStream const&) = delete;
  virtual ~MessageStream() = default;

  // What is there, at most so many; where nothing is, the first that comes
  // within the time, or nothing.
  virtual std::vector<StreamMessage> fetch(std::size_t most,
                                           std::chrono::milliseconds wait) = 0;
  virtual void acknowledge(std::string const& receipt) = 0;
  virtual void return_for(std::string const& receipt,
                          std::chrono::milliseconds later) = 0;
  virtual void terminate(std::string const& receipt) = 0;
  // Keeps it where those are that nobody can use, with the reason. It is safe
  // there when this returns. Does nothing where there is no such place.
  virtual void set_aside(StreamMessage const& message,
                         std::string const& reason) = 0;
  // Nothing waits, and all that was given out is answered for.
  virtual bool is_drained() = 0;
  // Returns when the server has all answers that were given.
  virtual void flush() = 0;
};

}  // namespace camel::nats
