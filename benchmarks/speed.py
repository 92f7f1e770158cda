"""What a check of real law costs, in seconds of one processor core for each megabyte of source: in
all and stage by stage; and what it costs to start.

    python benchmarks/speed.py [FOLDER] [--mb 4] [--rounds 3] [--against CHECKOUT]

FOLDER holds Markdown and XML files of law (default: `REGCHECK_SHARED` or `../shared`, `lovdata/`),
of which a fixed sample is taken. The quickest of some rounds counts, stage by stage and file by
file. With `--against`, the code of another checkout checks each file right before ours, so that
both meet the same load. Figures are CPU seconds, user and system. The trained pipeline is off.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
WHOLE, FOUND = "whole", "findings"
DRAFT = 35_000
"""Bytes of the document that starts are measured with."""
Figures = dict[str, float]
"""By stage, CPU seconds of a set of files; under `FOUND` what was found."""


def sample(files: Sequence[Path], megabytes: float) -> list[Path]:
    """A fixed random sample of about so many megabytes; 0 means all."""
    shuffled = sorted(files)
    random.Random(20).shuffle(shuffled)
    chosen: list[Path] = []
    size = 0.0
    for file in shuffled:
        if megabytes and size >= megabytes * 1e6:
            break
        chosen.append(file)
        size += file.stat().st_size
    return chosen


def answer_files() -> None:
    """Take each file that is named on standard input through reading and the stages of the
    pipeline, for the second time what it took, as JSON: by then rules and memory are ready."""
    from regcheck.base.files.sealed import CacheFolder
    from regcheck.document.model import Document
    from regcheck.document.segments.view import Segments
    from regcheck.findings.judge import Judged
    from regcheck.matching.document_matcher import DocumentMatcher
    from regcheck.readers.registry import read_document
    from regcheck.results.result import Settings
    from regcheck.run.pipeline import STAGES, Pipeline, Work
    from regcheck.run.rules import RuleChoice, load_rules

    cache = Path(tempfile.gettempdir(), "regcheck-speed")
    pipeline = Pipeline(load_rules(RuleChoice(), CacheFolder.of(cache)), Settings(nlp=False))
    figures: Figures = {}

    @contextmanager
    def timed(name: str) -> Iterator[None]:
        start = time.process_time()
        yield
        figures[name] = figures.get(name, 0.0) + time.process_time() - start

    for name in ("scan", "check_whole", "read_again"):
        method = getattr(DocumentMatcher, name)

        def wrapped(matcher: DocumentMatcher, name: str = name, method: object = method) -> None:
            with timed(f"match: {name}"):
                method(matcher)  # type: ignore[operator]

        setattr(DocumentMatcher, name, wrapped)

    def check(file: Path) -> None:
        form = file.suffix.removeprefix(".")
        with timed(WHOLE):
            with timed("read"):
                document = read_document(file.read_bytes(), str(file), form)
            if not isinstance(document, Document):
                return
            work = Work(pipeline, Segments(document), pipeline.policies.of(str(file)))
            found: list[Judged] = []
            for stage in STAGES:
                with timed(stage.name):
                    found = stage.run(work, found)
            with timed("build"):
                result = pipeline.result(work, found)
            work.segments.forget()
        figures[FOUND] = len(result.findings)

    gc.set_threshold(100_000)
    for line in sys.stdin:
        check(Path(line.strip()))
        figures.clear()
        check(Path(line.strip()))
        print(json.dumps(figures), flush=True)
        figures.clear()


def measure(checkouts: Sequence[Path], files: Sequence[Path], rounds: int) -> list[Figures]:
    """For each checkout, the least that each stage of each file took in some rounds, added up: the
    checkouts have their turns file by file. A first round makes their rules ready."""
    workers = [
        subprocess.Popen(
            [sys.executable, __file__, "--answer"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=_env(checkout),
            text=True,
        )
        for checkout in checkouts
    ]
    least: list[dict[Path, Figures]] = [{} for _ in checkouts]
    for turn in range(rounds + 1):
        for file in files:
            for known, worker in zip(least, workers, strict=True):
                assert worker.stdin is not None and worker.stdout is not None
                worker.stdin.write(f"{file}\n")
                worker.stdin.flush()
                taken: Figures = json.loads(worker.stdout.readline())
                if turn:
                    before = known.setdefault(file, taken)
                    known[file] = {one: min(taken[one], before[one]) for one in taken}
    for worker in workers:
        worker.communicate()
    return [dict(sum(map(Counter, known.values()), Counter())) for known in least]


def _env(checkout: Path) -> dict[str, str]:
    clean = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}  # users have compiled modules
    return {**clean, "PYTHONPATH": str(checkout / "src")}


def table(name: str, all_figures: Sequence[Figures], megabytes: float) -> Iterator[str]:
    """The figures of some files as lines of Markdown, the dearest stages first."""
    columns = ["now"] if len(all_figures) == 1 else ["before", "now"]
    found = " / ".join(f"{figures[FOUND]:.0f}" for figures in all_figures)
    yield f"\n{name}, {megabytes:.1f} MB, {found} findings\n"
    yield f"| s/MB | {' | '.join(columns)} |"
    yield "|---|" + "---:|" * len(columns)
    last = all_figures[-1]
    for stage in sorted(last.keys() - {FOUND}, key=lambda one: -last[one]):
        cells = " | ".join(f"{one.get(stage, 0) / megabytes:.3f}" for one in all_figures)
        yield f"| {stage} | {cells} |"
    rates = " | ".join(f"{megabytes / one[WHOLE]:.2f}" for one in all_figures)
    yield f"| MB/s | {rates} |"


def starts(checkouts: Sequence[Path], draft: str, number: int) -> Iterator[str]:
    """What it costs to start: a run, its rules kept from the one before, with a draft that has
    changed and with one that has not; help; and the very first run. The second least of some
    rounds."""
    taken: dict[str, list[list[float]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "draft.md")
        check = ["check", str(file), "--nlp", "off", "--fail-on", "never"]
        for turn in range(number + 1):
            for place, checkout in enumerate(checkouts):
                file.write_text(f"{draft}\n\n{turn}.\n", "utf-8")
                env = _env(checkout) | {"XDG_CACHE_HOME": f"{folder}/{place}"}
                said = [("first run", check)] if not turn else []
                said += [("changed draft", check), ("same draft", check), ("--help", ["--help"])]
                for name, arguments in said:
                    before = resource.getrusage(resource.RUSAGE_CHILDREN)
                    command = [sys.executable, "-m", "regcheck", *arguments]
                    subprocess.run(command, check=False, capture_output=True, env=env)
                    after = resource.getrusage(resource.RUSAGE_CHILDREN)
                    cost = sum(after[:2]) - sum(before[:2])
                    taken.setdefault(name, [[] for _ in checkouts])[place].append(cost)
    yield f"\nStart, a draft of {len(draft.encode()) // 1000} kB\n"
    yield f"| s | {' | '.join(['before', 'now'][-len(checkouts) :])} |"
    yield "|---|" + "---:|" * len(checkouts)
    for name, costs in taken.items():
        yield f"| {name} | {' | '.join(f'{sorted(one)[:2][-1]:.2f}' for one in costs)} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    shared = Path(os.environ.get("REGCHECK_SHARED", HERE.parent / "shared"))
    parser.add_argument("folder", nargs="?", type=Path, default=shared / "lovdata")
    parser.add_argument("--mb", type=float, default=4, help="size of each sample; 0 for all")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--against", type=Path, help="a checkout with the state before")
    parser.add_argument("--answer", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.answer:
        answer_files()
        return
    if not options.folder.is_dir():
        parser.error(
            f"{options.folder} is no folder: name one that holds law, or set REGCHECK_SHARED"
        )
    checkouts = [one for one in (options.against, HERE) if one]
    for name, pattern in (("Markdown", "**/*.md"), ("XML", "**/*.xml")):
        every = [f for f in options.folder.glob(pattern) if f.name != "README.md"]
        files = sample(every, options.mb)
        size = sum(file.stat().st_size for file in files) / 1e6
        for line in table(name, measure(checkouts, files, options.rounds), size):
            print(line, flush=True)
    markdown = sorted(options.folder.glob("**/*.md"))
    draft = min(markdown, key=lambda file: abs(file.stat().st_size - DRAFT))
    for line in starts(checkouts, draft.read_text("utf-8"), options.rounds + 2):
        print(line)


if __name__ == "__main__":
    main()
