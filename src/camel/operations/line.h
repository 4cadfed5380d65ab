// SPDX-License-Identifier: Apache-2.0
// Room on the line. A stretch holds so many trains of one direction, a place
// so many on its tracks; a train moves on only when there is room ahead, so a
// full yard holds trains back up the line.
//
// Trains that hold room while they wait for more could block each other for
// ever. They cannot here: where the spaces of some trains' ways form a circle,
// room is given only if afterwards all trains could still run to their ends,
// one after the other (E. W. Dijkstra, "Een algorithme ter voorkoming van de
// dodelijke omarming", EWD 108, 1965: the banker's algorithm).
#pragma once

#include <coroutine>
#include <cstdint>
#include <deque>
#include <limits>
#include <utility>
#include <vector>

#include "camel/sim/simulation.h"

namespace camel {

// Where trains may be: the room of a stretch in one direction, or the tracks
// of a place that trains keep until they leave.
using Space = std::uint32_t;
inline constexpr Space kOpenSpace = std::numeric_limits<Space>::max();

// The spaces of a way, in order. `kOpenSpace` stands for a place with room for
// any number, where a train keeps nothing.
using Claims = std::vector<Space>;

// What one train holds, and how far it has come along its claims.
struct Occupancy {
  Claims const* claims = nullptr;
  std::size_t next = 0;     // claim it has not been given yet
  std::vector<Space> held;  // in the order it was given them
  bool goes_first = false;  // before others that wait for room

  // While it waits.
  std::uint64_t ticket = 0;
  Slot slot = 0;
};

class Line {
 public:
  static constexpr int kUnlimited = std::numeric_limits<int>::max();

  struct Plan {
    std::vector<int> room;        // by space
    std::vector<Claims> ways;     // of all trains that will ever run
    std::size_t first_track = 0;  // spaces from here on are tracks of places
  };
  // Finds the circles; done once for many lines.
  struct Layout {
    explicit Layout(Plan the_plan);
    Plan plan;
    std::vector<std::uint32_t> circle;  // by space; 0: in none
    std::uint32_t circles = 0;
    std::vector<std::vector<Space>> members;  // by circle
  };

  explicit Line(Layout const& layout);

  // A train sets out on a way of the plan. One that goes first is given room
  // before others that wait for it.
  void set_out(Occupancy& train, std::size_t way);

  // `co_await line.enter(train, space)`: waits for room. The train keeps what
  // it holds besides until it gives it back.
  struct [[nodiscard("co_await it")]] Entry {
    Line& line;
    Occupancy& train;
    Space space;

    bool await_ready() { return line.enters_at_once(train, space); }
    template <typename Promise>
    void await_suspend(std::coroutine_handle<Promise> process) {
      auto& promise = process.promise();
      line.simulation_ = promise.simulation;
      train.slot = promise.slot;
      line.join(train, space);
      promise.simulation->suspend(train.slot);
    }
    void await_resume() const noexcept {}
  };
  Entry enter(Occupancy& train, Space space) { return {*this, train, space}; }
  // The same in two parts: is it given room at once? Who is not waits for it.
  bool enters_at_once(Occupancy& train, Space space);
  struct Room : Entry {
    bool await_ready() const noexcept { return false; }
  };
  [[nodiscard("co_await it")]] Room wait_for_room(Occupancy& train,
                                                  Space space) {
    return {{*this, train, space}};
  }

  // It runs on the stretch it was given last: all it held before is free. Or
  // it stands on the track it was given last: the stretch behind is free.
  void give_back_behind(Occupancy& train);
  // It stands where there is room for any number, or is at its end.
  void give_back_all(Occupancy& train);

  // Does waiting for this space need the line's leave, or is it first come,
  // first served without danger?
  bool is_in_circle(Space space) const { return layout_.circle[space] != 0; }
  int used(Space space) const { return used_[space]; }
  int room(Space space) const { return layout_.plan.room[space]; }
  std::size_t waiting() const { return waiting_; }

 private:
  bool may_enter(Occupancy& train, Space space);
  void take(Occupancy& train, Space space);
  void undo(Occupancy& train, std::size_t next);
  void release(Occupancy& train, Space space);
  void join(Occupancy& train, Space space);
  void serve(Space space);
  void serve_circle(std::uint32_t circle);
  void wake(Occupancy& train);
  bool can_finish_now(Occupancy const& train) const;
  bool all_can_finish(std::uint32_t circle);
  bool is_full(Space space) const { return used_[space] >= room(space); }

  struct Circle {
    std::vector<Occupancy*> trains;  // that hold some of its spaces
    std::vector<std::pair<Occupancy*, Space>> waiting;  // first come first
  };

  Layout const& layout_;
  Simulation* simulation_ = nullptr;
  std::vector<int> used_;
  std::vector<std::deque<Occupancy*>> queues_;  // of spaces in no circle
  std::vector<Circle> circles_;
  // While it looks for a way out: room that is free, by space; and who has not
  // found one yet.
  std::vector<int> free_;
  struct Search {
    Occupancy const* train = nullptr;
    std::ptrdiff_t next = 0;  // claim that was not free when it looked last
  };
  std::vector<Search> left_;
  std::vector<Space> freed_;  // while a train gives back
  std::size_t waiting_ = 0;
};

}  // namespace camel
