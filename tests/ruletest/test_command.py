"""`regcheck test`: examples, remarks and how they end."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from regcheck.cli.main import main

PROJECT = Path(__file__).parents[2]
PLAIN = """\
id: egne/stempel
severity: warning
title: {nb: Stempel, nn: Stempel, en: Stamp}
message: {nb: "«{match}».", nn: "«{match}».", en: "“{match}”."}
match: {phrase: ["stemples [for hånd|på papir]"]}
unless: [{within: norm, phrase: ["digital*"]}]
examples:
  bad: [{nb: "Kortet [[stemples for hånd]]."}]
"""


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("stempel.yaml").write_text(PLAIN, "utf-8")
    return tmp_path


def remarks(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> list[str]:
    assert main(["test", *arguments]) == code
    told = capsys.readouterr().err.splitlines()
    return [line.removeprefix("regcheck: note: ") for line in told if ": note: " in line]


def test_remarks_change_the_exit_code_only_when_strict(capsys: pytest.CaptureFixture[str]) -> None:
    without = PLAIN.partition("examples:")[0]
    Path("uten.yaml").write_text(without, "utf-8")
    assert main(["test", "uten.yaml"]) == 0
    shown = capsys.readouterr()
    assert shown.out == "1 rule, 0 examples, 0 failed\n"
    assert shown.err.endswith("\nregcheck: one remark\n")
    assert len(remarks(capsys, "--strict", "stempel.yaml", code=1)) == 8


def test_own_rules_are_not_asked_for_what_the_project_asks_of_its_own(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = PLAIN.replace("{nb: Stempel, nn: Stempel, en: Stamp}", f"Stempel # {'!' * 120}")
    Path("stempel.yaml").write_text(text, "utf-8")
    assert remarks(capsys, "stempel.yaml") == []
    told = "\n".join(remarks(capsys, "--strict", "stempel.yaml", code=1))
    for lacking in ("advice is missing in nb", "no source", "examples in nb: 1", "characters"):
        assert lacking in told
    assert "in nn" not in told
    Path("stempel.yaml").write_text(text.partition("examples:")[0], "utf-8")
    (told,) = remarks(capsys, "stempel.yaml")
    assert told.endswith("no example in «bad»: nothing shows that the rule finds anything")


def test_an_exception_that_no_example_shows_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    told = "stempel.yaml:6: an exception that no example shows: «digital*»"
    assert told in remarks(capsys, "--strict", "stempel.yaml", code=1)
    assert told not in remarks(capsys, "stempel.yaml")
    good = "  good: [{nb: Kortet stemples for hånd eller digitalt.}]\n"
    Path("stempel.yaml").write_text(PLAIN + good, "utf-8")
    assert told not in remarks(capsys, "--strict", "stempel.yaml", code=1)


def test_an_exception_may_take_effect_on_law_alone(capsys: pytest.CaptureFixture[str]) -> None:
    Path("lov.md").write_text("# Lov om kort\n\n### § 1\n\nKortet stemples digitalt.\n", "utf-8")
    (told,) = (r for r in remarks(capsys, "stempel.yaml", "--law", "lov.md") if "effect" in r)
    assert told.endswith("without effect on the examples and the documents: «digital*»")
    text = Path("lov.md").read_text("utf-8").replace("stemples digitalt", "stemples for hånd")
    Path("lov.md").write_text(text.replace("hånd", "hånd eller digitalt"), "utf-8")
    assert not any("effect" in r for r in remarks(capsys, "stempel.yaml", "--law", "lov.md"))


def test_marks_are_asked_for_where_they_are_kept(capsys: pytest.CaptureFixture[str]) -> None:
    assert not any("no record" in r for r in remarks(capsys, "stempel.yaml"))
    told = remarks(capsys, "stempel.yaml", "--store", "merker")
    assert any("warning, but there is no record of how often" in r for r in told)


def test_a_failing_example_ends_with_one(capsys: pytest.CaptureFixture[str]) -> None:
    Path("stempel.yaml").write_text(PLAIN.replace("[[stemples", "[[Kortet stemples"), "utf-8")
    assert main(["test", "stempel.yaml"]) == 1
    assert "must give «Kortet stemples for hånd»" in capsys.readouterr().out


def test_the_example_of_the_guide_is_without_remark(capsys: pytest.CaptureFixture[str]) -> None:
    guide = (PROJECT / "CONTRIBUTING.md").read_text("utf-8")
    (rule,) = re.findall(r"```yaml\n(id: .*?)```", guide, re.DOTALL)
    Path("stempelpute.yaml").write_text(rule, "utf-8")
    assert remarks(capsys, "--strict", "stempelpute.yaml") == []


@pytest.mark.parametrize("locale", ["nb", "nn", "en"])
def test_a_new_rule_is_without_remark(locale: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "new", "egne/ny", "--locale", locale]) == 0
    assert remarks(capsys, "--strict", "ny.yaml") == []
