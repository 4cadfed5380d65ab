// SPDX-License-Identifier: Apache-2.0
// Whether a disk that has failed is believed again. Linux tells each who has a
// file open of a sync that failed, once; then it takes for written what the
// disk may never have taken. See docs/decisions/0018-captured-in-groups.md.
#pragma once

#include <atomic>
#include <cstdint>
#include <new>

#include "camel/store/database.h"

namespace camel {

class DiskDoubt {
 public:
  bool is_open() const { return faults_ != settled_; }
  std::int64_t faults() const { return faults_; }
  // Those that are made up for; connections of before may tell of them still.
  std::int64_t settled() const { return settled_; }

  // A fault of the disk, it seems, by the exception that is being caught: a
  // want of space or memory is none.
  void count() {
    try {
      throw;
    } catch (store::DiskFull const&) {
    } catch (std::bad_alloc const&) {
    } catch (...) {
      ++faults_;
    }
  }
  // So many are made up for; more may have come meanwhile.
  void settle(std::int64_t faults) { settled_ = faults; }

 private:
  std::atomic<std::int64_t> faults_ = 0, settled_ = 0;
};

}  // namespace camel
