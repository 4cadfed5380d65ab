// SPDX-License-Identifier: Apache-2.0
#include "camel/api/outlooks.h"

#include <filesystem>
#include <thread>

#include "camel/base/names.h"
#include "camel/base/utc_text.h"
#include "camel/tracking/test_consignment.h"

namespace camel {
namespace {

constexpr Viewer kOperator{.party = {}, .is_operator = true};

struct OutlooksTest : testing::Test {
  OutlooksTest() {
    std::filesystem::remove_all(folder);
    add(test_consignment());
  }

  void add(Json const& json) {
    consignments.add("c-1", "swift", sound_consignment(json),
                     "2026-03-01T00:00:00Z");
    outlooks.changed("c-1");
  }

  struct Told {
    std::string thing, step, place, time;
    Json more = Json::object();
  };
  void tell(Told const& told) {
    Json event{
        {"type", "ObjectEvent"},
        {"eventTime", told.time},
        {"eventTimeZoneOffset", "+00:00"},
        {"action", "OBSERVE"},
        {"bizStep", told.step},
        {"readPoint", {{"id", "https://example.org/place/" + told.place}}},
        {"epcList", {"https://example.org/" + told.thing}}};
    event.merge_patch(told.more);
    auto const result = tracked.capture("ktz", to_text(event), {});
    ASSERT_TRUE(result.ok()) << result.findings.size();
  }

  static Json with_plan(Json const& leg) {
    return {{"@context",
             {"https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",
              {{"rail", "https://example.org/rail/"}}}},
            {"rail:plan", {leg}}};
  }

  // The actual moments of a box's milestones, in their order; "-": not yet.
  std::string passed(Viewer const& viewer, std::size_t box = 0) {
    auto const json = outlooks.of(viewer, *consignments.find("c-1"));
    std::string text;
    for (auto const& one : json["boxes"][box]["plan"]) {
      text += one["place"].get<std::string>() + " ";
      text += one["actual"].is_null()
                  ? "- "
                  : one["actual"].get<std::string>().substr(5, 5) + " ";
    }
    return text;
  }

  std::string alerts(Viewer const& viewer, AlertQuery const& query = {}) {
    std::string text;
    for (auto const& one : outlooks.alerts(viewer, query).alerts) {
      text += one.consignment + " " + std::string{name_of(one.alert.kind)} +
              " " + std::string{last_word(one.alert.object)} + " " +
              one.alert.place + "\n";
    }
    return text;
  }

  std::filesystem::path folder{testing::TempDir() + "camel outlooks"};
  EventStore store{":memory:"};
  ConsignmentStore consignments{":memory:"};
  TrackedEvents tracked{store, consignments};
  Outlooks outlooks{{store, consignments, tracked}, folder};
};

TEST_F(OutlooksTest, follow_a_box_as_it_is_told_of) {
  EXPECT_EQ(passed(kOperator),
            "XIY - XIY - DOS - DOS - BRE - BRE - WAW - WAW - ");
  tell({"container/CSQU3054383", "departing", "XIY", "2026-03-01T11:00:00Z"});
  EXPECT_EQ(passed(kOperator),
            "XIY - XIY 03-01 DOS - DOS - BRE - BRE - WAW - WAW - ");
  EXPECT_EQ(passed(kOperator, 1),
            "XIY - XIY - DOS - DOS - BRE - BRE - WAW - WAW - ");
}

TEST_F(OutlooksTest, know_of_the_train_that_a_box_is_in) {
  tell({"container/CSQU3054383",
        "loading",
        "XIY",
        "2026-03-01T09:00:00Z",
        {{"type", "AggregationEvent"},
         {"action", "ADD"},
         {"parentID", "https://example.org/train/T1"},
         {"childEPCs", {"https://example.org/container/CSQU3054383"}},
         {"epcList", nullptr}}});
  EXPECT_EQ(passed(kOperator).find("03-"), std::string::npos);
  tell({"train/T1", "departing", "XIY", "2026-03-01T12:00:00Z"});
  tell({"train/T1", "arriving", "DOS", "2026-03-05T12:00:00Z"});
  EXPECT_EQ(passed(kOperator),
            "XIY - XIY 03-01 DOS 03-05 DOS - BRE - BRE - WAW - WAW - ");
}

TEST_F(OutlooksTest, hear_of_a_station_that_tells_late_of_what_was_before) {
  tell({"container/CSQU3054383", "arriving", "DOS", "2026-03-05T12:00:00Z"});
  EXPECT_EQ(passed(kOperator),
            "XIY - XIY - DOS 03-05 DOS - BRE - BRE - WAW - WAW - ");
  tell({"container/CSQU3054383", "departing", "XIY", "2026-03-01T11:00:00Z"});
  EXPECT_EQ(passed(kOperator),
            "XIY - XIY 03-01 DOS 03-05 DOS - BRE - BRE - WAW - WAW - ");
}

TEST_F(OutlooksTest, hear_of_a_station_whose_clock_goes_ahead_once_it_is_so) {
  EXPECT_EQ(alerts(kOperator), "");
  auto const soon =
      utc_milliseconds(std::chrono::floor<std::chrono::milliseconds>(
                           std::chrono::system_clock::now()) +
                       std::chrono::milliseconds{1'500});
  tell({"container/CSQU3054383", "arriving", "ALA", soon});
  EXPECT_EQ(alerts(kOperator), "");
  std::this_thread::sleep_for(std::chrono::milliseconds{1'600});
  EXPECT_EQ(alerts(kOperator), "c-1 off_plan CSQU3054383 ALA\n");
}

TEST_F(OutlooksTest, show_each_party_its_part_of_the_way) {
  tell({"container/CSQU3054383", "departing", "XIY", "2026-03-01T11:00:00Z"});
  tell({"container/CSQU3054383", "arriving", "DOS", "2026-03-05T11:00:00Z"});
  EXPECT_EQ(passed({.party = "ktz"}), "DOS 03-05 DOS - BRE - BRE - ");
  EXPECT_EQ(passed({.party = "port"}), "DOS 03-05 DOS - ");
  EXPECT_EQ(passed({.party = "stranger"}), "");
}

TEST_F(OutlooksTest, alert_those_who_see_the_place) {
  tell({"container/CSQU3054383", "arriving", "ALA", "2026-03-05T11:00:00Z"});
  EXPECT_EQ(alerts(kOperator), "c-1 off_plan CSQU3054383 ALA\n");
  EXPECT_EQ(alerts({.party = "swift"}), "c-1 off_plan CSQU3054383 ALA\n");
  // On a part of the way alone, it is not theirs to know.
  EXPECT_EQ(alerts({.party = "ktz"}), "");
  EXPECT_EQ(alerts({.party = "stranger"}), "");
  EXPECT_EQ(alerts(kOperator, {.kinds = {AlertKind::late}}), "");
  EXPECT_EQ(alerts(kOperator, {.consignment = "c-2"}), "");
}

TEST_F(OutlooksTest, are_paged) {
  tell({"container/CSQU3054383", "arriving", "ALA", "2026-03-05T11:00:00Z"});
  tell({"container/CSQU3054383", "arriving", "TSE", "2026-03-06T11:00:00Z"});
  tell({"container/TCNU7200794", "arriving", "ALA", "2026-03-04T11:00:00Z"});
  auto const first = outlooks.alerts(kOperator, {.limit = 2});
  EXPECT_EQ(first.alerts.size(), 2U);
  EXPECT_EQ(last_word(first.alerts[0].alert.object), "TCNU7200794");
  EXPECT_EQ(first.next, 2U);
  auto const rest = outlooks.alerts(kOperator, {.after = 2, .limit = 2});
  EXPECT_EQ(rest.alerts.size(), 1U);
  EXPECT_FALSE(rest.next);
}

TEST_F(OutlooksTest, follow_a_plan_that_was_changed_and_forget_what_is_gone) {
  tell({"container/CSQU3054383", "arriving", "ALA", "2026-03-05T11:00:00Z"});
  EXPECT_NE(alerts(kOperator), "");
  auto json = test_consignment();
  json["plan"]["legs"][0]["to"] = "ALA";
  json["plan"]["legs"][1]["from"] = "ALA";
  json["parties"][3]["from"] = json["parties"][4]["from"] =
      json["parties"][4]["to"] = "ALA";
  ASSERT_TRUE(consignments.change("c-1", 1, sound_consignment(json), "later"));
  outlooks.changed("c-1");
  EXPECT_EQ(alerts(kOperator), "");
  EXPECT_EQ(passed(kOperator),
            "XIY - XIY - ALA 03-05 ALA - BRE - BRE - WAW - WAW - ");
  tell({"container/CSQU3054383", "arriving", "TSE", "2026-03-06T11:00:00Z"});
  EXPECT_NE(alerts(kOperator), "");
  ASSERT_TRUE(consignments.remove("c-1", 2));
  outlooks.changed("c-1");
  EXPECT_EQ(alerts(kOperator), "");
}

TEST(OutlooksOnADisk, that_fails_lose_no_change) {
  std::filesystem::path const folder{testing::TempDir() + "camel failing disk"};
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  EventStore store{":memory:"};
  ConsignmentStore consignments{folder / "consignments.sqlite"};
  TrackedEvents tracked{store, consignments};
  Outlooks outlooks{{store, consignments, tracked}, folder};
  EXPECT_EQ(outlooks.alerts(kOperator, {}).alerts.size(), 0U);
  consignments.add("c-1", "swift", sound_consignment(), "2026-03-01T00:00:00Z");
  outlooks.changed("c-1");
  store::Database other{folder / "consignments.sqlite"};
  other.run("ALTER TABLE consignments RENAME TO hidden");
  EXPECT_THROW(outlooks.alerts(kOperator, {}), Error);
  other.run("ALTER TABLE hidden RENAME TO consignments");
  EXPECT_EQ(outlooks.of(kOperator, *consignments.find("c-1"))["boxes"].size(),
            2U);
}

TEST_F(OutlooksTest, of_boxes_in_no_consignment_are_those_who_run_the_server) {
  Json const leg{{"rail:from", "A"},
                 {"rail:to", "B"},
                 {"rail:service", "S"},
                 {"rail:departs", "2026-03-01T00:00:00Z"},
                 {"rail:arrives", "2026-03-02T00:00:00Z"}};
  tell({"container/MSKU1000000", "accepting", "A", "2026-03-01T00:00:00Z",
        with_plan(leg)});
  tell({"container/MSKU1000000", "arriving", "C", "2026-03-01T09:00:00Z"});
  EXPECT_EQ(alerts(kOperator), " off_plan MSKU1000000 C\n");
  EXPECT_EQ(alerts({.party = "swift"}), "");
  auto const box = outlooks.box(kOperator, "MSKU 100000-0");
  EXPECT_EQ(box["outlook"]["alerts"].size(), 1U);
  EXPECT_EQ(box["line_up"]["milestones"].size(), 2U);
  EXPECT_THROW(outlooks.box({.party = "swift"}, "MSKU1000000"), Refusal);
}

// Its plan, by an event.
Json const kToDos{{"rail:from", "XIY"},
                  {"rail:to", "DOS"},
                  {"rail:service", "S"},
                  {"rail:departs", "2026-03-01T00:00:00Z"},
                  {"rail:arrives", "2026-03-02T00:00:00Z"}};

TEST_F(OutlooksTest, of_a_box_with_two_plans_are_those_of_its_consignment) {
  tell({"container/CSQU3054383", "accepting", "XIY", "2026-03-01T00:00:00Z",
        with_plan(kToDos)});
  tell({"container/CSQU3054383", "arriving", "ALA", "2026-03-05T11:00:00Z"});
  EXPECT_EQ(alerts(kOperator), "c-1 off_plan CSQU3054383 ALA\n");
  EXPECT_EQ(outlooks.boxes(), 2U);  // of the consignment
  ASSERT_TRUE(consignments.remove("c-1", 1));
  outlooks.changed("c-1");
  EXPECT_EQ(alerts(kOperator), " off_plan CSQU3054383 ALA\n");
  EXPECT_EQ(outlooks.boxes(), 1U);
  add(test_consignment());
  EXPECT_EQ(alerts(kOperator), "c-1 off_plan CSQU3054383 ALA\n");
  EXPECT_EQ(outlooks.boxes(), 2U);
}

TEST_F(OutlooksTest, of_a_consignment_without_a_plan_are_by_that_of_an_event) {
  auto json = test_consignment();
  json.erase("plan");
  json.erase("payers");
  for (auto& party : json["parties"]) {  // places between are on no way now
    party.erase("from");
    party.erase("to");
  }
  ASSERT_TRUE(consignments.change("c-1", 1, sound_consignment(json), "later"));
  outlooks.changed("c-1");
  tell({"container/CSQU3054383", "accepting", "XIY", "2026-03-01T00:00:00Z",
        with_plan(kToDos)});
  EXPECT_TRUE(outlooks.outlook("CSQU3054383"));
  EXPECT_EQ(outlooks.box(kOperator, "CSQU3054383")["outlook"]["plan"].size(),
            4U);
  EXPECT_TRUE(
      outlooks.box({.party = "swift"}, "CSQU3054383")["outlook"].is_null());
}

TEST_F(OutlooksTest, of_a_box_are_what_its_viewer_may_know) {
  tell({"container/CSQU3054383", "departing", "XIY", "2026-03-01T11:00:00Z"});
  tell({"container/CSQU3054383", "arriving", "DOS", "2026-03-05T11:00:00Z"});
  auto const box = outlooks.box({.party = "ktz"}, "CSQU3054383");
  EXPECT_EQ(box["consignments"][0]["note"], "CIM-0042");
  EXPECT_EQ(box["line_up"]["milestones"].size(), 1U);
  EXPECT_EQ(box["outlook"]["plan"].size(), 4U);
  EXPECT_EQ(to_text(box).find("XIY"), std::string::npos);
  EXPECT_THROW(outlooks.box({.party = "stranger"}, "CSQU3054383"), Refusal);
}

}  // namespace
}  // namespace camel
