// SPDX-License-Identifier: Apache-2.0
// By the key of an event its row is found. Keys are as random as ids are, so an
// index of them alone has another of its pages written for each event. Here the
// newest stand in a list, in the order of their rows, and in memory. With every
// `step` rows the next of `slices` equal parts of all keys is swept: what the
// list has of it goes into the index, many keys to a page, and after a round of
// all slices a row leaves the list. So the number of the newest row says which
// keys are in the index, to all programs that write a file. See
// docs/decisions/0018-captured-in-groups.md.
//
// Tables: keys (key, event), the index; new_keys (last, keys), the list, where
// a row has the keys of several events one behind the other, and the number of
// the last of them; key_sweep (step, slices), one row, as it was when the first
// event came.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "camel/store/database.h"
#include "camel/tracking/event_tables.h"
#include "camel/tracking/key_filter.h"

namespace camel {

struct KeySweep {
  std::int64_t step = 1, slices = 1;

  // Rows that are on the list when a slice is swept, at most.
  std::int64_t round() const { return step * slices; }
  // Of so many equal parts of each slice, counted through all slices.
  std::size_t part_of(EventKey const& key, std::int64_t parts) const;
  std::size_t slice_of(EventKey const& key) const { return part_of(key, 1); }
};

// What is in memory, for all connections of a program to one file: of the list
// what is not in the index yet, or has not been there for long, and a filter of
// the index, so that most keys that are new need not be looked for there. Each
// key is in one of them, once the filter is whole.
class KeysInMemory {
 public:
  // So often is the index asked, and a little more often where it is large,
  // before there is a filter. What was swept stays for so many sweeps, by when
  // it is committed unless very much is brought at once.
  explicit KeysInMemory(std::int64_t patience = 10'000,
                        std::int64_t sweeps_kept = 64)
      : patience_{patience}, sweeps_kept_{sweeps_kept} {}

 private:
  friend class KeyIndex;

  struct Entry {
    EventKey key{};
    std::int64_t row = 0;
  };
  using Shelf = std::vector<Entry>;  // in the order of keys
  // A slice has so many shelves: of the newest keys each holds but a few, which
  // lie close together.
  static constexpr std::int64_t kShelves = 64;

  // Of a key, or where it would stand.
  static Shelf::iterator place_in(Shelf& shelf, EventKey const& key);
  std::span<Shelf> slice(std::int64_t turn);
  // The next row, where all up to a settled one are committed.
  void enter(Entry const& entry, KeySweep sweep, std::int64_t settled);
  void forget_swept(std::int64_t turn, KeySweep sweep, std::int64_t settled);
  void forget_after(std::int64_t row);
  void drop_filter();
  bool wants_filter() const;

  std::int64_t patience_, sweeps_kept_;
  std::mutex mutex_;
  std::int64_t last_ = 0;  // row
  std::vector<Shelf> shelves_;
  std::shared_ptr<KeyFilter> filter_;
  bool is_whole_ = false;       // the filter
  std::int64_t looked_up_ = 0;  // in the index, since there was a filter
};

// Where they are not there yet.
constexpr std::string_view kKeyTables = R"(
  CREATE TABLE IF NOT EXISTS keys (key BLOB PRIMARY KEY, event INTEGER NOT NULL)
    STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS new_keys (last INTEGER PRIMARY KEY,
    keys BLOB NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS key_sweep (step INTEGER NOT NULL,
    slices INTEGER NOT NULL) STRICT;
  INSERT INTO key_sweep SELECT 512, 4096
    WHERE NOT EXISTS (SELECT 1 FROM key_sweep);
)";

// Of one connection. Whoever is in the midst of a transaction finds what it has
// added.
class KeyIndex {
 public:
  KeyIndex(store::Database& database, std::shared_ptr<KeysInMemory> memory);

  // What others have added is found from then on; before a transaction adds
  // any, inside of it.
  void take_in();
  std::optional<std::int64_t> find(EventKey const& key);
  // Rows come one after the other, each once.
  void add(std::span<FreshEvent const> events);
  // How the transaction ended.
  void committed();
  void undone();

  // Whether it is time to read the whole index once, to be quicker from then
  // on; another thread may do it on a connection of its own.
  bool wants_filter() const;
  void make_filter();

  // Whether a key is where it has to be, on the list or in the index; and how
  // many there are in both, those of no event included. As the tables have it,
  // whatever is in memory.
  bool is_in_place(std::int64_t row, EventKey const& key);
  std::int64_t size();

 private:
  struct Found {
    std::optional<std::int64_t> newest;
    bool may_be_indexed = true;
  };
  Found find_in_memory(EventKey const& key);
  void read_index_into(std::shared_ptr<KeyFilter> const& filter);
  void sweep(std::int64_t turn);
  bool is_swept(std::int64_t row, EventKey const& key, std::int64_t last) const;
  std::int64_t last_listed();

  store::Database& database_;
  KeySweep sweep_;
  std::optional<std::int64_t> first_added_;  // by this transaction
  std::shared_ptr<KeysInMemory> memory_;
  store::Statement listed_since_, listed_, indexed_, list_, index_, unlist_,
      count_, last_;
};

}  // namespace camel
