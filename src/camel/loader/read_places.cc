// SPDX-License-Identifier: Apache-2.0
// Places and the links between them.
#include <algorithm>
#include <cmath>

#include "camel/base/time_zone.h"
#include "camel/loader/countries.h"
#include "camel/loader/read_table.h"
#include "camel/loader/read_tables.h"

namespace camel {

namespace {

using namespace columns;

void read_country(Cell& cell, Place& place) {
  check_country(cell, cell.text());
  place.country = cell.text();
}

void read_time_zone(Cell& cell, Place& place) {
  place.time_zone = cell.text();
  if (!is_time_zone(cell.text())) {
    cell.error({fmt::format("unknown time zone '{}'", cell.text()),
                "write its IANA name, such as Asia/Almaty"});
  }
}

// A UN/LOCODE begins with the country; made-up ids begin with X.
void check_place(RowCells& cells, Place& place) {
  if (place.code.size() == 5 && place.code.front() != 'X' &&
      is_country(place.code.substr(0, 2)) && cells.fine("country") &&
      !place.code.starts_with(place.country)) {
    cells.warning(
        "country",
        {fmt::format("the UN/LOCODE {} belongs to {}, the place to {}",
                     place.code, place.code.substr(0, 2), place.country),
         "mend one of the two; ids made up by the package begin with X"});
  }
}

void read_length(Cell& cell, Link& link) {
  if (auto const value = read_number(cell, {0.01, 30000})) {
    link.length = Meters{std::max<std::int64_t>(1, std::llround(*value * 1e3))};
  }
}

bool has_rails(Mode mode) { return mode == Mode::rail || mode == Mode::ferry; }

void check_gauge(RowCells& cells, Link const& link) {
  if (!cells.fine("mode") || !cells.fine("gauge")) {
    return;
  }
  if (link.mode == Mode::rail && link.gauge == 0) {
    cells.error("gauge", {"a rail link without a gauge",
                          "write it in mm, such as 1435 or 1520"});
  } else if (!has_rails(link.mode) && link.gauge != 0) {
    cells.error("gauge",
                {fmt::format("a {} link has no gauge", name_of(link.mode)),
                 "leave the gauge blank"});
  }
}

// Only rails bound the trains a day; elsewhere the vessels do.
double default_capacity(Link const& link) {
  return link.mode != Mode::rail ? 1000 : link.tracks >= 2 ? 90 : 30;
}

double default_speed(Mode mode) {
  return mode == Mode::rail ? 45 : mode == Mode::road ? 60 : 20;
}

// Blank fields take the value of the rule in FORMAT.md.
void apply_rules(RowCells& cells, Link& link) {
  link.default_capacity = link.mode == Mode::rail && link.capacity == 0;
  link.default_speed = link.free_speed == 0;
  if (link.capacity == 0) {
    link.capacity = default_capacity(link);
  }
  if (link.capacity_back == 0) {
    link.capacity_back = link.capacity;
  }
  if (link.default_speed) {
    link.free_speed = default_speed(link.mode);
  }
  link.open = link.status == LinkStatus::operating &&
              link.open_year.value_or(0) <= cells.loading().corridor.base_year;
}

void check_link(RowCells& cells, Link& link) {
  check_gauge(cells, link);
  apply_rules(cells, link);
  if (link.from == link.to) {
    cells.error("to_place",
                {"the link ends where it begins", "name two different places"});
  }
  if (cells.has("traction") && link.mode != Mode::rail && cells.fine("mode")) {
    cells.error("traction",
                {fmt::format("a {} link has no traction", name_of(link.mode)),
                 "leave the traction blank"});
  }
}

}  // namespace

void read_places(Loading& loading) {
  read_table<PlaceId, Place>(
      loading, {.rows = &Loading::places,
                .table = &Corridor::places,
                .key = {"place"},
                .columns = {{"place", id(&Place::code), Need::required},
                            {"name", text(&Place::name), Need::required},
                            {"country", read_country, Need::required},
                            {"kind", word(&Place::kind), Need::required},
                            {"x_coord", number(&Place::longitude, {-180, 180}),
                             Need::required},
                            {"y_coord", number(&Place::latitude, {-90, 90}),
                             Need::required},
                            {"time_zone", read_time_zone}},
                .finish = check_place,
                .required = true});
}

void read_links(Loading& loading) {
  read_table<LinkId, Link>(
      loading,
      {.rows = &Loading::links,
       .table = &Corridor::links,
       .key = {"link"},
       .columns = {{"link", id(&Link::key), Need::required},
                   {"from_place", reference(&Loading::places, &Link::from),
                    Need::required},
                   {"to_place", reference(&Loading::places, &Link::to),
                    Need::required},
                   {"mode", word(&Link::mode), Need::required},
                   {"length", read_length, Need::required},
                   {"gauge", whole(&Link::gauge, {1000, 1700})},
                   {"tracks", whole(&Link::tracks, {1, 20})},
                   {"traction", word(&Link::traction)},
                   {"capacity", number(&Link::capacity, kTrainsADay)},
                   {"capacity_back", number(&Link::capacity_back, kTrainsADay)},
                   {"free_speed", number(&Link::free_speed, {1, 200})},
                   {"passing_km", number(&Link::passing_km, {0.1, 1000})},
                   {"standing", whole(&Link::standing, {1, 100000})},
                   {"status", word(&Link::status)},
                   {"open_year", whole(&Link::open_year, kYears)}},
       .finish = check_link,
       .required = true});
}

}  // namespace camel
