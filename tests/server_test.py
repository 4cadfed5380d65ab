#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""`camel serve` as its users meet it: every example of the contract is replayed
and every answer held against it; crashes, listeners, the same asked twice.

    tests/server_test.py build/release/camel
"""

import json
import signal
import subprocess
import time
from urllib.parse import quote

import served
from served import CAMEL, CONTRACT, LONG, QUICK, ROOT, WithServer


class TheContract(WithServer):
    def parts(self, path):
        """An address with its open parts filled from what there is."""
        known = {"corridor": "tiny", "table": "links", "scenario": "papers",
                 "job": self.done, "problem": "not-ready",
                 "consignment": self.consignment, "capture": self.capture,
                 "event": self.event, "subscription": self.subscription,
                 "box": "CSQU3054383", "kind": "bizSteps", "value": "departing"}
        for name, value in known.items():
            path = path.replace("{" + name + "}", quote(str(value), safe=""))
        return path

    def query(self, parameters):
        asked = {}
        for one in parameters:
            if one["in"] == "query" and one.get("required"):
                examples = one.get("examples", {})
                asked[one["name"]] = (examples["tiny"]["value"]
                                      if "tiny" in examples
                                      else one["example"])
        return asked

    def held(self, operation, answer):
        mistakes = CONTRACT.mistakes(operation, answer.status, answer.kind,
                                     answer.value())
        self.assertEqual(mistakes, [], f"{operation['operationId']}: "
                         f"{answer.status} {answer.body[:300]}")

    def test_every_answer_has_the_shape_that_is_promised(self):
        self.done = self.server.job(QUICK)
        self.server.until(self.done)
        self.make_tracked()
        years = self.server.job({"kind": "years", "corridor": "tiny"})
        self.server.until(years)
        for method, path, operation, parameters in CONTRACT.operations():
            if method != "get":
                continue
            with self.subTest(path):
                answer = self.server.get(self.parts(path),
                                         query=self.query(parameters))
                self.assertEqual(answer.status, 200, answer.body[:300])
                self.held(operation, answer)
            for part in ("corridor", "table", "scenario", "job", "problem", "kind",
                         "box", "consignment", "capture", "event", "subscription"):
                if "{" + part + "}" in path:
                    with self.subTest(path, missing=part):
                        there = self.parts(path.replace("{" + part + "}",
                                                        "9999"))
                        answer = self.server.get(
                            there, query=self.query(parameters))
                        self.assertEqual(answer.status, 404)
                        self.held(operation, answer)

    def test_every_example_of_a_body_is_taken(self):
        self.make_tracked()
        order = {"uploadCorridor": 0, "createScenario": 1, "changeScenario": 2}
        sent = [(method, path, operation) for method, path, operation, _
                in CONTRACT.operations() if list(CONTRACT.bodies(operation))]
        sent.sort(key=lambda one: order.get(one[2]["operationId"], 3))
        jobs = []
        for method, path, operation in sent:
            for name, body in CONTRACT.bodies(operation):
                with self.subTest(operation["operationId"], example=name):
                    there = self.parts(path.replace("{scenario}",
                                                    "more-demand"))
                    answer = self.server.ask(method, there, body)
                    self.assertIn(answer.status, (200, 201, 202),
                                  answer.body[:2000])
                    self.held(operation, answer)
                    if operation["operationId"] == "createJob":
                        jobs.append(answer.json()["job"])
        for job in jobs:
            with self.subTest(job=job):
                ended = self.server.until(job)
                self.assertEqual(ended["state"], "done", ended)
                self.assertEqual(
                    self.server.get(f"/v1/jobs/{job}/result").status, 200)

    def test_what_makes_no_sense_is_a_problem_that_is_explained(self):
        for method, path, operation, _ in CONTRACT.operations():
            if method == "get":
                continue
            with self.subTest(operation["operationId"]):
                there = self.parts(path.replace("{scenario}", "9999"))
                answer = self.server.ask(method, there, b"{nonsense")
                self.assertGreaterEqual(answer.status, 400)
                self.held(operation, answer)
                if answer.json()["type"].startswith("epcisException:"):
                    continue
                said = self.server.get(answer.json()["type"])
                self.assertEqual(said.status, 200, answer.json()["type"])
                self.assertEqual(said.json()["status"], answer.status)

    def test_a_package_with_mistakes_is_refused_whole(self):
        files = {"corridor.toml": 'name = "x"\ntitle = "x"\n',
                 "places.csv": "place,name\nXAAAA,Here,too much\n"}
        answer = self.server.ask("POST", "/v1/corridors",
                                 {"corridor": "broken", "files": files})
        self.assertEqual(answer.status, 422)
        self.assertGreater(len(answer.json()["findings"]), 1)
        self.assertEqual(self.server.get("/v1/corridors/broken").status, 404)
        large = b'{"corridor":"large","files":{"x.csv":"' + b"a" * (17 << 20)
        try:
            answer = self.server.ask("POST", "/v1/corridors", large)
            self.assertEqual(answer.status, 413)
        except OSError:
            pass  # it hung up before all was sent, as it may
        self.assertEqual(self.server.get("/healthz").status, 200)


class TheClient(WithServer):
    def test_the_page_and_all_that_it_names_comes_from_here(self):
        page = self.server.get("/")
        self.assertEqual(page.status, 200)
        self.assertIn("text/html", page.kind)
        policy = page.fields["content-security-policy"]
        self.assertNotIn("unsafe", policy)
        self.assertNotIn("blob:", policy)
        folder = ROOT / "web" / "dist" / "app"
        for file in folder.rglob("*") if folder.is_dir() else []:
            if file.is_file():
                answer = self.server.get(
                    "/" + quote(str(file.relative_to(folder))))
                self.assertEqual(answer.body, file.read_bytes(), file)


class Crashes(WithServer):
    def result(self, job):
        return self.server.get(f"/v1/jobs/{job}/result").body

    def test_what_ran_is_shown_and_gives_the_same_when_run_again(self):
        order = LONG | {"replications": 100, "days": 365}
        self.server.job(LONG)
        self.server.ask("DELETE", "/v1/jobs/" + self.server.job(LONG))
        job = self.server.job(order)
        waiting = self.server.job(QUICK)
        for _, name, _ in self.server.events(job):
            if name == "result":
                break
        self.server.end(signal.SIGKILL)
        self.start()
        shown = self.server.get(f"/v1/jobs/{job}").json()
        self.assertEqual(shown["state"], "interrupted")
        self.assertIn("run it again", shown["error"])
        self.assertEqual(self.server.until(waiting)["state"], "done")
        again = self.server.ask("POST", f"/v1/jobs/{job}/again")
        self.assertEqual(again.status, 202)
        self.assertEqual(self.server.until(job)["state"], "done")
        disturbed = self.result(job)

        self.data = served.own_folder(self)
        self.again()
        job = self.server.job(order)
        self.assertEqual(self.server.until(job)["state"], "done")
        self.assertEqual(self.result(job), disturbed)

    def test_a_stop_in_the_middle_of_work_is_quick_and_clean(self):
        job = self.server.job(LONG)
        self.server.until(job, ("running",))
        began = time.monotonic()
        self.assertEqual(self.server.end(), 0)
        self.assertLess(time.monotonic() - began, 12)
        self.start()
        self.assertEqual(self.server.get(f"/v1/jobs/{job}").json()["state"],
                         "interrupted")


class Listeners(WithServer):
    def test_who_comes_back_misses_nothing_but_old_progress(self):
        job = self.server.job(LONG | {"replications": 12, "days": 365})
        heard = list(self.server.events(job, most=2))
        rest = list(self.server.events(job, last=heard[-1][0]))
        ids = [one[0] for one in heard + rest]
        self.assertEqual(ids, sorted(set(ids)))
        self.assertEqual(rest[-1][1], "state")
        self.assertEqual(rest[-1][2]["state"], "done")
        whole = [one for one in self.server.events(job)
                 if one[1] != "progress"]
        self.assertEqual([one[0] for one in heard + rest
                          if one[1] != "progress"],
                         [one[0] for one in whole])
        self.assertEqual(
            self.server.get(f"/v1/jobs/{job}/events",
                            fields={"Last-Event-ID": str(ids[-1])}).status,
            204)

    def test_a_job_that_is_cancelled_ends_its_stream(self):
        job = self.server.job(LONG)
        for _, _, now in self.server.events(job):
            if now["state"] == "running":
                self.server.ask("DELETE", f"/v1/jobs/{job}")
                break
        *_, last = self.server.events(job)
        self.assertEqual(last[2]["state"], "cancelled")


class TheSame(WithServer):
    def test_is_answered_from_the_store(self):
        job = self.server.job(QUICK)
        self.server.until(job)
        body = self.server.get(f"/v1/jobs/{job}/result").body
        self.again()
        answer = self.server.ask("POST", "/v1/jobs", QUICK)
        self.assertEqual((answer.status, answer.json()["job"]), (200, job))
        self.assertEqual(self.server.get(f"/v1/jobs/{job}/result").body, body)

    def test_key_gets_the_answer_given_before(self):
        fields = {"Idempotency-Key": "one"}
        first = self.server.ask("POST", "/v1/jobs", QUICK, fields)
        self.assertEqual(first.status, 202)
        self.server.until(first.json()["job"])
        second = self.server.ask("POST", "/v1/jobs", QUICK, fields)
        self.assertEqual((second.status, second.body),
                         (first.status, first.body))
        other = self.server.ask("POST", "/v1/jobs", QUICK | {"seed": 1}, fields)
        self.assertEqual(other.status, 422)

    def test_comparison_is_that_of_the_command_line(self):
        job = self.server.job({"kind": "comparison", "corridor": "tiny",
                               "scenarios": ["papers"], "replications": 3})
        self.assertEqual(self.server.until(job)["state"], "done")
        of_server = self.server.get(f"/v1/jobs/{job}/result").json()
        out = self.data / "out"
        subprocess.run(
            [CAMEL, "compare", "tiny", "--scenario", "papers",
             "--replications", "3", "--out", out],
            check=True, capture_output=True, cwd=ROOT)
        whole = json.loads((out / "comparison.json").read_text())
        rows = {(one["group"], one["of"], one["figure"]): one
                for one in whole["figures"]}
        shown = of_server["comparison"]["figures"]
        self.assertTrue(shown)
        for one in shown:
            self.assertEqual(one,
                             rows[one["group"], one["of"], one["figure"]])


if __name__ == "__main__":
    served.main()
