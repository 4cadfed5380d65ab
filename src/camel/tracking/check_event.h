// SPDX-License-Identifier: Apache-2.0
// What is wrong with one EPCIS event.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "camel/tracking/epcis_names.h"
#include "camel/tracking/json_view.h"
#include "camel/tracking/read_epcis.h"

namespace camel {

// `pointer` is that of the event in its document. Of all that is wrong the
// first `most` are told.
std::vector<EpcisFinding> check_event(
    JsonView const& event, EpcisNames const& names, std::string_view pointer,
    std::size_t most = EpcisBounds{}.findings);

}  // namespace camel
