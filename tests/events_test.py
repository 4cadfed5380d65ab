#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Events of a simulated year, held against the published schema of EPCIS 2.0.
Usage: events_test.py PROGRAM. CAMEL_STANDARDS names the folder of the
standards, ../shared/standards beside the project without it; where that or the
validator (python3-jsonschema) is absent, this is skipped."""

import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STANDARDS = Path(os.environ.get("CAMEL_STANDARDS",
                                ROOT.parent / "shared" / "standards"))
SCHEMA = STANDARDS / "epcis" / "EPCIS-JSON-Schema.json"
PROGRAM = ""


class Events(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="camel test ")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def camel(self, *arguments):
        return subprocess.run([PROGRAM, *map(str, arguments)], text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              cwd=self.folder, timeout=120)

    def events(self, name, *options):
        path = self.folder / name
        done = self.camel("simulate", ROOT / "corridors" / "tiny",
                          "--replications", 1, "--days", 120, "--warm-up", 20,
                          "--events", path, "--boxes", 60, *options)
        self.assertEqual(done.returncode, 0, done.stderr)
        return path

    def test_the_published_schema_takes_them(self):
        jsonschema.validate(json.loads(self.events("a.json").read_text()),
                            json.loads(SCHEMA.read_text(encoding="utf-8")))

    def test_so_does_our_own_checker_and_a_box_is_found(self):
        path = self.events("a.json")
        checked = self.camel("capture", "--check", path)
        self.assertEqual(checked.returncode, 0, checked.stdout)
        captured = self.camel("capture", "--data", self.folder, path)
        self.assertEqual(captured.returncode, 0, captured.stderr)
        line = self.camel("track", "--data", self.folder, "SCMU0000001")
        self.assertIn("receiving", line.stdout)

    def test_the_same_year_gives_the_same_bytes(self):
        self.assertEqual(self.events("a.json").read_bytes(),
                         self.events("b.json", "--threads", 2).read_bytes())

    def test_a_file_that_cannot_be_written_is_said(self):
        done = self.camel("simulate", ROOT / "corridors" / "tiny",
                          "--replications", 1, "--days", 30, "--events",
                          self.folder / "nowhere" / "a.json")
        self.assertEqual(done.returncode, 3)
        self.assertIn("nowhere", done.stderr)


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    try:
        import jsonschema
    except ImportError:
        print("skipped: python3-jsonschema is not installed")
        sys.exit(77)
    if not SCHEMA.exists():
        print("skipped: the schema is not on this machine: name the folder of "
              "the standards by CAMEL_STANDARDS")
        sys.exit(77)
    unittest.main()
