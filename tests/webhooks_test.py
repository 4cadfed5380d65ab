#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Webhooks over HTTP on this machine: the receiver of the how-to page takes what
`camel serve` sends; kills lose nothing; who hangs holds up nobody. What is sent
is held against the contract, and against the published schema of CloudEvents
where CAMEL_STANDARDS names its folder.

    tests/webhooks_test.py build/release/camel
"""

import http.server
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import served
from box_events import event
from contract import Contract
from waiting import until

ROOT = served.ROOT
SCHEMA = Path(os.environ.get("CAMEL_STANDARDS", ROOT / "../shared/standards")
              ) / "cloudevents" / "cloudevents.json"


class Receiver(http.server.ThreadingHTTPServer):
    """Writes down what comes to each path; at /hang it never answers."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Hook)
        self.taken = {}
        self.over = threading.Event()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def url(self, path):
        return f"http://127.0.0.1:{self.server_port}{path}"

    def ids(self, path):
        return [one["id"] for one in self.taken.get(path, [])]


class Hook(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.taken.setdefault(self.path, []).append(json.loads(body))
        if self.path == "/hang":
            self.server.over.wait(60)
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        pass


class Webhooks(served.WithServer):
    options = ("--webhooks-to-private-networks",)

    def setUp(self):
        super().setUp()
        self.receiver = Receiver()
        self.addCleanup(self.receiver.server_close)
        self.addCleanup(self.receiver.shutdown)
        self.addCleanup(self.receiver.over.set)

    def subscribe(self, url, **more):
        answer = self.server.ask("POST", "/v1/subscriptions",
                                 {"url": url} | more)
        self.assertEqual(answer.status, 201, answer.body)
        return answer.json()

    def tell(self, number):
        answer = self.server.ask("POST", "/epcis/events", event(number))
        self.assertEqual(answer.status, 201, answer.body)

    def test_the_receiver_of_the_page_takes_what_is_sent(self):
        page = (ROOT / "docs/how-to/be-told-of-events.md").read_text()
        code, = re.findall(r"```python\n(.*?)```", page, re.S)
        port = self.receiver.server_port  # which it takes over
        self.receiver.shutdown()
        self.receiver.server_close()
        made = self.subscribe(f"http://127.0.0.1:{port}/")
        there = f"/v1/subscriptions/{made['subscription']}"
        with subprocess.Popen(
                [sys.executable, "-u", "-c", code.replace("9000", str(port))],
                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                env=os.environ | {"SECRET": made["secret"]}) as page_receiver:
            self.addCleanup(page_receiver.kill)
            self.tell(1)
            until(lambda: self.server.ask("POST", there + "/again").json()
                  and self.server.get(there).json()["delivered"] == 1)
            self.assertEqual(page_receiver.stdout.readline(), "arriving\n")
            page_receiver.kill()

    def test_kills_lose_nothing(self):
        self.subscribe(self.receiver.url("/a"), handshake=False)
        told = []
        for kill in range(3):
            for _ in range(40):
                told.append(f"urn:uuid:{len(told)}")
                self.tell(len(told) - 1)
            until(lambda: len(self.receiver.ids("/a")) > 40 * kill + 5)
            self.again(signal.SIGKILL)
        until(lambda: told[-1] in self.receiver.ids("/a"))
        time.sleep(0.5)
        once = list(dict.fromkeys(self.receiver.ids("/a")))
        self.assertEqual(once, told)
        # In order but for what was on its way at a kill, which comes twice.
        self.assertLessEqual(len(self.receiver.ids("/a")), len(told) + 3)

    def test_who_hangs_holds_up_nobody(self):
        for _ in range(20):
            self.subscribe(self.receiver.url("/hang"), handshake=False)
        self.subscribe(self.receiver.url("/a"), handshake=False)
        self.tell(0)
        until(lambda: len(self.receiver.ids("/hang")) == 20)
        began = time.monotonic()
        for number in range(1, 20):
            self.tell(number)
        until(lambda: len(self.receiver.ids("/a")) == 20)
        self.assertLess(time.monotonic() - began, 12)  # they hang for 15
        self.assertEqual(len(self.receiver.ids("/hang")), 20)

    def test_what_is_sent_is_a_cloud_event(self):
        self.subscribe(self.receiver.url("/a"), handshake=False)
        body, = self.bodies("captureDocument")
        self.server.ask("POST", "/epcis/capture", body)
        until(lambda: self.receiver.ids("/a"))
        sent = self.receiver.taken["/a"][0]
        contract = served.CONTRACT
        schema = contract.document["components"]["schemas"]["CloudEvent"]
        self.assertEqual(list(contract.check(schema, sent, "event")), [])
        if SCHEMA.exists():
            published = Contract(SCHEMA)
            self.assertEqual(
                list(published.check(published.document, sent, "event")), [])
            self.assertNotEqual(
                list(published.check(published.document, {}, "event")), [])

    def test_private_networks_are_for_those_who_say_so(self):
        self.options = ()
        self.again()
        answer = self.server.ask("POST", "/v1/subscriptions",
                                 {"url": self.receiver.url("/a")})
        self.assertEqual(answer.status, 422)
        self.assertIn("--webhooks-to-private-networks",
                      answer.json()["detail"])


if __name__ == "__main__":
    served.main()
