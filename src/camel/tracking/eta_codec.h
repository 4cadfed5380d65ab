// SPDX-License-Identifier: Apache-2.0
// What was learnt of arrivals, as bytes of a file. They are of one program on
// one kind of machine, and are learnt anew where they make no sense.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "camel/tracking/announced_closures.h"
#include "camel/tracking/goods_by_code.h"

namespace camel {

struct LearntArrivals {
  EtaModel model;
  EtaCalibration calibration;
  GoodsByCode goods = {};  // of the corridor
  ClosureQueues queues = {};
  EtaCalibration announced = {};  // of what waits for an opening
};

std::string to_bytes(LearntArrivals const& learnt);
std::optional<LearntArrivals> learnt_from(std::string_view bytes);

}  // namespace camel
