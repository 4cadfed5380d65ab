// SPDX-License-Identifier: Apache-2.0
// Scenarios that were made here, beside those that came with a package.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "corridor_shelf.h"
#include "ledger.h"

namespace camel::server {

class OwnScenarios {
 public:
  explicit OwnScenarios(Ledger& ledger) : ledger_{ledger} {}

  std::map<std::string, std::string> all(std::string const& corridor);
  std::optional<std::string> find(std::string const& corridor,
                                  std::string const& name);
  // False: there was one already.
  bool add(std::string const& corridor, std::string const& name,
           std::string const& toml);
  // Only where it still reads `before`. False: it does not.
  bool change(std::string const& corridor, std::string const& name,
              std::string const& before, std::string const& toml);
  bool remove(std::string const& corridor, std::string const& name);

 private:
  Ledger& ledger_;
};

// "a+b" are two.
std::vector<std::string> parts_of(std::string const& scenario);

// The package with drafts beside its own scenarios, or in their place.
Package with_drafts(ShelvedCorridor const& corridor,
                    std::map<std::string, std::string> const& drafts);

// The package with scenarios applied, all at once. Throws Problem with the
// findings where that makes no sound corridor.
ScenarioCorridor sound_with(Package const& package,
                            std::vector<std::string> const& scenarios);

}  // namespace camel::server
