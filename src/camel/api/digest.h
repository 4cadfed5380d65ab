// SPDX-License-Identifier: Apache-2.0
// Whether two things are the same, from 32 bytes of each: BLAKE2b (RFC 7693) by
// libsodium.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace camel {

using Digest = std::array<unsigned char, 32>;

class Digester {
 public:
  Digester();
  ~Digester();

  // As they are: what is added in one piece or two is the same.
  Digester& bytes(std::string_view text);
  // With its length, so that neighbours cannot pass for one another.
  Digester& text(std::string_view text);
  Digester& number(std::uint64_t value);
  Digester& number(double value);

  Digest finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

Digest digest_of(std::string_view bytes);

// Of this program: one that was built anew may simulate otherwise under the
// same version.
Digest digest_of_program();
// "0.1.0"
std::string_view program_version();

std::string to_hex(Digest const& digest);

}  // namespace camel
