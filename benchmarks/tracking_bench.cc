// SPDX-License-Identifier: Apache-2.0
// The tracking store on this machine's disk: events captured one by one and in
// batches by callers that wait until theirs are durable, questions asked of
// many events, how soon one is answered after a start, and how soon what is
// ahead of boxes with a plan is. Beside them, in the same run, what the disk
// can do and what one commit an event comes to; and the same captured by `camel
// serve`, in a process of its own, from clients that wait for its answer.
//
//   ./bench tracking [EVENTS] [SECONDS] [FOLDER] [CASE]
//
// EVENTS (100,000) are there when questions are asked; each case of capture
// lasts so many SECONDS (5); FOLDER is where the database is made. CASE is
// program (what this one captures and asks itself), served_singly or
// served_in_batches (what it sends to the other); else all are measured.
#include <algorithm>
#include <atomic>
#include <charconv>
#include <chrono>
#include <filesystem>
#include <limits>
#include <mutex>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "camel/api/outlooks.h"
#include "camel/base/error.h"
#include "camel/tracking/event_store.h"
#include "camel/tracking/line_up.h"
#include "camel/tracking/sqlite_events.h"
#include "load_client.h"
#include "measure.h"
#include "real_server.h"
#include "tracking_events.h"

namespace {

using Clock = std::chrono::steady_clock;
namespace fs = std::filesystem;

constexpr int kWriters = 64;
constexpr int kBatchWriters = 16;
constexpr int kBatch = 100;
constexpr int kReaders = 4;
constexpr int kReads = 2'000;
constexpr int kPlanned = 5'000;  // boxes with a plan

double milliseconds(Clock::duration duration) {
  return std::chrono::duration<double, std::milli>(duration).count();
}

double percentile(std::vector<double>& times, double share) {
  if (times.empty()) {
    return 0;
  }
  auto const at =
      static_cast<std::size_t>(share * static_cast<double>(times.size() - 1));
  std::nth_element(times.begin(),
                   times.begin() + static_cast<std::ptrdiff_t>(at),
                   times.end());
  return times[at];
}

struct Measured {
  std::int64_t items = 0;
  double seconds = 0;
  std::vector<double> times;  // in milliseconds
  double user_seconds = 0;
  double server_seconds = 0;  // of its processor, where there is a server
};

void print(std::string_view name, Measured& found,
           std::string_view what = "events_per_second") {
  fmt::print(
      "{{\"case\":\"{}\",\"{}\":{:.0f},\"p50_ms\":{:.2f},\"p99_ms\":{:.2f},"
      "\"p999_ms\":{:.2f},"
      "\"items\":{},\"user_us_per_item\":{:.1f},\"user_seconds\":{:.2f},"
      "\"peak_mb\":{:.0f}",
      name, what, static_cast<double>(found.items) / found.seconds,
      percentile(found.times, 0.5), percentile(found.times, 0.99),
      percentile(found.times, 0.999), found.items,
      1e6 * found.user_seconds / static_cast<double>(found.items),
      found.user_seconds, camel::usage_now().peak_mb);
  if (found.server_seconds > 0) {
    fmt::print(",\"server_us_per_item\":{:.1f}",
               1e6 * found.server_seconds / static_cast<double>(found.items));
  }
  fmt::print("}}\n");
  std::fflush(stdout);
}

// So many threads, each doing `work` again and again for a while; it returns
// how many items it has done.
template <typename Work>
Measured measured(int threads, double seconds, Work work) {
  Measured all;
  std::mutex mutex;
  auto const before = camel::usage_now();
  auto const start = Clock::now();
  auto const end = start + std::chrono::duration_cast<Clock::duration>(
                               std::chrono::duration<double>{seconds});
  std::vector<std::thread> running;
  for (int thread = 0; thread < threads; ++thread) {
    running.emplace_back([&, thread] {
      std::vector<double> times;
      std::int64_t items = 0;
      while (Clock::now() < end) {
        auto const began = Clock::now();
        auto const done = work(thread);
        if (done == 0) {
          break;
        }
        items += done;
        times.push_back(milliseconds(Clock::now() - began));
      }
      std::lock_guard const lock{mutex};
      all.items += items;
      all.times.insert(all.times.end(), times.begin(), times.end());
    });
  }
  for (auto& thread : running) {
    thread.join();
  }
  all.seconds = milliseconds(Clock::now() - start) / 1e3;
  all.user_seconds = camel::usage_now().user_seconds - before.user_seconds;
  return all;
}

class Bench {
 public:
  Bench(fs::path folder, std::int64_t events, double seconds)
      : folder_{std::move(folder)},
        events_{events},
        seconds_{seconds},
        server_{"tiny", folder_} {}

  // Blank: all cases.
  void run(std::string_view wanted) {
    auto ran = 0;
    auto const wants = [&](std::string_view name) {
      auto const is_wanted = wanted.empty() || wanted == name;
      ran += is_wanted ? 1 : 0;
      return is_wanted;
    };
    if (wants("program")) {
      run_in_program();
    }
    if (wants("served_singly")) {
      send("served_singly", "/epcis/events", kWriters, 1);
    }
    if (wants("served_in_batches")) {
      send("served_in_batches", "/epcis/capture", kBatchWriters, kBatch);
    }
    if (ran == 0) {
      throw camel::Error{fmt::format("there is no case '{}'", wanted)};
    }
  }

 private:
  void run_in_program() {
    probe_disk();
    commit_one_by_one();
    read_only();
    auto store = open();
    fill(*store);
    capture("singly", *store, kWriters, 1);
    capture("in_batches", *store, kBatchWriters, kBatch);
    ask(*store, "line_up", 0);
    ask(*store, "line_up_while_2000_a_second_come", 2'000);
    store.reset();
    restart();
    plan_boxes();
    first_alerts();
  }

  std::unique_ptr<camel::EventStore> open() const {
    return std::make_unique<camel::EventStore>(folder_ / "tracking.sqlite");
  }

  // 4 KiB appended and synced: what the disk can do in this minute.
  void probe_disk() const {
    auto const name = folder_ / "probe";
    auto const file = ::open(name.c_str(), O_CREAT | O_WRONLY | O_TRUNC, 0600);
    std::string const page(4096, 'x');
    auto found = measured(1, std::min(seconds_, 2.0), [&](int) {
      return ::write(file, page.data(), page.size()) == 4096 &&
                     ::fdatasync(file) == 0
                 ? 1
                 : 0;
    });
    ::close(file);
    fs::remove(name);
    print("fdatasync_4k", found, "syncs_per_second");
  }

  // The same events, each in a commit of its own: what the group saves.
  void commit_one_by_one() {
    auto const tables = camel::open_sqlite_events(folder_ / "one.sqlite", {});
    auto found = measured(1, std::min(seconds_, 3.0), [&](int) {
      auto const read = camel::read_epcis(camel::document_of(next_++, 1));
      camel::CaptureOrder const order{.events = read.events, .by = "peer"};
      capture_group(*tables, {&order, 1}, camel::EventMoment{});
      return 1;
    });
    print("peer_one_commit_an_event", found);
  }

  // What reading, checking and hashing alone cost.
  static void read_only() {
    auto const one = camel::document_of(0, 1);
    auto const many = camel::document_of(0, kBatch);
    auto single = measured(1, 1, [&](int) {
      return static_cast<int>(camel::read_epcis(one).events.size());
    });
    print("read_and_check_one", single);
    auto batch = measured(1, 1, [&](int) {
      return static_cast<int>(camel::read_epcis(many).events.size());
    });
    print("read_and_check_100", batch);
  }

  // Events of long ago, without measuring them apart.
  void fill(camel::EventStore& store) {
    constexpr int kDocument = 1'000;
    std::atomic<std::int64_t> begun = next_.load();
    auto const last = begun.load() + events_;
    auto found = measured(3, 1e9, [&](int) {
      auto const first = begun.fetch_add(kDocument);
      if (first >= last) {
        return 0;
      }
      auto const read = camel::read_epcis(camel::document_of(first, kDocument));
      store.capture(read.events, "filler");
      return kDocument;
    });
    first_ = next_.load();
    next_ = last + kDocument * 4;
    filled_ = found.items;
    print("fill_by_thousands", found);
  }

  void capture(std::string_view name, camel::EventStore& store, int writers,
               int batch) {
    auto found = measured(writers, seconds_, [&](int) {
      auto const first = next_.fetch_add(batch);
      auto const read = camel::read_epcis(camel::document_of(first, batch));
      auto const answers = store.capture(read.events, "a railway");
      return static_cast<int>(answers.size());
    });
    print(name, found);
  }

  void send(std::string_view name, std::string const& path, int connections,
            int batch) {
    camel::Load const load{
        .port = server_.port(),
        .path = path,
        .connections = connections,
        .requests = std::numeric_limits<int>::max(),
        .seconds = seconds_,
        .body = [&](int) {
          auto const first = next_.fetch_add(batch);
          return batch == 1 ? camel::event_text(first, camel::kContext)
                            : camel::document_of(first, batch);
        }};
    auto const before = camel::usage_now().user_seconds;
    auto const server_before = server_.cpu_seconds();
    auto result = ask_under_load(load);
    auto const items = static_cast<std::int64_t>(result.took_ms.size()) * batch;
    Measured found{.items = items,
                   .seconds = result.seconds,
                   .times = std::move(result.took_ms),
                   .user_seconds = camel::usage_now().user_seconds - before,
                   .server_seconds = server_.cpu_seconds() - server_before};
    print(name, found);
  }

  void ask(camel::EventStore& store, std::string_view name, int writes) {
    std::atomic<bool> is_over = false;
    std::thread writer{[&] {
      auto next = Clock::now();
      while (writes > 0 && !is_over) {
        std::this_thread::sleep_until(next);
        next += std::chrono::milliseconds{10};
        auto const count = writes / 100;
        auto const read = camel::read_epcis(
            camel::document_of(next_.fetch_add(count), count));
        store.capture(read.events, "a railway");
      }
    }};
    std::atomic<int> asked = 0;
    auto found = measured(kReaders, 1e9, [&](int thread) {
      auto const number = asked++;
      if (number >= kReads) {
        return 0;
      }
      static thread_local std::mt19937_64 luck{
          static_cast<std::uint64_t>(thread)};
      ask_of(store,
             first_ + static_cast<std::int64_t>(
                          luck() % static_cast<std::uint64_t>(
                                       std::max<std::int64_t>(1, filled_))));
      return 1;
    });
    is_over = true;
    writer.join();
    print(name, found, "answers_per_second");
  }

  static void ask_of(camel::EventStore& store, std::int64_t number) {
    auto const event =
        camel::read_epcis(camel::event_text(number)).events.front();
    auto const box = event.objects.front();
    auto const found = store.objects_called(box.substr(box.rfind('/') + 1));
    if (found.size() != 1) {
      throw camel::Error{"the box " + box + " is not known"};
    }
    auto const line = camel::line_up(box, [&](std::string const& object) {
      return store.events_of(object);
    });
    if (line.milestones.empty()) {
      throw camel::Error{"nothing is known of " + box};
    }
  }

  void restart() {
    auto found = measured(1, 1e9, [&, done = false](int) mutable {
      if (done) {
        return 0;
      }
      done = true;
      ask_of(*open(), first_);
      return 1;
    });
    print("restart_to_first_answer", found, "restarts_per_second");
  }

  // Boxes with a plan that left, one of each hundred for where it does not
  // lead.
  void plan_boxes() const {
    auto const store = open();
    for (int box = 0; box < kPlanned; box += kPlanned / 10) {
      auto const read =
          camel::read_epcis(camel::plans_text(box, kPlanned / 10));
      store->capture(read.events, "a forwarder");
    }
  }

  void first_alerts() {
    auto found = measured(1, 1e9, [&, done = false](int) mutable {
      if (done) {
        return 0;
      }
      done = true;
      auto const store = open();
      camel::ConsignmentStore consignments{":memory:"};
      camel::TrackedEvents tracked{*store, consignments};
      camel::Outlooks outlooks{{*store, consignments, tracked}, folder_};
      auto const page =
          outlooks.alerts({.party = {}, .is_operator = true}, {.limit = 1'000});
      if (page.alerts.size() != kPlanned / 100) {
        throw camel::Error{fmt::format("{} alerts", page.alerts.size())};
      }
      return 1;
    });
    print(fmt::format("restart_to_alerts_of_{}_boxes", kPlanned), found,
          "restarts_per_second");
  }

  fs::path folder_;
  std::int64_t events_;
  double seconds_;
  camel::RealServer server_;  // before there are threads
  std::atomic<std::int64_t> next_ = 0;
  std::int64_t first_ = 0, filled_ = 0;  // events of long ago
};

double number(char const* text) {
  std::string_view const word{text};
  double value = 0;
  std::from_chars(word.data(), word.data() + word.size(), value);
  return value;
}

}  // namespace

int main(int count, char** arguments) {
  auto const events = count > 1 ? number(arguments[1]) : 1e5;
  auto const seconds = count > 2 ? number(arguments[2]) : 5;
  fs::path const parent = count > 3 ? arguments[3] : fs::temp_directory_path();
  std::string_view const wanted = count > 4 ? arguments[4] : "";
  auto name = (parent / "camel-bench-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) {
    fmt::print(stderr, "no folder can be made in {}\n", parent.string());
    return 3;
  }
  auto code = 0;
  try {
    Bench{name, static_cast<std::int64_t>(events), seconds}.run(wanted);
  } catch (camel::Error const& failure) {
    fmt::print(stderr, "{}\n", failure.what());
    code = 3;
  }
  fs::remove_all(name);
  return code;
}
