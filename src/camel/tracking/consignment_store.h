// SPDX-License-Identifier: Apache-2.0
// The consignments there are, in one file. Each has a version that grows with
// every change, so that nobody's change is lost.
#pragma once

#include <cstdint>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "camel/store/database.h"
#include "camel/tracking/consignment.h"

namespace camel {

struct StoredConsignment {
  std::string id;
  std::int64_t row = 0;  // in the order in which they were made
  std::int64_t version = 1;
  std::string made_by;  // party; blank: without one
  std::string created, changed;
  Consignment consignment;
};

// All that is said must hold. The newest come first.
struct ConsignmentQuery {
  std::optional<std::string> party = {};  // that has to do with it
  std::string box = {};                   // number of a container or wagon
  std::string note = {};
  std::int64_t after = 0;  // row where the page before ended; 0: the first page
  std::size_t limit = 100;
};

class ConsignmentStore {
 public:
  // The file is made where it is not; ":memory:" keeps nothing. Several
  // processes may use it, and several threads.
  explicit ConsignmentStore(std::filesystem::path const& file);

  // "c-5f0c…": nobody can guess the next one.
  static std::string new_id();

  // Under an id that is new.
  void add(std::string const& id, std::string const& made_by,
           Consignment const& consignment, std::string const& now);
  // Only where its version is still this; false: it is not, or it is gone.
  bool change(std::string const& id, std::int64_t version,
              Consignment const& consignment, std::string const& now);
  bool remove(std::string const& id, std::int64_t version);

  std::optional<StoredConsignment> find(std::string const& id);
  std::vector<StoredConsignment> list(ConsignmentQuery const& query);
  std::int64_t size();

 private:
  void list_parts(std::int64_t row, Consignment const& consignment);
  static StoredConsignment row_of(store::Statement const& row);

  store::Database database_;
  std::mutex mutex_;
};

}  // namespace camel
