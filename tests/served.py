# SPDX-License-Identifier: Apache-2.0
"""`camel serve` on a free port of this machine and a data folder of its own, for
the tests that ask it. The program is the first word of the test's command."""

import http.client
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from urllib.parse import urlencode, urlsplit

try:
    from contract import Contract
except ModuleNotFoundError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)
from waiting import until

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
        def ended():
            now = self.get(f"/v1/jobs/{job}").json()
            return now if now["state"] in states else None
        return until(ended, seconds)

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


def own_folder(test):
    """Until the test is over."""
    folder = tempfile.mkdtemp(prefix="camel-test-")
    test.addCleanup(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


def keys(data, *words):
    """Runs `camel serve keys` with these words."""
    return subprocess.run(
        [CAMEL, "serve", "keys", *words, "--data", data], text=True,
        capture_output=True, cwd=ROOT, check=False)


def new_key(data, name, *options):
    done = keys(data, "add", name, *options)
    done.check_returncode()
    return done.stdout.strip()


class WithServer(unittest.TestCase):
    options = ()
    done = consignment = capture = event = subscription = 0

    def setUp(self):
        self.data = own_folder(self)
        self.server = None
        self.start()
        self.addCleanup(lambda: self.server.end())

    def start(self):
        self.server = Server(self.data, *self.options)

    def status_with(self, key, path="/v1/corridors"):
        fields = {"Authorization": "Bearer " + key} if key else {}
        return self.server.get(path, fields=fields).status

    def first_key(self, name, *options):
        """When the server has seen it, and asks everybody for one."""
        key = new_key(self.data, name, *options)
        until(lambda: self.status_with(None) == 401)
        return key

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


def main():
    """Runs the tests of the program, with a cache folder of their own."""
    os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp(prefix="camel-cache-")
    result = unittest.main(argv=sys.argv[:1], exit=False, verbosity=2).result
    shutil.rmtree(os.environ["XDG_CACHE_HOME"], ignore_errors=True)
    sys.exit(0 if result.wasSuccessful() else 1)
