// SPDX-License-Identifier: Apache-2.0
#include "problems.h"

#include <regex>
#include <set>

#include "camel/base/file.h"
#include "test_server.h"

namespace camel::server {
namespace {

struct SentType {
  std::string name;
  int status;

  auto operator<=>(SentType const&) const = default;
};

// As the sources of this folder write it: 404, "unknown-job".
void add_types(std::filesystem::path const& folder, std::set<SentType>& types) {
  static std::regex const sent{R"re(\b([45]\d\d),\s+"([a-z]+(-[a-z]+)*)")re"};
  for (auto const& entry : std::filesystem::directory_iterator{folder}) {
    auto const name = entry.path().filename().string();
    if (entry.path().extension() != ".cc" || name.ends_with("_test.cc")) {
      continue;
    }
    auto const text = read_file(entry.path());
    for (std::sregex_iterator at{text.begin(), text.end(), sent}, end;
         at != end; ++at) {
      types.insert({(*at)[2], std::stoi((*at)[1])});
    }
  }
}

std::set<SentType> sent_types() {
  std::filesystem::path const root{CAMEL_ROOT};
  std::set<SentType> types;
  add_types(root / "apps/server", types);
  add_types(root / "src/camel/http", types);
  return types;
}

class Problems : public ServerTest {};

TEST_F(Problems, that_are_sent_are_explained) {
  auto const sent = sent_types();
  ASSERT_GT(sent.size(), 30U);
  for (auto const& type : sent) {
    auto const page = get("/v1/problems/" + type.name);
    EXPECT_EQ(page.status, 200) << type.name;
    EXPECT_EQ(json(page)["status"], type.status) << type.name;
  }
}

TEST_F(Problems, that_are_explained_are_sent) {
  auto const sent = sent_types();
  for (auto const& type : problem_types()) {
    EXPECT_TRUE(sent.contains({std::string{type.name}, type.status}))
        << type.name;
  }
}

}  // namespace
}  // namespace camel::server
