// SPDX-License-Identifier: Apache-2.0
#include "camel/http/connection.h"

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <exception>

#include <fmt/format.h>
#include <sys/socket.h>

#include "camel/http/access_log.h"
#include "camel/http/response_text.h"

namespace camel::http {
namespace {

namespace asio = boost::asio;
using ErrorCode = boost::system::error_code;

constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
// A client may still be sending when it is refused. Were the socket closed at
// once, its system would throw our answer away with the rest.
constexpr std::chrono::milliseconds kLinger{2000};

std::chrono::sys_seconds now_in_seconds() {
  return std::chrono::floor<std::chrono::seconds>(
      std::chrono::system_clock::now());
}

}  // namespace

Connection::Connection(Socket socket, std::string address, Hall& hall)
    : socket_{std::move(socket)},
      timer_{socket_.get_executor()},
      tick_{socket_.get_executor()},
      address_{std::move(address)},
      hall_{hall},
      reader_{hall_.service.settings().limits,
              [this](Request& request) { return admit(request); }} {
  ++hall_.metrics.connections;
}

Connection::~Connection() {
  if (feed_) {
    --hall_.metrics.listeners;
  }
  --hall_.metrics.connections;
  hall_.door.leave(address_);
  hall_.forget(this);
}

void Connection::start() {
  asio::dispatch(socket_.get_executor(), [self = shared_from_this()] {
    ErrorCode ignored;
    self->socket_.set_option(asio::ip::tcp::no_delay{true}, ignored);
    self->socket_.non_blocking(true, ignored);
    self->expect_within(self->hall_.service.settings().limits.head_time);
    self->read();
  });
}

void Connection::stop() {
  asio::dispatch(socket_.get_executor(), [self = shared_from_this()] {
    auto const nothing_asked =
        self->phase_ == Phase::head &&
        self->reader_.state() == RequestReader::State::idle;
    if (self->phase_ == Phase::idle || nothing_asked) {
      self->close();
    } else if (self->phase_ == Phase::feeding) {
      self->tick_.cancel();
      self->finish();
    }
  });
}

void Connection::close_now() {
  asio::dispatch(socket_.get_executor(),
                 [self = shared_from_this()] { self->close(); });
}

// ------------------------------------------------------------------- reading

void Connection::read() {
  socket_.async_read_some(
      asio::buffer(bytes_),
      then([](Connection& self, std::size_t size) { self.on_read(size); }));
}

void Connection::on_read(std::size_t size) {
  if (phase_ == Phase::ending) {
    read();  // what the client still sends, to throw it away
    return;
  }
  if (phase_ > Phase::body) {
    return;  // refused meanwhile
  }
  reader_.read({bytes_.data(), size});
  go_on();
}

void Connection::go_on() {
  auto const& limits = hall_.service.settings().limits;
  switch (reader_.state()) {
    case RequestReader::State::idle:
      if (hall_.stopping) {
        close();
        return;
      }
      enter(Phase::idle, limits.idle_time);
      break;
    case RequestReader::State::head:
      enter(Phase::head, limits.head_time);
      break;
    case RequestReader::State::body:
      if (phase_ != Phase::body) {
        enter(Phase::body, limits.pause_time);
        welcome_body();
        return;
      }
      expect_progress(reader_.body_size());
      break;
    case RequestReader::State::whole:
      serve();
      return;
    case RequestReader::State::refused:
      refuse(reader_.problem());
      return;
  }
  read();
}

void Connection::enter(Phase phase, std::chrono::milliseconds time) {
  if (phase_ != phase) {
    phase_ = phase;
    expect_within(time);
  }
}

void Connection::welcome_body() {
  if (!reader_.awaits_continue()) {
    read();
    return;
  }
  asio::async_write(socket_, asio::buffer(kContinue),
                    then([](Connection& self, std::size_t) { self.read(); }));
}

std::size_t Connection::admit(Request& request) {
  request.address = address_;
  visit_ = hall_.service.admit(request);
  return hall_.service.body_limit(*visit_);
}

// ----------------------------------------------------------------- answering

void Connection::begin_answer() {
  phase_ = Phase::answering;
  asked_ = SteadyClock::now();
  asked_at_ = std::chrono::system_clock::now();
}

void Connection::serve() {
  begin_answer();
  expect_by(SteadyClock::time_point::max());
  request_ = reader_.take();
  keep_ = reader_.keeps_alive();
  try {
    if (!visit_) {
      admit(request_);
    }
  } catch (Problem const& problem) {
    respond(hall_.service.refuse(request_, problem));
    return;
  }
  if (visit_->slow && !brings(hall_.service.settings().little_brought)) {
    serve_slowly();
  } else {
    answer();
  }
}

// To look up who asks, and to read much, is work.
bool Connection::brings(std::size_t at_most) const {
  return visit_->route != nullptr && visit_->route->brings &&
         !visit_->unknown && request_.body.size() <= at_most;
}

void Connection::serve_slowly() {
  request_.may_wait = brings(hall_.service.settings().much_brought);
  auto& workers = request_.may_wait ? hall_.receivers : hall_.workers;
  if (++workers.waiting > workers.most_waiting) {
    --workers.waiting;
    Problem busy{503, "busy", "Too many slow questions wait for an answer."};
    busy.retry_after = "2";
    respond(hall_.service.refuse(request_, busy));
    return;
  }
  ++hall_.metrics.waiting;
  asio::post(workers.threads, [&workers, self = shared_from_this(),
                               open = asio::make_work_guard(hall_.io)] {
    auto& metrics = self->hall_.metrics;
    --workers.waiting;
    --metrics.waiting;
    ++metrics.working;
    try {
      self->answer();
    } catch (std::exception const&) {
      self->hear_nothing();  // there is no memory to say so
    }
    --metrics.working;
  });
}

// On the strand, or by a worker.
void Connection::answer() {
  auto response = hall_.service.answer(request_, *visit_);
  if (response.later) {
    answer_later(response.later);
    return;
  }
  asio::dispatch(
      socket_.get_executor(),
      [self = shared_from_this(), response = std::move(response)]() mutable {
        if (self->phase_ != Phase::closed) {
          self->respond(std::move(response));
        }
      });
}

void Connection::answer_later(Later const& later) {
  auto const due = std::make_shared<Due>(hall_, shared_from_this());
  auto const tell = [due](Rest rest) {
    due->connection->hear(std::move(rest));
    due->told = true;
  };
  try {
    later(tell);
  } catch (...) {
    tell([failure = std::current_exception()]() -> Response {
      std::rethrow_exception(failure);
    });
  }
}

void Connection::hear(Rest rest) {
  asio::post(socket_.get_executor(), [self = shared_from_this(),
                                      rest = std::move(rest)] {
    if (self->phase_ != Phase::closed) {
      self->respond(self->hall_.service.answer(self->request_, rest));
    }
  });
}

// There may be no memory to close it here and now.
void Connection::hear_nothing() noexcept {
  try {
    close_now();
  } catch (std::exception const&) {
    ::shutdown(socket_.native_handle(), SHUT_RDWR);
  }
}

// What could not be read to its end; the connection cannot go on.
void Connection::refuse(Problem const& problem) {
  begin_answer();
  request_ = reader_.request();
  request_.address = address_;
  keep_ = false;
  respond(hall_.service.refuse(request_, problem));
}

void Connection::respond(Response response) {
  if (response.feed && !begin_feed(response)) {
    return;
  }
  keep_ = keep_ && !response.feed && !hall_.stopping;
  status_ = response.status;
  request_id_ = fmt::format("{}-{}", hall_.request_prefix, ++hall_.requests);
  response.fields["x-request-id"] = request_id_;
  auto head = head_text(response, keep_ ? KeepAlive::yes : KeepAlive::no,
                        now_in_seconds());
  auto const silent = request_.method == "HEAD" || response.status == 204 ||
                      response.status == 304;
  write(std::move(head), silent ? nullptr : std::move(response.body));
}

// ------------------------------------------------------------------- writing

void Connection::write(std::string head,
                       std::shared_ptr<std::string const> body) {
  head_ = std::move(head);
  body_ = std::move(body);
  sent_ = 0;
  phase_ = Phase::writing;
  phase_began_ = SteadyClock::now();
  write_more();
}

void Connection::write_more() {
  auto const whole = head_.size() + (body_ ? body_->size() : 0);
  if (sent_ == whole) {
    on_written();
    return;
  }
  expect_progress(sent_);
  auto const of_head = std::min(sent_, head_.size());
  std::array<asio::const_buffer, 2> const buffers{
      asio::buffer(head_) + of_head,
      body_ ? asio::buffer(*body_) + (sent_ - of_head) : asio::const_buffer{}};
  socket_.async_write_some(buffers,
                           then([](Connection& self, std::size_t size) {
                             self.sent_ += size;
                             self.write_more();
                           }));
}

void Connection::on_written() {
  record();
  if (feed_ && !feed_ended_ && !hall_.stopping) {
    phase_ = Phase::feeding;
    expect_by(SteadyClock::time_point::max());
    spoke_ = SteadyClock::now();
    wait_for_events();
    return;
  }
  if (!keep_ || hall_.stopping) {
    finish();
    return;
  }
  body_ = nullptr;
  visit_.reset();
  recorded_ = false;
  phase_ = Phase::answering;  // of nothing: `go_on` enters the next
  reader_.next();
  go_on();
}

// Once for each request: of a feed, when its head was sent.
void Connection::record() {
  if (recorded_) {
    return;
  }
  recorded_ = true;
  Exchange const exchange{
      .method = request_.method,
      .route = visit_ && visit_->route != nullptr
                   ? std::string_view{visit_->route->path}
                   : std::string_view{},
      .status = status_,
      .seconds =
          std::chrono::duration<double>(SteadyClock::now() - asked_).count(),
      .bytes_in = request_.body.size(),
      .bytes_out = sent_};
  hall_.metrics.count(exchange);
  auto const& log = hall_.service.settings().access_log;
  if (!log) {
    return;
  }
  auto const line = log_line({.at = asked_at_,
                              .address = request_.address,
                              .path = request_.path,
                              .asker = request_.asker.name,
                              .request_id = request_id_,
                              .exchange = exchange});
  std::lock_guard const lock{hall_.logging};
  log(line);
}

void Connection::finish() {
  phase_ = Phase::ending;
  ErrorCode error;
  socket_.shutdown(Socket::shutdown_send, error);
  if (error) {
    close();
    return;
  }
  expect_within(kLinger);
  read();
}

// ----------------------------------------------------------------- deadlines

void Connection::expect_within(std::chrono::milliseconds time) {
  phase_began_ = SteadyClock::now();
  expect_by(phase_began_ + time);
}

// No pause is long, and on the whole it is not too slow either.
void Connection::expect_progress(std::size_t bytes) {
  auto const& limits = hall_.service.settings().limits;
  std::chrono::milliseconds const at_pace{bytes * 1000 /
                                          limits.bytes_per_second};
  expect_by(std::min(SteadyClock::now() + limits.pause_time,
                     phase_began_ + limits.pause_time + at_pace));
}

void Connection::expect_by(SteadyClock::time_point time) {
  deadline_ = time;
  if (deadline_ < armed_for_) {
    arm();
  }
}

void Connection::arm() {
  armed_for_ = deadline_;
  if (deadline_ == SteadyClock::time_point::max()) {
    return;
  }
  timer_.expires_at(deadline_);
  timer_.async_wait(then([](Connection& self) {
    if (SteadyClock::now() >= self.deadline_) {
      self.armed_for_ = SteadyClock::time_point::max();
      self.on_timeout();
    } else {
      self.arm();
    }
  }));
}

void Connection::on_timeout() {
  if (phase_ != Phase::ending && phase_ != Phase::idle) {
    ++hall_.metrics.timed_out;
  }
  auto const begun =
      phase_ == Phase::body ||
      (phase_ == Phase::head && reader_.state() == RequestReader::State::head);
  if (!begun) {
    close();
    return;
  }
  refuse({408, "too-slow", "The request did not come to an end in time."});
}

void Connection::close() {
  phase_ = Phase::closed;
  ErrorCode ignored;
  socket_.close(ignored);
  timer_.cancel();
  tick_.cancel();
}

}  // namespace camel::http
