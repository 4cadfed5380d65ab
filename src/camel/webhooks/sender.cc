// SPDX-License-Identifier: Apache-2.0
#include "camel/webhooks/sender.h"

#include <map>
#include <utility>

#include <curl/curl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "camel/base/check.h"
#include "camel/base/error.h"
#include "camel/http/letters.h"
#include "camel/webhooks/public_address.h"

namespace camel::webhooks {

namespace {

struct CleanEasy {
  void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
struct CleanMulti {
  void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
};
struct CleanList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

void begin_once() {
  static auto const begun = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (begun != CURLE_OK) {
    throw Error{"libcurl does not begin"};
  }
}

std::string trimmed(std::string_view text) {
  auto const first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) {
    return "";
  }
  return std::string{
      text.substr(first, text.find_last_not_of(" \t\r\n") + 1 - first)};
}

// One parcel on its way. It does not move: libcurl calls it by its address.
struct Errand {
  Errand(SenderSettings const& with, std::string of, Parcel what)
      : settings{with}, parcel{std::move(what)}, easy{curl_easy_init()} {
    CAMEL_CHECK(easy != nullptr, "libcurl gives a handle");
    result.tag = std::move(of);
    prepare();
  }
  Errand(Errand const&) = delete;
  Errand& operator=(Errand const&) = delete;

  template <typename Value>
  void set(CURLoption option, Value value) {
    auto const code = curl_easy_setopt(easy.get(), option, value);
    CAMEL_CHECK(code == CURLE_OK, "libcurl knows the option");
  }

  void prepare() {
    set(CURLOPT_URL, parcel.url.c_str());
    set(CURLOPT_PRIVATE, this);
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_PROXY, "");
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_QUICK_EXIT, 1L);  // no waiting for a name server that is slow
    set(CURLOPT_CONNECTTIMEOUT_MS, long(settings.to_connect.count()));
    set(CURLOPT_TIMEOUT_MS, long(settings.in_all.count()));
    set(CURLOPT_HTTP_VERSION, long(CURL_HTTP_VERSION_1_1));
    set(CURLOPT_OPENSOCKETFUNCTION, &Errand::open);
    set(CURLOPT_OPENSOCKETDATA, this);
    set(CURLOPT_WRITEFUNCTION, &Errand::take_body);
    set(CURLOPT_WRITEDATA, this);
    set(CURLOPT_HEADERFUNCTION, &Errand::take_field);
    set(CURLOPT_HEADERDATA, this);
    set(CURLOPT_CUSTOMREQUEST, parcel.method.c_str());
    if (!parcel.body.empty()) {
      set(CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(parcel.body.size()));
      set(CURLOPT_POSTFIELDS, parcel.body.c_str());
    }
    parcel.fields["expect"] = "";  // none, rather than "100-continue"
    for (auto const& [name, value] : parcel.fields) {
      auto const line = name + ":" + (value.empty() ? "" : " " + value);
      list.reset(curl_slist_append(list.release(), line.c_str()));
    }
    set(CURLOPT_HTTPHEADER, list.get());
  }

  // Before it connects: to this address and no other.
  static curl_socket_t open(void* errand, curlsocktype, curl_sockaddr* to) {
    auto& self = *static_cast<Errand*>(errand);
    if (self.settings.reach == Reach::public_internet && !is_public(to->addr)) {
      self.result.is_refused = true;
      return CURL_SOCKET_BAD;
    }
    return ::socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
  }

  static std::size_t take_body(char*, std::size_t, std::size_t size,
                               void* errand) {
    auto& self = *static_cast<Errand*>(errand);
    self.answered += size;
    return self.answered > self.settings.most_answer ? 0 : size;
  }

  static std::size_t take_field(char* text, std::size_t, std::size_t size,
                                void* errand) {
    auto& self = *static_cast<Errand*>(errand);
    self.answered += size;
    if (self.answered > self.settings.most_answer) {
      return 0;
    }
    std::string_view const line{text, size};
    if (auto const colon = line.find(':'); colon != std::string_view::npos) {
      self.result.fields[http::lower(line.substr(0, colon))] =
          trimmed(line.substr(colon + 1));
    }
    return size;
  }

  // An answer that is too long is one all the same, cut off.
  void end(CURLcode code) {
    long status = 0;
    curl_easy_getinfo(easy.get(), CURLINFO_RESPONSE_CODE, &status);
    auto const is_cut_off = code == CURLE_WRITE_ERROR && status >= 200;
    if (code == CURLE_OK || is_cut_off) {
      result.status = static_cast<int>(status);
      result.is_refused = false;
    } else if (result.is_refused) {
      // Not to which: that is nobody's business out there.
      result.failure = "its name leads to a private network";
    } else {
      result.failure = curl_easy_strerror(code);
    }
  }

  SenderSettings const& settings;
  Parcel parcel;
  std::unique_ptr<CURL, CleanEasy> easy;
  std::unique_ptr<curl_slist, CleanList> list;
  Delivered result;
  std::size_t answered = 0;  // bytes
};

}  // namespace

struct Sender::Inside {
  explicit Inside(SenderSettings const& with) : settings{with} {
    begin_once();
    multi.reset(curl_multi_init());
    CAMEL_CHECK(multi != nullptr, "libcurl gives a handle");
  }
  ~Inside() {
    for (auto const& [easy, errand] : errands) {
      curl_multi_remove_handle(multi.get(), easy);
    }
  }

  std::vector<Delivered> ended() {
    std::vector<Delivered> all;
    int left = 0;
    while (auto const* const message =
               curl_multi_info_read(multi.get(), &left)) {
      if (message->msg != CURLMSG_DONE) {
        continue;
      }
      auto* const easy = message->easy_handle;
      auto const code = message->data.result;
      curl_multi_remove_handle(multi.get(), easy);
      auto const found = errands.find(easy);
      found->second->end(code);
      all.push_back(std::move(found->second->result));
      errands.erase(found);
    }
    return all;
  }

  SenderSettings settings;
  std::unique_ptr<CURLM, CleanMulti> multi;
  std::map<CURL*, std::unique_ptr<Errand>> errands;
};

Sender::Sender(SenderSettings const& settings)
    : inside_{std::make_unique<Inside>(settings)} {}

Sender::~Sender() = default;

void Sender::send(std::string tag, Parcel parcel) {
  auto errand = std::make_unique<Errand>(inside_->settings, std::move(tag),
                                         std::move(parcel));
  auto* const easy = errand->easy.get();
  curl_multi_add_handle(inside_->multi.get(), easy);
  inside_->errands.emplace(easy, std::move(errand));
}

std::vector<Delivered> Sender::wait(std::chrono::milliseconds most) {
  int running = 0;
  curl_multi_perform(inside_->multi.get(), &running);
  auto all = inside_->ended();
  if (all.empty()) {
    curl_multi_poll(inside_->multi.get(), nullptr, 0,
                    static_cast<int>(most.count()), nullptr);
    curl_multi_perform(inside_->multi.get(), &running);
    all = inside_->ended();
  }
  return all;
}

void Sender::wake() { curl_multi_wakeup(inside_->multi.get()); }

std::size_t Sender::on_the_way() const { return inside_->errands.size(); }

}  // namespace camel::webhooks
