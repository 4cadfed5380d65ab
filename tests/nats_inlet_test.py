#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Events that come by NATS JetStream: captured in order, acknowledged when they
are kept, refused ones set aside with the reason; kills of the reader and of the
server of NATS lose nothing and double nothing. The server is started for the
test; where none is installed, this is skipped.

    tests/nats_inlet_test.py build/release/camel
"""

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

try:
    import served
except ModuleNotFoundError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)
import nats_server
from nats_server import NatsClient, NatsServer

CAMEL = served.CAMEL
if not nats_server.is_installed():
    print("skipped: no nats-server is installed")
    sys.exit(77)
if "no NATS" in subprocess.run(
        [CAMEL, "capture", "--nats", "nats://127.0.0.1:1", "--nats-stream",
         "A", "--data", tempfile.gettempdir() + "/camel-no-nats"],
        capture_output=True, text=True).stderr:
    print("skipped: this build has no NATS")
    sys.exit(77)


def event(number, box="CSQU3054383"):
    return {"type": "ObjectEvent", "eventID": f"urn:uuid:{number}",
            "action": "OBSERVE", "bizStep": "arriving",
            "eventTime": "2026-03-05T09:00:00Z", "eventTimeZoneOffset": "+00:00",
            "epcList": [f"https://example.org/container/{box}"],
            "readPoint": {"id": "https://example.org/place/DOS"}}


def document(events):
    return json.dumps({
        "@context": ["https://ref.gs1.org/standards/epcis/2.0.0/"
                     "epcis-context.jsonld"],
        "type": "EPCISDocument", "schemaVersion": "2.0",
        "creationDate": "2026-03-05T10:00:00Z",
        "epcisBody": {"eventList": events}})


def until(what, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if what():
            return
        time.sleep(0.02)
    raise RuntimeError("it did not come to pass")


class NatsInlet(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="camel-inlet-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.server = NatsServer()
        self.addCleanup(self.server.end)
        self.client = NatsClient(self.server)
        self.addCleanup(lambda: self.client.close())
        self.client.make_stream("EVENTS", "events.>")

    def words(self, *options, address=None):
        return [CAMEL, "capture", "--data", self.folder / "data", "--nats",
                address or self.server.address, "--nats-stream", "EVENTS",
                *options]

    def drain(self, *options, code=0, **more):
        done = subprocess.run(self.words("--drain", "--json", *options),
                              capture_output=True, text=True, timeout=120,
                              **more)
        self.assertEqual(done.returncode, code, done.stderr)
        return json.loads(done.stdout), done.stderr

    def begin(self, *options, **more):
        reader = subprocess.Popen(self.words(*options),
                                  stdout=subprocess.PIPE,
                                  stderr=subprocess.PIPE, text=True, **more)
        self.addCleanup(lambda: (reader.kill(), reader.communicate()))
        return reader

    def rows(self, question):
        file = self.folder / "data" / "tracking.sqlite"
        if not file.exists():
            return []
        kept = sqlite3.connect(file, timeout=20)
        try:
            return kept.execute(question).fetchall()
        except sqlite3.OperationalError:
            return []  # it is being made
        finally:
            kept.close()

    def kept(self):
        rows = self.rows("SELECT count(*) FROM events")
        return rows[0][0] if rows else 0

    def ids(self):
        return [json.loads(one)["eventID"] for one, in
                self.rows("SELECT json FROM events ORDER BY row")]

    def sound(self):
        """Every link of the log of captures holds."""
        done = subprocess.run(
            [CAMEL, "tracking", "verify", "--data", self.folder / "data"],
            capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_messages_are_captured_in_order_and_acknowledged(self):
        self.client.publish("events.ktz", json.dumps(event(0)), "m-0")
        self.client.publish("events.ktz",
                            document([event(n) for n in range(1, 50)]))
        self.client.publish("events.ktz", document([event(3), event(50)]))
        self.client.publish("other.ktz", "not of the stream")
        report, _ = self.drain()
        self.assertEqual((report["messages"], report["captured"],
                          report["known"]), (3, 51, 1))
        self.assertEqual(self.ids(), [f"urn:uuid:{n}" for n in range(51)])
        reader = self.client.reader("EVENTS")
        self.assertEqual((reader["num_ack_pending"], reader["num_pending"],
                          reader["ack_floor"]["stream_seq"]), (0, 0, 3))
        self.assertEqual(self.drain()[0]["messages"], 0)
        line = subprocess.run(
            [CAMEL, "track", "CSQU3054383", "--json", "--data",
             self.folder / "data"], capture_output=True, text=True)
        self.assertEqual(len(json.loads(line.stdout)["milestones"]), 51)

    def test_what_is_wrong_is_set_aside_with_its_id_and_the_reason(self):
        self.client.make_stream("REFUSED", "refused.>")
        self.client.publish("events.ktz", document([event(1)]), "good")
        wrong = document([event(2), dict(event(3), bizStep="flying")])
        self.client.publish("events.ktz", wrong, "bad\tword")
        self.client.publish("events.ktz", json.dumps(event(1, "TCNU7200794")),
                            "conflict")
        report, said = self.drain("--nats-dead-letters", "refused.events",
                                  code=2)
        self.assertEqual((report["captured"], report["refused"]), (1, 2))
        self.assertEqual([one["message_id"] for one in
                          report["refused_messages"]],
                         ["bad\tword", "conflict"])
        self.assertIn("bizStep", report["refused_messages"][0]["reason"])
        self.assertIn("refused 3 'conflict' (events.ktz): another event is "
                      "known under the id urn:uuid:1", said)
        letters = self.client.kept("REFUSED")
        self.assertEqual([fields["Camel-Message-Id"] for fields, _ in letters],
                         ["bad word", "conflict"])
        self.assertEqual(letters[0][1], wrong)
        self.assertIn("/epcisBody/eventList/1/bizStep",
                      letters[0][0]["Camel-Reason"])
        self.assertEqual(letters[1][0]["Camel-Sequence"], "3")
        self.assertEqual(self.ids(), ["urn:uuid:1"])
        self.assertEqual(self.drain("--nats-dead-letters", "refused.events")[0]
                         ["messages"], 0)

    def test_what_nobody_could_read_again_is_not_forgotten(self):
        self.client.make_stream("WORK", "work.>", retention="workqueue")
        done = subprocess.run(
            [CAMEL, "capture", "--data", self.folder / "data", "--nats",
             self.server.address, "--nats-stream", "WORK"],
            capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 2)
        self.assertIn("--nats-dead-letters", done.stderr)
        # No stream takes dead letters yet: the message comes again until one
        # does.
        self.client.publish("events.ktz", "?", "bad")
        reader = self.begin("--nats-dead-letters", "refused.events")
        until(lambda: self.client.reader("EVENTS")["num_ack_pending"] == 1)
        time.sleep(0.5)
        reader.send_signal(signal.SIGTERM)
        out, said = reader.communicate(timeout=30)
        self.assertEqual(reader.returncode, 0)
        self.assertIn("0 messages", out)
        self.assertIn("cannot set aside 1 'bad'", said)
        self.assertEqual(self.client.reader("EVENTS")["num_ack_pending"], 1)

    def test_the_party_stands_in_the_subject_where_that_is_said(self):
        self.client.publish("events.ktz.DOS", json.dumps(event(1)))
        self.client.publish("events.key:gate", json.dumps(event(2)))
        report, _ = self.drain("--nats-party-word", "2", code=2)
        self.assertEqual((report["captured"], report["refused"]), (1, 1))
        self.assertEqual(self.rows("SELECT DISTINCT who FROM captures"),
                         [("ktz",)])

    def test_kills_in_the_middle_lose_nothing_and_double_nothing(self):
        messages, each = 4_000, 5
        luck = random.Random(8)
        self.client.publish_all("events.ktz", (
            document([event(each * n + k) for k in range(each)])
            for n in range(messages)))
        # What a killed reader had taken comes again at once.
        self.client.api(
            "CONSUMER.DURABLE.CREATE.EVENTS.steel-camel", stream_name="EVENTS",
            config={"durable_name": "steel-camel", "deliver_policy": "all",
                    "ack_policy": "explicit", "ack_wait": 1_000_000_000,
                    "max_deliver": -1, "max_ack_pending": 5_000,
                    "replay_policy": "instant"})
        kills = unfinished = 0
        while self.kept() < messages * each and kills < 40:
            before = self.kept()
            reader = self.begin()
            until(lambda: self.kept() > before or
                  reader.poll() is not None)
            time.sleep(luck.uniform(0, 0.03))
            reader.send_signal(signal.SIGKILL)
            reader.communicate()
            kills += 1
            state = self.client.reader("EVENTS")
            done = messages - state["num_pending"] - state["num_ack_pending"]
            # Never acknowledged before it is on the disk.
            self.assertLessEqual(done * each, self.kept())
            unfinished += done * each < self.kept()
        self.assertGreater(kills, 3)
        # Between the commit and the acknowledgement, some were killed.
        self.assertGreater(unfinished, 0)
        self.drain()
        self.assertEqual(self.kept(), messages * each)
        self.assertEqual(len(set(self.ids())), messages * each)
        self.sound()

    def test_a_server_that_goes_away_is_waited_for(self):
        reader = self.begin()
        for n in range(200):
            self.client.publish("events.ktz", json.dumps(event(n)))
        until(lambda: self.kept() == 200)
        self.client.close()
        self.server.stop()
        time.sleep(1)
        self.server.start()
        self.client = NatsClient(self.server)
        until(lambda: "stream" in str(self.client.ask(
            "$JS.API.STREAM.INFO.EVENTS")))
        for n in range(200, 300):
            self.client.publish("events.ktz", json.dumps(event(n)))
        until(lambda: self.kept() == 300)
        reader.send_signal(signal.SIGTERM)
        out, said = reader.communicate(timeout=30)
        self.assertEqual(reader.returncode, 0, said)
        self.assertIn("trying again", said)
        self.assertIn("connected again", said)
        # The killed server may have forgotten acknowledgements: what it gives
        # out again is known.
        self.assertEqual(len(set(self.ids())), 300)
        self.sound()

    def test_camel_serve_captures_and_counts(self):
        server = served.Server(
            self.folder / "data", "--nats", self.server.address,
            "--nats-stream", "EVENTS", "--nats-party", "ktz")
        self.addCleanup(server.end)
        self.client.publish("events.ktz", json.dumps(event(1)))
        self.client.publish("events.ktz", "?", "bad")
        until(lambda: 'camel_nats_messages_total{outcome="refused"} 1' in
              server.get("/metrics").body.decode())
        counts = server.get("/metrics").body.decode()
        self.assertIn('camel_nats_events_total{outcome="captured"} 1', counts)
        self.assertEqual(server.get("/readyz").json()["nats"],
                         {"connected": True})
        box = server.get("/v1/boxes/CSQU3054383").json()
        self.assertEqual(len(box["line_up"]["milestones"]), 1)
        self.assertEqual(self.rows("SELECT who FROM captures"), [("ktz",)])

    def test_camel_serve_runs_where_nats_does_not_and_waits_for_it(self):
        self.client.close()
        self.server.stop()
        server = served.Server(
            self.folder / "data", "--nats", self.server.address,
            "--nats-stream", "EVENTS")
        self.addCleanup(server.end)
        self.assertEqual(server.get("/readyz").json()["nats"],
                         {"connected": False})
        self.server.start()
        self.client = NatsClient(self.server)
        until(lambda: server.get("/readyz").json()["nats"]["connected"])

    def test_what_makes_no_sense_is_said(self):
        def said(*words, code=2, **environment):
            done = subprocess.run(
                [CAMEL, "capture", "--data", self.folder / "data", *words],
                capture_output=True, text=True, timeout=60,
                env=os.environ | environment)
            self.assertEqual(done.returncode, code, done.stderr)
            return done.stderr

        address = self.server.address
        self.assertIn("--nats", said())
        self.assertIn("--nats-stream", said("--nats", address))
        self.assertIn("there is no stream 'NONE'", said(
            "--nats", address, "--nats-stream", "NONE"))
        self.assertIn("STEEL_CAMEL_NATS", said(
            "--nats", address.replace("//", "//me:secret@"), "--nats-stream",
            "EVENTS"))
        self.assertIn("NATS", said("--nats", "nats://127.0.0.1:1",
                                   "--nats-stream", "EVENTS", code=3))
        self.assertIn("two commands", said(
            "a.json", "--nats", address, "--nats-stream", "EVENTS"))
        # The environment of a server does not keep documents from capture.
        file = self.folder / "one.json"
        file.write_text(document([event(1)]))
        said(file, STEEL_CAMEL_NATS=address, code=0)


class Guarded(unittest.TestCase):
    """Servers that ask who comes, over TLS too."""

    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="camel-guard-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def read(self, server, *options, **environment):
        return subprocess.run(
            [CAMEL, "capture", "--data", self.folder / "data",
             "--nats-stream", "EVENTS", "--nats-subjects", "events.>",
             "--nats-make-stream", "--drain", *options],
            capture_output=True, text=True, timeout=60,
            env=os.environ | {"STEEL_CAMEL_NATS": server.address} |
            environment)

    def started(self, *options):
        server = NatsServer(*options)
        self.addCleanup(server.end)
        return server

    def test_a_password_comes_from_the_environment(self):
        server = self.started("--user", "camel", "--pass", "hump-2")
        wrong = self.read(server, "--nats-user", "camel",
                          STEEL_CAMEL_NATS_PASSWORD="other")
        self.assertEqual(wrong.returncode, 3)
        self.assertNotIn("other", wrong.stderr)
        right = self.read(server, "--nats-user", "camel",
                          STEEL_CAMEL_NATS_PASSWORD="hump-2")
        self.assertEqual(right.returncode, 0, right.stderr)
        address = server.address.replace("//", "//camel:hump-2@")
        self.assertEqual(
            self.read(server, STEEL_CAMEL_NATS=address).returncode, 0)

    def test_a_token_comes_from_the_environment(self):
        server = self.started("--auth", "hump-2")
        self.assertEqual(self.read(server).returncode, 3)
        right = self.read(server, STEEL_CAMEL_NATS_TOKEN="hump-2")
        self.assertEqual(right.returncode, 0, right.stderr)

    def test_over_tls_only_a_known_server_is_believed(self):
        if not shutil.which("openssl"):
            self.skipTest("no openssl is installed")
        key, certificate = self.folder / "key.pem", self.folder / "own.pem"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes",
             "-keyout", key, "-out", certificate, "-days", "2", "-subj",
             "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"],
            check=True, capture_output=True)
        server = self.started("--tls", "--tlscert", certificate, "--tlskey",
                              key)
        safe = f"tls://localhost:{server.port}"
        self.assertEqual(self.read(server, STEEL_CAMEL_NATS=safe).returncode,
                         3)
        right = self.read(server, "--nats-authorities", certificate,
                          STEEL_CAMEL_NATS=safe)
        self.assertEqual(right.returncode, 0, right.stderr)
        # The certificate is of another host.
        other = self.read(server, "--nats-authorities", certificate,
                          STEEL_CAMEL_NATS=f"tls://127.0.0.1:{server.port}")
        self.assertEqual(other.returncode, 3)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
