"""The services of a text, each gathered from the decisions that people ask for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from types import MappingProxyType

from regcheck.base.text.patterns import pattern
from regcheck.base.text.span import Span
from regcheck.base.values import Value
from regcheck.decisions.model import FAVOURS, Act, Box, Decision, Initiative, State, Strength
from regcheck.decisions.read import read_decisions
from regcheck.decisions.spots import find
from regcheck.decisions.words import tables
from regcheck.document.model import Document
from regcheck.document.segments.view import Segments
from regcheck.law.address import Address
from regcheck.law.links import lovdata_url
from regcheck.law.vocabulary import IF

_LONGEST = 90
"""Letters of a name at most."""
_ENDING = r"(?:a|ar|ane|e|en|er|ene|et|i)?(?:(?<!s)s)?"
_GIVEN = pattern(
    r"\b\w*(?:tilskudd|tilskot|stønad|støtte|støtta|stipend|refusjon|kompensasjon|erstatning"
    r"|erstatting|garanti|bidrag|pensjon|ytels|yting|løyve|løyvi|bevilling|konsesjon|tillatels"
    r"|tillating|godkjenning|godkjennels|autorisasjon|lisens|sertifikat|dispensasjon|unntak"
    rf"|unnatak|fritak|registrering|samtykke|plass|førehandstilsagn|forhåndstilsagn|lån){_ENDING}\b",
    re.IGNORECASE,
)
"""What a service gives, as the last part of a word."""
_IMPLIED = MappingProxyType(
    {
        Act.APPROVE: (pattern("godkjenn|autorisasjon|sertifikat|lisens"), "godkjenning"),
        Act.EXEMPT: (pattern("dispensasjon|unntak|unnatak|fritak"), "unntak"),
    }
)
"""What is given by an act whose words name nothing: what it may be called, and its name."""
_ALLOWS = frozenset({*_IMPLIED, Act.PERMIT, Act.ADMIT, Act.REGISTER})
_STEM = pattern(rf"(?<=\w{{3}}){_ENDING}$")
_NO_BODY = pattern(r"^(?:og|eller|av|hos|både)\s+|\s+(?:eller|og) den\b.*")
_AND_BODY = pattern(r"(?: og|,) (?=[A-ZÆØÅ])")
_OTHERS_GIVEN = pattern(r"^(\w+)(?:(?:, | og | eller )\w+)+")
_CLAUSE = pattern(rf" (?:som|{IF})\b.*")
_HEAD = pattern(r" (?:for|til|fra|frå|av|på|om|etter|som)\b")
"""What ends the nouns that are given."""
_NO_SERVICE = pattern(
    r"^(?:og|eller|må|skal) |søk|kostnad|utgift|regnskap|rekneskap|endring|budsjett", re.I
)
"""What is approved within a service, or begins with another verb."""
_NO_NAME = frozenset({"det", "den", "de", "dei", "dette", "slik", "han", "hun"})
_APPLYING = pattern(r"søknad\w*|søke\b|søkje\b|søkes\b", re.IGNORECASE)
_CHANNEL = pattern(
    r"elektronisk|digital|skjema|altinn|nettside|nettstad|e-post|postlagt|skriftlig|skriftleg"
    r"|portal|sendes|sendast|fremmes|fremjast|leveres|leverast",
    re.IGNORECASE,
)
_FEE = pattern(r"\b(?:søknads|behandlings|saks|handsamings)?gebyr(?:et|er)?\b", re.IGNORECASE)
_PENALTY = pattern(r"overtr\w+gebyr", re.IGNORECASE)
_AMOUNT = pattern(r"\bkr\.?\s?(\d[\d\s.]{0,12})|\b(\d[\d\s.]{0,12})kroner", re.IGNORECASE)
_PERIOD = pattern(r"\b(\w+)\s+(dag|uk|veke|måned|månad|år)", re.IGNORECASE)
_NUMBERS = ("null", "én", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti")
_ABROAD = pattern(
    r"\b(?:utenlandsk\w*|utanlandsk\w*|utlandet|EØS\w*|EU\w*|andre land|annet land|anna land"
    r"|medlemsstat\w*|medlemsland\w*|grensekryss\w*|utlending\w*)\b"
)


class Place(Value, frozen=True):
    """Words of the text and where they stand."""

    text: str
    address: Address
    span: Span


class Evidence(Value, frozen=True):
    """What an applicant must show, and the registers that hold it, by name in the texts."""

    place: Place
    registers: tuple[str, ...]


class Service(Value, frozen=True):
    """What people can ask for. `address` is a URI, `time` an ISO duration; a fee may have an amount
    in kroner."""

    address: str
    name: str
    places: tuple[Place, ...]
    authorities: tuple[str, ...]
    requirements: tuple[Place, ...]
    evidence: tuple[Evidence, ...]
    channels: tuple[Place, ...]
    fees: tuple[tuple[Place, float | None], ...]
    time: str
    results: tuple[str, ...]


class ServiceText(Value, frozen=True, eq=False):
    """A text, its services, and where it speaks of other states, their bodies or people."""

    document: Document
    services: tuple[Service, ...]
    abroad: tuple[Place, ...]

    @property
    def title(self) -> str:
        """The title of the text, else its path."""
        return self.document.meta.title or self.document.source.path


def base_of(document: Document) -> str:
    """The URI of a text: its page, or a name of its own for a draft without one."""
    meta = document.meta
    name = meta.refid or meta.title or document.source.path
    return lovdata_url(meta.refid) or f"urn:regcheck:{slug(name)}"


def slug(name: str) -> str:
    """A name with nothing but letters, digits and hyphens."""
    return re.sub(r"[^\w]+", "-", name.lower()).strip("-")


def services_in(document: Document) -> ServiceText:
    """The services of a document in text order."""
    reader = _ServiceReader(document)
    return ServiceText(document, tuple(reader.services()), tuple(reader.sentences_with(_ABROAD)))


class _ServiceReader:
    """Reads the services of one text out of its decisions, with what all of them have in common:
    ways to apply, and fees."""

    def __init__(self, document: Document) -> None:
        self.read = read_decisions(Segments(document))
        self.title = document.meta.title or document.meta.short_title
        self.base = base_of(document)
        self.channels = tuple(self.sentences_with(_APPLYING, _CHANNEL))
        self.fees = tuple(self._fees())

    def services(self) -> Iterator[Service]:
        """What decisions give, those of one thing together."""
        found: dict[str, list[tuple[str, Decision]]] = {}
        for one in self.read.decisions:
            for noun in self._nouns(one):
                base = _stem(noun)
                common = self._in_title(base) or one.act in (Act.GIVE, Act.PAY)
                bare = one.about.text.lower() == noun
                apart = one.act is Act.EXEMPT or not common
                key = f"{base} {one.address.path}" if apart and not bare else base
                found.setdefault(key, []).append((noun, one))
        for key in sorted(found, key=len):
            longer = [other for other in found if other != key and other.endswith(key)]
            if len(longer) == 1 and (self._in_title(longer[0]) or not self._in_title(key)):
                found[longer[0]] += found.pop(key)
            elif longer and not self._in_title(key):
                del found[key]
        number = 0
        for key, pairs in found.items():
            decided = [one for _, one in pairs]
            if self._is_asked_for(decided, key):
                number += 1
                noun = min(pairs, key=lambda pair: pair[1].words.start)[0]
                yield self._service(f"{self.base}#tjeneste-{number}", noun, decided)

    def sentences_with(self, *needed: re.Pattern[str]) -> Iterator[Place]:
        """The sentences that have something of each of these."""
        for section in self.read.sections:
            for one in section.sentences:
                words = self._of(one.span)
                if all(each.search(words) for each in needed):
                    yield Place(_plain(words), one.address, one.span)

    def _of(self, span: Span) -> str:
        return span.of(self.read.segments.text)

    def _fees(self) -> Iterator[tuple[Place, float | None]]:
        for place in self.sentences_with(_FEE):
            if not _PENALTY.search(place.text):
                amounts = {(a or b) for a, b in _AMOUNT.findall(place.text)}
                one = re.sub(r"\D", "", amounts.pop()) if len(amounts) == 1 else ""
                yield place, float(one) if one else None

    def _nouns(self, one: Decision) -> Iterator[str]:
        """The names of what a decision gives, from its words; the act itself where they name
        nothing and it is one by which something is allowed."""
        if (
            not (one.act in FAVOURS or one.act is Act.REGISTER)
            or one.strength is Strength.SHALL_NOT
            or one.kind in ("private", "court")
            or one.initiative in (Initiative.AUTOMATIC, Initiative.OWN_MOTION)
            or (one.act is Act.EXEMPT and one.strength is Strength.SHALL)
            or (one.act in _ALLOWS and _NO_SERVICE.search(one.about.text))
        ):
            return
        words = self._of(one.words)
        if one.act in _IMPLIED:
            kind, default = _IMPLIED[one.act]
            nouns = (noun.lower() for noun in _GIVEN.findall(words))
            yield next((noun for noun in nouns if kind.search(noun)), default)
            return
        about = "" if one.about.text.lower() in _NO_NAME else one.about.text
        named = _GIVEN.findall(_HEAD.split(about)[0]) or _GIVEN.findall(about or words)[:1]
        yield from dict.fromkeys(noun.lower() for noun in named)

    def _in_title(self, stem: str) -> bool:
        return stem.lower() in self.title.lower()

    def _is_asked_for(self, decided: Sequence[Decision], key: str) -> bool:
        """Whether one of the decisions is made on an application; an exemption, permit or approval
        that the title does not name only where its section speaks of one, since that the text has
        applications for something else says nothing of it."""
        titled = self._in_title(key.partition(" ")[0])
        if titled and not {one.act for one in decided} <= {Act.PERMIT, Act.EXEMPT}:
            return True
        return any(
            one.asked.said or one.act not in _ALLOWS or (titled and one.act is not Act.PERMIT)
            for one in decided
            if one.initiative is Initiative.APPLICATION
        )

    def _name(self, noun: str, first: Decision) -> str:
        """What a service is called: by the title where it names it, else by the words of the
        decision."""
        stem = re.escape(_stem(noun))
        about = _plain(first.about.text)
        if about.lower() in _NO_NAME:
            words = self._of(first.words)
            about = words[words.lower().find(noun) :] if noun in words.lower() else ""
        in_title = re.search(rf"\b(?:\w+- og )?\w*{stem}", self.title, re.IGNORECASE)
        if in_title and first.act is not Act.EXEMPT:
            named = self.title[in_title.start() :]
        elif given := re.search(rf"\b{stem}\w{{0,4}}\b", about, re.IGNORECASE):
            named = noun if given.start() else about
        elif about and about.lower() not in _NO_NAME:
            joint = "" if re.match(r"(?:fra|frå|for|av|til|på|i)\b", about) else ": "
            if joint and first.act is Act.EXEMPT:
                joint = " frå " if first.language == "nn" else " fra "
            named = f"{noun}{joint or ' '}{about}"
        else:
            named = noun
        named = _OTHERS_GIVEN.sub(noun, named) if named == about else named
        named = _CLAUSE.sub("", _plain(named)).rstrip(" .,;:")
        if len(named) > _LONGEST:
            named = named[: named.rindex(" ", 0, _LONGEST)].rstrip(" ,;:") + " …"
        return named[:1].upper() + named[1:]

    def _service(self, address: str, noun: str, decided: Sequence[Decision]) -> Service:
        facts, name = self.read.facts, self._name(noun, decided[0])
        requirements = {
            c.span: Place(_plain(c.text), c.address or one.address, c.span)
            for one in decided
            for c in one.conditions
            if " " in c.text.strip(" ,;.")
        }
        apart = all(one.act is Act.EXEMPT for one in decided)
        boxes = [box for one in decided for box in one.evidence] or list(facts.evidence)
        if apart:
            near = {one.address.steps[:1] for one in decided}
            boxes = [box for box in boxes if box.address and box.address.steps[:1] in near]
        timed = (one.time.text for one in decided if one.time.said and not one.undone.said)
        waits = map(_duration, timed)
        results = [_plain(one.result.text) for one in decided if re.search(r"\d", one.result.text)]
        return Service(
            address,
            name,
            tuple(Place(_plain(self._of(d.sentence)), d.address, d.sentence) for d in decided),
            self._authorities(decided),
            tuple(requirements.values()),
            tuple(self._evidence(boxes, decided[0].address)),
            () if apart else self.channels,
            () if apart else self.fees,
            next(filter(None, waits), ""),
            tuple(dict.fromkeys(results)),
        )

    def _authorities(self, decided: Sequence[Decision]) -> tuple[str, ...]:
        """Who decides: by the decisions themselves, then by another place of the text."""
        own = [d for d in decided if d.decider.state is State.WORDS and d.kind == "authority"]
        names = [d.decider.text for d in own or [d for d in decided if d.decider.said][:1]]
        told = (_NO_BODY.sub("", one) for each in names for one in _AND_BODY.split(_plain(each)))
        return tuple(dict.fromkeys(name[:1].upper() + name[1:] for name in told))

    def _evidence(self, boxes: Iterable[Box], near: Address) -> Iterator[Evidence]:
        held, segments = tables("phrases")["held"], self.read.segments
        for spans, box in {box.spans: box for box in boxes if box.spans}.items():
            registers = (n for n in held if any(find(segments, f"held/{n}", s) for s in spans))
            place = Place(_plain(box.text), box.address or near, spans[0])
            yield Evidence(place, tuple(registers))


def _stem(noun: str) -> str:
    return _STEM.sub("", noun.lower()) or noun.lower()


def _duration(words: str) -> str:
    """An ISO duration for a time limit in words; empty where there is no single one."""
    found = _PERIOD.search(words)
    if found is None:
        return ""
    word, unit = found[1].lower(), found[2].lower()
    number = _NUMBERS.index(word) if word in _NUMBERS else int(word) if word.isdecimal() else 0
    if not number:
        return ""
    days = {"uk": 7, "veke": 7, "dag": 1}.get(unit)
    return f"P{number * days}D" if days else f"P{number}{'Y' if unit == 'år' else 'M'}"


def _plain(words: str) -> str:
    return " ".join(words.split())
