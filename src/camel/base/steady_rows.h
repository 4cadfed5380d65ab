// SPDX-License-Identifier: Apache-2.0
// Rows numbered from 0 that stay where they are when more are added, so that
// references to them stay good. Like std::deque, but in large pieces: a row is
// found by a shift and a mask, and rows lie side by side.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <vector>

namespace camel {

template <typename T>
class SteadyRows {
 public:
  std::size_t size() const { return size_; }
  T& operator[](std::size_t row) {
    return (*pieces_[row / kInPiece])[row % kInPiece];
  }
  T const& operator[](std::size_t row) const {
    return (*pieces_[row / kInPiece])[row % kInPiece];
  }
  // Fetches a row that is soon asked for, while there is other work to do.
  void prefetch(std::size_t row) const {
    auto const* const begin = reinterpret_cast<char const*>(&(*this)[row]);
    for (std::size_t at = 0; at < sizeof(T); at += kCacheLine) {
      __builtin_prefetch(begin + at);
    }
  }
  // One more at the end.
  void add() {
    if (size_ == pieces_.size() * kInPiece) {
      pieces_.push_back(std::make_unique<Piece>());
    }
    ++size_;
  }

 private:
  static constexpr std::size_t kInPiece = 256;
  static constexpr std::size_t kCacheLine = 64;
  using Piece = std::array<T, kInPiece>;

  std::vector<std::unique_ptr<Piece>> pieces_;
  std::size_t size_ = 0;
};

}  // namespace camel
