// SPDX-License-Identifier: Apache-2.0
// A server of NATS with JetStream for a test, in a folder of its own, and
// somebody who sends it messages by its plain text protocol.
#pragma once

#include <array>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <arpa/inet.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace camel::nats {

inline sockaddr_in loopback(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

inline int free_port() {
  auto const socket = ::socket(AF_INET, SOCK_STREAM, 0);
  auto address = loopback(0);
  socklen_t size = sizeof address;
  auto* const plain = reinterpret_cast<sockaddr*>(&address);
  EXPECT_EQ(::bind(socket, plain, size), 0);
  EXPECT_EQ(::getsockname(socket, plain, &size), 0);
  ::close(socket);
  return ntohs(address.sin_port);
}

class TestNatsServer {
 public:
  TestNatsServer() {
    std::string name = testing::TempDir() + "camel-nats-XXXXXX";
    folder_ = mkdtemp(name.data());
    start();
  }
  TestNatsServer(TestNatsServer const&) = delete;
  TestNatsServer& operator=(TestNatsServer const&) = delete;
  ~TestNatsServer() {
    stop();
    std::filesystem::remove_all(folder_);
  }

  static bool is_installed() {
    return std::system("nats-server --version > /dev/null 2>&1") == 0;
  }

  std::string address() const {
    return "nats://127.0.0.1:" + std::to_string(port_);
  }

  void start() {
    auto const port = std::to_string(port_);
    auto const folder = folder_.string();
    process_ = ::fork();
    if (process_ == 0) {
      auto const nowhere = ::open("/dev/null", O_WRONLY);
      ::dup2(nowhere, 1);
      ::dup2(nowhere, 2);
      ::execlp("nats-server", "nats-server", "-js", "-a", "127.0.0.1", "-p",
               port.c_str(), "-sd", folder.c_str(), nullptr);
      ::_exit(127);
    }
    for (int i = 0; i < 200; ++i) {
      if (::waitpid(process_, nullptr, WNOHANG) == process_) {
        process_ = 0;
        throw std::runtime_error{"nats-server ended"};
      }
      if (answers()) {
        return;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds{25});
    }
    stop();
    throw std::runtime_error{"nats-server does not answer"};
  }

  void stop() {
    if (process_ > 0) {
      ::kill(process_, SIGKILL);
      ::waitpid(process_, nullptr, 0);
    }
    process_ = 0;
  }

  // What JetStream answers.
  std::string ask(std::string const& what, std::string const& text) const {
    return tell("SUB _INBOX.ask 1\r\nPUB $JS.API." + what + " _INBOX.ask " +
                    std::to_string(text.size()) + "\r\n" + text + "\r\n",
                "\r\nMSG ");
  }

  // It is there when this returns; the server keeps it a moment later.
  void send(std::string const& subject, std::string const& text,
            std::string const& id = "") const {
    auto const head =
        id.empty() ? "" : "NATS/1.0\r\nNats-Msg-Id: " + id + "\r\n\r\n";
    tell((head.empty()
              ? "PUB " + subject + " "
              : "HPUB " + subject + " " + std::to_string(head.size()) + " ") +
         std::to_string(head.size() + text.size()) + "\r\n" + head + text +
         "\r\n");
  }

 private:
  int connected() const {
    auto const socket = ::socket(AF_INET, SOCK_STREAM, 0);
    auto const address = loopback(port_);
    if (::connect(socket, reinterpret_cast<sockaddr const*>(&address),
                  sizeof address) != 0) {
      ::close(socket);
      return -1;
    }
    return socket;
  }

  bool answers() const {
    auto const socket = connected();
    if (socket >= 0) {
      ::close(socket);
    }
    return socket >= 0;
  }

  // What is heard until that comes.
  std::string tell(std::string const& what,
                   std::string const& awaited = "PONG") const {
    auto const socket = connected();
    EXPECT_GE(socket, 0);
    auto const all = R"(CONNECT {"verbose":false,"headers":true})"
                     "\r\n" +
                     what + "PING\r\n";
    EXPECT_EQ(::write(socket, all.data(), all.size()),
              static_cast<ssize_t>(all.size()));
    std::string heard;
    std::array<char, 4096> piece{};
    while (heard.find(awaited) == std::string::npos) {
      auto const size = ::read(socket, piece.data(), piece.size());
      if (size <= 0) {
        break;
      }
      heard.append(piece.data(), static_cast<std::size_t>(size));
    }
    EXPECT_NE(heard.find(awaited), std::string::npos);
    ::close(socket);
    return heard;
  }

  std::filesystem::path folder_;
  int port_ = free_port();
  pid_t process_ = 0;
};

}  // namespace camel::nats
