// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/record_motion.h"

#include "camel/operations/simulate_year.h"

namespace camel {

Motion record_motion(Corridor const& corridor, MotionPlan const& plan) {
  auto const network = build_service_network(corridor);
  auto const routes = plan_routes(corridor, network);
  TrainPlan const trains{corridor, network, routes};
  auto const begin = plan.warm_up_days * kDay;
  auto const end = begin + plan.days * kDay;
  MotionWriter writer{begin, end};
  simulate_year(corridor, network, routes, trains,
                {.seed = plan.seed,
                 .replication = plan.replication,
                 .warm_up = begin,
                 .end = end,
                 .motion = &writer});

  Motion motion;
  motion.plan = plan;
  motion.borders = trains.borders;
  motion.standstill = std::move(writer.standstill);
  motion.closures = std::move(writer.closures);
  motion.trains = std::move(writer).finish();
  return motion;
}

}  // namespace camel
