"""Laws as an amending document leaves them, for commands that write them or ask what follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from regcheck.base.errors import UsageError
from regcheck.base.text.printable import cut
from regcheck.base.texts.message import message
from regcheck.changes.amending.apply import ConsolidatedLaw, UnappliedChange, apply_changes
from regcheck.changes.amending.instructed import Change, changes_in
from regcheck.changes.amending.markdown import in_markdown
from regcheck.cli.documents import read_one
from regcheck.cli.terminal import unreadable, warn
from regcheck.cli.versions import law_by_id
from regcheck.document.model import Document, Unreadable
from regcheck.readers.inputs import Inputs

_SHOWN = 160


@dataclass(frozen=True, slots=True)
class AmendedLaw:
    """A law by its id: as it was, as it is left, and of how many changes that were asked for."""

    refid: str
    before: Document
    after: ConsolidatedLaw
    asked: int


def amended_laws(
    amending: Document, law: Inputs, alone: str = ""
) -> tuple[Sequence[AmendedLaw], Sequence[UnappliedChange]]:
    """The laws that are there to be amended, and the changes left undone, in the order of the
    document; `alone` is the path of a law that may lack an id. Raises UsageError for no changes."""
    changes = changes_in(amending)
    if not changes:
        raise UsageError(message("amending.nothing", path=amending.source.path))
    by_law: dict[str, list[Change]] = {}
    for change in changes:
        by_law.setdefault(change.refid, []).append(change)
    found: dict[str, Document] = {}
    for _, act in law_by_id(law, set(by_law) - {""}):
        found.setdefault(act.meta.refid, law_in_markdown(act))
    if len(by_law) == 1 and not found and alone and len(law.entries) == 1:
        # A draft of a law without an id, that alone was named.
        found = {next(iter(by_law)): law_in_markdown(read_one(alone, ""))}
    laws: list[AmendedLaw] = []
    undone: list[UnappliedChange] = []
    for refid, some in by_law.items():
        if refid in found:
            made = apply_changes(found[refid], amending, some)
            laws.append(AmendedLaw(refid, found[refid], made, len(some)))
            undone += made.undone
        else:
            undone += [UnappliedChange(one, "no-law", refid) for one in some]
    return laws, undone


def law_in_markdown(document: Document | Unreadable) -> Document:
    """The document as one that was read from Markdown. Raises UsageError if it cannot be read."""
    found = document if isinstance(document, Unreadable) else in_markdown(document)
    if isinstance(found, Unreadable):
        raise UsageError(unreadable(found))
    return found


def warn_of_undone(undone: Sequence[UnappliedChange]) -> None:
    """Say which changes were left undone, and why."""
    for one in undone:
        shown = cut(" ".join(one.change.instruction.split()), _SHOWN)
        why = message(f"amending.{one.why.replace('-', '_')}", place=one.place)
        warn(message("amending.undone", instruction=shown, why=why))
