"""Precedents: facts that hold together, the nearest shown, more found, both wordings told apart."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from builtin_rules import library
from fake_checks import make_finding
from regcheck.changes.precedents.known import MOST, model_for, nearest, precedents_of
from regcheck.cli.main import main
from regcheck.law.address_path import parse_path

OLD = """---
refid: lov/1897-06-14-9301
---

# Lov om båtplasser

### § 1. Varsel

Havnesjefen skal sende varselet i rekommandert brev til den som leier plassen. Leieren skal flytte båten så snart som mulig.

### § 2. Leie

Leien betales i rekommandert brev.
"""  # noqa: E501
NEW = (
    OLD.replace("i rekommandert brev til", "til")
    .replace("så snart som mulig", "innen tre dager")
    .replace("### § 2", "### § 2. Fortøyning\n\nBåten skal ligge godt.\n\n### § 3")
)


def test_the_table_holds_facts_about_rules_that_there_are() -> None:
    listed = [one for id in library().rules for one in precedents_of(id)]
    assert len(listed) >= 230
    for one in listed:
        assert str(parse_path(f"{one.refid}/§{one.section}").refid) == one.refid
        assert date(2000, 1, 1) < date.fromisoformat(one.day) < date(2030, 1, 1)
        assert one.old and re.fullmatch(r"(lov|forskrift)/[\d-]+", one.by)
        assert max(len(one.old), len(one.new)) < 110, "words, not sentences"


def test_the_same_words_come_first_and_plain_words_only_for_themselves() -> None:
    found = nearest("paper/registered-letter", "rekommandert brev", "nb")
    assert len(found) == MOST
    assert found[0].kind == "neutral-form"
    assert {one.old for one in nearest("plain-language/stiff-word", "benytte", "nb")} == {
        "benyttes"
    }
    assert nearest("plain-language/stiff-word", "avstedkomme", "nb") == ()


def test_reports_show_them_where_a_drafter_looks() -> None:
    from regcheck.base.texts.catalogue import Texts
    from regcheck.desk.editor.documents import explain
    from regcheck.reports.finding_text import precedents_told

    letter = library().rules["paper/registered-letter"]
    one = make_finding(rule=letter, quote="rekommandert brev")
    told = precedents_told(one, Texts("report", "nn"))
    assert [label for _, label, _ in told] == ["Slik har lovgivaren gjort det", "", ""]
    assert "vart til «" in told[0][2]
    assert "Slik har lovgiver gjort det" in explain(one, "nb")


def test_more_are_found_between_two_states_of_law(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in (("old", OLD), ("new", NEW)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "lov.md").write_text(text, encoding="utf-8")
    choice = ("--select", "paper/registered-letter,discretion/open-deadline")
    assert main(["precedents", "old", "new", *choice, "--json"]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(one["rule"], one["old"], one["new"]) for one in found] == [
        ("paper/registered-letter", "rekommandert brev", ""),
        ("discretion/open-deadline", "så snart som mulig", "innen tre dager"),
    ]
    assert found[1]["new_sentence"] == "Leieren skal flytte båten innen tre dager."
    assert main(["precedents", "old", "new", *choice, "--locale", "nb"]) == 0
    told = capsys.readouterr().out
    assert "\n  «så snart som mulig» → «innen tre dager»\n  Før: Leieren skal flytte" in told
    assert "\n  Etter: Leieren skal flytte båten innen tre dager.\n" in told
    assert "\n2 steder der ord som regcheck peker på, er skrevet om.\n" in told


def test_law_at_hand_shows_both_wordings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = precedents_of("technology/edp-vocabulary")[0]
    for name, words in (("a", one.old), ("b", one.new)):
        text = f"---\nrefid: {one.refid}\n---\n\n# Forskrift om tavler\n\n"
        text += f"### § {one.section}. Tavle\n\nTavla er et {words} og henger høyt.\n"
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    asked = ["explain", one.rule, "--locale", "nb", "--law", str(tmp_path)]
    assert main(asked) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert f"Før: Tavla er et {one.old} og henger høyt. Etter: Tavla er et {one.new}" in out
    (tmp_path / "b.md").unlink()
    assert main(asked) == 0
    assert f"Slik står den: Tavla er et {one.old}" in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize(
    ("rule", "sentence", "begins"),
    [
        ("paper/registered-letter", "Varselet skal sendes i rekommandert brev.", "rekommandert"),
        ("paper/registered-letter", "Varselet skal sendes anbefalt.", ""),
        ("paper/signature-word", "Erklæringen skal underskrives av studenten.", ""),
        ("paper/surrender-document", "Føreren skal levere førerkortet.", ""),
        ("no/such-rule", "Varselet skal sendes i rekommandert brev.", ""),
    ],
)
def test_a_model_is_given_only_where_all_its_words_stand(
    rule: str, sentence: str, begins: str
) -> None:
    found = model_for(rule, sentence, sentence, "nb")
    assert (found.old if found else "").startswith(begins)
    assert (found is None) is not bool(begins)
