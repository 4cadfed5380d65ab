// SPDX-License-Identifier: Apache-2.0
// The report: one HTML file that needs nothing but itself. Its page is built
// from web/ and kept in web/dist; this puts the data in.
#pragma once

#include <string>
#include <string_view>

namespace camel {

std::string build_report(std::string_view data_json);

}  // namespace camel
