// SPDX-License-Identifier: Apache-2.0
#include "camel/http/request_sanity.h"

#include <algorithm>
#include <vector>

#include "camel/base/check.h"
#include "camel/http/percent.h"
#include "camel/http/request_reader.h"

namespace camel::http {
namespace {

constexpr std::size_t kMostBody = 4096;

// What was read of some bytes.
struct Reading {
  std::vector<Request> requests;
  int refused = 0;  // with this status
};

void check_sane_request(Request const& request) {
  CAMEL_CHECK(request.path.starts_with('/') && is_utf8(request.path),
              "a path is one");
  CAMEL_CHECK(request.path.find("/../") == std::string::npos &&
                  !request.path.ends_with("/.."),
              "no path leads upwards");
  CAMEL_CHECK(request.body.size() <= kMostBody, "bodies have their limit");
  for (auto const& [name, value] : request.fields) {
    CAMEL_CHECK(!name.empty() && std::ranges::none_of(name,
                                                      [](char letter) {
                                                        return letter <= ' ' ||
                                                               (letter >= 'A' &&
                                                                letter <= 'Z');
                                                      }),
                "names of fields are in lower case");
    CAMEL_CHECK(value.find_first_of("\r\n\0", 0, 3) == std::string::npos,
                "no field breaks its line");
  }
  CAMEL_CHECK(!(request.fields.contains("content-length") &&
                request.fields.contains("transfer-encoding")),
              "the length is said in one way");
}

Reading read_in_pieces(std::string_view bytes, std::size_t piece) {
  RequestReader reader{Limits{}, [](Request&) { return kMostBody; }};
  Reading reading;
  while (!bytes.empty()) {
    auto const part = bytes.substr(0, piece);
    bytes.remove_prefix(part.size());
    reader.read(part);
    while (reader.state() == RequestReader::State::whole) {
      reading.requests.push_back(reader.take());
      check_sane_request(reading.requests.back());
      reader.next();
    }
  }
  if (reader.state() == RequestReader::State::refused) {
    reading.refused = reader.problem().status;
  }
  return reading;
}

}  // namespace

void check_sane_reading(std::string_view bytes) {
  auto const whole = read_in_pieces(bytes, bytes.size());
  auto const pieces = read_in_pieces(bytes, 1);
  CAMEL_CHECK(whole.requests.size() == pieces.requests.size() &&
                  whole.refused == pieces.refused,
              "pieces are the same requests as the whole");
  for (std::size_t i = 0; i < whole.requests.size(); ++i) {
    auto const& a = whole.requests[i];
    auto const& b = pieces.requests[i];
    CAMEL_CHECK(a.method == b.method && a.path == b.path &&
                    a.query == b.query && a.fields == b.fields &&
                    a.body == b.body,
                "a request is the same in pieces");
  }
}

}  // namespace camel::http
