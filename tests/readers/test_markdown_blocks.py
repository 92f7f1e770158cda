"""Blocks of Markdown: a line or two each, what they are read as and where the words stood."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from drawn import assert_sound, drawn

from regcheck.document.model import Document
from regcheck.readers.markdown import read_markdown

BEFORE = "### § 1\n\n"


@pytest.mark.parametrize(
    ("source", "lines", "told"),
    [
        ("```\n- a\n# b\n```\n- c\n",
         ["ledd/1/strekpunkt/1 | a # b", "ledd/1/strekpunkt/1/strekpunkt/1 | c"], []),
        ("~~~\na\n```\nb\n~~~\nc\n", ["ledd/1 | a ``` b", "ledd/2 | c"], []),
        ("```\na\n", ["ledd/1 | a"], []),
        ("```\n```\na\n", ["ledd/1 | a"], []),
        ("````\na\n```\nb\n````\nc\n", ["ledd/1 | a", "ledd/2 | b", "ledd/3 | c"], []),
        ("a\n```\nb\n```\nc\n", ["ledd/1 | a", "ledd/2 | b", "ledd/3 | c"], []),
        ("```\n\na\n\nb\n```\n", ["ledd/1 | a", "ledd/2 | b"], []),
        ("Naust\n===\n\nMales.\n",
         ["kap1/overskrift/1 heading | Naust", "kap1/ledd/1 | Males."], []),
        ("Naust\n---\n\nMales.\n",
         ["kap1/overskrift/1 heading | Naust", "kap1/ledd/1 | Males."], []),
        ("Naust\n***\nMales.\n", ["ledd/1 | Naust", "ledd/2 | Males."], []),
        ("***\nMales.\n", ["ledd/1 | Males."], []),
        ("Males\n\n===\nNaust\n", ["ledd/1 | Males", "ledd/2 | Naust"], []),
        ("- a\n===\nb\n", ["ledd/1/strekpunkt/1 | a", "ledd/1 | b"], []),
        ("= a\n", ["ledd/1 | = a"], []),
        ("- a\n  b\n\n  c\n\nd\n",
         ["ledd/1/strekpunkt/1 | a b", "ledd/1/strekpunkt/1 | c", "ledd/1 | d"], []),
        ("- a\nb\n", ["ledd/1/strekpunkt/1 | a b"], []),
        ("-a\n", ["ledd/1 | -a"], []),
        ("- \n- b\n", ["ledd/1/strekpunkt/1 | b"], []),
        ("+ a\n* b\n", ["ledd/1/strekpunkt/1 | a", "ledd/1/strekpunkt/2 | b"], []),
        ("    - a\n", ["ledd/1/strekpunkt/1 | a"], []),
        ("   - a\n", ["ledd/1/strekpunkt/1 | a"], []),
        ("- a\n    - b\n        - c\n",
         ["ledd/1/strekpunkt/1 | a",
          "ledd/1/strekpunkt/1/strekpunkt/1 | b",
          "ledd/1/strekpunkt/1/strekpunkt/1/strekpunkt/1 | c"], []),
        ("- a\n\n      b\n", ["ledd/1/strekpunkt/1 | a", "ledd/1/strekpunkt/1 | b"], []),
        ("> a\n> b\n\nc\n", ["ledd/1 quoted | a b", "ledd/2 | c"], []),
        ("> a\nb\n", ["ledd/1 quoted | a", "ledd/2 | b"], []),
        ("> 1. a\n> 2. b\n", ["ledd/1 quoted | a", "ledd/2 quoted | b"], []),
        (">\n> a\n>\n> b\n", ["ledd/1 quoted | a", "ledd/2 quoted | b"], []),
        ("| a |\n> b\n", ["tabell/1/rad/1/kolonne/1 table | a", "ledd/1 quoted | b"], []),
        ("> a\n| b |\n", ["ledd/1 quoted | a", "tabell/1/rad/1/kolonne/1 table | b"], []),
        ("a\n| b |\n", ["ledd/1 | a", "tabell/1/rad/1/kolonne/1 table | b"], []),
        ("| a |\nb\n", ["tabell/1/rad/1/kolonne/1 table | a", "ledd/1 | b"], []),
        ("| a\\| | b|\n",
         ["tabell/1/rad/1/kolonne/1 table | a|", "tabell/1/rad/1/kolonne/2 table | b"], []),
        ("|:--|\n", [], []),
        ("| a | |\n| | |\n", ["tabell/1/rad/1/kolonne/1 table | a"], []),
        ("#\n", [], []),
        ("# \n", [], []),
        ("####### a\n", ["ledd/1 | ####### a"], []),
        ("#a\n", ["ledd/1 | #a"], []),
        ("# a #b\n", ["kapa/overskrift/1 heading | #b"], []),
        ("# a#\n", ["kap1/overskrift/1 heading | a#"], []),
        ("# #\n", [], []),
        ("\\# a\n", ["ledd/1 | # a"], []),
        ("[^1]: a\nb\n", ["fotnote/1 footnote | a b"], []),
        ("[^ab c]: a\n", ["ledd/1 | [^ab c]: a"], []),
        ("[^1] a\n", ["ledd/1 | a"], []),
        ("a\n[^1]: b\n", ["ledd/1 | a", "fotnote/1 footnote | b"], []),
        ("a\n§ 1 b\n", ["ledd/1 | a § 1 b"], []),
        ("a.\n§ 1 b\n", ["ledd/1 | a."], []),
        ("a\n– b\n", ["ledd/1 | a", "ledd/1/strekpunkt/1 | b"], []),
        ("a\n1. b\n", ["ledd/1 | a", "ledd/1/nummer/1 | b"], []),
        ("a\n(2) b\n", ["ledd/1 | a", "ledd/2 | b"], []),
        ("a\nb) c\n", ["ledd/1 | a", "ledd/1/bokstav/b | c"], []),
        ("a\n b\n", ["ledd/1 | a b"], []),
        ("a\n 1. b\n", ["ledd/1 | a", "ledd/1/nummer/1 | b"], []),
        ("\u200b\u200ba\n", ["ledd/1 | a"], []),
        ("*a b*\n", ["ledd/1 | a b"], []),
        ("**a** b\n", ["ledd/1 | a b"], []),
        ("*a* b*\n", ["ledd/1 | a b*"], []),
        ("*a*\n", ["ledd/1 | a"], []),
        ("**Endret ved lov 1 mai 2020 nr. 1**.\n",
         ["merknad/1 editorial | Endret ved lov 1 mai 2020 nr. 1."], []),
        ("*1 Se naust.*\n", ["fotnote/1 footnote | 1 Se naust."], []),
        ("*1 Se* naust.*\n", ["ledd/1 | 1 Se naust.*"], []),
        ("* 1 Se*\n", ["ledd/1/strekpunkt/1 | 1 Se*"], []),
        ("_1 Se naust_\n", ["fotnote/1 footnote | 1 Se naust"], []),
        ("__1 Se naust.__\n", ["fotnote/1 footnote | 1 Se naust."], []),
        ("*1 `Se`*\n", ["fotnote/1 footnote | 1 Se"], []),
        ("a <!-- regcheck: ignore a/b --> b\n", ["ledd/1 | a b"], ["ignore a/b"]),
        ("`<!-- regcheck: ignore a/b -->`\n", [], []),
        ("``<!-- regcheck: ignore a/b -->`\n", ["ledd/1 | ```"], ["ignore a/b"]),
        ("`x` <!-- regcheck: ignore a/b --> `y`\n", ["ledd/1 | x y"], ["ignore a/b"]),
        ("`x <!-- regcheck: ignore a/b --> y\n", ["ledd/1 | `x y"], ["ignore a/b"]),
        ("```\n<!-- regcheck: ignore a/b -->\n```\n", [], []),
        ("```\nx\n```\n<!-- regcheck: ignore a/b -->\na\n",
         ["ledd/1 | x", "ledd/2 | a"], ["ignore a/b"]),
        ("~~~\n```\n<!-- regcheck: ignore a/b -->\n~~~\n<!-- regcheck: ignore c/d -->\na\n",
         ["ledd/1 | ```", "ledd/2 | a"], ["ignore c/d"]),
        ("```\n<!-- regcheck: ignore a/b -->\n", [], []),
        ("<!-- regcheck: ignore a/b\na\n", ["ledd/1 | <!-- regcheck: ignore a/b a"], []),
        ("<!-- x --><!-- regcheck: ignore a/b -->\na\n", ["ledd/1 | a"], ["ignore a/b"]),
        ("<!---->a<!-- regcheck: ignore a/b --> b\n", ["ledd/1 | a b"], ["ignore a/b"]),
        ("`a\n<!-- regcheck: ignore a/b -->`\n", ["ledd/1 | a"], ["ignore a/b"]),
        ("<!-- regcheck: ignore a/b -->\n", [], ["ignore a/b"]),
    ],
)  # fmt: skip
def test_a_line_or_two(source: str, lines: Sequence[str], told: Sequence[str]) -> None:
    source = BEFORE + source
    document = read_markdown(source.encode(), "a.md")
    assert isinstance(document, Document)
    assert_sound(document)
    found = [line.removeprefix("§1/").replace(" operative | ", " | ") for line in drawn(document)]
    assert found == lines
    for leaf in document.leaves:
        words = leaf.span.of(document.text)
        if source.count(words) == 1:
            assert document.offsets.to_source(leaf.span).of(source) == words
    # What a file begins with is read as if something stood before it.
    first, later = (
        read_markdown(f"{gap}{source[len(BEFORE) :]}".encode(), "a.md") for gap in ("", "\n")
    )
    assert isinstance(first, Document) and isinstance(later, Document)
    assert drawn(first) == drawn(later)
    assert [one.body for one in document.directives] == told
    for one in document.directives:
        assert one.span.of(source).removeprefix("<!-- regcheck: ") == f"{one.body} -->"
