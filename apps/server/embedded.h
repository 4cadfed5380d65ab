// SPDX-License-Identifier: Apache-2.0
// What stands in the program as it is in files: the contract and the pages of
// the web client.
#pragma once

#include <string_view>
#include <vector>

#include "camel/http/static_files.h"

namespace camel::server {

std::string_view embedded_contract();

// The web client as it was built; without it a page that says so.
std::vector<http::StaticFile> web_files();

}  // namespace camel::server
