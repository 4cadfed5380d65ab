// SPDX-License-Identifier: Apache-2.0
#include "camel/base/file.h"

#include <atomic>
#include <cerrno>
#include <memory>
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

// A file written under a spare name, until it is put in its place.
class Staged {
 public:
  Staged(std::filesystem::path path, std::string_view text)
      : path_{std::move(path)}, name_{spare_name(path_)} {
    if (std::filesystem::is_directory(path_)) {
      errno = EISDIR;
      fail("write", path_);
    }
    Descriptor file{
        ::open(name_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666)};
    if (!file.valid()) {
      fail("write", path_);
    }
    if (!write_all(file.number(), text) || ::fsync(file.number()) != 0 ||
        !file.close()) {
      give_up();
    }
  }
  Staged(Staged const&) = delete;
  Staged& operator=(Staged const&) = delete;
  ~Staged() {
    if (!in_place_) {
      ::unlink(name_.c_str());
    }
  }

  void put_in_place() {
    if (::rename(name_.c_str(), path_.c_str()) != 0) {
      give_up();
    }
    in_place_ = true;
    sync_folder(path_.has_parent_path() ? path_.parent_path()
                                        : std::filesystem::path{"."});
  }

 private:
  [[noreturn]] void give_up() {
    auto const reason = errno;
    ::unlink(name_.c_str());
    in_place_ = true;  // nothing left to remove
    errno = reason;
    fail("write", path_);
  }

  std::filesystem::path path_;
  std::string name_;
  bool in_place_ = false;
};

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
  write_files({{path, text}});
}

void write_files(std::vector<FileText> const& files) {
  std::vector<std::unique_ptr<Staged>> staged;
  for (auto const& file : files) {
    staged.push_back(std::make_unique<Staged>(file.path, file.text));
  }
  for (auto const& file : staged) {
    file->put_in_place();
  }
}

}  // namespace camel
