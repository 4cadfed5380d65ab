// SPDX-License-Identifier: Apache-2.0
// Files whole: read at once; written so that a reader, or a power cut, finds
// the old text or the new one and never a half. Both throw camel::Error that
// names the file and the reason.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace camel {

// Makes the folder where it is not; true: it was not there.
bool make_folder(std::filesystem::path const& folder);
// Likewise, and a new one is for its owner alone.
void make_private_folder(std::filesystem::path const& folder);

std::string read_file(std::filesystem::path const& path);

void write_file(std::filesystem::path const& path, std::string_view text);

// A large file, written piece by piece under a spare name: it is in its place
// when `finish` returns, or, without that, not at all.
class FileWriter {
 public:
  explicit FileWriter(std::filesystem::path path);
  FileWriter(FileWriter const&) = delete;
  FileWriter& operator=(FileWriter const&) = delete;
  ~FileWriter();

  void write(std::string_view text);
  void flush();   // what was written is on the disk, under the spare name
  void finish();  // and in its place

 private:
  [[noreturn]] void fail() const;

  std::filesystem::path path_;
  std::string name_;
  int file_ = -1;
  bool in_place_ = false;
};

// Several files that belong together: none is touched before all are written.
struct FileText {
  std::filesystem::path path;
  std::string_view text;
};
void write_files(std::vector<FileText> const& files);

}  // namespace camel
