// SPDX-License-Identifier: Apache-2.0
// Sends requests to strangers, many at once from one thread (libcurl): none of
// them waits for another. What a stranger answers is bounded in time and size,
// and only its status and a few fields are kept. A connection is made to an
// address that was judged in that moment, whatever the name led to before (DNS
// rebinding); redirects are not followed, proxies not asked.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "camel/http/exchange.h"
#include "camel/webhooks/receiver_address.h"

namespace camel::webhooks {

struct Parcel {
  std::string method = "POST";
  std::string url;
  http::Fields fields;
  std::string body;
};

struct Delivered {
  std::string tag;      // as it was given with the parcel
  int status = 0;       // 0: there was no answer
  http::Fields fields;  // of the answer
  std::string failure;  // why there was none, in words
  // Its name led to a private network.
  bool is_refused = false;
};

struct SenderSettings {
  Reach reach = Reach::public_internet;
  std::chrono::milliseconds to_connect = std::chrono::seconds{5};
  std::chrono::milliseconds in_all = std::chrono::seconds{15};
  std::size_t most_answer = std::size_t{64} * 1024;  // bytes
};

class Sender {
 public:
  explicit Sender(SenderSettings const& settings);
  Sender(Sender const&) = delete;
  Sender& operator=(Sender const&) = delete;
  ~Sender();

  // Begins to send; `wait` hears of it. Both from one thread.
  void send(std::string tag, Parcel parcel);
  // What came to an end, as soon as something has, or the time is over, or
  // somebody wakes it.
  std::vector<Delivered> wait(std::chrono::milliseconds most);
  void wake();  // from any thread
  std::size_t on_the_way() const;

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace camel::webhooks
