#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Servers of NATS that ask who comes: by tokens with keys (.creds) and by
certificates of both sides. Whoever is known has an event captured; nobody else
is let in, and no secret is told. Keys are made for the test; where there is no
nats-server or no openssl, this is skipped.

    tests/nats_login_test.py build/release/camel
"""

import json
import os
import subprocess
import sys
import time
import unittest

import nats_keys
import nats_server
import served
from box_events import event
from nats_server import NatsClient, NatsServer
from served import CAMEL

EVENT = json.dumps(event(1))


class Login(unittest.TestCase):
    def setUp(self):
        self.folder = served.own_folder(self)

    def started(self, *options):
        self.server = NatsServer(*options)
        self.addCleanup(self.server.end)

    def read(self, *options, address=None, **environment):
        return subprocess.run(
            [CAMEL, "capture", "--data", self.folder / "data", "--nats",
             address or self.server.address, "--nats-stream", "EVENTS",
             "--nats-subjects", "events.>", "--nats-make-stream", "--drain",
             "--json", *options], capture_output=True, text=True, timeout=60,
            env=os.environ | environment)

    def captured(self, *options, **more):
        done = self.read(*options, **more)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)["captured"]

    def refused(self, *options, code=3, **more):
        done = self.read(*options, **more)
        self.assertEqual(done.returncode, code, done.stderr)
        return done.stderr


class Credentials(Login):
    def setUp(self):
        super().setUp()
        self.operator = nats_keys.Operator(self.folder)
        self.started("-c", self.operator.configuration())
        self.key, self.token = self.operator.user("gate")

    def file(self, key, token):
        return "--nats-credentials", self.operator.credentials(key, token)

    def test_whoever_has_a_token_and_its_key_is_let_in(self):
        known = self.file(self.key, self.token)
        self.assertEqual(self.captured(*known), 0)
        client = NatsClient(self.server, key=self.key, jwt=self.token)
        self.addCleanup(client.close)
        client.publish("events.ktz", EVENT)
        self.assertEqual(
            self.captured(STEEL_CAMEL_NATS_CREDENTIALS=str(known[1])), 1)

    def test_nobody_else_is_let_in(self):
        self.assertIn("Authorization Violation", self.refused())
        stranger, _ = self.operator.user("stranger")
        said = self.refused(*self.file(stranger, self.token))
        self.assertIn("Authorization Violation", said)
        for secret in (stranger.seed, self.token):
            self.assertNotIn(secret, said)
        elsewhere = self.folder / "elsewhere"
        elsewhere.mkdir()
        self.refused(*self.file(*nats_keys.Operator(elsewhere).user("gate")))
        late = self.operator.user("late", exp=int(time.time()) - 60)
        self.refused(*self.file(*late))

    def test_a_file_that_has_no_token_is_named(self):
        missing = self.folder / "none.creds"
        self.assertIn(str(missing), self.refused("--nats-credentials", missing,
                                                 code=2))
        missing.write_text("nothing of it")
        self.assertIn(str(missing), self.refused("--nats-credentials", missing))


class Certificates(Login):
    def setUp(self):
        super().setUp()
        self.authority = nats_keys.Authority(self.folder)
        key, file = self.authority.vouch_for("localhost")
        self.started("--tlsverify", "--tlscert", file, "--tlskey", key,
                     "--tlscacert", self.authority.file)

    def words(self, key, file):
        return ("--nats-authorities", self.authority.file,
                "--nats-certificate", file, "--nats-key", key)

    def safe(self):
        return f"tls://localhost:{self.server.port}"

    def test_whoever_has_a_certificate_is_let_in(self):
        gate = self.authority.vouch_for("gate")
        self.assertEqual(self.captured(*self.words(*gate),
                                       address=self.safe()), 0)
        client = NatsClient(self.server, certificate=gate,
                            authority=self.authority.file)
        self.addCleanup(client.close)
        client.publish("events.ktz", EVENT)
        # A certificate asks for TLS by itself.
        self.assertEqual(self.captured(
            *self.words(*gate),
            address=self.safe().replace("tls://", "nats://")), 1)

    def test_nobody_else_is_let_in(self):
        self.refused("--nats-authorities", self.authority.file,
                     address=self.safe())
        other = nats_keys.Authority(self.folder, "other")
        self.refused(*self.words(*other.vouch_for("stranger")),
                     address=self.safe())

    def test_a_key_that_is_of_another_certificate_is_named(self):
        key, _ = self.authority.vouch_for("gate")
        _, file = self.authority.vouch_for("ship")
        said = self.refused(*self.words(key, file), address=self.safe(), code=2)
        self.assertIn(f"{file} with {key}", said)
        self.assertIn("go together", self.refused(
            "--nats-certificate", file, address=self.safe(), code=2))


if __name__ == "__main__":
    if reason := nats_server.reason_to_skip(CAMEL) or nats_keys.reason_to_skip():
        print(f"skipped: {reason}")
        sys.exit(77)
    served.main()
