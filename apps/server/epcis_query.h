// SPDX-License-Identifier: Apache-2.0
// The query string of EPCIS (2.0, section 8.2.7.1) as a question to the event
// store, and back as the address of the next page.
#pragma once

#include <string>

#include "answers.h"
#include "camel/api/tracked_events.h"

namespace camel::server {

// A problem in the shape and with the names of EPCIS.
http::Problem epcis_problem(int status, std::string const& exception,
                            std::string const& detail);

// Throws Problem for parameters and values that are none.
EventQuery event_query_in(http::Request const& request);
// The same where nothing but a page can be asked for.
EventQuery page_asked_in(http::Request const& request);

// By what the path says: "bizSteps" and "departing".
void narrow(EventQuery& query, std::string_view in_path,
            std::string_view value);

// `<…&nextPageToken=…>; rel="next"`.
std::string next_page_link(http::Request const& request,
                           std::string const& token);
std::string token_of(EventCursor const& cursor);
EventCursor cursor_in(std::string const& token);  // throws Problem

}  // namespace camel::server
