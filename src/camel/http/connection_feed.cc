// SPDX-License-Identifier: Apache-2.0
// Of a connection: server-sent events.
#include <exception>

#include "camel/http/connection.h"
#include "camel/http/response_text.h"

namespace camel::http {

namespace {

namespace asio = boost::asio;
using ErrorCode = boost::system::error_code;

}  // namespace

// What there is already goes with the head, so that what cannot be listened to
// is still answered with a problem. Nothing new at the end of a feed is a 204,
// which tells browsers not to come back.
bool Connection::begin_feed(Response& response) {
  if (request_.method == "HEAD") {
    response.feed = {};
    response.type = "text/event-stream";
    return true;
  }
  try {
    if (hall_.metrics.listeners >=
        static_cast<std::int64_t>(hall_.service.settings().limits.listeners)) {
      throw Problem{503, "busy", "There are too many listeners."};
    }
    heard_ = heard_until(request_);
    auto const batch = response.feed(heard_);
    if (batch.ended && batch.events.empty()) {
      response.feed = {};
      response.status = 204;
      return true;
    }
    std::string text{kFeedBegin};
    for (auto const& event : batch.events) {
      text += event_text(event);
      heard_ = event.id;
    }
    feed_ = response.feed;
    feed_ended_ = batch.ended;
    ++hall_.metrics.listeners;
    response.body = std::make_shared<std::string const>(std::move(text));
    return true;
  } catch (Problem const& problem) {
    respond(hall_.service.refuse(request_, problem));
  } catch (std::exception const&) {
    respond(hall_.service.refuse(request_,
                                 {500, "fault", "The events cannot be read."}));
  }
  return false;
}

void Connection::wait_for_events() {
  tick_.expires_after(hall_.service.settings().feed_time);
  tick_.async_wait(then([](Connection& self) { self.look_for_events(); }));
}

void Connection::look_for_events() {
  if (client_is_gone()) {
    close();
    return;
  }
  std::string text;
  try {
    auto const batch = feed_(heard_);
    feed_ended_ = batch.ended;
    for (auto const& event : batch.events) {
      text += event_text(event);
      heard_ = event.id;
    }
  } catch (std::exception const&) {
    feed_ended_ = true;  // the client comes back and is told why
  }
  auto const silent = SteadyClock::now() - spoke_;
  if (text.empty() && silent >= hall_.service.settings().keep_alive_time) {
    text = kSilence;
  }
  if (!text.empty()) {
    write(std::move(text), nullptr);
  } else if (feed_ended_) {
    finish();
  } else {
    wait_for_events();
  }
}

bool Connection::client_is_gone() {
  char byte = 0;
  ErrorCode error;
  auto const size =
      socket_.receive(asio::buffer(&byte, 1), Socket::message_peek, error);
  return error ? error != asio::error::would_block : size == 0;
}

}  // namespace camel::http
