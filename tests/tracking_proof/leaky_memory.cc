// SPDX-License-Identifier: Apache-2.0
// For LD_PRELOAD: of the blocks of memory that a program gives back, one in 200
// is not freed, as in a program that leaks.
#include <atomic>

extern "C" void __libc_free(void* memory);  // NOLINT: glibc's own

extern "C" void free(void* memory) noexcept {
  static std::atomic<unsigned> given_back = 0;
  if (given_back.fetch_add(1, std::memory_order_relaxed) % 200 != 199) {
    __libc_free(memory);
  }
}
