// SPDX-License-Identifier: Apache-2.0
#include "camel/sim/trace_file.h"

#include <filesystem>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include "camel/base/error.h"
#include "camel/base/file.h"
#include "camel/sim/pool.h"
#include "camel/sim/simulation.h"

namespace camel {
namespace {

Process cross(Simulation& sim, Pool& lanes) {
  auto const lane = co_await lanes.acquire();
  co_await sim.wait(20);
}

// Two trains, one lane.
void run_border(Trace& trace) {
  Pool lanes{1, "customs lanes"};
  Simulation sim;
  sim.set_trace(&trace);
  sim.start(cross(sim, lanes), {.label = {"train", 101}});
  sim.start(cross(sim, lanes), {.label = {"train", 103}});
  sim.run();
}

constexpr auto kLines =
    "0  start        train 101 (1)\n"
    "0  start        train 103 (2)\n"
    "0  go on        train 101 (1)\n"
    "0  go on        train 103 (2)\n"
    "0  wait         train 103 (2)  customs lanes\n"
    "20  go on        train 101 (1)\n"
    "20  end          train 101 (1)\n"
    "20  granted      train 103 (2)\n"
    "40  go on        train 103 (2)\n"
    "40  end          train 103 (2)\n";

class TraceFile : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = testing::TempDir() + "camel_trace_" +
              testing::UnitTest::GetInstance()->current_test_info()->name();
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path path() const { return folder_ / "run.trace"; }
  std::string printed() const {
    std::ostringstream out;
    print_trace(path(), out);
    return out.str();
  }
  void expect_broken(std::string const& text, std::string const& why) const {
    write_file(path(), text);
    std::ostringstream out;
    try {
      print_trace(path(), out);
      ADD_FAILURE() << "it was printed: " << out.str();
    } catch (Error const& error) {
      EXPECT_EQ(error.what(),
                path().string() + " is not a whole trace: " + why);
    }
  }

  std::filesystem::path folder_;
};

TEST_F(TraceFile, a_line_says_when_what_who_and_where) {
  std::ostringstream out;
  TextTrace trace{out};
  run_border(trace);
  EXPECT_EQ(out.str(), kLines);
}

TEST_F(TraceFile, a_binary_trace_prints_as_the_same_lines) {
  BinaryTrace trace{path()};
  run_border(trace);
  trace.finish();
  EXPECT_EQ(printed(), kLines);
  // Ten notes, one `where`, two names of one record each with their texts.
  EXPECT_EQ(std::filesystem::file_size(path()), 8 + 32 * (10 + 1 + 2 * 2));
}

TEST_F(TraceFile, processes_without_a_label_are_known_by_their_birth) {
  Pool lanes{1};
  std::ostringstream out;
  TextTrace trace{out};
  Simulation sim;
  sim.set_trace(&trace);
  sim.start(cross(sim, lanes));
  sim.run_until(0);
  EXPECT_EQ(out.str(),
            "0  start        process 1\n0  go on        process 1\n");
}

TEST_F(TraceFile, a_long_trace_is_whole_though_it_leaves_in_pieces) {
  // Three notes and a half for each of 20,000 trains are more than a megabyte.
  std::ostringstream out;
  TextTrace text{out};
  BinaryTrace binary{path()};
  for (Trace* trace :
       {static_cast<Trace*>(&text), static_cast<Trace*>(&binary)}) {
    Pool lanes{1, std::string(40, 'x')};
    Simulation sim;
    sim.set_trace(trace);
    for (std::uint64_t i = 0; i < 20'000; ++i) {
      sim.start(cross(sim, lanes), {.label = {"train", i}});
    }
    sim.run();
  }
  binary.finish();
  EXPECT_TRUE(printed() == out.str());
}

TEST_F(TraceFile, without_finish_there_is_no_file) {
  {
    BinaryTrace trace{path()};
    run_border(trace);
  }
  EXPECT_TRUE(std::filesystem::is_empty(folder_));
}

TEST_F(TraceFile, a_folder_that_is_not_there_is_an_error) {
  EXPECT_THROW((BinaryTrace{folder_ / "none" / "run.trace"}), Error);
}

TEST_F(TraceFile, what_is_no_trace_or_cut_off_is_refused) {
  BinaryTrace trace{path()};
  run_border(trace);
  trace.finish();
  auto const whole = read_file(path());
  expect_broken("", "it does not begin with CAMELTR1");
  expect_broken("time,what\n", "it does not begin with CAMELTR1");
  expect_broken(whole.substr(0, whole.size() - 1), "it ends within a record");
  expect_broken(whole.substr(0, 8 + 32), "a name is cut off");
  auto unknown = whole;
  unknown[unknown.size() - 4] = 9;
  expect_broken(unknown, "a record has an unknown action");
  auto nameless = whole;
  nameless[nameless.size() - 8] = 7;
  expect_broken(nameless, "a name is used before it is given");
}

}  // namespace
}  // namespace camel
