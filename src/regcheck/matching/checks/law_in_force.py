"""Checks of references to other law against the register of law in force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from regcheck.base.text.patterns import pattern
from regcheck.base.text.span import Span
from regcheck.document.model import Role
from regcheck.document.segments.view import Segments
from regcheck.law.address import StepKind
from regcheck.law.citations import Citation, CitationKind, find_citations
from regcheck.law.names import known_act
from regcheck.law.register import LawRegister, RegisteredLaw, law_register
from regcheck.matching.checks.hits import CheckHit

OLDER_LAW = pattern(
    r"\b(?:tidligere|tidlegare|daværende|dåverande|opphev\w*|erstatte\w*|avløs\w*"
    r"|gjaldt|galdt|lød|lydde|før|etter dagjeldende|dagjeldende|dågjeldande|overgang\w*"
    r"|i kraft|ikr|ikrafttred\w*|ikraftset\w*|trådte|truffet|fastsatt|fastsett|vedtatt|vedteke"
    r"|godkjen[td]\w*|gitt|utferd\w*|omdann\w*|\w*lov(?:en|a) (?:av )?(?:18|19|20)\d\d)\b"
)
"""Words that say that older law is meant."""
_NUMBERED = pattern(r"(?:lov|forskrift)/\d{4}-\d\d-\d\d-\d+")
_AMENDING = pattern(r"\b(?:ved\s+(?:lov(?:er)?\s+)?|iflg\.?\s+)$")
_REPEALING = pattern(r"opphev|opp å gjeld|\bdelega|(?:også|òg) etter at|\bendring|\blyde")
_SETTLED = pattern(
    r"(?:tillatelse|løyve|konsesjon|overtredelse|sluttet|meddelt|rettighet|dømt|bøtelagt|avgitt|inngått"
    r"|opprette[td]|brot på|brudd på)\w*\b[^;]{0,90}$|\bfastsatt av [^;]{0,80}med hjemmel i $"
)
"""What stands before an older act under which something was settled that still holds."""
_AMENDMENT = pattern(r"\W{1,3}om endring")
_TO_ACT = pattern(
    r"\bforskrift\w*(?: (?:av )?\d{1,2}\. \w+ \d{4}(?: nr\. \d+)?)? til (?:lov om )?$"
)
"""What stands before an act whose regulation is cited by section, not the act."""
_BEFORE = 12
_SETTLED_BEFORE = 100
_NEAR = 40
"""Code points round a citation in which words speak of it."""
_ROLES = frozenset({Role.OPERATIVE, Role.INSERTED, Role.DEFINITION, Role.PURPOSE})


def speaks_of_older_law(segments: Segments, sentence: Span) -> bool:
    """Whether words of a sentence say that older law is meant."""
    return segments.remember(
        ("older law", sentence),
        lambda: OLDER_LAW.search(segments.lowered, sentence.start, sentence.end) is not None,
    )


def _is_of_older_cases(segments: Segments, sentence: Span, citation: Span) -> bool:
    """Whether words near a citation say that older law is meant."""
    start = max(sentence.start, citation.start - _NEAR)
    end = min(sentence.end, citation.end + _NEAR)
    return OLDER_LAW.search(segments.lowered, start, end) is not None


def _repeals(segments: Segments, leaf: int, sentence: Span) -> bool:
    """Whether a sentence, or the lead-in above it, repeals, delegates or keeps old rules."""
    pieces = segments.norm(leaf, Span(sentence.start, sentence.start + 1))
    return segments.remember(
        ("repeals", sentence),
        lambda: any(_REPEALING.search(segments.lowered, p.start, p.end) for p in pieces),
    )


def repealed_law(segments: Segments, options: Mapping[str, str]) -> Iterator[CheckHit]:
    """A reference by date and number to an act or regulation that another one has repealed; the
    words name that one."""
    register, own = law_register(), segments.document.meta.refid
    for leaf, span, sentence, citation in _citations(segments):
        refid = citation.refid
        now = register.law(register.replaced_by(refid))
        if now is None or now.refid == own or register.law(refid) is not None:
            continue
        if not _is_of_older_cases(segments, sentence, span) and not _repeals(
            segments, leaf, sentence
        ):
            yield CheckHit(leaf, span, words=register.shown(now))


def law_not_in_force(segments: Segments, options: Mapping[str, str]) -> Iterator[CheckHit]:
    """A reference by date and number to an act or regulation that the register does not have and
    nothing there says was replaced; the words give the day of the register."""
    register = law_register()
    for leaf, span, sentence, citation in _citations(segments):
        refid = citation.refid
        if not _NUMBERED.fullmatch(refid) or register.law(refid) is not None:
            continue
        if register.law(register.replaced_by(refid)) is not None:
            continue
        if (
            refid.split("/")[1] < register.as_of
            and not _is_of_older_cases(segments, sentence, span)
            and not _repeals(segments, leaf, sentence)
            and not _SETTLED.search(
                segments.lowered, max(sentence.start, span.start - _SETTLED_BEFORE), span.start
            )
            and not _AMENDING.search(segments.lowered, max(0, span.start - _BEFORE), span.start)
            and not _AMENDMENT.match(segments.lowered, span.end)
            and not segments.lowered.startswith("forskrift til", span.start)
        ):
            yield CheckHit(leaf, span, words=register.as_of)


def absent_section(segments: Segments, options: Mapping[str, str]) -> Iterator[CheckHit]:
    """A reference to a section that the act or regulation in force does not have, nor one of the
    same name that is adopted; the words name these."""
    register, own = law_register(), segments.document.meta.refid
    for leaf, span, sentence, citation in _citations(segments):
        laws = () if citation.through else _cited(segments, register, citation)
        if not laws or any(law.refid == own or not law.sections for law in laws):
            continue
        if speaks_of_older_law(segments, sentence):
            continue
        labels = [
            address.steps[0].label
            for address in citation.addresses
            if address.steps and address.steps[0].kind is StepKind.ARTICLE
        ]
        ranged = "§§" in span.of(segments.text)
        absent = {label for label in labels if not any(_has(law, label, ranged) for law in laws)}
        if absent - (_own_sections(segments) - set(labels[:1])) and not _TO_ACT.search(
            segments.lowered, sentence.start, span.start
        ):
            words = " / ".join(map(register.shown, laws))
            yield CheckHit(leaf, span, words=words)


def _own_sections(segments: Segments) -> frozenset[str]:
    """The labels of the text's sections, which a citation of other law may go on to."""
    steps = (step for leaf in segments.leaves for step in leaf.address.steps)
    return segments.remember(
        "own sections",
        lambda: frozenset(step.label for step in steps if step.kind is StepKind.ARTICLE),
    )


def _citations(segments: Segments) -> list[tuple[int, Span, Span, Citation]]:
    """The citations of other acts and regulations in law of today, with leaf, place and sentence;
    found once per document."""
    return segments.remember("citations of other law", lambda: list(_find_citations(segments)))


def _find_citations(segments: Segments) -> Iterator[tuple[int, Span, Span, Citation]]:
    for leaf, node in enumerate(segments.leaves):
        if node.role not in _ROLES:
            continue
        for citation in find_citations(node.span.of(segments.text)):
            if citation.kind in (CitationKind.ACT, CitationKind.REGULATION):
                span = citation.span.shift(node.span.start)
                yield leaf, span, segments.sentence_of(leaf, span), citation


def _cited(
    segments: Segments, register: LawRegister, citation: Citation
) -> tuple[RegisteredLaw, ...]:
    """The laws that a citation may mean; none where the text gives the name itself."""
    refids: tuple[str, ...] = (citation.refid,) if citation.refid else ()
    if name := "" if refids else citation.act_name.lower():
        own = f"({name})" in segments.lowered or f"«{name}»" in segments.lowered
        refids = () if own else tuple(dict.fromkeys((known_act(name), *register.called(name))))
    return tuple(law for refid in refids if (law := register.law(refid)) is not None)


def _has(law: RegisteredLaw, label: str, ranged: bool) -> bool:
    """Whether the law has the section; one whose label ends with the letter of an item too, and
    both ends of what may be a range («§§ 4-9»)."""
    return (
        law.has_section(label)
        or (label[-1:].isalpha() and law.has_section(label[:-1]))
        or (ranged and all(law.has_section(end) for end in label.split("-")))
    )
