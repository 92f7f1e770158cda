"""Running text of elements: the pieces between inline tags."""

from __future__ import annotations

import html
import re

from regcheck.readers.xml_tree import Element
from regcheck.text.normalise import Piece

_ENTITY = re.compile(r"&[^;]{1,12};")
_ALT = re.compile(r"""<[^<>]{0,4000}?\salt\s*=\s*(?:"([^"<]*)"|'([^'<]*)')""")


def pieces_of(element: Element, run: list[Piece], source: str = "") -> list[Piece]:
    """Append the running text in `element` to `run` and give it back.

    A `br` is a space. Marks that refer to footnotes are left out. With `source` the alternative
    text of an `img` is read from there.
    """
    tag = element.tag
    if tag == "br":
        run.append((" ", element.at, element.size))
    elif tag == "img":
        run.extend(_alternative(element, source))
    elif element.cls not in ("footnotereference", "footnoteLabel"):
        for child in element.children:
            if isinstance(child, tuple):
                run.append(child)
            else:
                pieces_of(child, run)
    return run


def without_spans(element: Element, cls: str) -> list[Piece]:
    """The running text in `element` without the inner elements of one class."""
    run: list[Piece] = []
    for child in element.children:
        if isinstance(child, tuple):
            run.append(child)
        elif child.cls != cls:
            pieces_of(child, run)
    return run


def trim_start(pieces: list[Piece], marks: str) -> list[Piece]:
    """The pieces without leading characters out of `marks`."""
    for index, (text, at, length) in enumerate(pieces):
        kept = text.lstrip(marks)
        if kept:
            cut = len(text) - len(kept)
            first = (kept, at + cut, length - cut) if length == len(text) else (text, at, length)
            return [first, *pieces[index + 1 :]]
    return []


def _alternative(element: Element, source: str) -> list[Piece]:
    found = _ALT.match(source, element.at)
    if found is None:
        return []
    group = 1 if found[1] is not None else 2
    raw, at = found[group], found.start(group)
    pieces: list[Piece] = []
    done = 0
    for entity in _ENTITY.finditer(raw):
        if entity.start() > done:
            pieces.append((raw[done : entity.start()], at + done, entity.start() - done))
        pieces.append((html.unescape(entity[0]), at + entity.start(), len(entity[0])))
        done = entity.end()
    if done < len(raw):
        pieces.append((raw[done:], at + done, len(raw) - done))
    return pieces
