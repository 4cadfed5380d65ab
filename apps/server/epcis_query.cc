// SPDX-License-Identifier: Apache-2.0
#include "epcis_query.h"

#include <algorithm>
#include <array>
#include <span>

#include <fmt/format.h>

#include "camel/api/epcis_words.h"
#include "camel/base/text.h"
#include "camel/http/percent.h"

namespace camel::server {

namespace {

constexpr std::size_t kMostValues = 100;
constexpr std::size_t kPerPage = 30;
constexpr std::array<std::string_view, 3> kActions{"ADD", "OBSERVE", "DELETE"};

http::Problem bad_parameter(std::string const& detail) {
  return epcis_problem(400, "QueryParameterException", detail);
}

std::string one_of(std::span<std::string_view const> words,
                   std::string_view name, std::string_view value) {
  if (std::find(words.begin(), words.end(), value) == words.end()) {
    throw bad_parameter(fmt::format("'{}' of {} is none of {}", value, name,
                                    fmt::join(words, ", ")));
  }
  return std::string{value};
}

std::string word(EpcisWord kind, std::string_view name,
                 std::string_view value) {
  auto const address = epcis_word(kind, value);
  if (!address) {
    throw bad_parameter(fmt::format(
        "'{}' of {} is no word of the Core Business Vocabulary, nor a URI",
        value, name));
  }
  return *address;
}

// A parameter that takes one value or several, with bars between them; some are
// also part of a path: /epcis/bizSteps/departing/events.
struct ListParameter {
  std::string_view name, in_path;
  std::vector<std::string> EventQuery::*list;
  std::string (*value_of)(std::string_view name, std::string_view value);
};

constexpr auto kAsKey = [](std::string_view, std::string_view value) {
  return epcis_key(value);
};
constexpr std::array<ListParameter, 8> kLists{{
    {"eventType", "eventTypes", &EventQuery::types,
     [](std::string_view name, std::string_view value) {
       return one_of(kEpcisEventTypes, name, value);
     }},
    {"EQ_action", "", &EventQuery::actions,
     [](std::string_view name, std::string_view value) {
       return one_of(kActions, name, value);
     }},
    {"EQ_bizStep", "bizSteps", &EventQuery::steps,
     [](std::string_view name, std::string_view value) {
       return word(EpcisWord::step, name, value);
     }},
    {"EQ_disposition", "dispositions", &EventQuery::dispositions,
     [](std::string_view name, std::string_view value) {
       return word(EpcisWord::disposition, name, value);
     }},
    {"EQ_readPoint", "readPoints", &EventQuery::places, kAsKey},
    {"EQ_bizLocation", "bizLocations", &EventQuery::locations, kAsKey},
    {"MATCH_anyEPC", "epcs", &EventQuery::objects, kAsKey},
    {"EQ_eventID", "", &EventQuery::ids,
     [](std::string_view, std::string_view value) {
       return std::string{value};
     }},
}};

http::Problem no_parameter(std::string_view name) {
  return bad_parameter(fmt::format(
      "there is no parameter '{}' here — /openapi.yaml lists those there are",
      name));
}

ListParameter const& list_called(std::string_view name) {
  auto const found =
      std::find_if(kLists.begin(), kLists.end(),
                   [&](ListParameter const& one) { return one.name == name; });
  if (found == kLists.end()) {
    throw no_parameter(name);
  }
  return *found;
}

EventMoment moment_in(std::string const& name, std::string const& value) {
  auto const moment = epcis_moment(value);
  if (!moment) {
    throw bad_parameter(
        fmt::format("'{}' of {} is no moment: write it as 2026-03-04T11:00:00Z",
                    value, name));
  }
  return *moment;
}

std::size_t per_page_in(std::string const& value) {
  auto const number = parse_whole(value);
  if (!number || *number < 1 || *number > 1'000) {
    throw bad_parameter("perPage is a whole number from 1 to 1000");
  }
  return static_cast<std::size_t>(*number);
}

bool take_page(EventQuery& query, std::string const& name,
               std::string const& value) {
  if (name == "perPage") {
    query.limit = per_page_in(value);
  } else if (name == "nextPageToken") {
    query.after = cursor_in(value);
  } else {
    return false;
  }
  return true;
}

bool take_one(EventQuery& query, std::string const& name,
              std::string const& value) {
  if (name == "GE_eventTime") {
    query.from = moment_in(name, value);
  } else if (name == "LT_eventTime") {
    query.before = moment_in(name, value);
  } else if (name == "GE_recordTime") {
    query.recorded_from = moment_in(name, value);
  } else if (name == "LT_recordTime") {
    query.recorded_before = moment_in(name, value);
  } else {
    return take_page(query, name, value);
  }
  return true;
}

}  // namespace

http::Problem epcis_problem(int status, std::string const& exception,
                            std::string const& detail) {
  return {status, "epcisException:" + exception, detail};
}

EventQuery page_asked_in(http::Request const& request) {
  EventQuery query;
  query.limit = kPerPage;
  for (auto const& [name, value] : request.query) {
    if (!take_page(query, name, value)) {
      throw no_parameter(name);
    }
  }
  return query;
}

EventQuery event_query_in(http::Request const& request) {
  EventQuery query;
  query.limit = kPerPage;
  std::size_t values = 0;
  for (auto const& [name, value] : request.query) {
    if (take_one(query, name, value)) {
      continue;
    }
    for (auto const part : split(value, '|')) {
      if (++values > kMostValues) {
        throw epcis_problem(413, "QueryTooComplexException",
                            "more than 100 values in one query");
      }
      auto const& list = list_called(name);
      (query.*list.list).push_back(list.value_of(name, part));
    }
  }
  return query;
}

void narrow(EventQuery& query, std::string_view in_path,
            std::string_view value) {
  auto const found = std::find_if(
      kLists.begin(), kLists.end(),
      [&](ListParameter const& one) { return one.in_path == in_path; });
  if (found == kLists.end()) {
    throw http::Problem{404, "not-found", "There is nothing at this address."};
  }
  auto& list = query.*found->list;
  if (!list.empty()) {
    throw bad_parameter(
        fmt::format("{} is said by the path already", found->name));
  }
  list.push_back(found->value_of(in_path, value));
}

EventCursor cursor_in(std::string const& token) {
  auto const parts = split(token, '.');
  auto const time = parts.size() == 2 ? parse_whole(parts[0]) : std::nullopt;
  auto const row = parts.size() == 2 ? parse_whole(parts[1]) : std::nullopt;
  if (!time || !row || *row < 0) {
    throw bad_parameter("the nextPageToken is none of ours");
  }
  return {EventMoment{std::chrono::milliseconds{*time}}, *row};
}

std::string token_of(EventCursor const& cursor) {
  return fmt::format("{}.{}", cursor.time.time_since_epoch().count(),
                     cursor.row);
}

std::string next_page_link(http::Request const& request,
                           std::string const& token) {
  std::string query;
  for (auto const& [name, value] : request.query) {
    if (name != "nextPageToken") {
      query +=
          http::encode_percent(name) + "=" + http::encode_percent(value) + "&";
    }
  }
  std::string path;
  std::string_view rest{request.path};
  while (!rest.empty()) {
    rest.remove_prefix(1);
    auto part = std::string{rest.substr(0, rest.find('/'))};
    rest.remove_prefix(part.size());
    std::replace(part.begin(), part.end(), http::kEncodedSlash, '/');
    path += "/" + http::encode_percent(part);
  }
  return "<" + path + "?" + query +
         "nextPageToken=" + http::encode_percent(token) + ">; rel=\"next\"";
}

}  // namespace camel::server
