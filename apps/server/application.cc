// SPDX-License-Identifier: Apache-2.0
#include "application.h"

#include <utility>

#include "camel/base/error.h"
#include "job_orders.h"

namespace camel::server {

Application::Application(ApplicationSettings const& settings)
    : lock_{lock_folder(settings.data)},
      ledger_{settings.data},
      keys_{settings.data, settings.without_keys},
      shelf_{settings.data / "corridors", settings.corridor},
      scenarios_{ledger_},
      consignments_{settings.data},
      event_store_{open_events({settings.data, settings.database})},
      events_{event_store_, consignments_.store()},
      outlooks_{{event_store_, consignments_.store(), events_}, settings.data},
      announced_{settings.announced},
      captures_{ledger_},
      subscriptions_{ledger_},
      deliveries_{{subscriptions_, events_, consignments_, keys_},
                  settings.deliveries},
      workshop_{{shelf_, routes_, settings.data / "years", settings.threads,
                 settings.fault_log}},
      jobs_{ledger_,
            [this](Job const& job, Work& work) { workshop_.do_job(job, work); },
            {[this](Job& job) { renew(job, *shelf_.find(job.order.corridor)); },
             settings.fault_log, settings.keep_jobs}} {
  if (settings.inlet) {
    inlet_.emplace(event_store_, *settings.inlet);
  }
}

void Application::add_to(http::Router& router,
                         std::function<std::string()> const& counters) {
  add_corridors(router);
  add_scenarios(router);
  add_routes(router);
  add_jobs(router);
  add_consignments(router);
  add_alerts(router);
  add_epcis(router);
  add_dcsa(router);
  add_webhooks(router);
  add_operation(router, counters);
}

void Application::start() {
  if (inlet_) {
    inlet_->start(NatsInlet::Away::tries_again);
  }
  jobs_.start();
  try {
    auto const corridor = shelf_.find(shelf_.first());
    outlooks_.announce(std::make_shared<ClosuresOnWays>(
        load_with_plans(corridor->package, {}, announced_)));
    jobs_.ask(job_of({.kind = JobKind::years, .corridor = corridor->name},
                     *corridor, scenarios_),
              true);
  } catch (http::Problem const& problem) {
    throw UsageError{problem.what()};
  }
  deliveries_.start();
}

void Application::stop_inlet() {
  if (inlet_) {
    inlet_->stop();
  }
}

http::Answer with_usage_errors(http::Answer answer) {
  return [answer = std::move(answer)](http::Request const& request) {
    try {
      return answer(request);
    } catch (UsageError const& error) {
      throw bad_request(error.what());
    }
  };
}

}  // namespace camel::server
