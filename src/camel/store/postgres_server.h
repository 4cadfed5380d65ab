// SPDX-License-Identifier: Apache-2.0
// A PostgreSQL server with a folder of its own, for tests: it is reached by a
// socket in that folder, and it can be killed and started again.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <sys/types.h>

namespace camel::store {

class PostgresServer {
 public:
  // Why there can be none here; blank: there can.
  static std::string missing();

  // Made and started. Throws Error with what it said where it does not start.
  PostgresServer();
  PostgresServer(PostgresServer const&) = delete;
  PostgresServer& operator=(PostgresServer const&) = delete;
  ~PostgresServer();

  std::string address() const;

  // All of its processes at once, as kill -9 does it.
  void kill();
  void start();  // and waits until it answers

 private:
  ::pid_t run(std::vector<std::string> const& command) const;
  bool answers() const;
  std::string said() const;

  std::filesystem::path folder_;
  ::pid_t server_ = 0;
};

}  // namespace camel::store
