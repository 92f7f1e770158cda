"""The baseline file: what is written can be read and reviewed; what is broken is told."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regcheck.base.errors import DataError
from regcheck.changes import baseline_file
from regcheck.changes.baseline_file import (
    Baseline,
    Entry,
    load_baseline,
    parse_baseline,
    render_baseline,
)
from regcheck.changes.marks import Mark


def entry(address: str = "§1/ledd/2", path: str = "a.md", **values: object) -> Entry:
    refid = str(values.pop("refid", ""))
    fields = {
        "rule": "paper/book",
        "content": "ab" * 8,
        "nth": 0,
        "words": "innbundet bok",
    } | values
    mark = Mark(document=refid or path, path=path, address=address, **fields)  # type: ignore[arg-type]
    return Entry(mark, refid, "Loggen føres i innbundet bok.")


ENTRIES = (
    entry(),
    entry("§10"),
    entry("§2", nth=1),
    entry("§2", refid="lov/2030-01-01-1", path="b.md"),
    entry("", path="å «x».md"),
)


def test_what_is_written_is_read_again() -> None:
    read = parse_baseline(render_baseline(ENTRIES).encode(), "b.json")
    assert set(read.entries) == set(ENTRIES)
    assert read.duplicates == 0
    assert parse_baseline(render_baseline([]).encode(), "b.json") == Baseline()


TEXT = st.text(st.characters(blacklist_categories=["Cs"]), max_size=8)


@given(TEXT.filter(bool), TEXT, TEXT, TEXT)
def test_any_text_survives(path: str, refid: str, address: str, words: str) -> None:
    mark = Mark("r/r", refid or path, path, address, "0" * 16, 3, words)
    one = Entry(mark, refid, words)
    assert parse_baseline(render_baseline([one]).encode(), "b").entries == (one,)


def test_it_can_be_reviewed_line_by_line() -> None:
    text = render_baseline(ENTRIES[:1])
    assert text == (
        '{\n  "version": 1,\n  "tool": "regcheck",\n  "findings": [\n'
        '    {"path": "a.md", "address": "§1/ledd/2",\n'
        '     "rule": "paper/book", "words": "innbundet bok", "hash": "abababababababab",\n'
        '     "sentence": "Loggen føres i innbundet bok."}\n'
        "  ]\n}\n"
    )


def test_order_and_repetition_change_nothing() -> None:
    shuffled = [*ENTRIES, *ENTRIES]
    random.Random(4).shuffle(shuffled)
    assert render_baseline(shuffled) == render_baseline(ENTRIES)
    places = [item["address"] for item in json.loads(render_baseline(ENTRIES))["findings"]]
    assert places == ["§1/ledd/2", "§2", "§10", "§2", ""]


def test_entries_that_stand_twice_count_once() -> None:
    record = json.loads(render_baseline(ENTRIES))
    record["findings"] += record["findings"][:2]
    read = parse_baseline(json.dumps(record).encode(), "b.json")
    assert (len(read.entries), read.duplicates) == (5, 2)


WHOLE = render_baseline(ENTRIES)


@pytest.mark.parametrize(
    ("data", "line", "told", "remedy"),
    [
        (b"", 1, "truncated", "baseline create"),
        (b"[]", 1, "Expected `object`", "baseline create"),
        (b'{"findings": []}', 1, "missing required field `version`", "baseline create"),
        (b'{\n"version": 2, "findings": []}', 0, "has version 2", "regcheck that wrote it"),
        (b'{"version": 1}', 1, "missing required field `findings`", "baseline create"),
        (b'{"version": 1, "findings": [],\n"finding": 1}', 1, "field `finding`", "baseline create"),
        (WHOLE.replace("},", "}", 1).encode(), 8, "expected ','", "baseline create"),
        (WHOLE.replace('"§10"', "10").encode(), 11, "`$.address`", "baseline create"),
        (WHOLE.replace('"path": "b.md", ', "").encode(), 14, "field `path`", "baseline create"),
        (WHOLE.replace("abab", "ABAB").encode(), 5, "`$.hash`", "baseline create"),
        (WHOLE.replace('"index": 1', '"index": -1').encode(), 8, "`$.index`", "baseline create"),
        (WHOLE.replace('"words"', '"word"', 1).encode(), 5, "field `word`", "baseline create"),
        (f"<<<<<<< a\n{WHOLE}".encode(), 1, "unfinished merge", "baseline update"),
        (WHOLE.replace("    {", "=======\n    {", 1).encode(), 5, "unfinished", "either side"),
        (WHOLE.encode("utf-16"), 1, "malformed", "baseline create"),
        (WHOLE.encode("latin-1", "replace"), 5, "not UTF-8", "version control"),
        (b"[" * 100_000, 1, "Expected `object`", "baseline create"),
        (
            WHOLE.replace('"§10"', "[" * 100_000).encode(),
            1,
            "nested too deeply",
            "baseline create",
        ),
    ],
)
def test_what_is_broken_is_told_with_file_line_and_remedy(
    data: bytes, line: int, told: str, remedy: str
) -> None:
    with pytest.raises(DataError) as caught:
        parse_baseline(data, "x/b.json")
    message = str(caught.value)
    assert message.startswith(f"x/b.json:{line}: " if line else "x/b.json: ")
    assert told in message
    assert remedy in message
    assert "\n" not in message


@given(st.binary(max_size=60) | st.text(max_size=60).map(lambda s: s.encode("utf-8", "replace")))
def test_no_bytes_give_anything_but_a_baseline_or_a_message(data: bytes) -> None:
    try:
        parse_baseline(data, "b.json")
    except DataError as fault:
        assert "b.json" in str(fault)


def test_files_that_are_not_there_or_too_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(DataError, match=r"no such baseline.*baseline create"):
        load_baseline(tmp_path / "b.json", "b.json")
    with pytest.raises(DataError, match="cannot be read"):
        load_baseline(tmp_path, "b.json")
    (tmp_path / "b.json").write_text(WHOLE, "utf-8")
    assert len(load_baseline(tmp_path / "b.json", "b.json").entries) == 5
    monkeypatch.setattr(baseline_file, "MAX_BYTES", 100)
    with pytest.raises(DataError, match=r"larger than .* \(check fewer rules"):
        load_baseline(tmp_path / "b.json", "b.json")
