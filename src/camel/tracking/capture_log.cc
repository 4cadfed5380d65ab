// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/capture_log.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <sodium.h>

#include "camel/base/check.h"
#include "camel/base/utc_text.h"

namespace camel {

namespace {

constexpr std::size_t kDigest = 32;
constexpr std::size_t kPage = 1'000;

// A number as eight bytes, a text behind its length: no two lists of fields
// come to the same bytes.
class Fields {
 public:
  explicit Fields(crypto_generichash_state& state) : state_{state} {}
  void number(std::int64_t value) {
    auto rest = static_cast<std::uint64_t>(value);
    std::array<unsigned char, 8> bytes{};
    for (auto& byte : bytes) {
      byte = static_cast<unsigned char>(rest & 0xFF);
      rest >>= 8;
    }
    crypto_generichash_update(&state_, bytes.data(), bytes.size());
  }
  void text(std::string_view value) {
    number(static_cast<std::int64_t>(value.size()));
    crypto_generichash_update(
        &state_, reinterpret_cast<unsigned char const*>(value.data()),
        value.size());
  }

 private:
  crypto_generichash_state& state_;
};

void start(crypto_generichash_state& state) {
  CAMEL_CHECK(sodium_init() >= 0, "libsodium does not start");
  crypto_generichash_init(&state, nullptr, 0, kDigest);
}

std::string end(crypto_generichash_state& state) {
  std::string bytes(kDigest, '\0');
  crypto_generichash_final(
      &state, reinterpret_cast<unsigned char*>(bytes.data()), bytes.size());
  return bytes;
}

std::string named(CaptureEntry const& entry) {
  return fmt::format("capture {} of {}{}", entry.row,
                     utc_milliseconds(entry.time),
                     entry.by.empty() ? "" : " by " + entry.by);
}

class LogReader {
 public:
  // How far it reaches is asked first: others may capture meanwhile.
  explicit LogReader(EventTables& tables)
      : tables_{tables}, there_{tables.extent()} {}

  LogCheck read() {
    for (;;) {
      auto const entries = tables_.captures(check_.entries, kPage);
      for (auto const& entry : entries) {
        check_.fault = fault_of(entry);
        if (!check_.ok()) {
          return check_;
        }
        before_ = entry.chain;
        check_.newest = hex(before_);
        ++check_.entries;
        check_.events += entry.events;
      }
      if (entries.size() < kPage) {
        break;
      }
    }
    check_.fault = fault_of_the_rest();
    return check_;
  }

 private:
  std::string fault_of(CaptureEntry const& entry) {
    if (entry.row != check_.entries + 1) {
      return fmt::format("capture {} is not there", check_.entries + 1);
    }
    if (entry.first_event != check_.events + 1 ||
        chain_of(entry, before_) != entry.chain) {
      return named(entry) + ": its entry was changed, or one before it";
    }
    auto const fault = fault_of_events(entry);
    return fault.empty() ? "" : named(entry) + ": " + fault;
  }

  // What is wrong with the events that an entry says it brought.
  std::string fault_of_events(CaptureEntry const& entry) {
    EventsDigest digest;
    auto row = entry.first_event;
    auto const last = entry.first_event + entry.events - 1;
    while (row <= last) {
      auto const upto = std::min<std::int64_t>(last, row + kPage - 1);
      std::vector<StoredEvent> events;
      try {
        events = tables_.events_between(row, upto);
      } catch (std::exception const& unreadable) {
        return fmt::format("events {} to {} cannot be read: {}", row, upto,
                           unreadable.what());
      }
      for (auto const& stored : events) {
        if (stored.row != row) {
          break;
        }
        if (stored.capture != entry.row) {
          return fmt::format("event {} says it came with capture {}", row,
                             stored.capture);
        }
        digest.add(row, stored.event);
        count_named(stored);
        ++row;
      }
      if (row <= upto) {
        return fmt::format("event {} is not there", row);
      }
    }
    return digest.bytes() == entry.digest
               ? ""
               : fmt::format("one of its events {} to {} was changed",
                             entry.first_event, last);
  }

  void count_named(StoredEvent const& stored) {
    if (stored.row <= there_.last_event) {
      named_ += static_cast<std::int64_t>(named_in(stored.event).size());
    }
  }

  // What no entry tells of.
  std::string fault_of_the_rest() const {
    if (there_.first_capture < 1) {
      return fmt::format("capture {} comes before the first",
                         there_.first_capture);
    }
    if (there_.first_event < 1 || there_.last_event > check_.events) {
      return fmt::format(
          "event {} came with no capture",
          there_.first_event < 1 ? there_.first_event : check_.events + 1);
    }
    auto const events = there_.last_event - there_.first_event + 1;
    if (there_.keys.value_or(events) != events) {
      return fmt::format("{} ids are known, of {} events", *there_.keys,
                         events);
    }
    return there_.named == named_ ? ""
                                  : fmt::format(
                                        "the list of what events name is {} "
                                        "long, and they name {}",
                                        there_.named, named_);
  }

  EventTables& tables_;
  StoreExtent const there_;
  LogCheck check_;
  std::string before_;      // the link of the entry before
  std::int64_t named_ = 0;  // by the events up to the last there was
};

}  // namespace

EventsDigest::EventsDigest() {
  static_assert(sizeof(crypto_generichash_state) <= sizeof(state_));
  start(*reinterpret_cast<crypto_generichash_state*>(state_.data()));
}

void EventsDigest::add(std::int64_t row, EpcisEvent const& event) {
  Fields fields{*reinterpret_cast<crypto_generichash_state*>(state_.data())};
  fields.number(row);
  fields.number(event.time.time_since_epoch().count());
  fields.number(event.is_correction ? 1 : 0);
  for (auto const* const text :
       {&event.id, &event.hash, &event.type, &event.action, &event.step,
        &event.disposition, &event.place, &event.location, &event.json}) {
    fields.text(*text);
  }
  for (auto const& name : named_in(event)) {
    fields.text(name);
  }
}

std::string EventsDigest::bytes() {
  return end(*reinterpret_cast<crypto_generichash_state*>(state_.data()));
}

std::string chain_of(CaptureEntry const& entry, std::string_view before) {
  crypto_generichash_state state;
  start(state);
  Fields fields{state};
  fields.text(before);
  fields.number(entry.row);
  fields.number(entry.time.time_since_epoch().count());
  fields.text(entry.by);
  fields.number(entry.first_event);
  fields.number(entry.events);
  fields.text(entry.digest);
  return end(state);
}

std::string hex(std::string_view bytes) {
  std::string text;
  for (auto const byte : bytes) {
    text += fmt::format("{:02x}", static_cast<unsigned char>(byte));
  }
  return text;
}

LogCheck check_log(EventTables& tables) { return LogReader{tables}.read(); }

bool has_link(EventTables& tables, std::string const& link) {
  for (std::int64_t after = 0;;) {
    auto const entries = tables.captures(after, kPage);
    for (auto const& entry : entries) {
      if (hex(entry.chain) == link) {
        return true;
      }
    }
    if (entries.size() < kPage) {
      return false;
    }
    after = entries.back().row;
  }
}

}  // namespace camel
