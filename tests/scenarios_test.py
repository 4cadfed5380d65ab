#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Scenarios as users meet them: applied on every command, compared with the
base, refused with the line that is wrong. Usage: scenarios_test.py PROGRAM"""

import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TINY = ROOT / "corridors" / "tiny"
QUICK = ["--replications", "3", "--days", "60", "--warm-up", "20"]
PROGRAM = ""


class Scenarios(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="camel test ")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def camel(self, *arguments):
        return subprocess.run([PROGRAM, *map(str, arguments)], text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              cwd=self.folder, timeout=120)

    def document(self, *arguments):
        answer = self.camel(*arguments, "--json")
        self.assertEqual(answer.returncode, 0, answer.stderr)
        return json.loads(answer.stdout)

    def scenario(self, text, name="own.toml"):
        path = self.folder / name
        path.write_text('title = "Own"\n' + text, encoding="utf-8")
        return path

    def total(self, comparison, figure, scenario):
        found = [one for one in comparison["figures"]
                 if one["group"] == "total" and one["figure"] == figure]
        self.assertEqual(len(found), 1)
        return found[0]["scenarios"][scenario]

    def test_help_begins_with_an_example(self):
        answer = self.camel("compare", "--help")
        self.assertEqual(answer.returncode, 0)
        self.assertTrue(answer.stdout.lstrip().startswith(
            "Examples:\n  camel compare"), answer.stdout[:80])

    # ------------------------------------------------------------------- list

    def test_those_of_a_corridor_are_listed_with_their_titles(self):
        answer = self.camel("compare", TINY, "--list")
        self.assertEqual(answer.returncode, 0)
        for path in (TINY / "scenarios").glob("*.toml"):
            self.assertIn(path.stem, answer.stdout)
        self.assertIn("Half as much again", answer.stdout)
        listed = self.document("compare", TINY, "--list")
        self.assertEqual(len(listed["scenarios"]),
                         len(list((TINY / "scenarios").glob("*.toml"))))

    # ---------------------------------------------------------------- compare

    def test_a_comparison_says_what_differs_and_what_does_not(self):
        comparison = self.document(
            "compare", TINY, "--scenario", "busy-year",
            "--scenario", "spring-flood+papers", *QUICK)
        self.assertEqual([one["name"] for one in comparison["scenarios"]],
                         ["busy-year", "spring-flood+papers"])
        busy = self.total(comparison, "teu_year", 0)
        self.assertEqual(busy["verdict"], "differs")
        self.assertGreater(busy["difference"]["low"], 2000)
        other = self.total(comparison, "teu_year", 1)
        self.assertIn(other["verdict"], ("noise", "unchanged"))

    def test_scenario_and_base_are_the_runs_that_simulate_would_give(self):
        comparison = self.document("compare", TINY, "--scenario", "busy-year",
                                   *QUICK)
        base = self.document("simulate", TINY, *QUICK)
        busy = self.document("simulate", TINY, "--scenario", "busy-year",
                             *QUICK)
        self.assertEqual(base["scenario"], "base")
        self.assertEqual(busy["scenario"], "busy-year")
        compared = comparison["figures"][0]
        self.assertEqual(compared["base"], base["totals"]["teu_year"])
        self.assertEqual(compared["scenarios"][0]["value"],
                         busy["totals"]["teu_year"])

    def test_it_is_the_same_on_any_number_of_threads(self):
        one, three = (self.camel("compare", TINY, "--scenario", "more-ferries",
                                 "--threads", threads, "--json", *QUICK)
                      for threads in (1, 3))
        self.assertEqual(one.returncode, 0, one.stderr)
        self.assertEqual(one.stdout, three.stdout)

    def test_the_files_hold_what_was_said(self):
        answer = self.camel("compare", TINY, "--scenario", "second-line",
                            *QUICK, "--out", "results")
        self.assertEqual(answer.returncode, 0, answer.stderr)
        self.assertIn("second-line — A second line", answer.stdout)
        self.assertIn("+ links.GATE-SALT-3", answer.stdout)
        results = self.folder / "results"
        comparison = json.loads((results / "comparison.json").read_text())
        self.assertEqual(comparison["scenarios"][0]["name"], "second-line")
        report = (results / "report.html").read_text(encoding="utf-8")
        self.assertIn('"comparison":{"corridor":"tiny"', report)

    def test_nothing_to_compare_with_is_2(self):
        answer = self.camel("compare", TINY)
        self.assertEqual(answer.returncode, 2)
        self.assertIn("camel compare --list", answer.stderr)

    # --------------------------------------------------------- other commands

    def test_every_command_takes_scenarios_together(self):
        both = ["--scenario", "busy-year", "--scenario", "more-ferries"]
        simulated = self.document("simulate", TINY, *both, *QUICK)
        self.assertEqual(simulated["scenario"], "busy-year+more-ferries")
        ran = self.document("run", TINY, *both, *QUICK)
        self.assertEqual(ran["totals"], simulated["totals"])
        checked = self.document("check", TINY, "--scenario", "second-line")
        self.assertEqual(checked["tables"]["links"], 6)

    def test_the_corridor_may_stand_after_the_scenario(self):
        answer = self.camel("check", "--scenario", "papers", TINY)
        self.assertEqual(answer.returncode, 0, answer.stderr)

    # ---------------------------------------------------------------- refused

    def test_an_unknown_scenario_is_2_with_a_suggestion(self):
        for command in ("check", "simulate", "run", "compare"):
            answer = self.camel(command, TINY, "--scenario", "more-feries")
            self.assertEqual(answer.returncode, 2, command)
            self.assertEqual(answer.stdout, "")
            self.assertIn("did you mean 'more-ferries'?", answer.stderr)

    def test_a_wrong_scenario_is_2_and_its_line_is_named(self):
        own = self.scenario('changes = ["links.GATE-SALT.capacity=-1"]\n'
                            'measures = ["bert"]\n')
        out = self.folder / "results"
        for command in (["check"], ["simulate"], ["run", "--out", out],
                        ["compare", "--out", out]):
            answer = self.camel(*command, TINY, "--scenario", own)
            self.assertEqual(answer.returncode, 2, command)
            told = answer.stdout + answer.stderr
            self.assertIn("own.toml:2:12: error: links.GATE-SALT.capacity: "
                          "capacity -1 is out of range", told)
            self.assertIn("own.toml:3:13: error: unknown measure 'bert' — did "
                          "you mean 'berth'?", told)
        self.assertFalse(out.exists())

    def test_check_tries_every_scenario_of_the_corridor(self):
        own = self.folder / "corridor"
        (own / "scenarios").mkdir(parents=True)
        for path in TINY.glob("*.*"):
            (own / path.name).write_bytes(path.read_bytes())
        (own / "scenarios" / "bad.toml").write_text(
            'title = "Bad"\ndisruptions = ["floood"]\n')
        answer = self.camel("check", own)
        self.assertEqual(answer.returncode, 2)
        self.assertIn("bad.toml:2:16: error: unknown disruption 'floood' — "
                      "did you mean 'flood'?", answer.stdout)
        # The base itself is sound.
        self.assertEqual(self.camel("simulate", own, *QUICK).returncode, 0)


if __name__ == "__main__":
    PROGRAM = str(Path(sys.argv.pop(1)).resolve())
    unittest.main()
