// SPDX-License-Identifier: Apache-2.0
#include "camel/http/compress.h"

#include <algorithm>
#include <memory>

#include <zlib.h>

#include "camel/base/error.h"
#include "camel/base/text.h"

namespace camel::http {
namespace {

constexpr int kWindowOfGzip = 15 + 16;  // zlib.h: 16 more write a gzip header
constexpr int kMemoryLevel = 8;
constexpr std::size_t kWorthIt = 1024;
constexpr int kQuick = 1;
constexpr std::size_t kMostTwins = 64;

bool is_text(std::string_view type) {
  return type.starts_with("text/") || type.find("json") != type.npos ||
         type.find("javascript") != type.npos ||
         type.find("xml") != type.npos || type.find("yaml") != type.npos;
}

// "gzip;q=0.5" -> 0.5
double weight_of(std::string_view parameters) {
  for (auto const parameter : split(parameters, ';')) {
    if (parameter.starts_with("q=")) {
      return parse_number(parameter.substr(2)).value_or(0);
    }
  }
  return 1;
}

}  // namespace

std::string compress_gzip(std::string_view text, int level) {
  z_stream stream{};
  if (deflateInit2(&stream, level, Z_DEFLATED, kWindowOfGzip, kMemoryLevel,
                   Z_DEFAULT_STRATEGY) != Z_OK) {
    throw Error{"zlib does not start"};
  }
  std::string compressed(deflateBound(&stream, text.size()), '\0');
  // zlib takes what it does not change without const.
  stream.next_in =
      reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));  // NOLINT
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(compressed.data());
  stream.avail_out = static_cast<uInt>(compressed.size());
  auto const done = deflate(&stream, Z_FINISH);
  compressed.resize(stream.total_out);
  deflateEnd(&stream);
  if (done != Z_STREAM_END) {
    throw Error{"zlib does not come to an end"};
  }
  return compressed;
}

bool takes_gzip(std::string_view accepted) {
  auto takes = false;
  for (auto const coding : split(accepted, ',')) {
    auto const end = std::min(coding.find(';'), coding.size());
    auto const name = trim(coding.substr(0, end));
    auto const weight = weight_of(coding.substr(end));
    if (name == "gzip") {
      return weight > 0;
    }
    takes = takes || (name == "*" && weight > 0);
  }
  return takes;
}

std::shared_ptr<std::string const> Twins::find(
    std::shared_ptr<std::string const> const& body) {
  std::lock_guard const lock{looking_};
  auto const found = known_.find(body.get());
  // Another body may live where one has died.
  return found != known_.end() && found->second.body.lock() == body
             ? found->second.twin
             : nullptr;
}

void Twins::keep(std::shared_ptr<std::string const> const& body,
                 std::shared_ptr<std::string const> const& twin) {
  std::lock_guard const lock{looking_};
  std::erase_if(known_,
                [](auto const& known) { return known.second.body.expired(); });
  if (known_.size() >= kMostTwins) {
    known_.clear();
  }
  known_.insert_or_assign(body.get(), Known{body, twin});
}

std::shared_ptr<std::string const> Twins::twin_of(
    std::shared_ptr<std::string const> const& body) {
  if (auto known = find(body)) {
    return known;
  }
  auto const twin =
      std::make_shared<std::string const>(compress_gzip(*body, kQuick));
  if (body.use_count() > 1) {
    keep(body, twin);
  }
  return twin;
}

void choose_encoding(Request const& request, Response& response, Twins& twins) {
  if (!response.body || response.fields.contains("content-encoding") ||
      (!response.gzip &&
       (response.body->size() < kWorthIt || !is_text(response.type)))) {
    return;
  }
  auto& vary = response.fields["vary"];
  vary += vary.empty() ? "accept-encoding" : ", accept-encoding";
  if (!takes_gzip(request.field("accept-encoding").value_or(""))) {
    return;
  }
  if (!response.gzip) {
    response.gzip = twins.twin_of(response.body);
  }
  response.body = response.gzip;
  response.fields["content-encoding"] = "gzip";
  if (auto const tag = response.fields.find("etag");
      tag != response.fields.end() && !tag->second.starts_with("W/")) {
    tag->second.insert(0, "W/");
  }
}

}  // namespace camel::http
