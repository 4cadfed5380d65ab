// SPDX-License-Identifier: Apache-2.0
#include "camel/api/digest.h"

#include <bit>

#include <fmt/format.h>
#include <sodium.h>

#include "camel/base/check.h"
#include "camel/base/error.h"
#include "camel/base/file.h"

namespace camel {

struct Digester::State {
  crypto_generichash_state of_sodium;
};

Digester::Digester() : state_{std::make_unique<State>()} {
  // May be called often and from several threads.
  CAMEL_CHECK(sodium_init() >= 0, "libsodium could not be set up");
  crypto_generichash_init(&state_->of_sodium, nullptr, 0, Digest{}.size());
}

Digester::~Digester() = default;

Digester& Digester::bytes(std::string_view text) {
  crypto_generichash_update(&state_->of_sodium,
                            reinterpret_cast<unsigned char const*>(text.data()),
                            text.size());
  return *this;
}

Digester& Digester::text(std::string_view text) {
  return number(std::uint64_t{text.size()}).bytes(text);
}

Digester& Digester::number(std::uint64_t value) {
  std::array<char, 8> little_endian{};
  for (auto& byte : little_endian) {
    byte = static_cast<char>(value & 0xff);
    value >>= 8;
  }
  return bytes({little_endian.data(), little_endian.size()});
}

Digester& Digester::number(double value) {
  return number(std::bit_cast<std::uint64_t>(value));
}

Digest Digester::finish() {
  Digest digest{};
  crypto_generichash_final(&state_->of_sodium, digest.data(), digest.size());
  return digest;
}

Digest digest_of(std::string_view bytes) {
  return Digester{}.bytes(bytes).finish();
}

Digest digest_of_program() {
  static auto const digest = [] {
    Digester digester;
    digester.text(program_version());
    try {
      digester.text(read_file("/proc/self/exe"));
    } catch (Error const&) {
      // Then its version must do.
    }
    return digester.finish();
  }();
  return digest;
}

std::string_view program_version() { return CAMEL_VERSION; }

std::string to_hex(Digest const& digest) {
  std::string text;
  for (auto const byte : digest) {
    text += fmt::format("{:02x}", byte);
  }
  return text;
}

}  // namespace camel
