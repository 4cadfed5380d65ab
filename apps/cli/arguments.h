// SPDX-License-Identifier: Apache-2.0
// Words of the command line and what they set; those of the server and of
// tracking are in service_arguments.cc, the others in main.cc.
#pragma once

#include <functional>
#include <string>

#include "options.h"

namespace CLI {
class App;
}

namespace camel {

// The text stands before the list of options, so that the example comes first.
void describe(CLI::App* app, std::string const& what,
              std::string const& examples);

void add_capture(CLI::App* app, Options& options);
void add_track(CLI::App* app, Options& options);
void add_eta(CLI::App* app, Options& options);
// Its subcommands; runs the one that was parsed.
std::function<int()> add_tracking(CLI::App* app, Options& options);
// Gives what runs it, once the words are parsed.
std::function<int()> add_serve(CLI::App* app, ServeOptions& options);

}  // namespace camel
