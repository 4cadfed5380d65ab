// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/event_question.h"

#include "camel/tracking/event_tables.h"

namespace camel {

namespace {

std::int64_t number(EventMoment moment) {
  return moment.time_since_epoch().count();
}

// The clock of captures does not go back: since a moment, is from a row on.
constexpr auto kFirstSince =
    "(SELECT coalesce(min(first_event), 9223372036854775807) FROM (SELECT "
    "first_event FROM captures WHERE time_ms >= ? ORDER BY time_ms, row "
    "LIMIT 1) AS since)";

class Question {
 public:
  Question(EventQuery const& query, EventLookup const& lookup)
      : query_{query}, lookup_{lookup} {}

  std::optional<EventQuestion> ask() {
    say_times();
    say_page();
    if (query_.with_plan) {
      say("row IN (SELECT event FROM plans)");
    }
    auto const may_match =
        one_of_ids() && one_of_objects() && one_of("type", query_.types) &&
        one_of("action", query_.actions) && one_of("step", query_.steps) &&
        one_of("disposition", query_.dispositions) &&
        one_of("place", query_.places) && one_of("location", query_.locations);
    if (!may_match) {
      return std::nullopt;
    }
    values_.push_back(static_cast<std::int64_t>(query_.limit) + 1);
    return EventQuestion{
        "SELECT row, capture, hash, json, (SELECT captures.time_ms FROM "
        "captures WHERE captures.row = events.capture) FROM events" +
            conditions_ +
            (is_by_time() ? " ORDER BY events.time_ms, events.row"
                          : " ORDER BY events.row") +
            " LIMIT ?",
        std::move(values_)};
  }

 private:
  bool is_by_time() const { return query_.from || query_.before; }

  void say(std::string const& condition) {
    conditions_ += (conditions_.empty() ? " WHERE " : " AND ") + condition;
  }
  void say(std::string const& condition, std::int64_t value) {
    say(condition);
    values_.push_back(value);
  }

  void say_times() {
    if (query_.from) {
      say("time_ms >= ?", number(*query_.from));
    }
    if (query_.before) {
      say("time_ms < ?", number(*query_.before));
    }
    if (query_.recorded_from) {
      say(std::string{"row >= "} + kFirstSince, number(*query_.recorded_from));
    }
    if (query_.recorded_before) {
      say(std::string{"row < "} + kFirstSince, number(*query_.recorded_before));
    }
  }

  void say_page() {
    if (!query_.after) {
      return;
    }
    if (is_by_time()) {
      say("(time_ms, row) > (?, ?)", number(query_.after->time));
      values_.push_back(query_.after->row);
    } else {
      say("row > ?", query_.after->row);
    }
  }

  std::string marks(std::vector<std::int64_t> const& values) {
    std::string list;
    for (auto const value : values) {
      list += list.empty() ? "?" : ", ?";
      values_.push_back(value);
    }
    return "(" + list + ")";
  }

  std::vector<std::int64_t> rows_of(
      std::vector<std::string> const& names) const {
    std::vector<std::int64_t> rows;
    for (auto const& name : names) {
      if (auto const row = lookup_.name(name)) {
        rows.push_back(*row);
      }
    }
    return rows;
  }

  // False: none of the names is known, so nothing can match.
  bool one_of(std::string const& column,
              std::vector<std::string> const& names) {
    if (names.empty()) {
      return true;
    }
    auto const rows = rows_of(names);
    if (!rows.empty()) {
      say(column + " IN " + marks(rows));
    }
    return !rows.empty();
  }

  bool one_of_objects() {
    if (query_.objects.empty()) {
      return true;
    }
    auto const rows = rows_of(query_.objects);
    if (!rows.empty()) {
      say("row IN (SELECT event FROM named WHERE name IN " + marks(rows) + ")");
    }
    return !rows.empty();
  }

  bool one_of_ids() {
    if (query_.ids.empty()) {
      return true;
    }
    std::vector<std::int64_t> rows;
    for (auto const& id : query_.ids) {
      for (auto const is_correction : {false, true}) {
        if (auto const row = lookup_.key(event_key(id, is_correction))) {
          rows.push_back(*row);
        }
      }
    }
    if (!rows.empty()) {
      say("row IN " + marks(rows));
    }
    return !rows.empty();
  }

  EventQuery const& query_;
  EventLookup const& lookup_;
  std::string conditions_;
  std::vector<std::int64_t> values_;
};

}  // namespace

std::optional<EventQuestion> question_of(EventQuery const& query,
                                         EventLookup const& lookup) {
  return Question{query, lookup}.ask();
}

EventPage page_of(std::vector<StoredEvent> events, std::size_t limit) {
  EventPage page{.events = std::move(events), .next = std::nullopt};
  if (page.events.size() > limit) {
    page.events.resize(limit);
    auto const& last = page.events.back();
    page.next = EventCursor{last.event.time, last.row};
  }
  return page;
}

}  // namespace camel
