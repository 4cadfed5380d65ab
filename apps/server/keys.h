// SPDX-License-Identifier: Apache-2.0
// Who may ask: keys `sc_ID_SECRET`, of which only a hash is kept (Argon2id, by
// libsodium). A key is checked against its hash once, which takes a while on
// purpose; afterwards the server knows it again by a digest under a secret of
// its own run (keyed BLAKE2b).
//
// While there is no key at all, everybody may do what the server was told at
// its start: everything where this machine alone reaches it, elsewhere nothing,
// so that a server does not stand open when its last key is taken away.
#pragma once

#include <array>
#include <chrono>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "camel/http/exchange.h"
#include "ledger.h"

namespace camel::server {

struct KeyRow {
  std::string id, name;
  http::Role role = http::Role::reader;
  std::string created;
  // On whose behalf it asks for consignments and events; blank: nobody's.
  std::string party;

  bool operator==(KeyRow const&) const = default;
};

// Whether a party may be called so: up to 64 letters, digits, '-', '_' and '.'.
bool is_party_key(std::string_view text);

class Keys {
 public:
  // Of the ledger in this folder; another process may change them meanwhile.
  // While there are none, everybody has the role `without_keys`.
  explicit Keys(std::filesystem::path const& folder,
                http::Role without_keys = http::Role::nobody);

  // The key, which is shown this once. Throws UsageError where the name is
  // taken or blank, or the party is no key of one.
  std::string add(std::string const& name, http::Role role,
                  std::string const& party = "");
  bool remove(std::string const& name);  // false: there is none
  std::vector<KeyRow> list();
  // On whose behalf the key of this name asks; nothing: there is none (any
  // more).
  std::optional<std::string> party_of(std::string const& name);
  bool none();
  // Of whoever asks by the key of this name, as of now; blank: without one.
  http::Role role_of(std::string const& name);

  // At once, or nothing when a hash has to be computed.
  std::optional<http::Asker> recognise(http::Request const& request);
  // Computes it. Throws Problem 429 after too many wrong keys of an address.
  http::Asker identify(http::Request const& request);

 private:
  using KeyDigest = std::array<unsigned char, 32>;
  struct Known {
    KeyRow row;
    std::string hash;

    bool operator==(Known const&) const = default;
  };
  struct Wrong {
    int tries = 0;
    std::chrono::steady_clock::time_point since;
  };

  void look_again();
  void read_all();
  KeyDigest digest_of_key(std::string_view key) const;
  void count_wrong(std::string const& address);

  Ledger ledger_;
  http::Role without_keys_;
  std::map<std::string, Known> keys_;            // by id
  std::map<KeyDigest, std::string> remembered_;  // its id; blank: wrong
  std::map<std::string, Wrong> wrong_;           // by address
  std::array<unsigned char, 32> secret_{};
  std::int64_t version_ = 0;
  std::chrono::steady_clock::time_point looked_{};
  std::mutex mutex_, hashing_;
};

}  // namespace camel::server
