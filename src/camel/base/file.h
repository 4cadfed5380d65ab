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

std::string read_file(std::filesystem::path const& path);

void write_file(std::filesystem::path const& path, std::string_view text);

// Several files that belong together: none is touched before all are written.
struct FileText {
  std::filesystem::path path;
  std::string_view text;
};
void write_files(std::vector<FileText> const& files);

}  // namespace camel
