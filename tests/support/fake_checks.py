"""Rules, findings and checkers made by hand, for tests that need no engine."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

from regcheck.base.text.span import Span
from regcheck.base.texts.localised import Localised
from regcheck.document.model import Document
from regcheck.findings.model import Finding, ProposedFix, Related
from regcheck.findings.suppression import read_suppressions
from regcheck.matching.plans import CompiledRules
from regcheck.packs.model import Confidence, Pack, Rule, RuleSet, Severity, Terminal, Verdict
from regcheck.results.result import DocumentResult, Settings, SkippedRule
from regcheck.run.options import DocumentChecker
from regcheck.run.rules import LoadedRules

WORD = "bord"
TABLE = Localised("Bord", "Bord", "Table")


def make_rule(rule_id: str = "house/table", title: Localised = TABLE, **values: object) -> Rule:
    return Rule(rule_id, title, title, Terminal("phrase", "", (WORD,)), **values)  # type: ignore[arg-type]


RULE = make_rule(severity=Severity.ERROR)
OTHER = make_rule("house/other")
RULES = LoadedRules(
    RuleSet((OTHER, RULE), packs=(Pack("house", "1.0"),), digest="d1"), CompiledRules()
)


def make_finding(document: Document | None = None, at: int = 0, **values: object) -> Finding:
    text = document.text if document else WORD
    fields: dict[str, object] = {
        "rule": RULE,
        "severity": Severity.ERROR,
        "confidence": Confidence.HIGH,
        "message": "Et bord.",
        "advice": "",
        "address": "§ 1",
        "address_path": "§1",
        "target": None,
        "role": "operative",
        "quote": WORD,
        "span": Span(at, at + len(WORD)),
        "sentence": Span(0, len(text)),
        "excerpt": text,
        "start": at,
        "end": at + len(WORD),
        "line": 1,
        "column": at + 1,
        "language": "nb",
        "fingerprint": f"f{at}",
        **values,
    }
    return Finding(**fields)  # type: ignore[arg-type]


FULL = make_finding(
    verdict=Verdict.PAPER,
    decider="court",
    target="lov/2001-01-01-1/§2",
    related=(Related("hører til", "stol", Span(9, 13), 19, 23, "§1"),),
    fix=ProposedFix("safe", 0, 4, "pult"),
    suggestion="pult",
    status="suppressed",
    justification="Et bord er et bord.",
    end_line=1,
    end_column=5,
    byte_column=1,
    end_byte_column=5,
)


class WordChecker:
    """Finds one word; does as some texts say."""

    def check(
        self, document: Document, *, expired: Callable[[], bool] | None = None
    ) -> DocumentResult:
        text = document.text
        if "velt" in text:
            raise ValueError("veltet\nhelt")
        if "dø" in text:
            self.die(document)
        at, found = text.find(WORD), []
        while at >= 0:
            found.append(make_finding(document, at))
            at = text.find(WORD, at + 1)
        source, path = document.source, document.source.path
        return DocumentResult(
            path,
            source.format,
            source.digest,
            document.meta,
            tuple(found),
            {"words": float(len(text.split()))},
            (SkippedRule("*", "time", path),) if expired is not None and expired() else (),
            notes=document.notes,
            provisions=sum(1 for _ in document.provisions()),
            suppressions=read_suppressions(document),
        )

    def die(self, document: Document) -> None:
        """End this process: always, or only the first time a text asks for it."""
        once = (
            Path(document.text.partition("dø etter ")[2].split()[0])
            if "etter" in document.text
            else None
        )
        if once is None or not once.exists():
            if once is not None:
                once.touch()
            os.kill(os.getpid(), signal.SIGKILL)


def make_word_checker(rules: LoadedRules, settings: Settings) -> DocumentChecker:
    return WordChecker()


def law_folder(parent: Path, documents: int = 150) -> Path:
    """A folder `lov` of short texts, in which words that the rules find stand nought to three
    times."""
    folder = parent / "lov"
    folder.mkdir()
    for number in range(documents):
        write_law(folder, number, f"Et {WORD} til. " * (number % 4))
    return folder


def write_law(folder: Path, number: int, body: str) -> None:
    """Write the text with this number anew."""
    path = folder / f"{number:03}.txt"
    path.write_text(f"§ 1. Inventar\n\n{body}\n", encoding="utf-8")
