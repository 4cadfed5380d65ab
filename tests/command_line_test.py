#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The program itself, as its users meet it: help, exit codes, what is written
where, and the same answer twice. Usage: command_line_test.py PROGRAM"""

import json
import os
import pty
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TINY = ROOT / "corridors" / "tiny"
QUICK = ["--replications", "3", "--days", "60", "--warm-up", "20"]
PROGRAM = ""


class CommandLine(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="camel test ")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def camel(self, *arguments, **how):
        how.setdefault("stdout", subprocess.PIPE)
        how.setdefault("cwd", self.folder)
        return subprocess.run([PROGRAM, *map(str, arguments)], text=True,
                              stderr=subprocess.PIPE, timeout=120, **how)

    def corridor(self, name="own", **changed):
        """A copy of the tiny corridor with some files changed:
        links=("old", "new")."""
        copy = self.folder / name
        shutil.copytree(TINY, copy)
        for table, (old, new) in changed.items():
            path = copy / f"{table}.csv"
            text = path.read_text(encoding="utf-8")
            self.assertIn(old, text)
            path.write_bytes(text.replace(old, new).encode("latin-1"))
        return copy

    def files(self, folder):
        return {path.name: path.read_bytes() for path in folder.iterdir()}

    # ------------------------------------------------------------------- help

    def test_help_on_every_level_begins_with_an_example(self):
        for level in ([], ["check"], ["simulate"], ["run"], ["route"],
                      ["capacity"], ["invest"], ["calibrate"]):
            answer = self.camel(*level, "--help")
            self.assertEqual(answer.returncode, 0)
            lines = [line for line in answer.stdout.splitlines() if line]
            self.assertEqual(lines[0], "Examples:")
            self.assertTrue(lines[1].startswith("  camel "), lines[1])
            self.assertEqual(answer.stderr, "")

    def test_it_says_its_version(self):
        answer = self.camel("--version")
        self.assertEqual(answer.returncode, 0)
        self.assertRegex(answer.stdout, r"^camel \d+\.\d+\.\d+\n$")

    # ------------------------------------------------------------- exit codes

    def test_a_sound_corridor_is_done(self):
        answer = self.camel("check", TINY)
        self.assertEqual(answer.returncode, 0)
        self.assertIn("0 errors", answer.stdout)

    def test_bad_usage_is_2_and_says_so_on_standard_error(self):
        for arguments in ([], ["fly"], ["check", "--fly"],
                          ["check", TINY, TINY],
                          ["simulate", TINY, "--replications", "0"],
                          ["simulate", TINY, "--days", "0"],
                          ["simulate", TINY, "--seed", "-1"],
                          ["simulate", TINY, "--seed", "many"],
                          ["simulate", TINY, "--threads", "0"],
                          ["capacity", TINY, "--objective", "profit"],
                          ["capacity", TINY, "--demand", "0"],
                          ["capacity", TINY, "--routes", "any"],
                          ["capacity", TINY, "--out", "x"],
                          ["invest", TINY],
                          ["invest", TINY, "--budget", "-1"],
                          ["invest", TINY, "--budget", "1e6", "--years", "0"],
                          ["calibrate", TINY, "--evaluations", "0"],
                          ["calibrate", TINY, *QUICK, "--evaluations", "9"],
                          ["check", TINY, "--out", "x"]):
            answer = self.camel(*arguments)
            self.assertEqual(answer.returncode, 2, arguments)
            self.assertEqual(answer.stdout, "", arguments)
            self.assertNotEqual(answer.stderr, "", arguments)

    def test_an_unknown_corridor_is_2_and_names_those_there_are(self):
        for name in ("chna-europe", "no/such/folder", ""):
            answer = self.camel("check", name)
            self.assertEqual(answer.returncode, 2, name)
            self.assertIn("china-europe", answer.stderr)
            self.assertIn("tiny", answer.stderr)
            self.assertEqual(answer.stdout, "")

    def test_a_broken_corridor_is_2_and_nothing_is_written(self):
        own = self.corridor(links=("XEAST,XGATE,rail", "XEAST,XGTE,rail"))
        out = self.folder / "results"
        for command in (["check", own], ["simulate", own],
                        ["run", own, "--out", out]):
            answer = self.camel(*command)
            self.assertEqual(answer.returncode, 2, command)
            told = answer.stdout + answer.stderr
            self.assertIn("links.csv:2:", told)
            self.assertIn("XGATE", told)  # the mend
        self.assertFalse(out.exists())

    def test_a_folder_that_is_no_corridor_is_2(self):
        answer = self.camel("run", self.folder, "--out", "results")
        self.assertEqual(answer.returncode, 2)
        self.assertIn("corridor.toml", answer.stderr)
        self.assertFalse((self.folder / "results").exists())

    def test_results_that_cannot_be_written_are_3(self):
        blocked = self.folder / "blocked"
        blocked.write_text("a file, no folder")
        answer = self.camel("run", TINY, *QUICK, "--out", blocked)
        self.assertEqual(answer.returncode, 3)
        self.assertIn("blocked", answer.stderr)
        self.assertEqual(blocked.read_text(), "a file, no folder")

    def test_a_full_disk_behind_standard_output_is_3(self):
        for command in (["check", TINY], ["check", TINY, "--json"],
                        ["simulate", TINY, *QUICK],
                        ["simulate", TINY, *QUICK, "--json"],
                        ["run", TINY, *QUICK], ["--help"],
                        ["run", "--help"], ["--version"]):
            with open("/dev/full", "w", encoding="utf-8") as full:
                answer = self.camel(*command, stdout=full)
            self.assertEqual(answer.returncode, 3, command)
            self.assertIn("standard output", answer.stderr)

    # ----------------------------------------------------------------- output

    def test_json_is_one_document_and_nothing_else(self):
        for command in (["check", TINY], ["simulate", TINY, *QUICK],
                        ["run", TINY, *QUICK], ["capacity", TINY]):
            answer = self.camel(*command, "--json")
            self.assertEqual(answer.returncode, 0)
            self.assertIsInstance(json.loads(answer.stdout), dict)
            self.assertEqual(answer.stdout.count("\n}\n"), 1)
            self.assertEqual(answer.stderr, "")

    def test_json_of_a_broken_corridor_is_its_findings(self):
        own = self.corridor(links=("XEAST,XGATE,rail", "XEAST,XGTE,rail"))
        for command in ("check", "simulate", "run"):
            answer = self.camel(command, own, "--json")
            self.assertEqual(answer.returncode, 2)
            self.assertEqual(json.loads(answer.stdout)["errors"][0]["line"], 2)

    def test_json_of_what_is_not_utf_8_is_still_json(self):
        own = self.corridor(places=("Eastmarket", "\xe9stmarket"))
        answer = self.camel("check", own, "--json")
        self.assertEqual(answer.returncode, 2, answer.stderr)
        self.assertTrue(json.loads(answer.stdout)["errors"])

    def test_json_of_a_folder_with_any_name_is_still_json(self):
        odd = os.fsencode(self.folder) + b"/\xff \"odd\"\n"
        shutil.copytree(os.fsencode(TINY), odd)
        os.remove(odd + b"/links.csv")
        answer = subprocess.run([PROGRAM, "check", odd, "--json"], check=False,
                                capture_output=True, timeout=60)
        self.assertEqual(answer.returncode, 2, answer.stderr)
        self.assertTrue(json.loads(answer.stdout)["errors"])

    def terminal(self, *arguments, code=0, **variables):
        """What the program writes to a terminal."""
        environment = {k: v for k, v in os.environ.items() if k != "NO_COLOR"}
        environment.update(TERM="xterm", **variables)
        leader, follower = pty.openpty()
        with subprocess.Popen([PROGRAM, *map(str, arguments)],
                              stdout=follower, stderr=subprocess.DEVNULL,
                              env=environment) as process:
            os.close(follower)
            text = b""
            while True:
                try:
                    piece = os.read(leader, 4096)
                except OSError:
                    break
                if not piece:
                    break
                text += piece
            self.assertEqual(process.wait(), code)
        os.close(leader)
        return text.decode()

    def test_colours_are_for_terminals_that_want_them(self):
        command = ["simulate", TINY, *QUICK]
        self.assertIn("\x1b[", self.terminal(*command))
        self.assertNotIn("\x1b[", self.terminal(*command, NO_COLOR="1"))
        self.assertNotIn("\x1b[", self.camel(*command).stdout)

    def test_a_terminal_obeys_no_file(self):
        odd = self.folder / "odd.json"
        odd.write_text(json.dumps({"type": "ObjectEvent", "eventTime":
                                   "\x1b]0;owned\x07\x1b[31mred\x9b2J"}))
        text = self.terminal("capture", "--check", odd, code=2)
        self.assertIn(r"\x1b]0;owned\x07", text)
        for control in ("\x1b]", "\x07", "\x9b"):
            self.assertNotIn(control, text)

    def test_a_stream_is_no_document(self):
        def refused(*words, command="capture", **environment):
            answer = self.camel(command, "--data", self.folder / "data",
                                *words, env=os.environ | environment)
            self.assertEqual(answer.returncode, 2, answer.stderr)
            return answer.stderr

        stream = ("--nats-stream", "EVENTS")
        nats = {"STEEL_CAMEL_NATS": "nats://127.0.0.1:1"}
        for words in (["--check"], ["--replay", "9"]):
            self.assertIn("--check and --replay are of documents", refused(
                *words, *stream, "--nats", "nats://127.0.0.1:1"))
            self.assertIn("--check and --replay are of documents", refused(
                *words, *stream, **nats))
        for words in (stream, ["--nats", nats["STEEL_CAMEL_NATS"]],
                      ["--drain"]):
            self.assertIn(f"or {words[0]}", refused("a.json", *words, **nats))
        for words in (stream, ["--nats-durable", "steel-camel"]):
            self.assertIn("by which events come: --nats", refused(*words))
            self.assertIn("two commands", refused("a.json", *words))
            self.assertIn(f"{words[0]} is of events that come by NATS",
                          refused(*words, "--port", "0", command="serve"))
        self.assertIn("by which events come: --nats", refused("--drain"))
        # It is on the command line though the environment says the same.
        address = "nats://me:secret@127.0.0.1:1"
        self.assertIn("a password on the command line", refused(
            *stream, "--nats", address, STEEL_CAMEL_NATS=address))
        self.assertFalse((self.folder / "data").exists())

    def test_progress_is_for_terminals(self):
        answer = self.camel("run", TINY, *QUICK)
        self.assertEqual(answer.returncode, 0)
        self.assertEqual(answer.stderr, "")

    # ---------------------------------------------------------------- results

    def test_one_seed_gives_the_same_files_on_any_number_of_threads(self):
        folders = [self.folder / name for name in ("a", "b", "c", "d")]
        for folder, seed, threads in zip(folders, (5, 5, 5, 6), (1, 1, 7, 1)):
            answer = self.camel("run", TINY, *QUICK, "--seed", seed,
                                "--threads", threads, "--out", folder)
            self.assertEqual(answer.returncode, 0, answer.stderr)
        first, again, on_many, other = map(self.files, folders)
        self.assertEqual(set(first), {"report.html", "results.json",
                                      "capacity.json"})
        self.assertEqual(first, again)
        self.assertEqual(first, on_many)
        self.assertNotEqual(first["results.json"], other["results.json"])

    def test_the_file_of_results_is_the_document_on_standard_output(self):
        answer = self.camel("run", TINY, *QUICK, "--json")
        results = self.folder / "out" / "results.json"
        self.assertEqual(answer.stdout, results.read_text(encoding="utf-8"))
        document = json.loads(answer.stdout)
        self.assertEqual(document["corridor"], "tiny")
        self.assertEqual(document["replications"], 3)
        self.assertTrue(document["conserved"])

    def test_the_report_holds_the_results(self):
        self.camel("run", TINY, *QUICK)
        out = self.files(self.folder / "out")
        page = out["report.html"].decode()
        self.assertNotIn("__CAMEL_DATA__", page)
        begin = page.index('{"version"')
        data = json.JSONDecoder().raw_decode(page[begin:])[0]
        self.assertEqual(data["simulation"], json.loads(out["results.json"]))
        capacity = json.loads(out["capacity.json"])
        for name in ("value", "unserved", "seasons", "saturated"):
            self.assertEqual(data["capacity"][name], capacity[name])
        self.assertEqual(data["capacity"]["limits"], len(capacity["arcs"]))

    def test_the_corridors_own_settings_are_the_default(self):
        own = self.corridor()
        settings = own / "corridor.toml"
        text = settings.read_text(encoding="utf-8")
        settings.write_text(
            text.replace("warm_up_days = 60", "warm_up_days = 5")
            .replace("days = 365", "days = 40")
            .replace("replications = 4", "replications = 2")
            .replace("seed = 2024", "seed = 77"), encoding="utf-8")
        document = json.loads(self.camel("simulate", own, "--json").stdout)
        self.assertEqual(
            [document[key] for key in ("seed", "replications", "days",
                                       "warm_up_days")], [77, 2, 40, 5])

    def test_a_folder_may_have_spaces_and_a_bundled_one_has_a_name(self):
        own = self.corridor("my own corridor")
        answer = self.camel("simulate", own.name, *QUICK)
        self.assertEqual(answer.returncode, 0, answer.stderr)
        answer = self.camel("run", "tiny", *QUICK, "--out", "my results")
        self.assertEqual(answer.returncode, 0, answer.stderr)
        self.assertTrue((self.folder / "my results/report.html").exists())

    # --------------------------------------------------------------- capacity

    def capacity(self, *arguments):
        answer = self.camel("capacity", *arguments, "--json")
        self.assertEqual(answer.returncode, 0, answer.stderr)
        return json.loads(answer.stdout)

    def test_capacity_says_what_can_be_carried_and_what_holds_it_back(self):
        answer = self.camel("capacity", TINY, "--demand", "20")
        self.assertEqual(answer.returncode, 0, answer.stderr)
        self.assertIn("of 20 times the demand it can carry", answer.stdout)
        self.assertIn("what holds it back", answer.stdout)
        document = self.capacity(TINY, "--demand", "20")
        self.assertEqual(document["objective"], "throughput")
        self.assertLess(document["served_teu_year"],
                        document["demanded_teu_year"])
        self.assertTrue(any(arc["binds"] for arc in document["arcs"]))
        left = sum(boxes["teu_year"] for boxes in document["unserved"])
        self.assertAlmostEqual(
            left / (document["demanded_teu_year"]
                    - document["served_teu_year"]), 1, places=4)

    def test_growth_is_as_much_as_can_just_be_carried(self):
        growth = self.capacity(TINY, "--objective", "growth")
        factor = growth["value"]
        self.assertGreater(factor, 0)
        self.assertEqual(growth["unit"], "times the demand")
        inside = self.capacity(TINY, "--demand", 0.999 * factor)
        self.assertEqual(inside["unserved"], [])
        beyond = self.capacity(TINY, "--demand", 1.05 * factor)
        self.assertNotEqual(beyond["unserved"], [])
        self.assertAlmostEqual(inside["growth"]["value"], factor, places=4)

    def test_capacity_is_the_same_on_any_number_of_threads(self):
        one, many = (self.capacity(TINY, "--threads", n) for n in (1, 5))
        for document in (one, many):
            del document["solver"]["seconds"]
            del document["growth"]["solver"]["seconds"]
        self.assertEqual(one, many)

    def test_no_demand_is_no_question_of_capacity(self):
        own = self.corridor()
        table = own / "demand.csv"
        head = table.read_text(encoding="utf-8").splitlines()[0]
        table.write_text(head + "\n", encoding="utf-8")
        answer = self.camel("capacity", own)
        self.assertEqual(answer.returncode, 2)
        self.assertIn("demand.csv", answer.stderr + answer.stdout)

    # ----------------------------------------------------------------- invest

    def test_no_budget_is_no_question_of_projects(self):
        answer = self.camel("invest", TINY, "--no-simulation")
        self.assertEqual(answer.returncode, 2)
        self.assertIn("--budget", answer.stderr)

    def test_invest_says_what_opens_and_what_it_is_worth(self):
        # Demand grows fast, and the new line is nearly a present.
        question = ["invest", TINY, "--budget", "1e6", "--growth", "0.4",
                    "--years", "8", "--cost", "new-line=1e6"]
        answer = self.camel(*question, "--no-simulation")
        self.assertEqual(answer.returncode, 0, answer.stderr)
        self.assertRegex(answer.stdout, r"The new line +2031 +1\.0 ")
        self.assertNotIn("simulated for", answer.stdout)
        answer = self.camel(*question, "--json", *QUICK, "--out", "own")
        self.assertEqual(answer.returncode, 0, answer.stderr)
        self.assertEqual(answer.stderr, "")
        document = json.loads(answer.stdout)
        self.assertEqual(document["corridor"], "tiny")
        self.assertEqual(document["projects"],
                         [{"project": "new-line", "opens": 2031}])
        self.assertAlmostEqual(
            document["benefit_musd"] - document["cost_musd"],
            document["value_musd"], places=2)
        self.assertEqual(len(document["by_year"]), 8)
        self.assertEqual(document["simulated"]["year"], 2032)
        own = self.folder / "own"
        self.assertEqual((own / "invest.json").read_text(), answer.stdout)
        page = (own / "report.html").read_text(encoding="utf-8")
        self.assertNotIn("__CAMEL_DATA__", page)
        begin = page.index('{"version"')
        data = json.JSONDecoder().raw_decode(page[begin:])[0]
        self.assertEqual(data["investment"], document)

    def test_without_a_simulation_there_is_none_in_the_document(self):
        answer = self.camel("invest", TINY, "--budget", "1e6", "--json",
                            "--no-simulation")
        self.assertEqual(answer.returncode, 0, answer.stderr)
        self.assertIsNone(json.loads(answer.stdout)["simulated"])

    def test_a_cost_that_is_not_understood_is_2_with_a_mend(self):
        for cost, told in (("new-line", "write KEY=USD"),
                           ("new-line=much", "write KEY=USD"),
                           ("new-line=-1", "write KEY=USD"),
                           ("=5", "write KEY=USD"),
                           ("new-lime=5", "did you mean 'new-line'?")):
            answer = self.camel("invest", TINY, "--budget", "1e6", "--cost",
                                cost, "--no-simulation")
            self.assertEqual(answer.returncode, 2, cost)
            self.assertIn(told, answer.stderr)
            self.assertEqual(answer.stdout, "")

    # ------------------------------------------------------------ calibration

    FIT = ["--replications", "2", "--days", "90", "--warm-up", "20",
           "--evaluations", "30"]

    def test_calibration_moves_what_the_border_asks_for(self):
        answer = self.camel("calibrate", TINY, *self.FIT, "--json")
        self.assertEqual(answer.returncode, 0, answer.stderr)
        self.assertEqual(answer.stderr, "")
        document = json.loads(answer.stdout)
        out = self.folder / "out"
        self.assertEqual(set(self.files(out)),
                         {"calibration.json", "calibration.csv",
                          "calibrated.toml", "calibration.html"})
        self.assertEqual(answer.stdout, (out / "calibration.json").read_text())
        # The boxes stay too long at the border: trains are held less long.
        wait = {one["id"]: one for one in document["inputs"]}["steppe-wait"]
        self.assertLess(wait["fitted"], wait["start"])
        self.assertLess(document["badness"]["after"],
                        document["badness"]["before"])
        self.assertLessEqual(document["evaluations"]["used"], 30)
        for one in document["inputs"]:
            self.assertLessEqual(one["low"], one["fitted"])
            self.assertLessEqual(one["fitted"], one["high"])
            moved = sum(one["moved_by"].values()) + one["moved_otherwise"]
            self.assertAlmostEqual(moved, one["fitted"] - one["start"],
                                   delta=1e-4 * one["high"])
        for row in document["observations"]:
            if row["inside"]["after"]:
                self.assertTrue(row["inside_15"]["after"])

    def test_the_fitted_values_are_a_scenario_with_their_result(self):
        self.camel("calibrate", TINY, *self.FIT)
        scenario = (self.folder / "out" / "calibrated.toml").read_text()
        table = (self.folder / "out" / "calibration.csv").read_text()
        wait = [line.split(",") for line in table.splitlines()
                if line.startswith("steppe-wait")][0]
        self.assertIn(f'"services.S1.max_wait_hours={wait[3]}"', scenario)
        answer = self.camel("simulate", TINY, "--scenario",
                            self.folder / "out" / "calibrated.toml",
                            *self.FIT[:-2], "--json")
        self.assertEqual(answer.returncode, 0, answer.stderr)
        # It is the base in other numbers: its observations are compared.
        observed = json.loads(answer.stdout)["observed"]
        self.assertTrue(any(one["role"] == "fit" and not one["given"]
                            for one in observed))
        page = (self.folder / "out" / "calibration.html").read_text()
        self.assertIn('"calibration":{"corridor":"tiny"', page)

    def test_calibration_is_the_same_on_any_number_of_threads(self):
        for folder, threads in (("a", 1), ("b", 3)):
            answer = self.camel("calibrate", TINY, *self.FIT, "--threads",
                                threads, "--out", folder)
            self.assertEqual(answer.returncode, 0, answer.stderr)
        self.assertEqual(self.files(self.folder / "a"),
                         self.files(self.folder / "b"))

    def test_an_input_that_cannot_be_fitted_is_2_and_named(self):
        own = self.corridor(calibration=(
            "services.S1.max_wait_hours,12,96",
            "services.S1.max_wait_hours,12,60"))
        for more in ([], ["--json"]):
            answer = self.camel("calibrate", own, *self.FIT, *more)
            self.assertEqual(answer.returncode, 2)
            told = answer.stdout + answer.stderr
            self.assertIn("the value 72 is outside the bounds 12", told)
            self.assertFalse(list((self.folder / "out").iterdir()))


if __name__ == "__main__":
    PROGRAM = str(Path(sys.argv.pop(1)).resolve())
    unittest.main()
