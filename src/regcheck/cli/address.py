"""`regcheck address`: print one provision of a document."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from regcheck.cli import options as shared
from regcheck.cli.documents import read_one
from regcheck.cli.terminal import look_of, painter
from regcheck.errors import UsageError
from regcheck.texts.locales import locale_for

if TYPE_CHECKING:
    from regcheck.document.model import Document, Node
    from regcheck.reports.layout import Line


def address(
    place: Annotated[
        str, typer.Argument(metavar="ADDRESS", help='Such as "§ 3-2 annet ledd bokstav b".')
    ],
    file: Annotated[str, typer.Argument(metavar="FILE", help="A document, or - for stdin.")],
    locale: shared.Locale = "auto",
    stdin_format: shared.StdinFormat = "",
    debug: shared.Debug = False,
) -> None:
    """Print the provision at an address, written in words, in short or as a path."""
    from regcheck.document.lookup import find_node
    from regcheck.law.address_path import parse_address

    shared.one_of("--locale", locale, shared.LOCALES)
    try:
        wanted = parse_address(place)
    except ValueError as fault:
        raise UsageError(f"«{place}» is no address: {fault}") from fault
    document = read_one(file, stdin_format)
    node = find_node(document, wanted)
    if node is None:
        raise UsageError(f"there is no «{place}» in {document.source.path}; see regcheck tree")
    look = look_of(sys.stdout)
    shown = shared.locale_or(locale, locale_for(document.meta.language))
    painter(look)(_lines(document, node, shown, min(look.width, 100)))


def _lines(document: Document, node: Node, locale: str, width: int) -> Iterator[Line]:
    from regcheck.law.address_text import long
    from regcheck.reports.layout import printable, wrap

    yield ((long(node.address, locale), "address"), (f"  {node.address.path}", "dim"))
    stack = [(node, 0)]
    while stack:
        unit, depth = stack.pop()
        if unit.children:
            below = depth + 1 if unit.kind.value == "item" else depth
            stack.extend((child, below) for child in reversed(unit.children))
            continue
        label = f"{unit.label} " if unit.kind.value == "item" and unit.label else ""
        text = printable(f"{label}{unit.span.of(document.text)}")
        style = "title" if unit.kind.value == "heading" else ""
        yield from wrap([(text, style)], width, 2 + 2 * depth)
