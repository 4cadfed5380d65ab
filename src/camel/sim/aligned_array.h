// SPDX-License-Identifier: Apache-2.0
// An array that grows, aligned to cache lines; a large one asks for large
// pages, without which a million processes wait for the page tables.
#pragma once

#include <cstddef>
#include <cstdlib>
#include <new>
#include <type_traits>
#include <utility>

#include <sys/mman.h>

namespace camel {

inline constexpr std::size_t kCacheLine = 64;
inline constexpr std::size_t kLargePage = std::size_t{1} << 21;

// Memory for `bytes`, a multiple of the alignment it gets; freed by std::free.
inline void* allocate_pages(std::size_t bytes, std::size_t alignment) {
  auto* const memory = std::aligned_alloc(alignment, bytes);
  if (memory == nullptr) {
    throw std::bad_alloc{};
  }
#ifdef MADV_HUGEPAGE
  if (alignment >= kLargePage) {
    madvise(memory, bytes, MADV_HUGEPAGE);  // a wish; refused is as well
  }
#endif
  return memory;
}

template <typename T>
class AlignedArray {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  AlignedArray() = default;
  AlignedArray(std::size_t size, T const& fill) { resize(size, fill); }
  AlignedArray(AlignedArray&& other) noexcept
      : data_{std::exchange(other.data_, nullptr)},
        size_{std::exchange(other.size_, 0)},
        capacity_{std::exchange(other.capacity_, 0)} {}
  AlignedArray& operator=(AlignedArray&& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    std::swap(capacity_, other.capacity_);
    return *this;
  }
  ~AlignedArray() { std::free(data_); }

  T& operator[](std::size_t i) { return data_[i]; }
  T const& operator[](std::size_t i) const { return data_[i]; }
  T* data() { return data_; }
  T const* data() const { return data_; }
  T* begin() { return data_; }
  T* end() { return data_ + size_; }
  T const* begin() const { return data_; }
  T const* end() const { return data_ + size_; }
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }

  void push_back(T const& value) {
    auto const copy = value;
    if (size_ == capacity_) [[unlikely]] {
      reserve(size_ + 1);
    }
    new (data_ + size_++) T{copy};
  }
  void pop_back() { --size_; }
  void clear() { size_ = 0; }
  void resize(std::size_t size, T const& fill) {
    auto const copy = fill;
    if (size > capacity_) {
      reserve(size);
    }
    for (; size_ < size; ++size_) {
      new (data_ + size_) T{copy};
    }
    size_ = size;
  }

 private:
  [[gnu::noinline, gnu::cold]] void reserve(std::size_t wanted) {
    auto capacity = capacity_ + capacity_ / 2;
    capacity = capacity < wanted ? wanted : capacity;
    auto const bytes = capacity * sizeof(T);
    auto const unit = bytes >= 2 * kLargePage ? kLargePage : kCacheLine;
    auto const whole = (bytes + unit - 1) / unit * unit;
    auto* const data = static_cast<T*>(allocate_pages(whole, unit));
    for (std::size_t i = 0; i < size_; ++i) {
      new (data + i) T{data_[i]};
    }
    std::free(data_);
    data_ = data;
    capacity_ = whole / sizeof(T);
  }

  T* data_ = nullptr;
  std::size_t size_ = 0, capacity_ = 0;
};

}  // namespace camel
