"""What a draft is told of words that its law has several meanings for or that are advised against,
and of two words of its own for one thing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from regcheck.cli.main import main

HEAD = """---
refid: {refid}
tittel: "{title}"
rettsomrade: Sjø>Havn
departement: Havnedepartementet
---

# {title}

### § 2. Definisjoner

I denne loven menes med:

{terms}
"""
PORT, BOATS, LIGHTS = "lov/2020-02-30-1", "lov/2020-02-30-2", "lov/2020-02-30-3"
LAW = {
    PORT: ("Lov om havner (havneloven)", "- kai: sted der båter ligger fast"),
    BOATS: (
        "Lov om båter (båtloven)",
        "- husstand: personer som bor sammen og deler utgifter til mat og strøm\n"
        "- årsverk: arbeid på 1 750 timer i løpet av et kalenderår",
    ),
    LIGHTS: (
        "Lov om fyr (fyrloven)",
        "- husstand: personer over 18 år som bor sammen og deler utgifter til mat\n"
        "- årsverk: det samme som i båtloven § 2",
    ),
}
DRAFT = """---
rettsomrade: Sjø>Havn
departement: Havnedepartementet
---

# Forskrift om gjester

Fastsatt med hjemmel i {basis} § 9.

### § 1. Betaling

{text}
"""
Found = Callable[..., list[dict[str, Any]]]
USED = "Hver husstand betaler. En husstand leier én plass. Husstanden merker plassen."


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("lov")
    for refid, (title, terms) in LAW.items():
        text = HEAD.format(refid=refid, title=title, terms=terms)
        (folder / f"{refid.replace('/', '-')}.md").write_text(text, "utf-8")
    place = str(folder / "begreper.sqlite")
    assert main(["concepts", "build", str(folder), "-o", place]) == 0
    return place


@pytest.fixture
def found(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> Found:
    """Gives what a rule finds in a draft, told in Bokmål, with an index or without."""

    def told(rule: str, text: str, index: str = "") -> list[dict[str, Any]]:
        draft = tmp_path / "utkast.md"
        draft.write_text(text, "utf-8")
        capsysbinary.readouterr()
        chosen = ("--select", f"concepts/{rule}", "--no-config", "--format", "json")
        against = ("--concepts", index) if index else ()
        main(["check", str(draft), "--locale", "nb", *chosen, *against])
        return list(json.loads(capsysbinary.readouterr().out)["findings"])

    return told


@pytest.mark.parametrize(
    ("basis", "text", "quotes"),
    [
        ("havneloven", USED, ["husstand"]),
        ("havneloven", USED.replace("En husstand leier én plass. ", ""), []),
        ("havneloven", USED.replace("betaler", "betaler etter § 3"), []),
        ("båtloven", USED, []),
        ("havneloven", USED.lower().replace("husstand", "årsverk"), []),
        ("havneloven", f"{USED} Med husstand menes de som bor i båten.", []),
    ],
    ids=[
        "two meanings",
        "used twice",
        "in a sentence that refers elsewhere",
        "the enabling act defines it",
        "one meaning and a reference to it",
        "the draft defines it",
    ],
)
def test_a_word_with_several_meanings_is_best_defined(
    basis: str, text: str, quotes: list[str], index: str, found: Found
) -> None:
    draft = DRAFT.format(basis=basis, text=text)
    told = found("undefined-key-term", draft, index)
    assert [one["quote"] for one in told] == quotes
    for one in told:
        assert "båtloven § 2" in one["message"] and "fyrloven § 2" in one["message"]


CATALOGUE = """identifikator;anbefaltterm:nb;frarådetterm:nb;definisjon:nb
b1;gjesteplass;besøksplass;plass for båter på besøk
b2;havnevakt;vakt i havn;den som vokter havna
"""


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("Eieren leier besøksplassen. En besøksplass merkes.", ["besøksplassen"]),
        ("Den som er vakt i havn, har nøkkel.", ["vakt i havn"]),
        ("Eieren leier gjesteplassen av en havnevakt.", []),
    ],
)
def test_a_word_that_a_catalogue_advises_against_is_told_of_once(
    text: str, quotes: list[str], tmp_path: Path, found: Found
) -> None:
    (tmp_path / "katalog.csv").write_text(CATALOGUE, "utf-8")
    into = str(tmp_path / "katalog.sqlite")
    assert main(["concepts", "import", str(tmp_path / "katalog.csv"), "--into", into]) == 0
    draft = DRAFT.format(basis="havneloven", text=text)
    told = found("discouraged-term", draft, into)
    assert [one["quote"] for one in told] == quotes
    for one in told:
        assert ("gjesteplass" if "plass" in one["quote"] else "havnevakt") in one["message"]


def test_two_names_for_one_meaning_in_a_draft_are_told_of_beside_each_other(
    found: Found,
) -> None:
    same = "avgrenset sted ved kai der en båt kan ligge fast om natten"
    terms = f"I denne forskriften menes med:\n\n- båtleie: {same}\n\n- nattsted: {same}\n"
    draft = DRAFT.format(basis="havneloven", text=terms)
    (told,) = found("two-terms", draft)
    assert told["quote"] == "nattsted"
    assert "båtleie" in told["message"]
