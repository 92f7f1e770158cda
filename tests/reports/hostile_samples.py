"""Results whose every text tries to be something else than text."""

from __future__ import annotations

from report_samples import BOOK, META, VAULT, finding, result

from regcheck.base.texts.localised import Localised
from regcheck.document.model import Unreadable
from regcheck.packs.model import Severity
from regcheck.results.result import DocumentResult, SkippedRule
from regcheck.run.guard import unread

TEXTS = (
    "to\nlinjer\r\nog en tredje",
    "::error file=x::falsk\n::stop-commands::x",
    "##[error]falsk %0A::error::%25 100%",
    "a | b || c",
    "</details></summary><script>alert(1)</script>",
    "]]> <!-- & &amp; &#10; <?x ?> \"'",
    "\x00\x07\x08\x0b\x1b[2J\x7f\x85\x9b",
    "før \u202eegnev\u202c \u2066x\u2069 \u200f\u2028\u2029 etter",
    "\ud800 løs \udfff \ufffe \uffff",
    "{0} {{x}} [lenke](https://example.com) ![bilde](x)",
    "@bruker #12 !3 ~merke www.example.com https://example.com $x^2$ `kode` **fet** _kursiv_",
    "# overskrift\n\n- punkt\n\n```\nkode\n```\n\n---\n",
    "ord " * 5_000,
    "x" * 20_000,
    "å😀 \u00a0é e\u0301",
)
PATHS = (
    "mappe med mellomrom/blå ås.md",
    "ny\nlinje.md",
    "a,b:c%25=d;e?f#g.md",
    "arkiv.tar.bz2!/nl/æ.xml",
    "../ute/x.md",
    "/rot/x.md",
    "C:/mappe/x.md",
    "-",
    '"><&\x01\u202e.md',
    "| `x` </code>.md",
)


def spiteful(number: int) -> DocumentResult:
    """A document with a finding for each hostile text, in every field that takes text."""
    path = PATHS[number % len(PATHS)]
    found = [
        finding(
            "hvelvet",
            (BOOK, VAULT)[at % 2],
            severity=tuple(Severity)[at % 3],
            message=text,
            advice=text,
            excerpt=text,
            address=f"§ {at} {text}",
            justification=text,
            status=("new", "known", "moved", "suppressed")[at % 4],
            fingerprint=f"f{number}-{at}",
        )._replace(quote=text)
        for at, text in enumerate(TEXTS)
    ]
    return result(path, *found, notes=(TEXTS[number % len(TEXTS)],))


SPITEFUL = tuple(
    sorted((spiteful(number) for number in range(len(PATHS))), key=lambda one: one.path)
)
BROKEN = tuple(
    unread(Unreadable(path, "syntax", TEXTS[at], TEXTS[at])) for at, path in enumerate(PATHS)
)
STUCK = result(PATHS[1], skipped=(SkippedRule("paper/book", TEXTS[1], PATHS[1]),))
EVERYTHING = (*SPITEFUL, *BROKEN, STUCK)
LOUD = BOOK.__class__(  # a rule whose own texts are as bad
    "house/loud",
    Localised(*(TEXTS[n] for n in (9, 10, 11))),
    Localised(TEXTS[4], TEXTS[5], TEXTS[6]),
    BOOK.match,
    advice=Localised(*(TEXTS[n] for n in (2, 3, 4))),
    rationale=Localised(*(TEXTS[n] for n in (5, 6, 7))),
)
assert META.language == "nb"
