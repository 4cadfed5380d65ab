// SPDX-License-Identifier: Apache-2.0
// The tiny corridor with some of its files replaced by any bytes. The input
// is a list of files: a line "@places.csv", then its text.
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "camel/base/file.h"
#include "camel/loader/sanity.h"

namespace {

using Files = std::map<std::string, std::string>;

Files const& tiny() {
  static Files const files = [] {
    Files read;
    auto const folder = std::filesystem::path{CAMEL_ROOT} / "corridors/tiny";
    for (auto const& entry : std::filesystem::directory_iterator{folder}) {
      read[entry.path().filename().string()] = camel::read_file(entry.path());
    }
    return read;
  }();
  return files;
}

Files split(std::string_view input) {
  auto files = tiny();
  std::string* file = nullptr;
  while (!input.empty()) {
    auto const end = std::min(input.find('\n'), input.size() - 1);
    auto const line = input.substr(0, end + 1);
    input.remove_prefix(end + 1);
    if (line.starts_with('@')) {
      auto const name = line.substr(1, line.find_last_not_of("\r\n"));
      file = &files[std::string{name}];
      file->clear();
    } else if (file != nullptr) {
      *file += line;
    }
  }
  return files;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data,
                                      std::size_t size) {
  auto const files = split({reinterpret_cast<char const*>(data), size});
  camel::check_sane(camel::load_corridor(files, "f"));
  return 0;
}
