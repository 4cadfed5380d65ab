// SPDX-License-Identifier: Apache-2.0
// A table of rows opened by its own id, and a ragged list of lists.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "camel/base/check.h"
#include "camel/base/id.h"

namespace camel {

template <typename Key, typename Row>
class Table {
 public:
  Key add(Row row) {
    rows_.push_back(std::move(row));
    return Key{rows_.size() - 1};
  }
  Row& operator[](Key id) {
    CAMEL_CHECK(id.value < rows_.size(), "no such row");
    return rows_[id.value];
  }
  Row const& operator[](Key id) const {
    CAMEL_CHECK(id.value < rows_.size(), "no such row");
    return rows_[id.value];
  }
  std::size_t size() const { return rows_.size(); }
  bool empty() const { return rows_.empty(); }
  void resize(std::size_t size) { rows_.resize(size); }
  void reserve(std::size_t size) { rows_.reserve(size); }

  auto begin() { return rows_.begin(); }
  auto end() { return rows_.end(); }
  auto begin() const { return rows_.begin(); }
  auto end() const { return rows_.end(); }

  // The ids of all rows, for `for (auto id : table.ids())`.
  struct Ids {
    struct Iterator {
      std::uint64_t at;
      Key operator*() const { return Key{at}; }
      Iterator& operator++() {
        ++at;
        return *this;
      }
      bool operator!=(Iterator const& other) const { return at != other.at; }
    };
    std::uint64_t count;
    Iterator begin() const { return {0}; }
    Iterator end() const { return {count}; }
  };
  Ids ids() const { return {rows_.size()}; }

  bool operator==(Table const&) const = default;

 private:
  std::vector<Row> rows_;
};

// One list of values for each key, stored as one array and its offsets.
template <typename Key, typename Value>
class Ragged {
 public:
  Ragged() = default;
  // `lists[i]` becomes the list of `Key{i}`.
  explicit Ragged(std::vector<std::vector<Value>> const& lists) {
    offsets_.reserve(lists.size() + 1);
    for (auto const& list : lists) {
      values_.insert(values_.end(), list.begin(), list.end());
      offsets_.push_back(static_cast<std::uint32_t>(values_.size()));
    }
  }
  std::span<Value const> operator[](Key id) const {
    CAMEL_CHECK(id.value + 1 < offsets_.size(), "no such list");
    return std::span{values_}.subspan(
        offsets_[id.value], offsets_[id.value + 1] - offsets_[id.value]);
  }
  std::size_t size() const { return offsets_.size() - 1; }

  bool operator==(Ragged const&) const = default;

 private:
  std::vector<std::uint32_t> offsets_{0};
  std::vector<Value> values_;
};

}  // namespace camel
