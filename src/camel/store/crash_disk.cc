// SPDX-License-Identifier: Apache-2.0
#include "camel/store/crash_disk.h"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <fstream>
#include <new>
#include <utility>

#include <sqlite3.h>

namespace camel::store {

namespace {

constexpr std::size_t kSector = 512;

// A file of ours: SQLite sees the first member, behind it stands the real one.
struct Behind {
  sqlite3_file seen;
  sqlite3_file* real;
  CrashDisk* disk;
  std::string* name;
  int failed_syncs;  // that were told
};

Behind& behind(sqlite3_file* file) { return *reinterpret_cast<Behind*>(file); }

sqlite3_file* real(sqlite3_file* file) { return behind(file).real; }

int code_of(DiskFault fault, int io_error) {
  return fault == DiskFault::no_space ? SQLITE_FULL : io_error;
}

int close(sqlite3_file* file) {
  auto const code = real(file)->pMethods->xClose(real(file));
  delete behind(file).name;
  return code;
}

int read(sqlite3_file* file, void* to, int size, sqlite3_int64 offset) {
  return real(file)->pMethods->xRead(real(file), to, size, offset);
}

int write(sqlite3_file* file, void const* from, int size,
          sqlite3_int64 offset) {
  auto const& [seen, real_one, disk, name, told] = behind(file);
  DiskFault fault{};
  auto length = size;
  if (disk->next_fails(&fault)) {
    if (fault != DiskFault::short_write) {
      return code_of(fault, SQLITE_IOERR_WRITE);
    }
    length = size / 2;
  }
  if (!disk->has_space(*name, offset + length)) {
    return SQLITE_FULL;
  }
  auto const code = real_one->pMethods->xWrite(real_one, from, length, offset);
  if (code == SQLITE_OK) {
    disk->record({DiskOperation::Kind::write, *name, offset,
                  std::string{static_cast<char const*>(from),
                              static_cast<std::size_t>(length)}});
  }
  return length == size ? code : SQLITE_IOERR_WRITE;
}

int truncate(sqlite3_file* file, sqlite3_int64 size) {
  DiskFault fault{};
  if (behind(file).disk->next_fails(&fault)) {
    return code_of(fault, SQLITE_IOERR_TRUNCATE);
  }
  behind(file).disk->record(
      {DiskOperation::Kind::truncate, *behind(file).name, size});
  return real(file)->pMethods->xTruncate(real(file), size);
}

// Nothing is synced in truth: the platter knows what would have been.
int sync(sqlite3_file* file, int) {
  DiskFault fault{};
  if (behind(file).disk->next_fails(&fault)) {
    return code_of(fault, SQLITE_IOERR_FSYNC);
  }
  auto const& [seen, real_one, disk, name, told] = behind(file);
  auto const fails = disk->sync_fails(*name);
  disk->record(
      {fails ? DiskOperation::Kind::failed_sync : DiskOperation::Kind::sync,
       *name});
  auto const failed = disk->failed_syncs(*name);
  auto const is_new =
      failed != std::exchange(behind(file).failed_syncs, failed);
  return is_new ? SQLITE_IOERR_FSYNC : SQLITE_OK;
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
  return real(file)->pMethods->xFileSize(real(file), size);
}
int lock(sqlite3_file* file, int level) {
  return real(file)->pMethods->xLock(real(file), level);
}
int unlock(sqlite3_file* file, int level) {
  return real(file)->pMethods->xUnlock(real(file), level);
}
int is_reserved(sqlite3_file* file, int* answer) {
  return real(file)->pMethods->xCheckReservedLock(real(file), answer);
}
int control(sqlite3_file* file, int what, void* argument) {
  return real(file)->pMethods->xFileControl(real(file), what, argument);
}
int sector_size(sqlite3_file*) { return kSector; }
int characteristics(sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }
int map_shared(sqlite3_file* file, int page, int size, int extend,
               void volatile** at) {
  return real(file)->pMethods->xShmMap(real(file), page, size, extend, at);
}
int lock_shared(sqlite3_file* file, int offset, int count, int flags) {
  return real(file)->pMethods->xShmLock(real(file), offset, count, flags);
}
void barrier(sqlite3_file* file) {
  real(file)->pMethods->xShmBarrier(real(file));
}
int unmap_shared(sqlite3_file* file, int remove) {
  return real(file)->pMethods->xShmUnmap(real(file), remove);
}

constexpr sqlite3_io_methods kMethods{2,
                                      close,
                                      read,
                                      write,
                                      truncate,
                                      sync,
                                      file_size,
                                      lock,
                                      unlock,
                                      is_reserved,
                                      control,
                                      sector_size,
                                      characteristics,
                                      map_shared,
                                      lock_shared,
                                      barrier,
                                      unmap_shared,
                                      nullptr,
                                      nullptr};

CrashDisk& disk_of(sqlite3_vfs* vfs) {
  return *static_cast<CrashDisk*>(vfs->pAppData);
}

sqlite3_vfs* usual() { return sqlite3_vfs_find(nullptr); }

std::string name_of(char const* path) {
  return path == nullptr ? "" : std::filesystem::path{path}.filename().string();
}

int open(sqlite3_vfs* vfs, char const* path, sqlite3_file* file, int flags,
         int* out) {
  auto& ours = behind(file);
  ours.seen.pMethods = nullptr;  // there is nothing to close yet
  DiskFault fault{};
  if (disk_of(vfs).next_fails(&fault)) {
    return SQLITE_CANTOPEN;
  }
  ours.real = reinterpret_cast<sqlite3_file*>(&ours + 1);
  auto const code = usual()->xOpen(usual(), path, ours.real, flags, out);
  if (code == SQLITE_OK) {
    ours.disk = &disk_of(vfs);
    ours.name = new std::string{name_of(path)};
    ours.failed_syncs = ours.disk->failed_syncs(*ours.name);
    ours.seen.pMethods = &kMethods;
  }
  return code;
}

int remove(sqlite3_vfs* vfs, char const* path, int sync_folder) {
  disk_of(vfs).record({DiskOperation::Kind::remove, name_of(path)});
  return usual()->xDelete(usual(), path, sync_folder);
}

}  // namespace

CrashDisk::CrashDisk() {
  static std::atomic<int> disks = 0;
  name_ = "crash-disk-" + std::to_string(++disks);
  vfs_ = std::make_unique<std::uint8_t[]>(sizeof(sqlite3_vfs));
  auto* const vfs = new (vfs_.get()) sqlite3_vfs{*usual()};
  vfs->zName = name_.c_str();
  vfs->pAppData = this;
  vfs->szOsFile = static_cast<int>(sizeof(Behind)) + usual()->szOsFile;
  vfs->pNext = nullptr;
  vfs->xOpen = open;
  vfs->xDelete = remove;
  sqlite3_vfs_register(vfs, 0);
}

CrashDisk::~CrashDisk() {
  sqlite3_vfs_unregister(reinterpret_cast<sqlite3_vfs*>(vfs_.get()));
}

void CrashDisk::mark(std::string what) {
  record({DiskOperation::Kind::mark, std::move(what)});
}

std::vector<DiskOperation> CrashDisk::operations() const {
  std::lock_guard const lock{mutex_};
  return operations_;
}

std::size_t CrashDisk::attempts() const {
  std::lock_guard const lock{mutex_};
  return attempts_;
}

void CrashDisk::fail(std::size_t attempt, DiskFault fault, std::size_t count) {
  std::lock_guard const lock{mutex_};
  fail_from_ = attempt;
  fail_count_ = count;
  fault_ = fault;
}

void CrashDisk::hold(std::int64_t bytes) {
  std::lock_guard const lock{mutex_};
  most_bytes_ = bytes;
}

bool CrashDisk::next_fails(DiskFault* fault) {
  std::lock_guard const lock{mutex_};
  *fault = fault_;
  auto const attempt = attempts_++;
  return attempt >= fail_from_ && attempt < fail_from_ + fail_count_;
}

void CrashDisk::fail_sync(std::string file) {
  std::lock_guard const lock{mutex_};
  sync_to_fail_ = std::move(file);
}

int CrashDisk::failed_syncs(std::string const& file) const {
  std::lock_guard const lock{mutex_};
  auto const found = failed_syncs_.find(file);
  return found == failed_syncs_.end() ? 0 : found->second;
}

bool CrashDisk::sync_fails(std::string const& file) {
  std::lock_guard const lock{mutex_};
  if (file != sync_to_fail_) {
    return false;
  }
  sync_to_fail_.clear();
  ++failed_syncs_[file];
  return true;
}

bool CrashDisk::has_space(std::string const& file, std::int64_t end) {
  std::lock_guard const lock{mutex_};
  auto& size = sizes_[file];
  std::int64_t all = std::max(size, end) - size;
  for (auto const& [name, bytes] : sizes_) {
    all += bytes;
  }
  if (most_bytes_ > 0 && end > size && all > most_bytes_) {
    return false;
  }
  size = std::max(size, end);
  return true;
}

void CrashDisk::record(DiskOperation operation) {
  std::lock_guard const lock{mutex_};
  if (operation.kind == DiskOperation::Kind::truncate) {
    sizes_[operation.file] = operation.offset;
  } else if (operation.kind == DiskOperation::Kind::remove) {
    sizes_.erase(operation.file);
  }
  operations_.push_back(std::move(operation));
}

namespace {

void apply(DiskOperation const& operation, std::string& bytes) {
  auto const offset = static_cast<std::size_t>(operation.offset);
  if (operation.kind == DiskOperation::Kind::truncate) {
    bytes.resize(std::min(bytes.size(), offset));
  } else {
    bytes.resize(std::max(bytes.size(), offset + operation.bytes.size()));
    bytes.replace(offset, operation.bytes.size(), operation.bytes);
  }
}

// The part of a write that falls into one sector.
DiskOperation part_in(DiskOperation const& write, std::size_t sector) {
  auto const begin = static_cast<std::size_t>(write.offset);
  auto const from = std::max(begin, sector * kSector);
  auto const to = std::min(begin + write.bytes.size(), (sector + 1) * kSector);
  return {write.kind, write.file, static_cast<std::int64_t>(from),
          write.bytes.substr(from - begin, to - from)};
}

}  // namespace

void Platter::pass(DiskOperation const& operation) {
  using Kind = DiskOperation::Kind;
  if (operation.kind == Kind::mark) {
    return;
  }
  if (operation.kind == Kind::remove) {
    files_.erase(operation.file);
    return;
  }
  auto& file = files_[operation.file];
  if (operation.kind == Kind::sync) {
    for (auto const& one : file.pending) {
      apply(one, file.synced);
    }
    file.pending.clear();
  } else if (operation.kind == Kind::failed_sync) {
    file.synced = left_of(file, luck_);
    file.pending.clear();
  } else {
    file.pending.push_back(operation);
  }
}

std::string Platter::left_of(File const& file, std::mt19937& luck) {
  auto bytes = file.synced;
  std::map<std::size_t, std::vector<DiskOperation>> sectors;
  for (auto const& one : file.pending) {
    if (one.kind == DiskOperation::Kind::truncate) {
      if (luck() % 2 == 0) {
        apply(one, bytes);
      }
      continue;
    }
    auto const begin = static_cast<std::size_t>(one.offset);
    for (auto sector = begin / kSector;
         sector * kSector < begin + one.bytes.size(); ++sector) {
      sectors[sector].push_back(part_in(one, sector));
    }
  }
  for (auto const& [sector, writes] : sectors) {
    auto const done = luck() % (writes.size() + 1);
    for (std::size_t i = 0; i < done; ++i) {
      apply(writes[i], bytes);
    }
  }
  return bytes;
}

void Platter::cut(std::mt19937& luck,
                  std::filesystem::path const& folder) const {
  for (auto const& [name, file] : files_) {
    auto const bytes = left_of(file, luck);
    std::ofstream out{folder / name, std::ios::binary};
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  }
}

}  // namespace camel::store
