# SPDX-License-Identifier: Apache-2.0
"""A server with the mistakes that hostile_server_test.py looks for: it reads
whatever comes, believes every field, opens every path below its folder and asks
for no key. Its port is all that it prints.

    tests/careless_server.py FOLDER
"""

import json
import re
import socket
import sys
import threading
import zlib
from urllib.parse import unquote

FOLDER = sys.argv[1]
ROOM = b"x" * 100


class Talk:
    """One connection, in as many bytes as the client likes."""

    def __init__(self, link):
        self.link, self.held = link, bytearray()

    def more(self):
        part = self.link.recv(1 << 20)
        self.held += part
        return bool(part)

    def take(self, size):
        taken = bytes(self.held[:size])
        del self.held[:size]
        return taken

    def until(self, mark):
        looked = 0
        while (at := self.held.find(mark, looked)) < 0:
            looked = max(0, len(self.held) - len(mark))
            if not self.more():
                return self.take(len(self.held))
        found = self.take(at)
        self.take(len(mark))
        return found

    def exactly(self, size):
        while len(self.held) < size and self.more():
            pass
        return self.take(size)

    def chunks(self):
        body = bytearray()
        while (size := self.size(self.until(b"\r\n"))) > 0:
            body += self.exactly(size)
            self.until(b"\r\n")
        self.until(b"\r\n")
        return body

    @staticmethod
    def size(line):
        try:
            return int(line, 16)
        except ValueError:
            return 0

    def answer(self, body, fields=""):
        head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(body)}\r\n{fields}\r\n"
        self.link.sendall(head.encode("latin-1", "replace") + body)

    def request(self):
        head = self.until(b"\r\n\r\n").decode("latin-1")
        if not head:
            return False
        fields = {name: value.strip() for name, value in
                  re.findall(r"^([\w-]+)\s*:(.*)$", head, re.M)}
        target = (head.split() + ["", "/"])[1]
        body = b""
        if "Content-Length" in fields:
            body = self.exactly(Talk.size_of(fields["Content-Length"]))
        elif "Transfer-Encoding" in fields:
            body = self.chunks()
        if fields.get("Content-Encoding") == "gzip":
            body = zlib.decompress(body, 31)
        try:
            json.loads(body or b"1")
        except (ValueError, RecursionError):
            pass
        self.reply(unquote(target), fields)
        return fields.get("Connection") != "close"

    @staticmethod
    def size_of(text):
        found = re.search(r"\d+", text)
        return int(found[0]) if found else 0

    def reply(self, path, fields):
        ranges = fields.get("Range", "").count(",")
        if ranges:
            self.answer(ROOM * ranges, "Content-Type: multipart/byteranges\r\n")
            return
        try:
            with open(FOLDER + path, "rb") as file:
                self.answer(file.read(1 << 20))
        except (OSError, ValueError):
            self.answer(b"", f"Location: {path}\r\n")


def talk(link):
    with link:
        try:
            one = Talk(link)
            while one.request():
                pass
        except OSError:
            pass


def main():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        print(listener.getsockname()[1], flush=True)
        while True:
            link, _ = listener.accept()
            threading.Thread(target=talk, args=(link,), daemon=True).start()


if __name__ == "__main__":
    main()
