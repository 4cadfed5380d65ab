// SPDX-License-Identifier: Apache-2.0
// R6: memory runs out while documents are read, stored and asked for.
#include "out_of_memory.h"

#include <csignal>
#include <random>

#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include "camel/tracking/sqlite_events.h"
#include "proof_store.h"
#include "scarce_memory.h"

namespace camel {

namespace {

namespace fs = std::filesystem;

// With them, a run makes fewer than 8,000 allocations.
constexpr int kEvents = 8;

// How a process ended that had too little memory.
enum End : int {
  in_order = 0,
  refused = 1,     // what is sound, as if it were not
  forgot = 2,      // what it had acknowledged
  gave_up = 3,     // after memory was there again
  other_fault = 4  // than that there is no memory
};

struct Shortage {
  std::size_t from = 0, count = 0;
};

// What it needs for bringing them is there before memory runs out.
std::vector<std::string> texts() {
  std::vector<std::string> all;
  for (int i = 0; i <= kEvents; ++i) {
    all.push_back(numbered_event(i).json);
  }
  return all;
}

// True: it was done; false: there was no memory for it.
template <typename Work>
bool is_done(Work const& work) {
  try {
    work();
    return true;
  } catch (Error const&) {
    return false;
  } catch (std::bad_alloc const&) {
    return false;
  } catch (...) {
    _exit(End::other_fault);
  }
}

class ScarceProcess {
 public:
  ScarceProcess(fs::path const& file, Defect defect)
      : connect_{defective(connect_for_proof(file), defect)} {}

  // Opens the store, brings events, asks for each; tells of those that are
  // acknowledged. Then memory is there again.
  int run(Shortage const& shortage, int pipe) {
    auto const texts = camel::texts();
    let_memory_run_out(shortage.from, shortage.count);
    for (int i = 0; i < kEvents; ++i) {
      if (is_done([&] { open(); }) && is_done([&] { bring(texts[at(i)]); })) {
        tell(pipe, i);
        is_done([&] { ask_for(i); });
      }
    }
    auto const used = static_cast<std::int64_t>(allocations());
    let_memory_be();
    tell(pipe, used);
    auto const goes_on = is_done([&] {
      open();
      bring(texts[kEvents]);
      ask_for(kEvents);
    });
    return goes_on ? End::in_order : End::gave_up;
  }

 private:
  static std::size_t at(int i) { return static_cast<std::size_t>(i); }

  static void tell(int pipe, std::int64_t number) {
    if (::write(pipe, &number, sizeof number) != sizeof number) {
      _exit(End::other_fault);
    }
  }

  void open() {
    if (!store_) {
      store_ = std::make_unique<EventStore>(connect_);
    }
  }

  void bring(std::string const& text) {
    auto const read = read_epcis(text);
    if (!read.ok()) {
      _exit(End::refused);
    }
    store_->capture(read.events, "a railway");
  }

  void ask_for(int number) {
    EventQuery query;
    query.ids = {fmt::format("urn:uuid:{}", number)};
    if (store_->find(query).events.size() != 1) {
      _exit(End::forgot);
    }
  }

  ConnectEvents connect_;
  std::unique_ptr<EventStore> store_;
};

std::string told_of(int status) {
  if (WIFSIGNALED(status)) {
    return WTERMSIG(status) == SIGALRM
               ? "it hangs"
               : fmt::format("it is ended by signal {}", WTERMSIG(status));
  }
  switch (WEXITSTATUS(status)) {
    case End::in_order:
      return "";
    case End::refused:
      return "a sound document is refused";
    case End::forgot:
      return "what was acknowledged is not found";
    case End::gave_up:
      return "it does not go on when there is memory again";
    default:
      return "it fails in another way";
  }
}

// What it told of: numbers of events and, last, how many allocations it made.
std::vector<std::int64_t> run(fs::path const& file, Defect defect,
                              Shortage const& shortage, Verdict& verdict) {
  int ends[2];
  if (::pipe(ends) != 0) {
    throw Error{"there is no pipe"};
  }
  auto const child = ::fork();
  if (child == 0) {
    ::close(ends[0]);
    ::alarm(30);
    _exit(ScarceProcess{file, defect}.run(shortage, ends[1]));
  }
  ::close(ends[1]);
  std::vector<std::int64_t> told;
  std::int64_t number = 0;
  while (::read(ends[0], &number, sizeof number) == sizeof number) {
    told.push_back(number);
  }
  ::close(ends[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  if (auto const end = told_of(status); !end.empty()) {
    verdict.say(fmt::format("{}, without memory from allocation {} on for {}",
                            end, shortage.from, shortage.count));
  }
  return told;
}

// That a run makes to which nothing happens.
std::size_t allocations_of_a_run(Verdict& verdict) {
  ProofFolder const folder;
  auto const told =
      run(folder.path() / "t.sqlite", Defect::none, Shortage{}, verdict);
  return told.empty() ? 1 : static_cast<std::size_t>(told.back());
}

}  // namespace

Verdict run_out_of_memory(Trial const& trial) {
  Verdict verdict;
  auto const all = allocations_of_a_run(verdict);
  std::mt19937 luck{trial.seed};
  for (; !is_over(trial, verdict); ++verdict.tried) {
    ProofFolder const folder;
    auto const file = folder.path() / "t.sqlite";
    // Small trials leap over the run, great ones go through all of it.
    Shortage const shortage{.from = static_cast<std::size_t>(verdict.tried) *
                                    all / static_cast<std::size_t>(trial.size),
                            .count = 1 + luck() % 4};
    auto told = run(file, trial.defect, shortage, verdict);
    if (!told.empty() && told.back() >= kEvents) {
      told.pop_back();
    }
    verdict.acknowledged += static_cast<std::int64_t>(told.size());
    judge(file, told, verdict);
  }
  return verdict;
}

}  // namespace camel
