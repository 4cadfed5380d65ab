// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/goods_by_code.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "camel/base/text.h"
#include "camel/tracking/container_number.h"

namespace camel {

namespace {

// How many chapters a list covers, in chapters of two digits.
double width_of(std::string_view list) {
  double width = 0;
  for (auto const part : split(list, ';')) {
    auto const ends = split(part, '-');
    auto count = 1.0;
    if (ends.size() == 2) {
      count +=
          std::stod(std::string{ends[1]}) - std::stod(std::string{ends[0]});
    }
    for (auto digits = ends[0].size(); digits > 2; digits -= 2) {
      count /= 100;
    }
    width += count;
  }
  return width;
}

std::string word_in(nlohmann::ordered_json const& goods, char const* member) {
  return goods.contains(member) ? goods[member].get<std::string>() : "";
}

}  // namespace

GoodsByCode::GoodsByCode(std::span<Commodity const> commodities) {
  using Order = std::tuple<double, bool, std::size_t>;
  std::vector<Order> order;
  for (std::size_t i = 0; i < commodities.size(); ++i) {
    if (auto const& list = commodities[i].hs_chapters; !list.empty()) {
      order.emplace_back(width_of(list), !is_box(commodities[i].form), i);
    }
  }
  std::sort(order.begin(), order.end());
  for (auto const& [width, is_loose, i] : order) {
    for (auto const part : split(commodities[i].hs_chapters, ';')) {
      auto const ends = split(part, '-');
      chapters_.push_back({commodities[i].key, std::string{ends.front()},
                           std::string{ends.back()}});
    }
  }
  // A heading says more than its chapter.
  std::stable_sort(chapters_.begin(), chapters_.end(),
                   [](Chapters const& a, Chapters const& b) {
                     return a.first.size() > b.first.size();
                   });
}

std::string GoodsByCode::product_of(std::string_view code) const {
  for (auto const& one : chapters_) {
    auto const chapter = code.substr(0, one.first.size());
    if (chapter.size() == one.first.size() && chapter >= one.first &&
        chapter <= one.last) {
      return one.product;
    }
  }
  return "";
}

std::string product_in(Consignment const& consignment, std::string_view box,
                       GoodsByCode const& goods) {
  std::map<std::string, double> kilograms;
  for (auto const& one :
       consignment.json.value("goods", nlohmann::ordered_json::array())) {
    auto const container = word_in(one, "container");
    if (!container.empty() && parse_container_number(container).text != box) {
      continue;
    }
    auto const nhm = word_in(one, "nhm");
    kilograms[goods.product_of(nhm.empty() ? word_in(one, "hs") : nhm)] +=
        one.value("gross_kg", 0.0);
  }
  auto const most = std::max_element(
      kilograms.begin(), kilograms.end(),
      [](auto const& a, auto const& b) { return a.second < b.second; });
  return most == kilograms.end() ? "" : most->first;
}

}  // namespace camel
