# SPDX-License-Identifier: Apache-2.0
"""A server of NATS with JetStream in a folder of its own, somebody who speaks
its plain text protocol, and a way to the server on which words are lost, for
tests and measurements."""

import base64
import json
import shutil
import socket
import ssl
import subprocess
import tempfile
import threading
from contextlib import suppress
from pathlib import Path

from waiting import until


def is_installed():
    return shutil.which("nats-server") is not None


def reason_to_skip(camel):
    """Blank where there is a server, and a program that can read of it."""
    if not is_installed():
        return "no nats-server is installed"
    with tempfile.TemporaryDirectory() as folder:
        said = subprocess.run(
            [camel, "capture", "--nats", "nats://127.0.0.1:1", "--nats-stream",
             "A", "--data", folder], capture_output=True, text=True).stderr
    return "this build has no NATS" if "no NATS" in said else ""


class NatsServer:
    def __init__(self, *options):
        self.folder = Path(tempfile.mkdtemp(prefix="camel-nats-"))
        self.port, self.options = None, options
        self.start()

    @property
    def address(self):
        return f"nats://127.0.0.1:{self.port}"

    def start(self):
        """On a port that is free, which stays its own."""
        self.process = subprocess.Popen(
            ["nats-server", "-js", "-a", "127.0.0.1", "-p",
             str(self.port or -1), "-sd", self.folder / "kept", "-l",
             self.folder / "log", "--ports_file_dir", self.folder,
             *self.options], stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        self.port = until(self.listens_at, 20)

    def listens_at(self):
        if self.process.poll() is not None:
            raise RuntimeError((self.folder / "log").read_text())
        try:
            written = json.loads((self.folder / f"nats-server_"
                                  f"{self.process.pid}.ports").read_text())
        except (OSError, ValueError):
            return None  # not yet, or not all
        return int(written["nats"][0].rsplit(":", 1)[1])

    def stop(self):
        self.process.kill()
        self.process.wait(20)

    def end(self):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


class NatsClient:
    """Sends messages and asks JetStream; one that answers is enough. With a key
    it signs what the server asks for; a certificate is its key and itself."""

    def __init__(self, server, key=None, certificate=None, authority=None,
                 **login):
        self.socket = socket.create_connection(("127.0.0.1", server.port), 20)
        self.file = self.socket.makefile("rb")
        info = json.loads(self.file.readline().removeprefix(b"INFO "))
        if key:
            login["sig"] = key.sign(info["nonce"])
        if certificate:
            self.speak_tls(certificate, authority)
        self.waiting, self.number = [], 0
        self.inbox = f"_INBOX.{id(self)}"
        self.write("CONNECT " + json.dumps(
            {"verbose": False, "headers": True, "no_responders": True,
             **login}))
        self.write(f"SUB {self.inbox}.* 1")

    def speak_tls(self, certificate, authority):
        key, file = certificate
        context = ssl.create_default_context(cafile=authority)
        context.load_cert_chain(file, key)
        self.socket = context.wrap_socket(self.socket,
                                          server_hostname="localhost")
        self.file = self.socket.makefile("rb")

    def close(self):
        self.file.close()
        self.socket.close()

    def write(self, line, more=b""):
        self.socket.sendall(line.encode() + b"\r\n" + more)

    def message(self):
        """The next that comes: its subject, its fields, its text."""
        while True:
            words = self.file.readline().decode().split()
            if not words:
                raise RuntimeError("the server is gone")
            if words[0] == "PING":
                self.write("PONG")
            if words[0] == "-ERR":
                raise RuntimeError(" ".join(words))
            if words[0] not in ("MSG", "HMSG"):
                continue
            size = int(words[-1])
            body = self.file.read(size + 2)[:size]
            head = int(words[-2]) if words[0] == "HMSG" else 0
            lines = body[:head].decode().split("\r\n")
            fields = dict(line.split(": ", 1) for line in lines if ": " in line)
            return words[1], fields, body[head:]

    def send(self, subject, body, reply="", **fields):
        """`body` in bytes."""
        head = ""
        if fields:
            head = "NATS/1.0\r\n" + "".join(
                f"{name.replace('_', '-')}: {value}\r\n"
                for name, value in fields.items()) + "\r\n"
        words = ["HPUB" if head else "PUB", subject]
        words += [reply] if reply else []
        words += [str(len(head))] if head else []
        words += [str(len(head) + len(body))]
        self.write(" ".join(words), head.encode() + body + b"\r\n")

    def ask(self, subject, body=b"", **fields):
        self.number += 1
        inbox = f"{self.inbox}.{self.number}"
        self.send(subject, body, inbox, **fields)
        while True:
            where, _, answer = self.message()
            if where == inbox:
                return json.loads(answer) if answer else {}

    def api(self, subject, **what):
        answer = self.ask(f"$JS.API.{subject}", json.dumps(what).encode())
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer

    def make_stream(self, name, *subjects, **more):
        return self.api(f"STREAM.CREATE.{name}", name=name,
                        subjects=list(subjects), storage="file",
                        retention=more.pop("retention", "limits"), **more)

    def publish(self, subject, text, message_id=None):
        """Kept by a stream when this returns."""
        fields = {"Nats-Msg-Id": message_id} if message_id else {}
        return self.ask(subject, text.encode(), **fields)

    def publish_all(self, subject, texts, at_once=500):
        """Likewise many, with some on their way at a time."""
        number = 0
        for text in texts:
            number += 1
            self.send(subject, text.encode(), f"{self.inbox}.many",
                      **{"Nats-Msg-Id": f"m-{number}"})
            if number % at_once == 0:
                for _ in range(at_once):
                    self.message()
        for _ in range(number % at_once):
            self.message()
        return number

    def reader(self, stream, durable="steel-camel"):
        """What it was given and has answered for; zeros while there is none."""
        try:
            return self.api(f"CONSUMER.INFO.{stream}.{durable}")
        except RuntimeError:
            return {"num_ack_pending": 0, "num_pending": 0}

    def kept(self, stream):
        """Fields and text of all messages of a stream."""
        state = self.api(f"STREAM.INFO.{stream}")["state"]
        messages = []
        for number in range(state["first_seq"], state["last_seq"] + 1):
            one = self.api(f"STREAM.MSG.GET.{stream}", seq=number)["message"]
            lines = base64.b64decode(one.get("hdrs", "")).decode().split(
                "\r\n")
            messages.append((dict(line.split(": ", 1) for line in lines
                                  if ": " in line),
                             base64.b64decode(one.get("data", "")).decode()))
        return messages


class LossyWay:
    """Between a reader and the server: when so many acknowledgements went
    through, nothing that the reader says arrives any more."""

    def __init__(self, server, acknowledgements):
        self.server, self.left = server, acknowledgements
        self.is_cut = threading.Event()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"nats://127.0.0.1:{self.listener.getsockname()[1]}"
        threading.Thread(target=self.serve_one, daemon=True).start()

    def serve_one(self):
        with (suppress(OSError),  # when either is killed
              self.listener, self.listener.accept()[0] as reader,
              socket.create_connection(("127.0.0.1", self.server.port)) as up):
            threading.Thread(target=self.carry_down, args=(up, reader),
                             daemon=True).start()
            with reader.makefile("rb") as lines:
                for line in lines:
                    self.carry_up(line, up)

    def carry_up(self, line, up):
        self.left -= line.startswith(b"PUB $JS.ACK.")
        if self.left < 0:
            self.is_cut.set()
        else:
            up.sendall(line)

    @staticmethod
    def carry_down(up, reader):
        with suppress(OSError):
            while part := up.recv(1 << 16):
                reader.sendall(part)
