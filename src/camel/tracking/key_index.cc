// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/key_index.h"

#include <algorithm>
#include <iterator>
#include <limits>

#include "camel/base/error.h"

namespace camel {

namespace {

store::Blob blob(EventKey const& key) { return {bytes_of(key)}; }

// A row of the list.
template <typename Use>
void for_each_key(store::Statement const& listed, Use const& use) {
  auto const keys = listed.text(1);
  auto const count = keys.size() / sizeof(EventKey);
  auto row = listed.whole(0) - static_cast<std::int64_t>(count);
  for (std::size_t i = 0; i < count; ++i) {
    use(++row, key_of_bytes(std::string_view{keys}.substr(i * sizeof(EventKey),
                                                          sizeof(EventKey))));
  }
}

KeySweep sweep_of(store::Database& database) {
  auto row = database.prepare("SELECT step, slices FROM key_sweep");
  if (row.step()) {
    KeySweep const sweep{.step = row.whole(0), .slices = row.whole(1)};
    constexpr std::int64_t kMost = 1 << 16;
    if (std::min(sweep.step, sweep.slices) >= 1 &&
        std::max(sweep.step, sweep.slices) <= kMost) {
      return sweep;
    }
  }
  throw Error{
      "the file does not say in which steps its ids go into their index: "
      "somebody has changed it, restore a backup"};
}

}  // namespace

std::size_t KeySweep::part_of(EventKey const& key, std::int64_t parts) const {
  std::uint64_t begins = 0;  // of all keys, in units of 2^-32
  for (std::size_t i = 0; i < 4; ++i) {
    begins = begins << 8U | key[i];
  }
  return begins * static_cast<std::uint64_t>(slices * parts) >> 32U;
}

KeysInMemory::Shelf::iterator KeysInMemory::place_in(Shelf& shelf,
                                                     EventKey const& key) {
  return std::lower_bound(
      shelf.begin(), shelf.end(), key,
      [](Entry const& one, EventKey const& other) { return one.key < other; });
}

std::span<KeysInMemory::Shelf> KeysInMemory::slice(std::int64_t turn) {
  return std::span{shelves_}.subspan(static_cast<std::size_t>(turn * kShelves),
                                     kShelves);
}

void KeysInMemory::enter(Entry const& entry, KeySweep sweep,
                         std::int64_t settled) {
  shelves_.resize(static_cast<std::size_t>(sweep.slices * kShelves));
  auto& shelf = shelves_[sweep.part_of(entry.key, kShelves)];
  shelf.insert(place_in(shelf, entry.key), entry);
  last_ = entry.row;
  if (last_ % sweep.step == 0) {
    forget_swept(last_ / sweep.step - std::min(sweeps_kept_, sweep.slices),
                 sweep, settled);
  }
}

// Whatever was swept is in the index and found there; but by nobody else, and
// not if it comes to nothing, while the transaction goes on that swept it.
void KeysInMemory::forget_swept(std::int64_t turn, KeySweep sweep,
                                std::int64_t settled) {
  if (turn <= 0) {
    return;
  }
  auto const swept = turn * sweep.step;
  auto const newest = swept <= settled ? swept : settled - sweep.round();
  for (auto& shelf : slice(turn % sweep.slices)) {
    std::erase_if(shelf, [&](Entry const& one) {
      if (one.row <= newest && filter_) {
        filter_->add(one.key);
      }
      return one.row <= newest;
    });
    shelf.shrink_to_fit();
  }
}

void KeysInMemory::forget_after(std::int64_t row) {
  last_ = std::min(last_, row);
  for (auto& shelf : shelves_) {
    std::erase_if(shelf, [row](Entry const& one) { return one.row > row; });
  }
}

void KeysInMemory::drop_filter() {
  filter_.reset();
  is_whole_ = false;
  looked_up_ = 0;
}

// To read a key of the index in passing costs less than a hundredth of looking
// for one.
bool KeysInMemory::wants_filter() const {
  return (!filter_ || filter_->is_full()) &&
         looked_up_ > patience_ + last_ / 64;
}

KeyIndex::KeyIndex(store::Database& database,
                   std::shared_ptr<KeysInMemory> memory)
    : database_{database},
      sweep_{sweep_of(database)},
      memory_{std::move(memory)},
      listed_since_{database.prepare(
          "SELECT last, keys FROM new_keys WHERE last > ? ORDER BY last")},
      listed_{database.prepare(
          "SELECT substr(keys, length(keys) - 16 * (last - ?1) - 15, 16) "
          "FROM new_keys WHERE last >= ?1 ORDER BY last LIMIT 1")},
      indexed_{database.prepare("SELECT event FROM keys WHERE key = ?")},
      list_{
          database.prepare("INSERT INTO new_keys (last, keys) VALUES (?, ?)")},
      index_{database.prepare("INSERT INTO keys (key, event) VALUES (?, ?)")},
      unlist_{database.prepare("DELETE FROM new_keys WHERE last <= ?")},
      count_{database.prepare("SELECT count(*) FROM keys")},
      last_{database.prepare("SELECT max(last) FROM new_keys")} {}

void KeyIndex::take_in() {
  std::lock_guard const lock{memory_->mutex_};
  listed_since_.with(memory_->last_);
  while (listed_since_.step()) {
    for_each_key(listed_since_, [&](std::int64_t row, EventKey const& key) {
      if (row > memory_->last_ + 1) {
        memory_->drop_filter();  // others have swept what was never seen here
      }
      if (row > memory_->last_) {
        memory_->enter({.key = key, .row = row}, sweep_, row);
      }
    });
  }
}

// Memory is asked first: another thread may add a key to the index meanwhile,
// and it stays there. A row that another has not committed yet is on no list
// that this connection sees.
std::optional<std::int64_t> KeyIndex::find(EventKey const& key) {
  auto const found = find_in_memory(key);
  if (found.newest && listed_.with(*found.newest).word() == bytes_of(key)) {
    return found.newest;
  }
  return found.may_be_indexed ? indexed_.with(blob(key)).number()
                              : std::nullopt;
}

KeyIndex::Found KeyIndex::find_in_memory(EventKey const& key) {
  std::lock_guard const lock{memory_->mutex_};
  auto const number = sweep_.part_of(key, KeysInMemory::kShelves);
  if (number < memory_->shelves_.size()) {
    auto& shelf = memory_->shelves_[number];
    auto const at = KeysInMemory::place_in(shelf, key);
    if (at != shelf.end() && at->key == key) {
      return {.newest = at->row};
    }
  }
  Found const found{
      .newest = {},
      .may_be_indexed = !memory_->is_whole_ || memory_->filter_->may_have(key)};
  memory_->looked_up_ += found.may_be_indexed ? 1 : 0;
  return found;
}

bool KeyIndex::wants_filter() const {
  std::lock_guard const lock{memory_->mutex_};
  return memory_->wants_filter();
}

// What leaves memory meanwhile is added by whoever takes it from there.
void KeyIndex::make_filter() {
  take_in();
  auto const last = last_listed();
  auto const filter = std::make_shared<KeyFilter>(
      static_cast<std::size_t>(2 * last + sweep_.round()));
  {
    std::lock_guard const lock{memory_->mutex_};
    memory_->drop_filter();
    memory_->filter_ = filter;
  }
  try {
    read_index_into(filter);
  } catch (...) {
    std::lock_guard const lock{memory_->mutex_};
    if (memory_->filter_ == filter) {
      memory_->drop_filter();
    }
    throw;
  }
}

// A little at a time: whoever reads long holds up the log of the database.
void KeyIndex::read_index_into(std::shared_ptr<KeyFilter> const& filter) {
  auto page = database_.prepare(
      "SELECT key FROM keys WHERE key > ? ORDER BY key LIMIT 1000");
  std::vector<EventKey> some;
  std::string last;
  do {
    some.clear();
    page.with(store::Blob{last});
    while (page.step()) {
      last = page.text(0);
      some.push_back(key_of_bytes(last));
    }
    std::lock_guard const lock{memory_->mutex_};
    if (memory_->filter_ != filter) {
      return;  // it was dropped
    }
    for (auto const& key : some) {
      filter->add(key);
    }
    memory_->is_whole_ = some.empty();
  } while (!some.empty());
}

// A row of the list is no longer than a step, as whoever looks for one of its
// keys reads all of it.
void KeyIndex::add(std::span<FreshEvent const> events) {
  if (events.empty()) {
    return;
  }
  first_added_ = first_added_.value_or(events.front().row);
  auto const settled = *first_added_ - 1;
  std::string keys;
  for (auto const& fresh : events) {
    keys += bytes_of(fresh.key);
    {
      std::lock_guard const lock{memory_->mutex_};
      memory_->enter({.key = fresh.key, .row = fresh.row}, sweep_, settled);
    }
    if (fresh.row % sweep_.step == 0) {
      list_.with(fresh.row, store::Blob{keys}).run();
      keys.clear();
      sweep(fresh.row / sweep_.step);
    }
  }
  if (!keys.empty()) {
    list_.with(events.back().row, store::Blob{keys}).run();
  }
}

// Of the slice whose turn it is, what came since it was its turn before.
void KeyIndex::sweep(std::int64_t turn) {
  auto const before = (turn - sweep_.slices) * sweep_.step;
  std::vector<KeysInMemory::Entry> fresh;
  {
    std::lock_guard const lock{memory_->mutex_};
    for (auto const& shelf : memory_->slice(turn % sweep_.slices)) {
      std::copy_if(shelf.begin(), shelf.end(), std::back_inserter(fresh),
                   [before](auto const& one) { return one.row > before; });
    }
  }
  for (auto const& [key, row] : fresh) {
    index_.with(blob(key), row).run();
  }
  unlist_.with(before).run();
}

void KeyIndex::committed() { first_added_.reset(); }

void KeyIndex::undone() {
  if (first_added_) {
    std::lock_guard const lock{memory_->mutex_};
    memory_->forget_after(*first_added_ - 1);
    first_added_.reset();
  }
}

// Whether it was the turn of its slice since.
bool KeyIndex::is_swept(std::int64_t row, EventKey const& key,
                        std::int64_t last) const {
  auto const slice = static_cast<std::int64_t>(sweep_.slice_of(key));
  auto const newest = last / sweep_.step;
  auto const behind =
      (newest % sweep_.slices - slice + sweep_.slices) % sweep_.slices;
  return row <= (newest - behind) * sweep_.step;
}

std::int64_t KeyIndex::last_listed() {
  return last_.with().number().value_or(0);
}

// What an older file had is on no list.
bool KeyIndex::is_in_place(std::int64_t row, EventKey const& key) {
  auto const is_listed = listed_.with(row).word() == bytes_of(key);
  auto const is_indexed = indexed_.with(blob(key)).number() == row;
  return is_indexed == (!is_listed || is_swept(row, key, last_listed()));
}

std::int64_t KeyIndex::size() {
  auto count = count_.with().number().value_or(0);
  auto const last = last_listed();
  listed_since_.with(std::numeric_limits<std::int64_t>::min());
  while (listed_since_.step()) {
    for_each_key(listed_since_, [&](std::int64_t row, EventKey const& key) {
      count += is_swept(row, key, last) ? 0 : 1;
    });
  }
  return count;
}

}  // namespace camel
