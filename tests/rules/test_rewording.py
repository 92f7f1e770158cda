"""What does not change what a text says, changes no finding in the examples of the rules."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from builtin_rules import rule_set
from regcheck.document.model import Document
from regcheck.quality.ruletest.examples import example_pipeline
from regcheck.readers.registry import read_document
from regcheck.run.pipeline import Pipeline
from regcheck.run.rules import LoadedRules

Found = list[tuple[str, str]]
MONTHS = {"januar": "februar", "mars": "mai", "juni": "juli", "september": "oktober"}
REWORDINGS: dict[str, Callable[[str], str]] = {
    "hard spaces": lambda text: text.replace(" ", "\N{NO-BREAK SPACE}"),
    "two spaces": lambda text: text.replace(" ", "  "),
    "wrapped lines": lambda text: re.sub(r"(?<=[a-zæøå]) (?=[a-zæøå])", "\n", text),
    "another day": lambda text: re.sub(
        rf"\b(?:{'|'.join(MONTHS)}|20[01]\d)\b",
        lambda day: MONTHS.get(day[0], "2023"),
        text.replace(" – ", " — "),
    ),
}


@pytest.fixture(scope="module")
def pipeline(every_rule: LoadedRules) -> Pipeline:
    return example_pipeline(every_rule)


def texts(category: str, language: str) -> list[str]:
    rules = [rule for rule in rule_set().rules if rule.category == category]
    return [
        re.sub(r"\[\[|\]\]", "", example.text)
        for rule in rules
        for example in rule.examples
        if example.bad and example.language == language and "\n" not in example.text
    ]


def found(pipeline: Pipeline, examples: list[str]) -> Found:
    sections = (f"## § {number} Prøve\n\n{text}\n" for number, text in enumerate(examples, 1))
    document = read_document("\n".join(["# Forskrift om prøver\n", *sections]).encode(), "a.md")
    assert isinstance(document, Document)
    result = pipeline.check(document)
    return sorted((one.rule.id, one.address_path) for one in result.findings)


DATED = ("structure/law-not-in-force", "structure/past-date", "structure/repealed-law")


def undated(findings: Found, name: str) -> Found:
    """Without what goes by days, where those are others."""
    return [one for one in findings if name != "another day" or one[0] not in DATED]


@pytest.mark.parametrize("language", ["nb", "nn"])
@pytest.mark.parametrize(
    "category", sorted({rule.category for rule in rule_set().rules} - {"suppressions"})
)
def test_a_change_that_does_not_matter_changes_nothing(
    category: str, language: str, pipeline: Pipeline
) -> None:
    examples = [text for text in texts(category, language) if not re.match(r"[-#>|*\d]", text)]
    before = found(pipeline, examples)
    assert before
    for name, reword in REWORDINGS.items():
        now = found(pipeline, list(map(reword, examples)))
        assert undated(now, name) == undated(before, name), name
