// SPDX-License-Identifier: Apache-2.0
// From the request of a job to the job: is what it asks for sensible, is there
// all that it names, and is it the same as one before?
#pragma once

#include "corridor_shelf.h"
#include "job.h"
#include "own_scenarios.h"

namespace camel::server {

// Throws Problem where the body is no request of a job.
JobOrder order_in(http::Request const& request);

// The job, not yet kept. Finds the texts of the scenarios that did not come
// with the package, and applies all of them. Throws Problem.
Job job_of(JobOrder order, ShelvedCorridor const& corridor,
           OwnScenarios& scenarios);

// What a job is made from that was asked for before, perhaps of another
// program: seed, digest, fingerprint and version as they are now. Throws
// Problem.
void renew(Job& job, ShelvedCorridor const& corridor);

}  // namespace camel::server
