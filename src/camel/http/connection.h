// SPDX-License-Identifier: Apache-2.0
// One connection of a client: reads requests, has them answered, writes the
// answers, one after the other. All its steps run on one strand.
#pragma once

#include <array>
#include <atomic>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/thread_pool.hpp>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>  // before Asio of Boost 1.74, which forgets it
#include <vector>

#include "camel/http/door.h"
#include "camel/http/metrics.h"
#include "camel/http/request_reader.h"
#include "camel/http/service.h"

namespace camel::http {

using Strand = boost::asio::strand<boost::asio::io_context::executor_type>;
using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, Strand>;
using SteadyClock = std::chrono::steady_clock;
using Timer = boost::asio::basic_waitable_timer<
    SteadyClock, boost::asio::wait_traits<SteadyClock>, Strand>;

class Connection;

// Those who give slow answers, and how many more wait for one of them.
struct Workers {
  Workers(std::size_t count, std::size_t queue)
      : most_waiting{static_cast<std::int64_t>(queue)}, threads{count} {}

  std::int64_t const most_waiting;
  std::atomic<std::int64_t> waiting{0};
  boost::asio::thread_pool threads;
};

// What the connections of a server share.
struct Hall {
  explicit Hall(ServerSettings settings);

  void open(Socket socket, std::string address);
  void forget(Connection const* connection);
  void dismiss_workers();  // when each answer is given
  std::vector<std::shared_ptr<Connection>> connections() const;

  std::mutex mutable listing;
  std::unordered_map<Connection const*, std::weak_ptr<Connection>> all;

  Service service;
  Metrics metrics;
  Door door;
  std::atomic<bool> stopping{false};
  std::string request_prefix;  // of ids; another for each run
  std::atomic<std::uint64_t> requests{0};
  std::mutex logging;
  // Last, for what waits here still is destroyed with it, and looks above.
  boost::asio::io_context io;
  Workers workers, receivers;

  std::mutex owing;
  std::condition_variable paid;
  std::size_t due = 0;  // answers that come later
};

// An answer that comes later: the hall is not left before.
struct Due {
  Due(Hall& of, std::shared_ptr<Connection> to);
  Due(Due const&) = delete;
  Due& operator=(Due const&) = delete;
  ~Due();

  Hall& hall;
  std::shared_ptr<Connection> connection;
  bool told = false;
};

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(Socket socket, std::string address, Hall& hall);
  ~Connection();
  Connection(Connection const&) = delete;
  Connection& operator=(Connection const&) = delete;

  void start();
  // From any thread: ends when what is being answered has been, or at once.
  void stop();
  void close_now();
  // From any thread, where an answer that was to come later will not come: the
  // client hears the end of the connection.
  void hear_nothing() noexcept;

 private:
  enum class Phase : std::uint8_t {
    idle,
    head,
    body,
    answering,
    writing,
    feeding,
    ending,
    closed
  };

  // Reading.
  void read();
  void on_read(std::size_t size);
  void go_on();
  void enter(Phase phase, std::chrono::milliseconds time);
  void welcome_body();
  std::size_t admit(Request& request);

  // Answering.
  void begin_answer();
  void serve();
  void serve_slowly();
  bool brings(std::size_t at_most) const;
  void answer();
  void answer_later(Later const& later);
  void hear(Rest rest);
  void refuse(Problem const& problem);
  void respond(Response response);
  bool begin_feed(Response& response);

  // Writing.
  void write(std::string head, std::shared_ptr<std::string const> body);
  void write_more();
  void on_written();
  void record();
  void finish();

  // Feeding.
  void wait_for_events();
  void look_for_events();
  bool client_is_gone();

  // Deadlines: one timer, which finds out when it fires whether the deadline
  // has moved on.
  void expect_within(std::chrono::milliseconds time);
  void expect_progress(std::size_t bytes);
  void expect_by(SteadyClock::time_point time);
  void arm();
  void on_timeout();
  void close();

  template <typename Step>
  auto then(Step step);

  Socket socket_;
  Timer timer_;
  Timer tick_;
  std::string address_;
  Hall& hall_;
  RequestReader reader_;
  std::array<char, 8192> bytes_{};

  Phase phase_ = Phase::head;
  SteadyClock::time_point deadline_ = SteadyClock::time_point::max();
  SteadyClock::time_point armed_for_ = SteadyClock::time_point::max();
  SteadyClock::time_point phase_began_;

  // Of the request that is being answered.
  Request request_;
  std::optional<Visit> visit_;
  std::string request_id_;
  SteadyClock::time_point asked_;
  std::chrono::system_clock::time_point asked_at_;
  int status_ = 0;
  bool keep_ = false;
  bool recorded_ = false;

  std::string head_;
  std::shared_ptr<std::string const> body_;
  std::size_t sent_ = 0;

  EventFeed feed_;
  std::uint64_t heard_ = 0;
  bool feed_ended_ = false;
  SteadyClock::time_point spoke_;
};

// A step that is taken when something has come to an end, if the connection
// is still open.
template <typename Step>
auto Connection::then(Step step) {
  return [self = shared_from_this(), step](boost::system::error_code error,
                                           auto... result) {
    if (error == boost::asio::error::operation_aborted ||
        self->phase_ == Phase::closed) {
      return;
    }
    if (error) {
      self->close();
    } else {
      step(*self, result...);
    }
  };
}

}  // namespace camel::http
