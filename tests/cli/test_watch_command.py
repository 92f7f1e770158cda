"""`regcheck watch`, with changes that the tests tell it of."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from regcheck.cli import watch as watching
from regcheck.cli.main import main

BAD = "# Forskrift om skap\n\n### § 1. Skap\n\nNøkkelen sendes i tre eksemplarer.\n"
GOOD = "# Forskrift om skap\n\n### § 1. Skap\n\nNøkkelen sendes.\n"
PACK = Path(__file__).parent / "pack"
QUICK = ("--nlp", "off", "--select", "paper/several-copies")


@pytest.fixture(autouse=True)
def place(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    Path("drafts").mkdir()
    Path("drafts/a.md").write_text(BAD, "utf-8")
    Path("drafts/b.md").write_text(GOOD, "utf-8")
    return tmp_path


def real(*names: str) -> frozenset[str]:
    return frozenset(os.path.realpath(name) for name in names)


@pytest.fixture
def reports(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., list[str]]:
    """Runs the command with steps that each change something and name what changed; gives what was
    said at first and after each step, stdout and stderr together."""

    def run(*steps: Callable[[], frozenset[str]], options: tuple[str, ...] = QUICK) -> list[str]:
        said: list[str] = []

        def told() -> None:
            got = capsys.readouterr()
            said.append(got.out + got.err)

        def changes(paths: object, packs: object) -> Iterator[frozenset[str]]:
            for step in steps:
                told()
                yield step()

        monkeypatch.setattr(watching, "changes", changes)
        assert main(["watch", "drafts", *options]) == 0
        told()
        return said

    return run


def test_only_what_changed_is_told_again(reports: Callable[..., list[str]]) -> None:
    def spoil() -> frozenset[str]:
        Path("drafts/b.md").write_text(BAD, "utf-8")
        return real("drafts/b.md")

    def mend() -> frozenset[str]:
        Path("drafts/a.md").write_text(GOOD, "utf-8")
        return real("drafts/a.md", "drafts/notes.tmp")

    first, second, third = reports(spoil, mend)
    assert "drafts/a.md" in first
    assert "drafts/b.md" not in first
    assert "drafts/b.md" in second
    assert "drafts/a.md" not in second
    assert "Ingen funn" in third


def test_what_is_new_is_told_and_what_is_gone_is_not(reports: Callable[..., list[str]]) -> None:
    def add() -> frozenset[str]:
        Path("drafts/c.md").write_text(BAD, "utf-8")
        return real("drafts/c.md")

    def remove() -> frozenset[str]:
        Path("drafts/c.md").unlink()
        return real("drafts/c.md")

    _, second, third = reports(add, remove)
    assert "drafts/c.md" in second
    assert third == ""


def test_a_changed_config_checks_everything_again(reports: Callable[..., list[str]]) -> None:
    def write() -> frozenset[str]:
        Path("drafts/regcheck.yaml").write_text("severity: {paper: info}\n", "utf-8")
        return real("drafts/regcheck.yaml")

    def spoil() -> frozenset[str]:
        Path("drafts/regcheck.yaml").write_text("severty: {}\n", "utf-8")
        return real("drafts/regcheck.yaml")

    first, second, third = reports(write, spoil, options=("--nlp", "off", "--select", "paper"))
    assert "✖" in first
    assert "✖" not in second
    assert "2 dokumenter" in second
    assert "severty" in third


def test_known_findings_are_not_told_and_a_changed_baseline_is_read_again(
    reports: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["baseline", "create", "drafts", *QUICK]) == 0
    capsys.readouterr()

    def spoil() -> frozenset[str]:
        Path("drafts/b.md").write_text(BAD.replace("Nøkkelen", "Låsen"), "utf-8")
        return real("drafts/b.md")

    def forget() -> frozenset[str]:
        Path("regcheck.baseline.json").unlink()
        return real("regcheck.baseline.json")

    def spoil_baseline() -> frozenset[str]:
        Path("regcheck.baseline.json").write_text("{", "utf-8")
        return real("regcheck.baseline.json")

    first, second, third, fourth = reports(spoil, forget, spoil_baseline)
    assert "drafts/a.md" not in first
    assert "drafts/b.md" in second
    assert "drafts/a.md" in third
    assert "drafts/b.md" in third
    assert "regcheck.baseline.json" in fourth


def test_a_baseline_that_is_named_or_left_out(
    reports: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["baseline", "create", "drafts", *QUICK, "--baseline", "known.json"]) == 0
    capsys.readouterr()

    def touch() -> frozenset[str]:
        return real("known.json")

    first, second = reports(touch, options=(*QUICK, "--baseline", "known.json"))
    assert "drafts/a.md" not in first
    assert "2 dokumenter" in second
    Path("known.json").rename("regcheck.baseline.json")
    (first,) = reports(options=(*QUICK, "--no-baseline"))
    assert "drafts/a.md" in first


def test_answers_count_and_are_read_again(
    reports: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["baseline", "create", "drafts", *QUICK, "--baseline", "svar.json"]) == 0
    capsys.readouterr()
    answers = Path("svar.json")

    def keep() -> frozenset[str]:
        said = '"rule": "paper/several-copies", "answer": "keep", "reason": "avtalt"'
        text = answers.read_text("utf-8").replace('"rule": "paper/several-copies"', said)
        answers.write_text(text, "utf-8")
        return real("svar.json")

    first, second = reports(keep, options=(*QUICK, "--no-baseline", "--answers", "svar.json"))
    assert "tre eksemplarer" in first
    assert "tre eksemplarer" not in second


def test_an_interrupt_ends_it_quietly(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(paths: object, packs: object) -> Iterator[frozenset[str]]:
        raise KeyboardInterrupt
        yield frozenset()

    monkeypatch.setattr(watching, "changes", interrupted)
    assert main(["watch", "drafts", *QUICK]) == 0
    assert capsys.readouterr().err == ""


def test_real_changes_are_seen(place: Path) -> None:
    pytest.importorskip("watchfiles", reason="the extra watch is not installed")
    import watchfiles
    from watchfiles import Change

    def batches(*paths: object, **options: object) -> Iterator[set[tuple[Change, str]]]:
        assert {str(path) for path in paths} == {"drafts"}
        yield {(Change.modified, "drafts/a.md")}

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(watchfiles, "watch", batches)
        assert list(watching.changes(["drafts"], [])) == [real("drafts/a.md")]
        assert list(watching.changes(["drafts/a.md"], [])) == [real("drafts/a.md")]


@pytest.mark.parametrize("paths", [(), ("-",), ("drafts", "-"), ("nowhere",)])
def test_there_must_be_something_to_watch(paths: tuple[str, ...]) -> None:
    assert main(["watch", *paths]) == 2
