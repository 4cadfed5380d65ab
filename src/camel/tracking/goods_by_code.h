// SPDX-License-Identifier: Apache-2.0
// Goods of a consignment in the words of a corridor: notes say them by codes of
// the Harmonized System or of the NHM, which begins with those, and a corridor
// says which chapters each of its commodities covers.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "camel/model/goods.h"
#include "camel/tracking/consignment.h"

namespace camel {

class GoodsByCode {
 public:
  GoodsByCode() = default;
  explicit GoodsByCode(std::span<Commodity const> commodities);

  // The commodity that covers a code, of several the narrowest, and of those
  // the one that travels in boxes; blank: none does.
  std::string product_of(std::string_view code) const;

  // For whoever packs it (eta_codec.h).
  template <typename Visit>
  void visit_parts(Visit& visit) {
    visit(chapters_);
  }

 private:
  // From one code to another, of as many digits.
  struct Chapters {
    std::string product, first, last;
    template <typename Visit>
    void visit_parts(Visit& visit) {
      visit(product);
      visit(first);
      visit(last);
    }
  };
  std::vector<Chapters> chapters_;  // the first that covers a code counts
};

// What is in a box for the most part, by weight; blank: nobody knows.
std::string product_in(Consignment const& consignment, std::string_view box,
                       GoodsByCode const& goods);

}  // namespace camel
