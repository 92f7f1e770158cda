"""The copy beside an index: it answers as the index does, and only where it was taken from it."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from regcheck.cli.main import main
from regcheck.concepts.quick_index import QuickIndex, open_quick

pytest.importorskip("duckdb", reason="duckdb is not installed")

from regcheck.concepts.index import digest_of, keep_open, open_index

ACT = """---
refid: lov/2024-02-30-7
tittel: "Lov om brygger (bryggeloven)"
---

# Lov om brygger (bryggeloven)

### § 2. Definisjoner

I denne loven menes med:

- bryggeplass: avgrenset sted ved kai der en båt kan ligge fast
- brygge: fast kai
"""
CATALOGUE = "anbefaltTerm:nb;definisjon:nb\nbrygge;kai av tre\npir;kort kai\n"
DRAFT = """# Forskrift om gjestebrygger

Fastsatt med hjemmel i bryggeloven § 9.

### § 1. Definisjoner

I denne forskriften menes med:

- bryggeplass: rom i en hall for snekkere
"""


@pytest.fixture
def index(tmp_path: Path) -> str:
    (tmp_path / "lov").mkdir()
    (tmp_path / "lov" / "bryggeloven.md").write_text(ACT, encoding="utf-8")
    (tmp_path / "katalog.csv").write_text(CATALOGUE, encoding="utf-8")
    place = str(tmp_path / "begreper.duckdb")
    assert main(["concepts", "build", str(tmp_path / "lov"), "-o", place]) == 0
    assert main(["concepts", "import", str(tmp_path / "katalog.csv"), "--into", place]) == 0
    return place


def test_a_copy_of_an_index_of_another_version_is_passed_over(
    index: str, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setattr("regcheck.concepts.quick_index.FORMAT", "2 of 999")
    assert open_quick(index) is None
    monkeypatch.setattr("regcheck.concepts.index.VERSION", "999")
    draft = Path(index).with_name("utkast.md")
    draft.write_text(DRAFT, encoding="utf-8")
    assert main(["check", str(draft), "--no-config", "--concepts", index]) == 2
    assert b"another version" in capsysbinary.readouterr().err


def test_the_copy_answers_as_the_index_does(index: str) -> None:
    quick = open_quick(index)
    assert quick is not None
    with open_index(index) as whole:
        assert quick.digest == whole.digest == digest_of(index)
        lemmas = ["brygge", "bryggeplass", "ukjent"]
        assert list(quick.definitions(lemmas)) == list(whole.definitions(lemmas)) != []
        refids = ["lov/2024-02-30-7", "lov/2000-01-01-1"]
        assert list(quick.definitions_in(refids)) == list(whole.definitions_in(refids)) != []
        assert list(quick.catalogued(["brygge", "pir"])) == list(
            whole.catalogued(["brygge", "pir"])
        )
        for like in ((), ("bryggeloven",), ("båtloven",)):
            for name in ("bryggeloven", "båtloven"):
                assert quick.names(like).refid(name) == whole.names(like).refid(name)
    quick.close()


def test_many_lemmas_are_asked_for_in_turn(index: str) -> None:
    quick = open_quick(index)
    assert quick is not None
    lemmas = [f"ord{number}" for number in range(2000)] + ["brygge"]
    assert [one.lemma for one in quick.definitions(lemmas)] == ["brygge"]
    quick.close()


def test_a_copy_of_an_index_that_has_changed_is_passed_over(index: str) -> None:
    copy = Path(f"{index}.quick").read_bytes()
    other = Path(index).parent / "katalog2.csv"
    other.write_text(CATALOGUE.replace("kort kai", "lang kai"), encoding="utf-8")
    assert main(["concepts", "import", str(other), "--into", index]) == 0
    renewed = open_quick(index)
    assert renewed is not None
    renewed.close()
    Path(f"{index}.quick").write_bytes(copy)
    assert open_quick(index) is None
    assert not isinstance(keep_open(index), QuickIndex)


def test_an_index_that_was_moved_with_its_copy_is_known_by_its_digest(
    index: str, tmp_path: Path
) -> None:
    moved = tmp_path / "annet sted.duckdb"
    for suffix in ("", ".quick"):
        Path(f"{moved}{suffix}").write_bytes(Path(f"{index}{suffix}").read_bytes())
    quick = open_quick(str(moved))
    assert quick is not None
    quick.close()


def test_an_index_that_stands_as_it_stood_is_not_read(
    index: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: str) -> str:
        raise AssertionError("read")

    monkeypatch.setattr("regcheck.concepts.quick_index._digest_of", refuse)
    quick = open_quick(index)
    assert quick is not None
    quick.close()


def test_an_index_changed_in_one_byte_is_another(index: str) -> None:
    data = bytearray(Path(index).read_bytes())
    data[-1] ^= 1
    Path(index).write_bytes(data)
    assert open_quick(index) is None


@pytest.mark.parametrize("harm", ["gone", "empty", "noise", "other format", "no tables"])
def test_without_a_sound_copy_the_index_itself_is_asked(index: str, harm: str) -> None:
    copy = Path(f"{index}.quick")
    if harm == "other format":
        with sqlite3.connect(copy) as database:
            database.execute("update about set value = '0' where key = 'format'")
        database.close()
    elif harm == "no tables":
        with sqlite3.connect(copy) as database:
            database.execute("drop table about")
        database.close()
    else:
        copy.unlink()
        if harm != "gone":
            copy.write_bytes(b"" if harm == "empty" else os.urandom(4096))
    assert open_quick(index) is None
    assert not isinstance(keep_open(index), QuickIndex)


def test_a_check_finds_the_same_with_and_without_the_copy_and_needs_no_duckdb_with_it(
    index: str, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    draft = tmp_path / "utkast.md"
    draft.write_text(DRAFT, encoding="utf-8")
    arguments = ["check", str(draft), "--concepts", index, "--format", "json", "--no-config"]
    arguments += ["--no-cache", "--select", "concepts"]
    capsysbinary.readouterr()
    main(arguments)
    quickly = capsysbinary.readouterr().out
    assert b"concepts/differs-from-enabling-act" in quickly
    code = (
        "import sys\nfrom regcheck.cli.main import main\n"
        f"main({arguments!r})\nsys.exit('duckdb' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True)
    assert done.returncode == 0
    Path(f"{index}.quick").unlink()
    main(arguments)
    assert capsysbinary.readouterr().out == quickly
