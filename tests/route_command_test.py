#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""`camel route` as a forwarder meets it, on the tiny corridor. Usage:
route_command_test.py PROGRAM"""

import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

TINY = Path(__file__).resolve().parent.parent / "corridors" / "tiny"
PROGRAM = ""


class RouteCommand(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="camel test ")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def route(self, *arguments):
        kept = {**os.environ, "XDG_CACHE_HOME": str(self.folder / "kept")}
        return subprocess.run([PROGRAM, "route", *arguments, "--corridor",
                               TINY, "--replications", "3"], text=True,
                              capture_output=True, timeout=120, env=kept,
                              check=False)

    def kept(self):
        folder = self.folder / "kept" / "steel-camel"
        return {path.name: path.read_bytes() for path in folder.iterdir()}

    def test_a_route_has_trains_days_money_and_odds(self):
        answer = self.route("XEAST", "westmarket", "--ready", "2024-03-01",
                            "--json")
        self.assertEqual((answer.returncode, answer.stderr), (0, ""))
        way = json.loads(answer.stdout)["alternatives"][0]
        self.assertEqual([leg["service"] for leg in way["legs"]],
                         ["E1", "S1", "FERRY", "W1"])
        days = way["days"]
        self.assertLess(0, days["p50"])
        self.assertLessEqual(days["p50"], days["p80"])
        self.assertLessEqual(days["p80"], days["p95"])
        self.assertGreater(way["usd"], 0)
        self.assertGreater(way["kg_co2e"], 0)
        self.assertGreater(way["promise"]["boxes_followed"], 30)
        for before, after in zip(way["legs"], way["legs"][1:]):
            self.assertLess(before["eta"], after["etd"])
            self.assertEqual(before["to"], after["from"])

    def test_the_next_query_reads_the_years_that_were_kept(self):
        first = self.route("XEAST", "XWEST", "--ready", "2024-03-01")
        kept = self.kept()
        self.assertEqual(len(kept), 1)
        second = self.route("XEAST", "XWEST", "--ready", "2024-03-01")
        self.assertEqual(first.stdout, second.stdout)
        self.assertEqual(self.kept(), kept)

    def test_no_route_is_1_and_says_what_stands_in_the_way(self):
        for asked, reason in (
                (["--avoid", "Sandgate"], "is to be avoided"),
                (["--units", "400xTEU"], "400 TEU at once"),
                (["--commodity", "empties"], "cargo of the form 'container'"),
                (["--arrive-by", "2024-03-02"], "arrives in time"),
                (["--weeks", "1"], "within 1 weeks")):
            answer = self.route("XEAST", "XWEST", "--ready", "2024-03-01",
                                *asked)
            self.assertEqual(answer.returncode, 1, asked)
            self.assertIn(reason, answer.stdout)

    def test_words_of_a_route_that_are_not_understood_are_2_with_a_mend(self):
        for asked, mend in (
                (["Eastmarkt", "XWEST"], "did you mean 'Eastmarket'?"),
                (["XEAST", "market"], "may be one of"),
                (["XEAST", "XWEST", "--ready", "soon"], "write 2026-12-01"),
                (["XEAST", "XWEST", "--units", "two"], "write 2xFEU"),
                (["XEAST", "XWEST", "--commodity", "fruits"],
                 "did you mean 'fruit'?")):
            answer = self.route(*asked)
            self.assertEqual((answer.returncode, answer.stdout), (2, ""))
            self.assertIn(mend, answer.stderr)

    def test_geojson_has_a_line_for_each_leg(self):
        answer = self.route("XEAST", "XWEST", "--ready", "2024-03-01",
                            "--geojson")
        features = json.loads(answer.stdout)["features"]
        lines = [f for f in features if f["geometry"]["type"] == "LineString"]
        self.assertEqual(len(lines), 4)
        self.assertEqual(len(features), 9)


if __name__ == "__main__":
    PROGRAM = str(Path(sys.argv.pop(1)).resolve())
    unittest.main()
