// SPDX-License-Identifier: Apache-2.0
// Enumerators spelled the same in C++, CSV, JSON and on screens. An
// enumeration takes part by a function `names(E)` beside it that lists the
// words in order.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace camel {

template <typename E>
std::string_view name_of(E value) {
  return names(E{})[static_cast<std::size_t>(value)];
}

template <typename E>
std::optional<E> find_by_name(std::string_view word) {
  auto const all = names(E{});
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i] == word) {
      return static_cast<E>(i);
    }
  }
  return std::nullopt;
}

// "rail, sea, ferry or road", for messages.
template <typename E>
std::string list_names() {
  auto const all = names(E{});
  std::string text;
  for (std::size_t i = 0; i < all.size(); ++i) {
    text += i == 0 ? "" : i + 1 == all.size() ? " or " : ", ";
    text += all[i];
  }
  return text;
}

}  // namespace camel
