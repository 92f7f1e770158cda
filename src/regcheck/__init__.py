"""regcheck: a linter for legal text.

    from regcheck import check

    result = check("draft.md")

The names below are imported when first used, so that `import regcheck` costs next to nothing.
"""

import sys

# `python -m regcheck` would look in the folder one stands in for all that is imported from here on:
# a stranger's `typing.py` there must not run. While a package is being found, that is its argv.
if sys.argv[:1] == ["-m"] and "regcheck" in sys.orig_argv and not sys.flags.safe_path:
    del sys.path[0]

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from regcheck.base.errors import RegcheckError as RegcheckError
    from regcheck.corpus.scans.results import scan_results as scan_results
    from regcheck.decisions.model import Decision as Decision
    from regcheck.decisions.read import decisions_in as decisions_in
    from regcheck.document.model import Document as Document
    from regcheck.findings.model import Finding as Finding
    from regcheck.law.address import Address as Address
    from regcheck.library import compare as compare
    from regcheck.library import concepts_in as concepts_in
    from regcheck.library import evaluate as evaluate
    from regcheck.library import precedents_for as precedents_for
    from regcheck.library import references_in as references_in
    from regcheck.library import scan as scan
    from regcheck.packs.model import Rule as Rule
    from regcheck.packs.model import Severity as Severity
    from regcheck.results.result import RunResult as RunResult
    from regcheck.run.api import check as check
    from regcheck.run.api import load_rules as load_rules
    from regcheck.run.api import read as read

__version__ = "0.1.0"

_PLACES = {
    "Address": "regcheck.law.address",
    "Decision": "regcheck.decisions.model",
    "Document": "regcheck.document.model",
    "Finding": "regcheck.findings.model",
    "RegcheckError": "regcheck.base.errors",
    "Rule": "regcheck.packs.model",
    "RunResult": "regcheck.results.result",
    "Severity": "regcheck.packs.model",
    "check": "regcheck.run.api",
    "compare": "regcheck.library",
    "concepts_in": "regcheck.library",
    "decisions_in": "regcheck.decisions.read",
    "evaluate": "regcheck.library",
    "load_rules": "regcheck.run.api",
    "precedents_for": "regcheck.library",
    "read": "regcheck.run.api",
    "references_in": "regcheck.library",
    "scan": "regcheck.library",
    "scan_results": "regcheck.corpus.scans.results",
}

__all__ = list(_PLACES)


def __getattr__(name: str) -> object:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_PLACES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_PLACES})
