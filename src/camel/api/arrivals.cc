// SPDX-License-Identifier: Apache-2.0
#include "camel/api/arrivals.h"

#include "camel/api/box_ways.h"
#include "camel/api/closures_on_ways.h"
#include "camel/api/json.h"
#include "camel/base/file.h"

namespace camel {

namespace {

Json json_of(EtaScore const& score) {
  return {{"cases", score.cases},
          {"pinball_hours", number(score.pinball)},
          {"covered", number(score.covered)},
          {"width_hours", number(score.width)},
          {"median_off_hours", number(score.off)}};
}

}  // namespace

ArrivalsLearnt learn_arrivals(Corridor const& corridor,
                              ArrivalsPlan const& plan) {
  auto const rows = box_ways(corridor);
  auto const usual = without_announced(corridor);
  std::vector<BoxWay> const ways{rows.begin(), rows.end()};
  ArrivalsLearnt result;
  {
    auto const years = simulate_eta_years(usual, plan.learnt);
    result.learnt.model = EtaModel{ways, years};
    result.learnt.queues = ClosureQueues{result.learnt.model, ways, years};
  }
  result.trial =
      try_eta(ways, result.learnt, simulate_eta_years(usual, plan.unseen));
  result.learnt.calibration = result.trial.calibration;
  result.learnt.announced = result.trial.announced_calibration;
  result.learnt.goods =
      GoodsByCode{{corridor.commodities.begin(), corridor.commodities.end()}};
  return result;
}

std::filesystem::path arrivals_file(std::filesystem::path const& folder) {
  return folder / "arrivals.eta";
}

void keep_arrivals(std::filesystem::path const& folder,
                   LearntArrivals const& learnt) {
  make_private_folder(folder);
  write_file(arrivals_file(folder), to_bytes(learnt));
}

std::optional<LearntArrivals> kept_arrivals(
    std::filesystem::path const& folder) {
  std::error_code ignored;
  auto const file = arrivals_file(folder);
  return std::filesystem::exists(file, ignored) ? learnt_from(read_file(file))
                                                : std::nullopt;
}

std::string to_json(EtaTrialResult const& result) {
  auto horizons = Json::array();
  for (std::size_t i = 0; i < result.horizons.size(); ++i) {
    auto one = json_of(result.horizons[i]);
    one["up_to_hours"] = i + 1 < result.horizons.size()
                             ? Json(EtaCalibration::kHorizons[i])
                             : Json();
    one["empirical"] = json_of(result.empirical_horizons[i]);
    horizons.push_back(std::move(one));
  }
  return to_text({{"empirical", json_of(result.empirical)},
                  {"conditioned", json_of(result.conditioned)},
                  {"calibrated", json_of(result.calibrated)},
                  {"horizons", std::move(horizons)},
                  {"closures",
                   {{"not_announced", json_of(result.unannounced)},
                    {"announced", json_of(result.announced)}}},
                  {"crossings", result.crossings},
                  {"update_microseconds", number(result.microseconds)},
                  {"announced_update_microseconds",
                   number(result.announced_microseconds)}},
                 2) +
         "\n";
}

}  // namespace camel
