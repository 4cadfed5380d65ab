# SPDX-License-Identifier: Apache-2.0
"""How tests wait for what another program does: for as long as it takes, and no
longer than they can bear."""

import time


def until(holds, seconds=60):
    """What it held as, once it holds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := holds():
            return found
        time.sleep(0.02)
    raise RuntimeError(f"it did not come to pass in {seconds} s")
