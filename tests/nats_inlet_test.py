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
import shutil
import signal
import sqlite3
import subprocess
import sys
import unittest

import box_events
import nats_server
import served
from box_events import BOX, event
from nats_server import LossyWay, NatsClient, NatsServer
from served import CAMEL
from waiting import until


def document(*events):
    return json.dumps(box_events.document(*events))


class NatsInlet(unittest.TestCase):
    def setUp(self):
        self.folder = served.own_folder(self)
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
        with (self.folder / "said").open("w") as said:
            reader = subprocess.Popen(self.words(*options, **more),
                                      stdout=subprocess.PIPE, stderr=said,
                                      text=True)
        self.addCleanup(self.kill, reader)
        return reader

    @staticmethod
    def kill(reader):
        reader.kill()
        reader.wait(30)
        reader.stdout.close()

    def said(self):
        """By the reader that was begun last, so far."""
        return (self.folder / "said").read_text()

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
                            document(*map(event, range(1, 50))))
        self.client.publish("events.ktz", document(event(3), event(50)))
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
            [CAMEL, "track", BOX, "--json", "--data",
             self.folder / "data"], capture_output=True, text=True)
        self.assertEqual(len(json.loads(line.stdout)["milestones"]), 51)

    def test_what_is_wrong_is_set_aside_with_its_id_and_the_reason(self):
        self.client.make_stream("REFUSED", "refused.>")
        self.client.publish("events.ktz", document(event(1)), "good")
        wrong = document(event(2), dict(event(3), bizStep="flying"))
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
        until(lambda: "cannot set aside 1 'bad'" in self.said())
        reader.send_signal(signal.SIGTERM)
        out, _ = reader.communicate(timeout=30)
        self.assertEqual(reader.returncode, 0)
        self.assertIn("0 messages", out)
        self.assertEqual(self.client.reader("EVENTS")["num_ack_pending"], 1)

    def test_the_party_stands_in_the_subject_where_that_is_said(self):
        self.client.publish("events.ktz.DOS", json.dumps(event(1)))
        self.client.publish("events.key:gate", json.dumps(event(2)))
        report, _ = self.drain("--nats-party-word", "2", code=2)
        self.assertEqual((report["captured"], report["refused"]), (1, 1))
        self.assertEqual(self.rows("SELECT DISTINCT who FROM captures"),
                         [("ktz",)])

    def test_kills_in_the_middle_lose_nothing_and_double_nothing(self):
        messages, each = 500, 5
        self.client.publish_all("events.ktz", (
            document(*(event(each * n + k) for k in range(each)))
            for n in range(messages)))
        # What a killed reader had taken comes again in a second.
        self.client.api(
            "CONSUMER.DURABLE.CREATE.EVENTS.steel-camel", stream_name="EVENTS",
            config={"durable_name": "steel-camel", "deliver_policy": "all",
                    "ack_policy": "explicit", "ack_wait": 1_000_000_000,
                    "max_deliver": -1, "max_ack_pending": 100,
                    "replay_policy": "instant"})
        for acknowledgements in (0, 1, 7, 50, 99, 0):
            way = LossyWay(self.server, acknowledgements)
            reader = self.begin(address=way.address)
            self.assertTrue(way.is_cut.wait(60))
            self.kill(reader)
            # Killed between the commit, which comes first, and the next
            # acknowledgement.
            state = self.client.reader("EVENTS")
            done = messages - state["num_pending"] - state["num_ack_pending"]
            self.assertLess(done * each, self.kept())
        self.assertLess(self.kept(), messages * each)
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
        until(lambda: "trying again" in self.said())
        self.server.start()
        self.client = NatsClient(self.server)
        until(lambda: "stream" in str(self.client.ask(
            "$JS.API.STREAM.INFO.EVENTS")))
        for n in range(200, 300):
            self.client.publish("events.ktz", json.dumps(event(n)))
        until(lambda: self.kept() == 300)
        reader.send_signal(signal.SIGTERM)
        reader.communicate(timeout=30)
        self.assertEqual(reader.returncode, 0, self.said())
        self.assertIn("connected again", self.said())
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
        counted = {'camel_nats_messages_total{outcome="refused"} 1',
                   'camel_nats_events_total{outcome="captured"} 1'}
        until(lambda: counted <= set(
            server.get("/metrics").body.decode().splitlines()))
        self.assertEqual(server.get("/readyz").json()["nats"],
                         {"connected": True})
        box = server.get(f"/v1/boxes/{BOX}").json()
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
        file.write_text(document(event(1)))
        said(file, STEEL_CAMEL_NATS=address, code=0)


class Guarded(unittest.TestCase):
    """Servers that ask who comes, over TLS too."""

    def setUp(self):
        self.folder = served.own_folder(self)

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
    if reason := nats_server.reason_to_skip(CAMEL):
        print(f"skipped: {reason}")
        sys.exit(77)
    served.main()
