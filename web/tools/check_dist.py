#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Are the pages in web/dist built from the sources beside them?

The twin of source_hash.mjs for machines without Node. Also: the report has one
place for its data, the client brings no code inside its page, fits in the size
that was promised, and its types are those of openapi.yaml. Exit code 0 when
all of that is so, 1 with the difference and the mend when it is not.
"""

import gzip
import hashlib
import json
import pathlib
import re
import sys

REPORT = "dist/report.html"
APP = "dist/app"
TYPES = "src/app/api/generated/types.ts"
PLACEHOLDER = b"__CAMEL_DATA__"
MOST_BYTES = 1_200_000  # of the client, compressed
MEND = "run npm ci && npm run build in web/"


def digest_of(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def files_under(web, path, without=None):
    whole = web / path
    if whole.is_dir():
        files = [
            file.relative_to(web).as_posix()
            for file in whole.rglob("*")
            if file.is_file()
        ]
        return sorted(f for f in files if not f.startswith(f"{without}/"))
    return [path] if whole.exists() else []


def hashes(web, page):
    paths = [
        file
        for root in page["roots"]
        for file in files_under(web, root, page["without"])
    ]
    paths += files_under(web, page["built"])
    return {path: digest_of(web / path) for path in paths}


def recorded(web, page):
    if not (web / page["list"]).exists():
        return {}
    lines = (web / page["list"]).read_text(encoding="utf-8").splitlines()
    return {path: digest for digest, path in (line.split("  ", 1) for line in lines)}


def page_findings(web, page):
    now, then = hashes(web, page), recorded(web, page)
    for path in sorted(now.keys() | then.keys()):
        if path not in then:
            yield f"{path}: not in {page['list']}"
        elif path not in now:
            yield f"{path}: listed in {page['list']}, but missing"
        elif now[path] != then[path]:
            yield f"{path}: changed since {page['built']} was built"


def report_findings(web):
    page = web / REPORT
    places = page.read_bytes().count(PLACEHOLDER) if page.exists() else 0
    if places != 1:
        yield f"{REPORT}: {places} places for the data, 1 is needed"


def app_findings(web):
    page = web / APP / "index.html"
    html = page.read_text(encoding="utf-8") if page.exists() else ""
    if not page.exists():
        yield f"{APP}/index.html: missing"
    if re.search(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=", html):
        yield f"{APP}/index.html: code or style inside, which the server forbids"
    size = sum(
        len(gzip.compress((web / file).read_bytes(), 9))
        for file in files_under(web, APP)
    )
    if size > MOST_BYTES:
        yield f"{APP}: {size} bytes compressed, more than {MOST_BYTES}"


def type_findings(web):
    contract = web.parent / "openapi.yaml"
    types = web / TYPES
    if not contract.exists() or not types.exists():
        return
    if f"openapi.yaml sha256 {digest_of(contract)}\n" not in types.read_text(
        encoding="utf-8"
    ):
        yield f"{TYPES}: not of this openapi.yaml (npm run types)"


def findings(web):
    for page in json.loads((web / "tools/pages.json").read_text())["pages"]:
        yield from page_findings(web, page)
    yield from report_findings(web)
    yield from app_findings(web)
    yield from type_findings(web)


def main():
    web = pathlib.Path(
        sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent.parent
    )
    found = list(findings(web))
    for finding in found:
        print(f"web/{finding} — {MEND}", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
