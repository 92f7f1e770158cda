"""Documents that grow: what somebody could repeat to make reading or checking slow."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

Made = Callable[[int], str]

_TOKENS = {
    "section signs": "§ 1-1 ",
    "double signs": "§§ 1 og 2, ",
    "references": "jf. § 3 første ledd bokstav a, ",
    "list markers": "a) ordet b) ordet 1. ordet – ordet ",
    "quotes": "« » “ ” ",
    "open quotes": "«",
    "brackets": "((((",
    "square brackets": "[a](b) ![",
    "emphasis": "*a _b ",
    "stars": "**",
    "backticks": "`` ` ",
    "tags": "<b><i ",
    "entities": "&amp;&#x41;&",
    "comments": "<!-- regcheck: ignore x ",
    "soft hyphens": "ord\u00adet\u200b ",
    "spaces": " \u00a0\t ",
    "numbers": "1.2.3 12 500,50 ",
    "dates": "1. januar 2020 nr. 1 ",
    "acts": "lov 1. januar 2020 nr. 1 om noe ",
    "changes": "§ 2 skal lyde: ",
    "repeals": "§ 2 oppheves. ",
    "headings": "Kapittel 1. ",
    "ands": "og eller ",
    "conditions": "dersom noen skal, hvis ",
    "duties": "skal sendes og må meldes ",
    "discretion": "rimelig og særlige grunner ",
    "paper": "skriftlig underskrift i papir ",
    "definitions": "med ord menes ",
    "sentences": "Noen skal gjøre noe. ",
    "dots": ". . ",
    "abbreviations": "jf. f.eks. nr. bl.a. ",
    "capitals": "Kongen Stortinget ",
    "long words": "saksbehandlingssystemsløsningene ",
    "hyphens": "ord-ord-ord - ",
    "slashes": "og/eller a/b/c ",
    "addresses": "https://example.org/a?b#c ",
    "combining marks": "e\u0301\u0323",
    "pipes": "|a|",
}
"""What is repeated on one line, in the first paragraph of a section."""

_LINES = {
    "sections": "§ {n}. Tittel\n\nNoen skal gjøre noe.\n\n",
    "same sections": "§ 1. Tittel\n\nNoen skal gjøre noe.\n\n",
    "chapters": "Kapittel {n}. Tittel\n\n",
    "markdown headings": "## Tittel {n}\n\n",
    "paragraphs": "Departementet kan gi forskrift om særlige forhold.\n\n",
    "numbered paragraphs": "({n}) Noen skal sende noe skriftlig.\n\n",
    "items": "{n}. ordet skal være egnet\n",
    "lettered items": "a) ordet\n",
    "bullets": "- ordet\n",
    "table rows": "| a | b |\n|---|---|\n",
    "table cells": "| ordet {n} | skriftlig |\n",
    "quoted lines": "> ordet\n",
    "footnotes": "[^{n}]: ordet\n\n",
    "fences": "```\nordet\n```\n",
    "short lines": "ordet\n",
    "divided words": "forvalt-\nning\n",
    "defined terms": "Med ord{n} menes noe.\n\n",
    "definition items": "{n}. ord{n}: noe som er ord{n}\n",
    "amendments": "§ {n} skal lyde:\n\nNoen skal gjøre noe.\n\n",
    "acts amended": "I lov 1. januar 2020 nr. {n} om noe gjøres følgende endringer:\n\n",
    "ignores": "<!-- regcheck: ignore form/signature reason: nei -->\n\n",
    "links": "[a{n}]: https://example.org\n",
    "empty lines": "\n \n",
    "carriage returns": "ordet\r",
    "remarks": "Endret ved lov 1. januar 2020 nr. {n}.\n\n",
}
"""What is repeated on lines of its own."""

_USED = "Bruk av ord{n} skal være rimelig og ord{n} skal være skriftlig.\n\n"
_HEAD = "# Lov om noe\n\n## Kapittel 1. Innledning\n\n§ 1. Formål\n\n"


def _inline(token: str) -> Made:
    return lambda n: f"{_HEAD}{token * n}ordet.\n"


def _alone(token: str) -> Made:
    return lambda n: token * n


def _block(line: str) -> Made:
    return lambda n: _HEAD + "".join(line.replace("{n}", str(k)) for k in range(1, n + 1))


def _lines(n: int, lines: tuple[str, ...]) -> str:
    return _HEAD + "".join(one.replace("{n}", str(k)) for k in range(1, n + 1) for one in lines)


def _nested(step: str, word: str) -> Made:
    """Lists inside each other, as deep as they may be, again and again."""

    def made(n: int) -> str:
        return _HEAD + "".join(f"{step * (k % 24)}{word}\n" for k in range(n))

    return made


TEXTS = MappingProxyType(
    {f"{name}, inline": _inline(token) for name, token in _TOKENS.items()}
    | {f"{name}, alone": _alone(token) for name, token in _TOKENS.items()}
    | {name: _block(line) for name, line in _LINES.items()}
    | {
        "all tokens": lambda n: _HEAD + "".join(_TOKENS.values()) * (n // 20) + "ordet.\n",
        "all tokens by turns": lambda n: _HEAD + "".join(t * (n // 20) for t in _TOKENS.values()),
        "all lines": lambda n: _lines(n // 12, tuple(_LINES.values())),
        "terms used": lambda n: _lines(n // 2, (_LINES["defined terms"], _USED)),
        "one term again": lambda n: _HEAD + "Med skriftlig ord menes noe skriftlig.\n\n" * n,
        "long lead-in": lambda n: f"{_HEAD}{'Den egnede skal ' * n}sende:\n" + "- skriftlig\n" * n,
        "lists and lead-ins": lambda n: f"{_HEAD}" + "Dette skal sendes:\n- skriftlig\n\n" * n,
        "nested bullets": _nested("  ", "- ordet"),
        "nested quotes": _nested("> ", "ordet"),
        "one word": lambda n: f"L\n\n{'x' * n} og {'x' * (2 * n)}.\n",
        "growing words": lambda n: " ".join("x" * k for k in range(1, 1 + int((40 * n) ** 0.5))),
        "one letter with marks": lambda n: "e" + "\u0301" * n,
        "different words": lambda n: _HEAD + " ".join(f"ord{k}skriftlig" for k in range(n)),
    }
)
"""Markdown and plain text by name, each made with about n of something."""


def _xml(body: str) -> str:
    return (
        '<!DOCTYPE html><html lang="no"><head><title>Lov om noe</title></head><body>'
        '<dl class="data-document-key-info"><dt class="refid">ID</dt>'
        '<dd class="refid">lov/2020-01-01-1</dd></dl>'
        f'<main class="documentBody" data-lovdata-URL="NL/lov/2020-01-01-1">{body}</main>'
        "</body></html>"
    )


_ELEMENTS = {
    "empty elements": "<span/>",
    "empty articles": '<article class="legalArticle"></article>',
    "articles": '<article class="legalArticle" data-name="§{n}"><span class="legalArticleValue">'
    '§ {n}</span><article class="legalP">Noen skal sende noe skriftlig.</article></article>',
    "paragraphs": '<article class="legalP">Noen skal gjøre noe.</article>',
    "words": "ordet <i>skal</i> ",
    "breaks": "<br/>",
    "items": '<ol><li data-name="a"><article class="listArticle">ordet</article></li></ol>',
    "tables": "<table><tr><td>ordet</td><td/></tr></table>",
    "rows": "<tr><td>ordet</td><td></td></tr>",
    "notes": '<footer class="footnote">ordet</footer>',
    "links": '<a href="lov/2020-01-01-{n}/§{n}">lov</a> ',
    "entities": "&lt;&#167; 1&gt; ",
    "remarks": '<article class="changesToParent">Endret ved lov 1. januar 2020 nr. {n}.</article>',
    "sections": '<section class="section"><h2>Kapittel {n}</h2></section>',
}


def _elements(token: str) -> Made:
    return lambda n: _xml("".join(token.replace("{n}", str(k)) for k in range(1, n + 1)))


def _inside(token: str) -> Made:
    """The same in one paragraph of one section."""

    def made(n: int) -> str:
        inner = "".join(token.replace("{n}", str(k)) for k in range(1, n + 1))
        return _xml(
            '<article class="legalArticle" data-name="§1"><span class="legalArticleValue">§ 1'
            f'</span><article class="legalP">{inner}</article></article>'
        )

    return made


XML = MappingProxyType(
    {name: _elements(token) for name, token in _ELEMENTS.items()}
    | {f"{name}, inside": _inside(token) for name, token in _ELEMENTS.items()}
)
"""XML of Lovdata by name."""


def _between(head: str, step: str, tail: str = "") -> Made:
    return lambda n: head + "".join(step.replace("{n}", str(k)) for k in range(n)) + tail


_ENTRY = '{"path": "a.md", "address": "§{n}", "rule": "a/b", "hash": "0123456789abcdef"}, '
_KNOWN = '{"version": 1, "findings": ['
_LAST = _ENTRY.replace("{n}", "0").removesuffix(", ")
_SAID = "{nb: a, nn: a, en: a}"
_RULE = f"id: x/y\nseverity: info\ntitle: {_SAID}\nmessage: {_SAID}\nmatch:\n  any:\n"
_MARKS = "rule;refid;address_path;words;sentence;severity;right;comment\r\n"

FILES = MappingProxyType(
    {
        ("baseline", "a", "entries"): _between(
            '{"version": 1, "findings": [', _ENTRY, f"{_LAST}]}}"
        ),
        ("baseline", "a", "a key twice"): _between("{", '"a{n}": 0, ', '"z": 0, "z": 1}'),
        ("sidecar", "regcheck.ignore.yaml", "entries"): _between(
            "ignore:\n", "  - {document: a{n}.md, rules: [a/b], reason: x}\n"
        ),
        ("sidecar", "regcheck.ignore.yaml", "keys"): _between(
            "ignore:\n  - a: x\n", "    k{n}: x\n"
        ),
        ("config", "regcheck.yaml", "keys"): _between("", "k{n}: x\n"),
        ("config", "regcheck.yaml", "overrides"): _between(
            "overrides:\n", "  - {paths: [a{n}.md], ignore: [paper]}\n"
        ),
        ("config", "pyproject.toml", "tables"): _between("[tool.regcheck]\n", "[a{n}]\nb = 1\n"),
        ("rules", "x.yaml", "phrases"): _between(_RULE, "    - phrase: ord{n}\n"),
        ("labelled", "labels", "a key twice"): _between("{", '"a{n}": 0, ', '"z": 0, "z": 1}\n'),
        ("labelled", "labels", "rows"): _between("", '{"id": "a{n}", "labels": []}\n'),
        ("sheets", "a.csv", "rows"): _between(
            _MARKS, "a/b;lov/2001-01-01-{n};§1;x;y;error;;ja;\r\n"
        ),
        ("sheets", "a.csv", "columns"): _between("", "rule;", "x\n"),
        ("sheets", "b.csv", "concepts"): _between("anbefaltTerm;definisjon\n", "bord{n};flate\n"),
    }
)
"""Files that are no documents, by the target of fuzzing that reads them, its seed, and a name."""
