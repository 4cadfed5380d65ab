// SPDX-License-Identifier: Apache-2.0
// What is wrong with one EPCIS event.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "camel/tracking/epcis_names.h"
#include "camel/tracking/read_epcis.h"

namespace camel {

// `pointer` is that of the event in its document.
void check_event(nlohmann::ordered_json const& event, EpcisNames const& names,
                 std::string const& pointer,
                 std::vector<EpcisFinding>& findings);

}  // namespace camel
