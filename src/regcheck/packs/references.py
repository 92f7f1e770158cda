"""What one file says of others: the groups, term sheets, rules and checks that must exist."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from regcheck.datafiles.fields import FileReader, Reference, did_you_mean
from regcheck.datafiles.yaml_nodes import Node
from regcheck.packs.library import Library, groups_in, terminals_of
from regcheck.packs.selectors import ids_matching

_IN_PHRASES = frozenset({"phrase", "lemma", "regex", "group"})


def check_references(
    readers: Iterable[FileReader], library: Library, known_checks: frozenset[str] | None
) -> None:
    """Add a problem to a file's reader for each name that nothing has. Names of checks are only
    compared when `known_checks` is given."""
    ids = {*library.rules, *library.aliases}
    for reader in readers:
        for reference in reader.references:
            if reference.kind == "group":
                _check_group(reference, library)
            elif reference.kind == "sheet":
                _check_sheet(reference, library)
            elif reference.kind == "rule" and reference.name not in ids:
                _missing(reference, "there is no rule", ids)
            elif reference.kind == "selector" and not ids_matching(reference.name, ids):
                categories = {rule_id.partition("/")[0] for rule_id in ids}
                _missing(reference, "no rule is chosen by", ids | categories)
            elif reference.kind == "check":
                _check_check(reference, known_checks)


def check_cycles(places: Mapping[str, tuple[FileReader, Node]], library: Library) -> None:
    """Add a problem for each group that, through others, stands for itself. `places` says which
    file each group is in."""
    uses = {name: set(groups_in(group.pattern)) for name, group in library.groups.items()}
    for name in sorted(uses):
        reached: set[str] = set()
        waiting = list(uses[name])
        while waiting:
            other = waiting.pop()
            if other not in reached:
                reached.add(other)
                waiting += uses.get(other, ())
        if name in reached and name in places:
            reader, node = places[name]
            reader.problem(node, f"the group «{name}» holds itself", "directly or through others")


def _check_group(reference: Reference, library: Library) -> None:
    group = library.groups.get(reference.name)
    if group is None:
        _missing(reference, "there is no group", library.groups)
        return
    if not reference.in_phrase:
        return
    other = next((t.kind for t in terminals_of(group.pattern) if t.kind not in _IN_PHRASES), "")
    if other:
        reference.reader.problem(
            reference.node,
            f"the group «{reference.name}» holds a «{other}» and cannot stand in a phrase",
            "only phrase, lemma, regex and group can",
        )


def _check_sheet(reference: Reference, library: Library) -> None:
    if reference.name in library.sheets:
        return
    category, _, name = reference.name.rpartition("/")
    here = [sheet.partition("/")[2] for sheet in library.sheets if sheet.startswith(f"{category}/")]
    reference.reader.problem(
        reference.node, f"there is no term sheet «{name}» in «{category}»", did_you_mean(name, here)
    )


def _check_check(reference: Reference, known_checks: frozenset[str] | None) -> None:
    if known_checks is not None and reference.name not in known_checks:
        _missing(reference, "there is no measure or check", known_checks)


def _missing(reference: Reference, what: str, allowed: Iterable[str]) -> None:
    reference.reader.problem(
        reference.node, f"{what} «{reference.name[:80]}»", did_you_mean(reference.name, allowed)
    )
