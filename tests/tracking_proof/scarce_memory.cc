// SPDX-License-Identifier: Apache-2.0
#include "scarce_memory.h"

#include <atomic>
#include <cstdlib>
#include <new>

#include <sqlite3.h>

namespace camel {

namespace {

// Written before other threads are there.
std::atomic<bool> is_scarce = false;
std::atomic<std::size_t> next = 0;
std::size_t fail_from = 0, fail_to = 0;

bool has_run_out() {
  if (!is_scarce.load(std::memory_order_relaxed)) {
    return false;
  }
  auto const at = next.fetch_add(1, std::memory_order_relaxed);
  return at >= fail_from && at < fail_to;
}

void* get_or_nothing(std::size_t size) {
  return has_run_out() ? nullptr : std::malloc(size == 0 ? 1 : size);
}

sqlite3_mem_methods usual;

void* get(int size) { return has_run_out() ? nullptr : usual.xMalloc(size); }

void* get_more(void* old, int size) {
  return has_run_out() ? nullptr : usual.xRealloc(old, size);
}

}  // namespace

void let_memory_run_out(std::size_t from, std::size_t count) {
  sqlite3_shutdown();
  sqlite3_config(SQLITE_CONFIG_GETMALLOC, &usual);
  auto scarce = usual;
  scarce.xMalloc = get;
  scarce.xRealloc = get_more;
  sqlite3_config(SQLITE_CONFIG_MALLOC, &scarce);
  fail_from = from;
  fail_to = from + count;
  is_scarce = true;
}

void let_memory_be() { is_scarce = false; }

std::size_t allocations() { return next; }

}  // namespace camel

// All of them, since those of a sanitizer would not know ours.
void* operator new(std::size_t size) {
  if (auto* const memory = camel::get_or_nothing(size)) {
    return memory;
  }
  throw std::bad_alloc{};
}
void* operator new[](std::size_t size) { return operator new(size); }
void* operator new(std::size_t size, std::nothrow_t const&) noexcept {
  return camel::get_or_nothing(size);
}
void* operator new[](std::size_t size, std::nothrow_t const&) noexcept {
  return camel::get_or_nothing(size);
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept {
  std::free(memory);
}
