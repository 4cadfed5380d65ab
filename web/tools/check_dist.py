#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Is web/dist/report.html built from the sources beside it?

The twin of source_hash.mjs for machines without Node. Exit code 0 when the
hashes agree, 1 with the difference and the mend when they do not.
"""

import hashlib
import pathlib
import sys

ROOTS = [
    "package.json",
    "package-lock.json",
    "vite.config.ts",
    "tsconfig.json",
    "report.html",
    "src",
    "tools/base_map.mjs",
    "tools/inline.mjs",
]
PAGE = "dist/report.html"
LIST = "dist/report.sources.sha256"
PLACEHOLDER = b"__CAMEL_DATA__"
MEND = "run npm ci && npm run build in web/"


def files_under(web, path):
    whole = web / path
    if whole.is_dir():
        return [
            file.relative_to(web).as_posix()
            for file in whole.rglob("*")
            if file.is_file()
        ]
    return [path] if whole.exists() else []


def hashes(web):
    paths = sorted(file for root in ROOTS for file in files_under(web, root))
    paths += files_under(web, PAGE)
    return {
        path: hashlib.sha256((web / path).read_bytes()).hexdigest()
        for path in paths
    }


def recorded(web):
    if not (web / LIST).exists():
        return {}
    lines = (web / LIST).read_text(encoding="utf-8").splitlines()
    return {path: digest for digest, path in (line.split("  ", 1) for line in lines)}


def findings(web):
    now, then = hashes(web), recorded(web)
    for path in sorted(now.keys() | then.keys()):
        if path not in then:
            yield f"{path}: not in {LIST}"
        elif path not in now:
            yield f"{path}: listed in {LIST}, but missing"
        elif now[path] != then[path]:
            yield f"{path}: changed since {PAGE} was built"
    page = web / PAGE
    places = page.read_bytes().count(PLACEHOLDER) if page.exists() else 0
    if places != 1:
        yield f"{PAGE}: {places} places for the data, 1 is needed"


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
