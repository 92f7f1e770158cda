"""The findings cache as the command line meets it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from regcheck.cli.main import main

PACK = Path(__file__).parent / "pack"
BODY = "Nøkkelen sendes i forseglet brev. Alle skap, herunder små, skal ha passelig lås."


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    shutil.copytree(PACK, tmp_path / "pack")
    for number in range(3):
        Path(f"{number}.md").write_text(f"# Forskrift\n\n### § {number}. Skap\n\n{BODY}\n", "utf-8")
    return tmp_path


def report(capsys: pytest.CaptureFixture[str], *options: str) -> str:
    main(["check", ".", "--pack", "pack", "--select", "house", "--nlp", "off", *options])
    got = capsys.readouterr()
    assert "note" not in got.err
    return got.out


def test_reports_are_the_same_with_and_without(capsys: pytest.CaptureFixture[str]) -> None:
    kept = Path("cache/regcheck/findings")
    for format in ("text", "json", "jsonl", "sarif", "gitlab"):
        without = report(capsys, "--format", format, "--no-cache")
        assert not kept.exists()
        assert without.count("sealed-letter") >= 3
        assert [report(capsys, "--format", format) for _ in range(2)] == [without] * 2
        shutil.rmtree(kept)
    assert report(capsys, "--format", format, "--jobs", "2") == without
    assert report(capsys, "--format", format, "--jobs", "2") == without


def test_a_changed_rule_changes_the_report(capsys: pytest.CaptureFixture[str]) -> None:
    before = report(capsys, "--format", "json")
    rule = Path("pack/house/sealed-letter.yaml")
    rule.write_text(rule.read_text("utf-8").replace("forseglet", "ugjennomsiktig"), "utf-8")
    after = report(capsys, "--format", "json")
    assert before != after == report(capsys, "--format", "json", "--no-cache")


def test_an_override_changes_the_report(capsys: pytest.CaptureFixture[str]) -> None:
    collections = Path("pack/collections")
    collections.mkdir(exist_ok=True)
    mild = collections / "mild.yaml"
    wording = 'name: mild\nversion: "1"\ntitle: {nb: M, nn: M, en: M}\ninclude: ["*"]\n'
    mild.write_text(wording, "utf-8")
    plain = report(capsys, "--collection", "mild", "--format", "json")
    mild.write_text(f"{wording}override:\n  house/sealed-letter: {{severity: info}}\n", "utf-8")
    milder = report(capsys, "--collection", "mild", "--format", "json")
    assert '"severity":"info"' in milder
    assert plain != milder
    mild.write_text(wording, "utf-8")
    assert report(capsys, "--collection", "mild", "--format", "json") == plain


def test_a_cache_that_cannot_be_written_is_told_once(
    capsys: pytest.CaptureFixture[str], place: Path
) -> None:
    (place / "cache").write_text("in the way")
    main(["check", ".", "--pack", "pack", "--select", "house", "--nlp", "off", "--format", "json"])
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 1
    assert "not kept between runs" in told[0]


def test_show_and_clear(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cache", "show"]) == 0
    assert "findings of 0 documents, 0.0 MB" in capsys.readouterr().out
    report(capsys)
    assert main(["cache", "show"]) == 0
    assert "findings of 3 documents" in (shown := capsys.readouterr().out)
    assert "compiled rules of 1 choices" in shown
    assert main(["cache", "clear"]) == 0
    assert capsys.readouterr().out.startswith("cleared ")
    assert [path for path in Path("cache").rglob("*") if path.is_file()] == []
    assert main(["cache", "clear"]) == 0


def test_without_a_subcommand_the_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cache"]) == 2
