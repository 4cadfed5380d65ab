// SPDX-License-Identifier: Apache-2.0
// Where boxes are, by the events that were captured of them, as the programs
// ask for it.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "camel/api/event_place.h"
#include "camel/api/json.h"
#include "camel/tracking/line_up.h"

namespace camel {

// What became of a document. Where one of its events is wrong, or another one
// is known under its id, none of its events is captured.
struct CaptureReport {
  std::string file;
  std::size_t events = 0, captured = 0, known = 0;
  std::vector<EpcisFinding> findings;
  bool ok() const { return findings.empty(); }
};

class Tracker {
 public:
  explicit Tracker(EventPlace const& place);
  explicit Tracker(std::filesystem::path const& folder)
      : Tracker{EventPlace{.folder = folder}} {}

  CaptureReport capture(std::string const& file, std::string_view text);
  // Events of it that were read before.
  CaptureReport capture(std::string const& file,
                        std::span<EpcisEvent const> events);

  // Of a container number, a wagon number or the whole name of a thing; nothing
  // where nothing of it is known. Throws UsageError where the word stands for
  // several things, and where it is a number whose check digit is wrong. With a
  // moment: as far as it was told by then.
  std::optional<LineUp> line_up(std::string const& word,
                                std::optional<EventMoment> by = {});

  std::int64_t events() { return store_.size(); }
  EventStore& store() { return store_; }

 private:
  EventStore store_;
};

// Of a container or a wagon as it is written on its door: without gaps, in
// capitals; other words as they are.
std::string plain_number(std::string const& word);

// Reads the document without keeping it.
CaptureReport check_document(std::string const& file, std::string_view text);

std::string to_json(std::vector<CaptureReport> const& reports);
Json line_up_json(LineUp const& line_up);

}  // namespace camel
