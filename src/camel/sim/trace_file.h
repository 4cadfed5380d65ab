// SPDX-License-Identifier: Apache-2.0
// Traces that are kept. `TextTrace` writes a line for each note, to be read:
//
//   3600  start        train 12 (412)
//   3600  wait         train 12 (412)  tracks
//   5400  granted      train 12 (412)
//
// the time in ticks, what happened, who (and the how-many-eth process it is),
// and where it waits. `BinaryTrace` writes records of 32 bytes, for big runs;
// `print_trace` turns such a file into the same lines.
//
// The binary file: eight bytes "CAMELTR1", then records of little-endian whole
// numbers: time (8), process (8), number of its label (8), kind of its label
// (4), action (1), three zeros. A kind is the index of a name, 0 for none; for
// `wait`, a second record follows whose action is 200 and whose kind names the
// line. A name comes before its first use, as a record whose action is 201, its
// kind the index, its time the length; after it the text, filled with zeros to
// a multiple of 32 bytes.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <ostream>
#include <string>
#include <string_view>

#include "camel/base/file.h"
#include "camel/sim/trace.h"

namespace camel {

std::string_view name_of(Trace::Action action);

class TextTrace : public Trace {
 public:
  // The stream outlives the trace.
  explicit TextTrace(std::ostream& out) : out_{out} {}
  void note(Note const& note) override;

 private:
  std::ostream& out_;
};

class BinaryTrace : public Trace {
 public:
  // Throws Error if the file cannot be written; it is in its place after
  // `finish`, which must be called.
  explicit BinaryTrace(std::filesystem::path const& path);
  void note(Note const& note) override;
  void finish();

 private:
  std::uint32_t index_of(std::string_view name);

  FileWriter file_;
  std::string buffer_;
  std::map<std::string, std::uint32_t, std::less<>> names_;
};

// Throws Error if the file cannot be read or is no trace.
void print_trace(std::filesystem::path const& path, std::ostream& out);

}  // namespace camel
