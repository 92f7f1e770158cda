"""The index of concepts: built bit by bit, kept up to date, asked and compared."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from regcheck.base.errors import UsageError
from regcheck.cli.main import main
from regcheck.concepts.index import digest_of, index_in_memory, keep_open, open_index
from regcheck.corpus.concept_index import build_index
from regcheck.readers.inputs import find_inputs

TEXT = "# Lov om bord\n\n### § 1. Bord\n\nMed bord menes en plate med bein.\n"


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


@pytest.fixture
def index(law: Path, tmp_path: Path) -> str:
    """An index of the law, an act with a name and a catalogue."""
    act = regulation("2024-02-30-7", "brygge: fast kai", "kai: sted for skip")
    act = act.replace("forskrift/", "lov/").replace("# Forskrift", "# Lov om brygger (bryggeloven)")
    (law / "bryggeloven.md").write_text(act, encoding="utf-8")
    catalogue = tmp_path / "katalog.csv"
    catalogue.write_text("anbefaltTerm;definisjon\nbrygge;kai av tre\npir;kort kai\n", "utf-8")
    place = str(tmp_path / "begreper.sqlite")
    assert main(["concepts", "build", str(law), "-o", place]) == 0
    assert main(["concepts", "import", str(catalogue), "--into", place]) == 0
    return place


def run(capsysbinary: pytest.CaptureFixture[bytes], *arguments: object) -> tuple[int, str, str]:
    code = main([str(one) for one in arguments])
    out, err = capsysbinary.readouterr()
    return code, out.decode(), err.decode()


def test_build_again_reads_only_what_changed(
    law: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    index = tmp_path / "b.sqlite"
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
    index = tmp_path / "b.sqlite"
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
    found, digests = [], set()
    for jobs in ("1", "2"):
        index = tmp_path / f"{jobs}.sqlite"
        assert main(["concepts", "build", str(law), "-o", str(index), "--jobs", jobs]) == 0
        with open_index(str(index)) as opened:
            found.append(list(opened.definitions()))
        digests.add(digest_of(str(index)))
    assert found[0] == found[1] != []
    assert len(digests) == 1


@pytest.mark.parametrize("jobs", [1, 2])
def test_progress_counts_each_document_once_read_or_not(tmp_path: Path, jobs: int) -> None:
    for number in range(5):
        (tmp_path / f"{number}.md").write_text(TEXT + "a" * number, "utf-8")
    index, steps = index_in_memory([], []), list[tuple[int, int]]()

    def build() -> None:
        steps.clear()
        inputs = find_inputs(["."], base=tmp_path)
        build_index(index, inputs, jobs, lambda *step: steps.append(step))

    sizes = sorted((1, len(TEXT.encode()) + number) for number in range(5))
    build()
    assert sorted(steps) == sizes
    build()
    assert sorted(steps) == sizes
    (tmp_path / "3.md").write_bytes(b"\x00\x01\x02")
    build()
    assert sum(documents for documents, _ in steps) == 5
    assert len(index.digests()) == 4


def test_definitions_and_concepts_are_found_by_lemma_and_text(index: str) -> None:
    with open_index(index) as opened:
        many = [f"ord{number}" for number in range(2000)]
        found = [(one.lemma, one.refid) for one in opened.definitions([*many, "kai", "brygge"])]
        act = "lov/2024-02-30-7"
        regulations = ["forskrift/2024-02-30-1", "forskrift/2024-02-30-2"]
        assert found == [("brygge", act), *(("kai", one) for one in (*regulations, act))]
        in_act = [one.lemma for one in opened.definitions_in([act, "lov/2000-01-01-1"])]
        assert in_act == ["brygge", "kai"]
        concepts = [one.definition for one in opened.catalogued(["pir", "brygge", "båt"])]
        assert concepts == ["kai av tre", "kort kai"]
        for like in ((), ("bryggeloven",)):
            assert opened.names(like).refid("bryggeloven") == act
            assert opened.names(like).refid("båtloven") == ""
        assert opened.names(("båtloven",)).refid("bryggeloven") == ""
        ((document),) = opened.documents([act])
        assert "§1" in document.places.addresses
        assert act in opened.refids()


def test_an_import_again_takes_the_place_of_the_first(index: str, tmp_path: Path) -> None:
    before = digest_of(index)
    catalogue = tmp_path / "katalog.csv"
    catalogue.write_text("anbefaltTerm;definisjon\npir;lang kai\n", encoding="utf-8")
    assert main(["concepts", "import", str(catalogue), "--into", index]) == 0
    with open_index(index) as opened:
        assert [one.definition for one in opened.catalogued()] == ["lang kai"]
        assert opened.digest != before


def test_an_index_may_be_moved_and_needs_only_to_be_readable(index: str, tmp_path: Path) -> None:
    moved = tmp_path / "annet sted #1 %20.sqlite"
    Path(index).rename(moved)
    moved.chmod(0o444)
    found = list(keep_open(str(moved)).definitions(["brygge"]))
    assert [one.definition for one in found] == ["fast kai"]


def test_a_check_needs_no_extra(index: str, tmp_path: Path) -> None:
    draft = tmp_path / "utkast.md"
    draft.write_text(regulation("2024-02-30-9", "brygge: vogn med hjul"), encoding="utf-8")
    arguments = ["check", str(draft), "--concepts", index, "--no-config", "--no-cache"]
    code = (
        "import sys\nfrom regcheck.cli.main import main\n"
        f"code = main({[*arguments, '--select', 'concepts', '--fail-on', 'never']!r})\n"
        "sys.exit(code or 'duckdb' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True)
    assert done.returncode == 0


def test_files_that_are_no_index(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    broken, other = tmp_path / "x.sqlite", tmp_path / "y.sqlite"
    broken.write_bytes(b"no database at all" * 1000)
    with sqlite3.connect(other) as database:
        database.execute("create table about (key, value)")
    database.close()
    for path, fault in (
        (broken, "cannot be used as an index"),
        (other, "is not an index of concepts"),
        (tmp_path / "none.sqlite", "make one with concepts build"),
        (tmp_path, "make one with concepts build"),
    ):
        code, _, err = run(capsysbinary, "concepts", "compare", path)
        assert (code, err.count("\n")) == (2, 1)
        assert fault in err
    catalogue = tmp_path / "k.csv"
    catalogue.write_text("anbefaltTerm\nkai\n", encoding="utf-8")
    for path in (broken, other, tmp_path):
        code, _, err = run(capsysbinary, "concepts", "import", catalogue, "--into", path)
        assert (code, err.count("\n")) == (2, 1)
    assert broken.read_bytes() == b"no database at all" * 1000


def test_an_index_of_another_version(index: str) -> None:
    with sqlite3.connect(index) as connection:
        connection.execute("update about set value = '0' where key = 'version'")
    connection.close()
    with pytest.raises(UsageError, match="another version"), open_index(index):
        pass


def test_a_damaged_index_is_reported_in_one_line(
    index: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    size = Path(index).stat().st_size
    with Path(index).open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (size - 4096))
    capsysbinary.readouterr()
    code, _, err = run(capsysbinary, "concepts", "compare", index)
    assert (code, err.count("\n")) == (2, 1)
    assert "index" in err


def test_a_view_is_not_taken_for_a_table(index: str) -> None:
    with sqlite3.connect(index) as hostile:
        hostile.execute("drop table definitions")
        hostile.execute(
            "create view definitions as with recursive x(n) as"
            " (select 1 union all select n + 1 from x) select * from x"
        )
    hostile.close()
    with pytest.raises(UsageError, match="not an index"), open_index(index):
        pass


def test_columns_that_are_worked_out_are_not_read(index: str) -> None:
    with sqlite3.connect(index) as hostile:
        hostile.execute("alter table definitions drop column term")
        endless = "hex(zeroblob(400000000))"
        hostile.execute(f"alter table definitions add column term generated always as ({endless})")
    hostile.close()
    with pytest.raises(UsageError, match="not an index"), open_index(index):
        pass


def test_cells_of_another_kind_are_read_as_what_they_should_be(index: str) -> None:
    with sqlite3.connect(index) as hostile:
        hostile.execute("update definitions set term = x'6b6169', start = 'x', title = null")
        hostile.execute("update documents set addresses = 5, ministries = null, words = 3")
    hostile.close()
    with open_index(index) as opened:
        found = next(opened.definitions())
        assert (found.term, found.start, found.title) == ("kai", 0, "")
        (document, *_) = opened.documents(opened.refids())
        assert (document.places.addresses, document.ministries) == (("5",), ())
        assert all(isinstance(words, bytes) for _, words in opened.words())


def interrupt(*_: int) -> None:
    raise KeyboardInterrupt


def test_an_index_whose_build_was_interrupted_is_not_read(tmp_path: Path) -> None:
    """What answers questions must hold all that it was made from."""
    for number in range(3):
        (tmp_path / f"{number}.md").write_text(TEXT + "a" * number, "utf-8")
    place = str(tmp_path / "begreper.sqlite")
    inputs = find_inputs(["."], base=tmp_path)
    with pytest.raises(KeyboardInterrupt), open_index(place, create=True) as index:
        build_index(index, inputs, 1, interrupt)
    openers: tuple[Callable[[str], object], ...] = (keep_open, digest_of)
    for opener in openers:
        with pytest.raises(UsageError, match="not finished; run concepts build"):
            opener(place)
    with open_index(place, create=True) as index:
        build_index(index, inputs, 1)
    with open_index(place) as index:
        assert len(list(index.definitions())) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="no process is killed so there")
def test_an_index_whose_build_was_killed_while_it_wrote_is_not_read(index: str, law: Path) -> None:
    code = """
import os, signal, sqlite3, sys
database = sqlite3.connect(sys.argv[1])
database.execute("pragma cache_size = 1")
rows = ([f"{number}.md", "x" * 1000] for number in range(500))
database.executemany("insert into documents (path, title) values (?, ?)", rows)
os.kill(os.getpid(), signal.SIGKILL)
"""
    assert subprocess.run([sys.executable, "-c", code, index], check=False).returncode < 0
    assert Path(f"{index}-journal").is_file()
    with pytest.raises(UsageError, match="not finished; run concepts build"):
        keep_open(index)
    assert main(["concepts", "build", str(law), "-o", index]) == 0
    with open_index(index) as opened:
        assert opened.counts()[0] == 4
