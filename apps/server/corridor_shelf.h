// SPDX-License-Identifier: Apache-2.0
// The packages there are, bundled and taken up, each read once and then shared:
// what is on the shelf never changes, so whoever holds a package may go on
// reading when it was thrown away.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "answers.h"
#include "camel/api/load_scenarios.h"

namespace camel::server {

// A table of the package as it is written.
struct WrittenTable {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
  Document csv;
};

struct ShelvedCorridor {
  std::string name;
  bool bundled = false;
  std::string digest;  // of all its files, in hexadecimal
  // Its scenarios are drafts, so that nothing is read from the disk any more;
  // findings name its files without any folder.
  Package package;
  Diagnostics of_scenarios;  // that came with it
  std::map<std::string, WrittenTable> tables;
  Document about, network, map;
};
using Shelved = std::shared_ptr<ShelvedCorridor const>;

// File name -> text; scenarios as "scenarios/NAME.toml".
using UploadedFiles = std::map<std::string, std::string>;

class CorridorShelf {
 public:
  // Packages taken up stand in this folder, which is made. One corridor comes
  // first.
  CorridorShelf(std::filesystem::path folder, std::string first);

  std::string const& first() const { return first_; }
  std::vector<Shelved> all();  // the first one, then by name
  // Throws Problem 404 where there is none.
  Shelved find(std::string const& name);
  // Was it read already? False also while the shelf is busy.
  bool has_at_hand(std::string const& name);

  // Checks it and keeps it, whole or not at all. Throws Problem.
  Shelved take_up(std::string const& name, UploadedFiles const& files);
  // Throws Problem for a bundled one.
  void throw_away(std::string const& name);

 private:
  std::vector<std::string> names() const;
  Shelved open(std::string const& name) const;

  std::filesystem::path folder_;
  std::string first_;
  std::mutex mutex_;
  std::map<std::string, Shelved> opened_;
};

// Throws Problem with the findings where nothing may be computed from it.
void expect_sound(ShelvedCorridor const& corridor);

}  // namespace camel::server
