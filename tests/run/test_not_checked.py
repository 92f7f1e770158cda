"""What rules do not look at is counted, by what it is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from documents import DocumentMaker
from fake_checks import make_rule
from regcheck.base.texts.message import Message
from regcheck.document.draft import DraftNode
from regcheck.document.model import BESIDE_ROLES, OPERATIVE_ROLES, Document, NodeKind, Role
from regcheck.document.segments.view import Segments
from regcheck.matching.engine import Engine
from regcheck.packs.model import Combination, Rule, RuleSet, Terminal
from regcheck.readers.reading import NOTE_MEMO
from regcheck.readers.registry import read_document
from regcheck.results.result import DocumentResult, NotChecked, Settings
from regcheck.run.api import load_rules
from regcheck.run.not_checked import is_read, languages_read, not_checked, roles_read
from regcheck.run.pipeline import Pipeline

DRAFT = """# Forskrift om båthus

§ 1 Kommunen kan gi tillatelse til å sette opp båthus ved sjøen når naboene er varslet.

| Sone | Høyde |
| --- | --- |
| Nord | 4 meter |

| Sone | Farge |
| --- | --- |
| Sør | rød |

§ 2 Eieren skal holde båthuset i god stand og male det hvert femte år.

## Vedlegg 1 Tegninger

Tegningene viser båthus slik de ble bygd i gamle dager langs kysten.
"""
DANISH = """# Lov om bådpladser

§ 1 Enhver, der ejer en båd, kan ansøge kommunen om en plads. Ansøgningen indgives inden marts, og
kommunen træffer afgørelse inden to uger efter modtagelsen.

§ 2 Kommunen kan fastsætte regler om fordelingen af pladser mellem ansøgerne.
"""
SWEDISH = """# Lag om båtplatser

§ 1 Den som äger en båt får ansöka hos kommunen om en plats. Ansökan ska vara skriftlig och lämnas
in före den 1 mars. Kommunen ska fatta beslut inom två veckor från det att ansökan har kommit in.
"""
ENGLISH = """# Act on berths

§ 1 Any person who owns a boat may apply to the municipality for a berth. The application shall be
in writing and be submitted by 1 March.
"""


def checked(text: str, **settings: object) -> DocumentResult:
    rules = load_rules(select=["structure"])
    document = read_document(text.encode(), "utkast.md")
    assert isinstance(document, Document)
    return Pipeline(rules, Settings(nlp=False, **settings)).check(  # type: ignore[arg-type]
        document
    )


def test_tables_and_annexes_are_counted_with_their_words() -> None:
    assert checked(DRAFT).not_checked == (
        NotChecked("annex", 12, 1),
        NotChecked("table", 9, 2),
    )


def test_a_draft_that_is_checked_whole_has_nothing_unchecked() -> None:
    assert checked("§ 1 Kommunen gir svar innen to uker.\n").not_checked == ()


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [(DANISH, "da", "Danish"), (SWEDISH, "sv", "Swedish"), (ENGLISH, "en", "English")],
)
def test_a_draft_in_another_language_is_told_to_be_so(text: str, language: str, name: str) -> None:
    result = checked(text)
    (part,) = result.not_checked
    assert (part.kind, part.language) == ("language", language)
    assert part.words == result.measures["words"]
    assert f"seems to be in {name}" in str(result.notes[0])


def test_a_language_that_was_named_is_believed() -> None:
    assert checked(DANISH, language="nb").not_checked == ()


def test_a_role_is_read_when_half_of_the_rules_look_at_it() -> None:
    quoted = make_rule("house/a", scope=("operative", "quoted"))
    both, three = (quoted, make_rule("house/b")), (quoted, make_rule("house/b"), make_rule("x/c"))
    of_words = {*OPERATIVE_ROLES, Role.INSERTED, *BESIDE_ROLES}
    assert roles_read(Engine(RuleSet(both))) == {*of_words, Role.QUOTED}
    assert Role.QUOTED not in roles_read(Engine(RuleSet(three)))


def test_words_beside_the_provisions_are_found_and_weigh_less() -> None:
    text = DRAFT.replace("4 meter", "sendes i rekommandert brev")
    text += "\nEieren skal sende tegningene i rekommandert brev.\n"
    rules = load_rules(select=["paper/registered-letter"])
    document = read_document(text.encode(), "utkast.md")
    assert isinstance(document, Document)
    result = Pipeline(rules, Settings(nlp=False, rank=False)).check(document)
    assert [(one.address, one.severity.word) for one in result.findings] == [
        ("§ 1 tabell 1 rad 2 kolonne 2", "warning"),
        ("vedlegg 1 annet ledd", "warning"),
    ]
    assert result.not_checked == ()


def looking_for(*languages: str, kind: str = "phrase") -> Rule:
    return replace(
        make_rule("house/a"),
        match=Combination("any", tuple(Terminal(kind, one, ("x",)) for one in languages)),
    )


@pytest.mark.parametrize(
    ("rules", "read"),
    [
        ([], set()),
        ([looking_for("nb")], set()),
        ([looking_for("nb", "en"), looking_for("nb")], {"en"}),
        ([looking_for("nb", "en"), looking_for("nb"), looking_for("nn")], set()),
        ([looking_for("")], {""}),
        ([looking_for("nb", "")], set()),  # words that are Norwegian too, such as names
        ([looking_for("", kind="metric"), looking_for("en")], {"en"}),
        ([looking_for("", kind="metric")], set()),
    ],
)
def test_a_language_is_read_when_half_of_the_rules_have_words_of_it(
    rules: list[Rule], read: set[str]
) -> None:
    assert languages_read(rules) == {"nb", "nn", *read}


def test_text_in_a_language_is_read_where_rules_are_for_it_or_for_any() -> None:
    assert is_read("en", frozenset({"nb", "en"}))
    assert is_read("en", frozenset({"nb", ""}))
    assert not is_read("en", frozenset({"nb", "nn"}))


def counted(make: DocumentMaker, *notes: Message, **options: Any) -> dict[str, int]:
    document = replace(make.done(), notes=notes)
    read = frozenset({Role.OPERATIVE})
    found = not_checked(Segments(document), read, options.pop("language", ""), **options)
    return {one.kind + one.language: one.words for one in found}


def test_text_is_counted_by_what_it_is_and_labels_and_quotations_are_not() -> None:
    make = DocumentMaker().section("1", "Svar til alle som søker")
    make.paragraph("Kommunen skal svare innen to uker.")
    make.paragraph("Ordene er sitert her.", Role.QUOTED)
    make.paragraph("Redaksjonen har endret dette.", Role.EDITORIAL)
    make.paragraph("Endret av oss.", Role.EDITORIAL)
    make.paragraph("Kongen har fastsatt dette.", Role.PREAMBLE)
    make.paragraph("Overgangen er kort.", Role.TRANSITIONAL)
    assert counted(make) == {"editorial": 7, "transitional": 3}
    assert counted(make, NOTE_MEMO) == {"set-aside": 7, "transitional": 3}


def test_recitals_of_translated_law_are_translated_text() -> None:
    make = DocumentMaker().section("1")
    foreign = make.root.add(DraftNode(NodeKind.ANNEX, "1", Role.FOREIGN))
    make.leaf(foreign, NodeKind.PARAGRAPH, "Ut fra disse betraktninger", role=Role.PREAMBLE)
    assert counted(make) == {"foreign": 4}


def test_a_document_in_another_language_is_not_read_unless_rules_are_for_it() -> None:
    make = DocumentMaker().section("1").paragraph("The municipality shall reply.")
    assert counted(make, language="en") == {"languageen": 4}
    assert counted(make, language="en", languages=frozenset({"nb", "en"})) == {}
