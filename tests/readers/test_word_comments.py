"""Comments in Word: kept beside the text, with the words they are about and what they answer."""

from __future__ import annotations

from drawn import paths

from regcheck.base.text.span import Span
from regcheck.document.model import Answered, Comment, Directive, Document
from regcheck.findings.suppression import read_suppressions
from regcheck.readers.word.document import read_word
from word_files import SPACES, footnotes, gone, noted, p, run, table, word


def start(key: int) -> str:
    return f'<w:commentRangeStart w:id="{key}"/>'


def end(key: int) -> str:
    return f'<w:commentRangeEnd w:id="{key}"/>' + run(f'<w:commentReference w:id="{key}"/>')


def comment(key: int, author: str, *words: str) -> str:
    paragraphs = "".join(
        p(one).replace("<w:p>", f'<w:p w14:paraId="{key}{at}">') for at, one in enumerate(words)
    )
    return f'<w:comment w:id="{key}" w:author="{author}">{paragraphs}</w:comment>'


def answers(*pairs: tuple[str, str]) -> str:
    drawn = "".join(
        f'<w15:commentEx w15:paraId="{own}" w15:paraIdParent="{other}"/>' for own, other in pairs
    )
    return f"<w15:commentsEx {SPACES}>{drawn}</w15:commentsEx>"


def read(*blocks: str, comments: str, extended: str = "", notes: str = "") -> Document:
    data = word(
        p("§ 1 Bord"),
        *blocks,
        parts={"comments": comments, "footnotes": notes},
        extra={"word/commentsExtended.xml": extended} if extended else {},
    )
    document = read_word(data, "utkast.docx")
    assert isinstance(document, Document), document
    return document


def about(document: Document) -> list[tuple[str, str]]:
    return [(one.key, one.span.of(document.text)) for one in document.comments]


def test_comments_are_no_text_and_know_their_words() -> None:
    document = read(
        p("Bordet ", start(1), "skal ", gone("ikke "), "vaskes", end(1), " ofte."),
        p(start(2), "Stolen"),
        p("også.", end(2)),
        table((p("a ", start(3), "b c", end(3)), "d")),
        p("Uten ord.", end(4), noted(1)),
        notes=footnotes(p("I ", start(5), "noten", end(5))),
        comments="".join(comment(key, "Kari Vik", "Hva", "da?") for key in range(1, 7)),
    )
    assert "Hva" not in document.text
    assert paths(document)[1] == "§1/ledd/1 | Bordet skal vaskes ofte."
    assert about(document) == [
        ("1", "skal vaskes"),
        ("2", "Stolen\nogså."),
        ("3", "b c"),
        ("4", ""),
        ("5", "noten"),
        ("6", ""),
    ]
    assert document.comments[0].author == "Kari Vik"
    assert document.comments[0].words == "Hva\nda?"


def test_answers_stand_where_what_they_answer_does() -> None:
    document = read(
        p("Bordet ", start(1), "skal", end(1), " vaskes."),
        comments=comment(1, "regcheck", "Funn", "Et til")
        + comment(2, "Kari Vik", "behold: avklart"),
        extended=answers(("20", "11"), ("11", ""), ("99", "11")),
    )
    at = document.text.index("skal")
    assert document.comments[1] == Comment(
        "2", "Kari Vik", "behold: avklart", document.comments[0].span, "1"
    )
    assert document.comments[0].span.start == at


def test_only_comments_that_are_there_answer_each_other() -> None:
    document = read(
        p("Bordet ", start(1), "vaskes", end(1), "."),
        comments="".join(comment(key, "Kari Vik", "Hva") for key in (1, 2, 3)),
        extended=answers(("20", "99"), ("99", "10"), ("30", "30"), ("", "10")),
    )
    assert [(one.answers, one.resolved) for one in document.comments] == [("", False)] * 3
    document = read(
        p("Bordet ", start(1), "vaskes", end(1), "."),
        comments="".join(comment(key, "Kari Vik", "Hva") for key in (1, 2, 3)),
        extended=answers(("20", "10"), ("30", "10")).replace(
            'w15:paraId="20"', 'w15:paraId="20" w15:done="1"'
        ),
    )
    assert [(one.answers, one.resolved) for one in document.comments] == [
        ("", False), ("1", True), ("1", False),
    ]  # fmt: skip


def test_answers_that_keep_a_finding_and_comments_to_regcheck_are_directives() -> None:
    document = read(
        p(start(1), "Bordet", end(1), " skal ", start(3), "vaskes", end(3), "."),
        p("Stolen ", start(5), "også", end(5), "."),
        comments=comment(1, "regcheck", "Advarsel", "§ 1 · house/loose-words")
        + comment(2, "Kari Vik", "Behold: avklart i møte")
        + comment(3, "Kari Vik", "Spørsmål")
        + comment(4, "Ola Vik", "behold: ja")
        + comment(5, "Kari Vik", "regcheck: ignore house/* reason: prøve"),
        extended=answers(("20", "11"), ("40", "30")),
    )
    text = document.text
    assert document.directives == (
        Directive(
            "ignore-here house/loose-words reason: avklart i møte",
            Span(text.index(" skal"), text.index(" skal")),
            Answered("keep", "Kari Vik"),
        ),
        Directive("ignore-here house/* reason: prøve", Span(text.rindex("."), text.rindex("."))),
    )
    assert [(one.names, one.address) for one in read_suppressions(document)] == [
        (("house/loose-words",), "§1/ledd/1"),
        (("house/*",), "§1/ledd/2"),
    ]


def test_a_file_without_comments_has_none() -> None:
    document = read_word(word(p("§ 1 Bord")), "utkast.docx")
    assert isinstance(document, Document)
    assert document.comments == ()
