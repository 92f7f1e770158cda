"""References that lead astray once provisions are renumbered, moved or repealed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from regcheck.base.text.patterns import pattern
from regcheck.changes.alignment import align, moved_address, provisions
from regcheck.changes.marks import address_within
from regcheck.concepts.index import IndexEntry, index_in_memory
from regcheck.document.model import Document, NodeKind
from regcheck.document.provision_paths import places_of
from regcheck.law.metadata import DocumentMeta
from regcheck.law.names import NamedDocument, names_of
from regcheck.law.vocabulary import MONTHS
from regcheck.readers.inputs import Input, Inputs
from regcheck.references.library import ReferenceLibrary
from regcheck.references.model import Reference
from regcheck.references.resolve import references_in

_PACKED = b"PK"
_DAY = pattern(r"(\d{4})-(\d{2})-\d{2}(?:-(\d+))?$")
_ENDING = 2
"""Letters that the end of a name may differ by: «kailova», «kailoven»."""


@dataclass(frozen=True, slots=True)
class Astray:
    """A reference that stands as before, though its target does not: `was` is the address path
    it was written for, `now` where that is (empty: nowhere), `there` what stands at `was` now
    (empty: nothing)."""

    path: str
    refid: str
    address: str
    address_path: str
    quote: str
    document: str
    was: str
    now: str
    there: str


@dataclass(frozen=True, slots=True)
class Moves:
    """What became of the sections of a document: `moved` gives, by their earlier addresses, where
    those are that have moved (empty: gone), `headings` what stands at each address now."""

    refid: str
    aligned: Mapping[str, str]
    moved: Mapping[str, str]
    headings: Mapping[str, str] = field(default_factory=dict)


def find_astray(
    versions: Sequence[tuple[Document, Document]],
    others: Callable[[Sequence[DocumentMeta]], Iterable[Document]],
) -> list[Astray]:
    """The references that lead astray since the earlier versions: in the documents that changed,
    and in `others`, which gives those that may cite the documents whose sections have moved."""
    moves = [moves_between(old, new) for old, new in versions]
    moved = [new.meta for (_, new), one in zip(versions, moves, strict=True) if one.moved]
    if not moved:
        return []
    documents = list(others([one for one in moved if one.refid]))
    read = {one.source.path: one for one in (*documents, *(new for _, new in versions))}
    entries = [IndexEntry(path, "", one.meta, (), places_of(one)) for path, one in read.items()]
    library = ReferenceLibrary(index_in_memory(entries, ()))
    found = [
        astray
        for (old, new), one in zip(versions, moves, strict=True)
        for astray in astray_in(old, new, one, library)
    ]
    return [*found, *astray_elsewhere(documents, moves, library)]


def moves_between(old: Document, new: Document) -> Moves:
    """What became of the sections between two versions."""
    before, after = provisions(old), provisions(new)
    aligned = align(before, after)
    gone, absent = set(places_of(new).repealed), set(places_of(old).repealed)
    moved = {}
    for one in before:
        now = aligned.get(one.address, "")
        now = "" if now in gone else now
        if now != one.address and one.address not in absent:
            moved[one.address] = now
    return Moves(new.meta.refid or old.meta.refid, aligned, moved, dict(_headings(new)))


def astray_in(
    old: Document, new: Document, moves: Moves, library: ReferenceLibrary
) -> Iterator[Astray]:
    """References of a document to itself that stand as before while their targets have moved.
    What stands in a place is compared with what should stand there, so that references that were
    changed along are left out."""
    if not moves.moved:
        return
    meant: dict[str, Counter[str]] = defaultdict(Counter)
    wanted: dict[str, Counter[str]] = defaultdict(Counter)
    for one in references_in(old, library):
        if _to_itself(one, old):
            place, target = moved_address(_place(one, old), moves.aligned), _target(one)
            meant[place][target] += 1
            wanted[place][_now(target, moves)] += 1
    stand = [one for one in references_in(new, library) if _to_itself(one, new)]
    unmet: dict[str, Counter[str]] = defaultdict(Counter)
    for one in stand:
        unmet[_place(one, new)][_target(one)] += 1
    for place, targets in unmet.items():
        targets.subtract(wanted[place])
    for one in stand:
        place, target = _place(one, new), _target(one)
        if unmet[place][target] > 0 and meant[place][target]:
            unmet[place][target] -= 1
            yield from _astray(one, moves)


def astray_elsewhere(
    documents: Iterable[Document], moves: Sequence[Moves], library: ReferenceLibrary
) -> Iterator[Astray]:
    """References of other documents, as they were, to sections that have moved."""
    by_refid = {one.refid: one for one in moves if one.refid and one.moved}
    if not by_refid:
        return
    for document in documents:
        for one in references_in(document, library):
            if one.target in by_refid and one.target != document.meta.refid:
                yield from _astray(one, by_refid[one.target])


def _now(target: str, moves: Moves) -> str:
    section = _moved_section(target, moves)
    if not section:
        return target
    now = moves.moved[section]
    return now + target[len(section) :] if now else ""


def _astray(one: Reference, moves: Moves) -> Iterator[Astray]:
    target = _target(one)
    if section := _moved_section(target, moves):
        yield Astray(
            *(one.path, one.refid, one.address, one.address_path, one.quote),
            document=moves.refid,
            was=target,
            now=_now(target, moves),
            there=moves.headings.get(section, ""),
        )


def _moved_section(place: str, moves: Moves) -> str:
    while place and place not in moves.moved:
        place = place.rpartition("/")[0]
    return place


def _place(one: Reference, document: Document) -> str:
    return address_within(one.address_path, document.meta.refid)


def _target(one: Reference) -> str:
    return address_within(one.target_path, one.target)


def _to_itself(one: Reference, document: Document) -> bool:
    return bool(one.target_path) and one.target in ("", document.meta.refid)


def _headings(document: Document) -> Iterator[tuple[str, str]]:
    for node in document.root.walk():
        if node.kind is NodeKind.ARTICLE:
            inside = [one for one in node.walk() if not one.children]
            words = " ".join(inside[0].span.of(document.text).split()[:8]) if inside else ""
            yield address_within(node.address.path, document.meta.refid), words


def citing(inputs: Inputs, cited: Sequence[DocumentMeta]) -> Iterator[Document]:
    """The documents that may cite one of those given, by name, or date and number."""
    words = {word for meta in cited for word in _words(meta)}
    for item in inputs if words else ():
        data = item.read(inputs.limits) if isinstance(item, Input) else item
        if not isinstance(item, Input) or not isinstance(data, bytes):
            continue
        text = data.decode("utf-8", "replace").lower()
        if data.startswith(_PACKED) or any(word in text for word in words):
            document = Input(item.path, "", item.format, len(data), data).document(inputs.limits)
            if isinstance(document, Document):
                yield document


def _words(meta: DocumentMeta) -> Iterator[str]:
    called = NamedDocument(meta.refid, meta.title, meta.short_title, meta.in_force)
    for name in names_of(called):
        if " " not in name:
            yield name[:-_ENDING]
    if found := _DAY.search(meta.refid):
        year, month, number = found.groups()
        yield f"{MONTHS[int(month) - 1]} {year} nr. {number}" if number else year
