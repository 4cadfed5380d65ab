// SPDX-License-Identifier: Apache-2.0
// Memory that runs out when it is told to. A program that is linked with it has
// its operator new, and SQLite's memory is counted with it; until it is told
// to, nothing fails.
#pragma once

#include <cstddef>

namespace camel {

// So many allocations from this one on fail, counted from now, of all threads.
// Once, before SQLite is used in this process.
void let_memory_run_out(std::size_t from, std::size_t count);
void let_memory_be();
// Since it was told to run out.
std::size_t allocations();

}  // namespace camel
