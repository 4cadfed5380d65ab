// SPDX-License-Identifier: Apache-2.0
#include "camel/webhooks/receiver_address.h"

#include <algorithm>
#include <memory>
#include <optional>

#include <curl/curl.h>

#include "camel/http/letters.h"
#include "camel/webhooks/public_address.h"

namespace camel::webhooks {

namespace {

constexpr std::size_t kLongest = 2'000;

// Read by the library that will also send there: so both mean the same host.
class ReadUrl {
 public:
  explicit ReadUrl(std::string const& url) {
    is_read_ =
        curl_url_set(url_.get(), CURLUPART_URL, url.c_str(), 0) == CURLUE_OK;
  }
  bool is_read() const { return is_read_; }
  std::optional<std::string> part(CURLUPart which) const {
    char* text = nullptr;
    if (curl_url_get(url_.get(), which, &text, 0) != CURLUE_OK) {
      return std::nullopt;
    }
    std::string copy{text};
    curl_free(text);
    return copy;
  }

 private:
  struct Clean {
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
  };
  std::unique_ptr<CURLU, Clean> url_{curl_url()};
  bool is_read_ = false;
};

bool is_printable(std::string const& text) {
  return std::all_of(text.begin(), text.end(),
                     [](char one) { return one > ' ' && one < '\x7f'; });
}

// Names that no public name server gives an address to.
bool is_name_within(std::string name) {
  if (name.ends_with('.')) {
    name.pop_back();
  }
  if (name.find('.') == std::string::npos) {
    return true;
  }
  for (auto const* const ending :
       {".localhost", ".local", ".internal", ".home.arpa"}) {
    if (name.ends_with(ending)) {
      return true;
    }
  }
  return false;
}

}  // namespace

std::string mistake_in_address(std::string const& url, Reach reach) {
  if (url.empty() || url.size() > kLongest || !is_printable(url)) {
    return "an address has 1 to 2000 letters of ASCII, without blanks";
  }
  ReadUrl const read{url};
  auto const scheme = read.part(CURLUPART_SCHEME).value_or("");
  auto const host = http::lower(read.part(CURLUPART_HOST).value_or(""));
  if (!read.is_read() || host.empty() || url.find("://") == std::string::npos ||
      (scheme != "https" && scheme != "http")) {
    return "the address is none of https:// or http:// — write it as "
           "https://forwarder.example/hooks";
  }
  if (read.part(CURLUPART_USER) || read.part(CURLUPART_PASSWORD) ||
      read.part(CURLUPART_FRAGMENT)) {
    return "the address has a user, a password or a fragment — leave them "
           "out; that a message is ours is known by its signature";
  }
  if (reach == Reach::private_networks_too) {
    return "";
  }
  auto const is_public = is_public_literal(host);
  if (is_public ? !*is_public : is_name_within(host)) {
    return "the address is of a private network, where this server sends "
           "nothing — give one of the public internet, or have the server "
           "started with --webhooks-to-private-networks";
  }
  return "";
}

}  // namespace camel::webhooks
