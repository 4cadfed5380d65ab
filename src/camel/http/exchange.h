// SPDX-License-Identifier: Apache-2.0
// What a server is asked and what it answers (HTTP semantics, RFC 9110), free
// of sockets: whoever answers sees a whole request and gives a whole response,
// or a feed of events that goes on (server-sent events, HTML Living Standard,
// section 9.2).
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace camel::http {

// Names of header fields are in lower case.
using Fields = std::map<std::string, std::string, std::less<>>;

// Who asks, as far as it was shown.
enum class Role : std::uint8_t { nobody, reader, planner, admin };
constexpr auto names(Role) {
  return std::array<std::string_view, 4>{"nobody", "reader", "planner",
                                         "admin"};
}
struct Asker {
  std::string name;  // of the key; blank: without one
  Role role = Role::nobody;
};

struct Request {
  std::string method;  // "GET"; HEAD is answered by whoever answers GET
  std::string path;    // decoded, without the query: "/v1/jobs/17"
  // Decoded; what is asked repeatedly stands in the order of asking.
  std::multimap<std::string, std::string, std::less<>> query;
  Fields fields;  // a repeated one is a list with commas
  std::string body;
  std::string address;  // of the client
  Asker asker = {};
  bool may_wait = false;  // whoever answers it has nothing better to do
  // The parts of the path that the route leaves open: "/v1/jobs/{job}".
  std::map<std::string, std::string, std::less<>> parts = {};

  std::optional<std::string_view> field(std::string_view name) const {
    auto const found = fields.find(name);
    if (found == fields.end()) {
      return std::nullopt;
    }
    return found->second;
  }

  // What is asked of this name, the first if it is asked repeatedly.
  std::optional<std::string_view> asked(std::string_view name) const {
    auto const found = query.lower_bound(name);
    if (found == query.end() || found->first != name) {
      return std::nullopt;
    }
    return found->second;
  }
};

// What is told to a listener; ids grow by one, so that it can take up again
// after the last it heard of (Last-Event-ID).
struct Event {
  std::uint64_t id = 0;
  std::string name;  // "progress"
  std::string data;  // JSON on one line
};

// Asked again and again, from one thread at a time: what came after the event
// of this id.
struct EventBatch {
  std::vector<Event> events;
  bool ended = false;  // nothing more will come
};
using EventFeed = std::function<EventBatch(std::uint64_t after)>;

struct Response;

// What an answer came to; throws as an answer does.
using Rest = std::function<Response()>;
// Begins what takes its time, and has the rest told once, from any thread, when
// it is known. The request is there until then.
using Tell = std::function<void(Rest)>;
using Later = std::function<void(Tell tell)>;

struct Response {
  int status = 200;
  std::string type = "application/json";  // Content-Type
  // Shared: a body that many ask for is not copied for each.
  std::shared_ptr<std::string const> body = {};
  Fields fields = {};   // further ones
  EventFeed feed = {};  // instead of a body
  // The body compressed, where it is at hand; else long texts are compressed
  // as they are sent, if the client takes that.
  std::shared_ptr<std::string const> gzip = {};
  Later later = {};  // instead of all that, where nobody is to wait for it
};

// Throws Problem for what cannot be answered; any other exception is a fault of
// ours and becomes a 500 that tells nothing of it.
using Answer = std::function<Response(Request const&)>;

}  // namespace camel::http
