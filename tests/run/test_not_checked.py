"""What rules do not look at is counted, by what it is."""

from __future__ import annotations

import pytest

from fake_checks import make_rule
from regcheck.document.model import BESIDE_ROLES, OPERATIVE_ROLES, Document, Role
from regcheck.matching.prepared import PreparedRules
from regcheck.packs.model import RuleSet
from regcheck.readers.registry import read_document
from regcheck.results.result import DocumentResult, NotChecked, Settings
from regcheck.run.api import load_rules
from regcheck.run.not_checked import roles_read
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
    assert roles_read(PreparedRules(RuleSet(both))) == {*of_words, Role.QUOTED}
    assert Role.QUOTED not in roles_read(PreparedRules(RuleSet(three)))


def test_words_beside_the_provisions_are_found_and_weigh_less() -> None:
    text = DRAFT.replace("4 meter", "sendes i rekommandert brev")
    text += "\nEieren skal sende tegningene i rekommandert brev.\n"
    rules = load_rules(select=["paper/registered-letter"])
    document = read_document(text.encode(), "utkast.md")
    assert isinstance(document, Document)
    result = Pipeline(rules, Settings(nlp=False, rank=False)).check(document)
    assert [(one.address, one.severity.word) for one in result.findings] == [
        ("§ 1 tabell 1 rad 2 kolonne 2", "info"),
        ("vedlegg 1 annet ledd", "info"),
    ]
    assert result.not_checked == ()
