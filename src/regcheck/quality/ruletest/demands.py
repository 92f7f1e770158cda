"""What a rule must have before others can rely on it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from regcheck.base.errors import Problem
from regcheck.base.texts.locales import LOCALES, STANDARDS
from regcheck.base.texts.message import Message, message
from regcheck.changes.suppressions.suppress import CATEGORY as SUPPRESSIONS
from regcheck.packs.model import Confidence, Rule, Severity, Terminal, Within
from regcheck.quality.evaluation.sample import record_file, wilson

LONGEST_LINE: Final = 120
EXAMPLES: Final = 2
"""Bad ones, and good ones, that a rule has in each written standard."""
LEAST: Final = 2 / 3
"""The precision that a rule above info has."""
MANY: Final = 30
SURE: Final = 0.8
"""What an error has: so many marks, and so high a lower end of the interval of its precision."""
FEW: Final = 8
"""With fewer marks than this no rule is sure."""
_ORDER: Final = (Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH)


def demands_on(rule: Rule, file: Path, store: Path | None, *, full: bool = True) -> list[Problem]:
    """What a rule lacks of what the project asks of its own if `full`, or else an example of what
    it finds. The record of its precision is looked for in `store`."""
    told = [*(_texts(rule) if full else ()), *_examples(rule, full)]
    told += _precision(rule, store) if store else ()
    return [Problem(str(file), rule.line, 0, one) for one in told]


def long_lines(file: Path) -> Iterator[Problem]:
    """The lines of a file that are too long to be read."""
    for number, line in enumerate(file.read_text("utf-8-sig").splitlines(), 1):
        if len(line) > LONGEST_LINE:
            told = message("ruletest.long_line", length=len(line), most=LONGEST_LINE)
            yield Problem(str(file), number, 0, told, message("ruletest.fold"))


def _texts(rule: Rule) -> Iterator[Message]:
    for name in ("advice", "rationale"):
        missing = [locale for locale in _spoken(rule) if not getattr(getattr(rule, name), locale)]
        if missing:
            yield message("ruletest.no_text", text=name, locales=", ".join(missing))
    if not rule.sources:
        yield message("ruletest.no_source")


def _spoken(rule: Rule) -> list[str]:
    return [locale for locale in LOCALES if getattr(rule.title, locale)]


def _examples(rule: Rule, full: bool) -> Iterator[Message]:
    given = Counter((example.bad, example.language) for example in rule.examples)
    match = rule.match
    whole = rule.segment is Within.DOCUMENT
    if whole and isinstance(match, Terminal) and match.kind == "metric":
        return
    if not full and not any(bad for bad, _ in given):
        yield message("ruletest.no_bad")
    languages = [one for one in _spoken(rule) if one in STANDARDS] or ["en"]
    for bad, key in ((True, "ruletest.few_bad"), (False, "ruletest.few_good")):
        for language in languages if full else ():
            number = given[bad, language]
            if number < EXAMPLES:
                yield message(key, given=number, language=language, wanted=EXAMPLES)


def _precision(rule: Rule, store: Path) -> Iterator[Message]:
    """What a rule's precision does not bear out; rules about suppressions need none."""
    graver = rule.severity > Severity.INFO
    file = record_file(store, rule.id)
    if not file.is_file():
        if graver and rule.category != SUPPRESSIONS:
            yield message("ruletest.no_record", severity=rule.severity.word, file=file)
        return
    record = json.loads(file.read_text("utf-8"))
    right, marks = record["right"], record["n"]
    best = highest_confidence(right / marks, marks)
    if _ORDER.index(rule.confidence) > _ORDER.index(best):
        yield message(
            "ruletest.too_sure", given=rule.confidence, best=best, right=right, marks=marks
        )
    if rule.severity is Severity.ERROR and not is_earned(right, marks):
        yield message("ruletest.unearned", right=right, marks=marks, least=MANY)
    if graver and right / marks < LEAST:
        yield message("ruletest.too_grave", severity=rule.severity.word, right=right, marks=marks)


def is_earned(right: int, marks: int) -> bool:
    """Whether marks make findings errors: at least 30, and Wilson's lower end no less than 0.8."""
    return marks >= MANY and wilson(right, marks)[0] >= SURE


def highest_confidence(precision: float, marks: int) -> Confidence:
    """What a rule may claim that was right in this share of so many marked hits."""
    if precision >= 0.9 and marks >= FEW:
        return Confidence.HIGH
    return Confidence.MEDIUM if precision >= 0.75 else Confidence.LOW
