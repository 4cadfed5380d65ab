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

bool make_folder(std::filesystem::path const& folder) {
  std::error_code failure;
  auto const is_new = std::filesystem::create_directories(folder, failure);
  if (failure) {
    throw Error{"cannot make the folder " + folder.string() + ": " +
                failure.message()};
  }
  return is_new;
}

void make_private_folder(std::filesystem::path const& folder) {
  if (make_folder(folder)) {
    std::error_code ignored;
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all,
                                 ignored);
  }
}

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

FileWriter::FileWriter(std::filesystem::path path)
    : path_{std::move(path)}, name_{spare_name(path_)} {
  if (std::filesystem::is_directory(path_)) {
    errno = EISDIR;
    fail();
  }
  file_ = ::open(name_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (file_ < 0) {
    fail();
  }
}

FileWriter::~FileWriter() {
  if (file_ >= 0) {
    ::close(file_);
  }
  if (!in_place_) {
    ::unlink(name_.c_str());
  }
}

void FileWriter::fail() const { camel::fail("write", path_); }

void FileWriter::write(std::string_view text) {
  if (!write_all(file_, text)) {
    fail();
  }
}

void FileWriter::flush() {
  if (file_ >= 0 &&
      (::fsync(file_) != 0 || ::close(std::exchange(file_, -1)) != 0)) {
    fail();
  }
}

void FileWriter::finish() {
  flush();
  if (::rename(name_.c_str(), path_.c_str()) != 0) {
    fail();
  }
  in_place_ = true;
  sync_folder(path_.has_parent_path() ? path_.parent_path()
                                      : std::filesystem::path{"."});
}

void write_files(std::vector<FileText> const& files) {
  std::vector<std::unique_ptr<FileWriter>> staged;
  for (auto const& file : files) {
    staged.push_back(std::make_unique<FileWriter>(file.path));
    staged.back()->write(file.text);
    staged.back()->flush();
  }
  for (auto const& file : staged) {
    file->finish();
  }
}

}  // namespace camel
