// SPDX-License-Identifier: Apache-2.0
// What the kernel knows of each living process, by its slot.
#pragma once

#include <coroutine>
#include <cstdint>

#include "camel/sim/aligned_array.h"
#include "camel/sim/pending_set.h"
#include "camel/sim/process.h"
#include "camel/sim/waiting_list.h"

namespace camel {

// What a process was woken by.
enum class Wake : std::uint8_t { timer, granted, interrupted };

class ProcessTable {
 public:
  static constexpr Slot kNobody = PendingItem::kMostSlots;
  static constexpr int kClassOfZero = -kFirstPriority;

  enum class State : std::uint8_t {
    active,     // it runs, or was never started
    suspended,  // until its time, or until somebody wakes it
    ready,      // woken, about to go on
  };
  // What is touched in every event.
  struct Live {
    std::coroutine_handle<> current;  // the innermost task, to be resumed
    Waiter* waiting = nullptr;        // the line it stands in, or lines
    std::uint64_t birth = 0;          // 0: nobody lives here
    std::uint32_t armed = 0;          // of its item in the pending set, or 0
    std::uint8_t event_class = kClassOfZero;
    State state = State::active;
    Wake wake = Wake::timer;  // if it is ready
  };
  struct Cold {
    Process::Handle process;  // owns the frames; null: not started
    Label label;
  };

  Live& operator[](Slot slot) { return live_[slot]; }
  Live const& operator[](Slot slot) const { return live_[slot]; }
  Cold& cold(Slot slot) { return cold_[slot]; }
  Cold const& cold(Slot slot) const { return cold_[slot]; }

  // Slots in use and free ones.
  Slot size() const { return static_cast<Slot>(live_.size()); }
  bool is_full() const { return free_.empty() && size() == kNobody; }

  bool is_alive(ProcessId process) const {
    return process.birth != 0 && process.slot < size() &&
           live_[process.slot].birth == process.birth;
  }
  ProcessId id_of(Slot slot) const { return {live_[slot].birth, slot}; }

  Slot add() {
    auto slot = size();
    if (free_.empty()) {
      live_.push_back({});
      cold_.push_back({});
    } else {
      slot = *(free_.end() - 1);
      free_.pop_back();
    }
    live_[slot].birth = ++births_;
    return slot;
  }
  void remove(Slot slot) {
    auto& live = live_[slot];
    live.birth = 0;
    live.state = State::active;
    live.waiting = nullptr;
    cold_[slot].process = nullptr;
    free_.push_back(slot);
  }

 private:
  AlignedArray<Live> live_;
  AlignedArray<Cold> cold_;
  AlignedArray<Slot> free_;
  std::uint64_t births_ = 0;
};

}  // namespace camel
