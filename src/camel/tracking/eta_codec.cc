// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/eta_codec.h"

#include <cstring>
#include <deque>
#include <map>
#include <type_traits>
#include <vector>

namespace camel {

namespace {

constexpr std::string_view kFormat = "Steel Camel arrivals 3\n";

template <typename Value>
constexpr bool kIsPlain = std::is_trivially_copyable_v<Value>;

// Both visit what there is in the same order.
class Packer {
 public:
  template <typename Value>
  void operator()(Value& value) {
    if constexpr (kIsPlain<Value>) {
      bytes_.append(reinterpret_cast<char const*>(&value), sizeof(Value));
    } else {
      value.visit_parts(*this);
    }
  }
  void operator()(std::string& text) {
    size(text.size());
    bytes_ += text;
  }
  void operator()(std::vector<bool>& list) {
    size(list.size());
    for (bool one : list) {
      (*this)(one);
    }
  }
  template <typename Value>
  void operator()(std::vector<Value>& list) {
    size(list.size());
    for (auto& one : list) {
      (*this)(one);
    }
  }
  template <typename Value>
  void operator()(std::deque<Value>& list) {
    size(list.size());
    for (auto& one : list) {
      (*this)(one);
    }
  }
  template <typename Key, typename Value>
  void operator()(std::map<Key, Value>& map) {
    size(map.size());
    for (auto const& [key, value] : map) {
      auto copy = key;
      (*this)(copy);
      (*this)(const_cast<Value&>(value));
    }
  }
  std::string take() { return std::move(bytes_); }

 private:
  void size(std::uint64_t count) { (*this)(count); }
  std::string bytes_;
};

class Unpacker {
 public:
  explicit Unpacker(std::string_view bytes) : bytes_{bytes} {}

  template <typename Value>
  void operator()(Value& value) {
    if constexpr (kIsPlain<Value>) {
      if (bytes_.size() < sizeof(Value)) {
        fail();
        return;
      }
      std::memcpy(&value, bytes_.data(), sizeof(Value));
      bytes_.remove_prefix(sizeof(Value));
    } else {
      value.visit_parts(*this);
    }
  }
  void operator()(std::string& text) {
    auto const count = size();
    text = bytes_.substr(0, count);
    bytes_.remove_prefix(count);
  }
  void operator()(std::vector<bool>& list) {
    list.resize(size());
    for (std::size_t i = 0; i < list.size(); ++i) {
      bool one = false;
      (*this)(one);
      list[i] = one;
    }
  }
  template <typename Value>
  void operator()(std::vector<Value>& list) {
    list.resize(size());
    for (auto& one : list) {
      (*this)(one);
    }
  }
  template <typename Value>
  void operator()(std::deque<Value>& list) {
    list.resize(size());
    for (auto& one : list) {
      (*this)(one);
    }
  }
  template <typename Key, typename Value>
  void operator()(std::map<Key, Value>& map) {
    for (auto left = size(); left > 0 && ok(); --left) {
      Key key{};
      Value value{};
      (*this)(key);
      (*this)(value);
      map.emplace(std::move(key), std::move(value));
    }
  }
  bool ok() const { return ok_; }
  bool at_end() const { return ok_ && bytes_.empty(); }

 private:
  // Everything takes a byte at least: more than are left cannot be.
  std::uint64_t size() {
    std::uint64_t count = 0;
    (*this)(count);
    if (count > bytes_.size()) {
      fail();
      return 0;
    }
    return count;
  }
  void fail() {
    ok_ = false;
    bytes_ = {};
  }

  std::string_view bytes_;
  bool ok_ = true;
};

}  // namespace

std::string to_bytes(LearntArrivals const& learnt) {
  Packer pack;
  auto copy = learnt;
  copy.model.visit_parts(pack);
  copy.calibration.visit_parts(pack);
  copy.goods.visit_parts(pack);
  copy.queues.visit_parts(pack);
  copy.announced.visit_parts(pack);
  return std::string{kFormat} + pack.take();
}

std::optional<LearntArrivals> learnt_from(std::string_view bytes) {
  if (!bytes.starts_with(kFormat)) {
    return std::nullopt;
  }
  bytes.remove_prefix(kFormat.size());
  Unpacker unpack{bytes};
  LearntArrivals learnt;
  learnt.model.visit_parts(unpack);
  learnt.calibration.visit_parts(unpack);
  learnt.goods.visit_parts(unpack);
  learnt.queues.visit_parts(unpack);
  learnt.announced.visit_parts(unpack);
  return unpack.at_end() ? std::optional{std::move(learnt)} : std::nullopt;
}

}  // namespace camel
