"""Results made by hand, and reports of them."""

from __future__ import annotations

from fake_checks import make_finding, make_rule
from regcheck.base.text.span import Span
from regcheck.base.texts.localised import Localised
from regcheck.document.model import Unreadable
from regcheck.findings.model import Finding, ProposedFix, Related
from regcheck.law.metadata import DocumentKind, DocumentMeta
from regcheck.packs.model import Confidence, Pack, Rule, RuleSet, Severity, Verdict
from regcheck.readers.walk import cannot_open
from regcheck.reports.registry import report_format
from regcheck.results.result import DocumentResult, Settings, SkippedRule
from regcheck.results.totals import Totals
from regcheck.run.guard import unread

SENTENCE = "Protokollen skal føres i en innbundet bok som oppbevares i hvelvet."


def rule(rule_id: str, nb: str, nn: str, en: str, **values: object) -> Rule:
    return make_rule(rule_id, Localised(nb, nn, en), **values)


BOOK = rule("paper/book", "Innbundet bok", "Innbunden bok", "Bound book", function="integrity")
VAULT = rule("house/vault", "Hvelv", "Kvelv", "Vault", once="document")
PAPER = Pack("paper", "2.0", label=Localised("papir og form", "papir og form", "paper and form"))
RULE_SET = RuleSet((VAULT, BOOK), packs=(Pack("house", "1.0"), PAPER), digest="d1")
META = DocumentMeta(
    refid="forskrift/2030-01-02-3",
    kind=DocumentKind.REGULATION,
    title="Forskrift om protokoller",
    language="nb",
)


def finding(quote: str, of: Rule = BOOK, text: str = SENTENCE, **values: object) -> Finding:
    at = text.index(quote)
    fields: dict[str, object] = {
        "rule": of,
        "message": f"«{quote}» forutsetter papir.",
        "advice": "Skriv «register».",
        "address": "§ 2 første ledd",
        "address_path": "forskrift/2030-01-02-3/§2/ledd/1",
        "quote": quote,
        "span": Span(100 + at, 100 + at + len(quote)),
        "sentence": Span(100, 100 + len(text)),
        "excerpt": text,
        "start": 500 + at,
        "end": 500 + at + len(quote),
        "line": 9,
        "column": at + 1,
        "fingerprint": f"f-{at}",
        **values,
    }
    return make_finding(**fields)  # type: ignore[arg-type]


RICH = finding(
    "innbundet bok",
    verdict=Verdict.PAPER,
    decider="authority",
    gate=True,
    target="lov/2001-01-01-1/§4",
    related=(Related("hører til", "hvelvet", Span(160, 167), 560, 567, "§2/ledd/1"),),
    fix=ProposedFix("display", 525, 538, "register"),
    suggestion="register",
    confidence=Confidence.LOW,
)
VAULTS = tuple(
    finding(
        "hvelvet",
        VAULT,
        severity=Severity.INFO,
        advice="",
        span=Span(159 + n, 166 + n),
        address_path=f"§{n}",
        address=f"§ {n}",
    )
    for n in (2, 3, 4)
)
CROWD = tuple(
    finding(
        "hvelvet",
        rule(f"house/r{n}", f"Regel {n}", f"Regel {n}", f"Rule {n}"),
        severity=Severity.WARNING,
        message=f"Hvelv nr. {n}.",
        address=f"§ {10 + n}",
        address_path=f"lov/x/§{10 + n}",
        span=Span(159 + n, 166 + n),
    )
    for n in range(9)
)
"""Warnings of as many rules in as many sections."""
USEFUL = tuple(one._replace(usefulness=(n + 1) / 10) for n, one in enumerate(CROWD))
"""The same, the later the more useful."""


def result(path: str, *findings: Finding, **values: object) -> DocumentResult:
    fields: dict[str, object] = {
        "path": path,
        "format": "markdown",
        "digest": "ab" * 32,
        "meta": META,
        "findings": findings,
        "measures": {"words": 1200, "sentences": 80, "lix": 41.5},
        "provisions": 7,
        **values,
    }
    return DocumentResult(**fields)  # type: ignore[arg-type]


MISSING = unread(cannot_open("borte.md", FileNotFoundError()))
BROKEN = unread(Unreadable("feil.xml", "syntax", "line 3: <p> is never closed", "close it"))
SLOW = result("treg.md", skipped=(SkippedRule("*", "time limit for the document", "treg.md"),))
ALL = (result("a.md", RICH, *VAULTS), MISSING, BROKEN, result("b.md"), SLOW)


def report_of(name: str, *results: DocumentResult, **settings: object) -> str:
    """What a report writes about some results."""
    parts: list[str] = []
    report = report_format(name).make(parts.append)
    chosen = Settings(**settings)  # type: ignore[arg-type]
    totals = Totals(chosen, RULE_SET)
    report.begin(chosen, RULE_SET)
    for one in results:
        totals.add(one)
        report.document(one)
    report.end(totals.result())
    return "".join(parts)
