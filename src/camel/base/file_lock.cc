// SPDX-License-Identifier: Apache-2.0
#include "camel/base/file_lock.h"

#include <cerrno>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "camel/base/error.h"

namespace camel {

namespace {

[[noreturn]] void fail(std::filesystem::path const& file) {
  throw Error{"cannot lock " + file.string() + ": " +
              std::generic_category().message(errno)};
}

// Only its owner may do so, and has done it when the file was new.
void make_like(int file, std::filesystem::path const& like) {
  struct stat other {};
  if (!like.empty() && ::stat(like.c_str(), &other) == 0) {
    static_cast<void>(::fchmod(file, other.st_mode & 0666) == 0 &&
                      ::fchown(file, other.st_uid, other.st_gid) == 0);
  }
}

}  // namespace

// Who may read the file may lock it: another user's program, too.
std::optional<FileLock> FileLock::try_take(std::filesystem::path const& file,
                                           std::filesystem::path const& like) {
  FileLock lock{::open(file.c_str(), O_RDONLY | O_CREAT | O_CLOEXEC, 0600)};
  if (lock.file_ < 0) {
    fail(file);
  }
  make_like(lock.file_, like);
  if (::flock(lock.file_, LOCK_EX | LOCK_NB) == 0) {
    return lock;
  }
  if (errno != EWOULDBLOCK) {
    fail(file);
  }
  return std::nullopt;
}

FileLock::FileLock(FileLock&& other) noexcept
    : file_{std::exchange(other.file_, -1)} {}

FileLock& FileLock::operator=(FileLock&& other) noexcept {
  std::swap(file_, other.file_);
  return *this;
}

FileLock::~FileLock() {
  if (file_ >= 0) {
    ::close(file_);
  }
}

}  // namespace camel
