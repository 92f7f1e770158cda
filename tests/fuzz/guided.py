"""Fuzzing that looks where an input leads: what reaches new code is kept and changed further.

    python tests/fuzz/guided.py TARGET [--runs 100000] [--seconds 0] [--folder build/fuzz]

Needs atheris (the extra `fuzz`, Linux and macOS). What is kept lies in FOLDER/TARGET and is where
the next run begins; an input with a fault is written beside it and ends the run with its traceback.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "support")]
SECONDS = 20


def main() -> None:
    """Fuzz one target until its runs or seconds are up; ends the process."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("target")
    parser.add_argument("--runs", type=int, default=100_000)
    parser.add_argument("--seconds", type=int, default=0)
    parser.add_argument("--folder", type=Path, default=Path("build/fuzz"))
    asked = parser.parse_args()
    try:
        import atheris
    except ImportError:
        sys.exit('guided.py needs atheris: pip install -e ".[fuzz]"')
    with atheris.instrument_imports(include=["regcheck"]):
        from targets import all_targets

        target = all_targets()[asked.target]
        seeds = sorted(target.seeds().items())
        for name, data in seeds:
            target.holds(data, name)
    corpus = asked.folder / asked.target
    corpus.mkdir(parents=True, exist_ok=True)
    for number, (_, data) in enumerate(seeds):
        (corpus / f"seed-{number}").write_bytes(bytes([number % 256]) + data)

    def one(data: bytes) -> None:
        """The first byte chooses which of the seeds the rest is taken for."""
        if data:
            target.holds(data[1:], seeds[data[0] % len(seeds)][0])

    atheris.Setup(
        [
            sys.argv[0],
            f"-runs={asked.runs}",
            f"-max_total_time={asked.seconds}",
            f"-timeout={SECONDS}",
            f"-artifact_prefix={asked.folder}/{asked.target}-",
            "-max_len=40000",
            "-rss_limit_mb=4096",
            "-print_final_stats=1",
            str(corpus),
        ],
        one,
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main()
