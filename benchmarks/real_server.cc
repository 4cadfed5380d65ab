// SPDX-License-Identifier: Apache-2.0
#include "real_server.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <csignal>
#include <cstdlib>
#include <ctime>
#include <string_view>
#include <utility>

#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "camel/base/error.h"
#include "serve.h"

namespace camel {

RealServer::RealServer(std::string corridor,
                       std::filesystem::path const& parent)
    : corridor_{std::move(corridor)}, folder_{parent / "camel-bench-XXXXXX"} {
  std::array<int, 2> ends{};
  if (pipe(ends.data()) != 0 || mkdtemp(folder_.data()) == nullptr ||
      (process_ = fork()) < 0) {
    throw Error{"no server can be started"};
  }
  if (process_ == 0) {
    serve(ends[1]);
  }
  close(ends[1]);
  std::array<char, 100> address{};
  auto const size = read(ends[0], address.data(), address.size());
  close(ends[0]);
  std::string_view const text{
      address.data(), static_cast<std::size_t>(std::max<ssize_t>(size, 0))};
  auto const colon = text.rfind(':') + 1;
  std::from_chars(text.data() + colon, text.data() + text.size(), port_);
}

RealServer::~RealServer() {
  kill(process_, SIGTERM);
  waitpid(process_, nullptr, 0);
  std::filesystem::remove_all(folder_);
}

double RealServer::cpu_seconds() const {
  clockid_t clock{};
  timespec time{};
  if (clock_getcpuclockid(process_, &clock) != 0 ||
      clock_gettime(clock, &time) != 0) {
    throw Error{"the server has ended"};
  }
  return static_cast<double>(time.tv_sec) +
         static_cast<double>(time.tv_nsec) / 1e9;
}

void RealServer::serve(int ready) const {
  prctl(PR_SET_PDEATHSIG, SIGTERM);  // it ends with who started it
  server::ServeSettings settings;
  settings.port = 0;
  settings.data = folder_;
  settings.corridor = corridor_;
  settings.quiet = true;
  server::serve(settings, [&](std::string const& address) {
    [[maybe_unused]] auto const size =
        write(ready, address.data(), address.size());
    close(ready);
  });
  _exit(0);
}

}  // namespace camel
