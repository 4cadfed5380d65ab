#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Who may ask `camel serve` what, and what it needs to begin.

    tests/server_keys_test.py build/release/camel
"""

import subprocess
import tempfile
import unittest

import served
from served import CAMEL, CONTRACT, ROOT, Server, WithServer
from waiting import until


class Keys(WithServer):
    def keys(self, *words):
        done = served.keys(self.data, *words)
        return done.returncode, done.stdout.strip()

    def test_every_route_asks_for_its_role(self):
        roles = ["reader", "planner", "admin"]
        keys = {}
        for role in roles:
            code, keys[role] = self.keys("add", f"the {role}", "--role", role)
            self.assertEqual(code, 0)
            self.assertRegex(keys[role], r"^sc_[0-9a-f]{8}_[0-9a-f]{64}$")
        self.assertNotIn(keys["admin"].split("_")[2], self.keys("list")[1])
        until(lambda: self.status_with(keys["admin"]) == 200 and
              self.status_with(None) == 401)
        for method, path, operation, _ in CONTRACT.operations():
            open_to_all = operation.get("security") == []
            needed = operation.get("x-role", "reader")
            there = path.replace("{problem}", "not-ready").replace(
                "{kind}", "epcs")
            for part in ("corridor", "table", "scenario", "job", "consignment",
                         "box", "capture", "event", "value", "subscription"):
                there = there.replace("{" + part + "}", "9999")
            for role in [None] + roles:
                with self.subTest(operation["operationId"], role=role):
                    fields = ({"Authorization": "Bearer " + keys[role]}
                              if role else {})
                    status = self.server.ask(method, there, fields=fields).status
                    if open_to_all:
                        self.assertIn(status, (200, 503))
                    elif role is None:
                        self.assertEqual(status, 401)
                    elif roles.index(role) < roles.index(needed):
                        self.assertEqual(status, 403)
                    else:
                        self.assertNotIn(status, (401, 403))
        self.assertEqual(self.keys("remove", "the reader")[0], 0)
        self.assertEqual(self.keys("remove", "the reader")[0], 2)
        until(lambda: self.status_with(keys["reader"]) == 401)


class TheStart(unittest.TestCase):
    def start(self, *options, corridor="tiny"):
        with tempfile.TemporaryDirectory() as data:
            return subprocess.run(
                [CAMEL, "serve", "--data", data, "--corridor", corridor,
                 *options], capture_output=True, text=True, cwd=ROOT,
                timeout=60, check=False)

    def test_beyond_this_machine_needs_keys(self):
        done = self.start("--address", "0.0.0.0", "--port", "0")
        self.assertEqual(done.returncode, 2)
        self.assertIn("camel serve keys add", done.stderr)

    def test_behind_a_proxy_it_needs_keys(self):
        for options in (["--behind-proxy"], ["--host", "corridor.example"]):
            with self.subTest(options):
                done = self.start(*options, "--port", "0")
                self.assertEqual(done.returncode, 2)
                self.assertIn("camel serve keys add", done.stderr)

    def test_two_servers_do_not_share_a_folder(self):
        with tempfile.TemporaryDirectory() as data:
            server = Server(data)
            with self.assertRaisesRegex(RuntimeError, "another server"):
                Server(data)
            self.assertEqual(server.end(), 0)

    def test_a_port_that_is_taken_is_named(self):
        with tempfile.TemporaryDirectory() as data:
            server = Server(data)
            done = self.start("--port", str(server.address.port))
            server.end()
        self.assertEqual(done.returncode, 3)
        self.assertIn(str(server.address.port), done.stderr)

    def test_a_corridor_that_is_not_there_is_named(self):
        done = self.start("--port", "0", corridor="tinny")
        self.assertEqual(done.returncode, 2)
        self.assertIn("did you mean 'tiny'?", done.stderr)


if __name__ == "__main__":
    served.main()
