# SPDX-License-Identifier: Apache-2.0
"""Keys, tokens and certificates by which a server of NATS knows who comes, for
tests. Keys are of Ed25519, made and used by openssl; their text is base32 with
a prefix and a sum (https://github.com/nats-io/nkeys), tokens are JWT (RFC 7519)
of the algorithm ed25519-nkey."""

import base64
import binascii
import json
import shutil
import subprocess
import time

OPERATOR, ACCOUNT, USER, SEED = 14 << 3, 0, 20 << 3, 18 << 3
NO_LIMIT = -1


def reason_to_skip():
    if not shutil.which("openssl"):
        return "no openssl is installed"
    if openssl("version").startswith((b"OpenSSL 0", b"OpenSSL 1")):
        return "openssl is older than 3.0"
    return ""


def openssl(*words, **how):
    return subprocess.run(["openssl", *map(str, words)], check=True,
                          capture_output=True, **how).stdout


def base64_url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def nkey(*parts):
    data = b"".join(parts)
    data += binascii.crc_hqx(data, 0).to_bytes(2, "little")
    return base64.b32encode(data).rstrip(b"=").decode()


class Key:
    def __init__(self, folder, name, kind):
        self.name, self.kind = name, kind
        self.file = folder / f"{name}.key"
        openssl("genpkey", "-algorithm", "ed25519", "-out", self.file)
        public = openssl("pkey", "-in", self.file, "-pubout", "-outform",
                         "DER")[-32:]
        self.public = nkey(bytes([kind]), public)

    @property
    def seed(self):
        secret = openssl("pkey", "-in", self.file, "-outform", "DER")[-32:]
        return nkey(bytes([SEED | self.kind >> 5, self.kind << 3 & 0xFF]),
                    secret)

    def sign(self, text):
        """openssl signs no stream with such a key, but a file."""
        file = self.file.with_suffix(".text")
        file.write_text(text)
        return base64_url(openssl("pkeyutl", "-sign", "-rawin", "-inkey",
                                  self.file, "-in", file))

    def token(self, whose, what, **more):
        """What this key says of another, or of itself."""
        head = {"typ": "JWT", "alg": "ed25519-nkey"}
        says = {"jti": whose.public, "iat": int(time.time()),
                "iss": self.public, "sub": whose.public, "name": whose.name,
                "nats": {"version": 2, **what}, **more}
        text = ".".join(base64_url(json.dumps(one).encode())
                        for one in (head, says))
        return f"{text}.{self.sign(text)}"


class Operator:
    """Who runs a server of NATS, and the account whose users it lets in."""

    def __init__(self, folder):
        self.folder = folder
        self.key, self.account, self.system = (
            Key(folder, name, kind) for name, kind in (
                ("operator", OPERATOR), ("account", ACCOUNT),
                ("system", ACCOUNT)))

    def account_token(self, account, **limits):
        limits = dict.fromkeys(
            ("subs", "conn", "leaf", "imports", "exports", "data", "payload"),
            NO_LIMIT) | limits
        return self.key.token(account, {
            "type": "account", "limits": {"wildcards": True, **limits}})

    def configuration(self):
        """Of a server that believes this operator."""
        kept = dict.fromkeys(
            ("mem_storage", "disk_storage", "streams", "consumer"), NO_LIMIT)
        file = self.folder / "operator.conf"
        file.write_text(
            "operator: %s\nsystem_account: %s\nresolver: MEMORY\n"
            "resolver_preload: {\n  %s: %s\n  %s: %s\n}\n" % (
                self.key.token(self.key, {"type": "operator"}),
                self.system.public,
                self.account.public, self.account_token(self.account, **kept),
                self.system.public, self.account_token(self.system)))
        return file

    def user(self, name, **more):
        """Its key and its token."""
        key = Key(self.folder, name, USER)
        token = self.account.token(key, {
            "type": "user", "subs": NO_LIMIT, "data": NO_LIMIT,
            "payload": NO_LIMIT}, **more)
        return key, token

    def credentials(self, key, token):
        file = self.folder / f"{key.name}.creds"
        file.write_text("".join(
            f"-----BEGIN {what}-----\n{text}\n------END {what}------\n\n"
            for what, text in (("NATS USER JWT", token),
                               ("USER NKEY SEED", key.seed))))
        return file


class Authority:
    """Who vouches for hosts and for who comes, by certificates."""

    def __init__(self, folder, name="authority"):
        self.folder = folder
        self.key, self.file = self.certificate(name)

    def certificate(self, name, signed_by=None):
        """Of that host, with its key: key and certificate."""
        key, file = (self.folder / f"{name}.{kind}" for kind in ("key", "pem"))
        by = ["-CA", signed_by.file, "-CAkey", signed_by.key] if signed_by else []
        openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key,
                "-out", file, "-days", "2", "-subj", f"/CN={name}", "-addext",
                f"subjectAltName=DNS:{name}", *by)
        return key, file

    def vouch_for(self, name):
        return self.certificate(name, signed_by=self)
