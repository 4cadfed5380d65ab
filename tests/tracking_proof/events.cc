// SPDX-License-Identifier: Apache-2.0
// R7, R8, R9: the same events again, events in any order, and what is no sound
// document.
#include <algorithm>
#include <array>
#include <atomic>
#include <random>
#include <set>
#include <thread>

#include <fmt/format.h>

#include "camel/tracking/capture_log.h"
#include "camel/tracking/line_up.h"
#include "camel/tracking/sqlite_events.h"
#include "proof_store.h"

namespace camel {

namespace {

EpcisEvent corrected(EpcisEvent const& event) {
  auto const text =
      event.json.substr(0, event.json.size() - 1) +
      R"(,"errorDeclaration":{"declarationTime":"2026-05-01T00:00:00Z"}})";
  return read_epcis(text).events.front();
}

// A box goes on a wagon and off it, the wagon moves, some events are declared
// in error.
std::vector<EpcisEvent> history(std::mt19937& luck, int events) {
  std::vector<EpcisEvent> all;
  for (int i = 0; i < events; ++i) {
    auto const wagon = luck() % 2;
    auto const kind = luck() % 4;
    auto const head = fmt::format(
        R"("eventTimeZoneOffset":"+00:00","eventID":"urn:uuid:{}",
        "eventTime":"2026-04-{:02}T{:02}:{:02}:00Z")",
        i, 1 + luck() % 20, luck() % 24, luck() % 60);
    auto const text =
        kind == 0 ? fmt::format(
                        R"({{"type":"ObjectEvent",{},"action":"OBSERVE",
                        "bizStep":"arriving",
                        "readPoint":{{"id":"https://example.org/p/{}"}},
                        "epcList":["https://example.org/wagon/{}"]}})",
                        head, luck() % 5, wagon)
                  : fmt::format(
                        R"({{"type":"AggregationEvent",{},"action":"{}",
                        "bizStep":"loading",
                        "parentID":"https://example.org/wagon/{}",
                        "childEPCs":["https://example.org/box/{}"]}})",
                        head, kind == 1 ? "DELETE" : "ADD", wagon, luck() % 3);
    all.push_back(read_epcis(text).events.front());
    if (luck() % 6 == 0) {
      all.push_back(corrected(all.back()));
    }
  }
  return all;
}

std::vector<LineUp> state_of(EventStore& store, Defect defect) {
  std::vector<LineUp> state;
  for (auto const* const name :
       {"https://example.org/box/0", "https://example.org/box/1",
        "https://example.org/box/2", "https://example.org/wagon/0",
        "https://example.org/wagon/1"}) {
    state.push_back(line_up(name, [&](std::string const& object) {
      auto events = store.events_of(object);
      if (defect == Defect::order_of_arrival) {
        std::set<std::string> heard;
        std::erase_if(events, [&](EpcisEvent const& event) {
          auto const is_new = heard.insert(event.id).second;
          return event.is_correction && is_new;
        });
      }
      return events;
    }));
  }
  return state;
}

}  // namespace

Verdict repeat_events(Trial const& trial) {
  Verdict verdict;
  std::mt19937 luck{trial.seed};
  constexpr int kEvents = 300;
  constexpr int kCallers = 16;
  for (; !is_over(trial, verdict); ++verdict.tried) {
    ProofFolder const folder;
    auto const file = folder.path() / "t.sqlite";
    std::vector<EpcisEvent> sent;
    for (int i = 0; i < kEvents; ++i) {
      sent.insert(sent.end(), 1 + luck() % 5, numbered_event(i));
    }
    std::shuffle(sent.begin(), sent.end(), luck);
    std::atomic<std::size_t> next = 0;
    std::atomic<std::int64_t> captured = 0;
    {
      EventStore store{defective(connect_for_proof(file), trial.defect)};
      std::vector<std::thread> callers;
      for (int caller = 0; caller < kCallers; ++caller) {
        callers.emplace_back([&] {
          for (auto i = next++; i < sent.size(); i = next++) {
            if (i % 10 == 0) {  // the line breaks before the answer, so again
              store.capture_later({sent[i]}, "", [&](CaptureOutcome outcome) {
                captured += outcome.answers.front() == Captured::captured;
              });
            }
            captured +=
                store.capture({&sent[i], 1}).front() == Captured::captured;
          }
        });
      }
      for (auto& caller : callers) {
        caller.join();
      }
    }
    std::vector<std::int64_t> all;
    for (int i = 0; i < kEvents; ++i) {
      all.push_back(i);
    }
    verdict.acknowledged += kEvents;
    judge(file, all, verdict);
    auto const size = open_sqlite_events(file)->size();
    if (captured != kEvents || size != kEvents) {
      verdict.say(fmt::format("{} events are {} rows, captured {} times",
                              kEvents, size, captured.load()));
    }
  }
  return verdict;
}

Verdict permute_events(Trial const& trial) {
  Verdict verdict;
  for (; !is_over(trial, verdict); ++verdict.tried) {
    std::mt19937 luck{trial.seed + static_cast<unsigned>(verdict.tried)};
    auto events = history(luck, 40);
    EventStore in_order{":memory:"};
    in_order.capture(events);
    std::shuffle(events.begin(), events.end(), luck);
    EventStore shuffled{":memory:"};
    for (std::size_t i = 0; i < events.size();) {
      auto const count = std::min(1 + luck() % 9, events.size() - i);
      shuffled.capture(std::span{events}.subspan(i, count));
      i += count;
    }
    verdict.acknowledged += static_cast<std::int64_t>(events.size());
    if (state_of(in_order, trial.defect) != state_of(shuffled, trial.defect)) {
      verdict.say(fmt::format("the state of seed {} depends on the order",
                              trial.seed + verdict.tried));
    }
  }
  return verdict;
}

namespace {

constexpr std::string_view kSound =
    R"({"@context":["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",{"rail":"https://example.org/rail/"}],"type":"EPCISDocument","schemaVersion":"2.0","creationDate":"2026-03-04T11:00:30Z","epcisBody":{"eventList":[{"type":"ObjectEvent","eventTime":"2026-03-04T11:00:30.000+01:00","eventTimeZoneOffset":"+01:00","epcList":["urn:epc:id:sscc:4012345.0000000111"],"action":"OBSERVE","bizStep":"departing","readPoint":{"id":"urn:epc:id:sgln:4012345.00001.0"},"rail:wagon":"218124712173","quantityList":[{"epcClass":"urn:epc:class:lgtin:4012345.012345.998877","quantity":20.5,"uom":"KGM"}]}]}})";

// What stands in a sound document, and what makes it wrong.
constexpr std::array<std::pair<std::string_view, std::string_view>, 16> kWrong{
    {{"departing", "vanishing"},
     {"OBSERVE", "LOOK"},
     {"ObjectEvent", "Event"},
     {"+01:00\",\"epc", "+15:00\",\"epc"},
     {"2026-03-04T11:00:30.000", "9999-03-04T11:00:30.000"},
     {"2026-03-04T11:00:30.000", "2026-02-30T11:00:30.000"},
     {"urn:epc:id:sscc:4012345.0000000111", "urn:epc:id:sscc:4012345.01"},
     {"urn:epc:id:sscc:4012345.0000000111", "a box"},
     {"\"2.0\"", "\"1.2\""},
     {"rail:wagon", "road:wagon"},
     {"rail:wagon", "wagon"},
     {"20.5", "\"20.5\""},
     {"20.5", "1e999"},
     {"KGM", "kilograms"},
     {"\"action\"", "\"type\":\"ObjectEvent\",\"action\""},
     {"[\"urn:epc:id:sscc:4012345.0000000111\"]", "\"one\""}}};

std::string changed(std::string_view from, std::string_view to) {
  std::string text{kSound};
  return text.replace(text.find(from), from.size(), to);
}

bool is_accepted(std::string const& text, Defect defect) {
  if (defect != Defect::trusting) {
    return read_epcis(text).ok();
  }
  auto const begin = text.find("[{\"type") + 1;
  try {
    read_known_event(text.substr(begin, text.rfind("]}}") - begin), "");
    return true;
  } catch (Error const&) {
    return false;
  }
}

// Bytes and pieces changed, doubled, left out.
std::string mutated(std::mt19937& luck) {
  std::string text{kSound};
  for (auto changes = 1 + luck() % 3; changes > 0; --changes) {
    auto const at = luck() % text.size();
    auto const length =
        std::min<std::size_t>(1 + luck() % 40, text.size() - at);
    auto const piece = text.substr(at, length);
    constexpr std::string_view kPieces[] = {
        "{",     "}",        "[",       "]",
        "\"",    ",",        ":",       "null",
        "1e999", "-0",       "\\u0000", "\\ud800",
        "\xff",  "[[[[[[[[", "true",    "{\"a\":{\"a\":1,\"a\":2}}"};
    switch (luck() % 5) {
      case 0:
        text[at] = static_cast<char>(luck() % 256);
        break;
      case 1:
        text.erase(at, length);
        break;
      case 2:
        text.insert(at, piece);
        break;
      case 3:
        text.insert(at, kPieces[luck() % std::size(kPieces)]);
        break;
      default:
        text.replace(at, length, kPieces[luck() % std::size(kPieces)]);
    }
    if (text.empty()) {
      text = " ";
    }
  }
  return text;
}

}  // namespace

Verdict mutate_documents(Trial const& trial) {
  Verdict verdict;
  if (!is_accepted(std::string{kSound}, Defect::none)) {
    verdict.say("a sound document is refused");
  }
  for (auto const& [from, to] : kWrong) {
    if (is_accepted(changed(from, to), trial.defect)) {
      verdict.say(fmt::format("'{}' in place of '{}' is taken", to, from));
    }
  }
  std::mt19937 luck{trial.seed};
  EventStore store{":memory:"};
  for (; !is_over(trial, verdict); ++verdict.tried) {
    auto const text = mutated(luck);
    try {
      auto const read = read_epcis(text);
      if (read.ok()) {
        store.capture(read.events);
        verdict.acknowledged += static_cast<std::int64_t>(read.events.size());
      }
      for (auto const& event : read.events) {
        auto const alone = read_epcis(event.json);
        if (alone.events.size() != 1 || alone.events[0] != event) {
          verdict.say("by itself it reads otherwise: " + event.json);
        }
      }
    } catch (std::exception const& failure) {
      verdict.say(fmt::format("{}: {}", failure.what(), text));
    }
  }
  store.with_tables([&](EventTables& tables) {
    if (auto const log = check_log(tables); !log.ok()) {
      verdict.say(log.fault);
    }
  });
  return verdict;
}

}  // namespace camel
