// SPDX-License-Identifier: Apache-2.0
// Trials of the tracking store at full size, each also with the defect that it
// must find. One line of JSON a trial; the exit code is 1 where one fails.
//
//   ./soak                     all of them
//   ./soak R3 [SIZE] [SEED]    one of them
#include <array>
#include <chrono>
#include <cstdlib>
#include <string_view>

#include <fmt/format.h>

#include "camel/base/error.h"
#include "out_of_memory.h"

namespace {

struct Row {
  std::string_view name, what;
  camel::Verdict (*attempt)(camel::Trial const&);
  int size;
  camel::Defect defect;
  std::string_view of_defect;
  int size_for_defect;
};

using camel::Defect;

constexpr std::array kRows{
    Row{"R1", "kills", camel::kill_it, 1'000, Defect::early_answer,
        "answers before the commit", 60},
    Row{"R1", "kills of one of two programs that share a file",
        camel::kill_one_of_two, 400, Defect::out_of_turn,
        "each moves the log when it wants to", 1'000},
    Row{"R2", "kills, with PostgreSQL", camel::kill_server_and_it, 200,
        Defect::early_answer, "answers before the commit", 60},
    Row{"R3", "power cuts", camel::cut_power, 10'000, Defect::no_sync,
        "the log is not synced", 1'000},
    Row{"R3", "power cuts of a disk whose syncs fail",
        camel::cut_power_of_a_bad_disk, 10'000, Defect::believing,
        "what failed is believed the next time", 4'000},
    Row{"R4", "disk errors", camel::fail_disk, 2'000, Defect::deaf,
        "a failed commit is passed over", 200},
    Row{"R5", "full disks", camel::fill_disk, 50, Defect::deaf,
        "a failed commit is passed over", 5},
    Row{"R6", "runs out of memory", camel::run_out_of_memory, 8'000,
        Defect::careless, "a failed insertion is passed over", 500},
    Row{"R7", "repeats", camel::repeat_events, 200, Defect::forgetful,
        "a known event is taken for new", 5},
    Row{"R8", "orders of arrival", camel::permute_events, 1'000,
        Defect::order_of_arrival, "corrections count only when they come last",
        50},
    Row{"R9", "mutated documents", camel::mutate_documents, 100'000,
        Defect::trusting, "events are not checked", 1},
    Row{"R9", "texts of JSONTestSuite and EPCIS", camel::read_json_suite, 1,
        Defect::lenient, "a comma before a bracket's end is not minded", 1},
    Row{"S12", "changed rows", camel::change_rows, 1'000, Defect::links_only,
        "only the links of the log are checked", 20},
    Row{"D1", "backups under load", camel::back_up_under_load, 30,
        Defect::plain_copy, "a copy of the file while it is written", 30},
    Row{"D3", "upgrades that are killed", camel::upgrade_files, 50,
        Defect::untransacted, "a migration without a transaction", 50}};

bool attempt(Row const& row, int size, unsigned seed) {
  auto const start = std::chrono::steady_clock::now();
  auto const found = row.attempt({.seed = seed, .size = size});
  if (!found.skipped.empty()) {
    fmt::print("{{\"row\":\"{}\",\"what\":\"{}\",\"skipped\":\"{}\"}}\n",
               row.name, row.what, found.skipped);
    return true;
  }
  auto const control = row.attempt(
      {.seed = seed, .size = row.size_for_defect, .defect = row.defect});
  auto const seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start)
          .count();
  auto const is_found = !control.ok() || !control.skipped.empty();
  auto const is_passed = found.ok() && is_found;
  fmt::print(
      "{{\"row\":\"{}\",\"what\":\"{}\",\"seed\":{},\"tried\":{},"
      "\"acknowledged\":{},\"lost\":{},\"wrong\":{},\"ready_again_ms\":{:.0f},"
      "\"defect\":\"{}\",\"defect_found\":{},\"seconds\":{:.0f},"
      "\"passed\":{}}}\n",
      row.name, row.what, seed, found.tried, found.acknowledged, found.lost,
      found.wrong, found.slowest_ms, row.of_defect, !control.ok(), seconds,
      is_passed);
  std::fflush(stdout);
  if (!found.first.empty()) {
    fmt::print(stderr, "{}: {}\n", row.name, found.first);
  }
  return is_passed;
}

}  // namespace

int main(int count, char** arguments) {
  std::string_view const asked = count > 1 ? arguments[1] : "";
  auto const size = count > 2 ? std::atoi(arguments[2]) : 0;
  auto const seed =
      count > 3 ? static_cast<unsigned>(std::atoi(arguments[3])) : 1U;
  auto are_passed = true;
  auto is_known = asked.empty();
  try {
    for (auto const& row : kRows) {
      if (asked.empty() || asked == row.name) {
        is_known = true;
        are_passed &= attempt(row, size > 0 ? size : row.size, seed);
      }
    }
  } catch (camel::Error const& failure) {
    fmt::print(stderr, "{}\n", failure.what());
    return 3;
  }
  if (!is_known) {
    fmt::print(stderr, "there is no trial '{}': ./soak --help lists them\n",
               asked);
    return 2;
  }
  return are_passed ? 0 : 1;
}
