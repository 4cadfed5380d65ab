// SPDX-License-Identifier: Apache-2.0
// How a program that runs until it is told to ends: the first SIGTERM or SIGINT
// asks it to, the second ends it at once.
#pragma once

#include <csignal>
#include <functional>
#include <thread>

#include <unistd.h>

namespace camel::server {

// Before any thread is made, so that none of them is woken by a signal.
inline sigset_t block_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

// It may wait for a signal for ever: it ends with the program.
inline void on_signal(sigset_t const& signals, std::function<void()> stop) {
  std::thread{[signals, stop = std::move(stop)] {
    int signal = 0;
    sigwait(&signals, &signal);
    stop();
    sigwait(&signals, &signal);
    _exit(128 + signal);
  }}.detach();
}

}  // namespace camel::server
