"""`regcheck answers`: gather what people answered to findings, for the next version."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

from regcheck.base.errors import UsageError
from regcheck.base.text.printable import printable
from regcheck.base.texts.catalogue import Texts
from regcheck.base.texts.message import message
from regcheck.changes.answers import joined, latest, sidecar_text
from regcheck.changes.baseline_file import Entry, render_baseline
from regcheck.changes.kept_in_word import NAMESPACE, parts_with_answers
from regcheck.changes.marks import natural
from regcheck.cli import options as shared
from regcheck.cli.delivery import Target, write_start
from regcheck.cli.documents import find_documents
from regcheck.cli.job import make_job, read_answers
from regcheck.cli.options import settings
from regcheck.cli.setup import SettingsRequest
from regcheck.cli.terminal import note, say, spoken
from regcheck.law.address_path import parse_path
from regcheck.law.address_text import long
from regcheck.reports.word.comments import copied


def answers(
    paths: shared.Files,
    target: Target,
    remove: bool,
    memo: bool,
    request: Annotated[
        SettingsRequest, settings("rule-choice locale nlp rank limits config-choice today")
    ],
) -> None:
    """List what was answered to findings, or write it to a file of answers or a sidecar, or as a
    section of a hearing memo."""
    if remove:
        _remove(paths, target)
        return
    setup = request.resolve(paths)
    inputs = find_documents([path for path in paths if not path.endswith(".json")] or [paths[0]])
    given = joined(read_answers(make_job(setup, inputs), paths))
    for odd in given.notes:
        note(odd)
    found = latest(given.entries)
    words = Texts("report", shared.locale_or(setup.settings.locale, spoken()))
    make: Callable[[Sequence[Entry]], str] = partial(_memo if memo else _listed, words)
    if target.is_stdout:
        say(make(found))
        return
    file = Path(target.output)
    if not memo:
        make = sidecar_text if file.suffix in (".yaml", ".yml") else render_baseline
    write_start(file, make(found), force=target.force)


def _remove(paths: Sequence[str], target: Target) -> None:
    """Write a copy of a Word file in which the parts that held answers are empty."""
    if len(paths) != 1 or target.is_stdout:
        raise UsageError(message("changes.remove_needs"))
    data = Path(paths[0]).read_bytes()
    empty = f'<answers xmlns="{NAMESPACE}"/>'.encode()
    parts = dict.fromkeys(parts_with_answers(data, printable(paths[0])), empty)
    write_start(Path(target.output), copied(data, parts), force=target.force)


def _memo(words: Texts, found: Sequence[Entry]) -> str:
    """Why things are kept, in Markdown, in the order of the text."""
    kept = [one for one in found if one.answered is not None and one.answered.kind == "keep"]
    kept.sort(key=lambda one: (one.mark.path, natural(one.mark.address)))
    several = len({one.mark.path for one in kept}) > 1
    lines = [f"## {words.kept_and_why}", ""]
    for one in kept:
        place = long(parse_path(one.mark.address), words.locale)
        place = f"{one.mark.path}, {place}" if several else place
        lines.append(f"- {place}: «{one.words}». {one.reason[:1].upper()}{one.reason[1:]}")
    return "".join(f"{printable(line)}\n" for line in lines if kept)


def _listed(words: Texts, found: Sequence[Entry]) -> str:
    kinds = words.table("answers")
    lines = []
    for one in found:
        if one.answered is None:
            continue
        who = one.answered.who
        place = f"{one.mark.document} {one.mark.address}".strip()
        lines.append(f"{place}  {one.mark.rule}  «{one.words}»")
        told = kinds[one.answered.kind] + (f" ({who})" if who else "")
        lines.append(f"  {told}: {one.reason}" if one.reason else f"  {told}")
    return "".join(f"{printable(line)}\n" for line in lines)
