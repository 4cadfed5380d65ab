// SPDX-License-Identifier: Apache-2.0
// Values by a code of 64 bits, for questions asked at every step of a run: a
// table with open addresses, without the division and the list of a standard
// map. No code is 0. What is not yet there is made empty.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace camel {

template <typename T>
class CodeTable {
 public:
  // The reference is good until the next question.
  T& operator[](std::uint64_t code) {
    if (auto& row = row_of(code); row.code == code) {
      return row.value;
    }
    if (2 * (size_ + 1) > rows_.size()) {
      grow();
    }
    ++size_;
    auto& row = row_of(code);
    row.code = code;
    return row.value;
  }
  std::size_t size() const { return size_; }
  void clear() { *this = {}; }

 private:
  struct Row {
    std::uint64_t code = 0;  // 0: free
    T value{};
  };

  // Where the code stands, or else belongs. The middle bits of the product
  // depend on all bits in which codes differ (Knuth's multiplicative hashing).
  Row& row_of(std::uint64_t code) {
    for (auto at = code * 0x9e3779b97f4a7c15U >> 32U;; ++at) {
      auto& row = rows_[at & (rows_.size() - 1)];
      if (row.code == code || row.code == 0) {
        return row;
      }
    }
  }
  void grow() {
    auto before = std::exchange(rows_, std::vector<Row>(2 * rows_.size()));
    for (auto& row : before) {
      if (row.code != 0) {
        row_of(row.code) = std::move(row);
      }
    }
  }

  std::vector<Row> rows_ = std::vector<Row>(64);  // a power of two of them
  std::size_t size_ = 0;                          // half of them at most
};

}  // namespace camel
