"""Examples of rules: what holds, what does not, and what is told of it."""

from __future__ import annotations

import pytest

from regcheck.base.texts.localised import Localised
from regcheck.packs.model import Confidence, Example, Rule, RuleSet, Severity, Terminal
from regcheck.quality.ruletest.examples import run_example, run_examples
from regcheck.results.result import Settings
from regcheck.run.pipeline import Pipeline
from regcheck.run.rules import LoadedRules


def rule(*examples: Example, rule_id: str = "paper/post", words: str = "i posten") -> Rule:
    return Rule(
        id=rule_id,
        title=Localised("tittel", "tittel", "title"),
        message=Localised("«{match}»", "«{match}»", "“{match}”"),
        match=Terminal("phrase", "nb", (words,)),
        severity=Severity.ERROR,
        confidence=Confidence.HIGH,
        examples=examples,
    )


def outcome(example: Example) -> tuple[bool, str]:
    one = rule(example)
    result = run_example(
        one, example, Pipeline(LoadedRules.of(RuleSet((one,))), Settings(nlp=False))
    )
    assert (result.rule, result.example) == (one, example)
    return result.ok, result.detail


TEXT = "Svar sendes i posten."
GIVEN = "must give «i posten», gave «i posten»"
GRADED = "must give «i posten» as info, gave «i posten» as error"
AT = (TEXT.index("i posten"), TEXT.index("i posten") + len("i posten"))


@pytest.mark.parametrize(
    ("example", "ok", "detail"),
    [
        (Example(True, "nb", TEXT, (AT,)), True, "must give «i posten», gave «i posten»"),
        (Example(True, "nb", TEXT, ((0, 4),)), False, "must give «Svar», gave «i posten»"),
        (Example(True, "nb", TEXT), True, "must give a finding, gave «i posten»"),
        (Example(True, "nb", "Svar sendes.", ((0, 4),)), False, "must give «Svar», gave nothing"),
        (Example(True, "nb", "Svar sendes."), False, "must give a finding, gave nothing"),
        (Example(True, "nb", TEXT, (AT,), severity=Severity.ERROR), True, GIVEN),
        (Example(True, "nb", TEXT, (AT,), severity=Severity.INFO), False, GRADED),
        (
            Example(True, "nb", TEXT, severity=Severity.WARNING),
            False,
            "must give a finding as warning, gave «i posten» as error",
        ),
        (Example(False, "nb", "Svar sendes."), True, "must give nothing, gave nothing"),
        (Example(False, "nb", TEXT), False, "must give nothing, gave «i posten»"),
    ],
)
def test_an_example_holds_or_says_why_not(example: Example, ok: bool, detail: str) -> None:
    assert outcome(example) == (ok, detail)


def test_an_example_that_is_no_text_does_not_hold() -> None:
    assert not outcome(Example(False, "nb", "a\0b"))[0]


def test_the_heading_of_an_example_stands_over_it() -> None:
    one = rule(words="reise")
    with_heading = Example(False, "nb", "Kravet sendes.", heading="Reise")
    assert run_example(
        one, with_heading, Pipeline(LoadedRules.of(RuleSet((one,))), Settings(nlp=False))
    ).ok


def test_every_example_of_every_rule_is_run() -> None:
    first = rule(Example(True, "nb", TEXT), Example(False, "nb", "Svar."), rule_id="paper/a")
    second = rule(Example(False, "nb", TEXT), rule_id="paper/b")
    results = list(run_examples(RuleSet((first, second))))
    assert [(r.rule.id, r.ok) for r in results] == [
        ("paper/a", True),
        ("paper/a", True),
        ("paper/b", False),
    ]
