#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""`camel serve` as its users meet it: every example of the contract is replayed
and every answer held against it; crashes, listeners, keys, the end.

    tests/server_test.py build/release/camel
"""

import http.client
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

try:
    from contract import Contract
except ModuleNotFoundError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

ROOT = Path(__file__).resolve().parent.parent
CAMEL = Path(sys.argv[1] if len(sys.argv) > 1 else "build/release/camel")
CONTRACT = Contract(ROOT / "openapi.yaml")
ENDED = ("done", "failed", "cancelled", "interrupted")


class Answer:
    def __init__(self, status, fields, body):
        self.status, self.fields, self.body = status, fields, body

    @property
    def kind(self):
        return self.fields.get("content-type", "")

    def json(self):
        return json.loads(self.body)

    def value(self):
        """The body as the contract means it."""
        if not self.body:
            return None
        return (self.json() if "json" in self.kind
                else self.body.decode("utf-8"))


class Server:
    """A server in a data folder, until it is stopped."""

    def __init__(self, data, *options):
        self.process = subprocess.Popen(
            [CAMEL, "serve", "--port", "0", "--data", data, "--corridor",
             "tiny", "--quiet", *options],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT)
        line = self.process.stdout.readline()
        if "http://" not in line:
            raise RuntimeError(line + self.process.communicate(timeout=20)[1])
        self.address = urlsplit(line.split()[-1])

    def ask(self, method, path, body=None, fields=None, query=None):
        connection = http.client.HTTPConnection(
            self.address.hostname, self.address.port, timeout=120)
        if query:
            path += "?" + urlencode(query, doseq=True)
        fields = dict(fields or {})
        if body is not None and not isinstance(body, (bytes, str)):
            body = json.dumps(body)
            fields.setdefault("Content-Type", "application/json")
        connection.request(method.upper(), path, body, fields)
        answer = connection.getresponse()
        whole = Answer(answer.status,
                       {k.lower(): v for k, v in answer.getheaders()},
                       answer.read())
        connection.close()
        return whole

    def get(self, path, **more):
        return self.ask("GET", path, **more)

    def job(self, body):
        return self.ask("POST", "/v1/jobs", body).json()["job"]

    def until(self, job, states=ENDED, seconds=120):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            now = self.get(f"/v1/jobs/{job}").json()
            if now["state"] in states:
                return now
            time.sleep(0.02)
        raise RuntimeError(f"job {job} is still {now['state']}")

    def events(self, job, last=None, most=10**6):
        """Yields (id, name, data) until the stream ends."""
        connection = http.client.HTTPConnection(
            self.address.hostname, self.address.port, timeout=120)
        fields = {} if last is None else {"Last-Event-ID": str(last)}
        connection.request("GET", f"/v1/jobs/{job}/events", headers=fields)
        answer = connection.getresponse()
        event = {}
        for line in answer:
            line = line.decode("utf-8").rstrip("\r\n")
            if line and not line.startswith(":"):
                name, _, value = line.partition(":")
                event[name] = value.strip()
            elif not line and "data" in event:
                yield (int(event["id"]), event["event"],
                       json.loads(event["data"]))
                event = {}
                most -= 1
                if most == 0:
                    break
        connection.close()

    def end(self, sign=signal.SIGTERM):
        if self.process.poll() is None:
            self.process.send_signal(sign)
        code = self.process.wait(30)
        self.process.stdout.close()
        self.process.stderr.close()
        return code


LONG = {"kind": "simulation", "corridor": "tiny", "replications": 200,
        "days": 1000, "seed": 4}
QUICK = {"kind": "simulation", "corridor": "tiny", "replications": 2,
         "days": 60}


class WithServer(unittest.TestCase):
    options = ()
    done = consignment = capture = event = subscription = 0

    def setUp(self):
        self.data = tempfile.mkdtemp(prefix="camel-server-")
        self.addCleanup(shutil.rmtree, self.data, ignore_errors=True)
        self.server = None
        self.start()
        self.addCleanup(lambda: self.server.end())

    def start(self):
        self.server = Server(self.data, *self.options)

    def bodies(self, operation_id):
        return [body for _, _, operation, _ in CONTRACT.operations()
                if operation["operationId"] == operation_id
                for _, body in CONTRACT.bodies(operation)]

    def make_tracked(self):
        """A consignment, with an event of its box."""
        body, = self.bodies("createConsignment")
        self.consignment = self.server.ask("POST", "/v1/consignments",
                                           body).json()["consignment"]
        body, = self.bodies("captureDocument")
        answer = self.server.ask("POST", "/epcis/capture", body)
        self.capture = answer.fields["location"].split("/")[-1]
        self.event = body["epcisBody"]["eventList"][0]["eventID"]
        body, *_ = self.bodies("createSubscription")
        answer = self.server.ask("POST", "/v1/subscriptions", body)
        self.subscription = answer.json()["subscription"]

    def again(self, sign=signal.SIGTERM):
        self.server.end(sign)
        self.start()


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

        self.data = tempfile.mkdtemp(prefix="camel-server-")
        self.addCleanup(shutil.rmtree, self.data, ignore_errors=True)
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
        out = Path(self.data) / "out"
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


class Keys(WithServer):
    def keys(self, *words):
        done = subprocess.run(
            [CAMEL, "serve", "keys", *words, "--data", self.data],
            capture_output=True, text=True, cwd=ROOT, check=False)
        return done.returncode, done.stdout.strip()

    def test_every_route_asks_for_its_role(self):
        roles = ["reader", "planner", "admin"]
        keys = {}
        for role in roles:
            code, keys[role] = self.keys("add", f"the {role}", "--role", role)
            self.assertEqual(code, 0)
            self.assertRegex(keys[role], r"^sc_[0-9a-f]{8}_[0-9a-f]{64}$")
        self.assertNotIn(keys["admin"].split("_")[2], self.keys("list")[1])
        time.sleep(1.2)
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
        asked = {"Authorization": "Bearer " + keys["reader"]}
        self.assertEqual(self.keys("remove", "the reader")[0], 0)
        self.assertEqual(self.keys("remove", "the reader")[0], 2)
        time.sleep(1.2)
        self.assertEqual(self.server.get("/v1/corridors",
                                         fields=asked).status, 401)


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
    os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp(prefix="camel-cache-")
    result = unittest.main(argv=sys.argv[:1], exit=False, verbosity=2).result
    shutil.rmtree(os.environ["XDG_CACHE_HOME"], ignore_errors=True)
    sys.exit(0 if result.wasSuccessful() else 1)
