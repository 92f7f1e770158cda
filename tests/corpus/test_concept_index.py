"""The index of concepts: built bit by bit, brought up to date, compared."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from regcheck.cli.main import main
from regcheck.concepts.index import open_index
from regcheck.errors import UsageError

pytest.importorskip("duckdb", reason="duckdb is not installed")


def regulation(refid: str, *definitions: str) -> str:
    items = "\n".join(f"- {one}" for one in definitions)
    return (
        f"---\nrefid: forskrift/{refid}\n---\n\n# Forskrift\n\n### § 1. Definisjoner\n\n"
        f"I denne forskriften menes med:\n\n{items}\n"
    )


@pytest.fixture
def law(tmp_path: Path) -> Path:
    folder = tmp_path / "lov"
    folder.mkdir()
    texts = {
        "a": regulation("2024-02-30-1", "barn: person under 18 år", "kai: sted for båter"),
        "b": regulation("2024-02-30-2", "barn: person under 12 år", "kai: sted for båter"),
        "c": regulation("2024-02-30-3", "barn: personer under 18 år"),
    }
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return folder


def run(capsysbinary: pytest.CaptureFixture[bytes], *arguments: object) -> tuple[int, str, str]:
    code = main([str(one) for one in arguments])
    out, err = capsysbinary.readouterr()
    return code, out.decode(), err.decode()


def test_build_again_reads_only_what_changed(
    law: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    index = tmp_path / "b.duckdb"
    assert (
        "3 documents, 5 definitions of 2 terms (3 read, 0 unchanged, 0 gone)"
        in run(capsysbinary, "concepts", "build", law, "-o", index)[1]
    )
    (law / "a.md").write_text(regulation("2024-02-30-1", "barn: alle"), encoding="utf-8")
    (law / "c.md").unlink()
    assert (
        "2 documents, 3 definitions of 2 terms (1 read, 1 unchanged, 1 gone)"
        in run(capsysbinary, "concepts", "build", law, "-o", index)[1]
    )


def test_only_terms_that_differ_are_shown(
    law: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    index = tmp_path / "b.duckdb"
    run(capsysbinary, "concepts", "build", law, "-o", index)
    _, out, _ = run(capsysbinary, "concepts", "compare", index, "--locale", "nb")
    assert out.startswith("barn: ulik, 2 betydninger i 3 tekster\n")
    assert "kai" not in out
    _, out, _ = run(capsysbinary, "concepts", "compare", index, "--all", "--format", "json")
    terms = json.loads(out)["terms"]
    assert {one["term"]: one["verdict"] for one in terms} == {
        "barn": "different",
        "kai": "same-wording",
    }
    _, out, _ = run(capsysbinary, "concepts", "compare", index, "--format", "csv")
    assert out.count("\r\n") == 4


def test_the_number_of_processes_changes_nothing(law: Path, tmp_path: Path) -> None:
    found = []
    for jobs in ("1", "2"):
        index = tmp_path / f"{jobs}.duckdb"
        assert main(["concepts", "build", str(law), "-o", str(index), "--jobs", jobs]) == 0
        with open_index(str(index)) as opened:
            found.append(list(opened.definitions()))
    assert found[0] == found[1] != []


def test_files_that_are_no_index(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    broken = tmp_path / "x.duckdb"
    broken.write_bytes(b"no database at all" * 1000)
    code, _, err = run(capsysbinary, "concepts", "compare", broken)
    assert (code, err.count("\n")) == (2, 1)
    assert "cannot be used as an index" in err
    code, _, err = run(capsysbinary, "concepts", "compare", tmp_path / "none.duckdb")
    assert code == 2
    assert "make one with concepts build" in err


def test_an_index_of_another_version(tmp_path: Path) -> None:
    import duckdb

    path = str(tmp_path / "old.duckdb")
    with open_index(path, create=True):
        pass
    with duckdb.connect(path) as connection:
        connection.execute("update about set value = '0'")
    with pytest.raises(UsageError, match="another version"), open_index(path):
        pass


def test_an_index_reaches_no_other_file(tmp_path: Path) -> None:
    import duckdb

    secret, place = tmp_path / "hemmelig.csv", tmp_path / "i.duckdb"
    secret.write_text("a,b\n1,2\n", encoding="utf-8")
    with open_index(str(place), create=True) as index:
        index.seal()
    with duckdb.connect(str(place)) as hostile:
        hostile.execute("drop table definitions")
        hostile.execute(f"create view definitions as from read_csv('{secret}')")
    with pytest.raises(UsageError, match="cannot be read"), open_index(str(place)) as index:
        list(index.definitions())
