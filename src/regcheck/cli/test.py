"""`regcheck test`: the examples in rule files as tests."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from regcheck.cli.options import Option
from regcheck.cli.rules import is_rule_file, warn_of_doubts
from regcheck.cli.terminal import counted, say, say_line
from regcheck.errors import ExitCode
from regcheck.texts.message import message


def test(pack: Annotated[str, Option("pack", "", "PACK")]) -> int:
    """Run the examples of rules: the bad ones must give exactly the marked findings, the good
    ones none. Exit code 1 when one does not."""
    from regcheck.packs.select import select_rules
    from regcheck.run.examples import run_examples
    from regcheck.run.rules import RuleChoice, load_library, rules_of_packs

    is_place = bool(pack) and (is_rule_file(pack) or Path(pack).exists())
    library = load_library(RuleChoice(packs=(pack,) if is_place else ()))
    wanted = rules_of_packs(library, [pack]) if is_place else [pack or "*"]
    chosen = select_rules(library, select=wanted, preview=True)
    warn_of_doubts(library, chosen.rules)
    failed = number = 0
    for result in run_examples(chosen):
        number += 1
        if not result.ok:
            failed += 1
            say_line(
                message(
                    "cli.bad_example_failed" if result.example.bad else "cli.good_example_failed",
                    place=f"{result.rule.path}:{result.example.line}",
                    rule=result.rule.id,
                    language=result.example.language,
                    detail=result.detail,
                )
            )
            say(f"    {result.example.text}\n")
    rules = counted("cli.rules", len(chosen.rules))
    examples = counted("cli.examples_run", number)
    say_line(message("cli.tested", rules=rules, examples=examples, failed=failed))
    return ExitCode.FINDINGS if failed else ExitCode.OK
