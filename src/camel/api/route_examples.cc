// SPDX-License-Identifier: Apache-2.0
#include "camel/api/route_examples.h"

#include <algorithm>
#include <map>
#include <utility>

#include "camel/api/json.h"
#include "camel/api/route_codec.h"

namespace camel {

namespace {

using Ends = std::pair<PlaceId, PlaceId>;

bool is_full_box(Corridor const& corridor, Demand const& row) {
  auto const form = corridor.commodities[row.commodity].form;
  return form == CargoForm::container || form == CargoForm::reefer;
}

std::vector<RouteExample> largest(Corridor const& corridor) {
  std::map<Ends, double> teu;
  for (auto const& row : corridor.demand) {
    if (is_full_box(corridor, row) && row.origin != row.destination) {
      teu[{row.origin, row.destination}] += row.teu_year;
    }
  }
  std::vector<std::pair<double, Ends>> by_size;
  for (auto const& [ends, sum] : teu) {
    by_size.emplace_back(-sum, ends);
  }
  std::sort(by_size.begin(), by_size.end());
  std::vector<RouteExample> examples;
  for (auto const& [size, ends] : by_size) {
    if (examples.size() < kRouteExamples) {
      examples.push_back({ends.first, ends.second});
    }
  }
  return examples;
}

CommodityId goods_on(Corridor const& corridor, RouteExample const& example) {
  auto most = 0.0;
  auto goods = usual_goods(corridor);
  for (auto const& row : corridor.demand) {
    if (row.origin == example.from && row.destination == example.to &&
        is_full_box(corridor, row) && row.teu_year > most) {
      most = row.teu_year;
      goods = row.commodity;
    }
  }
  return goods;
}

}  // namespace

std::vector<RouteQuestion> example_questions(Corridor const& corridor) {
  using namespace std::chrono;
  std::vector<RouteQuestion> questions;
  for (auto const& example : corridor.route_examples.empty()
                                 ? largest(corridor)
                                 : corridor.route_examples) {
    RouteQuestion question;
    question.from = example.from;
    question.to = example.to;
    question.goods = goods_on(corridor, example);
    question.ready = sys_days{year{corridor.base_year} / September / 1};
    questions.push_back(question);
  }
  return questions;
}

std::string routes_part(Corridor const& corridor,
                        std::span<RecordedYear const> years) {
  RouteFinder const finder{corridor, years};
  Json all = Json::array();
  for (auto const& question : example_questions(corridor)) {
    all.push_back(Json::parse(to_json(corridor, finder.find(question))));
  }
  return to_text(all);
}

}  // namespace camel
