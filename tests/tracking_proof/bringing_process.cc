// SPDX-License-Identifier: Apache-2.0
#include "bringing_process.h"

#include <csignal>
#include <thread>

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include "camel/base/error.h"
#include "proof_store.h"

namespace camel {

namespace {

constexpr int kCallers = 8;

// Again and again, until it is known to be safe.
void bring_one(EventStore& store, std::int64_t number) {
  auto const event = numbered_event(number);
  for (;;) {
    try {
      store.capture({&event, 1}, "a railway");
      return;
    } catch (Error const&) {
      std::this_thread::sleep_for(std::chrono::milliseconds{5});
    }
  }
}

[[noreturn]] void bring(ConnectEvents const& connect, std::int64_t first,
                        int pipe) {
  try {
    EventStore store{connect};
    std::vector<std::thread> callers;
    for (int caller = 0; caller < kCallers; ++caller) {
      callers.emplace_back([&, caller] {
        for (auto number = first + caller;; number += kCallers) {
          bring_one(store, number);
          if (::write(pipe, &number, sizeof number) != sizeof number) {
            return;
          }
        }
      });
    }
    for (auto& caller : callers) {
      caller.join();
    }
  } catch (...) {
    _exit(1);
  }
  _exit(0);
}

}  // namespace

BringingProcess::BringingProcess(ConnectEvents const& connect,
                                 std::int64_t first) {
  int ends[2];
  if (::pipe(ends) != 0) {
    throw Error{"there is no pipe"};
  }
  process_ = ::fork();
  if (process_ == 0) {
    ::close(ends[0]);
    bring(connect, first, ends[1]);
  }
  ::close(ends[1]);
  told_ = ends[0];
}

BringingProcess::~BringingProcess() {
  kill();
  ::close(told_);
}

bool BringingProcess::listen_to_one(std::chrono::milliseconds at_most) {
  ::pollfd waiting{.fd = told_, .events = POLLIN, .revents = 0};
  std::int64_t number = 0;
  if (::poll(&waiting, 1,
             static_cast<int>(std::max<std::int64_t>(at_most.count(), 0))) !=
          1 ||
      ::read(told_, &number, sizeof number) != sizeof number) {
    return false;
  }
  numbers_.push_back(number);
  return true;
}

void BringingProcess::listen(std::chrono::milliseconds time) {
  auto const end = std::chrono::steady_clock::now() + time;
  for (auto left = time; left.count() > 0;
       left = std::chrono::ceil<std::chrono::milliseconds>(
           end - std::chrono::steady_clock::now())) {
    if (!listen_to_one(left)) {
      std::this_thread::sleep_until(end);  // it has ended by itself
    }
  }
}

std::vector<std::int64_t> BringingProcess::kill() {
  if (process_ != 0) {
    ::kill(process_, SIGKILL);
    std::int64_t number = 0;
    while (::read(told_, &number, sizeof number) == sizeof number) {
      numbers_.push_back(number);
    }
    ::waitpid(process_, nullptr, 0);
    process_ = 0;
  }
  return numbers_;
}

}  // namespace camel
