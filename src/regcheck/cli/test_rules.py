"""`regcheck test`: the examples in rule files as tests, and what else the files show."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Annotated

from regcheck.base.datafiles.data_files import corpora_folder
from regcheck.base.errors import ExitCode, Problem
from regcheck.base.texts.message import message
from regcheck.cli.documents import ReadableDocuments, find_documents
from regcheck.cli.options import argument, option
from regcheck.cli.rules import is_rule_file, warn_of_doubts
from regcheck.cli.terminal import counted, note, say, say_line, spoken, warn
from regcheck.packs.library import Library
from regcheck.packs.model import RuleSet
from regcheck.packs.select import select_rules
from regcheck.packs.source_files import builtin_folder
from regcheck.quality.ruletest.examples import example_documents, run_examples
from regcheck.quality.ruletest.review import review, tell_without_effect
from regcheck.quality.ruletest.silent import ExemptionWatch, entries_without_effect
from regcheck.run.rules import RuleChoice, load_library, rules_of_packs


def test(
    pack: Annotated[str, argument("PACK", "")],
    law: Annotated[tuple[str, ...], option("PATH")],
    store: Annotated[str, option("FOLDER")],
    strict: bool,
) -> int:
    """Run the examples of rules. Exit code 1 when one fails, or if `strict` for remarks."""
    is_place = bool(pack) and (is_rule_file(pack) or Path(pack).exists())
    library = load_library(RuleChoice(packs=(pack,) if is_place else ()))
    wanted = rules_of_packs(library, [pack]) if is_place else [pack or "*"]
    chosen = select_rules(library, select=wanted, preview=True)
    warn_of_doubts(library, chosen.rules)
    own = is_place and not Path(pack).resolve().is_relative_to(builtin_folder().resolve())
    marks = Path(store) if store else None if own else corpora_folder() / "precision"
    several = Path(pack).is_dir() if is_place else "/" not in pack
    failed = _run_examples(chosen)
    remarks = review(library, chosen.rules, shared=several, store=marks, full=strict or not own)
    remarks += _without_effect(library, chosen, law) if law or (own and strict) else []
    for remark in remarks:
        note(remark.said(spoken()))
    if remarks:
        warn(counted("ruletest.remarks", len(remarks)))
    return ExitCode.FINDINGS if failed or (strict and remarks) else ExitCode.OK


def _run_examples(rules: RuleSet) -> int:
    """Run the examples, and say which fail and how many there are; gives how many fail."""
    failed = number = 0
    for result in run_examples(rules):
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
    counts = counted("cli.rules", len(rules.rules)), counted("cli.examples_run", number)
    say_line(message("cli.tested", rules=counts[0], examples=counts[1], failed=failed))
    return failed


def _without_effect(library: Library, rules: RuleSet, law: Sequence[str]) -> list[Problem]:
    """Exceptions that no example shows and that have no effect on law."""
    watch = ExemptionWatch(rules)
    for document in chain(
        example_documents(rules), ReadableDocuments(find_documents(law)) if law else ()
    ):
        watch.look_through(document)
    left = watch.without_effect()
    left = left if law else entries_without_effect(rules.rules, left)
    return tell_without_effect(library, left, law=bool(law))
