// SPDX-License-Identifier: Apache-2.0
#include "keys.h"

#include <utility>

#include <sodium.h>

#include "answers.h"
#include "camel/base/check.h"
#include "camel/base/error.h"
#include "camel/base/names.h"
#include "camel/http/letters.h"
#include "camel/http/problem.h"

namespace camel::server {

namespace {

using Clock = std::chrono::steady_clock;

constexpr auto kLookAgain = std::chrono::seconds{1};
constexpr std::size_t kRemembered = 10'000;
constexpr int kWrongTries = 10;  // of an address, within:
constexpr auto kWrongTime = std::chrono::minutes{1};

// Without signs that addresses or shells take for something else.
template <std::size_t kBytes>
std::string random_text() {
  std::array<unsigned char, kBytes> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  std::string text(2 * kBytes + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
  text.pop_back();
  return text;
}

// What stands behind "Bearer "; blank where there is nothing of the kind.
std::string_view key_in(http::Request const& request) {
  constexpr std::string_view kScheme = "bearer ";
  auto const field = request.field("authorization").value_or("");
  if (http::lower(field.substr(0, kScheme.size())) != kScheme) {
    return "";
  }
  return field.substr(kScheme.size());
}

std::string_view id_in(std::string_view key) {
  constexpr std::string_view kBegin = "sc_";
  auto const end = key.find('_', kBegin.size());
  return key.starts_with(kBegin) && end != std::string_view::npos
             ? key.substr(kBegin.size(), end - kBegin.size())
             : std::string_view{};
}

std::string hash_of(std::string const& key) {
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  if (crypto_pwhash_str(hash.data(), key.data(), key.size(),
                        crypto_pwhash_OPSLIMIT_INTERACTIVE,
                        crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0) {
    throw Error{"there is not enough memory to hash a key (64 MiB)"};
  }
  return hash.data();
}

http::Asker asker_of(KeyRow const& row) { return {row.name, row.role}; }

void check_party(std::string const& party) {
  if (!party.empty() && !is_party_key(party)) {
    throw UsageError{"'" + party +
                     "' is no key of a party — use up to 64 letters, digits, "
                     "'-', '_' and '.'"};
  }
}

}  // namespace

bool is_party_key(std::string_view text) {
  constexpr std::string_view kLetters =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";
  return !text.empty() && text.size() <= 64 &&
         text.find_first_not_of(kLetters) == std::string_view::npos;
}

Keys::Keys(std::filesystem::path const& folder, http::Role without_keys)
    : ledger_{folder}, without_keys_{without_keys} {
  CAMEL_CHECK(sodium_init() >= 0, "libsodium could not be set up");
  randombytes_buf(secret_.data(), secret_.size());
  read_all();
}

std::string Keys::add(std::string const& name, http::Role role,
                      std::string const& party) {
  check_party(party);
  if (name.empty() || name.size() > 100) {
    throw UsageError{"a key needs a name of at most 100 letters"};
  }
  std::lock_guard const lock{mutex_};
  auto const there = ledger_.database.prepare("SELECT 1 FROM keys WHERE name=?")
                         .with(name)
                         .number();
  if (there) {
    throw UsageError{"there is a key '" + name +
                     "' already — remove it first, or choose another name"};
  }
  auto const id = random_text<4>();
  auto const key = "sc_" + id + "_" + random_text<32>();
  ledger_.database
      .prepare(
          "INSERT INTO keys (id, name, role, hash, created, party) "
          "VALUES (?, ?, ?, ?, ?, ?)")
      .with(id, name, name_of(role), hash_of(key), now_text(), party)
      .run();
  read_all();
  return key;
}

bool Keys::remove(std::string const& name) {
  std::lock_guard const lock{mutex_};
  ledger_.database.prepare("DELETE FROM keys WHERE name = ?").with(name).run();
  auto const gone = ledger_.database.changed_rows() > 0;
  read_all();
  return gone;
}

// Where the ledger cannot be read, the keys of before hold. The version is
// asked first: what is written meanwhile is seen at the next look.
void Keys::read_all() {
  auto const version = ledger_.database.foreign_version();
  std::map<std::string, Known> keys;
  auto rows = ledger_.database.prepare(
      "SELECT id, name, role, hash, created, party FROM keys");
  while (rows.step()) {
    keys[rows.text(0)] = {
        {rows.text(0), rows.text(1),
         find_by_name<http::Role>(rows.text(2)).value_or(http::Role::nobody),
         rows.text(4), rows.text(5)},
        rows.text(3)};
  }
  // Most of what others write are events and jobs: then nobody is hashed anew.
  if (keys != keys_) {
    keys_ = std::move(keys);
    remembered_.clear();
  }
  version_ = version;
}

void Keys::look_again() {
  auto const now = Clock::now();
  if (now - looked_ < kLookAgain) {
    return;
  }
  looked_ = now;
  if (ledger_.database.foreign_version() != version_) {
    read_all();
  }
}

std::vector<KeyRow> Keys::list() {
  std::lock_guard const lock{mutex_};
  std::vector<KeyRow> rows;
  for (auto const& [id, known] : keys_) {
    rows.push_back(known.row);
  }
  return rows;
}

std::optional<std::string> Keys::party_of(std::string const& name) {
  std::lock_guard const lock{mutex_};
  for (auto const& [id, known] : keys_) {
    if (known.row.name == name) {
      return known.row.party;
    }
  }
  return std::nullopt;
}

bool Keys::none() {
  std::lock_guard const lock{mutex_};
  look_again();
  return keys_.empty();
}

http::Role Keys::role_of(std::string const& name) {
  std::lock_guard const lock{mutex_};
  look_again();
  if (name.empty()) {
    return keys_.empty() ? without_keys_ : http::Role::nobody;
  }
  for (auto const& [id, known] : keys_) {
    if (known.row.name == name) {
      return known.row.role;
    }
  }
  return http::Role::nobody;
}

Keys::KeyDigest Keys::digest_of_key(std::string_view key) const {
  KeyDigest digest{};
  crypto_generichash(digest.data(), digest.size(),
                     reinterpret_cast<unsigned char const*>(key.data()),
                     key.size(), secret_.data(), secret_.size());
  return digest;
}

std::optional<http::Asker> Keys::recognise(http::Request const& request) {
  std::lock_guard const lock{mutex_};
  look_again();
  if (keys_.empty()) {
    return http::Asker{"", without_keys_};
  }
  auto const key = key_in(request);
  if (key.empty() || key.size() > 200 ||
      !keys_.contains(std::string{id_in(key)})) {
    return http::Asker{};
  }
  auto const known = remembered_.find(digest_of_key(key));
  if (known == remembered_.end()) {
    return std::nullopt;
  }
  return known->second.empty() ? http::Asker{}
                               : asker_of(keys_.at(known->second).row);
}

void Keys::count_wrong(std::string const& address) {
  auto const now = Clock::now();
  std::erase_if(wrong_, [&](auto const& one) {
    return now - one.second.since > kWrongTime;
  });
  auto& wrong = wrong_.try_emplace(address, Wrong{0, now}).first->second;
  ++wrong.tries;
}

http::Asker Keys::identify(http::Request const& request) {
  // One at a time: each takes 64 MiB and a good part of a second.
  std::lock_guard const one_at_a_time{hashing_};
  if (auto const asker = recognise(request)) {
    return *asker;
  }
  auto const key = std::string{key_in(request)};
  auto const id = std::string{id_in(key)};
  std::string hash;
  {
    std::lock_guard const lock{mutex_};
    if (auto const wrong = wrong_.find(request.address);
        wrong != wrong_.end() && wrong->second.tries >= kWrongTries &&
        Clock::now() - wrong->second.since < kWrongTime) {
      http::Problem problem{429, "too-many-requests",
                            "too many wrong keys came from this address — try "
                            "again in a minute"};
      problem.retry_after = "60";
      throw problem;
    }
    if (!keys_.contains(id)) {
      return {};
    }
    hash = keys_.at(id).hash;
  }
  auto const right =
      crypto_pwhash_str_verify(hash.c_str(), key.data(), key.size()) == 0;
  std::lock_guard const lock{mutex_};
  auto const known = keys_.find(id);
  if (known == keys_.end() || known->second.hash != hash) {
    return {};  // removed meanwhile
  }
  if (remembered_.size() >= kRemembered) {
    remembered_.clear();
  }
  remembered_[digest_of_key(key)] = right ? id : "";
  if (!right) {
    count_wrong(request.address);
    return {};
  }
  return asker_of(known->second.row);
}

}  // namespace camel::server
