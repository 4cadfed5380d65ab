#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Events a second that come by NATS JetStream: a stream that is full is captured
until nothing is left, with the time of the whole command. A line of JSON each.

    benchmarks/nats_inlet.py build/release/camel [EVENTS]
"""

import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
from nats_server import NatsClient, NatsServer  # noqa: E402

CONTEXT = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"


def event(number):
    return {"type": "ObjectEvent", "eventID": f"urn:uuid:{number}",
            "action": "OBSERVE", "bizStep": "arriving",
            "eventTime": "2026-03-05T09:00:00Z", "eventTimeZoneOffset": "+00:00",
            "epcList": [f"https://example.org/container/CSQU{number % 9999:07}"],
            "readPoint": {"id": "https://example.org/place/DOS"}}


def message(number, each):
    if each == 1:
        return json.dumps(event(number))
    return json.dumps({
        "@context": [CONTEXT], "type": "EPCISDocument", "schemaVersion": "2.0",
        "creationDate": "2026-03-05T10:00:00Z",
        "epcisBody": {"eventList": [event(number * each + k)
                                    for k in range(each)]}})


def seconds_used():
    """By the programs that ended: of their own, and with the system's."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime, used.ru_utime + used.ru_stime


def measure(camel, events, each):
    data = tempfile.mkdtemp(prefix="camel-nats-data-")
    server = NatsServer()
    try:
        client = NatsClient(server)
        client.make_stream("EVENTS", "events.>")
        client.publish_all("events.ktz", (message(n, each)
                                          for n in range(events // each)))
        began, (user, cpu) = time.monotonic(), seconds_used()
        done = subprocess.run(
            [camel, "capture", "--nats", server.address, "--nats-stream",
             "EVENTS", "--drain", "--json", "--data", data], check=True,
            capture_output=True, text=True)
        seconds, (user_now, cpu_now) = time.monotonic() - began, seconds_used()
        captured = json.loads(done.stdout)["captured"]
        return {"case": f"nats_{each}_a_message", "events": captured,
                "events_per_second": round(captured / seconds),
                "user_seconds": round(user_now - user, 3),
                "cpu_seconds": round(cpu_now - cpu, 3)}
    finally:
        server.end()
        shutil.rmtree(data)


def main():
    camel = sys.argv[1] if len(sys.argv) > 1 else "build/release/camel"
    events = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    for each in (1, 100):
        print(json.dumps(measure(camel, events, each)), flush=True)


if __name__ == "__main__":
    main()
