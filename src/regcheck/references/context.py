"""What the words around a citation say about the document it refers to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from regcheck.base.text.patterns import pattern
from regcheck.base.text.span import Span
from regcheck.document.model import Document, Role
from regcheck.law.address import Address, Step, StepKind
from regcheck.law.citations import Citation, CitationKind
from regcheck.law.dated import DATED, DAY, NUMBER, dated_refid
from regcheck.law.names import plain_name
from regcheck.law.provisions import LAST
from regcheck.law.vocabulary import (
    ACTS,
    AN_ACT,
    OF_THE_ACT,
    OF_THE_REGULATION,
    OTHER_TEXTS,
    REGULATIONS,
    THE_ACT,
    THE_ENACTMENT,
    THE_REGULATION,
    THESE,
    THIS,
)
from regcheck.references.library import Target

_OTHER = pattern(
    rf"(?:{ACTS})\b|forskrift\w*|{OTHER_TEXTS}|regla?ne?\b|reglene\b|\w+ordning"
    r"|\bkoden?\b|vedtak|\b[a-zæøå]{2,8}l\.|(?-i:\b[A-ZÆØÅ]{3,}\b)",
    re.IGNORECASE,
)
OURS = pattern(
    rf"\b(?:{THIS}|{THESE}) (?:lov|forskrift)\w*"
    rf"|\b(?:{THE_ENACTMENT}) her\b"
    r"|\b(?:i|av|til) (?:lov|forskrift)(?: eller forskrift)?\b(?! (?:av )?\d| (?:om|for)\b)"
    r"|\bregl[ea]ne (?:i|om)\b",
    re.IGNORECASE,
)
"""Words that mean the document itself, or none in particular."""
_ACT_ITSELF = pattern(rf"\b(?:{THE_ACT}|{OF_THE_ACT})\b(?! §)", re.IGNORECASE)
_REGULATION_ITSELF = pattern(rf"\b(?:{THE_REGULATION}|{OF_THE_REGULATION})\b(?! §)", re.IGNORECASE)
_TITLED_AFTER = pattern(
    r"\s?,? (?:i|til|av|etter) (?:den |dei )?(?:til enhver tid |til ei kvar tid |til kvar tid )?"
    rf"(?:gjeldende |gjeldande )?(?P<title>(?:{AN_ACT}|lover|{REGULATIONS})"
    rf"(?: (?:av )?{DAY}(?: {NUMBER})?)? (?:om|til) [^;:§\n]{{3,160}})"
)
_AFTER = pattern(
    r"\]?(?:\.\d+)*[\s,]*(?:\w+ (?:ledd|punktum)[\s,]*)?(?:jf\.? §+ ?[\w-]+ )?"
    r"(?:om [^.;:§]{2,90} |(?-i:[A-ZÆØÅ])[a-zæøå]+(?: \w+){0,4} )?"
    r"(?:i|av|til|etter) (?:den |det )?"
    rf"(?!{THIS}|{THESE})(?:\w+ ){{0,2}}?(?:lov\b|forskrift(?:er)?\b|\w*direktiv"
    rf"|\w*forordning|\w*konvensjon|\w*reglement|\w*instruks|\w*vedtekt|\w*avtale"
    rf"|\w*(?:{THE_ACT})\b|\w+(?:{THE_REGULATION})\b|[\w-]*koden?\b"
    r"|[a-zæøå]{2,8}l\.)|,? [Pp]ost \d",
    re.IGNORECASE,
)
_EARLIER = pattern(
    r"\b(?:tidligere|tidlegare|dagjeldende|nåværende|noverande|opphev\w*|nye lovs?|eldre lovs?)\b"
    r"|\b(?:Tidligere|Tidlegare) $"
)
_REPEALED_HERE = pattern(r"\bopphev(?:es|ast)\b")
_OF_ANOTHER = pattern(
    r"\b(?:[Ss]am[me]e (?:lov|forskrift)\w*|[A-ZÆØÅa-zæøå]+-lov|[A-ZÆØÅ]{3,}[-\d]*"
    r"|[\w-]{3,}(?:reglementet|ordningen|ordninga|instruksen|vedtektene|avtalen|avtala|konvensjonen"
    r"|(?:[Aa]vtale[nt]s?|[Aa]vtalas?|[Dd]irektivets?|[Ff]orordningens?),? [Vv]edlegg [IVX\d]+"
    r"|planen|tariffen|statuttene|standarden|resolusjonen)"
    r"|[\w-]*(?:[Kk]oden|[Kk]onvensjonen|[Aa]vtalen|[Pp]rotokollen"
    r"|pakten|pakta|tariffen|[Rr]eglementet|[Ii]nstruksen|[Tt]raktaten|[Ss]tandarden|resolusjonen)s"
    r"(?: \w+)?|[\w-]*(?:[Kk]oden?|[Kk]onvensjonen) del [IVX\d]+(?:-[A-Z])?),? ?$"
)
_NAMED_BEFORE = pattern(
    rf"(?P<kind>lov|forskrift)\w*(?: av)?(?: {DATED})?(?: (?P<about>om|til) (?P<title>(?:[^§;:.]"
    r"|(?<=\bm)\.|(?<=\bmv)\.|(?<=\bmm)\.|(?<=\.[mv])\.|(?<=\d)\.|(?<=\bnr)\.){3,200}?))?"
    r"(?P<see> ?,? jfr?\.?|,)? $",
    re.IGNORECASE,
)
_IS_NO_TITLE = pattern(
    r"^(?:etter|i|med)$| (?:etter|i|av|med|på|til|ved|jfr?|fra|frå|eller|og|som)$"
    r"|, (?:gjelder|gjeld|skal|kan|er|må)\b"
)
_GIVEN = pattern(
    r"\b(?:gi|gir|gis|gje|gjev|gjevast|fastset\w*|fastsett\w*|utferd\w*)(?: \w+){0,2} $"
)
_DATED_AFTER = pattern(rf" (?:av )?{DATED}", re.IGNORECASE)
_OF_YEAR = pattern(
    r" (?:(?:av|frå|fra) (?=\d{4}\b)|(?=\d{4}(?: ?§| kap|[.,;)])))((?:18|19|20)\d{2})\b(?! \w+ \d)"
)
_ENDS_DATED = pattern(rf" (?:av )?{DATED}$")
_DATED_TITLE = pattern(rf" av {DATED}")
OF_THIS = pattern(rf"\b(?:{THIS}|{THESE}) (?:lov|forskrift)\w*s? $", re.IGNORECASE)
"""What stands before a section of the document itself: «denne forskrifts § 4»."""
_ITSELF_AFTER = pattern(
    rf",? i (?:(?:{THIS}) (?:lov|forskrift)|(?:{THE_ENACTMENT}) her)"
    r"|,? til \w",
    re.IGNORECASE,
)
_AS_IT_WAS = pattern(
    r"[^.§]{0,60}\b(?:slik|som) (?:\w+ ){0,2}(?:lød|lydde|løydde|var) (?:før|fram|frem|per|den)\b"
)
_SHORT_NAMED = pattern(
    rf"\b(?P<kind>[Ll]ov|[Ff]orskrift)(?: av)? {DATED} (?:om|til) (?:(?! nr)[^()§;\n]){{3,200}}"
    r"\((?:heretter )?(?:kalt |kalla )?«?"
    rf"(?P<name>[\w -]{{2,40}}(?:{THE_ENACTMENT}))»?\)"
)
ABOVE_OR_BELOW = pattern(
    r"(?:,? (?:og|eller|samt|jf\.) §+ ?\d[\w-]*(?: \w+ ledd)?(?: bokstav [a-zæøå])?){0,3}"
    r",? (?:ovenfor|ovanfor|nedenfor|nedanfor)\b"
)
"""What follows a citation of this document, perhaps with others: «§ 13 og § 15 ovenfor»."""
_DASHED = pattern(r"(\d{1,4})-(\d{1,4})")
_DESIGNATED = pattern(
    r"(?:\b(?P<bsl>BSL [A-J] ?\d{1,2}-\d{1,2}[a-z]?),?|\((?P<short>[A-ZÆØÅ]{3,12})\)) $"
)
_WORD_BEFORE = pattern(r"(?:(?P<first>[\wæøåÆØÅ-]{2,30}) )?(?P<second>[\wæøåÆØÅ-]{2,30}) $")
_NEAR, _FAR = 60, 260
_YEAR = pattern(r"\b(?:19|20)\d{2}\b")
_HEAD = 6000
_CHANGED = pattern(r"(?:sist-endret-ikrafttredelse: |class=\"lastChangeInForce)\">?(\d{4})")
BEFORE_SHORT_NAME = pattern(r"(?: i lov)? om (?:[^.;:§()]|(?<=\d)\.){3,200} \(")
"""What stands between a citation and its short name: a title, and an opening bracket."""
EXCEPT = pattern(
    r"[^.;§]{0,120}?,? (?:med unntak (?:av|for)|unntatt|bortsett fra|bortsett frå|med unnatak av"
    r"|unnateke) (?:bestemmelsene i |reglene i |føresegnene i )?$"
)
"""What makes a citation an exception from the one before."""


def speaks_of_another(before: str, *, is_act: bool) -> bool:
    """Whether the words before a citation mention some other document than the one they stand
    in."""
    ours = _ACT_ITSELF if is_act else _REGULATION_ITSELF
    return _OTHER.search(ours.sub(" ", OURS.sub(" ", before))) is not None


def is_of_another(text: str, span: Span) -> bool:
    """Whether the words after a bare section, or close to it, assign it to another document."""
    before = text[max(0, span.start - _NEAR) : span.start]
    after = text[span.end : span.end + _NEAR]
    return bool(
        _AFTER.match(text, span.end)
        or _EARLIER.search(before)
        or _EARLIER.search(_REPEALED_HERE.sub(" ", after))
        or _OF_ANOTHER.search(before)
    )


def title_after(text: str, end: int) -> str:
    """The title that follows a section («§ 4 i lov om båter»), with whatever comes after it, or
    empty."""
    found = _TITLED_AFTER.match(text, end)
    return found["title"] if found else ""


def dated_title(title: str) -> str:
    """The id of the document whose title ends with its date («lov om båter av 3. mars 2011 nr. 9»),
    or empty; without a number where the title has none."""
    found = _DATED_TITLE.search(title)
    return dated_refid(title, found) if found else ""


def designation(before: str) -> str:
    """The designation of a regulation just before a section («BSL E 4-1 § 4», «(FSFIN) § 4»), or
    empty."""
    found = _DESIGNATED.search(before)
    return (found["bsl"] or found["short"]) if found else ""


def short_names(document: Document) -> dict[str, str]:
    """The ids of documents by the short names that the document gives them in brackets after their
    date and number; a name given to two documents is left out."""
    found: dict[str, set[str]] = {}
    for match in _SHORT_NAMED.finditer(document.text):
        kind = match["kind"].lower()
        if (
            kind in match["name"].lower()
            and match["number"]
            and (refid := dated_refid(kind, match))
        ):
            found.setdefault(plain_name(match["name"]), set()).add(refid)
    return {name: refids.pop() for name, refids in found.items() if len(refids) == 1}


def is_taken_back(text: str, end: int) -> bool:
    """Whether the words after a citation show that it refers to this document after all («§ 4 i
    forskriften her»), or to a wording that is no longer there («§ 4 slik den lød før …»)."""
    return bool(_ITSELF_AFTER.match(text, end) or _AS_IT_WAS.match(text, end))


def longer_names(before: str, name: str) -> Iterator[str]:
    """The names that an act may have if its name has more words than the last one («psykisk
    helsevernloven»)."""
    if "- og " in name:
        yield name.rpartition(" ")[2]
    found = _WORD_BEFORE.search(before[-_NEAR:])
    if found is not None:
        yield f"{found['second']} {name}"
        if found["first"]:
            yield f"{found['first']} {found['second']} {name}"


def named_before(before: str) -> tuple[str, str] | None:
    """The id by date, or else the title, of the document named just before a section («forskrift om
    noe § 3»); None where none is."""
    found = next(iter(list(_NAMED_BEFORE.finditer(before[-_FAR:]))[-1:]), None)
    if found is None or not (found["title"] or found["day"]):
        return None
    if _IS_NO_TITLE.search(found["title"] or "") or (
        found["kind"].lower() == "forskrift" and _GIVEN.search(before[-_FAR:][: found.start()])
    ):
        return None
    if found["see"] not in (None, ",") and "," in (found["title"] or "").strip(", "):
        return None
    kind, title = found["kind"].lower(), found["title"] or ""
    dated = found if found["day"] else _ENDS_DATED.search(title.rstrip(", "))
    refid = dated_refid(kind, dated) if dated else ""
    return refid, f"{kind} {(found['about'] or 'om').lower()} {title}"


def year_named(text: str, citation: Citation) -> str:
    """The year that distinguishes an act from others of the same name («kommuneloven av 1992»), or
    empty."""
    found = _OF_YEAR.match(text, citation.span.start + len(citation.act_name))
    found = found or _OF_YEAR.match(text, citation.span.end)
    return found[1] if found else ""


def dated_after(text: str, citation: Citation) -> str | None:
    """The id of the document with the date and number that follow its name, empty for an impossible
    date; None where no date follows."""
    found = _DATED_AFTER.match(text, citation.span.end)
    if found is None or not found["number"]:
        return None
    return dated_refid("lov" if citation.kind is CitationKind.ACT else "forskrift", found)


def as_of(document: Document) -> str:
    """The last day of the latest year in the document's id, its notes on changes or its head, for
    deciding which act a name meant: `2014-12-31`; empty for a draft without an id."""
    meta = document.meta
    years = _YEAR.findall(meta.refid)
    if not years or meta.kind.is_amending:
        return f"{max(years)}-12-31" if years else ""
    years += _YEAR.findall(meta.in_force)
    notes = (leaf.span.of(document.text) for leaf in document.leaves if leaf.role is Role.EDITORIAL)
    years += [year for note in notes for year in _YEAR.findall(note)]
    if changed := _CHANGED.search(document.source_text, 0, _HEAD):
        years.append(changed[1])
    return f"{max(years)}-12-31"


def fitted(target: Target, address: Address, quote: str) -> list[Address]:
    """An address as the target numbers it: «§ 12 b» as letter b of § 12 where there is no § 12b,
    the last paragraph by its number, and both ends of «§§ 5-8» where there is no § 5-8."""
    steps = list(address.steps)
    if len(steps) == 1 and "§§" in quote and not target.has_label(steps[0].label):
        ends = steps[0].label.split("-")
        # Every label with a dash may be a range: «§§ 5-8», but not «§§ 8-1 og 8-4».
        pairs = _DASHED.findall(quote)
        rises = bool(pairs) and all(int(first) < int(last) for first, last in pairs)
        if rises and all(map(target.has_label, ends)):
            return [Address((Step(StepKind.ARTICLE, end),), address.refid) for end in ends]
    if steps and steps[0].kind is StepKind.ARTICLE and not target.has_label(steps[0].label):
        number, letter = steps[0].label[:-1], steps[0].label[-1:]
        spaced = re.search(rf"\b{re.escape(number)}\s[a-zæøå]\b", quote)
        if spaced and target.has_label(number):
            steps[:1] = [Step(StepKind.ARTICLE, number), Step(StepKind.ITEM, letter)]
    for place, step in enumerate(steps):
        if step.kind is StepKind.PARAGRAPH and step.label == LAST:
            last = target.last_paragraph(Address(tuple(steps[:place])))
            if last:
                steps[place] = Step(StepKind.PARAGRAPH, last)
    return [Address(tuple(steps), address.refid)]
