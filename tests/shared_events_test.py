#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Events in a PostgreSQL server that several folders share: what one captures,
another tracks, and `camel serve` answers. The server is started for the test, in
a folder of its own; where none is installed, this is skipped.

    tests/shared_events_test.py build/release/camel
"""

import json
import os
import pwd
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

import served
from box_events import BOX, document, event


class Postgres:
    """A database server in a folder; it does not run as root."""

    def __init__(self):
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
        if not found:
            raise unittest.SkipTest("no PostgreSQL server is installed")
        self.programs = found[-1].parent
        self.folder = Path(tempfile.mkdtemp(prefix="camel-db-"))
        self.as_user = {}
        if os.geteuid() == 0:
            user = pwd.getpwnam("postgres")
            os.chown(self.folder, user.pw_uid, user.pw_gid)
            self.as_user = {"user": user.pw_uid, "group": user.pw_gid}
        self.folder.chmod(0o755)
        self.run("initdb", "-D", "data", "-U", "camel", "-A", "trust", "-N")
        self.run("pg_ctl", "-D", "data", "-w", "-o",
                 f"-k {self.folder} -h ''", "-l", "log", "start")
        self.address = f"host={self.folder} user=camel dbname=postgres"

    def run(self, program, *arguments):
        subprocess.run([self.programs / program, *arguments], cwd=self.folder,
                       check=True, stdout=subprocess.DEVNULL, **self.as_user)

    def end(self):
        self.run("pg_ctl", "-D", "data", "-m", "fast", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)


class SharedEvents(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.database = Postgres()
        cls.addClassCleanup(cls.database.end)

    def setUp(self):
        self.folder = served.own_folder(self)

    def camel(self, *arguments, database=None):
        return subprocess.run(
            [served.CAMEL, *map(str, arguments), "--database",
             database or self.database.address],
            text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            timeout=60)

    def test_what_one_captures_another_tracks_and_a_server_answers(self):
        file = self.folder / "document.json"
        file.write_text(json.dumps(document(event(1))))
        done = self.camel("capture", file, "--data", self.folder / "one")
        self.assertIn("1 event captured", done.stdout, done.stderr)
        line = self.camel("track", BOX, "--json", "--data",
                          self.folder / "two")
        self.assertEqual(line.returncode, 0, line.stderr)
        self.assertEqual(len(json.loads(line.stdout)["milestones"]), 1)
        self.assertFalse((self.folder / "two" / "tracking.sqlite").exists())
        server = served.Server(self.folder / "three", "--database",
                               self.database.address)
        self.addCleanup(server.end)
        box = server.get(f"/v1/boxes/{BOX}").json()
        self.assertEqual(len(box["line_up"]["milestones"]), 1)

    def test_a_server_that_is_not_there_is_said(self):
        done = self.camel("track", BOX, "--data", self.folder,
                          database="host=/nowhere dbname=none")
        self.assertEqual(done.returncode, 3)
        self.assertIn("PostgreSQL", done.stderr)


if __name__ == "__main__":
    served.main()
