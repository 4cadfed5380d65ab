// SPDX-License-Identifier: Apache-2.0
#include "camel/api/consignments.h"

#include <chrono>

#include <fmt/format.h>

#include "camel/api/digest.h"
#include "camel/base/csv.h"
#include "camel/base/file.h"
#include "camel/base/utc_text.h"

namespace camel {

namespace {

std::filesystem::path consignments_in(std::filesystem::path const& folder) {
  make_private_folder(folder);
  return folder / "consignments.sqlite";
}

std::string now_in_milliseconds() {
  return utc_milliseconds(std::chrono::floor<std::chrono::milliseconds>(
      std::chrono::system_clock::now()));
}

Consignment sound(Json const& json, std::string const& id) {
  auto document = read_consignment(json, id);
  if (!document.ok()) {
    throw Refusal{Refused::unsound,
                  "the consignment holds mistakes — mend what the findings "
                  "name",
                  std::move(document.findings)};
  }
  return std::move(document.consignment);
}

ShownConsignment shown_to(Viewer const& viewer,
                          StoredConsignment const& stored) {
  Json json{{"consignment", stored.id}, {"created", stored.created}};
  json.update(ConsignmentRights{viewer, stored.consignment}.shown());
  auto tag = to_hex(digest_of(to_text(json)));
  return {stored.id, std::move(json), std::move(tag)};
}

Refusal changed_meanwhile() {
  return {Refused::changed,
          "somebody changed the consignment meanwhile — read it again, then "
          "change it"};
}

Refusal not_granted(std::string const& what) {
  return {Refused::not_granted,
          "your part in the consignment does not allow you to " + what};
}

// A cell; texts that a spreadsheet would take for a formula are told so.
std::string cell(std::string text) {
  if (!text.empty() &&
      std::string_view{"=+-@\t\r"}.find(text.front()) != std::string::npos) {
    text.insert(0, 1, '\'');
  }
  return csv_field(text);
}

std::string word_at(Json const& json, char const* pointer) {
  auto const value = json.value(Json::json_pointer{pointer}, Json{});
  return value.is_string() ? value.get<std::string>()
         : value.is_null() ? ""
                           : to_text(value);
}

std::string numbers_at(Json const& json, char const* member) {
  std::string list;
  for (auto const& one : json.value(member, Json::array())) {
    list += (list.empty() ? "" : " ") + one["number"].get<std::string>();
  }
  return list;
}

}  // namespace

Consignments::Consignments(std::filesystem::path const& folder)
    : store_{consignments_in(folder)} {}

ShownConsignment Consignments::make(Viewer const& viewer, Json const& json) {
  auto const id = ConsignmentStore::new_id();
  auto const consignment = sound(json, id);
  if (!may_make(viewer, consignment)) {
    throw not_granted(
        "make it: you must be its consignor or its forwarder, on the whole way "
        "or a part of it");
  }
  store_.add(id, viewer.party, consignment, now_in_milliseconds());
  return find(viewer, id);
}

StoredConsignment Consignments::stored(Viewer const& viewer,
                                       std::string const& id) {
  auto stored = store_.find(id);
  if (!stored || !ConsignmentRights{viewer, stored->consignment}.may_read()) {
    throw Refusal{Refused::unknown,
                  "there is no such consignment — yours are listed at "
                  "/v1/consignments"};
  }
  return *std::move(stored);
}

std::optional<StoredConsignment> Consignments::called(Viewer const& viewer,
                                                      std::string const& word) {
  auto const party =
      viewer.is_operator ? std::nullopt : std::optional{viewer.party};
  auto found = store_.list({.party = party, .note = word, .limit = 2});
  if (found.size() == 1) {
    return std::move(found.front());
  }
  try {
    return stored(viewer, word);
  } catch (Refusal const&) {
    return std::nullopt;
  }
}

ShownConsignment Consignments::find(Viewer const& viewer,
                                    std::string const& id) {
  return shown_to(viewer, stored(viewer, id));
}

ConsignmentPage Consignments::list(Viewer const& viewer,
                                   ConsignmentQuery query) {
  ConsignmentPage page;
  query.party = viewer.is_operator ? std::nullopt : std::optional{viewer.party};
  auto const limit = query.limit++;  // one more tells whether there are more
  auto all = store_.list(query);
  if (all.size() > limit) {
    all.resize(limit);
    page.next = all.back().row;
  }
  for (auto const& one : all) {
    if (ConsignmentRights{viewer, one.consignment}.may_read()) {
      page.consignments.push_back(shown_to(viewer, one));
    }
  }
  return page;
}

ShownConsignment Consignments::change(Viewer const& viewer,
                                      std::string const& id, Json const& patch,
                                      StillWanted const& still_wanted) {
  auto const before = stored(viewer, id);
  ConsignmentRights const rights{viewer, before.consignment};
  if (!patch.is_object()) {
    throw Refusal{Refused::unsound, "the change is no object"};
  }
  for (auto const& [member, value] : patch.items()) {
    if (!rights.may_change(member)) {
      throw not_granted("change '" + member + "'");
    }
  }
  if (!still_wanted(shown_to(viewer, before).tag)) {
    throw changed_meanwhile();
  }
  auto json = before.consignment.json;
  json.merge_patch(patch);
  if (!store_.change(id, before.version, sound(json, id),
                     now_in_milliseconds())) {
    throw changed_meanwhile();
  }
  return find(viewer, id);
}

void Consignments::remove(Viewer const& viewer, std::string const& id,
                          StillWanted const& still_wanted) {
  auto const before = stored(viewer, id);
  if (!ConsignmentRights{viewer, before.consignment}.may_remove()) {
    throw not_granted("take it away");
  }
  if (!still_wanted(shown_to(viewer, before).tag) ||
      !store_.remove(id, before.version)) {
    throw changed_meanwhile();
  }
}

std::string to_csv(std::vector<ShownConsignment> const& consignments) {
  std::string text =
      "consignment,note,contract,from,to,containers,wagons,gross_kg,departs,"
      "arrives\r\n";
  for (auto const& one : consignments) {
    auto const legs =
        one.json.value(Json::json_pointer{"/plan/legs"}, Json::array());
    text += fmt::format(
        "{},{},{},{},{},{},{},{},{},{}\r\n", one.id,
        cell(word_at(one.json, "/note")), word_at(one.json, "/contract"),
        word_at(one.json, "/taking_over/place"),
        word_at(one.json, "/delivery/place"),
        cell(numbers_at(one.json, "containers")),
        cell(numbers_at(one.json, "wagons")), word_at(one.json, "/gross_kg"),
        legs.empty() ? "" : word_at(legs.front(), "/departs"),
        legs.empty() ? "" : word_at(legs.back(), "/arrives"));
  }
  return text;
}

}  // namespace camel
