"""Fuzzing for as long as one likes: numbered inputs for each target, each made from its number.

    python tests/fuzz/long_run.py [TARGET…] [--inputs 100000] [--law FOLDER] [--state FILE]
    python tests/fuzz/long_run.py TARGET --again NUMBER

A run goes on where the last one with the same state file ended. An input that brings about a fault
or takes longer than the limit is kept beside the state, its number is printed, and the run goes on;
`--again` tries one number once more. With `--law` (or REGCHECK_SHARED) real law is damaged as well;
numbers mean the same input only with the same law.
"""

from __future__ import annotations

import argparse
import faulthandler
import json
import multiprocessing
import os
import resource
import sys
import time
import traceback
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from random import Random
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "support")]

import mutations  # noqa: E402
from targets import Seeds, all_targets  # noqa: E402

AT_A_TIME = 2_000
SECONDS = 20.0
"""The longest that one input may take, in seconds of the processor; a process that stands still for
ten times this by the clock is ended."""
MEMORY = 6 * 1024**3
FILES_OF_LAW = 300


@dataclass
class Count:
    """How far a target has come: inputs tried, numbers of those with a fault, the slowest."""

    inputs: int = 0
    seconds: float = 0.0
    slowest: float = 0.0
    slowest_number: int = -1
    faults: list[int] = field(default_factory=list)


@cache
def real_law(folder: str) -> Seeds:
    """Files of real law small enough, spread over all there are."""
    files = sorted(p for p in Path(folder).rglob("*") if p.suffix in (".md", ".xml"))
    small = [p for p in files if p.stat().st_size <= mutations.LARGEST]
    step = max(1, len(small) // FILES_OF_LAW)
    return {f"law-{n}{p.suffix}": p.read_bytes() for n, p in enumerate(small[::step])}


@cache
def seeds_of(target: str, law: str) -> Seeds:
    """What a target's inputs are made from."""
    chosen = all_targets()[target]
    seeds = dict(chosen.seeds())
    if law and chosen.real:
        for name, data in real_law(law).items():
            seeds |= chosen.real(data, name)
    return seeds


def input_of(target: str, number: int, law: str) -> mutations.Damaged:
    """The input of a number."""
    return mutations.mutated(Random(f"{target} {number}"), seeds_of(target, law))


def attempt(
    target: str, numbers: range, law: str, kept: Path, pipe: tuple[Synchronized[int], Any]
) -> None:
    """Try inputs in a process of its own, telling the number it is at and, at the end, what was
    found."""
    at, told = pipe
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    holds = all_targets()[target].holds
    found: list[tuple[int, str]] = []
    slowest = (0.0, -1)
    for number in numbers:
        at.value = number
        faulthandler.dump_traceback_later(10 * SECONDS, exit=True)
        made = input_of(target, number, law)
        start = time.process_time()
        try:
            holds(made.data, made.name)
            why = ""
        except Exception:
            why = traceback.format_exc()
        took = time.process_time() - start
        slowest = max(slowest, (took, number))
        if not why and took > SECONDS:
            why = f"took {took:.1f} seconds"
        if why:
            found.append((number, why))
            place = kept / f"{target}-{number}"
            place.write_bytes(made.data)
            place.with_suffix(".txt").write_text(f"{made!r}\n{why}", encoding="utf-8")
    faulthandler.cancel_dump_traceback_later()
    told.send((found, slowest))


def batch(target: str, numbers: range, law: str, kept: Path, count: Count) -> None:
    """Try a batch, and tell of what was found."""
    for name, data in list(seeds_of(target, law).items())[:1]:
        all_targets()[target].holds(data, name)  # what is loaded once is there in each process
    context = multiprocessing.get_context("fork")
    at = context.Value("q", numbers.start)
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=attempt, args=(target, numbers, law, kept, (at, there)))
    start = time.monotonic()
    process.start()
    there.close()
    try:
        found, slowest = here.recv()
        done = len(numbers)
    except EOFError:
        died = int(at.value)
        made = input_of(target, died, law)
        (kept / f"{target}-{died}").write_bytes(made.data)
        found, slowest = [(died, "the process died, or the time was up")], (10 * SECONDS, died)
        done = died + 1 - numbers.start
    process.join()
    for number, why in found:
        print(f"FAULT {target} {number}: {why.strip().splitlines()[-1]}", flush=True)
        count.faults.append(number)
    if slowest[0] > count.slowest:
        count.slowest, count.slowest_number = slowest
    count.inputs += done
    count.seconds += time.monotonic() - start


def again(target: str, number: int, law: str) -> int:
    """Try one input once more, and let its fault be seen."""
    made = input_of(target, number, law)
    print(made)
    all_targets()[target].holds(made.data, made.name)
    return 0


def main(arguments: Sequence[str] | None = None) -> int:
    """All targets in turn, a batch of each at a time, until each has its inputs; gives 1 when
    any has a fault."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("targets", nargs="*", metavar="TARGET")
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--minutes", type=float, default=0.0, help="0: until all are done")
    parser.add_argument("--law", default="")
    parser.add_argument("--state", type=Path, default=Path("build/fuzz/state.json"))
    parser.add_argument("--again", type=int, metavar="NUMBER")
    asked = parser.parse_args(arguments)
    shared = os.environ.get("REGCHECK_SHARED", "")
    law = asked.law or (str(Path(shared, "lovdata")) if shared else "")
    names = asked.targets or list(all_targets())
    if asked.again is not None:
        return again(names[0], asked.again, law)
    kept = asked.state.parent / "faults"
    kept.mkdir(parents=True, exist_ok=True)
    read = json.loads(asked.state.read_text("utf-8")) if asked.state.is_file() else {}
    counts = {name: Count(**read.get(name, {})) for name in {**read, **dict.fromkeys(names)}}
    end = time.monotonic() + 60 * asked.minutes if asked.minutes else float("inf")
    left = [name for name in names if counts[name].inputs < asked.inputs]
    if not left:
        print(report({name: counts[name] for name in names}))
    while left and time.monotonic() < end:
        for name in left:
            count = counts[name]
            last = min(count.inputs + AT_A_TIME, asked.inputs)
            batch(name, range(count.inputs, last), law, kept, count)
            fresh = asked.state.with_suffix(".tmp")
            fresh.write_text(json.dumps({n: asdict(c) for n, c in counts.items()}), "utf-8")
            fresh.replace(asked.state)
        left = [name for name in names if counts[name].inputs < asked.inputs]
        print(report({name: counts[name] for name in names}), flush=True)
    return int(any(counts[name].faults for name in names))


def report(counts: dict[str, Count]) -> str:
    """A line for each target."""
    lines = [f"{'target':16}{'inputs':>9}{'faults':>8}{'slowest':>9}"]
    lines += [
        f"{name:16}{c.inputs:9}{len(c.faults):8}{c.slowest:8.2f}s" for name, c in counts.items()
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
