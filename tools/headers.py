#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compiles alone each header that no source includes first, so that every
header of the project is seen to stand by itself: tools/headers.py [COMPILER].

The headers that some source includes first are tried by the build; tidy.py
sees to it that a source begins with its own.
"""

import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import tidy


def untried(tree):
    """The headers that no source includes before all else."""
    first = set()
    for path, text in tree.items():
        if path.endswith(".cc"):
            match = re.search(r'^\s*#\s*include\s+["<]([^">]+)[">]', text,
                              re.M)
            if match:
                first.add("src/" + match[1])
    return sorted(path for path in tree
                  if path.endswith(".h") and tidy.folder_of(path)
                  and path not in first)


def stands_alone(compiler, root, header):
    """What the compiler says against it; nothing when it stands alone."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "alone.cc")
        source.write_text(f'#include "{header.removeprefix("src/")}"\n')
        done = subprocess.run(
            [compiler, "-std=c++20", "-fsyntax-only", "-Wall", "-Wextra",
             "-I", Path(root, "src"), source],
            capture_output=True, text=True)
    return done.stderr if done.returncode else ""


def main():
    compiler = sys.argv[1] if len(sys.argv) > 1 else "g++"
    root = Path(__file__).resolve().parent.parent
    headers = untried(tidy.read_tree(root))
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        said = list(pool.map(
            lambda header: stands_alone(compiler, root, header), headers))
    failed = 0
    for header, text in zip(headers, said):
        if text:
            failed += 1
            print(f"{header}: does not compile alone — include what it uses")
            print(text)
    print(f"headers: {len(headers)} compiled alone, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
