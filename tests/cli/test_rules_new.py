"""`regcheck rules new`: a rule that can be tried as it stands, never in place of another."""

from __future__ import annotations

from pathlib import Path

import pytest

from regcheck.cli.main import main


@pytest.fixture(autouse=True)
def place(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    return tmp_path


@pytest.mark.parametrize(
    ("locale", "words"),
    [("nb", "Bytt ut alt her"), ("nn", "Byt ut alt her"), ("en", "Put yours in place")],
)
def test_what_is_written_passes_its_own_examples(
    locale: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rules", "new", "egne/ny-regel", "--locale", locale]) == 0
    text = Path("ny-regel.yaml").read_text("utf-8")
    assert words in text
    assert "\nid: egne/ny-regel\n" in text
    assert "regcheck test ny-regel.yaml " in text
    capsys.readouterr()
    assert main(["test", "ny-regel.yaml"]) == 0
    assert capsys.readouterr().out == "1 rule, 8 examples, 0 failed\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["kulepenn"], "«kulepenn» is not a rule id: write category/name"),
        (["Egne/Ny"], "is not a rule id"),
        (["paper/registered-letter"], "there is already a rule paper/registered-letter"),
        (["egne/ny", "-o", "ny.txt"], "the name of a rule file ends in .yaml"),
        (["egne/der"], "der.yaml exists already; --force overwrites it"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_written(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("der.yaml").write_text("min egen", "utf-8")
    assert main(["rules", "new", *arguments]) == 2
    assert words in capsys.readouterr().err
    assert [path.name for path in Path().iterdir()] == ["der.yaml"]
    assert Path("der.yaml").read_text("utf-8") == "min egen"
