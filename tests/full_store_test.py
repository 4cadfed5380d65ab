#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Events for `camel serve` when it can take no more of them: too many wait, or
the disk is full. Whoever brings them hears so, what is there is still answered,
and the next are taken when there is room again.

    tests/full_store_test.py build/release/camel LIBFULL_DISK
"""

import json
import os
import sqlite3
import sys
from concurrent.futures import ThreadPoolExecutor, TimeoutError, as_completed
from pathlib import Path

import served
from box_events import document, event

EVENTS = "/epcis/events"
CAPTURE = "/epcis/capture"
MANY = 10_000  # twice as many may wait, beside those that are being written


class FullStore(served.WithServer):
    def problem(self, answer, status, word, asked="captureDocument"):
        self.assertEqual(answer.status, status, answer.body[:300])
        self.assertTrue(answer.json()["type"].endswith("/" + word),
                        answer.json())
        operation, = (one for _, _, one, _ in served.CONTRACT.operations()
                      if one["operationId"] == asked)
        self.assertEqual(served.CONTRACT.mistakes(operation, status,
                                                  answer.kind, answer.value()),
                         [])

    def has(self, event_id):
        return self.server.get(f"{EVENTS}/urn:uuid:{event_id}").status == 200


class TooManyWait(FullStore):
    def send(self, body):
        return self.server.ask("POST", CAPTURE, body,
                               {"Content-Type": "application/json"})

    def many(self, part, count=MANY):
        first = part * MANY
        return json.dumps(document(*map(event, range(first, first + count))))

    def test_they_hear_so_and_are_taken_later(self):
        """Very large documents at once, others when they have waited a while."""
        self.server.ask("POST", EVENTS, event("first"))
        large = [self.many(part) for part in range(4)]
        middling = self.many(4, 300)
        writing = sqlite3.connect(self.data / "tracking.sqlite",
                                  isolation_level=None)
        writing.execute("BEGIN IMMEDIATE")
        refused, taken = [], []
        with ThreadPoolExecutor(5) as threads:
            sent = {threads.submit(self.send, body): part
                    for part, body in enumerate(large)}
            for done in as_completed(sent):
                part, answer = sent[done], done.result()
                if answer.status == 202:
                    taken.append(part)
                    continue
                self.problem(answer, 503, "busy")
                self.assertEqual(answer.fields["retry-after"], "1")
                refused.append(part)
                if writing.in_transaction:
                    self.assertEqual(taken, [])
                    self.assertTrue(self.has("first"))
                    patient = threads.submit(self.send, middling)
                    self.assertRaises(TimeoutError, patient.result, 0.5)
                    writing.execute("ROLLBACK")
        writing.close()
        self.assertEqual(patient.result().status, 202)
        self.assertGreaterEqual(len(refused), 1)
        self.assertGreaterEqual(len(taken), 2)
        for part in refused:
            self.assertFalse(self.has(part * MANY))
            self.assertEqual(self.send(large[part]).status, 202)
        for part in range(4):
            self.assertTrue(self.has(part * MANY + MANY - 1))


class FullDisk(FullStore):
    library = ""

    def start(self):
        self.sign = self.data / "is-full"
        os.environ.update(LD_PRELOAD=self.library,
                          CAMEL_FULL_DISK=str(self.sign))
        try:
            super().start()
        finally:
            del os.environ["LD_PRELOAD"], os.environ["CAMEL_FULL_DISK"]

    def test_it_is_said_and_left_behind(self):
        bring = {"captureEvent": (EVENTS, event),
                 "captureDocument": (CAPTURE, lambda n: document(event(n)))}
        for operation, (path, body) in bring.items():
            answer = self.server.ask("POST", path, body(f"{operation}-before"))
            self.assertIn(answer.status, (201, 202))
        self.sign.touch()
        for operation, (path, body) in bring.items():
            with self.subTest(path):
                answer = self.server.ask("POST", path, body(f"{operation}-full"))
                self.problem(answer, 507, "disk-full", operation)
                self.assertTrue(self.has(f"{operation}-before"))
                self.assertFalse(self.has(f"{operation}-full"))
        self.sign.unlink()
        for operation, (path, body) in bring.items():
            for word in ("full", "after"):
                answer = self.server.ask("POST", path, body(f"{operation}-{word}"))
                self.assertIn(answer.status, (201, 202), answer.body[:300])
                self.assertTrue(self.has(f"{operation}-{word}"))
        self.again()
        for operation in bring:
            self.assertTrue(self.has(f"{operation}-after"))


if __name__ == "__main__":
    FullDisk.library = str(Path(sys.argv[2]).resolve())
    served.main()
