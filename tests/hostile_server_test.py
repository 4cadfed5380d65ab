#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""`camel serve` under attack from outside: guesses of keys, bodies and heads
without measure, requests that two programs read in two ways, paths out of the
folder, receivers within the network. A careless server is attacked beside it,
and every attack must find it out. Which attack is tried where else stands in
docs/explanation/attacks.md.

    tests/hostile_server_test.py build/release/camel
"""

import gzip
import itertools
import json
import socket
import subprocess
import sys
import time
import unittest
from pathlib import Path

import served
from served import WithServer

MB = 1 << 20
MOST_MORE = 32 * MB  # that an attack may make the server grow
SECRET_FILE = "nobody-may-read-this.txt"
SECRET = b"what stands outside"
CARELESS = Path(__file__).with_name("careless_server.py")


def status_in(got):
    """0: it hung up without a word."""
    return int(got[9:12]) if got.startswith(b"HTTP/1.1 ") else 0


class Target:
    """A server on this machine, by its port and its process."""

    def __init__(self, port, process):
        self.port, self.process = port, process

    def connect(self):
        return socket.create_connection(("127.0.0.1", self.port), timeout=20)

    def answer_to(self, chunks):
        """All that comes back, while and after it is sent."""
        with self.connect() as link:
            try:
                for chunk in chunks:
                    link.sendall(chunk)
                link.shutdown(socket.SHUT_WR)
            except TimeoutError:
                raise  # it neither took it nor hung up
            except OSError:
                pass  # it hung up before all was sent, as it may
            got = b""
            try:
                while part := link.recv(1 << 16):
                    got += part
            except TimeoutError:
                raise  # it neither answered nor hung up
            except OSError:
                pass
            return got

    def status_of(self, *chunks):
        return status_in(self.answer_to(chunks))

    def ask(self, method, path, body=b"", fields=""):
        head = (f"{method} {path} HTTP/1.1\r\nHost: localhost\r\n"
                f"Connection: close\r\nContent-Length: {len(body)}\r\n"
                f"{fields}\r\n")
        return self.answer_to([head.encode("latin-1"), body])

    def status(self, *words, **more):
        return status_in(self.ask(*words, **more))

    def memory(self, name):
        for line in Path(f"/proc/{self.process.pid}/status").read_text(
                encoding="ascii").splitlines():
            if line.startswith(name + ":"):
                return int(line.split()[1]) * 1024
        return 0

    def more_memory(self, attack):
        """By how much the most that it held passes what it held before."""
        Path(f"/proc/{self.process.pid}/clear_refs").write_text(
            "5", encoding="ascii")
        before = self.memory("VmRSS")
        attack()
        return self.memory("VmHWM") - before


def is_refused(status):
    return status == 0 or 400 <= status < 500


# ---------------------------------------------------------------- resources

def head_of(method, path, fields):
    return (f"{method} {path} HTTP/1.1\r\nHost: localhost\r\n{fields}"
            ).encode("ascii")


def chunked(size):
    yield head_of("POST", "/epcis/capture", "Transfer-Encoding: chunked\r\n\r\n")
    for _ in range(size // MB):
        yield b"100000\r\n" + b"x" * MB + b"\r\n"


def sized(size):
    yield head_of("POST", "/epcis/capture", f"Content-Length: {size}\r\n\r\n")
    for _ in range(size // MB):
        yield b"x" * MB


def long_line(size):
    yield head_of("GET", "/v1/corridors", "X-Long: ")
    for _ in range(size // MB):
        yield b"x" * MB
    yield b"\r\n\r\n"


def many_fields(number):
    yield head_of("GET", "/v1/corridors", "")
    for first in range(0, number, 1000):
        yield b"".join(b"X-%d: 1\r\n" % i for i in range(first, first + 1000))
    yield b"\r\n"


def bomb():
    packed = gzip.compress(b" " * (100 * MB), 9)
    assert 100 * MB > 900 * len(packed)
    yield head_of("POST", "/epcis/capture",
                  "Content-Encoding: gzip\r\nContent-Type: application/json\r\n"
                  f"Content-Length: {len(packed)}\r\n\r\n") + packed


def deep(opening, closing):
    body = opening * 10_000 + b"1" + closing * 10_000
    yield head_of("POST", "/epcis/capture", "Content-Type: application/json\r\n"
                  f"Content-Length: {len(body)}\r\n\r\n") + body


def resource_mistakes(target):
    attacks = {
        "a body of 200 MB with its length": lambda: sized(200 * MB),
        "a body of 200 MB in chunks": lambda: chunked(200 * MB),
        "a field of 200 MB": lambda: long_line(200 * MB),
        "500,000 fields": lambda: many_fields(500_000),
        "a packed body of 100 MB": bomb,
        "10,000 lists in each other": lambda: deep(b"[", b"]"),
        "10,000 objects in each other": lambda: deep(b'{"a":', b"}"),
    }
    for path in ("/v1/consignments?limit=", "/v1/alerts?limit=",
                 "/v1/subscriptions?limit=", "/v1/jobs?limit=",
                 "/v1/corridors/tiny/tables/links?limit=",
                 "/epcis/events?perPage=", "/dcsa/v2/events?limit="):
        attacks[f"a page of 10^9 of {path}"] = lambda path=path: [head_of(
            "GET", path + "1000000000", "Connection: close\r\n\r\n")]
    for name, attack in attacks.items():
        statuses = []
        more = target.more_memory(
            lambda: statuses.append(target.status_of(*attack())))
        if not is_refused(statuses[0]):
            yield f"{name} is answered {statuses[0]}"
        if more > MOST_MORE:
            yield f"{name} takes {more // MB} MB"


# ---------------------------------------------------------------- smuggling

FIRST = "POST /v1/jobs HTTP/1.1\r\nHost: localhost\r\n"
NEXT = "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
TWO_MEANINGS = {
    "a length and chunks": "Content-Length: 6\r\nTransfer-Encoding: chunked"
                           "\r\n\r\n0\r\n\r\n",
    "chunks and a length": "Transfer-Encoding: chunked\r\nContent-Length: 4"
                           "\r\n\r\n0\r\n\r\n",
    "two lengths": "Content-Length: 0\r\nContent-Length: 44\r\n\r\n",
    "a list of lengths": "Content-Length: 0, 44\r\n\r\n",
    "a length with a sign": "Content-Length: +0\r\n\r\n",
    "chunked twice": "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked"
                     "\r\n\r\n0\r\n\r\n",
    "another coding": "Transfer-Encoding: xchunked\r\n\r\n",
    "a coding behind chunked": "Transfer-Encoding: chunked, identity\r\n\r\n",
    "a blank before the colon": "Transfer-Encoding : chunked\r\n\r\n",
    "a tab before chunked": "Transfer-Encoding:\x0bchunked\r\n\r\n",
    "a field that goes on": "X: a\r\n Transfer-Encoding: chunked\r\n\r\n",
    "a chunk of size -2": "Transfer-Encoding: chunked\r\n\r\n-2\r\nab\r\n",
    "a chunk of size 0x0": "Transfer-Encoding: chunked\r\n\r\n0x0\r\n\r\n",
    "a chunk of too many digits": "Transfer-Encoding: chunked\r\n\r\n"
                                  "10000000000000000\r\n",
    "chunks that end in LF": "Transfer-Encoding: chunked\r\n\r\n0\n\n",
    "a lone LF in the head": "X: a\nTransfer-Encoding: chunked\r\n\r\n",
    "a lone CR in the head": "X: a\rContent-Length: 0\r\n\r\n",
    "a zero byte in the head": "X: a\0b\r\n\r\n",
    "two hosts": "Host: elsewhere\r\n\r\n",
    "a head with a blank name": ": a\r\n\r\n",
}


def smuggling_mistakes(target):
    for name, rest in TWO_MEANINGS.items():
        got = target.answer_to([(FIRST + rest + NEXT).encode("latin-1")])
        status = status_in(got)
        if got.count(b"HTTP/1.1 ") > 1:
            yield f"{name}: what follows is answered, too"
        if not is_refused(status) and status != 501:
            yield f"{name} is answered {status}"


def split_mistakes(target):
    """A line end that is asked for begins no field of an answer."""
    for end in ("%0d%0a", "%0a", "%0d", "%E5%98%8A%E5%98%8D", "%u000a"):
        for path in (f"/x{end}X-Ours:%201", f"/v1/corridors/a{end}X-Ours:%201",
                     f"/v1/consignments?note=a{end}X-Ours:%201"):
            head, _, _ = target.ask("GET", path).partition(b"\r\n\r\n")
            if b"\r\nx-ours:" in head.lower() or b"\nx-ours:" in head.lower():
                yield f"{path} makes a field"


def range_mistakes(target):
    """A thousand ranges are no more work, nor more bytes, than none."""
    whole = target.ask("GET", "/")
    ranges = ",".join(f"{i}-{i}" for i in range(1000))
    got = target.ask("GET", "/", fields=f"Range: bytes={ranges}\r\n")
    if b"multipart/byteranges" in got:
        yield "a thousand ranges make a thousand parts"
    if len(got) > len(whole) + 1000:
        yield f"a thousand ranges make {len(got)} bytes of {len(whole)}"


# ------------------------------------------------------------- other folders

def ways_up():
    """300 spellings of a way out of the folder."""
    dots = ("..", "%2e%2e", "%2E.", ".%2e", "%252e%252e", "%c0%ae%c0%ae",
            "%e0%80%ae%e0%80%ae", "..%00", "..;", "....")
    slashes = ("/", "%2f", "%2F", "\\", "%5c", "%252f", "%c0%af", "//", "/./",
               "%u2215")
    for dot, slash, before in itertools.product(dots, slashes,
                                                ("", "assets", "v1/problems")):
        begin = f"/{before}{slash}" if before else "/"
        yield begin + (dot + slash) * 6


def path_mistakes(target, outside):
    """`outside`: files that exist, as absolute paths."""
    attempts = 0
    for up, file in itertools.product(ways_up(), outside):
        attempts += 1
        got = target.ask("GET", up + file.lstrip("/"))
        if SECRET in got or b"root:x:" in got or b"SQLite format" in got:
            yield f"{up}{file} is shown"
    for file in outside:
        for path in (file, "/" + file, "file://" + file):
            if SECRET in target.ask("GET", path):
                yield f"{path} is shown"
    assert attempts >= 300


# ------------------------------------------------------------------ guessing

def odd_keys(key):
    """What is no key, though some programs would take it for one."""
    none = "eyJhbGciOiJub25lIn0.eyJyb2xlIjoiYWRtaW4ifQ."  # JWT, alg none
    begin, _, secret = key.rpartition("_")
    return {
        "": "no field", f"Bearer {none}": "a token without a signature",
        "Basic YWRtaW46YWRtaW4=": "a password", "Bearer": "no key",
        "Bearer ": "a blank", f"Bearer {begin}_": "an id alone",
        f"Bearer {begin}_{secret[:-1]}": "a key less a letter",
        f"Bearer {key}0": "a key and a letter",
        f"Bearer {key.upper()}": "in capitals", f"Bearer {begin}_%": "a joker",
        f"Bearer {begin}_' OR '1'='1": "SQL",
        f"Bearer {key}, Bearer {key}": "two at once",
        "Bearer " + "a" * 8_000: "a long one",
    }


def key_mistakes(target, key):
    for field, name in odd_keys(key).items():
        status = target.status(
            "GET", "/v1/jobs",
            fields=f"Authorization: {field}\r\n" if field else "")
        if status != 401:
            yield f"{name} is answered {status}"
    status = target.status_of(
        head_of("GET", "/v1/jobs", "Authorization: Bearer "), b"a" * MB,
        b"\r\n\r\n")
    if not is_refused(status):
        yield f"a key of a megabyte is answered {status}"


def guess_mistakes(target, key, number=10_000):
    """So many secrets of an id that is known, over one connection."""
    begin = key[:key.rindex("_") + 1]
    since = time.monotonic()
    looked_at = 0
    with target.connect() as link:
        answers = link.makefile("rb")
        for i in range(number):
            link.sendall(
                f"GET /v1/jobs HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
                f"Bearer {begin}{i:064x}\r\n\r\n".encode("ascii"))
            status = status_in(answers.readline())
            length = 0
            while (line := answers.readline()) not in (b"\r\n", b""):
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            answers.read(length)
            looked_at += status != 429
            if status < 400:
                yield f"guess {i} is answered {status}"
    minutes = 1 + int((time.monotonic() - since) / 60)
    if looked_at > 10 * minutes:
        yield f"{looked_at} guesses were looked at in {minutes} min"


# ------------------------------------------------------------ where it sends

WITHIN = ("10.0.0.1", "172.16.0.1", "192.168.1.1", "127.0.0.1", "localhost",
          "169.254.169.254", "[::1]", "[fe80::1]", "[fd00:ec2::254]", "0.0.0.0",
          "[::ffff:10.0.0.1]", "2130706433", "0x7f000001", "017700000001",
          "127.1", "a.localhost", "metadata.google.internal", "100.64.0.1",
          "[64:ff9b::a00:1]", "intranet")


def receiver_mistakes(target):
    for host, scheme in itertools.product(WITHIN, ("http", "https", "ftp")):
        body = json.dumps({"url": f"{scheme}://{host}/hook"}).encode("ascii")
        status = target.status("POST", "/v1/subscriptions", body,
                               fields="Content-Type: application/json\r\n")
        if status != 422:
            yield f"{scheme}://{host} is answered {status}"


class Hostile(WithServer):
    def setUp(self):
        super().setUp()
        self.target = Target(self.server.address.port, self.server.process)
        outside = self.data / SECRET_FILE
        outside.write_bytes(SECRET)
        self.outside = [str(outside), str(self.data / "server.sqlite"),
                        "/etc/passwd"]

    def against_careless(self, mistakes, *more):
        """What the attack finds with a server that is careless on purpose."""
        with subprocess.Popen([sys.executable, CARELESS, "/"],
                              stdout=subprocess.PIPE, text=True) as process:
            try:
                port = int(process.stdout.readline())
                return list(mistakes(Target(port, process), *more))
            finally:
                process.kill()

    def check(self, mistakes, *more):
        self.assertEqual(list(mistakes(self.target, *more)), [])
        self.assertEqual(self.server.get("/healthz").status, 200)
        found = self.against_careless(mistakes, *more)
        self.assertNotEqual(found, [], "the attack finds nobody out")
        return "; ".join(found)

    def test_what_is_without_measure_is_refused_in_little_memory(self):
        found = self.check(resource_mistakes)
        for part in ("with its length", "in chunks", "a field of",
                     "500,000 fields", "packed", "lists", "page"):
            self.assertIn(part, found)

    def test_no_request_hides_another(self):
        self.check(smuggling_mistakes)

    def test_no_line_end_makes_a_field(self):
        self.check(split_mistakes)

    def test_a_thousand_ranges_are_no_work(self):
        self.check(range_mistakes)

    def test_no_path_leads_out(self):
        self.check(path_mistakes, self.outside)

    def test_receivers_within_the_network_are_refused(self):
        self.check(receiver_mistakes)

    def test_what_is_no_key_opens_nothing(self):
        self.check(key_mistakes, self.first_key("gate"))

    def test_keys_cannot_be_guessed(self):
        key = self.first_key("gate")
        self.assertEqual(self.status_with(key), 200)
        self.check(guess_mistakes, key)
        self.assertEqual(self.status_with(key), 200)


if __name__ == "__main__":
    served.main()
