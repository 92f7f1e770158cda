"""Findings kept between runs: never stale, never in the way."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from fake_checks import RULES, WORD, make_word_checker
from regcheck.base.files.sealed import SIZE, CacheFolder
from regcheck.base.texts.message import Message
from regcheck.document.model import Document, Unreadable
from regcheck.readers.inputs import Input
from regcheck.readers.limits import Limits
from regcheck.results.result import DocumentResult, Settings
from regcheck.run.check import CheckJob
from regcheck.run.findings_cache import FINDINGS, FindingsCache
from regcheck.run.guard import Guard
from regcheck.run.options import DocumentChecker, RunOptions
from regcheck.run.rules import LoadedRules

pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
SETTINGS = Settings(nlp=False)
KEY = b"k" * SIZE


class Refuser:
    """A checker for documents that must not be checked again."""

    def check(
        self, document: Document, *, expired: Callable[[], bool] | None = None
    ) -> DocumentResult:
        raise AssertionError(f"{document.source.path} was checked again")


def make_refuser(rules: LoadedRules, settings: Settings) -> DocumentChecker:
    return Refuser()


@pytest.fixture(autouse=True)
def code(monkeypatch: pytest.MonkeyPatch) -> None:
    """The code is what it is: to read all of it for each cache takes long."""
    monkeypatch.setattr("regcheck.run.findings_cache.running_code", lambda _: "code")


@pytest.fixture
def files(tmp_path: Path) -> list[Input | Unreadable]:
    found: list[Input | Unreadable] = []
    for number in range(5):
        file = tmp_path / f"{number}.txt"
        file.write_text(f"§ 1. Inventar\n\n{f'Et {WORD} til. ' * number}\n", "utf-8")
        found.append(Input(file.name, str(file), "", file.stat().st_size))
    return [*found, Unreadable("x.md", "not-found", "no such file")]


def cache_in(
    place: Path, settings: Settings = SETTINGS, rules: LoadedRules = RULES, **options: object
) -> FindingsCache:
    folder = CacheFolder(place, KEY, **options)  # type: ignore[arg-type]
    return FindingsCache(folder, rules.rule_set, settings, Limits())


def run(
    items: list[Input | Unreadable],
    cache: FindingsCache | None,
    make: Callable[[LoadedRules, Settings], DocumentChecker] = make_word_checker,
    **options: object,
) -> list[DocumentResult]:
    plan = RunOptions(make_checker=make, cache=cache, reraise=True, **options)  # type: ignore[arg-type]
    return list(CheckJob(RULES, cache.settings if cache else SETTINGS, plan).results(items))


def kept(cache: FindingsCache, item: Input) -> DocumentResult | None:
    """What the cache has for a document, from a connection of its own."""
    try:
        return cache.find(item)
    finally:
        cache.close()


def first(items: list[Input | Unreadable]) -> Input:
    assert isinstance(items[1], Input)
    return items[1]


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("jobs_before", [1, 2])
def test_what_is_unchanged_is_not_checked_again(
    jobs_before: int, jobs: int, files: list[Input | Unreadable], tmp_path: Path
) -> None:
    plain = run(files, None)
    assert run(files, cache_in(tmp_path), jobs=jobs_before) == plain
    assert run(files, cache_in(tmp_path), make_refuser, jobs=jobs) == plain


def test_changed_words_are_checked_again(files: list[Input | Unreadable], tmp_path: Path) -> None:
    run(files, cache_in(tmp_path))
    Path(first(files).location).write_text(f"§ 1. Inventar\n\n{WORD} og {WORD}\n", "utf-8")
    assert len(run(files, cache_in(tmp_path))[1].findings) == 2


def test_a_document_that_moved_is_checked_again(
    files: list[Input | Unreadable], tmp_path: Path
) -> None:
    run(files, cache_in(tmp_path))
    moved = replace(first(files), path="moved.txt")
    assert kept(cache_in(tmp_path), moved) is None
    assert kept(cache_in(tmp_path), replace(first(files), format="md")) is None
    assert kept(cache_in(tmp_path), first(files)) is not None


@pytest.mark.parametrize("field", dataclasses.fields(Settings), ids=lambda field: field.name)
def test_every_setting_but_those_of_reports_takes_part(
    field: dataclasses.Field[object],
    files: list[Input | Unreadable],
    tmp_path: Path,
) -> None:
    run(files, cache_in(tmp_path))
    old = getattr(SETTINGS, field.name)
    new = not old if isinstance(old, bool) else ("other",) if isinstance(old, tuple) else "other"
    other = replace(SETTINGS, **{field.name: new})  # type: ignore[arg-type]
    found = kept(cache_in(tmp_path, other), first(files))
    assert (found is not None) == (not field.metadata.get("finds", True))


def test_other_rules_limits_code_and_versions_take_part(
    files: list[Input | Unreadable], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(files, cache_in(tmp_path))
    other = LoadedRules(replace(RULES.rule_set, digest="d2"), RULES.compiled)
    assert kept(cache_in(tmp_path, rules=other), first(files)) is None
    tight = FindingsCache(CacheFolder(tmp_path, KEY), RULES.rule_set, SETTINGS, Limits(max_depth=3))
    assert kept(tight, first(files)) is None
    for name, value in (
        ("regcheck.run.findings_cache.__version__", "99.0"),
        ("regcheck.run.findings_cache.running_code", lambda _: "other code"),
        ("regcheck.results.wire.layout", lambda: "other layout"),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(name, value)
            assert kept(cache_in(tmp_path), first(files)) is None
    assert kept(cache_in(tmp_path), first(files)) is not None


def test_results_are_kept_under_the_bytes_they_were_found_in(
    files: list[Input | Unreadable], tmp_path: Path
) -> None:
    (result,) = run([first(files)], None)
    Path(first(files).location).write_text("noe annet", "utf-8")
    cache = cache_in(tmp_path)
    cache.keep(first(files), result)
    cache.close()
    assert kept(cache_in(tmp_path), first(files)) is None


def test_what_time_ran_out_on_is_not_kept(files: list[Input | Unreadable], tmp_path: Path) -> None:
    ticks = iter([0.0, 31.0])
    hurried = [first(files)]
    (result,) = run([*hurried], cache_in(tmp_path), guard=Guard(lambda: next(ticks), 30.0))
    assert result.skipped
    assert not run([*hurried], cache_in(tmp_path))[0].skipped


def test_what_cannot_be_read_is_not_kept(tmp_path: Path) -> None:
    bad = Input("a.xml", "", "xml", 1, b"<a>")
    assert run([bad], cache_in(tmp_path))[0].unreadable
    assert not (tmp_path / FINDINGS).exists()


@pytest.mark.parametrize("damage", [slice(0, 1), slice(-1, None), slice(None)])
def test_damaged_entries_are_found_anew(
    damage: slice, files: list[Input | Unreadable], tmp_path: Path
) -> None:
    plain = run(files, cache_in(tmp_path))
    for file in (tmp_path / FINDINGS).iterdir():
        data = bytearray(file.read_bytes())
        del data[damage]
        file.write_bytes(data)
    told: list[Message] = []
    assert run(files, cache_in(tmp_path, complain=told.append)) == plain
    assert run(files, cache_in(tmp_path, complain=told.append), make_refuser) == plain
    assert {one.key for one in told} == {"errors.cache_foreign"}


@pytest.mark.parametrize(
    "plant",
    ["link", "folder", *(["pipe"] if hasattr(os, "mkfifo") else []), "link for the folder", "copy"],
)
def test_what_is_not_ours_is_left_as_it_is_and_told(
    plant: str, files: list[Input | Unreadable], tmp_path: Path
) -> None:
    some = [first(files)]
    plain = run(list(some), cache_in(tmp_path / "cache"))
    (file,) = (tmp_path / "cache" / FINDINGS).iterdir()
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    ours = file.read_bytes()
    file.unlink()
    if plant == "link":
        (theirs / "file").write_bytes(ours)
        file.symlink_to(theirs / "file")
    elif plant == "folder":
        file.mkdir()
    elif plant == "pipe":
        os.mkfifo(file)
    elif plant == "copy":
        CacheFolder(tmp_path / "cache", b"o" * SIZE).write(f"{FINDINGS}/{file.name}", ours[SIZE:])
    else:
        file.parent.rmdir()
        file.parent.symlink_to(theirs)
    told: list[Message] = []
    assert run(list(some), cache_in(tmp_path / "cache", complain=told.append)) == plain
    assert told
    assert [(one.name, one.read_bytes()) for one in theirs.iterdir()] == (
        [("file", ours)] if plant == "link" else []
    )


def test_a_whole_entry_that_means_nothing_is_found_anew(
    files: list[Input | Unreadable], tmp_path: Path
) -> None:
    plain = run(files, cache_in(tmp_path))
    cache = cache_in(tmp_path)
    cache.folder.write(cache._name(first(files), plain[1].digest), b"no zlib")
    assert run(files, cache_in(tmp_path)) == plain


def test_little_that_unpacks_to_much_is_found_anew(
    files: list[Input | Unreadable], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = run(files, cache_in(tmp_path))
    monkeypatch.setattr("regcheck.run.findings_cache._MAX_BYTES", 10)
    assert run(files, cache_in(tmp_path)) == plain
    with pytest.raises(AssertionError):
        run(files, cache_in(tmp_path), make_refuser)


def test_a_place_that_cannot_be_written_is_said_once(
    files: list[Input | Unreadable], tmp_path: Path
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    told: list[Message] = []
    assert run(files, cache_in(blocked, complain=told.append)) == run(files, None)
    assert {one.key for one in told} == {"errors.cache_fault"}
    assert str(blocked) in str(told[0])


def test_what_was_of_use_longest_ago_goes_first(
    files: list[Input | Unreadable], tmp_path: Path
) -> None:
    plain = run(files, cache_in(tmp_path))
    kept = sorted((tmp_path / FINDINGS).iterdir())
    for number, file in enumerate(kept):
        os.utime(file, (number, number))
    cache = cache_in(tmp_path)
    used = next(
        one
        for one in files
        if isinstance(one, Input) and cache._name(one, digest(one)).endswith(kept[0].name)
    )
    assert cache.find(used)
    cache.max_kept_bytes = sum(file.stat().st_size for file in kept) - 1
    cache.close()
    assert len(list((tmp_path / FINDINGS).iterdir())) == len(kept)
    cache.keep(used, plain[files.index(used)])
    cache.close()
    left = set((tmp_path / FINDINGS).iterdir())
    assert kept[0] in left
    assert kept[1] not in left


def digest(item: Input) -> str:
    return sha256(Path(item.location).read_bytes()).hexdigest()


@pytest.mark.skipif(os.name == "nt", reason="rights of POSIX")
def test_what_is_kept_is_nobody_elses_business(
    files: list[Input | Unreadable], tmp_path: Path
) -> None:
    run(files, cache_in(tmp_path / "cache"))
    kept = [tmp_path / "cache" / FINDINGS, *(tmp_path / "cache" / FINDINGS).iterdir()]
    assert len(kept) == 6
    assert {one.stat().st_mode & 0o077 for one in kept} == {0}
