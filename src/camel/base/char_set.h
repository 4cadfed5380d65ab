// SPDX-License-Identifier: Apache-2.0
// Letters that are looked for in long texts: one look each, however many they
// are, where find_first_of asks for each letter of the text anew.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace camel {

class CharSet {
 public:
  constexpr explicit CharSet(std::string_view letters) {
    for (auto const letter : letters) {
      has_[static_cast<unsigned char>(letter)] = true;
    }
  }
  // They, and control characters.
  constexpr CharSet and_controls() const {
    auto set = *this;
    for (std::size_t letter = 0; letter < 0x20; ++letter) {
      set.has_[letter] = true;
    }
    return set;
  }

  constexpr bool has(char letter) const {
    return has_[static_cast<unsigned char>(letter)];
  }
  // Mostly none of a text is one of them: it is read to its end.
  constexpr bool has_any_of(std::string_view text) const {
    auto found = false;
    for (auto const letter : text) {
      found |= has(letter);
    }
    return found;
  }

 private:
  std::array<bool, 256> has_{};
};

}  // namespace camel
