"""Speed on real law: MB of source per CPU second and core, for reading, segmenting, matching, terms
that are defined, and the whole, and the cold start of the command.

    python benchmarks/speed.py [FOLDER] [--mb 20] [--select paper,discretion]

FOLDER holds Markdown and XML files of law (default: `REGCHECK_SHARED` or `../shared`, `lovdata/`).
Figures are CPU seconds (user + system) of this one process; peak memory is its high-water mark.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from regcheck.document.model import Document, Unreadable
from regcheck.matching.checks.known import CHECK_NAMES
from regcheck.packs.load import builtin_folder, load_packs
from regcheck.packs.select import select_rules
from regcheck.readers.lovdata.document import read_lovdata_xml
from regcheck.readers.markdown import read_markdown
from regcheck.results.result import Settings
from regcheck.run.pipeline import Pipeline
from regcheck.run.rules import LoadedRules
from regcheck.segments.view import Segments


@dataclass(slots=True)
class Stage:
    """CPU seconds of one stage."""

    name: str
    seconds: float = 0.0

    def line(self, size: int) -> str:
        rate = size / 1e6 / self.seconds if self.seconds else float("inf")
        return f"  {self.name:<10} {self.seconds:7.2f} s {rate:8.1f} MB/s"


@dataclass(slots=True)
class Figures:
    """What one set of files took."""

    stages: dict[str, Stage] = field(default_factory=dict)
    size: int = 0
    documents: int = 0
    findings: int = 0

    def time(self, name: str, work: Callable[[], object]) -> object:
        start = time.process_time()
        result = work()
        self.stages.setdefault(name, Stage(name)).seconds += time.process_time() - start
        return result


def sample(files: Sequence[Path], megabytes: float) -> list[Path]:
    """A fixed random sample of about so many megabytes; 0 means all."""
    shuffled = sorted(files)
    random.Random(20).shuffle(shuffled)
    if not megabytes:
        return shuffled
    chosen: list[Path] = []
    size = 0.0
    for file in shuffled:
        if size >= megabytes * 1e6:
            break
        chosen.append(file)
        size += file.stat().st_size
    return chosen


def measure(files: Iterable[Path], pipeline: Pipeline) -> Figures:
    """Each file through reading, segmenting, matching and the whole check."""
    figures = Figures()
    gc.disable()
    for file in files:
        data = file.read_bytes()
        read = read_lovdata_xml if file.suffix == ".xml" else read_markdown
        document = figures.time("read", lambda d=data, f=file, r=read: r(d, str(f)))  # type: ignore[misc]
        if isinstance(document, Unreadable) or not isinstance(document, Document):
            print(f"unreadable: {file}: {document}")
            continue
        figures.size += len(data)
        figures.documents += 1
        segments = figures.time("segment", lambda d=document: _segment(d))  # type: ignore[misc]
        assert isinstance(segments, Segments)
        figures.time("match", lambda s=segments: pipeline.engine.match(s))  # type: ignore[misc]
        figures.time("concepts", lambda s=segments: _concepts(pipeline, s))  # type: ignore[misc]
        checked = figures.time("check", lambda d=document: pipeline.check(d))  # type: ignore[misc]
        figures.findings += len(checked.findings)  # type: ignore[attr-defined]
        if figures.documents % 50 == 0:
            gc.collect()
    return figures


def _concepts(pipeline: Pipeline, segments: Segments) -> object:
    return pipeline.concepts and pipeline.concepts.in_document(segments)


def _segment(document: Document) -> Segments:
    segments = Segments(document)
    for leaf in segments.leaves:
        segments.sentences(leaf.span)
    return segments


def report(name: str, figures: Figures) -> None:
    """Print one set's figures; the whole is reading plus checking."""
    print(
        f"{name}: {figures.documents} documents, {figures.size / 1e6:.1f} MB, "
        f"{figures.findings} findings"
    )
    for stage in figures.stages.values():
        print(stage.line(figures.size))
    whole = Stage("whole", figures.stages["read"].seconds + figures.stages["check"].seconds)
    print(whole.line(figures.size))


def cold_start(file: Path, nlp: str) -> float:
    """Median CPU seconds of `regcheck check FILE` in a new process, rule cache warm."""
    command = [sys.executable, "-m", "regcheck", "check", str(file), "--nlp", nlp]
    command += ["--fail-on", "never"]
    taken = []
    for _ in range(6):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=False, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return sorted(taken[1:])[2]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    shared = Path(os.environ.get("REGCHECK_SHARED", Path(__file__).parents[2] / "shared"))
    parser.add_argument("folder", nargs="?", type=Path, default=shared / "lovdata")
    parser.add_argument("--mb", type=float, default=20, help="size of the sample; 0 for all")
    parser.add_argument("--select", default="", help="rules or categories, with commas between")
    options = parser.parse_args()
    chosen = tuple(filter(None, options.select.split(",")))
    rules = select_rules(load_packs([builtin_folder()], CHECK_NAMES), select=chosen)
    pipeline = Pipeline(LoadedRules.of(rules), Settings(nlp=False))
    if not options.folder.is_dir():
        parser.error(
            f"{options.folder} is no folder: name one that holds law, or set REGCHECK_SHARED"
        )
    print(f"{len(rules.rules)} rules")
    for name, pattern in (("Markdown", "**/*.md"), ("XML", "**/*.xml")):
        files = [f for f in options.folder.glob(pattern) if f.name != "README.md"]
        report(name, measure(sample(files, options.mb), pipeline))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of this process: {peak:.0f} MB")
    xml = sorted(options.folder.glob("**/*.xml"), key=lambda f: abs(f.stat().st_size - 35_000))[0]
    for nlp in ("off", "on"):
        seconds = cold_start(xml, nlp)
        print(f"cold start, {xml.name} ({xml.stat().st_size} bytes), --nlp {nlp}: {seconds:.2f} s")


if __name__ == "__main__":
    main()
