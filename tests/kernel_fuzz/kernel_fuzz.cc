// SPDX-License-Identifier: Apache-2.0
// Tries random programs for as long as it is told to:
//
//   kernel_fuzz SECONDS [SEED]
//
// The exit code is 1 when one shows a difference; it is printed. With SECONDS
// 0, only the program of SEED is tried.
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "program.h"

int main(int count, char** arguments) {
  if (count < 2) {
    std::fputs("kernel_fuzz SECONDS [SEED]\n", stderr);
    return 2;
  }
  auto const clock = [] { return std::chrono::steady_clock::now(); };
  auto const end = clock() + std::chrono::seconds{std::atoi(arguments[1])};
  auto const first = count > 2 ? std::strtoull(arguments[2], nullptr, 10) : 1;
  auto seed = first;
  do {
    auto const report = camel::fuzz::try_seed(seed);
    if (!report.empty()) {
      std::puts(report.c_str());
      return 1;
    }
    ++seed;
  } while (clock() < end);
  std::printf("%llu programs from seed %llu on: no difference\n", seed - first,
              first);
}
