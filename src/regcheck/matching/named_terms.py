"""All the ways a document gives terms a meaning: those of `definitions`, and states, short forms
and what counts as what."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from regcheck.document.model import Node, NodeKind, Role
from regcheck.matching.counting import is_counted
from regcheck.matching.defining_forms import heads
from regcheck.matching.definitions import (
    DefinedTerm,
    defined_terms,
    headed,
    is_pointing,
    leads_in,
    listed_term,
)
from regcheck.matching.likely_forms import lead_ins, likely_forms
from regcheck.matching.short_forms import is_short_form
from regcheck.segments.view import Segments
from regcheck.text.span import Span

_SILENT = frozenset({Role.EDITORIAL, Role.HEADING, Role.AMENDMENT_INSTRUCTION, Role.QUOTED})
_SILENT_KINDS = frozenset({NodeKind.HEADING, NodeKind.NOTE, NodeKind.FOOTNOTE})
_NO_NAME = re.compile(
    r"(?:nødvendige?|naudsynt|(?:en |ein )?del|egen|egne|eigen|særlige?|særleg|relevante?|gyldige?"
    r"|likeverdige?|vesentlige?|hovedregel|hovudregel|adskilt|omfattet|omfatta|nære|falske|trygge?"
    r"|uforholdsmessig|egnet|eigna|godkjent også|offentlig støtte|personlige|brukt|levert"
    r"|etter skjønn|blant anna?n?e?t?|framkalla|rimelige?|rimeleg|tilstrekkelige?|forsvarlige?"
    r"|oppfylt|overholdt|overhalden|gitt|tatt|inhabil|tvangsgrunnlag|vanlige?|egnede|aktuelle?|å|ut|om|inn|opp"
    r"|\w*(?:lov(?:en|a)|forskrift(?:en|a)))\b",
    re.IGNORECASE,
)
_GENERAL_START = re.compile(
    r"(?:\(\d+\) |\d+\. )?(?:Det|Dette|Denne|Disse|Desse|Den|De|Dei|Slik\w*|Videre|Vidare|Vedtak"
    r"|For|I|Under|Ved|På|Etter|Til|Eksemp(?:el|ler))\b"
)
_IF = re.compile(
    r"(?:\(\d+\) |\d+\. )?(?:(?:Dersom|Hvis|Viss|Når|Er|Har|Blir|Vert)\b|[A-ZÆØÅ][a-zæøå]+(?:er|ar)"
    r" (?:ikke|ikkje|det|den|han|hun|ho|hen|noen|nokon|ingen|vedkommende|vedkommande)\b)"
)
_COUNTED_AS = re.compile(r"(?:\(\d+\) |\d+\. )?Som\b")
_PLACE = re.compile(r"(?:i|på|under|ovenfor|ovanfor|nedenfor|av|før|ved|med) ")
_DENIED = re.compile(r"\bikk(?:e|je)(?: (?:kan|skal|bør|må|er))? $")
_LEGAL_LABEL = re.compile(r"\b(?:et vedtak|et vilkår)\b")
_BODY = re.compile(
    r"(?:nemnda|nemnden|utvalget|utvalet|tilsynet|styret|direktoratet|ombudet|arkivet)$"
)
_LOOSE = re.compile(
    r"\b(?:imidlertid|normalt|vanligvis|vanlegvis|ofte|likevel|derimot|dessuten|videre|vidare|her"
    r"|der|nå|no|samtidig|således|dermed|spesielt|særlig|særleg|generelt|alltid|ellers|elles|kun"
    r"|bare|berre|dersom|ei|ein|unntaksvis|unntatt|hovedregelen|hovudregelen|utgangspunktet"
    r"|som|og|om|ikke|ikkje|etter|dersom|når|hvis|ved|alle|hver|kvar|slike?|første|annet|unntak"
    r"|vedtak|pålegg|forbud|krav|departementet|kongen|styret|nemnda|utvalet|utvalget|rådet)\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"(?:utdanning|sjef|komite|program|skole|register|leder|leiar|departement|myndighet|myndigheit"
    r"|studie|råd|forening|fond|senter|rektor|avdeling|etat|attest|avtale|gebyr|pålegg|vedtak)"
    r"(?:en|et|a|ane|ene|r)?$"
)
_POINTED = frozenset(
    {"alle", "alle dei", "alle de", "enhver", "ethvert", "den", "det", "dei", "de"}
)
_DEFINITE = re.compile(r"(?:en|et|a|ane|ene)$")
_LOOSELY = ("D3 as", "when counted", "short bracket", "holds")
_TABULAR = frozenset({Role.ANNEX, Role.TABLE, Role.FOREIGN, Role.FOOTNOTE})
_STEM = 5
_MAX_HEAD = 160
_MAX_SET = 40
_NO_HEAD = re.compile(
    r"(?:det|dette|denne|disse|desse|den|de|dei|slike?|for|i|ved|på|til|med|etter|når|dersom|hvis|om"
    r"|som|alle|all|endret|endra|tilføyd|føyd|merknad|forskriften|forskrifta|loven|lova|kapitlet"
    r"|departementet|kongen|opphevet|reglene|bestemmelsene|følgende|følgjande|tilsvarende)\b",
    re.IGNORECASE,
)
_QUOTED_HEAD = re.compile(r"(?:[–-] ?|[a-z]\) |\d+[.)] )?[«\"“](?P<term>[^«»\"“”]{2,80})[»\"”]")
_RUN_IN = re.compile(
    r"(?:[:,;.◄] ?(?:► ?\w\d+ ?)?|◄ ?\w\d+ |► ?\w\d+ )[«\"“](?P<term>[^«»\"“”]{2,80})[»\"”]:? "
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A form found in a sentence; `span` is that of the term there and `place` in the text;
    `match` begins with the words that give it its meaning."""

    form: str
    sentence: str
    span: Span
    place: Span
    match: re.Match[str]


def named_terms(segments: Segments) -> list[DefinedTerm]:
    """Every term the document gives a meaning, in text order, each place once: «med X menes»,
    lists of definitions, «som X regnes …», «… regnes som X», «X er ei …», «(heretter kalt X)» and
    a bracketed name. Translated text (role foreign) and annexes are read too."""
    found = {term.span: term for term in defined_terms(segments)}
    for index, leaf in enumerate(segments.leaves):
        if leaf.role in _SILENT or leaf.kind in _SILENT_KINDS:
            continue
        for span, pattern in _named(segments, index, leaf):
            if any(span.overlaps(known) for known in found):
                continue
            sentence = segments.sentence_of(index, span)
            found[span] = DefinedTerm(
                span.of(segments.lowered), span, index, sentence, pattern=pattern
            )
    return _once_each(segments, [found[span] for span in sorted(found)])


def _once_each(segments: Segments, terms: list[DefinedTerm]) -> list[DefinedTerm]:
    """Terms without those that a section only counts something more as, having said elsewhere
    what they mean."""
    said = {
        (term.term, segments.article_of(term.leaf).span.start): term
        for term in reversed(terms)
        if not term.pattern.startswith(_LOOSELY)
    }
    for term in reversed(terms):
        said.setdefault((term.term, segments.article_of(term.leaf).span.start), term)
    kept = []
    seen: set[tuple[str, int]] = set()
    for term in terms:
        key = (term.term, segments.article_of(term.leaf).span.start)
        if not term.pattern.startswith(_LOOSELY) or (said[key] is term and key not in seen):
            kept.append(term)
            seen.add(key)
    return kept


def _named(segments: Segments, index: int, leaf: Node) -> Iterator[tuple[Span, str]]:
    yield from _item(segments, index, leaf)
    yield from _run_in(segments, leaf)
    likely = likely_forms(segments, index)
    for sentence in segments.sentences(leaf.span) if likely else ():
        text = sentence.of(segments.text)
        for name, find in likely:
            for match in find(text):
                group = "term" if match["term"] else "quoted"
                span = _bare(text, Span(*match.span(group)))
                at = Span(sentence.start + span.start, sentence.start + span.end)
                found = _Candidate(name, text, span, at, match)
                if len(span) and _is_sure(segments, index, found):
                    yield at, name


def _run_in(segments: Segments, leaf: Node) -> Iterator[tuple[Span, str]]:
    """Terms in quotation marks after «menes med:», all in one paragraph."""
    text = segments.text
    head = text[leaf.span.start : min(leaf.span.end, leaf.span.start + _MAX_HEAD)]
    colon = head.find(":")
    if colon < 0 or not leads_in(head[: colon + 1]):
        return
    for quoted in _RUN_IN.finditer(text, leaf.span.start + colon, leaf.span.end):
        yield _bare(text, Span(*quoted.span("term"))), "D8 run in"


def _item(segments: Segments, index: int, leaf: Node) -> Iterator[tuple[Span, str]]:
    """The term at the head of a paragraph or list item that defines it, of translated text too."""
    place = _place_of(segments, index, leaf)
    if not place:
        return
    text, start = segments.text, leaf.span.start
    end = min(leaf.span.end, start + _MAX_HEAD)
    if quoted := _QUOTED_HEAD.match(text, start, end):
        yield Span(*quoted.span("term")), f"{place} quoted"
        return
    listed = listed_term(segments, leaf) if place == "D8" else None
    if listed is not None:
        yield listed, "D8 list"
        return
    for name, form in heads().items():
        if name == "capital" and leaf.role in _TABULAR:
            continue
        match = form.match(text, start, end)
        if match and not _NO_HEAD.match(match["term"]):
            yield _bare(text, Span(*match.span("term"))), f"{place} {name}"
            if name == "capital":
                yield from _run_together(segments, leaf, place)
            return


def _run_together(segments: Segments, leaf: Node, place: str) -> Iterator[tuple[Span, str]]:
    """The terms after the first of a table that became one paragraph, each at a sentence's
    beginning."""
    form = heads()["capital"]
    for sentence in list(segments.sentences(leaf.span))[1:]:
        match = form.match(segments.text, sentence.start, sentence.end)
        if match and not _NO_HEAD.match(match["term"]):
            yield _bare(segments.text, Span(*match.span("term"))), f"{place} capital"


def _place_of(segments: Segments, index: int, leaf: Node) -> str:
    """`D8` for an item of a list whose lead-in defines, `D9` for a paragraph or item of a section
    whose heading says that it defines, else nothing."""
    line = segments.document.parents[index]
    below = leaf
    for above in reversed(line):
        if below.kind is NodeKind.ITEM:
            first = above.children[0]
            if first.kind is NodeKind.TEXT and _leads_in(segments, first):
                return "D8"
        if below is not leaf and below.children[0] is not leaf:
            break
        below = above
    if leaf.kind not in (NodeKind.ITEM, NodeKind.PARAGRAPH) and not (
        line
        and line[-1].kind in (NodeKind.ITEM, NodeKind.PARAGRAPH)
        and line[-1].children[0] is leaf
    ):
        return ""
    heading = segments.heading_of(index)
    if heading is not None and headed(heading.of(segments.text)):
        return "D9"
    return "D9" if _is_led_in(segments, index, leaf) else ""


def _leads_in(segments: Segments, node: Node) -> bool:
    """Whether a leaf leads in definitions."""
    found, index = lead_ins(segments), segments.leaf_at(node.span.start)
    place = bisect_left(found, index)
    return found[place : place + 1] == [index]


def _is_led_in(segments: Segments, index: int, leaf: Node) -> bool:
    """Whether an earlier paragraph of the section, set as one of its own, leads in definitions."""
    found = lead_ins(segments)
    first = segments.article_of(index).span.start
    for place in range(bisect_left(found, index) - 1, -1, -1):
        span = segments.leaves[found[place]].span
        if found[place] < index - _MAX_SET or span.start < first:
            return False
        if len(span) < _MAX_HEAD:
            return True
    return False


def _is_sure(segments: Segments, index: int, found: _Candidate) -> bool:
    """Whether a form found in a sentence really names a term."""
    form, term = found.form, found.span.of(found.sentence)
    if is_pointing(term) or term.startswith("§"):
        return False
    if form == "short bracket":
        return is_short_form(segments, index, found.place)
    if form == "D3 like" and term.endswith((" som nevnt", " som nemnt", " som nemnd")):
        return False
    if form == "D3 as":
        return is_counted(found.sentence, found.match) and (
            _IF.match(found.sentence) is not None or _is_used(segments, index, found.place)
        )
    if form == "short called":
        before = found.sentence[: found.match.start()]
        return _PLACE.match(term) is None and _DENIED.search(before) is None
    if form == "is same":
        return _is_same(found) and not _GENERAL_START.match(found.sentence)
    if form == "is alone":
        return _is_alone(segments, index, found)
    if form == "D5 plain":
        return _is_indefinite(found)
    if form in ("is kind", "holds"):
        return _is_kind(segments, index, found)
    if form in ("is headed", "D5 headed"):
        return _is_headed(segments, index, term) and not _GENERAL_START.match(found.sentence)
    if form == "is one":
        return _LEGAL_LABEL.search(found.sentence) is None
    if form == "when counted" and (" som " in term or _COUNTED_AS.match(found.sentence)):
        return False
    quoted = term != found.match["term"]
    return quoted or not (form.startswith("when ") and _NO_NAME.match(term))


def _is_used(segments: Segments, index: int, place: Span) -> bool:
    """Whether the last word of a term, perhaps in another form, begins some word elsewhere in its
    section, so that the rule says what that word covers."""
    section = segments.article_of(index).span
    last = place.of(segments.lowered).rpartition(" ")[2]
    stem = last[: max(_STEM - 1, len(last) - 2)]
    return _is_in(segments, stem, Span(section.start, place.start)) or _is_in(
        segments, stem, Span(place.end, section.end)
    )


def _is_in(segments: Segments, stem: str, span: Span) -> bool:
    """Whether some word within the span begins with a stem."""
    lowered = segments.lowered
    at = lowered.find(stem, span.start, span.end)
    while at > 0 and lowered[at - 1].isalpha():
        at = lowered.find(stem, at + 1, span.end)
    return at >= 0


def _is_headed(segments: Segments, index: int, term: str) -> bool:
    """Whether the section is about the term, and the term is no body's name."""
    heading = segments.heading_of(index)
    if heading is None or _BODY.search(term):
        return False
    words, term = heading.of(segments.lowered), term.lower()
    if f" {words}".rstrip(" .").endswith(f" {_DEFINITE.sub('', term)}"):
        return True
    stem = term[: max(_STEM, len(term) - 3) - 1]
    return term in words or (stem in words and not _DEFINITE.search(term))


def _is_same(found: _Candidate) -> bool:
    """Whether the word that says what kind of thing the term is ends the term too."""
    term, genus = found.span.of(found.sentence).lower(), found.match["genus"]
    bare = _DEFINITE.sub("", term)
    return term != genus and (term.endswith(genus) or bare.endswith(genus))


def _is_alone(segments: Segments, index: int, found: _Candidate) -> bool:
    """Whether a sentence that begins with one noun and «er» says what it is, and is not about a
    body or an office."""
    term = found.span.of(found.sentence)
    if _GENERAL_START.match(found.sentence) or _BODY.search(term) or _LOOSE.search(term):
        return False
    if not _DEFINITE.search(term):
        return True
    if _OFFICE.search(term):
        return False
    return found.match["genus"] in _POINTED or _is_headed(segments, index, term)


def _is_kind(segments: Segments, index: int, found: _Candidate) -> bool:
    """Whether a sentence begins with a term in the indefinite form, and is no list or body's."""
    term = found.span.of(found.sentence)
    if _GENERAL_START.match(found.sentence) or _BODY.search(term) or _LOOSE.search(term):
        return False
    last = term.split()[-1]
    plural = last.endswith(("ene", "ane"))
    if _DEFINITE.search(last) and found.form == "holds":
        return last.endswith(("sjon", "het", "else"))
    if _DEFINITE.search(last) and (plural or not last.endswith(("sjon", "het", "else"))):
        return _is_headed(segments, index, term) and not plural
    return True


def _is_indefinite(found: _Candidate) -> bool:
    """Whether a sentence begins with a term in the indefinite form."""
    term = found.span.of(found.sentence)
    if _GENERAL_START.match(found.sentence) or _LOOSE.search(term):
        return False
    return not _DEFINITE.search(term.split()[-1]) or term.endswith(("sjon", "het", "vann"))


def _bare(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and text[start] in '«»"“” ':
        start += 1
    while end > start and text[end - 1] in '«»"“” ':
        end -= 1
    return Span(start, end)
