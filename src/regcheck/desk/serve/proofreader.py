"""Findings in texts of which most are one paragraph, as a program for writing sends them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from threading import Lock

from regcheck.base.text.span import Span
from regcheck.base.texts.locales import AUTO
from regcheck.desk.editor.checks import MARK, input_of
from regcheck.document.model import Unreadable
from regcheck.findings.model import Finding
from regcheck.language.detect import document_language
from regcheck.packs.model import Rule, Within
from regcheck.readers.inputs import Input
from regcheck.readers.registry import read_document
from regcheck.results.result import DocumentResult, Settings
from regcheck.results.shown import is_open
from regcheck.run.check import CheckJob

LONG = 20_000
"""Code points of a text from which on shorter ones do not wait for it."""
KEPT = 2_000
"""Texts whose remarks are kept, by digest."""
TEXT = "txt"
_STRUCTURE = "structure"
_ORDINARY = (
    "Kommunen kan i særlige tilfeller kreve at søknaden sendes i rekommandert brev. "
    "Departementet kan i særlege tilfelle krevje at søknaden blir underskriven for hand."
)
"""Words that make most of what is loaded late be loaded."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding and where it stands in a text, in code points."""

    finding: Finding
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Remarks:
    """What was found in a text; `locale` is the language of the messages."""

    found: tuple[Remark, ...] = ()
    locale: str = "nb"
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Context:
    """A draft that paragraphs come from, as it was last saved: its title, and of each leaf of text
    what was found in it, at places from its beginning. `stamp` tells versions apart."""

    stamp: str = ""
    title: str = ""
    leaves: Mapping[str, tuple[Remark, ...]] = field(default_factory=dict)


@dataclass(slots=True)
class Proofreader:
    """Checks one short text and one long one at a time. `make_job` gives what texts in a language
    are checked with, and `context` is the path of the draft that they come from, if that is known.
    """

    make_job: Callable[[str], CheckJob]
    context: Path | None = None
    _jobs: dict[tuple[str, bool], CheckJob] = field(default_factory=dict)
    _kept: OrderedDict[bytes, Remarks] = field(default_factory=OrderedDict)
    _known: Context = field(default_factory=Context)
    _lock: Lock = field(default_factory=Lock)
    _long: Lock = field(default_factory=Lock)

    def warm(self) -> None:
        """Make ready what the first texts need."""
        with self._lock:
            self._read_context()
            for language in ("nb", "nn"):
                self._checked(_ORDINARY, language)

    def settings(self) -> Settings:
        """What texts are checked with."""
        return self._job(AUTO).settings

    def read(self, text: str, declared: str = "") -> Remarks:
        """The open findings in a text in a language (an IETF tag, `auto` or empty); a paragraph of
        the context has what was found in it there."""
        with self._lock:
            self._read_context()
        with self._long if len(text) > LONG else self._lock:
            asked = "\0".join((self._known.stamp, declared, text))
            key = sha256(asked.encode("utf-8", "surrogatepass")).digest()
            if (kept := self._kept.pop(key, None)) is not None:
                self._kept[key] = kept
                return kept
            found = self._in_context(text) or self._alone(text, declared)
            self._kept[key] = found
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
            return found

    def _alone(self, text: str, declared: str) -> Remarks:
        single = "\n" not in text.strip()
        language = document_language(text, declared) if single else ""
        before = f"{self._known.title}\n\n" if single and self._known.title else ""
        result = self._checked(before + text, language or AUTO)
        shift = len(before) - (not before and text.startswith(MARK))
        found = tuple(
            Remark(one, one.start - shift, one.end - shift)
            for one in result.findings
            if is_open(one) and one.start >= shift and not (single and _needs_more(one.rule))
        )
        complete = result.unreadable is None and not result.skipped
        return Remarks(found, self._locale(language or result.meta.language), complete)

    def _in_context(self, text: str) -> Remarks | None:
        """What was found in the context, if all of the text stands there."""
        if not self._known.leaves:
            return None
        document = read_document(text.encode("utf-8", "replace"), "", TEXT)
        if isinstance(document, Unreadable) or not document.leaves:
            return None
        shift = text.startswith(MARK)
        found: list[Remark] = []
        for leaf in document.leaves:
            known = self._known.leaves.get(leaf.span.of(document.text))
            if known is None:
                return None
            for one in known:
                begin, end = (leaf.span.start + at for at in (one.start, one.end))
                place = document.offsets.to_source(Span(begin, end))
                found.append(Remark(one.finding, place.start + shift, place.end + shift))
        return Remarks(tuple(found), self._locale(document.meta.language))

    def _read_context(self) -> None:
        """Check the context, if it has been saved since; one that cannot be read is none."""
        if self.context is None:
            return
        try:
            told = self.context.stat()
        except OSError:
            self._known = Context()
            return
        stamp = f"{told.st_mtime_ns} {told.st_size}"
        if stamp == self._known.stamp:
            return
        place = str(self.context)
        (result,) = self._job(AUTO).results([Input(place, place, "", told.st_size)])
        self._known = Context(stamp, result.meta.title, dict(_by_leaf(result)))

    def _checked(self, text: str, language: str) -> DocumentResult:
        job = self._job(language, long=len(text) > LONG)
        return next(job.results([input_of("", TEXT, text)]))

    def _job(self, language: str, *, long: bool = False) -> CheckJob:
        if (language, long) not in self._jobs:
            self._jobs[language, long] = self.make_job(language)
        return self._jobs[language, long]

    def _locale(self, language: str) -> str:
        asked = self.settings().locale
        return asked if asked != AUTO else language if language in ("nn", "en") else "nb"


def _needs_more(rule: Rule) -> bool:
    """Whether a rule is about whole documents: a paragraph by itself lacks what it looks for."""
    return rule.segment is Within.DOCUMENT or rule.category == _STRUCTURE


def _by_leaf(result: DocumentResult) -> Iterator[tuple[str, tuple[Remark, ...]]]:
    """Each leaf of a document with its open findings; of leaves that are alike the last counts."""
    findings = [finding for finding in result.findings if is_open(finding)]
    for block in result.blocks:
        end = block.start + len(block.text)
        inside = (one for one in findings if block.start <= one.span.start and one.span.end <= end)
        yield (
            block.text,
            tuple(
                Remark(one, one.span.start - block.start, one.span.end - block.start)
                for one in inside
            ),
        )
