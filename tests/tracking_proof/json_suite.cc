// SPDX-License-Identifier: Apache-2.0
// R9: what others hold for JSON and for none (JSONTestSuite of N. Seriot), as
// whole documents and as the value of a field of an event; and the documents of
// EPCIS that their authors call wrong.
#include <fmt/format.h>

#include "camel/tracking/event_store.h"
#include "proof_store.h"
#include "standards_folder.h"

namespace camel {

namespace {

namespace fs = std::filesystem;

// An event of its own for each, since each is stored.
std::string document_with(std::string const& value, std::int64_t number) {
  return fmt::format(
             R"({{"@context":["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",{{"rail":"https://example.org/rail/"}}],
             "type":"EPCISDocument","schemaVersion":"2.0",
             "creationDate":"2026-03-04T11:00:30Z","epcisBody":{{"eventList":[
             {{"type":"ObjectEvent","eventTime":"2026-03-04T11:00:30Z",
             "eventTimeZoneOffset":"+01:00","action":"OBSERVE",
             "epcList":["urn:epc:id:sscc:4012345.0000000111"],
             "eventID":"urn:uuid:{}","rail:note":)",
             number) +
         value + "}]}}";
}

// As a reader does that means well.
std::string without_commas_at_the_end(std::string text) {
  for (auto at = text.find(','); at != std::string::npos;
       at = text.find(',', at + 1)) {
    auto const next = text.find_first_not_of(" \n\r\t", at + 1);
    if (next != std::string::npos && (text[next] == ']' || text[next] == '}')) {
      text[at] = ' ';
    }
  }
  return text;
}

EpcisDocument read_with(Defect defect, std::string const& text) {
  return read_epcis(defect == Defect::lenient ? without_commas_at_the_end(text)
                                              : text);
}

// What another rule than that of JSON refuses: names that stand twice, though
// they are JSON, since it says nothing of what they mean.
enum class Found : std::uint8_t { sound, no_json, other };

Found found_in(EpcisDocument const& read) {
  if (read.ok()) {
    return Found::sound;
  }
  auto const& message = read.findings.front().message;
  auto const is_json = !message.starts_with("is no JSON") &&
                       !message.starts_with("is nested deeper");
  return is_json ? Found::other : Found::no_json;
}

class Suite {
 public:
  explicit Suite(Defect defect) : defect_{defect} {}

  void try_file(fs::path const& file) {
    auto const name = file.filename().string();
    auto const text = read_file(file);
    auto const alone = found_in(read_with(defect_, text));
    auto const inside = read_with(defect_, document_with(text, verdict.tried));
    ++verdict.tried;
    if (alone == Found::sound) {
      verdict.say(name + " is taken for a document");
    }
    if (name.starts_with("n_") && (alone != Found::no_json || inside.ok())) {
      verdict.say(name + " is no JSON, and is taken");
    }
    if (name.starts_with("y_")) {
      auto const is_twice = name.starts_with("y_object_duplicated_key");
      if (alone != Found::other ||
          found_in(inside) != (is_twice ? Found::other : Found::sound)) {
        verdict.say(name + " is JSON, and is refused");
      }
    }
    keep(inside, name);
  }

  void try_example(EpcisExample const& example) {
    auto const read = read_with(defect_, read_file(example.file));
    ++verdict.tried;
    if (read.ok() == example.is_wrong) {
      verdict.say(example.file.string() + " is judged otherwise");
    }
  }

  Verdict verdict;

 private:
  // What was taken is stored, and is the same when it is read again.
  void keep(EpcisDocument const& read, std::string const& name) {
    if (!read.ok()) {
      return;
    }
    store_.capture(read.events);
    ++verdict.acknowledged;
    auto const page = store_.find({.ids = {read.events.front().id}});
    if (page.events.size() != 1 || page.events[0].event != read.events[0]) {
      verdict.say(name + " is not what was stored");
    }
  }

  Defect defect_;
  EventStore store_{":memory:"};
};

}  // namespace

Verdict read_json_suite(Trial const& trial) {
  auto const standards = standards_folder(CAMEL_ROOT);
  if (standards.empty()) {
    Verdict nothing;
    nothing.skipped = kNoStandards;
    return nothing;
  }
  Suite suite{trial.defect};
  for (auto const& file :
       files_below(standards / "json-parsing" / "test_parsing", {".json"})) {
    suite.try_file(file);
  }
  for (auto const& example : epcis_examples(standards)) {
    suite.try_example(example);
  }
  return suite.verdict;
}

}  // namespace camel
