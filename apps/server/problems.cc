// SPDX-License-Identifier: Apache-2.0
#include "problems.h"

#include <array>

namespace camel::server {

namespace {

constexpr std::array<ProblemType, 45> kTypes{{
    {"address-too-long", 414,
     "The address of the request, with what is asked in it, is longer than 8 "
     "KiB. Ask for less at once, or in a body."},
    {"bad-request", 422,
     "What was asked is not understood, or a value is out of its range; "
     "`detail` names it. Mend it and ask again."},
    {"body-too-large", 413,
     "The body is larger than this address takes: 16 MiB for a package or a "
     "document of events, 1 MiB elsewhere."},
    {"bundled", 403,
     "What came with the program or with a corridor's package cannot be "
     "changed or deleted. Keep a copy under another name."},
    {"busy", 503,
     "Too many slow questions wait, too many listen to events, or there is no "
     "memory left. Ask again in a moment, or for less."},
    {"changed-meanwhile", 412,
     "Somebody changed it since you read it (If-Match), or at the same "
     "moment. Read it again, then change it."},
    {"corridor-exists", 409,
     "A corridor has this name already. Delete it first, or choose another."},
    {"cross-site", 403,
     "A page of another site asked for a change. Ask from the server's own "
     "address, or without a browser."},
    {"disk-full", 507,
     "The disk has no room for more events. Tell whoever runs the server; "
     "reading still works."},
    {"encoding-unknown", 501,
     "The body comes in a Transfer-Encoding other than chunked. Send it with a "
     "Content-Length, or in chunks."},
    {"expectation-unknown", 417,
     "The field `Expect` may say 100-continue and nothing else."},
    {"fault", 500,
     "The server made a mistake and wrote it down. Asking again may help; if "
     "it does not, tell whoever runs it."},
    {"head-too-large", 431,
     "The fields of the request are longer than 16 KiB, or more than 100. Send "
     "fewer."},
    {"in-use", 409,
     "Jobs of the corridor wait or run. Cancel them or wait, then delete it."},
    {"job-gone", 410,
     "There was such a job, and it was thrown away with its result: newer ones "
     "took its place, or its corridor was deleted. Ask for the same again."},
    {"key-needed", 401,
     "The server wants to know who asks: send the field `Authorization: "
     "Bearer` with your key."},
    {"key-reused", 422,
     "The Idempotency-Key came with another request within a day. Take a new "
     "key for a new request."},
    {"malformed-address", 400,
     "The address has broken escapes, or parts '.' and '..'. Write it out."},
    {"malformed-body", 400,
     "The chunks of the body are not as HTTP/1.1 wants them. What sends them, "
     "or a proxy between, has a mistake."},
    {"malformed-request", 400,
     "The request is no HTTP, or could be read in two ways; `detail` says "
     "where. What sends it, or a proxy between, has a mistake."},
    {"method-not-allowed", 405,
     "The address is there, but has no such method. The field `Allow` names "
     "those it has."},
    {"no-party", 403,
     "The key is of no party, so it sees no events and can be told of none. "
     "Ask "
     "with a key of a party (camel serve keys add --party)."},
    {"no-result", 409,
     "The job has nothing to take yet, or ended without. Listen to its "
     "events, or run it again."},
    {"not-ended", 409,
     "Only a job that was interrupted, cancelled or failed can run again."},
    {"not-found", 404, "There is nothing at this address. See /openapi.yaml."},
    {"not-granted", 403,
     "You may see it, but not do this: what each party of a consignment may "
     "change is in docs/decisions/0019-who-may-know.md."},
    {"not-ready", 503,
     "The years that the odds of routes are read off are being simulated. "
     "`job` names the job; ask again after Retry-After."},
    {"queue-full", 503,
     "Too many jobs wait already. Ask again after Retry-After."},
    {"role-needed", 403,
     "Your key is known, but its role does not allow this: a reader reads, a "
     "planner also asks for jobs, keeps scenarios, makes consignments and "
     "captures events, an admin also takes up and deletes corridors."},
    {"scenario-exists", 409,
     "A scenario of the corridor has this name already. Choose another, or "
     "change it with PUT."},
    {"too-many-requests", 429,
     "You ask more often than one may. Wait for Retry-After."},
    {"too-many-subscriptions", 409,
     "Your party has a hundred subscriptions already. Delete one first."},
    {"too-slow", 408,
     "The request did not come to an end in time: 10 seconds for its head, and "
     "8 KiB a second for its body. Send it again."},
    {"unknown-consignment", 404,
     "There is no such consignment, or none that you have to do with. "
     "/v1/consignments lists yours."},
    {"unknown-corridor", 404,
     "There is no corridor of this name. /v1/corridors lists them."},
    {"unknown-job", 404, "There is no such job. /v1/jobs lists them."},
    {"unknown-problem", 404,
     "There is no such type of problem. docs/reference/api.md lists them."},
    {"unknown-scenario", 404,
     "The corridor has no scenario of this name. Its scenarios are listed."},
    {"unknown-subscription", 404,
     "There is no such subscription of yours. /v1/subscriptions lists them."},
    {"unknown-table", 404, "The corridor's package has no such table."},
    {"unsound-consignment", 422,
     "The consignment holds mistakes; `mistakes` names each with its place. "
     "Nothing was kept."},
    {"unsound-corridor", 422,
     "The tables of the package hold mistakes; `findings` names each with its "
     "file, line and mend. Nothing was computed or kept."},
    {"unsound-scenario", 422,
     "What the scenario makes of the corridor holds mistakes; `findings` names "
     "each. Nothing was computed or kept."},
    {"version-unknown", 505,
     "The server speaks HTTP/1.1. Ask in that version, or through a proxy."},
    {"wrong-host", 421,
     "The request is for a name that the server does not go by. Ask by its own "
     "name, or start it with `--host NAME`."},
}};

}  // namespace

std::span<ProblemType const> problem_types() { return kTypes; }

}  // namespace camel::server
