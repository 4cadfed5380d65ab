#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The tutorial shows each program as it is, and what it really prints.

    tutorial_test.py bank=PROGRAM border_post=PROGRAM port=PROGRAM

In the text, a block ```cpp is a program of examples/, without its licence line,
and the block ``` that follows is what it prints.
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TUTORIAL = ROOT / "docs/tutorials/a-bank-a-border-post-a-port.md"


def main():
    programs = dict(argument.split("=", 1) for argument in sys.argv[1:])
    text = TUTORIAL.read_text()
    blocks = re.findall(r"```cpp\n(.*?)```.*?```\n(.*?)```", text, re.S)
    wrong = []
    if len(blocks) != len(programs):
        wrong.append(f"{len(blocks)} programs in the text, "
                     f"{len(programs)} in examples")
    for (name, program), (listing, shown) in zip(programs.items(), blocks):
        source = (ROOT / f"examples/{name}.cc").read_text()
        source = source.split("\n", 1)[1]
        if listing != source:
            wrong.append(f"{name}.cc is not the listing of the tutorial")
        run = subprocess.run([program], capture_output=True, text=True,
                             check=False)
        if run.returncode != 0 or run.stderr:
            wrong.append(f"{name} failed: {run.stderr}")
        elif run.stdout != shown:
            wrong.append(f"{name} prints\n{run.stdout}and not\n{shown}")
    for line in wrong:
        print(line, file=sys.stderr)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
