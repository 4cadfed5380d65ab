// SPDX-License-Identifier: Apache-2.0
#include "camel/store/postgres_server.h"

#include <gtest/gtest.h>

#include "camel/base/error.h"
#include "camel/store/postgres.h"

namespace camel::store {
namespace {

TEST(PostgresServerTest, what_was_committed_is_there_after_a_kill) {
  if (auto const why = PostgresServer::missing(); !why.empty()) {
    GTEST_SKIP() << why;
  }
  PostgresServer server;
  Postgres before{server.address()};
  before.run("CREATE TABLE wagons (number bigint)");
  before.run("INSERT INTO wagons VALUES (1)");
  before.run("BEGIN");
  before.run("INSERT INTO wagons VALUES (2)");
  server.kill();
  EXPECT_THROW(before.run("COMMIT"), Error);
  EXPECT_THROW(Postgres{server.address()}, Error);
  server.start();
  Postgres after{server.address()};
  EXPECT_EQ(after.run("SELECT sum(number) FROM wagons").whole(0, 0), 1);
}

}  // namespace
}  // namespace camel::store
