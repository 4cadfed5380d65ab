#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks what the compiler does not see: the ladder of folders, sizes, words,
links. Prints each finding as `file:line: what — mend`; the exit code is 1
when there is one.

A rule is a function from the tree (a dictionary of path to text) to findings.
tidy_test.py seeds each with a violation.
"""

import os
import re
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

# ---------------------------------------------------------------- the ladder

# What each folder of src/camel may include besides itself. The six engines
# are siblings: none knows another.
LADDER = {
    "base": [],
    "http": ["base"],
    "webhooks": ["base", "http"],
    "nats": ["base"],
    "lp": ["base"],
    "sim": ["base"],
    "store": ["base"],
    "model": ["base"],
    "loader": ["base", "model"],
    "scenario": ["base", "model"],
    "routing": ["base", "model"],
    "capacity": ["base", "lp", "model"],
    "operations": ["base", "sim", "model"],
    "tracking": ["base", "model", "store"],
    "api": ["base", "lp", "sim", "model", "loader", "scenario", "routing",
            "capacity", "operations", "tracking"],
}

# The programs come in through the api; they may also know the nouns, how to be
# asked over a network and to send over it, and how to keep what they are told.
APPS = ["base", "http", "webhooks", "nats", "store", "model", "api"]

# ------------------------------------------------------------- the exceptions

# Sources of src/camel without a _test.cc of their own name beside them, and
# the test that tries them instead.
TESTED_BY = {
    "src/camel/base/check.cc": "src/camel/base/diagnostic_test.cc",
    # The parts of column generation are tried whole: by problems solved also
    # by arcs, and by certificates. The solvers behind them, by what they solve.
    "src/camel/lp/flow_*.cc": "src/camel/lp/path_flow_test.cc",
    "src/camel/lp/path_master*.cc": "src/camel/lp/path_flow_test.cc",
    "src/camel/lp/price_warmup.cc": "src/camel/lp/path_flow_test.cc",
    "src/camel/lp/mixed_program.cc": "src/camel/lp/linear_program_test.cc",
    "src/camel/lp/warm_simplex.cc": "src/camel/lp/path_flow_test.cc",
    "src/camel/lp/shortest_paths.cc": "src/camel/lp/path_flow_test.cc",
    # What an answer goes through is tried in that order; sockets by a server.
    "src/camel/http/access_log.cc": "src/camel/http/metrics_test.cc",
    "src/camel/http/door.cc": "src/camel/http/metrics_test.cc",
    "src/camel/http/chunked_body.cc": "src/camel/http/request_reader_test.cc",
    "src/camel/http/request_head.cc": "src/camel/http/request_reader_test.cc",
    "src/camel/http/compress.cc": "src/camel/http/service_test.cc",
    "src/camel/http/conditional.cc": "src/camel/http/service_test.cc",
    "src/camel/http/guard.cc": "src/camel/http/service_test.cc",
    "src/camel/http/problem.cc": "src/camel/http/service_test.cc",
    "src/camel/http/static_files.cc": "src/camel/http/service_test.cc",
    "src/camel/http/connection.cc": "src/camel/http/server_test.cc",
    "src/camel/tracking/check_values.cc":
        "src/camel/tracking/check_event_test.cc",
    # What the store is made of is tried by what it answers.
    "src/camel/tracking/capture_group.cc":
        "src/camel/tracking/event_store_test.cc",
    "src/camel/tracking/event_question.cc":
        "src/camel/tracking/sqlite_events_test.cc",
    "src/camel/store/postgres.cc":
        "src/camel/tracking/postgres_events_test.cc",
    "src/camel/tracking/event_tables.cc":
        "src/camel/tracking/capture_log_test.cc",
    # The loader is tried whole: by the mistakes it finds in a package.
    "src/camel/loader/*.cc": "tests/broken_corridors_test.cc",
}

LONGEST_FILE = 500
WIDEST_LINE = 80

# A programmer's word in a public header of a folder that knows freight, and
# the trade's word for it.
WORDS = {
    "node": "place", "nodes": "places",
    "edge": "link", "edges": "links",
    "vertex": "place", "vertices": "places",
    "arc": "link", "arcs": "links",
    "trip": "train", "trips": "trains",
    "vehicle": "train, wagon or vessel", "vehicles": "trains or vessels",
}
# They know nothing of freight; their words are those of their own trade.
FREIGHTLESS = ["base", "http", "lp", "nats", "sim", "store"]


def finding(path, line, what, mend):
    where = f"{path}:{line}" if line else path
    return f"{where}: {what} — {mend}"


def is_cpp(path):
    return path.endswith((".h", ".cc"))


def is_code(path):
    return (path.endswith((".h", ".cc", ".py", ".ts", ".tsx", ".mjs"))
            and not is_generated(path))


def is_generated(path):
    parts = PurePosixPath(path).parts
    return "dist" in parts or "generated" in parts


def folder_of(path):
    """`sim` for src/camel/sim/pool.h, nothing for a file elsewhere."""
    parts = PurePosixPath(path).parts
    if parts[:2] == ("src", "camel") and len(parts) == 4:
        return parts[2]
    return None


def numbered(text):
    return enumerate(text.splitlines(), start=1)


INCLUDE = re.compile(r'\s*#\s*include\s+"camel/([^/"]+)/([^"]+)"')


def includes(text):
    for number, line in numbered(text):
        if match := INCLUDE.match(line):
            yield number, match[1], match[2]


# ------------------------------------------------------------------ the rules


def ladder(tree):
    """No folder includes what stands beside or below it."""
    for path, text in tree.items():
        if not is_cpp(path):
            continue
        folder = folder_of(path)
        if folder:
            if folder not in LADDER:
                yield finding(path, 0, f"src/camel/{folder} is not on the "
                              "ladder", "give it a rung in tools/tidy.py")
                continue
            allowed = [folder] + LADDER[folder]
        elif path.startswith("apps/"):
            allowed = APPS
        else:
            continue
        for number, other, _ in includes(text):
            if other not in allowed:
                yield finding(path, number,
                              f"includes {other}, which is not above it",
                              "let api pass a value or a function")


TESTS = ("TESTS", "SLOW_TESTS", "THREADS_TESTS")
KEYWORDS = ("DEPENDS", "LIBRARIES", "SOURCES", "TEST_SOURCES") + TESTS


def cmake_library(text):
    """The words after each keyword of camel_library(...)."""
    text = re.sub(r"#.*", "", text)
    match = re.search(r"camel_library\(([^)]*)\)", text)
    if not match:
        return None
    lists, keyword = {}, "name"
    for word in match[1].split():
        if word in KEYWORDS:
            keyword = word
        else:
            lists.setdefault(keyword, []).append(word)
    return lists


def build_lists(tree):
    """Each folder's CMakeLists.txt names what it depends on and every file."""
    libraries = {}
    for path, text in tree.items():
        folder = folder_of(path)
        if folder and path.endswith("/CMakeLists.txt"):
            libraries[folder] = cmake_library(text) or {}
    for folder, lists in libraries.items():
        path = f"src/camel/{folder}/CMakeLists.txt"
        depends = lists.get("DEPENDS", [])
        for other in depends:
            if other not in LADDER.get(folder, []):
                yield finding(path, 0, f"depends on {other}, which is not "
                              "above it", "let api bring the two together")
        # What is reached through the libraries it depends on.
        reached, open_ = {folder}, list(depends)
        while open_:
            other = open_.pop()
            if other not in reached:
                reached.add(other)
                open_ += libraries.get(other, {}).get("DEPENDS", [])
        listed = {word for key in ("SOURCES", "TEST_SOURCES") + TESTS
                  for word in lists.get(key, [])}
        for source, text in tree.items():
            if folder_of(source) != folder or not is_cpp(source):
                continue
            for number, other, _ in includes(text):
                if other not in reached:
                    yield finding(source, number, f"includes {other}, which "
                                  f"{path} does not depend on",
                                  f"add DEPENDS {other}")
            name = PurePosixPath(source).name
            if source.endswith(".cc") and name not in listed:
                yield finding(source, 0, "is not built",
                              f"name it in {path}")


def labelled_tests(tree):
    """Every test has a label, or ./test would pass it over."""
    for path, text in tree.items():
        if (path != "cmake/camel.cmake"
                and (path.endswith((".cmake", "CMakeLists.txt")))):
            for number, line in numbered(text):
                if re.match(r"\s*(add_test|gtest_discover_tests)\(", line):
                    yield finding(path, number, "a test without a label",
                                  "use camel_test or camel_check")


def has_own_test(tree, path):
    return any(path[:-3] + kind in tree for kind in (
        "_test.cc", "_slow_test.cc", "_threads_test.cc"))


def untested(tree):
    """Sources without a test of their own; test_*.cc are there for tests."""
    return [path for path in tree
            if folder_of(path) and path.endswith(".cc")
            and not path.endswith("_test.cc")
            and not PurePosixPath(path).name.startswith("test_")
            and not has_own_test(tree, path)]


def tests_beside(tree):
    """Every source of src/camel has its test beside it, or a named one."""
    for path in untested(tree):
        if not any(fnmatch(path, pattern) and test in tree
                   for pattern, test in TESTED_BY.items()):
            yield finding(path, 0, "has no test beside it",
                          f"write {PurePosixPath(path).stem}_test.cc")


def test_exceptions(tree):
    """No exception outlives its reason."""
    if "tools/tidy.py" not in tree:
        return
    for pattern in TESTED_BY:
        if not any(fnmatch(path, pattern) for path in untested(tree)):
            yield finding("tools/tidy.py", 0, f"{pattern} needs no exception",
                          "take it out of TESTED_BY")


def sizes(tree):
    for path, text in tree.items():
        lines = text.count("\n")
        if is_code(path) and lines > LONGEST_FILE:
            yield finding(path, 0, f"has {lines} lines, more than "
                          f"{LONGEST_FILE}", "make two files of it")


def columns(tree):
    """80 columns; text inside R"(...)" and long addresses may be wider."""
    for path, text in tree.items():
        if not is_cpp(path) or is_generated(path):
            continue
        raw_end = None
        for number, line in numbered(text):
            inside = raw_end is not None
            if inside and raw_end in line:
                raw_end = None
            if not inside and (match := re.search(r'R"(\w*)\(', line)):
                end = ")" + match[1] + '"'
                raw_end = None if end in line[match.end():] else end
                inside = True
            if len(line) > WIDEST_LINE and not inside and "://" not in line:
                yield finding(path, number, f"is {len(line)} columns wide",
                              "run tools/format")


def licence_line(tree):
    for path, text in tree.items():
        script = text.startswith("#!")
        if not is_code(path) and not script:
            continue
        if "SPDX-License-Identifier: Apache-2.0" not in "".join(
                text.splitlines(True)[:2]):
            yield finding(path, 1, "does not say its licence",
                          "begin with SPDX-License-Identifier: Apache-2.0")


def strip_comments(line):
    return re.sub(r"//.*", "", re.sub(r'"(\\.|[^"\\])*"', '""', line))


def words(tree):
    """Public headers use the trade's word (docs/reference/glossary.md)."""
    for path, text in tree.items():
        folder = folder_of(path)
        if not folder or folder in FREIGHTLESS or not path.endswith(".h"):
            continue
        for number, line in numbered(text):
            for name in re.findall(r"[A-Za-z_]\w*", strip_comments(line)):
                for word in re.findall(r"[A-Z]?[a-z]+", name):
                    if word.lower() in WORDS:
                        yield finding(path, number,
                                      f"'{name}' is a programmer's word",
                                      f"say {WORDS[word.lower()]}")


def headers(tree):
    for path, text in tree.items():
        if not path.endswith(".h") or is_generated(path):
            continue
        if "\n#pragma once\n" not in "\n" + text:
            yield finding(path, 0, "may be included twice",
                          "add #pragma once")
        for number, line in numbered(text):
            if re.match(r"using namespace\b", line):
                yield finding(path, number, "opens a namespace for all who "
                              "include it", "name what is used")


def own_header_first(tree):
    """A source includes its own header first, which shows that the header
    stands alone; tools/headers.py tries the others."""
    for path, text in tree.items():
        if not folder_of(path) or not path.endswith(".cc"):
            continue
        own = path[len("src/"):-len(".cc")].removesuffix("_test") + ".h"
        if "src/" + own not in tree:
            continue
        first = re.search(r'^\s*#\s*include\s+["<]([^">]+)[">]', text, re.M)
        if not first or first[1] != own:
            yield finding(path, 0, "does not include its own header first",
                          f'begin with #include "{own}"')


MACHINE_PATH = re.compile(
    r"(?<![\w.\-/~}$)])/(home|root|Users|workspace|builds)/[\w.]")
PACKAGE_HOST = re.compile(
    r"https?://([\w.\-]*@)?(registry|deb|mirror|mirrors|proxy|npm)[.\-]")
LOCK_FILES = ("package-lock.json", "npm-shrinkwrap.json", "yarn.lock",
              "pnpm-lock.yaml", ".npmrc")


def machines(tree):
    """No file knows the machine that it was written on."""
    for path, text in tree.items():
        if path.startswith("tools/tidy"):
            continue  # its seeds
        lock = PurePosixPath(path).name in LOCK_FILES
        for number, line in numbered(text):
            if MACHINE_PATH.search(line):
                yield finding(path, number, "names a folder of one machine",
                              "use a path inside the project")
            if PACKAGE_HOST.search(line):
                yield finding(path, number, "names a package host",
                              "leave the choice to the user's settings")
            if lock and re.search(r'"?\bresolved"?\s*[:"]', line):
                yield finding(path, number, "carries a download address",
                              "take the 'resolved' fields out")


def slug(heading):
    """The anchor that a heading gets, as web hosts of git make it."""
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading)
    text = re.sub(r"[^\w\- ]", "", text.strip().lower())
    return text.replace(" ", "-")


def without_code(text):
    """The text with the lines of ``` blocks emptied."""
    kept, inside = [], False
    for line in text.splitlines():
        fence = line.lstrip().startswith("```")
        kept.append("" if inside or fence else line)
        inside ^= fence
    return "\n".join(kept)


def links(tree):
    """Relative links of documents lead somewhere."""
    folders = {str(parent) for path in tree
               for parent in PurePosixPath(path).parents}
    documents = {path: without_code(text) for path, text in tree.items()
                 if path.endswith(".md")}
    for path, text in documents.items():
        for number, line in numbered(text):
            plain = re.sub(r"`[^`]*`", "", line)
            targets = re.findall(r"\]\(([^)\s]+)[^)]*\)", plain)
            targets += re.findall(r'(?:src|href)="([^"]+)"', plain)
            for target in targets:
                if re.match(r"[a-z]+:", target):
                    continue
                name, _, anchor = target.partition("#")
                there = os.path.normpath(
                    PurePosixPath(path).parent / name) if name else path
                if there not in tree and there not in folders:
                    yield finding(path, number, f"{target} is not there",
                                  "correct the link")
                elif anchor and there in documents and anchor not in {
                        slug(heading) for heading in re.findall(
                            r"^#+ (.*)$", documents[there], re.M)}:
                    yield finding(path, number, f"{there} has no heading "
                                  f"#{anchor}", "correct the link")


SQL = re.compile(
    r'(format\(\s*)?"((?:[^"\\]|\\.)*\b(?:SELECT|INSERT INTO|UPDATE|DELETE FROM|'
    r'WHERE|ORDER BY|PRAGMA|VALUES)\b(?:[^"\\]|\\.|"\s*")*)"'
    r'(\s*\+(?!\s*(?:"|k[A-Z]|std::string\{k[A-Z]|std::to_string\()))?')


# Puts conditions together, of constants and marks to bind words to.
SQL_MAKER = "src/camel/tracking/event_question.cc"


def sql(tree):
    """Statements are made of constants and numbers; words are bound to them."""
    for path, text in tree.items():
        if (re.match(r"(src|apps)/.*(?<!_test)\.cc$", path)
                and path != SQL_MAKER):
            for match in SQL.finditer(text):
                if match[3] or match[1] and "{}" in match[2]:
                    yield finding(path, text.count("\n", 0, match.end()) + 1,
                                  "a statement is put together of words",
                                  "bind them: prepare(\"… ?\").with(word)")


RULES = [ladder, build_lists, labelled_tests, tests_beside, test_exceptions,
         sizes, columns, licence_line, words, headers, own_header_first,
         machines, links, sql]

# ------------------------------------------------------------------- the tree

PASSED_OVER = {".git", "build", "out", "node_modules", "__pycache__"}


def list_files(root):
    """What git tracks or would track; without git, what is there."""
    try:
        listed = subprocess.run(
            ["git", "-C", root, "ls-files", "-z", "--cached", "--others",
             "--exclude-standard"], check=True, capture_output=True)
        names = listed.stdout.decode().split("\0")
    except (OSError, subprocess.CalledProcessError):
        names = []
    if not any(names):
        for folder, subfolders, files in os.walk(root):
            subfolders[:] = [s for s in subfolders if s not in PASSED_OVER]
            names += [os.path.relpath(os.path.join(folder, f), root)
                      for f in files]
    return sorted({name for name in names if name})


def read_tree(root):
    """Path to text; files that are not text (pictures) have none."""
    tree = {}
    for name in list_files(root):
        path = Path(root, name)
        if path.is_file():
            data = path.read_bytes()
            text = "" if b"\0" in data[:8192] else data.decode(
                "utf-8", errors="replace")
            tree[PurePosixPath(name).as_posix()] = text
    return tree


def check(tree):
    return [text for rule in RULES for text in rule(tree)]


def main():
    root = Path(__file__).resolve().parent.parent
    tree = read_tree(root)
    findings = check(tree)
    for text in findings:
        print(text)
    print(f"tidy: {len(tree)} files, {len(findings)} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
