// SPDX-License-Identifier: Apache-2.0
// Whose turn it is, among the programs of a machine and the threads of each: a
// file that one at a time has, until it lets go of it or ends, however it ends.
// The file stays, and has nothing in it.
#pragma once

#include <filesystem>
#include <optional>

namespace camel {

class FileLock {
 public:
  // Makes the file where it is not, for its owner alone or for whom another
  // file is for. Nothing: another has it. Throws Error where it cannot be made.
  static std::optional<FileLock> try_take(
      std::filesystem::path const& file,
      std::filesystem::path const& like = {});

  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&& other) noexcept;
  ~FileLock();

 private:
  explicit FileLock(int file) : file_{file} {}

  int file_ = -1;
};

}  // namespace camel
