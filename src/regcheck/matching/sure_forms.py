"""Forms of definitions found in a sentence: whether they really name a term."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from regcheck.document.model import NodeKind
from regcheck.matching.counting import is_counted, is_status
from regcheck.matching.definitions import is_pointing
from regcheck.matching.short_forms import is_short_form
from regcheck.segments.view import Segments
from regcheck.text.span import Span

_NO_NAME = re.compile(
    r"(?:nødvendige?|naudsynt|(?:en |ein )?del|u?gyldige?|egen|egne|eigen|særlige?|særleg"
    r"|relevante?"
    r"|likeverdige?|vesentlige?|hovedregel|hovudregel|adskilt|omfattet|omfatta|nære|falske|trygge?"
    r"|uforholdsmessig|egnet|eigna|godkjent også|offentlig støtte|personlige|brukt|levert"
    r"|etter skjønn|blant anna?n?e?t?|framkalla|rimelige?|rimeleg|tilstrekkelige?|forsvarlige?"
    r"|oppfylt|overholdt|overhalden|gitt|tatt|inhabil|tvangsgrunnlag|vanlige?|egnede|aktuelle?|å|ut|om"
    r"|inn|opp|\w*(?:lov(?:en|a)|forskrift(?:en|a)))\b",
    re.IGNORECASE,
)
_GENERAL_START = re.compile(
    r"(?:\(\d+\) |\d+\. )?(?:Det|Dette|Denne|Disse|Desse|Den|De|Dei|Slik\w*|Videre|Vidare|Vedtak"
    r"|For|I|Under|Ved|På|Etter|Til|Eksemp(?:el|ler)|Derfor|Difor|Dermed|Der|Da|Då|Nå|No|Nokre|Noen"
    r"|Nokon|Ofte|Normalt|Mange|Flere|Fleire)\b"
)
_IF = re.compile(
    r"(?:\(\d+\) |\d+\. )?(?:(?:Dersom|Hvis|Viss|Når|Er|Har|Blir|Vert)\b|[A-ZÆØÅ][a-zæøå]+(?:er|ar)"
    r" (?:ikke|ikkje|det|den|han|hun|ho|hen|noen|nokon|ingen|vedkommende|vedkommande)\b)"
)
_WHOEVER = re.compile(
    r"(?:\(\d+\) |\d+\. )?(?:(?:Den|De|Dei|[A-ZÆØÅ][a-zæøå]+[ae]r) som [^.;:]+"
    r"|[A-ZÆØÅ][a-zæøå]+(?:[ae]r|es|ast) [^,.;:]+), (?:(?:skal|blir|vert) )?"
)
_COUNTED_AS = re.compile(r"(?:\(\d+\) |\d+\. )?Som\b")
_PLACE = re.compile(r"(?:i|på|under|ovenfor|ovanfor|nedenfor|av|før|ved|med) ")
_DENIED = re.compile(r"\bikk(?:e|je)(?: (?:kan|skal|bør|må|er))? $")
_LEGAL_LABEL = re.compile(
    r"\b(?:et vedtak|eit vedtak|et enkeltvedtak|eit enkeltvedtak|et vilkår|eit vilkår)\b"
)
_BODY = re.compile(
    r"(?:nemnda|nemnden|møtet|forsamlinga|forsamlingen|utvalget|utvalet|tilsynet|styret|direktoratet|ombudet|arkivet|rådet"
    r"|skolen|skulen|senteret|instituttet|universitetet|foretaket|føretaket)$"
)
_THEN = re.compile(r" [^\s,.:;]+ (?:når|dersom|hvis|viss)\b")
_HALF = re.compile(r" (?:som|kan|skal|må|ikke|ikkje)$")
_LOOSE = re.compile(
    r"\b(?:imidlertid|normalt|vanligvis|vanlegvis|ofte|likevel|derimot|dessuten|videre|vidare|her"
    r"|der|nå|no|samtidig|således|dermed|spesielt|særlig|særleg|generelt|alltid|ellers|elles|kun"
    r"|bare|berre|dersom|ei|ein|unntaksvis|unntatt|unntaket|unnataket|hovedregelen|hovudregelen|utgangspunktet"
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
_PARTICIPLE = re.compile(r"[a-zæøå]+(?:et|tt|rt|a|te)")
_RULE = re.compile(
    r"(?:plikt|rett|forbud|forbod|krav|ansvar|ordning|kontroll|tilsyn|vern|fredning|myndig\w+)"
    r"(?:en|a|et|i|heita?)?$"
)
_AIM = re.compile(
    r"(?:formål|føremål|mål|hensikt|oppgave|oppgåve|rolle|plikt|ansvar)", re.IGNORECASE
)
_ARTICLE = re.compile(r"(?:en|et|ein|eit|ei) ", re.IGNORECASE)
_WHEN = re.compile(r"[»”\"]?,? (?:når|dersom|hvis|viss)\b")
_NO_ITEM = re.compile(
    r"(?:at|om|når|dersom|hvis|for|i|på|ved|til|med|den|det|de|dei|en|et|ein|eit|hvilke\w*"
    r"|kva|hva|alle?)\b"
)
_IS = re.compile(r"\ber (?:[^\s,.;:]+ ){0,3}$")
_STEM = 5
_LONG_WORD, _INFLECTION = 9, 3
_NUMBER_OF = re.compile(r"^§+ ?[\d\w-]+\.? ?(?:[a-z]\.)?")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A form found in a sentence of a leaf; `span` is that of the term there and `place` in the
    text; `match` begins with the words that give it its meaning."""

    form: str
    leaf: int
    sentence: str
    span: Span
    place: Span
    match: re.Match[str]

    @property
    def term(self) -> str:
        """The term as it is written."""
        return self.span.of(self.sentence)

    @property
    def is_general(self) -> bool:
        """Whether the sentence begins with a word that points elsewhere, and so with no term."""
        return _GENERAL_START.match(self.sentence) is not None


Test = Callable[[Segments, Candidate], bool]


def is_sure(segments: Segments, found: Candidate) -> bool:
    """Whether a form found in a sentence really names a term."""
    if is_pointing(found.term) or found.term.startswith("§"):
        return False
    test = _tests().get(found.form)
    return test is None or test(segments, found)


@cache
def _tests() -> Mapping[str, Test]:
    """What a form must pass, by name; a form that is not here is sure as it stands."""
    return {
        "short bracket": _is_short,
        "short called": _is_called,
        "D2 forstås": _is_uncut,
        "D3 like": _is_like,
        "D3 as": _is_counted_as,
        "D3 to": _is_named,
        "D3 set beside": _is_named,
        "D3 alike": _is_named,
        "D5 amounts": _is_named,
        "when to count": _is_to_count,
        "when what counts": _is_named,
        "when state": _is_here,
        "D5 plain": _is_indefinite,
        "D5 defined": _is_complete,
        "D5 headed": _is_subject,
        "D5 understood": _is_named,
        "is headed": _is_subject,
        "is same": _is_same,
        "short that is": _is_kind_of,
        "is alone": _is_alone,
        "is here": _is_here,
        "is just here": _is_here,
        "is result": _is_named,
        "is present": _is_subject,
        "is to be": _is_activity,
        "is who": _is_of_a_kind,
        "is implied": _is_whole_heading,
        "is headed noun": _is_whole_heading,
        "is item": _is_in_item,
        "is kind": _is_kind,
        "is one": _is_one,
        "holds": _is_held,
        "is to count": _is_here,
        "when counted": _is_counted_state,
        "when is": _is_state,
    }


def _is_short(segments: Segments, found: Candidate) -> bool:
    return is_short_form(segments, found.leaf, found.place)


def _is_called(_: Segments, found: Candidate) -> bool:
    before = found.sentence[: found.match.start()]
    return _PLACE.match(found.term) is None and _DENIED.search(before) is None


def _is_uncut(_: Segments, found: Candidate) -> bool:
    return not found.term.endswith((" som", " og"))


def _is_like(_: Segments, found: Candidate) -> bool:
    return not found.term.endswith((" som nevnt", " som nemnt", " som nemnd"))


def _is_complete(_: Segments, found: Candidate) -> bool:
    """Whether the words before «er definert som» are a term and not half a relative clause."""
    after = found.sentence[found.match.end() :]
    return _HALF.search(found.term) is None and _THEN.match(after) is None


def _is_one(_: Segments, found: Candidate) -> bool:
    return _LEGAL_LABEL.search(found.sentence) is None and " som" not in found.term


def _is_counted_as(segments: Segments, found: Candidate) -> bool:
    """Whether the sentence counts something as the term, and makes it more than a label: it says
    on what condition, quotes it or uses the word."""
    if _COUNTED_AS.match(found.sentence) or not is_counted(found.sentence, found.match):
        return False
    return (
        _IF.match(found.sentence) is not None
        or _WHOEVER.fullmatch(found.sentence, 0, found.match.start()) is not None
        or (
            _WHEN.match(found.sentence, found.match.end()) is not None
            and _PARTICIPLE.fullmatch(found.match["term"]) is None
        )
        or found.match["quoted"] is not None
        or is_status(found.sentence, found.match)
        or _is_used(segments, found.leaf, found.place)
    )


def _is_to_count(segments: Segments, found: Candidate) -> bool:
    """Whether «… er å regne som X når» says so in a main clause."""
    before = found.sentence[: found.match.start()]
    return (
        _IS.search(before) is not None
        and is_counted(found.sentence, found.match)
        and _is_counted_state(segments, found)
    )


def _is_counted_state(segments: Segments, found: Candidate) -> bool:
    if " som " in found.term or _COUNTED_AS.match(found.sentence):
        return False
    return _is_state(segments, found)


def _is_state(_: Segments, found: Candidate) -> bool:
    """Whether «X er / regnes for … når» gives a state its name: not a mere judgement, unless in
    quotation marks."""
    quoted = found.term != found.match["term"]
    return quoted or _NO_NAME.match(found.term) is None


def _is_used(segments: Segments, leaf: int, place: Span) -> bool:
    """Whether the last word of a term, perhaps in another form, begins some word elsewhere in its
    section, so that the rule says what that word covers."""
    section = segments.article_of(leaf).span
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


def _is_subject(segments: Segments, found: Candidate) -> bool:
    """Whether the section is about the term, which begins the sentence."""
    return not found.is_general and _is_headed(segments, found.leaf, found.term)


def _is_headed(segments: Segments, leaf: int, term: str) -> bool:
    """Whether the section is about the term, and the term is no body's name."""
    heading = segments.heading_of(leaf)
    if heading is None or _BODY.search(term):
        return False
    words, term = heading.of(segments.lowered), term.lower()
    if f" {words}".rstrip(" .").endswith(f" {_DEFINITE.sub('', term)}"):
        return True
    stem = term[: max(_STEM, len(term) - 3) - 1]
    return term in words or (stem in words and not _DEFINITE.search(term))


def _is_here(_: Segments, found: Candidate) -> bool:
    """Whether «X etter denne loven er …» is about a term and not a body."""
    return not found.is_general and not _BODY.search(found.term) and not _LOOSE.search(found.term)


def _is_activity(segments: Segments, found: Candidate) -> bool:
    """Whether «X er å …» says what the term is and not what something is for."""
    if found.is_general or _AIM.search(found.term) or _LOOSE.search(found.term):
        return False
    return not _DEFINITE.search(found.term) or _is_headed(segments, found.leaf, found.term)


def _is_of_a_kind(_: Segments, found: Candidate) -> bool:
    """Whether «X er den som …» begins with an indefinite noun."""
    first = found.term.split()[0]
    return not found.is_general and not _DEFINITE.search(first) and _LOOSE.match(first) is None


def _is_whole_heading(segments: Segments, found: Candidate) -> bool:
    """Whether the section's heading ends in the term, which is indefinite."""
    heading = segments.heading_of(found.leaf)
    term = found.term.lower()
    if heading is None or found.is_general or _DEFINITE.search(term) or _OFFICE.search(term):
        return False
    return f" {heading.of(segments.lowered)}".rstrip(" .").endswith(f" {term}")


def _is_named(_: Segments, found: Candidate) -> bool:
    """Whether the words name something and do not point at what went before."""
    return (
        _GENERAL_START.match(found.term) is None
        and not found.term.lower().startswith(
            ("den ", "det ", "dei ", "de ", "dette", "denne", "slik")
        )
        and not _BODY.search(found.term)
        and not found.term.endswith((" ikke", " ikkje", " å", " som"))
    )


def _is_in_item(segments: Segments, found: Candidate) -> bool:
    """Whether a list item begins with the term."""
    leaf, line = segments.leaves[found.leaf], segments.document.parents[found.leaf]
    return (
        found.place.start == leaf.span.start
        and (leaf.kind is NodeKind.ITEM or (bool(line) and line[-1].kind is NodeKind.ITEM))
        and _NO_ITEM.match(found.term) is None
    )


def _is_same(segments: Segments, found: Candidate) -> bool:
    """Whether «X er …» begins its sentence and says what kind of thing the term is with a word
    that ends the term too."""
    first = found.term.split()[0]
    return not found.is_general and not _BODY.search(first) and _is_said(segments, found)


def _is_said(_: Segments, found: Candidate) -> bool:
    """Whether the word that says what kind of thing the term is ends the term too."""
    term, genus = found.term.lower(), found.match["genus"]
    bare = _DEFINITE.sub("", term)
    return (
        term != genus
        and (term.endswith(genus) or bare.endswith(genus))
        and not genus.endswith(("ig", "leg"))
    )


def _is_kind_of(segments: Segments, found: Candidate) -> bool:
    """Whether words that say what kind of thing the term is leave out what sets it apart."""
    genus, bare = found.match["genus"], _ARTICLE.sub("", found.term)
    if " " in genus:
        return _DEFINITE.search(bare) is not None and _LOOSE.search(bare) is None
    return bare.lower() != genus and _is_said(segments, found)


def _is_alone(segments: Segments, found: Candidate) -> bool:
    """Whether a sentence that begins with one noun and «er» says what it is, and is not about a
    body or an office."""
    term = found.term
    if found.is_general or _BODY.search(term) or _LOOSE.search(term):
        return False
    if not _DEFINITE.search(term):
        return True
    if _OFFICE.search(term):
        return False
    return found.match["genus"] in _POINTED or _is_headed(segments, found.leaf, term)


def _is_kind(segments: Segments, found: Candidate) -> bool:
    """Whether a sentence begins with a term in the indefinite form, and is no list or body's."""
    term = found.term
    if found.is_general or _BODY.search(term) or _LOOSE.search(term):
        return False
    last = term.split()[-1]
    plural = last.endswith(("ene", "ane"))
    if _DEFINITE.search(last) and found.form == "holds":
        return last.endswith(("sjon", "het", "else"))
    if _DEFINITE.search(last) and (plural or not last.endswith(("sjon", "het", "else"))):
        return _is_headed(segments, found.leaf, term) and not plural
    return True


def _is_all_of_heading(segments: Segments, found: Candidate) -> bool:
    """Whether the section's heading is the term and nothing more."""
    heading = segments.heading_of(found.leaf)
    if heading is None or " " in found.term or len(found.term) < _LONG_WORD:
        return False
    if _RULE.search(found.term):
        return False
    words = _NUMBER_OF.sub("", heading.of(segments.lowered)).strip(" ().")
    stem = _DEFINITE.sub("", found.term.lower())
    return words.startswith(stem) and len(words) - len(stem) <= _INFLECTION


def _is_held(segments: Segments, found: Candidate) -> bool:
    """Whether «X omfatter …» says what a term covers; of «all …» only where the section is about
    the term."""
    if found.match["all"] and not _is_headed(segments, found.leaf, found.term):
        return False
    if _is_all_of_heading(segments, found):
        return True
    return _is_kind(segments, found)


def _is_indefinite(_: Segments, found: Candidate) -> bool:
    """Whether a sentence begins with a term in the indefinite form."""
    term = found.term
    if found.is_general or _LOOSE.search(term):
        return False
    return not _DEFINITE.search(term.split()[-1]) or term.endswith(("sjon", "het", "vann"))
