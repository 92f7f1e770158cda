"""Every command that the guide to concepts shows, run as it stands there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from regcheck.cli.main import main

GUIDE = Path(__file__).parents[2] / "docs" / "begreper.md"
ACT = """---
refid: lov/2024-01-01-1
---

# Lov om brygger (bryggeloven)

### § 2. Ord

I denne loven menes med:

- samboer: den som bor fast sammen med en annen
- kai: sted der båter ligger
"""
DRAFT = "# Forskrift om kaier\n\n### § 1. Ord\n\nMed kai menes et lager, jf. bryggeloven § 2.\n"
CATALOGUE = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://example.org/b/1> a skos:Concept ;
  skos:prefLabel "kai"@nb ; skos:definition "sted der båter ligger"@nb .
"""


def commands() -> list[str]:
    text = (
        GUIDE.read_text(encoding="utf-8").replace("\\\n", " ").replace("utkast.docx", "utkast.md")
    )
    bodies = re.findall(r"^```sh\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [line for body in bodies for line in body.splitlines() if line.strip()]


def test_the_guide_works_as_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    for needed in ("rdflib", "openpyxl"):
        pytest.importorskip(needed, reason=f"{needed} is not installed")
    monkeypatch.chdir(tmp_path)
    for folder in ("lover", "forskrifter"):
        Path(folder).mkdir()
    Path("lover/a.md").write_text(ACT, encoding="utf-8")
    Path("forskrifter/b.md").write_text(ACT.replace("lov/", "forskrift/"), encoding="utf-8")
    Path("utkast.md").write_text(DRAFT, encoding="utf-8")
    Path("katalog.ttl").write_text(CATALOGUE, encoding="utf-8")
    assert len(commands()) == 13
    for command in commands():
        name, *arguments = shlex.split(command)
        assert name == "regcheck"
        assert main(arguments) == 0, capsysbinary.readouterr().err
    assert Path("begreper.ttl").read_text(encoding="utf-8").count("a skos:Concept") == 2
    assert {"begreper.html", "begreper.xlsx", "begreper.csv"} <= {
        file.name for file in tmp_path.iterdir()
    }
