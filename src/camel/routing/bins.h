// SPDX-License-Identifier: Apache-2.0
// What is open to be followed, the likely best first but for small differences:
// it lies in bins, so that none of thousands has to be sorted. Within a bin the
// latest comes first, which is the furthest on its way.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace camel {

template <typename What>
class Bins {
 public:
  bool empty() const { return size_ == 0; }
  // `order`: 0 or more; those beyond the last bin share it.
  void push(float order, What what) {
    auto const last = static_cast<float>(kBins - 1);
    auto const bin =
        static_cast<std::size_t>(std::min(order * kBinsPerOne, last));
    if (bins_.size() <= bin) {
      bins_.resize(bin + 1);
    }
    bins_[bin].push_back(what);
    lowest_ = std::min(lowest_, bin);
    ++size_;
  }
  What pop() {
    while (bins_[lowest_].empty()) {
      ++lowest_;
    }
    auto const what = bins_[lowest_].back();
    bins_[lowest_].pop_back();
    --size_;
    return what;
  }
  void clear() {
    for (auto& bin : bins_) {
      bin.clear();
    }
    lowest_ = size_ = 0;
  }

 private:
  static constexpr float kBinsPerOne = 64;
  static constexpr std::size_t kBins = 4096;

  std::vector<std::vector<What>> bins_;
  std::size_t lowest_ = 0, size_ = 0;
};

}  // namespace camel
