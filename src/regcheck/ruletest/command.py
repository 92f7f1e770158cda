"""`regcheck test`: the examples in rule files as tests, and what else the files show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from regcheck.cli import options as shared
from regcheck.cli.library import is_rule_file, warn_of_doubts
from regcheck.cli.terminal import say, warn, warn_unread
from regcheck.errors import ExitCode

if TYPE_CHECKING:
    from regcheck.document.model import Document
    from regcheck.errors import Problem
    from regcheck.packs.library import Library
    from regcheck.packs.model import RuleSet


def test(
    pack: Annotated[
        str,
        typer.Argument(metavar="PACK", help="A folder or file of rules, a category or a rule."),
    ] = "",
    law: Annotated[
        list[str] | None,
        typer.Option("--law", metavar="PATH", help="Find exceptions that never apply there."),
    ] = None,
    store: Annotated[
        str,
        typer.Option("--store", metavar="FOLDER", help="The marks of your own rules."),
    ] = "",
    strict: Annotated[bool, typer.Option("--strict", help="Exit code 1 for remarks, too.")] = False,
    debug: shared.Debug = False,
) -> int:
    """Run the examples of rules: the bad ones must give exactly the marked findings, the good
    ones none. Exit code 1 when one does not.

    Remarks tell what a rule lacks (texts in three languages, sources, two examples each way in
    Bokmål and Nynorsk, for rules above info marks that bear them out), which phrases others of the
    same list make superfluous, lines that are too long, and, in rules of your own, exceptions that
    no example shows.
    """
    from regcheck.datafiles.data_files import corpora_folder
    from regcheck.packs.select import select_rules
    from regcheck.packs.source_files import builtin_folder
    from regcheck.ruletest.review import review
    from regcheck.run.rules import RuleChoice, load_library, rules_of_packs

    is_place = bool(pack) and (is_rule_file(pack) or Path(pack).exists())
    library = load_library(RuleChoice(packs=(pack,) if is_place else ()))
    wanted = rules_of_packs(library, [pack]) if is_place else [pack or "*"]
    chosen = select_rules(library, select=wanted, preview=True)
    warn_of_doubts(library, chosen.rules)
    own = is_place and not Path(pack).resolve().is_relative_to(builtin_folder().resolve())
    marks = Path(store) if store else None if own else corpora_folder() / "precision"
    several = Path(pack).is_dir() if is_place else "/" not in pack
    failed = _run_examples(chosen)
    remarks = review(library, chosen.rules, shared=several, store=marks)
    remarks += _without_effect(library, chosen, law or (), own=own)
    _tell(remarks)
    return ExitCode.FINDINGS if failed or (strict and remarks) else ExitCode.OK


def _run_examples(rules: RuleSet) -> int:
    """Run the examples, and say which fail and how many there are; gives how many fail."""
    from regcheck.ruletest.examples import run_examples

    failed = number = 0
    for result in run_examples(rules):
        number += 1
        if not result.ok:
            failed += 1
            kind = "bad" if result.example.bad else "good"
            place = f"{result.rule.path}:{result.example.line}"
            say(f"{place}: {result.rule.id}: {kind} {result.example.language} example ")
            say(f"{result.detail}\n    {result.example.text}\n")
    counted = f"{len(rules.rules)} rule{'s' * (len(rules.rules) != 1)}"
    say(f"{counted}, {number} example{'s' * (number != 1)}, {failed} failed\n")
    return failed


def _without_effect(
    library: Library, rules: RuleSet, law: Sequence[str], *, own: bool
) -> list[Problem]:
    """Exceptions that no example shows and that have no effect on law; of rules that are not the
    user's own only where there is law."""
    if not law and not own:
        return []
    from regcheck.ruletest.examples import example_documents
    from regcheck.ruletest.review import tell_without_effect
    from regcheck.ruletest.silent import ExemptionWatch, entries_without_effect

    watch = ExemptionWatch(rules)
    for document in (*example_documents(rules), *_documents(law)):
        watch.look_through(document)
    left = watch.without_effect()
    if not law:
        left = entries_without_effect(rules.rules, left)
    return tell_without_effect(library, left, law=bool(law))


def _documents(paths: Sequence[str]) -> Iterator[Document]:
    """What can be read of the paths."""
    from regcheck.cli.documents import find_documents
    from regcheck.document.model import Unreadable
    from regcheck.run.pipeline import read_each

    if not paths:
        return
    for document in read_each(find_documents(paths)):
        if isinstance(document, Unreadable):
            warn_unread(document)
        else:
            yield document


def _tell(remarks: Sequence[Problem]) -> None:
    from regcheck.reports.layout import printable
    from regcheck.texts.catalogue import Texts

    for remark in remarks:
        warn(printable(f"note: {remark}"))
    if remarks:
        warn(f"{Texts('ruletest', 'en').count('remarks', len(remarks))}")
