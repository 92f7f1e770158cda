"""What built-in rules compile to needs nothing but the standard library."""

from __future__ import annotations

import re
from collections.abc import Iterator

from regcheck.base.values import decoded
from regcheck.matching.plans import CompiledRules, WordPlan
from regcheck.run.rules import LoadedRules


def expressions(compiled: CompiledRules) -> Iterator[str]:
    for trigger in compiled.triggers:
        if trigger.kind == "regex":
            yield trigger.pattern
    for packed in compiled.words:
        yield from (pattern for pattern, *_ in decoded(packed, WordPlan).expressions)


def test_every_expression_compiles_under_re(every_rule: LoadedRules) -> None:
    found = set(expressions(every_rule.compiled))
    assert len(found) > 1_000
    for pattern in found:
        re.compile(pattern, re.IGNORECASE)
