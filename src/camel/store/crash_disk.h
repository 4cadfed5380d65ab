// SPDX-License-Identifier: Apache-2.0
// A disk that remembers what was written to it and what was synced, for tests:
// what a power cut leaves can be laid out afterwards, and it can fail when it
// is told to. It lies between SQLite and the file system (a sqlite3_vfs by its
// name); the files themselves are real.
//
// A power cut leaves everything that was synced; of the rest, each sector of
// 512 bytes as it was after any of the writes to it. SQLite's documentation of
// its own crash tests describes the method. A sync that fails leaves the like,
// and no later one makes up for it, though what was written is still read:
// as Linux has it, it is told once to each who has the file open.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <random>
#include <string>
#include <vector>

namespace camel::store {

struct DiskOperation {
  enum class Kind : std::uint8_t {
    write,
    truncate,
    sync,
    failed_sync,
    remove,
    mark
  };
  Kind kind = Kind::write;
  std::string file;         // its name without the folder; a mark: what it says
  std::int64_t offset = 0;  // size, where it is truncated
  std::string bytes = {};
};

enum class DiskFault : std::uint8_t {
  io_error,    // nothing is done
  no_space,    // likewise
  short_write  // half of it is done
};

class CrashDisk {
 public:
  CrashDisk();
  CrashDisk(CrashDisk const&) = delete;
  CrashDisk& operator=(CrashDisk const&) = delete;
  ~CrashDisk();

  std::string const& vfs() const { return name_; }

  // Says among the operations that something has happened now, as that a caller
  // has heard that his events are safe.
  void mark(std::string what);
  std::vector<DiskOperation> operations() const;
  // Writes, truncations, syncs and openings so far.
  std::size_t attempts() const;

  // So many attempts from this one on fail.
  void fail(std::size_t attempt, DiskFault fault, std::size_t count = 1);
  // The next sync of a file fails.
  void fail_sync(std::string file);
  // Files together may have so many bytes; what would make them larger fails
  // for want of space. 0: no bound.
  void hold(std::int64_t bytes);

  // What the file system's end of it calls.
  bool next_fails(DiskFault* fault);
  // How often a sync of it has failed; whether the next one does.
  int failed_syncs(std::string const& file) const;
  bool sync_fails(std::string const& file);
  bool has_space(std::string const& file, std::int64_t end);
  void record(DiskOperation operation);

 private:
  std::string name_;
  std::unique_ptr<std::uint8_t[]> vfs_;
  mutable std::mutex mutex_;
  std::vector<DiskOperation> operations_;
  std::map<std::string, std::int64_t> sizes_;
  std::map<std::string, int> failed_syncs_;
  std::string sync_to_fail_;  // of this file; blank: of none
  std::size_t attempts_ = 0, fail_from_ = 0, fail_count_ = 0;
  DiskFault fault_ = DiskFault::io_error;
  std::int64_t most_bytes_ = 0;
};

// The files as operations pass, one after the other.
class Platter {
 public:
  explicit Platter(unsigned seed = 1) : luck_{seed} {}
  void pass(DiskOperation const& operation);

  // Files as a power cut now would leave them, in a folder that is empty.
  void cut(std::mt19937& luck, std::filesystem::path const& folder) const;

 private:
  struct File {
    std::string synced;
    std::vector<DiskOperation> pending;
  };
  static std::string left_of(File const& file, std::mt19937& luck);

  std::mt19937 luck_;
  std::map<std::string, File> files_;
};

}  // namespace camel::store
