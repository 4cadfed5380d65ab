// SPDX-License-Identifier: Apache-2.0
// `camel serve` as users start it, in a process of its own, for as long as this
// lives.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include <sys/types.h>

namespace camel {

class RealServer {
 public:
  // Simulates years of the corridor as it starts. Its data is kept in a new
  // folder in this one. To be made before there are threads. Throws Error where
  // it does not start.
  explicit RealServer(std::string corridor,
                      std::filesystem::path const& parent =
                          std::filesystem::temp_directory_path());
  ~RealServer();
  RealServer(RealServer const&) = delete;
  RealServer& operator=(RealServer const&) = delete;

  std::uint16_t port() const { return port_; }
  pid_t process() const { return process_; }
  double cpu_seconds() const;  // of all its threads, also of the kernel's work

 private:
  [[noreturn]] void serve(int ready) const;

  std::string corridor_;
  std::string folder_;
  pid_t process_ = -1;
  std::uint16_t port_ = 0;
};

}  // namespace camel
