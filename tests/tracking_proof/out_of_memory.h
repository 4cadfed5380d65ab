// SPDX-License-Identifier: Apache-2.0
// By itself, since it needs a program whose memory can run out.
#pragma once

#include "proof.h"

namespace camel {

Verdict run_out_of_memory(Trial const& trial);  // R6

}  // namespace camel
