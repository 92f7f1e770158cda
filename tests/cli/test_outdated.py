"""What time has overtaken: former names, acts that are gone, and days that have passed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from regcheck.cli.main import main
from regcheck.law.register import law_register

DRAFT = """# Forskrift om kaier

### § 1. Melding

Eieren skal melde kaien innen 1. juli 2025. Meldingen sendes til Kredittilsynet.

### § 2. Klage

Fylkesmannen og Kredittilsynet behandler klager etter lov 3. mars 2004 nr. 91 om havner.

### § 3. Gebyr

Gebyret følger av lov 19. juni 1969 nr. 66 om merverdiavgift.

Kaien er unntatt frem til utgangen av 2097.
"""


def checked(
    path: Path, capsys: pytest.CaptureFixture[str], rule: str, *more: str
) -> dict[str, Any]:
    path.write_text(DRAFT, "utf-8")
    code = main(["check", str(path), "--no-config", "--select", rule, "--format", "json", *more])
    out, err = capsys.readouterr()
    assert code in (0, 1), err
    found: dict[str, Any] = json.loads(out)
    return found


def test_each_former_name_is_told_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = checked(tmp_path / "a.md", capsys, "concepts/outdated-body")
    quotes = [(one["quote"], one["suggestion"]) for one in report["findings"]]
    assert quotes == [("Kredittilsynet", "Finanstilsynet"), ("Fylkesmannen", "statsforvalteren")]


@pytest.mark.parametrize(
    ("as_of", "told"),
    [("", [law_register().as_of]), ("2025-07-01", []), ("2025-07-02", ["2025-07-02"])],
)
def test_a_day_has_passed_as_of_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], as_of: str, told: list[str]
) -> None:
    report = checked(
        tmp_path / "a.md", capsys, "structure/past-date", *(["--as-of", as_of] if as_of else [])
    )
    assert [
        day for one, day in zip(report["findings"], told, strict=True) if day in one["message"]
    ] == told
    assert report["settings"].get("as_of", "") == as_of


@pytest.mark.parametrize(
    ("rule", "quote"),
    [
        ("structure/law-not-in-force", "lov 3. mars 2004 nr. 91"),
        ("structure/repealed-law", "lov 19. juni 1969 nr. 66"),
    ],
)
def test_what_is_told_of_an_act_says_how_old_the_register_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], rule: str, quote: str
) -> None:
    (found,) = checked(tmp_path / "a.md", capsys, rule)["findings"]
    assert found["quote"] == quote
    assert law_register().as_of in found["message"]
