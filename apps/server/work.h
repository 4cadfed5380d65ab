// SPDX-License-Identifier: Apache-2.0
// What somebody who does a job says while it is done.
#pragma once

#include <functional>
#include <string>

#include "job.h"

namespace camel::server {

// Thrown where it is said how far the work is, when it is to end.
struct WorkStopped {};

class Work {
 public:
  virtual ~Work() = default;

  // Throws WorkStopped; so may be called from any thread of an engine that
  // passes on what its progress throws.
  virtual void tell(JobProgress const& progress) = 0;
  // The same without saying anything.
  virtual void go_on() = 0;
  // What can be taken from now on.
  virtual void publish(ResultNote const& note, std::string document) = 0;
};

// Does a job to its end. What it throws besides WorkStopped is its failure.
using Worker = std::function<void(Job const& job, Work& work)>;

}  // namespace camel::server
