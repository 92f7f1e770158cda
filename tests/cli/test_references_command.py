"""`regcheck references`: what is looked up where, and how it is told."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from lxml import etree

from regcheck.cli.main import main

ACT = """---
refid: lov/2024-02-30-7
tittel: "Lov om brygger (bryggeloven)"
---

# Lov om brygger (bryggeloven)

### § 1. Formål

Loven gjelder brygger, jf. § 2 annet ledd bokstav b og § 9.

### § 2. Krav

Brygga skal ha lys.

Den skal ha:

a) tau

b) stige

### § 3. (Opphevet)

(Opphevet ved lov 1. januar 2025 nr. 1.)

### § 4. Unntak

Kravet i første ledd gjelder ikke naust, og heller ikke kravet etter § 3.

### § 5. Definisjoner

I denne loven menes med:

- naust: det samme som i naustloven § 5
- kai: sted der båter ligger
"""
DRAFT = """# Forskrift om gjestebrygger

Fastsatt med hjemmel i bryggeloven § 2.

### § 1. Krav

Brygga skal ha tau etter bryggeloven § 2 andre ledd bokstav c, jf. lov 30. januar 1999 nr. 4 § 8.

### § 2. Klage

Vedtak etter § 1 kan klages på, jf. bryggeloven §§ 3 og 4 og kaitilsynsloven § 28.

### § 3. Gebyr

Gebyret følger av § 7 og av direktiv 2006/123/EF.
"""
RING = """---
refid: lov/2024-02-30-8
tittel: "Lov om naust (naustloven)"
---

# Lov om naust (naustloven)

### § 5. Ord

I denne loven menes med:

- naust: det samme som i bryggeloven § 5
- nøst: skur ved sjøen
"""


@pytest.fixture
def law(tmp_path: Path) -> Path:
    folder = tmp_path / "lov"
    folder.mkdir()
    (folder / "a.md").write_text(ACT, encoding="utf-8")
    (folder / "b.md").write_text(RING, encoding="utf-8")
    return folder


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    place = tmp_path / "utkast.md"
    place.write_text(DRAFT, encoding="utf-8")
    return place


@pytest.fixture
def index(law: Path, tmp_path: Path) -> Path:
    place = tmp_path / "i.sqlite"
    main(["concepts", "build", str(law), "-o", str(place)])
    return place


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_large_body_of_law_shows_how_far_it_has_come(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(60):
        (tmp_path / f"{number}.md").write_text("# Forskrift om naust\n", encoding="utf-8")
    screen = Screen()
    monkeypatch.setattr("sys.stderr", screen)
    assert main(["references", str(tmp_path), "-o", str(tmp_path / "out.txt")]) == 0
    assert "%" in screen.getvalue()


def told(capsysbinary: pytest.CaptureFixture[bytes], *arguments: object) -> str:
    capsysbinary.readouterr()
    main(["references", *map(str, arguments)])
    return capsysbinary.readouterr().out.decode()


def statuses(report: str) -> dict[str, str]:
    found = json.loads(report)["references"]
    return {f"{one['target']} {one['target_path']}".strip(): one["status"] for one in found}


def test_inside_a_document(law: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    found = statuses(told(capsysbinary, law / "a.md", "--format", "json"))
    own = "lov/2024-02-30-7"
    assert found[f"{own} §2/ledd/2/bokstav/b"] == "found"
    assert found[f"{own} §9"] == "dangling"
    assert found[f"{own} §3"] == "repealed"
    assert found[f"{own} §4/ledd/1"] == "found"
    assert found["§5"] == "unknown"


def test_across_a_body_of_law(
    draft: Path, index: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    found = statuses(told(capsysbinary, draft, "--index", index, "--format", "json"))
    act = "lov/2024-02-30-7"
    assert found == {
        f"{act} §2": "found",
        f"{act} §2/ledd/2/bokstav/c": "dangling",
        "lov/1999-01-30-4 §8": "elsewhere",
        "§1": "found",
        f"{act} §3": "repealed",
        f"{act} §4": "found",
        "§28": "unknown",
        "§7": "dangling",
        "eu/32006l0123": "elsewhere",
    }


def test_a_section_of_another_act_is_not_taken_for_one_of_this_text(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    place = tmp_path / "u.md"
    place.write_text(
        "### § 1. Krav\n\nKravet i forskrift om tau § 7 og reglementet § 8 gjelder.\n\n"
        "### § 2. Mer\n\nEtter tauloven gjelder:\n\n- § 9\n",
        encoding="utf-8",
    )
    found = json.loads(told(capsysbinary, place, "--format", "json"))["references"]
    assert {one["status"] for one in found} == {"unknown"}


def test_definitions_that_point_to_each_other(
    law: Path, index: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    out = told(capsysbinary, law / "a.md", "--index", index, "--locale", "nb")
    assert "«naust» er definert ved henvisning som går i ring: lov/2024-02-30-7 § 5" in out
    assert "→ lov/2024-02-30-8 § 5" in out
    assert "1 går i ring" in out.splitlines()[-1]


def test_text_shows_what_leads_nowhere(
    draft: Path, index: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    out = told(capsysbinary, draft, "--index", index, "--locale", "nb")
    assert "finnes ikke (lov/2024-02-30-7 § 2 annet ledd bokstav c)" in out
    assert "opphevet (lov/2024-02-30-7 § 3)" in out
    assert "direktiv" not in out
    assert "direktiv 2006/123/EF" in told(capsysbinary, draft, "--all", "--locale", "nb")


def test_tables_and_graphs_hold_all(
    draft: Path, index: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    out = told(capsysbinary, draft, "--index", index, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))
    assert len(rows) == 9
    assert {row["status"] for row in rows} == {
        "found",
        "dangling",
        "repealed",
        "unknown",
        "elsewhere",
    }
    graph = etree.fromstring(
        told(capsysbinary, draft, "--index", index, "--format", "graphml").encode()
    )
    names = {node.get("id") for node in graph.iter("{http://graphml.graphdrawing.org/xmlns}node")}
    assert "lov/2024-02-30-7" in names


def test_offsets_slice_the_source(draft: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    found = json.loads(told(capsysbinary, draft, "--format", "json"))["references"]
    assert all(DRAFT[one["start"] : one["end"]] == one["quote"] for one in found)
