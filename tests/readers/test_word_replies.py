"""What comments in Word say to regcheck, told from what people only say to each other."""

from __future__ import annotations

import pytest

from regcheck.base.text.span import Span
from regcheck.document.model import Answered, Comment, Directive
from regcheck.readers.word.comments import AUTHOR, directives_of, not_understood

AT = Span(3, 8)


def ours(key: str = "1", *, resolved: bool = False) -> Comment:
    return Comment(key, AUTHOR, "Advarsel\n§ 1 · house/loose", AT, resolved=resolved)


def reply(words: str, key: str = "2", author: str = "Kari", answers: str = "1") -> Comment:
    return Comment(key, author, words, AT, answers, "2031-05-02")


def said(*comments: Comment) -> list[tuple[str, Answered | None]]:
    found = directives_of(comments)
    assert all(isinstance(one, Directive) and one.span == Span(8, 8) for one in found)
    return [(one.body, one.answered) for one in found]


@pytest.mark.parametrize(
    ("words", "kind", "reason"),
    [
        ("Behold: fast uttrykk", "keep", "fast uttrykk"),
        ("behald – fast\nuttrykk", "keep", "fast uttrykk"),
        ("KEEP set phrase", "keep", "set phrase"),
        ("ignorer.avklart", "ignore", "avklart"),
        ("Rettet", "fixed", ""),
        ("retta, i går", "fixed", "i går"),
        ("Beholdes: fast uttrykk", "keep", "fast uttrykk"),
        ("beholdt som før", "keep", "som før"),
        ("Behaldast – fast uttrykk", "keep", "fast uttrykk"),
        ("Skal stå, jf. § 3", "keep", "jf. § 3"),
        ("Nei, dette skal stå fordi det er fast", "keep", "fordi det er fast"),
        ("Vi lar det stå: fast", "keep", "fast"),
        ("Uenig: ordet er klart", "ignore", "ordet er klart"),
        ("Vi er usamde, ordet er klart", "ignore", "ordet er klart"),
        ("ikke enig. Ordet er klart", "ignore", "Ordet er klart"),
        ("Avvises. Begrunnelse: ordet er klart", "ignore", "ordet er klart"),
        ("Avvises fordi ordet er klart", "ignore", "fordi ordet er klart"),
        ("OK, endrer", "fixed", ""),
        ("Ok, endrar", "fixed", ""),
        ("Takk! Det er rettet.", "fixed", ""),
        ("Har skrevet om", "fixed", ""),
        ("Enig. Vi skriver om.", "fixed", ""),
        ("Dette beholder vi, kassa krever det", "keep", "kassa krever det"),
        ("Kan ikke endres fordi det er avtalt", "keep", "fordi det er avtalt"),
        ("Vi endrar ikkje dette: avtalt", "keep", "avtalt"),
        ("Vi held på dette: avtalt", "keep", "avtalt"),
        ("Tas ikke til følge, ordet er klart", "ignore", "ordet er klart"),
        ("Behold: gjelder until: i dag", "keep", "gjelder until i dag"),
    ],
)
def test_a_reply_answers_the_finding(words: str, kind: str, reason: str) -> None:
    body = f"ignore-here house/loose reason: {reason}".strip()
    assert said(ours(), reply(words)) == [(body, Answered(kind, "Kari", "2031-05-02"))]
    assert not_understood([ours(), reply(words)]) is None


@pytest.mark.parametrize(
    "words",
    [
        *("Behold", "ignorer: ", "uenig", "Nei", "OK", "Beholderen er tom", "Skal det stå?"),
        *("ikke rettet", "Rettet?", "Vi endrer ikke dette", "Det skal ikke stå her"),
    ],
)
def test_other_replies_are_told_of_and_shown_with_the_finding(words: str) -> None:
    body = f"ignore-here house/loose reason: {words}".strip()
    assert said(ours(), reply(words)) == [(body, Answered("said", "Kari", "2031-05-02"))]
    assert said(Comment("1", AUTHOR, "Oppsummering", AT), reply(words)) == []
    told = not_understood([ours(), reply(words)])
    assert told is not None and f"«{words.strip()}» (Kari)" in str(told)


@pytest.mark.parametrize(
    "comments",
    [
        (),
        (ours(),),
        (ours(), reply("")),
        (ours(), reply("Nei", author=AUTHOR)),
        (ours(), reply("Nei", answers="")),
        (ours(), reply("Nei", answers="7")),
        (ours(), reply("Nei"), reply("Behold: ja", "3", answers="2")),
    ],
)
def test_nothing_is_told_of_what_answers_nothing(comments: tuple[Comment, ...]) -> None:
    told = not_understood(comments)
    assert (told is None) == (len(comments) < 3)
    assert len(said(*comments)) == (len(comments) == 3)


def test_an_answer_whose_comment_was_deleted_is_told_of() -> None:
    lost, remark = reply("Skal stå, jf. § 3", answers=""), reply("Se her", answers="")
    told = not_understood([ours(), lost, remark])
    assert told is not None and "«Skal stå, jf. § 3» (Kari)." in str(told)
    assert not_understood([lost]) is None


def test_of_the_answers_to_a_comment_the_last_that_is_understood_counts() -> None:
    both = [ours(), reply("Behold: ja"), reply("OK, endrer", "3", "Ola"), reply("Fint", "4")]
    assert said(*both) == said(ours(), reply("Rettet", author="Ola"))
    neither = [ours(), reply("Hm"), reply("Fint", "3")]
    assert [body for body, _ in said(*neither)] == ["ignore-here house/loose reason: Fint"]


def test_an_answer_is_about_all_places_that_were_told_together() -> None:
    words = "Advarsel\n3 steder: § 1 første ledd; § 4 (settes inn i lov x); § 5 · house/loose"
    for at, places in ((AT, ("§ 4", "§ 5")), (Span(0, 0), ("§ 1 første ledd", "§ 4", "§ 5"))):
        (one,) = directives_of([Comment("1", AUTHOR, words, at), reply("Behold: fast uttrykk")])
        assert one.places == places


def test_a_comment_that_is_resolved_without_a_word_is_seen() -> None:
    seen = [("ignore-here house/loose", Answered("seen"))]
    assert said(ours(resolved=True)) == seen
    assert said(ours()) == []
    assert said(ours(resolved=True), reply("Rettet")) == said(ours(), reply("Rettet"))
    assert [one[1] for one in said(ours(resolved=True), reply("Rettet"))] == [
        Answered("fixed", "Kari", "2031-05-02")
    ]
    other = Comment("4", "Ola", "§ 1 · house/loose", AT, resolved=True)
    wordless = Comment("5", AUTHOR, "Ingen regel", AT, resolved=True)
    assert said(other, wordless) == []


def test_comments_may_be_written_to_regcheck() -> None:
    told = Comment("1", "Ola", "regcheck: ignore  house/loose\nreason: prøve", AT)
    assert said(told) == [("ignore-here house/loose reason: prøve", None)]
    whole = Comment("1", "Ola", "regcheck: ignore-document house/*", AT)
    assert said(whole) == [("ignore-document house/*", None)]
    assert said(Comment("1", "Ola", "Til regcheck: ignore house/loose", AT)) == []


def test_what_is_said_stands_in_the_order_of_the_text() -> None:
    later = Comment("1", "Ola", "regcheck: ignore a/b", Span(5, 9))
    sooner = Comment("2", "Ola", "regcheck: ignore c/d", Span(0, 2))
    assert [one.span for one in directives_of([later, sooner])] == [Span(2, 2), Span(9, 9)]
