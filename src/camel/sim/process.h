// SPDX-License-Identifier: Apache-2.0
// The two kinds of coroutine that live in simulated time.
//
// A `Process` is a free function that takes the `Simulation&` first; it begins
// with `sim.start(...)` and then leads its own life. What it refers to (pools,
// the world) is declared before the `Simulation` and outlives it; the rest it
// takes by value.
//
// A `Task<T>` is a part of a process written as a coroutine of its own; it,
// too, takes the `Simulation&` first. The process awaits it, and gets its
// result or its exception:
//
//   bool const is_cleared = co_await clear_customs(sim, post, train);
#pragma once

#include <coroutine>
#include <cstdint>
#include <exception>
#include <optional>
#include <type_traits>
#include <utility>

namespace camel {

class Simulation;

// Where the kernel keeps what it knows of a living process. Used again after
// its end.
using Slot = std::uint32_t;

// A process as others know it; stays a stranger to whoever lives in the same
// slot later.
struct ProcessId {
  std::uint64_t birth = 0;  // the how-many-eth process of the simulation
  Slot slot = 0;

  bool operator==(ProcessId const&) const = default;
};

// What a process is called in messages: "train 4711". The kind is a literal or
// lives as long as the simulation.
struct Label {
  char const* kind = nullptr;
  std::uint64_t number = 0;
};

// What every promise knows: whose frame it is.
struct Whose {
  Simulation* simulation = nullptr;
  Slot slot = 0;
};

void* allocate_frame(Simulation& simulation, std::size_t bytes);
void free_frame(void* frame, std::size_t bytes) noexcept;

// Frames come from the arena of the simulation.
struct InArena {
  template <typename... Arguments>
  static void* operator new(std::size_t bytes, Simulation& simulation,
                            Arguments&&...) {
    return allocate_frame(simulation, bytes);
  }
  static void operator delete(void* frame, std::size_t bytes) noexcept {
    free_frame(frame, bytes);
  }
};

class [[nodiscard]] Process {
 public:
  struct promise_type : Whose, InArena {
    template <typename... Arguments>
    explicit promise_type(Simulation& owner, Arguments&&...);
    ~promise_type();
    promise_type(promise_type const&) = delete;
    promise_type& operator=(promise_type const&) = delete;

    Process get_return_object() {
      return Process{std::coroutine_handle<promise_type>::from_promise(*this)};
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept;
  };
  using Handle = std::coroutine_handle<promise_type>;

  Process(Process&& other) noexcept
      : handle_{std::exchange(other.handle_, nullptr)} {}
  Process& operator=(Process&&) = delete;
  ~Process() {
    if (handle_) {
      handle_.destroy();  // never started
    }
  }

 private:
  friend class Simulation;
  explicit Process(Handle handle) : handle_{handle} {}
  Handle handle_;
};

template <typename T>
class Task;

struct TaskPromiseBase : Whose, InArena {
  TaskPromiseBase() = default;
  TaskPromiseBase(TaskPromiseBase const&) = delete;
  TaskPromiseBase& operator=(TaskPromiseBase const&) = delete;

  std::suspend_always initial_suspend() noexcept { return {}; }
  struct GoBack {
    bool await_ready() const noexcept { return false; }
    template <typename Promise>
    std::coroutine_handle<> await_suspend(
        std::coroutine_handle<Promise> task) const noexcept;
    void await_resume() const noexcept {}
  };
  GoBack final_suspend() noexcept { return {}; }
  void unhandled_exception() noexcept { failure = std::current_exception(); }

  // Whom it goes back to once it has stopped; before, it simply returns.
  std::coroutine_handle<> parent;
  std::exception_ptr failure;
};

template <typename T>
struct TaskPromise : TaskPromiseBase {
  Task<T> get_return_object();
  template <typename Value>
  void return_value(Value&& value) {
    result.emplace(std::forward<Value>(value));
  }
  T take() { return *std::move(result); }

  std::optional<T> result;
};

template <>
struct TaskPromise<void> : TaskPromiseBase {
  Task<void> get_return_object();
  void return_void() noexcept {}
  void take() const noexcept {}
};

template <typename T = void>
class [[nodiscard]] Task {
 public:
  using promise_type = TaskPromise<T>;
  using Handle = std::coroutine_handle<promise_type>;

  Task(Task&& other) noexcept
      : handle_{std::exchange(other.handle_, nullptr)} {}
  Task& operator=(Task&&) = delete;
  ~Task() {
    if (handle_) {
      handle_.destroy();
    }
  }

  bool await_ready() const noexcept { return false; }
  template <typename Promise>
  bool await_suspend(std::coroutine_handle<Promise> parent);
  T await_resume() const {
    if (handle_.promise().failure) {
      std::rethrow_exception(handle_.promise().failure);
    }
    return handle_.promise().take();
  }

 private:
  friend promise_type;
  explicit Task(Handle handle) : handle_{handle} {}
  Handle handle_;
};

template <typename T>
Task<T> TaskPromise<T>::get_return_object() {
  return Task<T>{std::coroutine_handle<TaskPromise>::from_promise(*this)};
}
inline Task<void> TaskPromise<void>::get_return_object() {
  return Task<void>{std::coroutine_handle<TaskPromise>::from_promise(*this)};
}

}  // namespace camel

// A process outlives the expression that makes it, and with it every temporary
// that a `T&&` may refer to.
template <typename... Arguments>
struct std::coroutine_traits<camel::Process, camel::Simulation&, Arguments...> {
  static_assert((!std::is_rvalue_reference_v<Arguments> && ...),
                "a process takes what it needs by value, or refers to the "
                "world: a T&& would dangle");
  using promise_type = camel::Process::promise_type;
};

template <typename... Arguments>
struct std::coroutine_traits<camel::Process, Arguments...> {
  static_assert(sizeof...(Arguments) > 99,
                "a process is a free function that takes Simulation& first");
  using promise_type = camel::Process::promise_type;
};

template <typename T, typename... Arguments>
struct std::coroutine_traits<camel::Task<T>, camel::Simulation&, Arguments...> {
  using promise_type = camel::TaskPromise<T>;
};

template <typename T, typename... Arguments>
struct std::coroutine_traits<camel::Task<T>, Arguments...> {
  static_assert(sizeof...(Arguments) > 99,
                "a task is a free function that takes Simulation& first");
  using promise_type = camel::TaskPromise<T>;
};
