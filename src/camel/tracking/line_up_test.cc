// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/line_up.h"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

namespace camel {
namespace {

using namespace std::chrono_literals;

EventMoment hour(int number) {
  return std::chrono::sys_days{std::chrono::year{2026} / 3 / 1} +
         std::chrono::hours{number};
}

// Events by lines: hour, type (O, A), action, step, place, parent, objects.
class Story {
 public:
  Story& seen(int at, std::string const& step, std::string const& place,
              std::string const& object) {
    add({"ObjectEvent", at, "OBSERVE", step, place, "", {object}});
    return *this;
  }
  Story& into(int at, std::string const& parent, std::string const& place,
              std::vector<std::string> const& objects) {
    add({"AggregationEvent", at, "ADD", "loading", place, parent, objects});
    return *this;
  }
  Story& out_of(int at, std::string const& parent, std::string const& place,
                std::vector<std::string> const& objects) {
    add({"AggregationEvent", at, "DELETE", "unloading", place, parent,
         objects});
    return *this;
  }
  Story& in_error(std::size_t number) {
    auto event = events_[number];
    event.is_correction = true;
    events_.push_back(event);
    return *this;
  }

  std::vector<EpcisEvent>& events() { return events_; }
  LineUp of(std::string const& object) const {
    return line_up(object, [&](std::string const& asked) {
      std::vector<EpcisEvent> found;
      for (auto const& event : events_) {
        if (event.parent == asked ||
            std::find(event.objects.begin(), event.objects.end(), asked) !=
                event.objects.end()) {
          found.push_back(event);
        }
      }
      return found;
    });
  }
  std::string places(std::string const& object) const {
    std::string text;
    for (auto const& one : of(object).milestones) {
      text += one.step + "@" + one.place + " ";
    }
    return text;
  }

 private:
  struct Line {
    std::string type;
    int at;
    std::string action, step, place, parent;
    std::vector<std::string> objects;
  };
  void add(Line const& line) {
    EpcisEvent event;
    event.type = line.type;
    event.time = hour(line.at);
    event.id = "e" + std::to_string(events_.size());
    event.action = line.action;
    event.step = line.step;
    event.place = line.place;
    event.parent = line.parent;
    event.objects = line.objects;
    events_.push_back(std::move(event));
  }

  std::vector<EpcisEvent> events_;
};

// A box from Xi'an over Altynkol, where it is lifted from one wagon to another.
Story journey() {
  Story story;
  story.seen(0, "receiving", "Xi'an", "box")
      .into(5, "wagon 1", "Xi'an", {"box", "other"})
      .into(6, "train 1", "Xi'an", {"wagon 1"})
      .seen(8, "departing", "Xi'an", "train 1")
      .seen(60, "arriving", "Altynkol", "train 1")
      .out_of(61, "train 1", "Altynkol", {})  // all wagons
      .out_of(70, "wagon 1", "Altynkol", {"box", "other"})
      .seen(75, "departing", "Altynkol", "train 1")  // without it
      .into(80, "wagon 2", "Altynkol", {"box"})
      .seen(90, "departing", "Altynkol", "wagon 2");
  return story;
}

TEST(LineUp, a_box_is_where_what_it_is_in_is_seen) {
  EXPECT_EQ(journey().places("box"),
            "receiving@Xi'an loading@Xi'an loading@Xi'an departing@Xi'an "
            "arriving@Altynkol unloading@Altynkol "
            "loading@Altynkol departing@Altynkol ");
  auto const line = journey().of("box");
  EXPECT_EQ(line.in, "wagon 2");
  EXPECT_EQ(line.last_place, "Altynkol");
  EXPECT_EQ(line.milestones[3].through, "train 1");
}

TEST(LineUp, what_is_in_a_wagon_is_known) {
  EXPECT_EQ(journey().of("wagon 2").contents, std::vector<std::string>{"box"});
  EXPECT_TRUE(journey().of("wagon 1").contents.empty());
  EXPECT_TRUE(journey().of("train 1").contents.empty());
}

TEST(LineUp, the_order_in_which_events_come_does_not_matter) {
  auto story = journey();
  auto const before = story.of("box");
  std::mt19937 shuffle{7};
  for (int i = 0; i < 500; ++i) {
    std::shuffle(story.events().begin(), story.events().end(), shuffle);
    ASSERT_EQ(story.of("box"), before);
  }
}

TEST(LineUp, what_was_declared_in_error_did_not_happen) {
  auto story = journey();
  story.in_error(8);  // into wagon 2
  auto const line = story.of("box");
  EXPECT_EQ(line.in, "");
  EXPECT_EQ(line.retracted, 1U);
  EXPECT_EQ(story.places("box").find(" loading@Altynkol"), std::string::npos);
}

TEST(LineUp, who_is_in_himself_does_not_go_on_for_ever) {
  Story story;
  story.into(1, "a", "X", {"b"}).into(2, "b", "X", {"a"});
  EXPECT_EQ(story.of("a").in, "b");
  EXPECT_LE(story.of("a").milestones.size(), 2U);
}

TEST(LineUp, each_thing_is_asked_for_once) {
  auto story = journey();
  std::vector<std::string> asked;
  line_up("box", [&](std::string const& object) {
    asked.push_back(object);
    std::vector<EpcisEvent> found;
    for (auto const& event : story.events()) {
      if (event.parent == object ||
          std::find(event.objects.begin(), event.objects.end(), object) !=
              event.objects.end()) {
        found.push_back(event);
      }
    }
    return found;
  });
  std::sort(asked.begin(), asked.end());
  EXPECT_EQ(std::adjacent_find(asked.begin(), asked.end()), asked.end());
  EXPECT_GE(asked.size(), 3U);
}

TEST(LineUp, a_thing_that_nobody_told_of_has_none) {
  EXPECT_TRUE(Story{}.of("box").milestones.empty());
}

}  // namespace
}  // namespace camel
