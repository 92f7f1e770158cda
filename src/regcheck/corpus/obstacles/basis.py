"""Under which act each regulation of a scan is made, and how that is known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from regcheck.base.text.patterns import pattern
from regcheck.law.names import NamedDocument, Names, known_name
from regcheck.law.register import law_register

SOURCES: Final = ("metadata", "formula", "amendment", "title", "text")
"""How a basis may be known, the surest first: the document's metadata, the words that set it, the
metadata of what amends it, its title, and the powers and acts that its text cites."""
_ACT: Final = pattern(r"lov/\d{4}-\d{2}-\d{2}(?:-\d+)?")


class ScannedDocument(NamedTuple):
    """A document as the scan's table has it."""

    path: str
    refid: str
    title: str
    short_title: str
    in_force: str
    based_on: tuple[str, ...]
    amends: tuple[str, ...]
    named_basis: tuple[str, ...]
    adopted_by: str = ""


class Basis(NamedTuple):
    """What a document is based on, the act, and how it is known; an act is its own. `successor`
    is the id of the law that has replaced the act, `body` who adopted the document."""

    based_on: tuple[str, ...] = ()
    act: str = ""
    source: str = ""
    successor: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True)
class Bases:
    """The basis of each document by its path, and the titles of acts by their ids."""

    of: Mapping[str, Basis]
    titles: Mapping[str, str] = field(default_factory=dict)


def find_bases(documents: Iterable[ScannedDocument]) -> Bases:
    """The bases of the documents of a scan. A name is an act of the scan, or one known well."""
    known = list(documents)
    names = Names(
        [NamedDocument(d.refid, d.title, d.short_title, d.in_force) for d in known if d.refid]
    )
    amended: dict[str, dict[str, None]] = {}
    for one in known:
        acts = [basis for basis in one.based_on if _ACT.match(basis)]
        for refid in one.amends if acts else ():
            amended.setdefault(refid, {}).update(dict.fromkeys(acts))
    found = {one.path: _basis(one, names, amended) for one in known}
    act_of = {one.refid: found[one.path].act for one in known if one.refid}
    for one in known:
        if not found[one.path].act:
            found[one.path] = _through(one, names, act_of) or found[one.path]
    titles = {one.refid: one.short_title or one.title for one in known if _ACT.match(one.refid)}
    for one in known:
        basis = found[one.path]
        if basis.act and basis.act not in titles:
            titles[basis.act] = known_name(basis.act)
        successor = law_register().replaced_by(basis.act)
        found[one.path] = basis._replace(successor=successor, body=one.adopted_by)
    return Bases(found, titles)


def _through(one: ScannedDocument, names: Names, acts: Mapping[str, str]) -> Basis | None:
    """The act of the regulation that a document amends, or of the one that it refers to most."""
    cited = (written.partition(":")[2] for written in one.named_basis)
    near = [*one.amends, *(_named(name, one, names) for name in cited)]
    act = next((acts[refid] for refid in near if refid != one.refid and acts.get(refid)), "")
    source = "amendment" if one.amends and act else "text"
    return Basis(one.based_on or (act,), act, source) if act else None


def _basis(one: ScannedDocument, names: Names, amended: Mapping[str, Mapping[str, None]]) -> Basis:
    if _ACT.match(one.refid):
        return Basis(one.based_on, one.refid)
    named = {"metadata": one.based_on, "amendment": tuple(amended.get(one.refid, ()))}
    for written in one.named_basis:
        source, _, name = written.partition(":")
        act = _named(name, one, names)
        if _ACT.match(act):
            named[source] = (*named.get(source, ()), act)
    for source, repealed in (
        (source, repealed) for repealed in (False, True) for source in SOURCES
    ):
        acts = [found[0] for basis in named.get(source, ()) if (found := _ACT.match(basis))]
        if acts and (repealed or not law_register().replaced_by(acts[0])):
            # What a text refers to holds its basis and more: its first act alone is taken for it.
            taken = acts[:1] if source == "text" else named[source]
            return Basis(tuple(dict.fromkeys(taken)), acts[0], source)
    return Basis(one.based_on)


def _named(name: str, one: ScannedDocument, names: Names) -> str:
    """The id of what a document names: what has the name today if it was adopted by then, for
    nothing rests on what came later, else what had it on the day of the document."""
    day = _day_of(one.refid)
    days = ("", day) if day else ("",)
    ids = [name] if "/" in name else [names.refid(name, on) for on in days]
    ids += [names.titled(name, on) for on in days if "/" not in name]
    return next((id for id in ids if id and not _day_of(id) > day > ""), "")


def _day_of(refid: str) -> str:
    return refid.partition("/")[2][:10]
