// SPDX-License-Identifier: Apache-2.0
// What trials share: events by number, a folder, and what must hold of a store
// that is opened again.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "camel/store/database.h"
#include "camel/tracking/event_store.h"
#include "camel/tracking/tables_behind.h"
#include "proof.h"

namespace camel {

// Enough was tried, or a seeded defect has been found.
bool is_over(Trial const& trial, Verdict const& verdict);

EpcisEvent numbered_event(std::int64_t number);

// Where it is quick, as in memory, since no trial needs a real disk: a kill
// leaves what was written, and cuts are laid out from what was noted.
class ProofFolder {
 public:
  ProofFolder();
  ProofFolder(ProofFolder const&) = delete;
  ProofFolder& operator=(ProofFolder const&) = delete;
  ~ProofFolder();
  std::filesystem::path const& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// Connects as a program would after a crash: every acknowledged event is there,
// once, and the log of captures is sound.
void judge(ConnectEvents const& connect,
           std::vector<std::int64_t> const& acknowledged, Verdict& verdict);
// And so is the file of the database.
void judge(std::filesystem::path const& file,
           std::vector<std::int64_t> const& acknowledged, Verdict& verdict);

// As the programs open it, whose log is moved by hand; it is long after a few
// groups, so that trials are also of moving it.
store::DatabaseSettings proof_settings();

// As the programs connect to a file, which is made so that the index of ids is
// swept every few events, so that trials are also of that.
ConnectEvents connect_for_proof(
    std::filesystem::path const& file,
    store::DatabaseSettings const& settings = proof_settings());

// Connects with the defect built in.
ConnectEvents defective(ConnectEvents connect, Defect defect);

}  // namespace camel
