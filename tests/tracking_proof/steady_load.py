#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""L5: `camel serve` under 1,000 events a second for a long time. It may not grow
by more than 1 MB an hour (1 MB in all, where it is shorter than that) nor hold
more than 512 MB, the log of its database stays under 256 MB, and it opens no
more and more files. With the library given, the same is tried with a server
whose memory leaks, which must be found.

    tests/tracking_proof/steady_load.py build/release/camel 60 [LEAKY_LIBRARY]

One line of JSON; the exit code is 1 where it fails. Eight hours leave 30 GB in
the folder for temporary files (TMPDIR) until the end.
"""

import http.client
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent.parent
EVENTS_A_SECOND = 1000
CLIENTS = 4
EVENTS_TOGETHER = 25
BOXES = 20_000
WAL_BAR_MB = 256
MEMORY_BAR_MB = 512
GROWTH_BAR_MB_PER_HOUR = 1
WARM_UP_EVENTS = 200_000
DEFECT_SECONDS = 60

HEAD = ('{"@context":["https://ref.gs1.org/standards/epcis/2.0.0/'
        'epcis-context.jsonld"],"type":"EPCISDocument","schemaVersion":"2.0",'
        '"creationDate":"2026-03-05T10:00:00Z","epcisBody":{"eventList":[')
EVENT = ('{"type":"ObjectEvent","eventID":"urn:uuid:%d","action":"OBSERVE",'
         '"bizStep":"%s","eventTime":"2026-03-%02dT%02d:%02d:%02dZ",'
         '"eventTimeZoneOffset":"+00:00",'
         '"epcList":["https://example.org/container/CSQU%07d"],'
         '"readPoint":{"id":"https://example.org/place/%d"}}')


def document(first, count):
    events = []
    for number in range(first, first + count):
        second = number // 10
        events.append(EVENT % (
            number, "arriving" if number % 2 else "departing",
            1 + second // 86400 % 28, second // 3600 % 24, second // 60 % 60,
            second % 60, number % BOXES, number % 50))
    return HEAD + ",".join(events) + "]}}"


class Server:
    def __init__(self, camel, data, preload=None):
        environment = dict(os.environ)
        if preload:
            environment["LD_PRELOAD"] = str(preload)
        self.process = subprocess.Popen(
            [camel, "serve", "--port", "0", "--data", data, "--corridor",
             "tiny", "--quiet"], stdout=subprocess.PIPE, text=True, cwd=ROOT,
            env=environment)
        self.address = urlsplit(self.process.stdout.readline().split()[-1])
        self.data = Path(data)

    def connect(self):
        return http.client.HTTPConnection(self.address.hostname,
                                          self.address.port, timeout=60)

    def memory_mb(self):
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.split("RssAnon:")[1].split()[0]) / 1024

    def files(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def wal_mb(self):
        log = self.data / "tracking.sqlite-wal"
        return log.stat().st_size / 1e6 if log.exists() else 0

    def end(self):
        self.process.terminate()
        self.process.wait(timeout=60)


class Load:
    """Clients that bring events, each when it is due, and ask for a box now and
    then."""

    def __init__(self, server):
        self.server, self.lock = server, threading.Lock()
        self.next, self.captured, self.asked, self.errors = 0, 0, 0, []

    def bring(self, connection, count):
        with self.lock:
            first = self.next
            self.next += count
        connection.request("POST", "/epcis/capture", document(first, count),
                           {"Content-Type": "application/json"})
        self.answered(connection, (202,))
        with self.lock:
            self.captured += count

    def answered(self, connection, expected):
        answer = connection.getresponse()
        body = answer.read()
        if answer.status not in expected:
            self.errors.append(f"{answer.status} {body[:200]!r}")

    def ask(self, connection):
        connection.request("GET", f"/v1/boxes/CSQU{self.captured % BOXES:07d}")
        self.answered(connection, (200,))
        self.asked += 1

    def fill(self, events):
        connection = self.server.connect()
        while self.captured < events:
            self.bring(connection, 1000)

    def go_on(self, seconds):
        pause = CLIENTS * EVENTS_TOGETHER / EVENTS_A_SECOND
        begin = time.monotonic()

        def client(number):
            connection = self.server.connect()
            due = begin + pause * number / CLIENTS
            rounds = 0
            while due < begin + seconds and not self.errors:
                time.sleep(max(0, due - time.monotonic()))
                try:
                    self.bring(connection, EVENTS_TOGETHER)
                    if rounds % 4 == number:
                        self.ask(connection)
                except OSError as fault:
                    self.errors.append(str(fault))
                due += pause
                rounds += 1

        threads = [threading.Thread(target=client, args=[number])
                   for number in range(CLIENTS)]
        for thread in threads:
            thread.start()
        return threads


def slope(samples):
    """MB an hour, by least squares over (seconds, MB)."""
    n = len(samples)
    mean_t = sum(t for t, _ in samples) / n
    mean_m = sum(m for _, m in samples) / n
    above = sum((t - mean_t) * (m - mean_m) for t, m in samples)
    return 3600 * above / sum((t - mean_t) ** 2 for t, _ in samples)


def attempt(camel, seconds, preload=None):
    data = tempfile.mkdtemp(prefix="camel-steady-")
    server = Server(camel, data, preload)
    try:
        load = Load(server)
        load.fill(WARM_UP_EVENTS)
        # What the caches hold by then, they hold: it is watched from there on.
        warm_up = max(20, seconds * 0.1)
        for thread in load.go_on(warm_up):
            thread.join()
        before, start = load.captured, time.monotonic()
        threads = load.go_on(seconds)
        memory, files, wal = [], [], []
        while any(thread.is_alive() for thread in threads):
            memory.append((time.monotonic() - start, server.memory_mb()))
            files.append(server.files())
            wal.append(server.wal_mb())
            time.sleep(max(0.5, seconds / 2000))
        took = time.monotonic() - start
        part = max(1, len(files) // 4)
        return {
            "events_per_second": round((load.captured - before) / took),
            "questions": load.asked, "errors": len(load.errors),
            "first_error": load.errors[0] if load.errors else "",
            "memory_mb": round(memory[-1][1], 1),
            "memory_mb_per_hour": round(slope(memory), 2),
            "wal_mb": round(max(wal), 1),
            "files": max(files),
            "files_grown": max(files[-part:]) - max(files[:part])}
    finally:
        server.end()
        shutil.rmtree(data, ignore_errors=True)


def grows(found, seconds):
    bar = GROWTH_BAR_MB_PER_HOUR * max(1, 3600 / seconds)
    return found["memory_mb_per_hour"] > bar


def main():
    camel = Path(sys.argv[1]).resolve()
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 8 * 3600
    started = time.monotonic()
    found = attempt(camel, seconds)
    line = {"row": "L5", "what": "a steady load", "tried": seconds, **found}
    is_passed = (found["errors"] == 0 and not grows(found, seconds)
                 and found["memory_mb"] < MEMORY_BAR_MB
                 and found["wal_mb"] < WAL_BAR_MB
                 and found["files_grown"] <= 0
                 and found["events_per_second"] > 0.95 * EVENTS_A_SECOND)
    if len(sys.argv) > 3:
        leaking = attempt(camel, DEFECT_SECONDS, Path(sys.argv[3]).resolve())
        line["defect"] = "one block of memory in 200 is not freed"
        line["defect_mb_per_hour"] = leaking["memory_mb_per_hour"]
        line["defect_found"] = grows(leaking, DEFECT_SECONDS)
        is_passed &= line["defect_found"]
    line["seconds"] = round(time.monotonic() - started)
    line["passed"] = is_passed
    print(json.dumps(line), flush=True)
    return 0 if is_passed else 1


if __name__ == "__main__":
    sys.exit(main())
