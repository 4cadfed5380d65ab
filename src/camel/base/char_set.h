// SPDX-License-Identifier: Apache-2.0
// Letters that are looked for in long texts: one look each, however many they
// are, where find_first_of asks for each letter of the text anew.
#pragma once

#include <array>
#include <string_view>

namespace camel {

class CharSet {
 public:
  constexpr explicit CharSet(std::string_view letters) {
    for (auto const letter : letters) {
      has_[static_cast<unsigned char>(letter)] = true;
    }
  }
  constexpr bool has(char letter) const {
    return has_[static_cast<unsigned char>(letter)];
  }

 private:
  std::array<bool, 256> has_{};
};

}  // namespace camel
