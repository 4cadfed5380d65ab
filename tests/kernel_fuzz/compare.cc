// SPDX-License-Identifier: Apache-2.0
// Runs a program in all ways, and tells a person of it and of differences.
#include <algorithm>
#include <utility>

#include "program.h"

namespace camel::fuzz {

namespace {

constexpr std::array<char const*, kDos> kNames{
    "wait",         "yield",  "start",       "acquire",    "release",
    "release_some", "use",    "acquire_all", "set_units",  "put",
    "try_put",      "get",    "take_level",  "put_level",  "open_gate",
    "close_gate",   "pass",   "set_state",   "hold_state", "raise",
    "wait_signal",  "add",    "collect",     "interrupt",  "end",
    "wait_end",     "all_of", "any_of",      "fail",       "follow"};

std::string name_of(std::int64_t what) {
  switch (what) {
    case History::kBegins:
      return "begins";
    case History::kGone:
      return "gone";
    case History::kCalled:
      return "called away";
    case History::kFailed:
      return "the run fails";
    case History::kOver:
      return "over";
    case History::kVisit:
      return "a visit";
    default:
      return kNames[static_cast<std::size_t>(what)];
  }
}

void write(std::string& text, Script const& script, std::string const& indent) {
  for (auto const& s : script) {
    text += indent + kNames[static_cast<std::size_t>(s.what)] + " object " +
            std::to_string(s.object) + " other " + std::to_string(s.other) +
            " amount " + std::to_string(s.amount) + " priority " +
            std::to_string(s.priority) + " time " + std::to_string(s.time);
    if (s.patience != kNever) {
      text +=
          (s.says_until ? " until +" : " within ") + std::to_string(s.patience);
    }
    text += " policy " + std::to_string(s.policy);
    text += s.preempts ? " preempts" : "";
    text += s.may_be_preempted ? " preemptable" : "";
    text += s.may_be_stopped ? " stoppable" : "";
    text += s.is_prepared ? " prepared\n" : "\n";
    for (auto const& branch : s.branches) {
      text += indent + "  branch\n";
      write(text, branch, indent + "    ");
    }
  }
}

std::string line_of(History const& history, std::size_t at) {
  auto const* const n = &history.numbers[at * History::kWidth];
  std::string line = "at " + std::to_string(n[0]) + " process " +
                     std::to_string(n[1]) + ": " + name_of(n[2]) + " -> " +
                     std::to_string(n[3]);
  for (std::size_t i = 4; i < History::kWidth; ++i) {
    line += (i < 4 + 7 * kPools && (i - 4) % 7 == 0) || i == 4 + 7 * kPools
                ? " | "
                : " ";
    line += std::to_string(n[i]);
  }
  return line + "\n";
}

struct NamedWay {
  char const* name;
  Way way;
};

// The ways differ from seed to seed where there are many.
std::vector<NamedWay> ways_of(std::uint64_t seed) {
  using Structure = PendingSet::Structure;
  auto const few = static_cast<Ticks>(seed % 13);
  auto const before_wrap = static_cast<std::uint32_t>(2 + seed % 97);
  return {{"automatic", {}},
          {"heap, with pauses",
           {.structure = Structure::heap, .pauses = {few, few + 1, 3 * few}}},
          {"ladder", {.structure = Structure::ladder}},
          {"step by step", {.is_stepping = true}},
          {"the sequence numbers wrap", {.sequence = -before_wrap}},
          {"torn down", {.cut = few}}};
}

}  // namespace

std::string to_text(Program const& program) {
  std::string text;
  for (auto const& pool : program.pools) {
    text += "pool of " + std::to_string(pool.units) +
            (pool.is_last_come ? ", last come" : "") +
            (pool.may_overtake ? ", may overtake\n" : "\n");
  }
  text += "store for " + std::to_string(program.capacity) + ", level of " +
          std::to_string(program.inside) + " in " +
          std::to_string(program.room) +
          (program.is_open ? ", gate open\n" : ", gate closed\n");
  for (auto const& shift : program.shifts) {
    text += "calendar from " + std::to_string(shift.from) + " until " +
            std::to_string(shift.until) + " " + std::to_string(shift.units) +
            " units\n";
  }
  for (std::size_t i = 0; i < program.scripts.size(); ++i) {
    text += "script " + std::to_string(i) + "\n";
    write(text, program.scripts[i], "  ");
  }
  for (auto const& start : program.starts) {
    text += "start script " + std::to_string(start.script) + " in class " +
            std::to_string(start.event_class) + "\n";
  }
  for (auto const& visit : program.visits) {
    text += "visit at " + std::to_string(visit.time) + "\n";
    write(text, {visit.step}, "  ");
  }
  return text;
}

std::string difference(History const& real, History const& reference) {
  auto const lines = [](History const& h) {
    return h.numbers.size() / History::kWidth;
  };
  auto const pair = std::ranges::mismatch(real.numbers, reference.numbers);
  auto const at = static_cast<std::size_t>(pair.in1 - real.numbers.begin()) /
                  History::kWidth;
  std::string text =
      "(each pool: units, free, in use, length, served, waited, reneged; then "
      "store, getters, putters, level, takers, putters, gate, condition, "
      "signal, batch, carriers)\n";
  for (std::size_t i = at < 12 ? 0 : at - 12; i < at; ++i) {
    text += "    both      " + line_of(real, i);
  }
  for (std::size_t i = at; i < at + 3; ++i) {
    text += i < lines(real) ? "    kernel    " + line_of(real, i) : "";
    text +=
        i < lines(reference) ? "    reference " + line_of(reference, i) : "";
  }
  return text;
}

bool is_same(Program const& program, std::uint64_t seed, Failure* failure) {
  for (auto const& [name, way] : ways_of(seed)) {
    auto const reference = run_reference(program, way.cut);
    auto const real = run_real(program, way);
    if (real != reference) {
      if (failure != nullptr) {
        *failure = {name, real, reference};
      }
      return false;
    }
  }
  return true;
}

}  // namespace camel::fuzz
