"""References as text, JSON, CSV and GraphML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from regcheck.base.text.printable import printable
from regcheck.base.texts.catalogue import Texts
from regcheck.concepts.comparison import Circle
from regcheck.document.model import Unreadable
from regcheck.law.register import law_register
from regcheck.references.model import FAULTS, STATUSES, Reference, count_statuses
from regcheck.reports.records import json_with_list, unreadable_record
from regcheck.reports.xml_text import tag, xml_text

SCHEMA_VERSION = 1


def references_text(
    references: Sequence[Reference], circles: Sequence[Circle], locale: str, *, everything: bool
) -> Iterator[str]:
    """References that lead nowhere (or all) by document, circles, and the number of each kind."""
    words = Texts("references", locale)
    shown = [one for one in references if everything or one.status in FAULTS]
    for path, group in groupby(shown, key=lambda one: one.path):
        yield f"{printable(path)}\n"
        for one in group:
            target = " ".join(part for part in (one.target, one.target_address) if part)
            said = f"  {one.address}: «{one.quote}» {words.table('statuses')[one.status]}"
            yield printable(f"{said} ({target})" if target else said) + "\n"
        yield "\n"
    for circle in circles:
        way = " → ".join(f"{one.refid} {one.address}" for one in circle)
        said = words.circle.format(term=circle[0].term, way=way)
        yield printable(said) + "\n"
    counts = {**count_statuses(references), "circular": len(circles)}
    named = words.table("statuses")
    parts = ", ".join(f"{counts[one]} {named[one]}" for one in STATUSES if counts[one])
    if any(one.target not in ("", one.refid) for one in references):
        yield words.register.format(as_of=law_register().as_of) + "\n"
    yield f"{words.total}: {len(references)}" + (f" ({parts})" if parts else "") + "\n"


def references_json(
    references: Sequence[Reference],
    circles: Sequence[Circle],
    unreadable: Sequence[Unreadable],
) -> Iterator[str]:
    """One JSON object: `references`, one on a line, `circular`, `counts`, `unreadable`, and
    the day of the `register` of law."""
    return json_with_list(
        SCHEMA_VERSION,
        "references",
        (one.to_dict() for one in references),
        circular=([one.to_dict() for one in circle] for circle in circles),
        counts={**count_statuses(references), "circular": len(circles)},
        unreadable=map(unreadable_record, unreadable),
        register={"as_of": law_register().as_of},
    )


def references_graphml(references: Iterable[Reference]) -> Iterator[str]:
    """A graph of documents, with an edge for each reference."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for name in ("from", "to", "status", "quote"):
        yield f'<key id="{name}" for="edge" attr.name="{name}" attr.type="string"/>\n'
    yield '<graph edgedefault="directed">\n'
    edges = [(one.refid or one.path, one.target, one) for one in references if one.target]
    for node in sorted({name for source, target, _ in edges for name in (source, target)}):
        yield tag("node", {"id": node}, empty=True) + "\n"
    for source, target, one in edges:
        start = tag("edge", {"source": source, "target": target})
        data = {"from": one.address_path, "to": one.target_path, "status": one.status}
        inner = "".join(
            f'<data key="{name}">{xml_text(words)}</data>'
            for name, words in (data | {"quote": one.quote}).items()
        )
        yield f"{start}{inner}</edge>\n"
    yield "</graph>\n</graphml>\n"
