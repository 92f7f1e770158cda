"""`regcheck test`: the examples in rule files as tests."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from regcheck.cli import options as shared
from regcheck.cli.library import is_rule_file, warn_of_doubts
from regcheck.cli.terminal import say
from regcheck.errors import ExitCode


def test(
    pack: Annotated[
        str,
        typer.Argument(metavar="PACK", help="A folder or file of rules, a category or a rule."),
    ] = "",
    debug: shared.Debug = False,
) -> int:
    """Run the examples of rules: the bad ones must give exactly the marked findings, the good
    ones none. Exit code 1 when one does not.

    Phrases that match nothing, or one common word, without their optional words are pointed out.
    """
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
            kind = "bad" if result.example.bad else "good"
            place = f"{result.rule.path}:{result.example.line}"
            say(f"{place}: {result.rule.id}: {kind} {result.example.language} example ")
            say(f"{result.detail}\n    {result.example.text}\n")
    rules = f"{len(chosen.rules)} rule{'s' * (len(chosen.rules) != 1)}"
    say(f"{rules}, {number} example{'s' * (number != 1)}, {failed} failed\n")
    return ExitCode.FINDINGS if failed else ExitCode.OK
