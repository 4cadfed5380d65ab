// SPDX-License-Identifier: Apache-2.0
// Where jobs are done: each kind asks its engine as the command line would, and
// publishes the document of it.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include "camel/api/growing_year.h"
#include "camel/base/recent.h"
#include "corridor_shelf.h"
#include "route_desk.h"
#include "work.h"

namespace camel::server {

class Workshop {
 public:
  struct Tools {
    CorridorShelf& shelf;
    RouteDesk& routes;
    std::filesystem::path years;  // where recorded ones are kept
    int threads = 1;              // of one job
    std::function<void(std::string const&)> fault_log = {};  // a line each
  };
  explicit Workshop(Tools tools) : tools_{std::move(tools)} {}

  void do_job(Job const& job, Work& work);

 private:
  struct Bench;  // the job with what it works on

  void simulate(Bench const& bench);
  void compare(Bench const& bench);
  void find_capacity(Bench const& bench);
  void choose_projects(Bench const& bench);
  void record_years(Bench const& bench);
  void set_in_motion(Bench const& bench);

  // Simulations of corridors asked for last: a base is run once for all the
  // comparisons with it.
  std::shared_ptr<GrowingYear> year_of(std::string const& digest,
                                       Corridor const& corridor,
                                       SimulationPlan const& plan);

  Tools tools_;
  std::mutex mutex_;
  Recent<std::string, std::shared_ptr<GrowingYear>> years_{3};
};

}  // namespace camel::server
