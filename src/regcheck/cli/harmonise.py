"""`regcheck concepts harmonise`: the concepts of a body of law that most need harmonising."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from regcheck.base.errors import ExitCode
from regcheck.base.texts.message import message
from regcheck.cli import options as shared
from regcheck.cli.options import argument, option
from regcheck.cli.terminal import note, say_line, warn
from regcheck.concepts.index import open_index
from regcheck.corpus.harmony.concepts import Concept, concepts_to_harmonise
from regcheck.corpus.harmony.records import (
    Labels,
    concepts_document,
    concepts_json,
    concepts_page,
    concepts_workbook,
    with_assessments,
)
from regcheck.corpus.obstacles.life_events import load_life_events
from regcheck.reports.files import write_together


def harmonise(
    *,
    index: Annotated[str, argument("INDEX")],
    output: Annotated[str, option("FOLDER", "--output -o", "begreper")],
    force: bool,
    ministry: Annotated[tuple[str, ...], option("NAME")],
    area: Annotated[tuple[str, ...], option("NAME")],
    most: Annotated[int, option("N", "-n", 20)],
    assessments: Annotated[str, option("FILE.xlsx")],
    events: Annotated[str, option("FILE", "--life-events")],
    locale: shared.Locale,
) -> int:
    """Show which concepts most need harmonising: a page, a workbook, a Word file and JSON."""
    known = load_life_events(Path(events) if events else None)
    with open_index(index) as opened:
        found = concepts_to_harmonise(opened, known.by_document, most, ministry=ministry, area=area)
    if assessments:
        found, gone, oddities = with_assessments(found, assessments)
        for oddity in oddities:
            warn(message("obstacles.oddity", path=assessments, what=oddity))
        for key in gone:
            warn(message("harmony.gone", path=assessments, term=key))
    labels = Labels(shared.locale_or(locale), known.titles)
    _write(output, found, labels, force=force or bool(assessments))
    say_line(message("harmony.made", folder=output, n=len(found)))
    if not found:
        note(message("harmony.empty"))
    return ExitCode.OK


def _write(output: str, concepts: Sequence[Concept], labels: Labels, *, force: bool) -> None:
    with (
        concepts_workbook(concepts, labels) as workbook,
        concepts_document(concepts, labels) as document,
    ):
        texts = {"html": concepts_page(concepts, labels), "json": concepts_json(concepts)}
        files = {"xlsx": workbook, "docx": document}
        write_together(Path(output, labels.words.file), texts, files, force=force)
