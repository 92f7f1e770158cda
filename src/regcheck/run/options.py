"""How a run is carried out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from regcheck.base.values import Value, member
from regcheck.readers.limits import Limits
from regcheck.run.guard import Guard

if TYPE_CHECKING:
    from regcheck.document.model import Document
    from regcheck.matching.deadline import Expired
    from regcheck.results.result import DocumentResult, Settings
    from regcheck.run.apart import Apart
    from regcheck.run.cluster import Cluster
    from regcheck.run.findings_cache import FindingsCache
    from regcheck.run.rules import LoadedRules


class DocumentChecker(Protocol):
    """What a run needs of `run.pipeline.Pipeline`."""

    def check(self, document: Document, *, expired: Expired | None = None) -> DocumentResult:
        """The result for a document that was read."""


class RunOptions(Value, frozen=True):
    """How a run is carried out; only a `guard` whose time runs out changes what is found.

    `keep_text` adds the text to results, `keep_original` the bytes of files made of parts,
    `keep_terms` definitions and decisions, and `tables` (`findings`, `all` or `text`) what only
    tables of a scan show. With `remember` a document checked again after an edit is gone through
    only where it was touched. With `reraise` a fault of our own is raised. `cache` is closed at the
    end of the run. `make_checker`, a module-level function, stands in for the pipeline in tests.
    """

    jobs: int = 1
    limits: Limits = member(default_factory=Limits)
    guard: Guard = member(default_factory=Guard)
    reraise: bool = False
    make_checker: Callable[[LoadedRules, Settings], DocumentChecker] | None = None
    keep_text: bool = False
    keep_original: bool = False
    keep_terms: bool = False
    tables: str = ""
    remember: bool = False
    cache: FindingsCache | None = None
    cluster: Cluster | None = None
    apart: Apart | None = None

    @property
    def for_workers(self) -> RunOptions:
        """What other processes are told."""
        guard = replace(self.guard, alone=self.cluster is None)
        return replace(self, jobs=1, cache=None, cluster=None, apart=None, guard=guard)
