// SPDX-License-Identifier: Apache-2.0
#include "keys.h"

#include <chrono>

#include <dlfcn.h>
#include <sodium.h>

#include "camel/base/error.h"
#include "test_server.h"

namespace camel::server {
namespace {

// What was held against a hash.
std::vector<std::string>& hashed_keys() {
  static std::vector<std::string> keys;
  return keys;
}

}  // namespace
}  // namespace camel::server

// In the place of the library's, which it calls.
extern "C" int crypto_pwhash_str_verify(char const* hash, char const* key,
                                        unsigned long long size) {
  using Verify = int (*)(char const*, char const*, unsigned long long);
  static auto const verify =
      reinterpret_cast<Verify>(dlsym(RTLD_NEXT, "crypto_pwhash_str_verify"));
  camel::server::hashed_keys().emplace_back(key, size);
  return verify(hash, key, size);
}

namespace camel::server {
namespace {

class KeysOfServer : public ServerTest {
 protected:
  http::Response with(std::string const& key, Asking asking) {
    asking.fields["authorization"] = "Bearer " + key;
    return ask(std::move(asking));
  }
};

TEST_F(KeysOfServer, without_any_everybody_here_may_do_everything) {
  EXPECT_EQ(get("/v1/corridors").status, 200);
  EXPECT_EQ(post("/v1/jobs", quick_job()).status, 202);
}

TEST_F(KeysOfServer, taking_the_last_one_away_opens_no_door_to_others) {
  restart(http::Role::nobody);
  EXPECT_EQ(problem(get("/v1/corridors")), "key-needed");
  auto& keys = application_->keys();
  auto const key = keys.add("a", http::Role::admin);
  EXPECT_EQ(with(key, {.path = "/v1/corridors"}).status, 200);
  EXPECT_TRUE(keys.remove("a"));
  EXPECT_EQ(problem(get("/v1/corridors")), "key-needed");
  EXPECT_EQ(with(key, {.path = "/v1/corridors"}).status, 401);
}

TEST_F(KeysOfServer, hold_while_the_ledger_cannot_be_read) {
  auto& keys = application_->keys();
  keys.add("a", http::Role::admin);
  store::Database{folder_ / "server.sqlite"}.run(
      "ALTER TABLE keys RENAME TO elsewhere");
  std::this_thread::sleep_for(std::chrono::milliseconds{1100});
  EXPECT_EQ(problem(get("/v1/corridors")), "fault");
  EXPECT_EQ(problem(get("/v1/corridors")), "key-needed");
}

TEST_F(KeysOfServer, each_role_may_do_what_it_is_for) {
  auto& keys = application_->keys();
  auto const reader = keys.add("r", http::Role::reader);
  auto const planner = keys.add("p", http::Role::planner);
  auto const admin = keys.add("a", http::Role::admin);
  EXPECT_EQ(get("/healthz").status, 200);
  EXPECT_EQ(get("/v1/corridors").status, 401);
  EXPECT_EQ(with("sc_00000000_11", {.path = "/v1/corridors"}).status, 401);
  EXPECT_EQ(with(reader + "0", {.path = "/v1/corridors"}).status, 401);
  EXPECT_EQ(with(reader, {.path = "/v1/corridors"}).status, 200);
  Asking const job{
      .method = "POST", .path = "/v1/jobs", .body = to_text(quick_job())};
  EXPECT_EQ(with(reader, job).status, 403);
  auto const asked = with(planner, job);
  EXPECT_EQ(asked.status, 202);
  EXPECT_EQ(json(asked)["by"], "p");
  Asking const away{.method = "DELETE", .path = "/v1/corridors/tiny"};
  EXPECT_EQ(problem(with(planner, away)), "role-needed");
  EXPECT_EQ(problem(with(admin, away)), "bundled");
}

TEST_F(KeysOfServer, one_that_was_removed_elsewhere_is_refused_soon) {
  Keys elsewhere{folder_};
  auto const key = elsewhere.add("r", http::Role::reader);
  elsewhere.add("other", http::Role::reader);
  EXPECT_THROW(elsewhere.add("r", http::Role::admin), UsageError);
  std::this_thread::sleep_for(std::chrono::milliseconds{1100});
  EXPECT_EQ(with(key, {.path = "/v1/corridors"}).status, 200);
  EXPECT_TRUE(elsewhere.remove("r"));
  EXPECT_FALSE(elsewhere.remove("r"));
  std::this_thread::sleep_for(std::chrono::milliseconds{1100});
  EXPECT_EQ(with(key, {.path = "/v1/corridors"}).status, 401);
}

TEST_F(KeysOfServer, a_known_key_needs_no_hashing) {
  auto const key = application_->keys().add("r", http::Role::reader);
  http::Request request;
  request.fields["authorization"] = "bearer " + key;
  EXPECT_EQ(application_->keys().recognise(request), std::nullopt);
  EXPECT_EQ(application_->keys().identify(request).name, "r");
  ASSERT_TRUE(application_->keys().recognise(request));
  EXPECT_EQ(application_->keys().recognise(request)->role, http::Role::reader);
}

TEST_F(KeysOfServer, are_not_hashed_anew_when_something_else_is_written) {
  auto& keys = application_->keys();
  http::Request request;
  request.fields["authorization"] =
      "Bearer " + keys.add("r", http::Role::reader);
  EXPECT_EQ(keys.identify(request).name, "r");
  Ledger elsewhere{folder_};
  OwnScenarios{elsewhere}.add("tiny", "mine", "title = \"a\"");
  std::this_thread::sleep_for(std::chrono::milliseconds{1100});
  ASSERT_TRUE(keys.recognise(request));  // that is, without a hash
  EXPECT_EQ(keys.recognise(request)->name, "r");
}

TEST_F(KeysOfServer, who_guesses_is_slowed_down) {
  auto const key = application_->keys().add("r", http::Role::reader);
  auto const id = key.substr(0, key.rfind('_') + 1);
  http::Request request;
  request.address = "192.0.2.1";
  for (int i = 0; i < 10; ++i) {
    request.fields["authorization"] = "Bearer " + id + std::to_string(i);
    EXPECT_EQ(application_->keys().identify(request).role, http::Role::nobody);
  }
  request.fields["authorization"] = "Bearer " + id + "x";
  EXPECT_THROW(application_->keys().identify(request), http::Problem);
  request.address = "192.0.2.2";
  request.fields["authorization"] = "Bearer " + key;
  EXPECT_EQ(application_->keys().identify(request).name, "r");
}

// The hash is what takes time, and it is of all that came: no guess is judged
// by less where more of it is wrong.
TEST_F(KeysOfServer, a_wrong_key_is_hashed_once_whatever_is_right_in_it) {
  auto const key = application_->keys().add("r", http::Role::reader);
  auto const begin = key.substr(0, key.rfind('_') + 1);
  auto const hashed = [&](std::string const& guess) {
    http::Request request;
    request.fields["authorization"] = "Bearer " + guess;
    hashed_keys().clear();
    EXPECT_EQ(application_->keys().identify(request).role, http::Role::nobody);
    return hashed_keys();
  };
  using Keys = std::vector<std::string>;
  auto nearly = key;
  nearly.back() = nearly.back() == 'x' ? 'y' : 'x';
  auto const nothing = begin + std::string(key.size() - begin.size(), '?');
  EXPECT_EQ(hashed(nearly), Keys{nearly});
  EXPECT_EQ(hashed(nothing), Keys{nothing});
}

TEST_F(KeysOfServer, no_key_stands_in_the_ledger) {
  auto const key = application_->keys().add("r", http::Role::reader);
  store::Database database{folder_ / "server.sqlite"};
  auto const hash = database.prepare("SELECT hash FROM keys").word();
  ASSERT_TRUE(hash);
  EXPECT_TRUE(hash->starts_with("$argon2id$"));
  EXPECT_EQ(hash->find(key.substr(12)), std::string::npos);
}

}  // namespace
}  // namespace camel::server
