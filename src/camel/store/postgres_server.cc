// SPDX-License-Identifier: Apache-2.0
#include "camel/store/postgres_server.h"

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <thread>

#include <fcntl.h>
#include <pwd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "camel/base/error.h"
#include "camel/store/postgres.h"

namespace camel::store {

namespace {

namespace fs = std::filesystem;

// Where the programs of the server are; blank: there are none.
fs::path programs() {
  if (!fs::is_directory("/usr/lib/postgresql")) {
    return {};
  }
  for (auto const& version : fs::directory_iterator{"/usr/lib/postgresql"}) {
    if (fs::exists(version.path() / "bin" / "initdb")) {
      return version.path() / "bin";
    }
  }
  return {};
}

// A server does not run as root; nullptr: it runs as whoever runs the test.
::passwd const* other_user() {
  return ::geteuid() == 0 ? ::getpwnam("postgres") : nullptr;
}

std::string text_of(fs::path const& file) {
  std::ostringstream text;
  text << std::ifstream{file}.rdbuf();
  return text.str();
}

int exit_code(::pid_t process) {
  int status = 0;
  ::waitpid(process, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

std::string PostgresServer::missing() {
  if (!Postgres::is_built()) {
    return "this build has no PostgreSQL (libpq-dev)";
  }
  if (programs().empty()) {
    return "no PostgreSQL server is installed";
  }
  if (::geteuid() == 0 && other_user() == nullptr) {
    return "there is no user postgres, and a server does not run as root";
  }
  return "";
}

PostgresServer::PostgresServer() {
  // In memory where that can be: none of these tests needs a real disk.
  auto const memory = fs::path{"/dev/shm"};
  auto name = ((fs::is_directory(memory) ? memory : fs::temp_directory_path()) /
               "camel-db-XXXXXX")
                  .string();
  if (::mkdtemp(name.data()) == nullptr) {
    throw Error{"no folder can be made as " + name};
  }
  folder_ = name;
  if (auto const* const user = other_user()) {
    if (::chown(name.c_str(), user->pw_uid, user->pw_gid) != 0) {
      throw Error{name + " cannot be given to the user postgres"};
    }
  }
  try {
    if (exit_code(run({"initdb", "-D", "data", "-U", "camel", "-A", "trust",
                       "-N"})) != 0) {
      throw Error{"a PostgreSQL server is not made: " + said()};
    }
    start();
  } catch (...) {
    if (server_ != 0) {
      kill();  // it runs, though it does not answer
    }
    fs::remove_all(folder_);
    throw;
  }
}

PostgresServer::~PostgresServer() {
  if (server_ != 0) {
    ::kill(server_, SIGINT);  // in order, so that it leaves nothing behind
    exit_code(server_);
  }
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

std::string PostgresServer::address() const {
  return "host=" + folder_.string() + " user=camel dbname=postgres";
}

void PostgresServer::kill() {
  auto const id = std::to_string(server_);
  std::istringstream children{
      text_of("/proc/" + id + "/task/" + id + "/children")};
  ::kill(server_, SIGKILL);
  for (::pid_t child = 0; children >> child;) {
    ::kill(child, SIGKILL);
  }
  exit_code(server_);
  server_ = 0;
}

void PostgresServer::start() {
  auto const end = std::chrono::steady_clock::now() + std::chrono::seconds{30};
  while (std::chrono::steady_clock::now() < end) {
    if (server_ == 0) {
      server_ =
          run({"postgres", "-D", "data", "-k", folder_.string(), "-h", ""});
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
    if (answers()) {
      return;
    }
    // While a killed one is not gone yet, a new one ends at once.
    if (::waitpid(server_, nullptr, WNOHANG) == server_) {
      server_ = 0;
    }
  }
  throw Error{"a PostgreSQL server does not start: " + said()};
}

::pid_t PostgresServer::run(std::vector<std::string> const& command) const {
  auto const program = (programs() / command.front()).string();
  auto const log = (folder_ / "log").string();
  auto const* const user = other_user();
  std::vector<char*> words;
  for (auto const& word : command) {
    words.push_back(const_cast<char*>(word.c_str()));
  }
  words.push_back(nullptr);
  auto const child = ::fork();
  if (child != 0) {
    return child;
  }
  if (user != nullptr &&
      (::setgid(user->pw_gid) != 0 || ::setuid(user->pw_uid) != 0)) {
    ::_exit(1);
  }
  auto const out = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
  if (::chdir(folder_.c_str()) != 0 || ::dup2(out, 1) < 0 ||
      ::dup2(out, 2) < 0) {
    ::_exit(1);
  }
  ::execv(program.c_str(), words.data());
  ::_exit(1);
}

bool PostgresServer::answers() const {
  try {
    Postgres{address()};
    return true;
  } catch (Error const&) {
    return false;
  }
}

std::string PostgresServer::said() const { return text_of(folder_ / "log"); }

}  // namespace camel::store
