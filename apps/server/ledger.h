// SPDX-License-Identifier: Apache-2.0
// What the server keeps between runs besides packages: own scenarios, jobs with
// their results, keys, and the answers given to requests with an idempotency
// key. One file, `server.sqlite`, in the data folder.
#pragma once

#include <filesystem>
#include <mutex>

#include "camel/base/file_lock.h"
#include "camel/store/database.h"

namespace camel::server {

struct Ledger {
  // Makes the folder and the file, and brings an older file up to date.
  explicit Ledger(std::filesystem::path const& folder);

  store::Database database;
  std::mutex mutex;  // taken by whoever uses the database
};

// That no second server works in the folder, for as long as the lock lives;
// makes the folder. Throws Error where one does.
FileLock lock_folder(std::filesystem::path const& folder);

}  // namespace camel::server
