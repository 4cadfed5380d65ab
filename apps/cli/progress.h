// SPDX-License-Identifier: Apache-2.0
// A line on standard error that says how far the work is; only on a terminal.
#pragma once

#include <string>

namespace camel {

class Progress {
 public:
  Progress(std::string what, int steps);
  Progress(Progress const&) = delete;
  Progress& operator=(Progress const&) = delete;
  ~Progress();  // wipes the line
  void done(int steps);

 private:
  void show(int steps) const;

  std::string what_;
  int steps_;
  bool visible_;
};

}  // namespace camel
