"""The words that chains of provisions are made of. Every repetition is bounded."""

from __future__ import annotations

import re
from functools import cache

from regcheck.law.ordinals import NUMBERED_ORDINAL

_BETWEEN = r"(?: ?, | og | eller | til | samt | ?, og |–)"


@cache
def joint() -> re.Pattern[str]:
    """What may stand between two units; the word says that a new place begins."""
    return re.compile(
        r"(?P<word>(?: ?,)? (?:og|eller|samt|til og med|til|jf\.|jfr\.) (?:i )?"
        rf"| ?, (?=(?:nye? |nytt )?§| ?\d{{1,2}}\. ledd|{NUMBERED_ORDINAL}"
        rf"(?:(?:, | og | eller | til ){NUMBERED_ORDINAL}){{0,4}} (?:ledd|punktum))"
        r"| ?[–-] ?(?=§))(?:nye? |nytt )?|(?: ?,)? ?(?:(?<= )(?:nye? |nytt )(?=\w+ |§))?",
        re.IGNORECASE,
    )


@cache
def except_words() -> re.Pattern[str]:
    """What leads from a section to parts of it that are left out: «§ 57 unntatt første ledd»."""
    return re.compile(
        r",? (?:unntatt|unnateke|bortsett (?:fra|frå)|med (?:unntak|unnatak) av)"
        rf" (?={NUMBERED_ORDINAL} (?:ledd|punktum)|bokstav [a-zæøå]\b|nr\. ?\d)"
    )


@cache
def between_labels() -> re.Pattern[str]:
    """What stands between the labels of a list."""
    return re.compile(r"\s*(?:,|\bog\b|\beller\b|\btil\b|\bsamt\b)\s*")


@cache
def letter_dash() -> re.Pattern[str]:
    """The dash of «§ 16 a–c»."""
    return re.compile(r"(?<= [a-zæøå])–(?=[a-zæøå]\b)")


@cache
def lone_letter() -> re.Pattern[str]:
    """A letter without «bokstav» after a paragraph or number: «annet ledd a nr. 2»."""
    return re.compile(
        r"(?P<letter>(?P<letter_list>[a-hj-zæø](?:(?:, | og | eller )[a-hj-zæø](?![\w)]))*)\)?)"
        r"(?!\. \d)(?= ?[,.;)]|$"
        r"| (?:nr|punkt|og|eller|samt|til|jf|første|annet|andre|i|får|gjelder|kan|skal)\b)"
    )


@cache
def _section_list() -> str:
    """The labels of sections after «§»: «3», «3-2 a og b», «3, 4 og 6»."""
    letter_after = (
        r"(?: (?:[a-hj-zæøA-HJ-ZÆØ]|i(?=[,.;)]|$| (?:første|annet|andre|tredje|nr\b|bokstav)))"
        r"(?:-\d{1,3})?(?![\w)-]))"
    )
    letters_after = r"(?:(?: ?, | og | eller |–)[a-hj-zæø](?![\w)-]|\.\S)){0,9}"
    one = (
        r"\d{1,4}(?:[A-Za-z](?![a-zæøå]))?"
        r"(?:[-–\u2011]\d{1,4}(?:[A-Za-z](?![A-Za-zæøåÆØÅ]))?){0,3}"
        rf"(?:{letter_after}{letters_after})?"
    )
    no_section = r"(?![a-z]?\)|\.? ?(?:januar|prosent|år|dager|dagar|kroner|ledd|punktum))"
    return rf"{one}(?:(?:{_BETWEEN}| – ){one}{no_section}){{0,30}}"


@cache
def more_sections() -> re.Pattern[str]:
    """Further sections of a list whose last one had its paragraphs named: «, 18 og 19» after
    «§§ 6, 17 tredje ledd»."""
    return re.compile(
        rf"(?: ?,| og| eller| samt| ?, og) (?P<section>(?P<section_list>{_section_list()}))"
        r"(?![\w/%]|\.? ?(?:ledd|punktum|prosent|år|dag|mån|kron|[a-z]+ \d{4}))"
    )


@cache
def grammar() -> re.Pattern[str]:
    """One unit: a list of labels of one kind. Every repetition is bounded."""
    between = _BETWEEN
    ordinal = rf"(?i:{NUMBERED_ORDINAL}|siste)"
    letter = r"[a-zæøå]{1,2}(?![\w])"
    more_letters = (
        r"(?:\)?(?: ?, | og | eller | til | ?, og |–|-)(?:(?![åi]\b)[a-zæøå]|i(?=[,.;)]|$)"
        r"|aa|bb|cc|dd|ee)(?!\w))"
    )
    number = r"\d{1,4}(?:\.\d{1,3}){0,4}[a-z]{0,9}(?!\w)"
    more_numbers = (
        rf"(?:(?:{between}|-){number}(?! ?(?:%|prosent|år|dag|mån|krone|[a-z]+ \d{{4}})))"
    )
    article = r"\d{1,4}(?:[a-z]{1,3}(?!\w))?"
    roman = r"(?:\d{1,3}[A-Za-z]?(?: (?:[A-Za-hj-zæø])(?![\w.)]))?(?:-\d{1,3})?|[IVXL]{1,6})(?!\w)"
    return re.compile(
        rf"(?P<section>§{{1,2}}[ \u00a0]?(?P<section_list>{_section_list()}))"
        rf"|(?P<counted>(?P<counted_list>{ordinal}(?:{between}{ordinal}){{0,12}}) "
        r"(?P<counted_unit>(?:ledd(?:et|en|a)?|leden|stykket?|punktum(?:et)?|setning(?:en|a)?)s?"
        r"|strekpunkt)(?!\w))"
        rf"|(?P<chapter>[Kk]ap(?:ittel|itla|itlene)?\.? (?P<chapter_list>{roman}"
        rf"(?:{between}{roman}){{0,12}}))"
        r"|(?P<letter>(?:[Bb]okstav(?:ane|ene)?|litra|litr?\.|(?:pkt\.|punkt)(?= [a-zæøå]\))) "
        rf"(?P<letter_list>{letter}{more_letters}{{0,25}})\)?)"
        r"|(?P<number>(?:nr\.?|nummer|(?:punkt(?:ene|a)?|pkt\.?)(?= )) ?"
        rf"(?P<number_list>{number}{more_numbers}{{0,25}}))"
        r"|(?P<paren>\((?P<paren_list>\d{1,3}[a-z]?)\))"
        r"|(?P<bare>\(?(?P<bare_list>[a-zæøå](?=\)))\))"
        r"|(?P<treaty>[Aa]rt(?:ikkel(?:en)?|ikl(?:er|ar|ene|ane)|\.) "
        rf"(?P<treaty_list>{article}(?:{between}{article}(?![\w/])){{0,12}}))",
    )
