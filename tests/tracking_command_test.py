#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""`camel track` shows what the server keeps.

    tests/tracking_command_test.py build/release/camel
"""

import json
import subprocess

import served


class Tracking(served.WithServer):
    def track(self, word, *options):
        done = subprocess.run(
            [served.CAMEL, "track", word, "--data", self.data, *options],
            capture_output=True, text=True, cwd=served.ROOT, check=False)
        return done.returncode, done.stdout

    def test_the_command_line_shows_a_consignment_of_the_server(self):
        self.make_tracked()
        of_server = self.server.get(
            f"/v1/consignments/{self.consignment}/line-up").json()
        ahead = self.server.get(
            f"/v1/consignments/{self.consignment}/outlook").json()
        for word in (self.consignment, "CIM-0042"):
            code, text = self.track(word)
            self.assertEqual(code, 0)
            self.assertIn("2026-03-01 10:20", text)
            self.assertIn("9 in 10", text)
            self.assertIn("2026-03-01 10:20", self.track(
                word, "--at", "2026-03-02T00:00:00Z")[1])
            self.assertNotIn("2026-03-01 10:20", self.track(
                word, "--at", "2026-03-01T00:00:00Z")[1])
            code, text = self.track(word, "--json")
            told = json.loads(text)
            self.assertEqual(told.pop("outlooks"), ahead["boxes"])
            self.assertEqual(told, of_server)
        self.assertEqual(self.track("CSQU3054383")[0], 0)
        self.assertEqual(self.track("c-0")[0], 1)


if __name__ == "__main__":
    served.main()
