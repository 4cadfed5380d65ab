#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Starts the program as users do: tests/whole_runs.py build/release/camel."""

import json
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CAMEL = Path(sys.argv.pop(1)).resolve()


class WholeRun(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="camel runs ")
        self.addCleanup(folder.cleanup)
        self.here = Path(folder.name)

    def camel(self, *arguments, code=0):
        done = subprocess.run([CAMEL, *arguments], cwd=self.here, text=True,
                              stdin=subprocess.DEVNULL, capture_output=True)
        self.assertEqual(done.returncode, code, done.stderr)
        return done

    def own_tiny(self):
        return Path(shutil.copytree(ROOT / "corridors" / "tiny",
                                    self.here / "my-corridor"))

    def change(self, path, old, new):
        text = path.read_text()
        self.assertEqual(text.count(old), 1, f"{old} in {path}")
        path.write_text(text.replace(old, new))

    def test_bundled_corridors_are_sound(self):
        for name in ("tiny", "china-europe"):
            found = json.loads(self.camel("check", name, "--json").stdout)
            self.assertEqual(found["errors"], [])
            self.assertGreater(found["tables"]["places"], 4)

    def test_a_document_stands_alone_on_standard_output(self):
        done = self.camel("simulate", "tiny", "--json")
        self.assertEqual(done.stderr, "")
        result = json.loads(done.stdout)
        self.assertIs(result["conserved"], True)
        self.assertGreater(result["totals"]["teu_year"]["mean"], 0)
        self.assertNotIn("\x1b", self.camel("simulate", "tiny").stdout)

    def test_the_answer_is_the_same_on_any_number_of_threads(self):
        def run(threads, out):
            self.camel("run", "tiny", "--threads", threads, "--out", out)
            return [(self.here / out / name).read_bytes()
                    for name in ("results.json", "report.html")]

        self.assertEqual(run("1", "one"), run("3", "three"))

    def test_another_seed_is_another_year(self):
        first, second = (json.loads(self.camel(
            "simulate", "tiny", "--seed", seed, "--json").stdout)["flows"]
            for seed in ("1", "2"))
        self.assertNotEqual(first, second)

    def test_the_parts_of_a_journey_add_up_to_it(self):
        result = json.loads(self.camel("simulate", "tiny", "--json").stdout)
        for flow in result["flows"]:
            self.assertAlmostEqual(sum(flow["parts_hours"].values()) / 24,
                                   flow["transit_days"]["mean"], delta=0.01)

    def test_the_main_job_writes_a_report_that_needs_no_network(self):
        done = self.camel("run", "--replications", "1", "--days", "30",
                          "--warm-up", "30")
        self.assertIn("report.html", done.stdout)
        report = (self.here / "out" / "report.html").read_text()
        results = json.loads((self.here / "out" / "results.json").read_text())
        self.assertEqual(results["corridor"], "china-europe")
        start = report.index(">", report.index('id="camel-data"')) + 1
        data = json.loads(report[start:report.index("</script>", start)])
        self.assertEqual(data["simulation"]["flows"], results["flows"])
        for outside in ('src="http', "src='http", '<link', "@import"):
            self.assertNotIn(outside, report)

    def test_what_was_asked_wrongly_ends_with_2(self):
        self.camel(code=2)
        self.camel("simulat", code=2)
        self.camel("simulate", "tiny", "--replications", "0", code=2)
        done = self.camel("check", "nowhere", code=2)
        self.assertIn("china-europe", done.stderr)
        self.assertEqual(done.stdout, "")

    def test_what_the_world_refuses_ends_with_3(self):
        (self.here / "taken").write_text("a file, not a folder")
        done = self.camel("run", "tiny", "--out", "taken", code=3)
        self.assertIn("taken", done.stderr)

    def test_help_begins_with_examples(self):
        for command in ([], ["check"], ["simulate"], ["run"]):
            text = self.camel(*command, "--help").stdout
            self.assertTrue(text.startswith("Examples:"), text[:60])

    # docs/tutorials/first-corridor.md, step by step.

    def test_the_tutorials_mistakes_are_found_with_their_mend(self):
        mine = self.own_tiny()
        self.change(mine / "links.csv", "GATE-SALT,XGATE,XSALT,rail,2900,1520",
                    "GATE-SALT,XGATE,XSALT,rail,2900,1435")
        self.change(mine / "stops.csv", "E1,2,XGATE", "E1,2,XGATTE")
        found = self.camel("check", "my-corridor", code=2).stdout
        self.assertIn("my-corridor/stops.csv:3:6: error: unknown place "
                      "'XGATTE' — did you mean 'XGATE'?", found)
        self.assertIn("my-corridor/stops.csv:7:6: error: service 'S1' jumps",
                      found)
        self.assertIn("3 errors", found)
        done = self.camel("simulate", "my-corridor", code=2)
        self.assertEqual(done.stdout, "")

    def test_the_tutorials_reader_fits_the_stay_at_the_border(self):
        def fit():
            result = json.loads(self.camel(
                "simulate", "my-corridor", "--json").stdout)
            [stay] = [one for one in result["observed"]
                      if one["indicator"] == "border_hours"]
            return stay["inside"], result["flows"][0]["transit_days"]["mean"]

        mine = self.own_tiny()
        inside, days = fit()
        self.assertFalse(inside)
        self.change(mine / "services.csv", "W1520,100,full_or_time,14,72,,"
                    "container;reefer,,", "W1520,100,full_or_time,14,16,,"
                    "container;reefer,,")
        inside, fewer_days = fit()
        self.assertTrue(inside)
        self.assertLess(fewer_days, days)


if __name__ == "__main__":
    unittest.main()
