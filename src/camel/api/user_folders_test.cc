// SPDX-License-Identifier: Apache-2.0
#include "camel/api/user_folders.h"

#include <cstdlib>
#include <optional>
#include <string>

#include <gtest/gtest.h>

#include "camel/base/error.h"

namespace camel {
namespace {

// With variables of the environment as they are for one test.
class Environment {
 public:
  Environment(char const* name, char const* value) : name_{name} {
    if (auto const* const before = std::getenv(name)) {
      before_ = before;
    }
    value != nullptr ? ::setenv(name, value, 1) : ::unsetenv(name);
  }
  Environment(Environment const&) = delete;
  Environment& operator=(Environment const&) = delete;
  ~Environment() {
    before_ ? ::setenv(name_, before_->c_str(), 1) : ::unsetenv(name_);
  }

 private:
  char const* name_;
  std::optional<std::string> before_;
};

TEST(CacheFolder, it_is_where_caches_of_the_user_are) {
  Environment const home{"HOME", "/anna"};
  {
    Environment const cache{"XDG_CACHE_HOME", "/var/cache/anna"};
    EXPECT_EQ(cache_folder(), "/var/cache/anna/steel-camel");
  }
  for (auto const* const no_folder : {"", "relative/path"}) {
    Environment const cache{"XDG_CACHE_HOME", no_folder};
    EXPECT_EQ(cache_folder(), "/anna/.cache/steel-camel");
  }
}

TEST(CacheFolder, nobody_without_a_home_has_one) {
  Environment const home{"HOME", nullptr};
  Environment const cache{"XDG_CACHE_HOME", nullptr};
  EXPECT_EQ(cache_folder(), std::nullopt);
}

TEST(DataFolder, is_the_one_that_is_named) {
  EXPECT_EQ(data_folder("here"), "here");
}

TEST(DataFolder, is_beside_that_of_the_cache) {
  Environment const home{"HOME", "/anna"};
  {
    Environment const data{"XDG_DATA_HOME", "/srv/anna"};
    EXPECT_EQ(data_folder(), "/srv/anna/steel-camel");
  }
  Environment const data{"XDG_DATA_HOME", nullptr};
  EXPECT_EQ(data_folder(), "/anna/.local/share/steel-camel");
  Environment const nowhere{"HOME", nullptr};
  EXPECT_THROW(data_folder(), UsageError);
}

}  // namespace
}  // namespace camel
