"""Changes that the source itself marks are carried out as it marks them, whatever the words say."""

from __future__ import annotations

import pytest

from regcheck.changes.amending.apply import ConsolidatedLaw, apply_changes
from regcheck.changes.amending.instructed import changes_in
from regcheck.document.model import Document
from regcheck.readers.registry import read_document

OLD = "lov/2031-05-05-5"
LAW = f"""---
refid: "{OLD}"
---

# Lov om kaier

### § 1. Formål

Loven gjelder kaier.

### § 2. Søknad

Det søkes skriftlig.

### § 3. Gebyr

Gebyret settes av kommunen.
"""


def running(words: str) -> str:
    return f'<article class="defaultP">{words}</article>'


def applied(*changes: tuple[str, str]) -> ConsolidatedLaw:
    marked = "".join(f'<article class="change" {marks}>{body}</article>' for marks, body in changes)
    facts = "".join(
        f'<dt class="{name}">x</dt><dd class="{name}">{value}</dd>'
        for name, value in (
            ("legacyID", "lov/2032-01-01-1"),
            ("title", "Lov om endringer i lov om kaier"),
            ("changesToDocuments", f"<ul><li>{OLD}</li></ul>"),
        )
    )
    source = (
        '<!DOCTYPE html><html lang="nb"><head><title>x</title></head><body><header '
        f'class="documentHeader"><dl class="data-document-key-info">{facts}</dl></header>'
        '<main class="documentBody"><section class="section" data-name="kapI"><h2>I</h2>'
        f'<article class="document-change" data-document="{OLD}">'
        f"{running('I lov 5. mai 2031 nr. 5 gjøres endringer:')}{marked}</article></section>"
        "</main></body></html>"
    ).encode()
    amending, law = read_document(source, "a.xml"), read_document(LAW.encode(), "lov.md")
    assert isinstance(amending, Document) and isinstance(law, Document)
    return apply_changes(law, amending, changes_in(amending))


@pytest.mark.parametrize(
    ("marks", "body", "old", "new"),
    [
        (
            f'data-repeal-part="{OLD}/§3"',
            running("Tredje paragraf tas bort."),
            LAW[LAW.index("### § 3") :],
            "",
        ),
        (
            f'data-move-part="{OLD}/§3;;{OLD}/§4"',
            running("Nåværende § 3 blir § 4."),
            "### § 3. Gebyr",
            "### § 4. Gebyr",
        ),
        (
            f'data-change-part="{OLD}/§2/ledd/1"',
            running("§ 2 første ledd skal lyde:")
            + '<article class="legalP">Det søkes muntlig.</article>',
            "Det søkes skriftlig.",
            "Det søkes muntlig.",
        ),
        (
            f'data-add-new-part="{OLD}/§1/ledd/2"',
            running("§ 1 nytt ledd:") + '<article class="legalP">Den gjelder tau.</article>',
            "Loven gjelder kaier.\n",
            "Loven gjelder kaier.\n\nDen gjelder tau.\n",
        ),
        (
            f'data-change-part="{OLD}/§3/ledd/1"',
            running("I § 3 endres «Gebyret» til «Prisen»,")
            + running("og «kommunen» endres til «rådet»."),
            "Gebyret settes av kommunen.",
            "Prisen settes av rådet.",
        ),
    ],
)
def test_a_marked_change_is_made_and_nothing_else(
    marks: str, body: str, old: str, new: str
) -> None:
    result = applied((marks, body))
    assert not result.undone
    assert LAW.count(old) == 1
    assert result.text.rstrip() == LAW.replace(old, new).rstrip()


def test_marks_that_lead_nowhere_are_named() -> None:
    result = applied(
        (f'data-repeal-part="{OLD}/§9"', running("§ 9 oppheves.")),
        ('data-repeal-part="tull §§ //"', running("Noe oppheves.")),
    )
    assert [one.why for one in result.undone] == ["no-place", "no-place"]
    assert result.text == LAW
