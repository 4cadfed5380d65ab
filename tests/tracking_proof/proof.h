// SPDX-License-Identifier: Apache-2.0
// Trials of the tracking store: kills, power cuts, failing and full disks, the
// same events again and in any order, what is no document. Each is one function
// of a seed and a size, so that ./test tries a little and ./soak much; each
// takes a seeded defect, and then it must find something, or it proves nothing.
// Having found it, it is over: where luck has a part in it, such a trial is
// given a size at which it would have to be out of luck many times.
#pragma once

#include <cstdint>
#include <string>

namespace camel {

enum class Defect : std::uint8_t {
  none,
  early_answer,      // callers hear before the commit
  no_sync,           // nobody waits for the disk
  believing,         // nor is a disk doubted that has failed
  deaf,              // failures of a commit are not heard
  out_of_turn,       // the log is moved by whoever wants to
  careless,          // nor are those of writing what is then committed
  forgetful,         // now and then a known event is taken for a new one
  order_of_arrival,  // corrections count only after what they correct
  trusting,          // events are read without being checked
  lenient,           // a comma before a bracket's end is not minded
  untransacted,      // a migration is done step by step
  plain_copy,        // a backup is a copy of the file
  links_only         // of the log only its links are checked
};

struct Trial {
  unsigned seed = 1;
  int size = 1;  // kills, cuts, faults, rounds, mutations
  Defect defect = Defect::none;
};

struct Verdict {
  std::int64_t tried = 0;         // as many as the size says
  std::int64_t acknowledged = 0;  // events of which a caller heard
  std::int64_t lost = 0;          // of these, what is not there
  std::int64_t wrong = 0;         // anything else that must not be
  double slowest_ms = 0;          // until it was ready again
  std::string first;              // what was wrong first
  std::string skipped;            // why it was not tried; blank: it was

  bool ok() const { return lost == 0 && wrong == 0; }
  void say(std::string const& what);
};

Verdict kill_it(Trial const& trial);                  // R1
Verdict kill_one_of_two(Trial const& trial);          // R1, of two programs
Verdict kill_server_and_it(Trial const& trial);       // R2
Verdict cut_power(Trial const& trial);                // R3
Verdict cut_power_of_a_bad_disk(Trial const& trial);  // R3, whose syncs fail
Verdict fail_disk(Trial const& trial);                // R4
Verdict fill_disk(Trial const& trial);                // R5
Verdict repeat_events(Trial const& trial);            // R7
Verdict permute_events(Trial const& trial);           // R8
Verdict mutate_documents(Trial const& trial);         // R9
Verdict read_json_suite(Trial const& trial);          // R9, of any size
Verdict change_rows(Trial const& trial);              // S12
Verdict back_up_under_load(Trial const& trial);       // D1
Verdict upgrade_files(Trial const& trial);            // D3

}  // namespace camel
