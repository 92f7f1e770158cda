"""Rules, from the cache and without it."""

from __future__ import annotations

import gc
import os
import pickle
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from regcheck.base.errors import PackError, UsageError
from regcheck.base.files.sealed import SIZE, CacheFolder
from regcheck.base.values import decoded
from regcheck.cli import terminal
from regcheck.matching.plans import CompiledRules
from regcheck.packs.model import RuleSet
from regcheck.run import rule_cache
from regcheck.run.rules import LoadedRules, RuleChoice, load_rules

PACK = Path(__file__).parents[1] / "cli" / "pack"


def cache_at(folder: Path) -> CacheFolder:
    return CacheFolder(folder, b"k" * SIZE)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    copied = tmp_path / "pack"
    shutil.copytree(PACK, copied)
    collections = copied / "collections"
    collections.mkdir()
    (collections / "default.yaml").write_text(
        'name: default\nversion: "1"\ntitle: {nb: Alle, nn: Alle, en: All}\ninclude: ["*"]\n',
        "utf-8",
    )
    return copied


def choice(pack: Path, **values: object) -> RuleChoice:
    return RuleChoice(packs=(str(pack),), builtin=False, **values)  # type: ignore[arg-type]


def kept(cache: Path) -> list[Path]:
    return sorted(cache.rglob("*.bin"))


def parts(rules: LoadedRules) -> tuple[RuleSet, CompiledRules]:
    return rules.rule_set, rules.compiled


def test_cached_rules_equal_compiled_ones(pack: Path, tmp_path: Path) -> None:
    cache = cache_at(tmp_path / "cache")
    fresh = load_rules(choice(pack))
    first = load_rules(choice(pack), cache)
    (file,) = kept(cache.path)
    assert file.suffix == ".bin"
    again = load_rules(choice(pack), cache)
    assert parts(fresh) == parts(first) == parts(again)
    assert [rule.id for rule in again.rules] == [
        "house/loose-words",
        "house/old-word",
        "house/sealed-letter",
    ]


def test_a_second_run_compiles_nothing(
    pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_rules(choice(pack), cache_at(tmp_path / "cache"))

    def refuse(rule_set: object) -> None:
        raise AssertionError("compiled again")

    monkeypatch.setattr("regcheck.matching.compile.compile_rules", refuse)
    load_rules(choice(pack), cache_at(tmp_path / "cache"))
    with pytest.raises(AssertionError):
        load_rules(choice(pack, preview=True), cache_at(tmp_path / "cache"))


def test_a_changed_rule_is_seen(pack: Path, tmp_path: Path) -> None:
    before = load_rules(choice(pack), cache_at(tmp_path / "cache"))
    file = pack / "house" / "old-word.yaml"
    file.write_text(file.read_text("utf-8").replace("severity: info", "severity: error"), "utf-8")
    after = load_rules(choice(pack), cache_at(tmp_path / "cache"))
    assert before.rule_set.digest != after.rule_set.digest
    assert after.rules[1].severity.word == "error"


@pytest.mark.parametrize("damage", [b"", b"x" * 100, None])
def test_a_broken_cache_is_as_good_as_none(
    damage: bytes | None, pack: Path, tmp_path: Path
) -> None:
    cache = cache_at(tmp_path / "cache")
    fresh = load_rules(choice(pack), cache)
    (file,) = kept(cache.path)
    whole = file.read_bytes()
    file.write_bytes(whole[:-3] + b"abc" if damage is None else damage)
    assert parts(load_rules(choice(pack), cache)) == parts(fresh)
    assert file.read_bytes() == whole


def test_a_cache_that_cannot_be_written_is_as_good_as_none(pack: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    kept_nowhere = load_rules(choice(pack), cache_at(blocked / "cache"))
    assert parts(kept_nowhere) == parts(load_rules(choice(pack)))


def test_those_that_were_made_longest_ago_go_first(
    pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules, cache = load_rules(choice(pack)), cache_at(tmp_path / "cache")
    keys = [f"{number:064}"[::-1] for number in range(20)]
    for number, key in enumerate(keys):
        rule_cache.save(cache, key, rules.rule_set, rules.compiled)
        for file in cache.path.rglob(f"{key[:40]}.*"):
            os.utime(file, (number, number))
    size = sum(file.stat().st_size for file in cache.path.rglob("*.*"))
    monkeypatch.setattr(rule_cache, "MAX_KEPT_BYTES", size)
    rule_cache.save(cache, "f" * 64, rules.rule_set, rules.compiled)
    assert [key for key in keys if rule_cache.load(cache, key)] == keys[3:]


def test_a_run_that_needs_only_the_names_of_rules_does_not_read_what_they_compile_to(
    pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = cache_at(tmp_path / "cache")
    fresh = load_rules(choice(pack), cache)

    def refuse(data: bytes, kind: type[object]) -> object:
        if kind is CompiledRules:
            raise AssertionError("read")
        return decoded(data, kind)

    monkeypatch.setattr("regcheck.run.rule_cache.decoded", refuse)
    again = load_rules(choice(pack), cache)
    assert again.rules == fresh.rules
    with pytest.raises(AssertionError):
        _ = again.compiled


def test_kept_rules_can_be_sent_to_other_processes(pack: Path, tmp_path: Path) -> None:
    cache = cache_at(tmp_path / "cache")
    fresh = load_rules(choice(pack), cache)
    sent = pickle.loads(pickle.dumps(load_rules(choice(pack), cache)))  # noqa: S301
    assert parts(sent) == parts(fresh)


def test_where_caches_go() -> None:
    home = Path("/home/kari")
    folder = terminal.user_folder
    assert folder({}, home, windows=False) == home / ".cache" / "regcheck"
    assert folder({"XDG_CACHE_HOME": "/c"}, home, windows=False) == Path("/c/regcheck")
    assert folder({"XDG_CACHE_HOME": "c"}, home, windows=False) == home / ".cache" / "regcheck"
    assert folder({"XDG_CACHE_HOME": "/c"}, None, windows=True) is None
    assert folder({"LOCALAPPDATA": "/l"}, home, windows=True) == Path("/l/regcheck")


def test_faulty_rules_are_never_hidden(pack: Path, tmp_path: Path) -> None:
    load_rules(choice(pack), cache_at(tmp_path / "cache"))
    (pack / "house" / "new.yaml").write_text("id: house/new\n", "utf-8")
    with pytest.raises(PackError, match=r"new\.yaml"):
        load_rules(choice(pack), cache_at(tmp_path / "cache"))


def test_ignoring_everything_is_refused(pack: Path) -> None:
    with pytest.raises(UsageError, match="no rules are left"):
        load_rules(choice(pack, ignore=("house",)))


def test_rules_are_written_to_a_file_and_loaded_again(pack: Path, tmp_path: Path) -> None:
    made = load_rules(choice(pack))
    made.to_file(tmp_path / "rules.bin")
    again = LoadedRules.from_file(tmp_path / "rules.bin")
    assert parts(again) == parts(made)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda data: b"PK" + data, "ikke ferdige regler"),
        (lambda data: data.replace(b" 6 ", b" 6 9", 1), "av en annen versjon av regcheck (9"),
        (lambda data: data[:-1] + bytes([data[-1] ^ 1]), "skadet"),
        (lambda data: data[: len(data) // 2], "skadet"),
        (lambda data: b"", "ikke ferdige regler"),
    ],
)
def test_a_file_of_rules_that_does_not_fit_says_why(
    pack: Path, tmp_path: Path, change: Callable[[bytes], bytes], said: str
) -> None:
    file = tmp_path / "rules.bin"
    load_rules(choice(pack)).to_file(file)
    file.write_bytes(change(file.read_bytes()))
    with pytest.raises(UsageError) as raised:
        LoadedRules.from_file(file)
    assert said in raised.value.said("nb")


def test_a_missing_file_of_rules_is_named(pack: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nowhere"):
        LoadedRules.from_file(tmp_path / "nowhere.bin")
    with pytest.raises(UsageError, match="nowhere"):
        load_rules(choice(pack)).to_file(tmp_path / "nowhere" / "rules.bin")


@pytest.fixture
def compiled(pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of rules that came compiled with a package, those of a small pack."""
    monkeypatch.setattr(rule_cache, "package", lambda: tmp_path)
    folder = tmp_path / "compiled"
    folder.mkdir()
    load_rules(choice(pack)).to_file(rule_cache.file_of(folder, "default"))
    (folder / rule_cache.MADE_FROM).write_text(rule_cache.made_from(), "ascii")
    return folder


def test_rules_that_came_compiled_are_taken_where_just_they_are_asked_for(
    compiled: Path, pack: Path, tmp_path: Path
) -> None:
    fresh = parts(load_rules(choice(pack)))
    assert parts(load_rules(RuleChoice())) == fresh
    assert parts(load_rules(RuleChoice(), cache_at(tmp_path / "cache"))) == fresh
    assert parts(load_rules(RuleChoice("klarsprak"))) != fresh
    assert parts(load_rules(RuleChoice(select=("paper",)))) != fresh


@pytest.mark.parametrize("change", ["code", "rules", "damaged", "gone"])
def test_rules_that_came_compiled_are_left_when_they_may_not_fit(
    change: str, compiled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert rule_cache.shipped("default") is not None
    file = rule_cache.file_of(compiled, "default")
    if change == "code":
        monkeypatch.setattr(rule_cache, "source_digest", lambda: "0" * 64)
    elif change == "rules":
        monkeypatch.setattr(rule_cache, "library_fingerprint", lambda places: "0" * 64)
    elif change == "damaged":
        file.write_bytes(file.read_bytes()[:-1])
    else:
        file.unlink()
    assert rule_cache.shipped("default") is None


def test_the_garbage_collector_is_as_it_was_before_rules_were_loaded(pack: Path) -> None:
    for before in (False, True):
        (gc.enable if before else gc.disable)()
        try:
            load_rules(choice(pack))
            assert gc.isenabled() is before
        finally:
            gc.enable()


def test_a_severity_that_was_laid_down_is_that_of_the_rule_and_off_leaves_it_out(
    pack: Path,
) -> None:
    levels = (("house", "error"), ("house/old-word", "off"))
    rules = load_rules(choice(pack, severity=levels))
    assert [(one.id, one.severity.word) for one in rules.rules] == [
        ("house/loose-words", "error"),
        ("house/sealed-letter", "error"),
    ]
    assert {"house/loose-words", "house/old-word"} <= set(rules.rule_set.added)
    assert all(one.examples == () for one in rules.rules)
