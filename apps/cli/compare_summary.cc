// SPDX-License-Identifier: Apache-2.0
#include "compare_summary.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "camel/base/names.h"
#include "terminal.h"

namespace camel {

namespace {

using Align = TextTable::Align;

constexpr std::size_t kLinesShown = 8;  // of the scenario
constexpr std::size_t kEditsShown = 1;  // of one line, in one column
constexpr std::size_t kShownOfAKind = 4;
constexpr std::size_t kOnlyShown = 4;
constexpr int kFewReplications = 8;

// What a figure is called at the head of a column and before a difference.
struct Title {
  FigureGroup group;
  std::string_view figure, text;
  double scale = 1;
};
constexpr std::array kTitles{
    Title{FigureGroup::total, "teu_year", "TEU a year"},
    Title{FigureGroup::total, "tonnes_year", "t a year"},
    Title{FigureGroup::total, "trains_year", "trains a year"},
    Title{FigureGroup::total, "sailings_year", "sailings"},
    Title{FigureGroup::total, "transit_days", "days on the way"},
    Title{FigureGroup::total, "musd_year", "million USD"},
    Title{FigureGroup::total, "kt_co2e_year", "kt CO2e"},
    Title{FigureGroup::total, "inside_teu", "TEU under way"},
    Title{FigureGroup::flow, "transit_days", "days on the way"},
    Title{FigureGroup::flow, "teu_year", "TEU a year"},
    Title{FigureGroup::facility, "wait_hours", "hours of waiting"},
    Title{FigureGroup::facility, "utilisation", "% in use", 100},
    Title{FigureGroup::place, "waiting_teu", "TEU waiting"},
    Title{FigureGroup::border, "stay_hours", "hours at the border"},
    Title{FigureGroup::border, "trains_waiting", "trains waiting"},
    Title{FigureGroup::link, "trains_day", "trains a day"},
};

Interval scaled(Interval const& interval, double scale) {
  return {interval.mean * scale, interval.low * scale, interval.high * scale};
}

std::string title_of(ComparedFigure const& figure) {
  for (auto const& title : kTitles) {
    if (title.group == figure.group && title.figure == figure.figure) {
      return std::string{title.text};
    }
  }
  return figure.figure;
}

// Two digits of the interval say all that is known of a figure.
int decimals_for(Interval const& interval) {
  auto const half = (interval.high - interval.low) / 2;
  auto const scale = half > 0 ? half : std::abs(interval.mean) / 10;
  if (!(scale > 0)) {
    return 0;
  }
  return std::clamp(1 - static_cast<int>(std::floor(std::log10(scale))), 0, 3);
}

std::string value_text(double value, int decimals) {
  return std::isnan(value) ? "–" : grouped(value, decimals);
}

// "+12.3 ± 0.4"
std::string difference_text(Interval const& interval) {
  if (std::isnan(interval.mean)) {
    return "–";
  }
  auto const decimals = decimals_for(interval);
  auto const text =
      (interval.mean > 0 ? "+" : "") + grouped(interval.mean, decimals);
  auto const half = (interval.high - interval.low) / 2;
  return half > 0 ? text + " ± " + grouped(half, decimals) : text;
}

std::string verdict_text(ComparedValue const& value) {
  switch (value.verdict) {
    case Verdict::differs:
      return difference_text(value.difference);
    case Verdict::noise:
      return styled("~ " + difference_text(value.difference), Style::dim);
    case Verdict::unchanged:
      return styled("=", Style::dim);
    case Verdict::only_base:
      return "none here";
    case Verdict::only_here:
      return difference_text(value.value) + " (none in the base)";
  }
  return "";
}

std::vector<ComparedFigure const*> totals_of(Comparison const& comparison) {
  std::vector<ComparedFigure const*> totals;
  for (auto const& figure : comparison.figures) {
    if (figure.group == FigureGroup::total) {
      totals.push_back(&figure);
    }
  }
  return totals;
}

std::string totals_table(Comparison const& comparison) {
  auto const totals = totals_of(comparison);
  std::vector<TextTable::Column> columns{{""}};
  std::vector<std::string> base{"base"};
  for (auto const* figure : totals) {
    columns.push_back({title_of(*figure), Align::right});
    base.push_back(value_text(figure->base.mean, decimals_for(figure->base)));
  }
  TextTable table{std::move(columns)};
  table.add(std::move(base));
  for (std::size_t i = 0; i < comparison.alternatives.size(); ++i) {
    std::vector<std::string> row{
        comparison.alternatives[i].corridor.scenario.name};
    for (auto const* figure : totals) {
      row.push_back(verdict_text(figure->alternatives[i]));
    }
    table.add(std::move(row));
  }
  return table.text();
}

// The edits of one column that one line of the scenario asks for, but for cells
// that stay as they were, and for those of a new row, which is named alone.
std::vector<std::vector<EditedCell const*>> edits_by_line(
    std::vector<EditedCell> const& edits) {
  using Asked = std::tuple<std::string, std::size_t, std::size_t, std::string,
                           std::string>;
  std::map<Asked, std::vector<EditedCell const*>> lines;
  std::set<std::pair<std::string, std::size_t>> new_rows;
  for (auto const& edit : edits) {
    if (edit.from == 0) {
      new_rows.emplace(edit.file, edit.line);
    }
  }
  for (auto const& edit : edits) {
    auto const in_new_row = new_rows.contains({edit.file, edit.line});
    if (edit.from == 0 || (!in_new_row && edit.before != edit.after)) {
      auto const& who = edit.origin;
      auto const column = edit.name.substr(edit.name.rfind('.') + 1);
      lines[{who.file, who.line, who.column, who.by, column}].push_back(&edit);
    }
  }
  std::vector<std::vector<EditedCell const*>> list;
  for (auto& [asked, cells] : lines) {
    list.push_back(std::move(cells));
  }
  return list;
}

std::string edit_text(EditedCell const& edit) {
  if (edit.from == 0) {
    return "+ " + edit.name;
  }
  auto const blank = [](std::string const& value) {
    return value.empty() ? std::string{"(blank)"} : value;
  };
  return fmt::format("{}: {} → {}", edit.name, blank(edit.before),
                     blank(edit.after));
}

std::string edits_text(std::vector<EditedCell> const& edits) {
  auto const lines = edits_by_line(edits);
  std::string text;
  for (std::size_t i = 0; i < std::min(lines.size(), kLinesShown); ++i) {
    auto const& cells = lines[i];
    auto const shown = std::min(cells.size(), kEditsShown);
    for (std::size_t n = 0; n < shown; ++n) {
      auto const& by = cells[n]->origin.by;
      auto const rest = cells.size() - shown;
      text += "  " + edit_text(*cells[n]);
      text += by.empty() ? "" : " (" + by + ")";
      text += n + 1 == shown && rest > 0
                  ? fmt::format(" … and {} more of this kind\n", rest)
                  : "\n";
    }
  }
  if (lines.size() > kLinesShown) {
    text +=
        fmt::format("  … and {} more changes\n", lines.size() - kLinesShown);
  }
  return text;
}

// The differences of one kind of figure that are no noise, those first that
// weigh most.
std::vector<ComparedFigure const*> largest(Comparison const& comparison,
                                           std::size_t i, Title const& title) {
  std::vector<ComparedFigure const*> found;
  for (auto const& figure : comparison.figures) {
    if (figure.group == title.group && figure.figure == title.figure &&
        figure.alternatives[i].verdict == Verdict::differs) {
      found.push_back(&figure);
    }
  }
  auto const effect = [&](ComparedFigure const* figure) {
    return std::abs(figure->alternatives[i].difference.mean) * figure->weight;
  };
  std::stable_sort(
      found.begin(), found.end(),
      [&](auto const* a, auto const* b) { return effect(a) > effect(b); });
  return found;
}

std::string differences_table(Comparison const& comparison, std::size_t i) {
  TextTable table{{{"what"},
                   {"where"},
                   {"base", Align::right},
                   {"here", Align::right},
                   {"difference (95 %)", Align::right}}};
  std::size_t rows = 0;
  for (auto const& title : kTitles) {
    if (title.group == FigureGroup::total) {
      continue;
    }
    auto const found = largest(comparison, i, title);
    for (std::size_t n = 0; n < std::min(found.size(), kShownOfAKind); ++n) {
      auto const& figure = *found[n];
      auto const& value = figure.alternatives[i];
      auto const difference = scaled(value.difference, title.scale);
      auto const decimals = decimals_for(difference);
      table.add({n == 0 ? std::string{title.text} : "", figure.label,
                 value_text(figure.base.mean * title.scale, decimals),
                 value_text(value.value.mean * title.scale, decimals),
                 difference_text(difference)});
      ++rows;
    }
    if (found.size() > kShownOfAKind) {
      table.add({"", fmt::format("… and {} more", found.size() - kShownOfAKind),
                 "", "", ""});
    }
  }
  return rows > 0 ? table.text() : "";
}

std::string only_text(Comparison const& comparison, std::size_t i,
                      Verdict verdict, std::string const& what) {
  std::vector<std::string> labels;
  for (auto const& figure : comparison.figures) {
    if (figure.alternatives[i].verdict == verdict &&
        (labels.empty() || labels.back() != figure.label)) {
      labels.push_back(figure.label);
    }
  }
  if (labels.empty()) {
    return "";
  }
  auto const shown = std::min(labels.size(), kOnlyShown);
  std::string text = "  " + what + ": ";
  for (std::size_t n = 0; n < shown; ++n) {
    text += (n == 0 ? "" : "; ") + labels[n];
  }
  return text + (labels.size() > shown
                     ? fmt::format(" and {} more\n", labels.size() - shown)
                     : "\n");
}

std::string counts_text(Comparison const& comparison, std::size_t i) {
  std::map<Verdict, std::size_t> counts;
  for (auto const& figure : comparison.figures) {
    ++counts[figure.alternatives[i].verdict];
  }
  return styled(
      fmt::format("  of {} figures {} differ, {} cannot be told from noise, "
                  "{} are the same in every replication\n",
                  comparison.figures.size(), counts[Verdict::differs],
                  counts[Verdict::noise], counts[Verdict::unchanged]),
      Style::dim);
}

std::string observed_text(Alternative const& alternative) {
  std::string text;
  auto const& rows = alternative.corridor.loaded.corridor.observations;
  for (auto const& one : alternative.result.observed) {
    auto const& row = rows[one.observation];
    text += fmt::format(
        "  {} {}: observed {}–{}, simulated {} {} — {}\n", row.indicator_word,
        row.scope, grouped(row.low, decimals_for({row.low, 0, row.low})),
        grouped(row.high, decimals_for({row.high, 0, row.high})),
        with_interval(one.simulated, decimals_for(one.simulated)), row.unit,
        one.inside ? styled("inside", Style::good)
                   : styled("outside", Style::bad));
  }
  return text.empty() ? "" : "  observed when it happened\n" + text;
}

// How many times its interval a difference must be to be told from noise,
// where so many are looked at together.
std::string how_far(Comparison const& comparison) {
  if (comparison.plan.replications < 2) {
    return "  one replication says nothing of luck: ask for more with "
           "--replications\n";
  }
  auto const& [totals, others] = comparison.tested;
  auto const text = fmt::format(
      "  told from noise: a total from {} times its ± on, since {} are looked "
      "at, any other figure from {} times on, of {}\n",
      grouped(totals.times, 1), totals.differences, grouped(others.times, 1),
      others.differences);
  return text + (comparison.plan.replications < kFewReplications
                     ? "  that is far: more --replications tell more\n"
                     : "");
}

std::string alternative_text(Comparison const& comparison, std::size_t i) {
  auto const& alternative = comparison.alternatives[i];
  auto const& scenario = alternative.corridor.scenario;
  auto text =
      "\n" + styled(scenario.name, Style::bold) + " — " + scenario.title + "\n";
  text += edits_text(alternative.corridor.edits);
  for (auto const& finding : alternative.corridor.own.findings) {
    text += "  " + to_text(finding) + "\n";
  }
  auto const differences = differences_table(comparison, i);
  text += differences.empty()
              ? std::string{"  nothing differs by more than luck explains\n"}
              : differences;
  text += only_text(comparison, i, Verdict::only_base, "no longer there");
  text += only_text(comparison, i, Verdict::only_here, "only here");
  return text + observed_text(alternative) + counts_text(comparison, i);
}

}  // namespace

std::string describe(Corridor const& base, Comparison const& comparison) {
  auto const& plan = comparison.plan;
  auto text = fmt::format(
      "{}\n{}\n\n", styled(base.title, Style::bold),
      styled(fmt::format(
                 "base and {} {}, {} days of {} simulated {} times each with "
                 "the same luck; seed {}",
                 comparison.alternatives.size(),
                 comparison.alternatives.size() == 1 ? "scenario" : "scenarios",
                 plan.days, base.base_year, plan.replications, plan.seed),
             Style::dim));
  text += totals_table(comparison);
  text += styled(
      "  ± is a 95 % interval; ~ cannot be told from noise, = is the same in "
      "every replication\n",
      Style::dim);
  text += styled(how_far(comparison), Style::dim);
  for (std::size_t i = 0; i < comparison.alternatives.size(); ++i) {
    text += alternative_text(comparison, i);
  }
  return text;
}

std::string list_scenarios(Package const& package) {
  if (package.scenarios.empty()) {
    return "the corridor has no scenarios; they are files in its folder "
           "scenarios\n";
  }
  TextTable table{{{"scenario"}, {"what happens"}}};
  for (auto const& [name, path] : package.scenarios) {
    auto const loaded =
        load_with_scenarios(package, std::vector<std::string>{name});
    auto const errors = loaded.loaded.diagnostics.errors();
    table.add({name, loaded.scenario.title +
                         (errors == 0 ? ""
                                      : styled(" (has errors: camel check)",
                                               Style::bad))});
  }
  return table.text();
}

}  // namespace camel
