"""A draft against an index: what is told, what is left alone, and what the run says of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from catalogues import Entry, turtle
from regcheck.cli.main import main
from regcheck.concepts.draft import draft_terms
from regcheck.document.model import Document
from regcheck.document.segments.view import Segments
from regcheck.readers.registry import read_document
from regcheck.terms.named_terms import named_terms

ACT = """---
refid: lov/2024-02-30-7
tittel: "Lov om brygger (bryggeloven)"
---

# Lov om brygger (bryggeloven)

### § 2. Definisjoner

I denne loven menes med:

- bryggeplass: avgrenset sted ved kai der en båt kan ligge fast
- husstand: personer som bor sammen og deler utgifter til mat og strøm
"""
DRAFT = """# Forskrift om gjestebrygger

Fastsatt med hjemmel i bryggeloven § 9.

### § 1. Definisjoner

I denne forskriften menes med:

- bryggeplass: rom i en hall for snekkere
- husstand: personer som bor sammen og deler utgifter til mat og strøm
- båtleie: avgrenset sted ved kai der en båt kan ligge fast
"""


@pytest.fixture
def index(tmp_path: Path) -> str:
    law = tmp_path / "lov"
    law.mkdir()
    (law / "bryggeloven.md").write_text(ACT, encoding="utf-8")
    place = str(tmp_path / "begreper.sqlite")
    assert main(["concepts", "build", str(law), "-o", place]) == 0
    return place


@pytest.fixture
def draft(tmp_path: Path) -> str:
    place = tmp_path / "utkast.md"
    place.write_text(DRAFT, encoding="utf-8")
    return str(place)


def checked(capsysbinary: pytest.CaptureFixture[bytes], *arguments: str) -> dict[str, Any]:
    capsysbinary.readouterr()
    main(["check", *arguments, "--select", "concepts", "--format", "json", "--no-config"])
    return dict(json.loads(capsysbinary.readouterr().out))


def rules_of(report: dict[str, Any]) -> dict[str, str]:
    return {one["quote"]: one["rule"] for one in report["findings"] if "never" not in one["rule"]}


def test_only_what_differs_from_the_enabling_act_is_told(
    index: str, draft: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    report = checked(capsysbinary, draft, "--concepts", index)
    assert rules_of(report) == {
        "bryggeplass": "concepts/differs-from-enabling-act",
        "båtleie": "concepts/two-terms",
    }
    told = next(one for one in report["findings"] if one["quote"] == "bryggeplass")
    assert told["severity"] == "warning"
    assert "bryggeloven § 2 første ledd" in told["message"].lower()
    assert "Bare her: «rom i … hall for snekkere»." in told["message"]
    assert "menes det samme som i" in told["advice"]
    assert report["settings"]["concepts"] == index
    assert len(report["settings"]["concepts_digest"]) == 32


def test_without_an_index_the_text_report_says_what_was_left_out(
    index: str, draft: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert "concepts" not in checked(capsysbinary, draft)["settings"]
    main(["check", draft, "--no-config"])
    assert b"(--concepts)" in capsysbinary.readouterr().out
    main(["check", draft, "--no-config", "--concepts", index])
    assert b"(--concepts)" not in capsysbinary.readouterr().out
    main(["check", draft, "--no-config", "--select", "paper"])
    assert b"(--concepts)" not in capsysbinary.readouterr().out


def test_findings_that_are_kept_go_by_what_is_in_the_index(
    index: str, draft: str, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    before = checked(capsysbinary, draft, "--concepts", index)
    (tmp_path / "lov" / "bryggeloven.md").write_text(
        ACT.replace(
            "avgrenset sted ved kai der en båt kan ligge fast", "rom i en hall for snekkere"
        ),
        encoding="utf-8",
    )
    main(["concepts", "build", str(tmp_path / "lov"), "-o", index])
    after = checked(capsysbinary, draft, "--concepts", index)
    assert rules_of(after) == {}
    assert before["settings"]["concepts_digest"] != after["settings"]["concepts_digest"]


def test_the_config_may_name_the_index(
    index: str,
    draft: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("regcheck.yaml").write_text("concepts: begreper.sqlite\n", encoding="utf-8")
    capsysbinary.readouterr()
    main(["check", "utkast.md", "--format", "json"])
    report = json.loads(capsysbinary.readouterr().out)
    assert "concepts/two-terms" in {one["rule"] for one in report["findings"]}
    Path("regcheck.yaml").write_text("concepts: borte.sqlite\n", encoding="utf-8")
    assert main(["check", "utkast.md"]) == 2
    assert b"no such file: borte.sqlite" in capsysbinary.readouterr().err


def test_the_number_of_processes_changes_nothing(
    index: str, draft: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    one = checked(capsysbinary, draft, "--concepts", index, "--no-cache")
    two = checked(capsysbinary, draft, "--concepts", index, "--no-cache", "--jobs", "2")
    assert one["findings"] == two["findings"]


def test_what_is_no_index_is_told_before_anything_is_read(
    draft: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["check", draft, "--concepts", draft]) == 2
    assert b"cannot be used as an index" in capsysbinary.readouterr().err


CATALOGUED = """---
refid: forskrift/2024-02-30-8
tittel: "Forskrift om gjestebrygger"
---

# Forskrift om gjestebrygger

### § 1. Definisjoner

I denne forskriften menes med:

- bryggeplass: avgrenset sted ved kai der en båt på inntil 12 meter kan ligge fast over natten
- gjest: person som kommer med båt og betaler for å ligge ved brygga

Som gjest regnes både voksne og barn. Hver bryggeplass merkes.
"""
OWN = "forskrift/2024-02-30-8/§1"


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        (Entry("bryggeplass", "sted for båter"), ["bryggeplass"]),
        (Entry("bryggeplass", "sted for båter", OWN), []),
        (Entry("bryggeplass", "sted for båter", OWN, "direct-from-source"), ["bryggeplass"]),
        (Entry("bryggeplass", "sted for båter på inntil 10 meter", OWN), ["bryggeplass"]),
        (Entry("bryggeplass", "sted for båter", "lov/2024-02-30-7/§2"), ["bryggeplass"]),
        (Entry("gjest", "person som kommer med båt og betaler for plass ved brygga"), []),
        (Entry("gjest", "person som kommer med båt og ikke betaler ved brygga"), ["gjest"]),
        (Entry("gjest", "den som bor på hotell"), ["gjest"]),
    ],
)
def test_a_catalogue_may_say_the_same_in_other_words(
    entry: Entry, told: list[str], tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    pytest.importorskip("rdflib", reason="rdflib is not installed")
    catalogue, draft = tmp_path / "katalog.ttl", tmp_path / "utkast.md"
    catalogue.write_text(turtle([entry]), encoding="utf-8")
    draft.write_text(CATALOGUED, encoding="utf-8")
    into = str(tmp_path / "katalog.sqlite")
    assert main(["concepts", "import", str(catalogue), "--into", into]) == 0
    report = checked(capsysbinary, str(draft), "--concepts", into)
    rule = "concepts/differs-from-catalogue"
    assert [one["quote"] for one in report["findings"] if one["rule"] == rule] == told


def test_the_page_shows_what_terms_mean_and_marks_where_other_texts_differ(
    index: str, draft: str, tmp_path: Path
) -> None:
    page = tmp_path / "rapport.html"
    arguments = ["check", draft, "--concepts", index, "--format", "html", "-o", str(page)]
    main([*arguments, "--fail-on", "never"])
    told = page.read_text(encoding="utf-8").partition('<details class="list terms"')[2]
    told = told.partition("</details>")[0]
    assert '<summary lang="nb">Begreper som er definert her</summary>' in told
    assert "<dt>bryggeplass <i" in told
    assert "<mark>rom i</mark> en <mark>hall for snekkere</mark>" in told
    assert '<b lang="nb">Er også definert i bryggeloven § 2' in told
    assert "<mark>avgrenset sted ved kai der</mark>" in told
    assert told.count("<dt>") == 3, "each term once"
    same = told.partition("<dt>husstand")[2].partition("<dt>")[0]
    assert "<mark>" not in same, "nothing differs"


def test_the_page_shows_terms_without_an_index_too(draft: str, tmp_path: Path) -> None:
    page = tmp_path / "rapport.html"
    main(["check", draft, "--format", "html", "-o", str(page), "--fail-on", "never"])
    told = page.read_text(encoding="utf-8").partition('<details class="list terms"')[2]
    told = told.partition("</details>")[0]
    assert "rom i en hall for snekkere" in told
    assert told.count("concepts build") == 1, "how one gets an index"


@pytest.mark.parametrize(
    "says",
    [
        "rom i en hall for snekkere, i samsvar med lov om brygger § 3",
        "rom i en hall som oppfyller vilkårene i lovens § 3",
    ],
    ids=["the act by title", "«loven» is the act"],
)
def test_a_definition_that_refers_to_its_act_is_not_held_against_it(
    says: str, index: str, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    draft = tmp_path / "utkast.md"
    head, _, _ = DRAFT.partition("- bryggeplass")
    draft.write_text(f"{head}- bryggeplass: {says}.\n", encoding="utf-8")
    report = checked(capsysbinary, str(draft), "--concepts", index)
    assert "bryggeplass" not in rules_of(report)


def test_a_definition_ends_where_the_next_term_of_its_paragraph_is_defined() -> None:
    head, _, _ = DRAFT.partition("- bryggeplass")
    text = f"{head}- bryggeplass: sted ved kai. Storplass er plass for to båter av tre.\n"
    document = read_document(text.encode(), "utkast.md", "md")
    assert isinstance(document, Document)
    segments = Segments(document)
    told = {
        one.at.term: one.record.definition for one in draft_terms(segments, named_terms(segments))
    }
    assert told == {"bryggeplass": "sted ved kai", "storplass": "plass for to båter av tre."}


@pytest.mark.parametrize(
    ("term", "limits", "told"),
    [
        ("vinterbåtplass", "i denne paragrafen", True),
        ("registrering", "i denne paragrafen", False),
        ("vinterbåtplass", "i § 1", True),
        ("vinterbåtplass", "plass som nevnt i § 1, og", False),
    ],
    ids=["a word of its own", "a word of all law", "a section by number", "a reference"],
)
def test_only_unusual_words_are_bound_to_the_section_that_limits_them(
    term: str,
    limits: str,
    told: bool,
    tmp_path: Path,
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    draft = tmp_path / "utkast.md"
    draft.write_text(
        f"# Forskrift om brygger\n\n### § 1. Plass\n\nMed {term} menes {limits} plass på land.\n\n"
        f"### § 2. Gebyr\n\nDen som har {term}, betaler.\n",
        encoding="utf-8",
    )
    report = checked(capsysbinary, str(draft))
    assert ("concepts/used-outside-scope" in rules_of(report).values()) is told


def test_a_chapter_reaches_over_the_sections_with_roman_numerals_in_it(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    draft = tmp_path / "utkast.md"
    draft.write_text(
        "# Forskrift om brygger\n\n## Kapittel 1. Plass\n\n### I. Innledning\n\n#### § 1. Ord\n\n"
        "I dette kapitlet menes med:\n\n- vinterbåtplass: plass på land\n\n"
        "### II. Leie\n\n#### § 2. Gebyr\n\nDen som har vinterbåtplass, betaler.\n\n"
        "## Kapittel 2. Vern\n\n#### § 3. Vern\n\nEn vinterbåtplass er vernet.\n",
        encoding="utf-8",
    )
    report = checked(capsysbinary, str(draft))
    found = [one for one in report["findings"] if one["rule"] == "concepts/used-outside-scope"]
    assert [one["address"][:3] for one in found] == ["§ 3"]
