"""Whether a document has the places that others refer to, and what words say of the text meant."""

from __future__ import annotations

import pytest

from regcheck.base.text.span import Span
from regcheck.document.provision_paths import Places
from regcheck.law.address_path import parse_path
from regcheck.references import context
from regcheck.references.library import Target
from regcheck.references.model import DANGLING, FOUND, REPEALED

SECTIONS = ("§1", "§1/ledd/1", "§1/ledd/2", "§1/ledd/2/bokstav/a", "§2", "§2/ledd/1")
MORE = ("§2/ledd/1/strekpunkt/1", "§3-41", "§3-8", "§6", "§6/ledd/1", "§6/ledd/1/nummer/1", "§7")
TARGET = Target("lov/2001-01-01-1", Places(("kapIV", "kap5", *SECTIONS, *MORE), ("§7",)))


TARGET_WITHOUT_DASHES = Target("lov/2001-01-01-3", Places(("§1", "§2")))


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("§1", FOUND),
        ("§1/ledd/2/bokstav/a", FOUND),
        ("§1/ledd/2/bokstav/b", DANGLING),
        ("§1/ledd/3", DANGLING),
        ("§1/ledd/2/setning/9", FOUND),
        ("§2/ledd/1/bokstav/c", FOUND),
        ("§3-41h", FOUND),
        ("§3-8/ledd/1", FOUND),
        ("§3-8/ledd/2", DANGLING),
        ("§3-8/ledd/1/bokstav/a", FOUND),
        ("§6/bokstav/1", FOUND),
        ("§6/bokstav/2", DANGLING),
        ("§7/ledd/1", REPEALED),
        ("§8", DANGLING),
        ("kap4", FOUND),
        ("kapV", FOUND),
        ("kap6", DANGLING),
    ],
)
def test_places(path: str, status: str) -> None:
    assert TARGET.status(parse_path(path)) == status


def test_what_there_is_at_all() -> None:
    assert TARGET.labels
    assert TARGET.has_label("3-8") and not TARGET.has_label("9")
    assert TARGET.last_paragraph(parse_path("§1")) == "2"
    assert TARGET.last_paragraph(parse_path("§3-8")) == ""
    assert all(map(TARGET.numbers_like, map(parse_path, ("§9", "§9-1", "kap9"))))
    assert not TARGET_WITHOUT_DASHES.numbers_like(parse_path("§9-1"))
    assert not TARGET_WITHOUT_DASHES.numbers_like(parse_path("kap9"))
    empty = Target("lov/2001-01-01-2", Places())
    assert not empty.labels


@pytest.mark.parametrize(
    ("title", "refid"),
    [
        ("lov om båter av 3. mars 2011 nr. 9", "lov/2011-03-03-9"),
        ("forskrift om kaier av 12. mai 1999", "forskrift/1999-05-12"),
        ("lov om båter av 3. vinter 2011 nr. 9", ""),
        ("lov om båter", ""),
    ],
)
def test_a_title_with_its_date(title: str, refid: str) -> None:
    assert context.dated_title(title) == refid


def test_a_title_after_a_section_and_a_short_name() -> None:
    text = "§ 4 i lov om båter; ellers"
    assert context.title_after(text, 3) == "lov om båter"
    assert context.title_after("§ 4 gjelder", 3) == ""
    assert context.BEFORE_SHORT_NAME.fullmatch(" om båter og brygger (")
    assert not context.BEFORE_SHORT_NAME.fullmatch(" om båter. Se (")


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("§ 4 i havneloven", True),
        ("§ 4 i denne loven", False),
        ("tidligere § 4", True),
        ("havnereglementet § 4", True),
        ("Eieren følger § 4", False),
    ],
)
def test_whether_a_bare_section_is_of_another_text(text: str, other: bool) -> None:
    at = text.index("§")
    assert context.is_of_another(text, Span(at, at + 3)) is other


def test_words_before_that_speak_of_another_text() -> None:
    assert context.speaks_of_another("etter havneloven og ", is_act=True)
    assert not context.speaks_of_another("etter denne loven og ", is_act=True)
    assert not context.speaks_of_another("loven her og ", is_act=False)
    assert context.speaks_of_another("loven og ", is_act=False)
    assert not context.speaks_of_another("loven og ", is_act=True)
