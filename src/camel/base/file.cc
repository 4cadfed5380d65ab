// SPDX-License-Identifier: Apache-2.0
#include "camel/base/file.h"

#include <atomic>
#include <cerrno>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "camel/base/error.h"

namespace camel {

namespace {

[[noreturn]] void fail(char const* what, std::filesystem::path const& path) {
  auto const reason = std::generic_category().message(errno);
  throw Error{std::string{"cannot "} + what + " " + path.string() + ": " +
              reason};
}

class Descriptor {
 public:
  explicit Descriptor(int number) : number_{number} {}
  Descriptor(Descriptor const&) = delete;
  Descriptor& operator=(Descriptor const&) = delete;
  ~Descriptor() {
    if (number_ >= 0) {
      ::close(number_);
    }
  }
  int number() const { return number_; }
  bool valid() const { return number_ >= 0; }
  bool close() { return ::close(std::exchange(number_, -1)) == 0; }

 private:
  int number_;
};

bool write_all(int file, std::string_view text) {
  while (!text.empty()) {
    auto const written = ::write(file, text.data(), text.size());
    if (written < 0 && errno != EINTR) {
      return false;
    }
    text.remove_prefix(written < 0 ? 0 : static_cast<std::size_t>(written));
  }
  return true;
}

// A name nobody else uses, beside the file so that a rename can replace it.
std::string spare_name(std::filesystem::path const& path) {
  static std::atomic<unsigned> count{0};
  return path.string() + "." + std::to_string(::getpid()) + "." +
         std::to_string(count++) + ".tmp";
}

// The rename itself must reach the disk, too.
void sync_folder(std::filesystem::path const& folder) {
  Descriptor const opened{::open(folder.c_str(), O_RDONLY | O_DIRECTORY)};
  if (!opened.valid() || ::fsync(opened.number()) != 0) {
    fail("write to folder", folder);
  }
}

}  // namespace

std::string read_file(std::filesystem::path const& path) {
  Descriptor const file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  struct stat known {};
  if (!file.valid() || ::fstat(file.number(), &known) != 0) {
    fail("read", path);
  }
  std::string text(static_cast<std::size_t>(known.st_size) + 1, '\0');
  std::size_t filled = 0;
  for (;;) {
    if (filled == text.size()) {
      text.resize(text.size() + 4096);  // a pipe, or a file that grows
    }
    auto const got =
        ::read(file.number(), text.data() + filled, text.size() - filled);
    if (got < 0 && errno != EINTR) {
      fail("read", path);
    }
    if (got == 0) {
      break;
    }
    filled += got < 0 ? 0 : static_cast<std::size_t>(got);
  }
  text.resize(filled);
  return text;
}

void write_file(std::filesystem::path const& path, std::string_view text) {
  auto const folder =
      path.has_parent_path() ? path.parent_path() : std::filesystem::path{"."};
  auto const name = spare_name(path);
  Descriptor file{
      ::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666)};
  if (!file.valid()) {
    fail("write", path);
  }
  if (!write_all(file.number(), text) || ::fsync(file.number()) != 0 ||
      !file.close() || ::rename(name.c_str(), path.c_str()) != 0) {
    auto const reason = errno;
    ::unlink(name.c_str());
    errno = reason;
    fail("write", path);
  }
  sync_folder(folder);
}

}  // namespace camel
