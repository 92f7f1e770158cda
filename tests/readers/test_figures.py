"""Every figure that the reading of running text goes by: what holds for the last number holds no
longer for the next."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from regcheck.document.model import Document, NodeKind
from regcheck.law.titles import kind_of
from regcheck.readers import grammar
from regcheck.readers.blocks import Block, BlockKind
from regcheck.readers.changes import ChangeLog
from regcheck.readers.markdown import read_markdown
from regcheck.readers.memo import stretches
from regcheck.readers.plain_text import begins_block, ends_of, read_plain_text
from regcheck.readers.registry import sniff


def text(source: str) -> Document:
    found = read_plain_text(source.encode(), "a.txt")
    assert isinstance(found, Document)
    return found


def marked(source: str) -> Document:
    found = read_markdown(source.encode(), "a.md")
    assert isinstance(found, Document)
    return found


def headings(document: Document) -> list[str]:
    leaves = (leaf for leaf in document.leaves if leaf.kind is NodeKind.HEADING)
    return [leaf.span.of(document.text) for leaf in leaves]


def titled(source: str) -> bool:
    """Whether some heading is made of the letters that are counted."""
    return any("Ox" in words for words in headings(text(source)))


def articles(source: str) -> int:
    return sum(node.kind is NodeKind.ARTICLE for node in text(source).root.walk())


def p(words: str) -> Block:
    return Block(BlockKind.PARAGRAPH, words, 0)


def h(words: str, level: int = 1) -> Block:
    return Block(BlockKind.HEADING, words, 0, level)


ODT = b"application/vnd.oasis.opendocument.text"
TALK = [p("ord " * 60)]
BILL = h("Forslag til forskrift om naust")
LAW = [p("§ 1 Naust"), p("Naust males.")]


def is_memo(*blocks: Block) -> bool:
    return len(stretches(blocks)) > 1


LISTS = "### § 1\n\nSlik:\n\n- a\n{}- b\n\t- c\n"


def depth(levels: int) -> int:
    """How deep lists go that are nested so deep in the source."""
    items = "".join(f"{'  ' * level}- a\n" for level in range(levels))
    path = marked(f"### § 1\n\nSlik:\n\n{items}").leaves[-1].address.path
    return path.count("strekpunkt")


def is_inner(document: Document) -> bool:
    """Whether the last item stands in the one before."""
    *_, before, last = (leaf.address for leaf in document.leaves)
    return last.parent == before


COUNTED: dict[str, tuple[int, Callable[[int], object]]] = {
    "title without a full stop": (250, lambda n: grammar.is_sentence("a" * n)),
    "words of a title with one": (3, lambda n: grammar.is_sentence("ord " * (n - 1) + "ord.")),
    "title with an abbreviation": (99, lambda n: grammar.is_sentence(f"{'a b c d':x<{n - 4}} mv.")),
    "how soon a note says what changed": (
        90,
        lambda n: grammar.is_editorial(f"{'Kapit':x<{n - 5}} endret ved lov 1"),
    ),
    "title under a bare chapter": (99, lambda n: titled(f"Kapittel 1\n\n{'O':x<{n}}\n")),
    "heading in running text": (
        199,
        lambda n: titled(f"§ 1 Naust\n\nTekst.\n\n{'Kapittel 2 O':x<{n}}\n"),
    ),
    "heading before all": (200, lambda n: titled(f"{'Kapittel 2 O':x<{n}}\n")),
    "heading with a full stop": (60, lambda n: titled(f"Kapittel 2 {'O':x<{n - 1}}.\n")),
    "title of the whole": (
        599,
        lambda n: text(f"{'Lov om ':x<{n}}\n\n§ 1 Naust\n").meta.title != "",
    ),
    "sections on a line": (
        20,
        lambda n: articles("§ 1-1 " * (n + 41)) == n,
    ),
    "what stands before the change in a title": (
        40,
        lambda n: kind_of(f"Lov{' av ':x<{n}} om endringer"),
    ),
    "marks of a heading": (6, lambda n: headings(marked("#" * n + " Naust\n"))),
    "columns before a heading": (3, lambda n: headings(marked(" " * n + "# Lov om naust\n"))),
    "code points of code": (1999, lambda n: "`" in marked(f"x `{'a' * n}`\n").text),
    "marks of emphasis": (3, lambda n: "*" in marked(f"x {'*' * n}a{'*' * n} b\n").text),
    "code before a comment": (
        1999,
        lambda n: len(marked(f"`{'x' * n}<!-- regcheck: ignore a/b -->`\n").directives),
    ),
    "code behind a comment": (
        1996,
        lambda n: len(marked(f"`<!-- regcheck: ignore a/b -->{'x' * n}`\n").directives),
    ),
    "heading that instructs": (
        400,
        lambda n: ChangeLog().instructs(f"{'§ 3 i lov om naust ':x<{n - 12}} skal lyde: "),
    ),
    "heading of a §": (
        89,
        lambda n: begins_block("Naust males.", f"§ 1 {'O':x<{n}}", single=True),
    ),
    "heading of a chapter": (
        99,
        lambda n: begins_block("Naust males.", f"{'Kapittel 1 O':x<{n}}", single=True),
    ),
    "line that goes on from a heading": (
        100,
        lambda n: begins_block(f"{'N':x<{n}}", "Kapittel 1 Om", single=True),
    ),
    "text that is looked at whole": (479, lambda n: len(ends_of("x" * n, 0, n)) == n),
    "columns less than a tab": (2, lambda n: is_inner(marked(LISTS.format(" " * n)))),
    "columns less than a tab in plain text": (2, lambda n: is_inner(text(LISTS.format(" " * n)))),
    "levels of lists": (40, lambda n: depth(n) == n),
    "words of talk before a bill": (59, lambda n: is_memo(p("ord " * n), BILL, *LAW)),
    "heading of a bill": (
        249,
        lambda n: is_memo(*TALK, h(f"{'Forslag til lov om ':x<{n}}"), *LAW),
    ),
    "blocks before the first §": (11, lambda n: is_memo(*TALK, BILL, *[p("Naust")] * n, *LAW)),
    "words of a paragraph before it": (
        12,
        lambda n: is_memo(*TALK, BILL, *[p("ord " * n)] * 2, *LAW),
    ),
    "such paragraphs before it": (1, lambda n: is_memo(*TALK, BILL, *[p("ord " * 13)] * n, *LAW)),
    "chapter that begins the law": (
        99,
        lambda n: is_memo(*TALK, BILL, p(f"{'Kapittel 1 O':x<{n}}"), *[p("ord " * 13)] * 2),
    ),
    "bytes that tell a format": (4091, lambda n: sniff(b" " * n + b"<html")),
    "bytes that tell an ODT": (
        200,
        lambda n: sniff(b"PK\x03\x04[Content_Types]".ljust(n - len(ODT)) + ODT),
    ),
}


@pytest.mark.parametrize("what", COUNTED)
def test_a_figure_is_the_last_that_counts(what: str) -> None:
    last, observe = COUNTED[what]
    assert observe(last - 1) == observe(last) != observe(last + 1) == observe(last + 2)
