// SPDX-License-Identifier: Apache-2.0
// toml++, set up in one way for all who read TOML. toml++ 3.3 asserts what
// malformed files do not hold ("[\n[x"): its assertions become CheckFailed,
// which the reader catches, in every kind of build.
#pragma once

#undef NDEBUG
#include "camel/base/check.h"
#define TOML_ASSERT(condition) CAMEL_CHECK(condition, "toml++")
#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>
