"""Forms that name what was just described: «heretter kalt X», «(X)», «X, det vil si …», and whether
brackets name what stands before them or only explain it."""

from __future__ import annotations

import re
from typing import Final

from regcheck.base.text.patterns import pattern
from regcheck.base.text.span import Span
from regcheck.document.model import BESIDE_ROLES, Node, Role
from regcheck.document.segments.view import Segments
from regcheck.law.vocabulary import AN, AN_ENACTMENT, IF, SHALL_OR_MAY, THE
from regcheck.terms.form import (
    ARTICLE,
    DEFINITE,
    LOOSE,
    NAMED,
    QUOTED,
    STOP,
    WORD,
    Candidate,
    DefiningForm,
    begins_a_word,
    says_kind,
)

_CHOSEN = pattern(rf"\b(?:{SHALL_OR_MAY})(?: [^.;:]+ og)? $|^\W*$")
_CALLED = (
    rf"(?P<term>{QUOTED}|(?!(?:også|òg|som|for|både)\b)"
    rf"(?:{WORD}- (?:og|eller) )?{WORD}(?: {WORD})?){STOP}"
)
_ACT = pattern(rf"(?:{AN_ENACTMENT}|lovi|reglementet|direktivet?)$")
_TREATY = pattern(r"[\w-]{6,}(?:forordningen|forordninga|konvensjonen)$")
_GLOSS = pattern(
    r"(?:vedlegg|skjema|kroner|errata|opphevet|eventuelt|inkludert|medre[gk]n\w+|herunder|for|i|på|av|ved|med|uten|som|både|alle"
    r"|og|eller|modul|gruppe|se|sjå|jf|også|kalt|kalla|nedre|øvre|maks\w*|mot|til|fra|frå|ikke|ikkje"
    rf"|{IF}|summen|første|fyrste|andre|samme|same|per|der|under|over|enten|anten|inntil|minst"
    rf"|unntatt|{AN})\b",
    re.IGNORECASE,
)
_NAME = pattern(r"[A-ZÆØÅ][\wæøåÆØÅ]*(?:-[a-zæøå]{3,}|[a-zæøå]{4,})(?:en|et|a|ene|ane)")
_WORD = pattern(r"(?:\d+-)?[a-zæøå][a-zæøå-]{5,}")
_WORDS = pattern(
    r"(?:den |det |dei |de )?[a-zæøå][a-zæøå-]{2,}(?:(?: [a-zæøå-]{3,}){1,2}| [A-ZÆØÅ]{2,5})"
)
_QUALIFIED = pattern(
    r"(?:den |det |dei |de )?(?:rein|ren|[a-zæøå-]+(?:e|et|ell|isk|t)) [a-zæøå-]{4,}"
    r"(?: og [a-zæøå]{3,})?"
)
_NO_NOUN = pattern(r"(?:^|[^g])(?:ende|ande|lig|leg|isk|ert|net|bar)$")
_INDEFINITE = pattern(rf"\b(?:{AN})\b(?: [^\s,.;:()]+){{1,6}}$")
_DESCRIBES = pattern(
    r"\b(?:som|av|for|til|fra|frå|på|i|med|ved|om|mellom|under|etter|over|der|da|då|å|enn|pr|før|når"
    r"|hvor|kor|ut|inn|opp|hos|utan|uten)\b"
)
_REFERENCE = pattern(
    r"(?:\b(?:ledd|leddet|punktum|bokstav \w|nr\. ?\d+|kap\. ?[\dIVX]+|kapittel [\dIVX]+)"
    r"|§ ?\d[\w-]*(?: \w)?) \($"
)
_BARE_DEFINITE = pattern(
    r"(?:^|[.;:,] |\) |\b(?:i|på|av|med|til|for|fra|frå|ved|om|som|skal|kan|er|etter|mot|under"
    r"|over|at|der|når|dersom) )[A-ZÆØÅa-zæøå-]{3,}(?:en|et|a|ene|ane) \($"
)
_CODE = pattern(r"\d[–-]\d+ \($")
_CITED = pattern(r"\s*\)\s*(?:artikkel|art\.)")
_DEFINES = pattern(r"\b(?:menes|forstås|meinast|meiner ein|meint)\b")
_ENGLISH = pattern(r"(?:ional|ity|ee|ness|ght)\b|\b(?:of|the|and|area|rules|level)\b")
_ENDS = pattern(rf"\s*\)\s*(?:[.,;]|$|(?:for|til) |(?:og|eller|ved|over|fra|frå|{IF}) )")
TABULAR: Final = BESIDE_ROLES | {Role.FOREIGN}
_MAX_LEAF, _NEAR, _FAR = 1500, 5, 9
_BEFORE = 300
_STEM = 4


def _is_called(_: Segments, found: Candidate) -> bool:
    """Whether the words after «betegnes» are a name rather than a choice or duty."""
    after = found.sentence[found.span.end :]
    if found.term.startswith(("den ", "det ", "dei ", "de ")) and after.startswith(" som "):
        return False
    return _CHOSEN.search(found.sentence[: found.match.start()]) is None


def _is_kind_of(segments: Segments, found: Candidate) -> bool:
    """Whether the words for the kind of thing leave out what distinguishes the term."""
    genus, bare = found.match["genus"], found.term
    if " " in genus:
        return DEFINITE.search(bare) is not None and LOOSE.search(bare) is None
    return bare.lower() != genus and says_kind(segments, found)


def is_english(words: str) -> bool:
    """Whether some word is plainly English."""
    return _ENGLISH.search(words) is not None


def is_short_form(segments: Segments, index: int, span: Span) -> bool:
    """Whether the words at `span`, which fill the brackets, name what stands before them: a word
    that the provision goes on to use, or one that a description leads up to."""
    text, leaf = segments.text, segments.leaves[index]
    term = span.of(text)
    if _ACT.search(term) or _GLOSS.match(term):
        return False
    if leaf.role in TABULAR:
        return leaf.role is Role.FOREIGN and _is_used_again(segments, index, span)
    if _TREATY.fullmatch(term):
        return _CITED.match(text, span.end) is None or _stands_after(segments, index, span)
    before = text[max(leaf.span.start, span.start - _BEFORE) : span.start]
    if _is_gloss(segments, index, span, before):
        return False
    if _NAME.fullmatch(term):
        return True
    word = _WORD.fullmatch(term) is not None
    if len(leaf.span) > _MAX_LEAF or not (word or _WORDS.fullmatch(term)):
        return False
    if _NO_NOUN.search(term) or is_english(term) or _stands_before(segments, leaf, span):
        return False
    if _stands_after(segments, index, span):
        return True
    if word and _is_in_heading(segments, index, term):
        return True
    if not word and _qualifies(segments, leaf, span):
        return True
    return _is_described(text, leaf, span, word=word)


def _is_gloss(segments: Segments, index: int, span: Span, before: str) -> bool:
    """Whether brackets only add to what stands before them: a word that stands in brackets more
    than once; and unless the section goes on to use it, what a code stands for, the name of what
    is referred to, or another word for one word or for a meaning."""
    low, article = span.of(segments.lowered), segments.article_of(index).span
    if segments.lowered.count(f"({low})", article.start, article.end) > 1:
        return True
    proper = span.of(segments.text)[0].isupper()
    definite = _WORD.fullmatch(low) and DEFINITE.search(low)
    doubtful = _CODE.search(before)
    if not proper:
        doubtful = doubtful or _REFERENCE.search(before)
        doubtful = doubtful or (_BARE_DEFINITE.search(before) if definite else None)
        if " " not in low or low.startswith(("den ", "det ")):
            sentence = segments.sentence_of(index, span)
            doubtful = doubtful or _DEFINES.search(sentence.of(segments.text))
    return doubtful is not None and not _stands_after(segments, index, span)


def _is_described(text: str, leaf: Node, span: Span, *, word: bool) -> bool:
    """Whether what stands before the brackets is a description rather than another name."""
    before = text[leaf.span.start : span.start].split()[:-1]
    near, far = " ".join(before[-_NEAR:]), " ".join(before[-_FAR:])
    led_up = _INDEFINITE.search(far) or _DESCRIBES.search(near)
    if word and DEFINITE.search(span.of(text)) and led_up:
        return True
    if not _ENDS.match(text, span.end, leaf.span.end):
        return False
    return _DESCRIBES.search(far) is not None and (
        word or _QUALIFIED.fullmatch(span.of(text)) is not None
    )


def _qualifies(segments: Segments, leaf: Node, span: Span) -> bool:
    """Whether two or three words name a kind of what was mentioned: «modell … (delvis modell)»."""
    words = span.of(segments.lowered)
    last = words.split()[-1]
    if len(last) <= _STEM:
        return span.of(segments.text)[-1].isupper()
    named = re.compile(rf"{re.escape(last[: max(_STEM + 1, len(last) - 2)])}\w{{0,3}}\b")
    return named.search(segments.lowered, leaf.span.start, span.start) is not None


def _is_used_again(segments: Segments, index: int, span: Span) -> bool:
    """Whether the definite word in brackets is new here and is used later."""
    term, leaf = span.of(segments.text), segments.leaves[index]
    return (
        _WORD.fullmatch(term) is not None
        and DEFINITE.search(term) is not None
        and not _stands_before(segments, leaf, span)
        and _stands_after(segments, index, span)
    )


def _stands_before(segments: Segments, leaf: Node, span: Span) -> bool:
    low = re.escape(span.of(segments.lowered))
    known = re.compile(rf"{low}(?!(?:e|s|es)?lov)")
    return known.search(segments.lowered, leaf.span.start, span.start) is not None


def _stands_after(segments: Segments, index: int, span: Span) -> bool:
    after = Span(span.end, segments.article_of(index).span.end)
    return begins_a_word(segments.lowered, span.of(segments.lowered)[:-1], after)


def _is_in_heading(segments: Segments, index: int, term: str) -> bool:
    heading = segments.heading_of(index)
    stem = term.lower()[: max(_STEM, len(term) - 3)]
    return heading is not None and stem in heading.of(segments.lowered)


NAMING: Final = (
    DefiningForm(
        "short hereafter",
        rf"\((?:i denne \w+ )?(?:(?:heretter|hetter|i det følgende|i det følgjande)"
        rf"(?: (?:i denne \w+ )?(?:samlet |samla |også |òg |berre |bare |kun )?{NAMED})?"
        rf"|(?:(?:nedenfor|nedanfor|seinare|senere|videre|vidare|også|òg) )?{NAMED})"
        r"(?: |(?=[«\"“”]))[«\"“”]?(?P<term>[^()«»\"“”]{2,60}?)[»\"“”]?"
        r"(?: eller [«\"“”][^()]{2,60})?\)",
        "Kystens Hus (heretter kalt «[[Huset]]») er åpent.",
    ),
    DefiningForm(
        "short quoted",
        r"\([«\"“](?! ?(?:www\.|http))(?P<term>[^()«»\"“”]{2,60})[»\"”]\)",
        "Styret fører en liste over båter («[[båtlisten]]»).",
        lambda _, found: not is_english(found.term),
    ),
    DefiningForm(
        "short called",
        r"\b(?:(?:omtales|omtalast|omtalt|omtala|(?:blir|vert) kalla)(?: nedenfor| nedanfor| her"
        r"| i (?:det |denne |dette )?(?:følg|for|lov|regl|kapit)\w+)?(?: som| for)"
        rf"|(?:betegnes|benevnes)(?: som| for)?) {_CALLED}",
        "Denne tiden omtales som [[havneår]].",
        _is_called,
    ),
    DefiningForm(
        "short from now",
        r"\b(?:(?:omtales|omtalast|kalles|kallast|benevnes)"
        r" (?:heretter|i det følgende|i det følgjande)"
        r" (?:også |òg |samlet )?(?:som |for )?"
        r"|(?:heretter|i det følgende|i det følgjande) (?:blir |vert )?"
        r"(?:kalt|kalla|nemnt|nevnt|benevnt|betegnet|omtalt|omtala)(?: som| for)? )"
        rf"{_CALLED}",
        "Havna får et eget styre, heretter kalt [[kaistyret]], for dette.",
        _is_called,
    ),
    DefiningForm(
        "short in quotation marks",
        rf"\b(?:kalt|kalla|kalles|kallast|benevnt|betegnet) (?=[«\"“]){_CALLED}",
        "Tau og vaier, kalt «[[fortøyninger]]», skal være hele.",
        _is_called,
    ),
    DefiningForm(
        "short that is",
        r"(?<![\w-])(?P<term>(?:(?!(?:er|og|som|å|for|av|til|med|på|i|om|ved|\w+[aei]r|\w+es) )"
        rf"{WORD} )?[\w-]{{4,}}+)"
        rf"(?:(?: (?:ved|i|på|etter) {WORD}(?: {WORD})?)?, (?:det vil si|det vil seie|dvs\.) "
        rf"| \((?={ARTICLE}\w+ (?:som|til å|for å) ))"
        rf"{ARTICLE}(?P<genus>(?:{THE}) [a-zæøå]{{3,}}(?= (?:som|der)\b)"
        r"|[a-zæøå]{4,})\b",
        "Det betales leie for [[store båter]], det vil si båter over 15 meter.",
        _is_kind_of,
    ),
    DefiningForm(
        "short bracket",
        r"(?<=\S )\( ?(?P<term>(?:\d{1,5}-(?=[a-zæøå]))?[^()«»:;,.0-9]{4,60}?)"
        r"(?: ?\)|, jf)",
        "Eieren betaler et beløp for hvert døgn ([[døgnleie]]).",
        lambda segments, found: is_short_form(segments, found.leaf, found.place),
    ),
)
