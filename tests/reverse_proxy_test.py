#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""`camel serve` behind nginx with a certificate, set up as
docs/how-to/run-the-server.md says: the lines of that page are what runs here.

    tests/reverse_proxy_test.py build/release/camel
"""

import http.client
import json
import re
import shutil
import socket
import ssl
import subprocess
import sys
import unittest

import served
from served import LONG, ROOT, Server
from waiting import until

NGINX = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin")
OPENSSL = shutil.which("openssl")
for name, found in (("nginx", NGINX), ("openssl", OPENSSL)):
    if found is None:
        print(f"skipped: there is no {name}")
        sys.exit(77)

PAGE = ROOT / "docs" / "how-to" / "run-the-server.md"
NAME = "corridor.example.org"
KINDS = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Proxy:
    """nginx with the lines of the page, on a free port of this machine."""

    def __init__(self, folder, behind):
        self.port = free_port()
        self.certificate = folder / "corridor.pem"
        self.make_certificate(folder)
        block, = re.findall(r"```nginx\n(.*?)```", PAGE.read_text(), re.S)
        for written, here in (
                ("listen 443 ssl", f"listen 127.0.0.1:{self.port} ssl"),
                ("/etc/ssl/", f"{folder}/"),
                ("127.0.0.1:8080", f"127.0.0.1:{behind}")):
            assert written in block, f"the page no longer says {written}"
            block = block.replace(written, here)
        kept = "".join(f"{kind}_temp_path {folder}/{kind};\n"
                       for kind in KINDS)
        settings = folder / "nginx.conf"
        settings.write_text(
            f"daemon off;\nmaster_process off;\npid {folder}/pid;\n"
            f"events {{}}\nhttp {{\naccess_log off;\n{kept}{block}}}\n")
        self.process = subprocess.Popen(
            [NGINX, "-c", settings, "-p", folder, "-e", folder / "errors"])

    def make_certificate(self, folder):
        subprocess.run(
            [OPENSSL, "req", "-x509", "-newkey", "rsa:2048", "-nodes",
             "-days", "2", "-subj", f"/CN={NAME}",
             "-addext", f"subjectAltName=DNS:{NAME}",
             "-keyout", folder / "corridor.key", "-out", self.certificate],
            check=True, capture_output=True)

    def connect(self):
        """To the name that is in the certificate, which is verified."""
        trust = ssl.create_default_context(cafile=self.certificate)
        plain = socket.create_connection(("127.0.0.1", self.port), 60)
        connection = http.client.HTTPConnection(NAME)
        connection.sock = trust.wrap_socket(plain, server_hostname=NAME)
        return connection

    def wait(self):
        def listens():
            try:
                self.connect().close()
                return True
            except OSError:
                return False
        until(listens, 10)

    def end(self):
        self.process.terminate()
        self.process.wait(20)


class BehindNginx(unittest.TestCase):
    def setUp(self):
        self.folder = served.own_folder(self)
        data = self.folder / "data"
        self.key = served.new_key(data, "my-office", "--role", "admin")
        self.server = Server(data, "--host", NAME, "--behind-proxy")
        self.addCleanup(self.server.end)
        self.proxy = Proxy(self.folder, self.server.address.port)
        self.addCleanup(self.proxy.end)
        self.proxy.wait()

    def send(self, method, path, body=None, **fields):
        """The answer, of which nothing has been read."""
        connection = self.proxy.connect()
        self.addCleanup(connection.close)
        fields.setdefault("Authorization", "Bearer " + self.key)
        connection.request(method, path, body, fields)
        return connection.getresponse()

    def test_who_has_a_key_is_answered_under_its_name(self):
        self.assertEqual(self.send("GET", "/v1/corridors").status, 200)
        self.assertEqual(
            self.send("GET", "/v1/corridors", Authorization="").status, 401)
        self.assertEqual(self.send("GET", "/").status, 200)

    def test_another_name_is_refused(self):
        self.assertEqual(
            self.send("GET", "/v1/corridors", Host="elsewhere.org").status,
            421)

    def job(self, body):
        answer = self.send("POST", "/v1/jobs", json.dumps(body),
                           **{"Content-Type": "application/json"})
        return json.loads(answer.read())["job"]

    def test_an_event_comes_when_it_happens_though_few_follow(self):
        running, waiting = self.job(LONG), self.job(LONG | {"seed": 5})
        events = self.send("GET", f"/v1/jobs/{waiting}/events")
        for line in events:
            if line.startswith(b"data:"):
                break
        self.assertEqual(json.loads(line[5:])["state"], "queued")
        now = json.loads(self.send("GET", f"/v1/jobs/{waiting}").read())
        self.assertEqual(now["state"], "queued")
        for job in (waiting, running):
            self.send("DELETE", f"/v1/jobs/{job}")

    def test_a_package_has_room(self):
        def answered(mebibytes):
            files = {"x.csv": "a" * (mebibytes << 20)}
            return self.send("POST", "/v1/corridors", json.dumps(
                {"corridor": "large", "files": files}),
                **{"Content-Type": "application/json"}).status
        self.assertEqual(answered(15), 422)
        try:
            self.assertEqual(answered(17), 413)
        except OSError:
            pass  # it hung up before all was sent, as it may


if __name__ == "__main__":
    served.main()
