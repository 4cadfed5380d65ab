// SPDX-License-Identifier: Apache-2.0
// What people write when they ask for a route.
#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "camel/api/route.h"
#include "camel/base/error.h"
#include "camel/base/names.h"
#include "camel/base/text.h"
#include "camel/base/time_zone.h"

namespace camel {

namespace {

// Letters of the corridor's languages as they are typed without them.
constexpr std::array<std::pair<std::string_view, std::string_view>, 34> kPlain{
    {{"ł", "l"}, {"Ł", "l"}, {"ó", "o"}, {"ö", "o"}, {"Ö", "o"}, {"ź", "z"},
     {"ż", "z"}, {"Ż", "z"}, {"ń", "n"}, {"ś", "s"}, {"Ś", "s"}, {"ş", "s"},
     {"Ş", "s"}, {"ș", "s"}, {"Ș", "s"}, {"ę", "e"}, {"é", "e"}, {"ə", "a"},
     {"Ə", "a"}, {"ą", "a"}, {"ä", "a"}, {"ă", "a"}, {"â", "a"}, {"ü", "u"},
     {"Ü", "u"}, {"ú", "u"}, {"ı", "i"}, {"İ", "i"}, {"î", "i"}, {"ç", "c"},
     {"Ç", "c"}, {"ğ", "g"}, {"ț", "t"}, {"Ț", "t"}}};

// Small letters and digits only: "Xi'an" and "XIAN" are the same.
std::string folded(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size();) {
    auto const letter =
        std::find_if(kPlain.begin(), kPlain.end(), [&](auto const& pair) {
          return text.substr(i, pair.first.size()) == pair.first;
        });
    if (letter != kPlain.end()) {
      plain += letter->second;
      i += letter->first.size();
      continue;
    }
    auto const byte = static_cast<unsigned char>(text[i++]);
    if (byte >= 128) {
      plain += static_cast<char>(byte);
    } else if (std::isalnum(byte) != 0) {
      plain += static_cast<char>(std::tolower(byte));
    }
  }
  return plain;
}

std::string listed(Corridor const& corridor, std::vector<PlaceId> const& ids) {
  std::string text;
  for (auto const id : ids) {
    auto const& place = corridor.places[id];
    text += (text.empty() ? "" : ", ") + place.code + " (" + place.name + ")";
  }
  return text;
}

template <typename Match>
std::vector<PlaceId> places_that(Corridor const& corridor, Match match) {
  std::vector<PlaceId> found;
  for (auto const id : corridor.places.ids()) {
    if (match(corridor.places[id])) {
      found.push_back(id);
    }
  }
  return found;
}

std::optional<PlaceId> known_place(Corridor const& corridor,
                                   std::string_view word) {
  auto const asked = folded(word);
  if (asked.empty()) {
    return {};
  }
  auto const rules = {+[](Place const& place, std::string const& name) {
                        return folded(place.code) == name;
                      },
                      +[](Place const& place, std::string const& name) {
                        return folded(place.name) == name;
                      },
                      +[](Place const& place, std::string const& name) {
                        return folded(place.name).rfind(name, 0) == 0;
                      },
                      +[](Place const& place, std::string const& name) {
                        return folded(place.name).find(name) !=
                               std::string::npos;
                      }};
  for (auto const rule : rules) {
    auto const found = places_that(
        corridor, [&](Place const& place) { return rule(place, asked); });
    if (found.size() == 1) {
      return found.front();
    }
    if (found.size() > 1) {
      throw UsageError{"'" + std::string{word} + "' may be one of " +
                       listed(corridor, found) + " — give its code"};
    }
  }
  return {};
}

}  // namespace

PlaceId place_called(Corridor const& corridor, std::string_view word) {
  if (auto const found = known_place(corridor, word)) {
    return *found;
  }
  auto const asked = folded(word);
  Nearest nearest{asked};
  std::vector<std::pair<std::string, std::string>> spelt;
  for (auto const& place : corridor.places) {
    spelt.emplace_back(folded(place.name), place.name);
    spelt.emplace_back(folded(place.code), place.code);
  }
  for (auto const& [plain, name] : spelt) {
    nearest.consider(plain);
  }
  auto const meant =
      std::find_if(spelt.begin(), spelt.end(), [&](auto const& one) {
        return !nearest.word().empty() && one.first == nearest.word();
      });
  throw UsageError{
      "there is no place '" + std::string{word} + "' in the corridor — " +
      (meant == spelt.end() ? "places.csv lists their codes and names"
                            : "did you mean '" + meant->second + "'?")};
}

CommodityId goods_called(Corridor const& corridor, std::string_view word) {
  auto const asked = folded(word);
  std::vector<std::string> names;
  for (auto const id : corridor.commodities.ids()) {
    auto const& goods = corridor.commodities[id];
    if (folded(goods.key) == asked || folded(goods.name) == asked) {
      return id;
    }
    names.push_back(goods.key);
    names.push_back(goods.name);
  }
  std::string list;
  for (auto const& goods : corridor.commodities) {
    list += (list.empty() ? "" : ", ") + goods.key;
  }
  auto const meant = did_you_mean(word, names);
  throw UsageError{"there are no goods '" + std::string{word} + "' — " +
                   (meant.empty() ? "there are " + list : meant)};
}

CommodityId usual_goods(Corridor const& corridor) {
  std::vector<double> teu(corridor.commodities.size());
  for (auto const& row : corridor.demand) {
    if (corridor.commodities[row.commodity].form == CargoForm::container) {
      teu[row.commodity.value] += row.teu_year;
    }
  }
  return CommodityId{static_cast<std::size_t>(
      std::max_element(teu.begin(), teu.end()) - teu.begin())};
}

int teu_of_units(std::string_view text) {
  auto const refuse = [&] {
    return UsageError{"'" + std::string{text} +
                      "' is no number of boxes — write 2xFEU, 1x40, 3xTEU or "
                      "3x20"};
  };
  auto const end = text.find_first_not_of("0123456789");
  auto const number = parse_whole(text.substr(0, end));
  if (!number || *number < 1 || *number > 1'000 ||
      end == std::string_view::npos) {
    throw refuse();
  }
  auto unit = folded(text.substr(end));
  if (!unit.empty() && unit.front() == 'x') {
    unit.erase(0, 1);
  }
  if (unit == "teu" || unit == "20") {
    return static_cast<int>(*number);
  }
  if (unit == "feu" || unit == "40") {
    return static_cast<int>(*number) * 2;
  }
  throw refuse();
}

Moment moment_at(Place const& place, std::string_view text) {
  using namespace std::chrono;
  auto const is_utc = !text.empty() && text.back() == 'Z';
  auto const plain = is_utc ? text.substr(0, text.size() - 1) : text;
  auto const date = parse_date(plain.substr(0, 10));
  std::optional<int> minutes{0};
  if (plain.size() > 10) {
    minutes = plain[10] == 'T' || plain[10] == ' '
                  ? parse_time_of_day(plain.substr(11))
                  : std::nullopt;
  }
  if (!date || !minutes) {
    throw UsageError{"'" + std::string{text} +
                     "' is no time — write 2026-12-01 or 2026-12-01T08:30 "
                     "(local time there; with Z at the end: UTC)"};
  }
  auto const local =
      sys_seconds{sys_days{*date}} + std::chrono::minutes{*minutes};
  if (is_utc) {
    return local;
  }
  // The clocks may change between local time taken for UTC and UTC itself.
  auto const offset_at = [&](sys_seconds at) {
    return utc_offsets(place.time_zone, at - hours{24}, at).back().offset;
  };
  return local - offset_at(local - offset_at(local));
}

void avoid(Corridor const& corridor, std::string_view word,
           RouteQuestion& question) {
  for (auto const& place : corridor.places) {
    if (place.country == word) {
      question.avoid_countries.emplace_back(word);
      return;
    }
  }
  for (auto const id : corridor.services.ids()) {
    auto const& service = corridor.services[id];
    if (service.key == word || folded(service.name) == folded(word)) {
      question.avoid_services.push_back(id);
      return;
    }
  }
  question.avoid_places.push_back(place_called(corridor, word));
}

RouteQuestion question_in(Corridor const& corridor, RouteWords const& words) {
  RouteQuestion question;
  question.from = place_called(corridor, words.from);
  question.to = place_called(corridor, words.to);
  question.goods = words.commodity.empty()
                       ? usual_goods(corridor)
                       : goods_called(corridor, words.commodity);
  question.teu = teu_of_units(words.units);
  auto const& origin = corridor.places[question.from];
  question.ready = words.ready.empty() ? std::chrono::floor<std::chrono::days>(
                                             std::chrono::system_clock::now())
                                       : moment_at(origin, words.ready);
  if (!words.depart_by.empty()) {
    question.depart_by = moment_at(origin, words.depart_by);
  }
  if (!words.arrive_by.empty()) {
    question.arrive_by =
        moment_at(corridor.places[question.to], words.arrive_by);
  }
  for (auto const& word : words.via) {
    question.via.push_back(place_called(corridor, word));
  }
  for (auto const& word : words.avoid) {
    avoid(corridor, word, question);
  }
  question.weeks = words.weeks;
  return question;
}

}  // namespace camel
