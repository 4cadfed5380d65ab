// SPDX-License-Identifier: Apache-2.0
#include "camel/webhooks/signature.h"

#include <array>
#include <vector>

#include <sodium.h>

#include "camel/base/check.h"
#include "camel/base/error.h"

namespace camel::webhooks {

namespace {

constexpr std::string_view kSecretPrefix = "whsec_";
constexpr int kBase64 = sodium_base64_VARIANT_ORIGINAL;

using Bytes = std::vector<unsigned char>;

void begin() { CAMEL_CHECK(sodium_init() >= 0, "libsodium begins"); }

template <typename Range>
std::string base64(Range const& bytes) {
  std::string text(sodium_base64_encoded_len(bytes.size(), kBase64), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(),
                    kBase64);
  text.pop_back();  // the zero at its end
  return text;
}

Bytes key_in(std::string_view secret) {
  Bytes key(secret.size());
  std::size_t size = 0;
  char const* end = nullptr;
  if (!secret.starts_with(kSecretPrefix)) {
    throw Error{"a secret of a webhook begins with whsec_"};
  }
  secret.remove_prefix(kSecretPrefix.size());
  if (sodium_base642bin(key.data(), key.size(), secret.data(), secret.size(),
                        nullptr, &size, &end, kBase64) != 0 ||
      end != secret.data() + secret.size() || size == 0) {
    throw Error{"a secret of a webhook is base64 after whsec_"};
  }
  key.resize(size);
  return key;
}

void add(crypto_auth_hmacsha256_state& state, std::string_view text) {
  crypto_auth_hmacsha256_update(
      &state, reinterpret_cast<unsigned char const*>(text.data()), text.size());
}

}  // namespace

std::string new_secret() {
  begin();
  std::array<unsigned char, 32> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  return std::string{kSecretPrefix} + base64(bytes);
}

std::string signature_of(Signed const& message, std::string const& secret) {
  begin();
  auto const key = key_in(secret);
  crypto_auth_hmacsha256_state state{};
  crypto_auth_hmacsha256_init(&state, key.data(), key.size());
  add(state, message.id);
  add(state, "." + std::to_string(message.at.time_since_epoch().count()) + ".");
  add(state, message.body);
  std::array<unsigned char, crypto_auth_hmacsha256_BYTES> sum{};
  crypto_auth_hmacsha256_final(&state, sum.data());
  return "v1," + base64(sum);
}

std::string message_id(std::string_view of) {
  begin();
  std::array<unsigned char, 16> sum{};
  crypto_generichash(sum.data(), sum.size(),
                     reinterpret_cast<unsigned char const*>(of.data()),
                     of.size(), nullptr, 0);
  std::string text(2 * sum.size() + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), sum.data(), sum.size());
  text.pop_back();
  return "msg_" + text;
}

}  // namespace camel::webhooks
