"""Which law a draft is compared with, why, and what is said of the difference."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from regcheck.cli.main import main
from regcheck.concepts.conditions import contrasts
from regcheck.concepts.definitions import Definition, definitions_in
from regcheck.concepts.differences import difference
from regcheck.concepts.index import open_index
from regcheck.concepts.meanings import Agreement
from regcheck.concepts.ties import Tie, enabling_acts, eu_acts_of, ties_of
from regcheck.document.model import Document
from regcheck.readers.registry import read_document

LAW = {
    "lov/2020-01-01-1": ("Lov om havner (havneloven)", "Sjø>Havner", "Havnedepartementet"),
    "lov/2020-01-01-2": ("Lov om båter (båtloven)", "Sjø>Båter", "Havnedepartementet"),
    "lov/2020-01-01-3": ("Lov om fjell (fjelloven)", "Land>Fjell", "Fjelldepartementet"),
    "lov/1967-02-10": ("Lov om saker (sakloven)", "Forvaltning", "Justisdepartementet"),
}
TERMS = """### § 2. Definisjoner

I denne loven menes med:

- gjest: person over 18 år som leier plass i havna
- husstand: personer som bor sammen og deler utgifter til mat og strøm
"""


def read(text: str) -> Document:
    document = read_document(text.encode(), "utkast.md", "md")
    assert isinstance(document, Document)
    return document


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("lov")
    for refid, (title, area, ministry) in LAW.items():
        head = f"refid: {refid}\ntittel: {title}\nrettsomrade: {area}\ndepartement: {ministry}"
        file = folder / f"{refid.replace('/', '-')}.md"
        file.write_text(f"---\n{head}\n---\n\n# {title}\n\n{TERMS}", encoding="utf-8")
    place = str(folder / "i.sqlite")
    assert main(["concepts", "build", str(folder), "-o", place]) == 0
    return place


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Fastsatt av kommunen 1. mai 2024 med hjemmel i havneloven § 9.", {"lov/2020-01-01-1"}),
        (
            "Hjemmel: lov om båter § 3, jf. havneloven § 1.",
            {"lov/2020-01-01-1", "lov/2020-01-01-2"},
        ),
        ("Saken har hjemmel i fjelloven.", set()),
        ("Kommunen kan gi pålegg med hjemmel i fjelloven § 3.", set()),
    ],
)
def test_only_the_formula_says_what_a_text_is_based_on(
    text: str, found: set[str], index: str
) -> None:
    document = read(f"# Forskrift om gjester\n\n{text}\n\n## § 1. Formål\n\nHavna er åpen.\n")
    with open_index(index) as opened:
        assert enabling_acts(document, opened) == found


def test_the_title_names_the_act_too(index: str) -> None:
    with open_index(index) as opened:
        assert enabling_acts(read("# Forskrift til havneloven\n\nTekst.\n"), opened) == {
            "lov/2020-01-01-1"
        }


def test_ties_go_from_the_enabling_act_over_the_area_to_general_acts(index: str) -> None:
    document = read("# Forskrift\n\nFastsatt med hjemmel i havneloven § 9.\n")
    with open_index(index) as opened:
        ties = ties_of(document, opened)
        tied = ties.sort(opened.definitions(["gjest"]), opened)
    assert {one.refid: tie for one, tie in tied.items()} == {
        "lov/2020-01-01-1": Tie.ENABLING,
        "lov/2020-01-01-2": Tie.SAME_AREA,
        "lov/1967-02-10": Tie.GENERAL,
    }


def test_the_eu_act_is_the_one_that_is_implemented() -> None:
    text = "EØS-avtalen vedlegg XI nr. 5 (forordning (EU) 2016/679) gjelder som forskrift."
    other = "Det er gitt regler i forordning (EU) 2019/881."
    assert eu_acts_of(read(f"# F\n\n## § 1\n\n{text}\n")) == ["eu/32016r0679"]
    assert eu_acts_of(read(f"# F\n\n## § 1\n\n{other}\n")) == []


def checked(
    index: str, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], text: str
) -> list[dict[str, Any]]:
    draft = tmp_path / "utkast.md"
    draft.write_text(text, encoding="utf-8")
    capsysbinary.readouterr()
    more = ("--select", "concepts", "--format", "json", "--no-config", "--rank", "off")
    main(["check", str(draft), "--concepts", index, *more])
    return list(json.loads(capsysbinary.readouterr().out)["findings"])


REGULATION = """---
refid: forskrift/2024-01-01-9
tittel: Forskrift om gjester
---

# Forskrift om gjester

Fastsatt med hjemmel i havneloven § 9.

## § 1. Definisjoner

Med gjest menes {meaning}.
"""


def test_a_regulation_that_changes_a_figure_of_its_act_is_an_error(
    index: str, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    text = REGULATION.format(meaning="person over 16 år som leier plass i havna")
    told = [one for one in checked(index, tmp_path, capsysbinary, text) if one["quote"] == "gjest"]
    (one,) = [one for one in told if one["rule"] == "concepts/differs-from-enabling-act"]
    assert one["severity"] == "error"
    assert "Ulik alder: over 16 år her, over 18 år der." in one["message"]


def test_a_draft_that_nothing_ties_to_a_law_is_not_sent_there(
    index: str, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    text = "# Forskrift\n\n## § 1. Definisjoner\n\nMed husstand menes to som bor sammen i telt.\n"
    rules = {one["rule"] for one in checked(index, tmp_path, capsysbinary, text)}
    assert "concepts/differs-from-enabling-act" not in rules


def definition(words: str, language: str = "nb", term: str = "gjest") -> Definition:
    verb = "meiner ein" if language == "nn" else "menes"
    head = f"---\nmalform: {language}\n---\n\n"
    (one,) = definitions_in(read(f"{head}# L\n\n## § 1\n\nMed {term} {verb} {words}.\n"))
    return one


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        ("person som leier plass", "person som leier plass", Agreement.SAME_WORDING),
        (
            "person over 18 år som leier plass",
            "person over 16 år som leier plass",
            Agreement.CONDITION,
        ),
        ("båt som er solgt", "beløp som gis i støtte til dyr på fjellet", Agreement.HOMONYM),
        ("annen person enn eieren", "person som leier plass", Agreement.RELATIVE),
    ],
)
def test_kinds_of_difference(first: str, second: str, kind: Agreement) -> None:
    assert difference(definition(first), definition(second)).kind is kind


def test_the_other_written_standard_is_a_retelling() -> None:
    ours = definition("virksomhet som har ansatt flere arbeidstakere i fast arbeid på havna")
    theirs = definition(
        "verksemd som har tilsett fleire arbeidstakarar i fast arbeid på hamna", "nn"
    )
    assert difference(ours, theirs).kind.agrees


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        ("har fylt 18 år", "har fylt 16 år", "age"),
        ("leier i tre måneder", "leier i 6 måneder", "time"),
        ("betaler 500 kroner", "betaler 800 kroner", "sum"),
        ("eier 10 prosent", "eier 20 pst.", "share"),
        ("båt på 15 meter", "båt på 12 meter", "size"),
        ("bor sammen", "er registrert i Folkeregisteret", "register"),
        ("er ektefelle", "er samboer", "relation"),
    ],
)
def test_conditions_that_differ_are_named(first: str, second: str, kind: str) -> None:
    assert [one.kind.value for one in contrasts(first, second)] == [kind]


def test_figures_in_words_and_digits_are_the_same() -> None:
    assert contrasts("leier i tre uker", "leier i 3 veker") == ()


@pytest.mark.parametrize(
    ("meaning", "told"),
    [
        ("person over 16 år som leier plass i havna", True),
        ("person som leier plass i havna", True),
        ("person over 18 år som leier plass i havna eller på torget", False),
        ("dyr som leier plass hos torgvakta", False),
    ],
)
def test_law_of_the_same_area_is_told_of_when_it_is_the_same_concept(
    index: str, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], meaning: str, told: bool
) -> None:
    near = "rettsomrade: Sjø>Torg\ndepartement: Havnedepartementet\n---"
    text = REGULATION.format(meaning=meaning).replace("---\n\n#", f"{near}\n\n#")
    text = text.replace("Fastsatt med hjemmel i havneloven § 9.\n\n", "")
    rules = {one["rule"] for one in checked(index, tmp_path, capsysbinary, text)}
    assert ("concepts/differs-from-other-law" in rules) is told
