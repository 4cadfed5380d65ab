// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "camel/http/percent.h"
#include "capture_jobs.h"
#include "epcis_query.h"
#include "standards_folder.h"
#include "test_parties.h"

namespace camel::server {
namespace {

constexpr auto kEvents = "/epcis/events";

Json event(std::string const& id, std::string const& box,
           std::string const& place = "DOS",
           std::string const& time = "2026-03-05T09:00:00Z") {
  return {{"type", "ObjectEvent"},
          {"eventID", id},
          {"action", "OBSERVE"},
          {"bizStep", "arriving"},
          {"disposition", "in_transit"},
          {"eventTime", time},
          {"eventTimeZoneOffset", "+00:00"},
          {"epcList", {"https://example.org/container/" + box}},
          {"readPoint", {{"id", "https://example.org/place/" + place}}}};
}

Json document(std::vector<Json> const& events) {
  return {{"@context",
           {"https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"}},
          {"type", "EPCISDocument"},
          {"schemaVersion", "2.0"},
          {"creationDate", "2026-03-05T10:00:00Z"},
          {"epcisBody", {{"eventList", events}}}};
}

std::vector<Json> events_in(http::Response const& response) {
  auto const json = Json::parse(*response.body);
  return json["epcisBody"]["queryResults"]["resultsBody"]["eventList"]
      .get<std::vector<Json>>();
}

class Epcis : public ServerTest {
 protected:
  std::string exception(http::Response const& response) const {
    return json(response).value("type", "");
  }
  std::size_t found(std::string const& query) {
    auto const answer = get(kEvents, query);
    EXPECT_EQ(answer.status, 200) << *answer.body;
    return answer.status == 200 ? events_in(answer).size() : 0;
  }
};

TEST_F(Epcis, a_document_is_captured_and_its_job_says_so) {
  auto const answer =
      post("/epcis/capture", document({event("urn:uuid:1", "CSQU3054383"),
                                       event("urn:uuid:2", "TCNU7200794")}));
  ASSERT_EQ(answer.status, 202) << *answer.body;
  EXPECT_EQ(answer.fields.at("gs1-epcis-version"), "2.0.0");
  auto const job = json(get(answer.fields.at("location")));
  EXPECT_EQ(job["running"], false);
  EXPECT_EQ(job["success"], true);
  EXPECT_EQ(json(get("/epcis/capture"))[0], job);
  restart();
  EXPECT_EQ(found(""), 2U);
  EXPECT_EQ(json(get(answer.fields.at("location"))), job);
}

TEST_F(Epcis, an_event_comes_back_where_it_is_small) {
  auto const context =
      Json{"https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",
           {{"x", "https://example.org/x/"}}};
  auto small = event("urn:uuid:1", "CSQU3054383");
  small["@context"] = context;
  auto const first = post(kEvents, small);
  ASSERT_EQ(first.status, 201) << *first.body;
  EXPECT_EQ(json(first), small);
  auto large = event("urn:uuid:2", "CSQU3054383");
  large["@context"] = context;
  large["x:note"] = std::string(9'000, 'x');
  auto const second = post(kEvents, large);
  ASSERT_EQ(second.status, 201);
  EXPECT_FALSE(second.body);
  EXPECT_EQ(get(std::string{kEvents} + "/urn:uuid:2").status, 200);
}

TEST_F(Epcis, an_event_has_an_address_also_where_its_id_has_slashes) {
  for (auto const* const id : {"https://example.org/event/1", "urn:uuid:1"}) {
    auto const answer = post(kEvents, event(id, "CSQU3054383", id));
    ASSERT_EQ(answer.status, 201) << *answer.body;
    EXPECT_EQ(answer.fields.at("location"),
              std::string{kEvents} + "/" + http::encode_percent(id));
    auto path = std::string{kEvents} + "/" + id;
    std::replace(path.begin() + 15, path.end(), '/', http::kEncodedSlash);
    auto const there = events_in(get(path));
    ASSERT_EQ(there.size(), 1U);
    EXPECT_EQ(there[0]["eventID"], id);
    EXPECT_TRUE(there[0].contains("recordTime"));
  }
  EXPECT_EQ(exception(get(std::string{kEvents} + "/urn:uuid:9")),
            "epcisException:NoSuchNameException");
}

TEST_F(Epcis, mistakes_refuse_the_document_or_its_wrong_events) {
  auto wrong = event("urn:uuid:2", "TCNU7200794");
  wrong["bizStep"] = "flying";
  auto const both = document({event("urn:uuid:1", "CSQU3054383"), wrong});
  auto const refused = post("/epcis/capture", both);
  EXPECT_EQ(refused.status, 400);
  EXPECT_EQ(exception(refused), "epcisException:ValidationException");
  EXPECT_EQ(json(refused)["mistakes"][0]["at"],
            "/epcisBody/eventList/1/bizStep");
  EXPECT_EQ(found(""), 0U);
  auto const proceeded = post("/epcis/capture", both,
                              {{"gs1-capture-error-behaviour", "proceed"}});
  EXPECT_EQ(proceeded.status, 202);
  auto const job = json(get(proceeded.fields.at("location")));
  EXPECT_EQ(job["success"], false);
  EXPECT_EQ(job["errors"].size(), 1U);
  EXPECT_EQ(found(""), 1U);
  EXPECT_EQ(
      post("/epcis/capture", both, {{"gs1-capture-error-behaviour", "all"}})
          .status,
      400);
  EXPECT_EQ(post("/epcis/capture", both, {{"gs1-epcis-version", "1.2"}}).status,
            406);
}

TEST_F(Epcis, the_same_again_is_taken_and_another_under_its_id_is_not) {
  EXPECT_EQ(post(kEvents, event("urn:uuid:1", "CSQU3054383")).status, 201);
  EXPECT_EQ(post(kEvents, event("urn:uuid:1", "CSQU3054383")).status, 201);
  EXPECT_EQ(found(""), 1U);
  auto const other = post(kEvents, event("urn:uuid:1", "TCNU7200794"));
  EXPECT_EQ(other.status, 409);
  EXPECT_EQ(exception(other), "epcisException:ResourceAlreadyExistsException");
  EXPECT_EQ(json(other)["eventIDs"], Json::array({"urn:uuid:1"}));
  EXPECT_EQ(
      post("/epcis/capture", document({event("urn:uuid:2", "CSQU3054383"),
                                       event("urn:uuid:1", "TCNU7200794")}))
          .status,
      409);
  EXPECT_EQ(found(""), 1U);
}

TEST_F(Epcis, filters_choose_events) {
  auto departing =
      event("urn:uuid:2", "TCNU7200794", "KHG", "2026-03-06T09:00:00Z");
  departing["bizStep"] = "departing";
  departing["bizLocation"] = {{"id", "https://example.org/place/YARD"}};
  post("/epcis/capture",
       document({event("urn:uuid:1", "CSQU3054383"), departing}));
  for (auto const* const query :
       {"eventType=ObjectEvent&EQ_bizStep=departing",
        "EQ_bizStep=https://ref.gs1.org/cbv/BizStep-departing",
        "GE_eventTime=2026-03-06T00:00:00Z", "EQ_eventID=urn:uuid:2",
        "LT_eventTime=2026-03-06T00:00:00Z",
        "MATCH_anyEPC=https://example.org/container/CSQU3054383",
        "EQ_readPoint=https://example.org/place/KHG",
        "EQ_bizLocation=https://example.org/place/YARD"}) {
    EXPECT_EQ(found(query), 1U) << query;
  }
  for (auto const* const query :
       {"EQ_bizStep=arriving|departing", "EQ_disposition=in_transit",
        "GE_recordTime=2020-01-01T00:00:00Z", "EQ_action=OBSERVE"}) {
    EXPECT_EQ(found(query), 2U) << query;
  }
  for (auto const* const query :
       {"LT_recordTime=2020-01-01T00:00:00Z", "eventType=AggregationEvent",
        "EQ_bizStep=storing", "MATCH_anyEPC=https://example.org/x"}) {
    EXPECT_EQ(found(query), 0U) << query;
  }
  EXPECT_EQ(events_in(get("/epcis/bizSteps/departing/events")).size(), 1U);
  EXPECT_EQ(events_in(get("/epcis/eventTypes/ObjectEvent/events")).size(), 2U);
  EXPECT_EQ(get("/epcis/eventTypes").status, 200);
  EXPECT_EQ(get("/epcis/nothing/x/events").status, 404);
}

TEST_F(Epcis, capture_jobs_are_not_chosen_by_what_events_are) {
  EXPECT_EQ(get("/epcis/capture", "perPage=1").status, 200);
  EXPECT_EQ(get("/epcis/capture", "nextPageToken=0.7").status, 200);
  for (auto const* const query :
       {"EQ_bizStep=departing", "GE_eventTime=2026-03-06T00:00:00Z",
        "EQ_eventID=urn:uuid:1", "color=red"}) {
    auto const answer = get("/epcis/capture", query);
    EXPECT_EQ(answer.status, 400) << query;
    EXPECT_EQ(exception(answer), "epcisException:QueryParameterException");
  }
}

TEST_F(Epcis, questions_without_sense_are_refused) {
  for (auto const* const query :
       {"EQ_bizStep=flying", "GE_eventTime=yesterday", "perPage=0",
        "perPage=1001", "nextPageToken=x", "nextPageToken=1.-1", "EQ_color=red",
        "eventType=Event", "EQ_action=EAT"}) {
    auto const answer = get(kEvents, query);
    EXPECT_EQ(answer.status, 400) << query;
    EXPECT_EQ(exception(answer), "epcisException:QueryParameterException");
  }
}

TEST_F(Epcis, pages_lead_to_all_events_once) {
  std::vector<Json> events;
  for (int i = 0; i < 7; ++i) {
    events.push_back(event("urn:uuid:" + std::to_string(i), "CSQU3054383",
                           "DOS", "2026-03-05T09:00:00Z"));
    events.back()["readPoint"]["id"] = "urn:place:" + std::to_string(i);
  }
  post("/epcis/capture", document(events));
  for (auto const* const filter : {"", "GE_eventTime=2020-01-01T00:00:00Z&"}) {
    std::set<std::string> ids;
    auto query = filter + std::string{"perPage=3"};
    int pages = 0;
    for (;;) {
      auto const page = get(kEvents, query);
      ++pages;
      for (auto const& one : events_in(page)) {
        EXPECT_TRUE(ids.insert(one["eventID"]).second);
      }
      auto const link = page.fields.find("link");
      if (link == page.fields.end()) {
        break;
      }
      auto const at = link->second.find("nextPageToken=");
      auto const end = link->second.find('>');
      query = filter + std::string{"perPage=3&"} +
              link->second.substr(at, end - at);
    }
    EXPECT_EQ(ids.size(), 7U);
    EXPECT_EQ(pages, 3);
  }
}

TEST_F(Epcis, a_document_is_no_event_wherever_it_has_its_list) {
  auto const one = event("urn:uuid:1", "CSQU3054383");
  for (auto const* const type : {"EPCISDocument", "EPCISQueryDocument"}) {
    for (auto const& events :
         {Json::array(), Json::array({one}), Json::array({one, one})}) {
      auto const answer =
          post(kEvents, {{"type", type},
                         {"@context", Json::array()},
                         {"schemaVersion", "2.0"},
                         {"creationDate", "2026-03-05T10:00:00Z"},
                         {"eventList", events}});
      EXPECT_EQ(answer.status, 400) << type << events;
      EXPECT_EQ(exception(answer), "epcisException:ValidationException");
    }
  }
  EXPECT_EQ(found(""), 0U);
}

TEST_F(Epcis, what_is_kept_of_mistakes_is_neither_much_nor_long) {
  auto wrong = event("urn:uuid:1", "CSQU3054383");
  wrong["epcList"] = Json(1'000, std::string(1'000, 'x'));
  auto const both = document({wrong, event("urn:uuid:2", "CSQU3054383")});
  EXPECT_EQ(json(post("/epcis/capture", both))["mistakes"].size(), 500U);
  auto const sent = post("/epcis/capture", both,
                         {{"gs1-capture-error-behaviour", "proceed"}});
  auto const job = get(sent.fields.at("location"));
  EXPECT_EQ(json(job)["errors"].size(), 500U);
  EXPECT_LT(job.body->size(), 500U * 800U);
  EXPECT_EQ(found(""), 1U);
}

TEST_F(Epcis, a_name_that_is_cut_within_a_letter_is_kept_all_the_same) {
  std::string flying;
  for (int i = 0; i < 400; ++i) {
    flying += "лет";
  }
  auto wrong = event("urn:uuid:1", "CSQU3054383");
  wrong["bizStep"] = flying;
  auto const sent = post("/epcis/capture", document({wrong}),
                         {{"gs1-capture-error-behaviour", "proceed"}});
  ASSERT_EQ(sent.status, 202) << *sent.body;
  EXPECT_EQ(json(get(sent.fields.at("location")))["errors"].size(), 1U);
}

TEST_F(Epcis, capture_jobs_are_kept_of_the_newest_documents) {
  Ledger ledger{folder_ / "few"};
  CaptureJobs jobs{ledger, 2};
  for (auto const* const created : {"1", "2", "3"}) {
    std::promise<void> written;
    CaptureJob job;
    job.created = created;
    jobs.add(job, [&](std::string const&, std::exception_ptr const&) {
      written.set_value();
    });
    written.get_future().wait();
  }
  auto const kept = jobs.list(std::nullopt, std::nullopt, 10);
  ASSERT_EQ(kept.size(), 2U);
  EXPECT_EQ(kept[1].created, "2");
}

TEST_F(Epcis, a_client_learns_what_may_be_captured) {
  auto const answer = ask({.method = "OPTIONS", .path = "/epcis/capture"});
  EXPECT_EQ(answer.status, 204);
  EXPECT_EQ(answer.fields.at("gs1-epcis-capture-limit"), "10000");
  std::vector<Json> many(10'001, event("urn:uuid:1", "CSQU3054383"));
  EXPECT_EQ(exception(post("/epcis/capture", document(many))),
            "epcisException:CaptureLimitExceededException");
}

// Documents of others, as they were captured and as they are asked for.
class EpcisStandards : public Epcis {
 protected:
  void SetUp() override {
    folder = standards_folder(CAMEL_ROOT);
    if (folder.empty()) {
      GTEST_SKIP() << kNoStandards;
    }
  }
  http::Response capture(std::string const& text) {
    auto const is_document = text.find("epcisBody") != std::string::npos;
    return ask({.method = "POST",
                .path = is_document ? "/epcis/capture" : kEvents,
                .body = text});
  }
  std::filesystem::path folder;
};

TEST_F(EpcisStandards, all_that_is_valid_is_returned_event_equal_by_hash) {
  std::set<std::string> sent;
  int documents = 0;
  for (auto const& [file, is_wrong] : epcis_examples(folder)) {
    if (!is_wrong) {
      auto const text = read_file(file);
      auto const answer = capture(text);
      // Two of them give other events one id.
      EXPECT_TRUE(answer.status == 202 || answer.status == 201 ||
                  answer.status == 409)
          << *answer.body;
      ++documents;
      if (answer.status != 409) {
        for (auto const& one : read_epcis(text).events) {
          sent.insert(one.hash);
        }
      }
    }
  }
  EXPECT_GE(documents, 60);
  std::set<std::string> returned;
  auto const page = get(kEvents, "perPage=1000");
  for (auto const& one : read_epcis(*page.body).events) {
    returned.insert(one.hash);
  }
  EXPECT_GE(sent.size(), 60U);
  EXPECT_EQ(returned, sent);
}

TEST_F(EpcisStandards, all_that_is_invalid_is_refused_and_nothing_of_it_kept) {
  int documents = 0;
  for (auto const& [file, is_wrong] : epcis_examples(folder)) {
    if (is_wrong) {
      EXPECT_EQ(capture(read_file(file)).status, 400) << file;
      ++documents;
    }
  }
  EXPECT_GE(documents, 7);
  EXPECT_EQ(found(""), 0U);
}

class EpcisOfParties : public PartiesTest {
 protected:
  std::string id = made_by("swift");
  std::size_t seen(std::string const& party, std::string const& query = "") {
    return events_in(as(party, {.path = kEvents, .query = query})).size();
  }
};

TEST_F(EpcisOfParties, what_parties_tell_is_seen_by_parties_in_their_part) {
  send("ktz", "POST", kEvents, event("urn:uuid:1", "CSQU3054383", "DOS"));
  send("ktz", "POST", kEvents, event("urn:uuid:2", "CSQU3054383", "WAW"));
  send("stranger", "POST", kEvents, event("urn:uuid:3", "CSQU3054383", "DOS"));
  EXPECT_EQ(seen("silk"), 2U);
  EXPECT_EQ(seen("port"), 1U);
  EXPECT_EQ(seen("ktz"), 2U);  // its own, wherever
  EXPECT_EQ(seen("stranger"), 1U);
  EXPECT_EQ(seen("pl-customs"), 1U);
  EXPECT_EQ(seen(""), 0U);
  EXPECT_EQ(seen("operator"), 3U);
  auto const foreign =
      as("stranger", {.path = std::string{kEvents} + "/urn:uuid:1"});
  auto const missing =
      as("stranger", {.path = std::string{kEvents} + "/urn:uuid:9"});
  EXPECT_EQ(foreign.status, 404);
  EXPECT_EQ(*foreign.body, *missing.body);
}

TEST_F(EpcisOfParties, a_capture_job_is_of_who_sent_it) {
  auto const sent = send("ktz", "POST", "/epcis/capture",
                         document({event("urn:uuid:1", "CSQU3054383")}));
  auto const there = sent.fields.at("location");
  EXPECT_EQ(as("ktz", {.path = there}).status, 200);
  EXPECT_EQ(as("operator", {.path = there}).status, 200);
  for (auto const* const party : {"silk", "stranger", ""}) {
    auto const foreign = as(party, {.path = there});
    EXPECT_EQ(foreign.status, 404) << party;
    EXPECT_EQ(*foreign.body, *as(party, {.path = "/epcis/capture/c-0"}).body);
    EXPECT_TRUE(json(as(party, {.path = "/epcis/capture"})).empty());
  }
}

TEST_F(EpcisOfParties, a_line_up_is_of_what_one_may_see) {
  send("ktz", "POST", kEvents, event("urn:uuid:1", "CSQU3054383", "DOS"));
  send("swift", "POST", kEvents,
       event("urn:uuid:2", "TCNU7200794", "DOS", "2026-03-06T09:00:00Z"));
  send("stranger", "POST", kEvents,
       event("urn:uuid:3", "TCNU7200794", "WAW", "2026-03-06T09:00:00Z"));
  auto const there = "/v1/consignments/" + id + "/line-up";
  auto const whole = json(as("silk", {.path = there}));
  EXPECT_EQ(whole["legs"][0]["boxes_arrived"], 2);
  EXPECT_EQ(whole["legs"][0]["actual"]["arrived"], "2026-03-06T09:00:00.000Z");
  EXPECT_EQ(whole["legs"][2]["boxes_arrived"], 0);
  EXPECT_EQ(json(as("pl-customs", {.path = there}))["legs"].size(), 1U);
  EXPECT_TRUE(json(as("pl-customs", {.path = there}))["boxes"][0]["milestones"]
                  .empty());
  EXPECT_EQ(as("stranger", {.path = there}).status, 404);
}

}  // namespace
}  // namespace camel::server
