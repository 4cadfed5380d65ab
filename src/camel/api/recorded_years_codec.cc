// SPDX-License-Identifier: Apache-2.0
#include "camel/api/recorded_years_codec.h"

#include <utility>

#include "camel/base/check.h"

namespace camel {

namespace {

class Writer {
 public:
  void number(std::uint64_t value) {
    while (value >= 0x80) {
      bytes_ += static_cast<char>(value | 0x80);
      value >>= 7;
    }
    bytes_ += static_cast<char>(value);
  }
  // Those close to 0 on either side are short.
  void difference(std::int64_t value) {
    auto const bits = static_cast<std::uint64_t>(value);
    number((bits << 1) ^ (value < 0 ? ~std::uint64_t{0} : 0));
  }
  // Of a time that does not come before another.
  void later(YearSeconds value, YearSeconds before) {
    CAMEL_CHECK(value >= before, "a recorded year is out of order");
    number(static_cast<std::uint64_t>(std::int64_t{value} - before));
  }
  // A time that may be none, by its difference to another.
  void time(YearSeconds value, YearSeconds since) {
    if (value == RecordedYear::kNone) {
      number(0);
      return;
    }
    auto const later = std::int64_t{value} - since;
    number(later >= 0 ? 2 * static_cast<std::uint64_t>(later) + 1
                      : 2 * static_cast<std::uint64_t>(-later));
  }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

// The same in the other direction. At bytes that make no sense it fails, and
// gives zeros from then on.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_{bytes} {}

  std::uint64_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (at_ == bytes_.size()) {
        break;
      }
      auto const byte = static_cast<unsigned char>(bytes_[at_++]);
      value |= std::uint64_t{byte & 0x7fU} << shift;
      if (byte < 0x80) {
        return value;
      }
    }
    return fail();
  }
  // Of things of at least a byte each.
  std::size_t count() {
    auto const value = number();
    return value <= bytes_.size() - at_ ? value : fail();
  }
  std::int64_t difference() {
    auto const bits = small();
    return static_cast<std::int64_t>((bits >> 1) ^ (~(bits & 1) + 1));
  }
  YearSeconds later(YearSeconds before) {
    return narrow<YearSeconds>(before + static_cast<std::int64_t>(small()));
  }
  YearSeconds time(YearSeconds since) {
    auto const bits = small();
    if (bits == 0) {
      return RecordedYear::kNone;
    }
    auto const later = static_cast<std::int64_t>(bits >> 1);
    return narrow<YearSeconds>((bits & 1) != 0 ? since + later : since - later);
  }
  template <typename Whole>
  Whole narrow(std::int64_t value) {
    return static_cast<Whole>(std::in_range<Whole>(value)
                                  ? value
                                  : static_cast<std::int64_t>(fail()));
  }
  bool failed() const { return failed_; }
  bool is_at_end() const { return !failed_ && at_ == bytes_.size(); }

 private:
  // No sum of two of these is too large.
  std::uint64_t small() {
    auto const bits = number();
    return bits >> 40 == 0 ? bits : fail();
  }
  std::uint64_t fail() {
    failed_ = true;
    at_ = bytes_.size();
    return 0;
  }

  std::string_view bytes_;
  std::size_t at_ = 0;
  bool failed_ = false;
};

// Before all.
constexpr YearSeconds kStart = INT32_MIN;
constexpr RecordedBoarding kNoBoarding{.closed = kStart};
constexpr RecordedSpell kNoSpell{.from = kStart, .to = kStart};
constexpr RecordedJourney kNoJourney{.ready = kStart, .delivered = kStart};

// Lists of lists, each value written after the one before it in its list.
template <typename Key, typename Value>
void write_lists(Writer& writer, Ragged<Key, Value> const& lists,
                 Value const& first,
                 void (*write)(Writer&, Value const&, Value const& before)) {
  writer.number(lists.size());
  for (std::size_t i = 0; i < lists.size(); ++i) {
    auto const list = lists[Key{i}];
    writer.number(list.size());
    auto before = first;
    for (auto const& value : list) {
      write(writer, value, before);
      before = value;
    }
  }
}

template <typename Key, typename Value>
Ragged<Key, Value> read_lists(Reader& reader, Value const& first,
                              Value (*read)(Reader&, Value const& before)) {
  std::vector<std::vector<Value>> lists(reader.count());
  for (auto& list : lists) {
    list.resize(reader.count());
    auto before = first;
    for (auto& value : list) {
      value = before = read(reader, before);
    }
  }
  return Ragged<Key, Value>{lists};
}

void write_boarding(Writer& writer, RecordedBoarding const& value,
                    RecordedBoarding const& before) {
  writer.later(value.closed, before.closed);
  writer.time(value.left, value.closed);
  writer.difference(std::int64_t{value.landings} - before.landings);
  writer.later(value.lots_sooner, 0);
}
RecordedBoarding read_boarding(Reader& reader, RecordedBoarding const& before) {
  RecordedBoarding value;
  value.closed = reader.later(before.closed);
  value.left = reader.time(value.closed);
  value.landings =
      reader.narrow<std::uint32_t>(before.landings + reader.difference());
  value.lots_sooner = reader.later(0);
  return value;
}

void write_spell(Writer& writer, RecordedSpell const& value,
                 RecordedSpell const& before) {
  writer.later(value.from, before.to);
  writer.later(value.to, value.from);
}
RecordedSpell read_spell(Reader& reader, RecordedSpell const& before) {
  RecordedSpell value;
  value.from = reader.later(before.to);
  value.to = reader.later(value.from);
  return value;
}

void write_journey(Writer& writer, RecordedJourney const& value,
                   RecordedJourney const& before) {
  writer.later(value.ready, before.ready);
  writer.later(value.delivered, value.ready);
}
RecordedJourney read_journey(Reader& reader, RecordedJourney const& before) {
  RecordedJourney value;
  value.ready = reader.later(before.ready);
  value.delivered = reader.later(value.ready);
  return value;
}

void write_year(Writer& writer, RecordedYear const& year) {
  write_lists(writer, year.boardings, kNoBoarding, write_boarding);
  writer.number(year.landings.size());
  YearSeconds before = 0;
  for (auto const landing : year.landings) {
    writer.time(landing, before);
    before = landing == RecordedYear::kNone ? before : landing;
  }
  write_lists(writer, year.bans, kNoSpell, write_spell);
  write_lists(writer, year.journeys, kNoJourney, write_journey);
}

RecordedYear read_year(Reader& reader) {
  RecordedYear year;
  year.boardings = read_lists<StopId>(reader, kNoBoarding, read_boarding);
  year.landings.resize(reader.count());
  YearSeconds before = 0;
  for (auto& landing : year.landings) {
    landing = reader.time(before);
    before = landing == RecordedYear::kNone ? before : landing;
  }
  year.bans = read_lists<LoadingBanId>(reader, kNoSpell, read_spell);
  year.journeys = read_lists<DemandId>(reader, kNoJourney, read_journey);
  return year;
}

}  // namespace

std::string to_bytes(std::vector<RecordedYear> const& years) {
  Writer writer;
  writer.number(years.size());
  for (auto const& year : years) {
    write_year(writer, year);
  }
  return writer.take();
}

std::optional<std::vector<RecordedYear>> years_from(std::string_view bytes) {
  Reader reader{bytes};
  std::vector<RecordedYear> years;
  for (auto left = reader.count(); left > 0 && !reader.failed(); --left) {
    years.push_back(read_year(reader));
  }
  return reader.is_at_end() ? std::optional{std::move(years)} : std::nullopt;
}

}  // namespace camel
