"""Fuzzing for as long as one likes: the targets in rounds, each with a seed of its own.

    REGCHECK_FUZZ_SECONDS=3600 make fuzz

Seconds (600) and examples of each target in a round (REGCHECK_FUZZ_EXAMPLES, 300) come from the
environment. The first round with a failure ends the run; its seed is printed and, given as
REGCHECK_FUZZ_SEED, brings the same round again.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent


def main() -> int:
    """Rounds until the time is up; gives 0, or the exit code of the round that failed."""
    seconds = float(os.environ.get("REGCHECK_FUZZ_SECONDS", "600"))
    seed = int(os.environ.get("REGCHECK_FUZZ_SEED") or random.randrange(2**31))
    environment = {"REGCHECK_FUZZ_EXAMPLES": "300", **os.environ}
    end, rounds = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        print(f"round {rounds + 1}, REGCHECK_FUZZ_SEED={seed}", flush=True)
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-x",
            f"--hypothesis-seed={seed}",
            str(HERE),
        ]
        done = subprocess.run(command, env=environment, check=False)
        if done.returncode:
            return done.returncode
        rounds, seed = rounds + 1, seed + 1
    print(f"{rounds} rounds, nothing found")
    return 0


if __name__ == "__main__":
    sys.exit(main())
