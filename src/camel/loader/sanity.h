// SPDX-License-Identifier: Apache-2.0
// What must hold of every corridor that the loader gives, whatever it was
// given: for the fuzzer and for tests. Throws CheckFailed.
#pragma once

#include "camel/loader/load_corridor.h"

namespace camel {

void check_sane(LoadedCorridor const& loaded);

}  // namespace camel
