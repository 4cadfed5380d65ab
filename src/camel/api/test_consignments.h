// SPDX-License-Identifier: Apache-2.0
// For tests of programs: a consignment with a party in each role.
#pragma once

#include "camel/tracking/test_consignment.h"
