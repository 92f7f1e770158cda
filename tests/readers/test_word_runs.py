"""What is seen of the runs of a Word paragraph, and what is told of the rest."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from drawn import paths

from regcheck.document.model import Document
from regcheck.readers.word.document import read_word
from word_files import CHANGE, bold, control, field, p, run, t, word


def alternate(choice: str, fallback: str) -> str:
    drawn = f"<mc:Choice>{choice}</mc:Choice>" if choice else ""
    drawn += f"<mc:Fallback>{fallback}</mc:Fallback>" if fallback else ""
    return f"<mc:AlternateContent>{drawn}</mc:AlternateContent>"


def mark(kind: str) -> str:
    return run(f'<w:fldChar w:fldCharType="{kind}"/>')


def told(instruction: str) -> str:
    return run(f"<w:instrText>{instruction}</w:instrText>")


def simple(instruction: str) -> str:
    return f'<w:fldSimple w:instr="{instruction}">{t("b")}</w:fldSimple>'


def looking(properties: str, words: str) -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{words}</w:t></w:r>"


def hint(value: str) -> str:
    return control(t("b"), f"<w:showingPlcHdr{value}/>")


def gallery(name: str, words: str) -> str:
    shown = f'<w:docPartObj><w:docPartGallery w:val="{name}"/></w:docPartObj>'
    return control(p(words), shown)


NESTED = (
    mark("begin"), told("IF "), mark("begin"), told("REF"), mark("separate"), t("x"), mark("end"),
    told(" y"), mark("separate"), t("b"), mark("end"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("block", "found"),
    [
        # Of alternatives the first choice is read, else what there is to fall back on.
        (p("a ", alternate(t("b"), t("c"))), ["a b"]),
        (p("a ", alternate("", t("c"))), ["a c"]),
        (p(run(alternate("<w:t>b</w:t>", "<w:t>c</w:t>"))), ["b"]),
        (alternate(p("b"), p("c")), ["b"]),
        (alternate("", p("c")), ["c"]),
        # Of fields the result is, unless it is a list made of the text.
        (p("a ", *NESTED, t(" c")), ["a b c"]),
        (p("a ", field("REF x", "b"), t(" c")), ["a b c"]),
        (p("a ", field("", "b"), t(" c")), ["a b c"]),
        (p("a ", field("TOC", "b"), t(" c")), ["a c"]),
        (p("a ", field("index x", "b"), t(" c")), ["a c"]),
        (p("a ", mark("begin"), told("XE b"), mark("end"), t("c")), ["a c"]),
        (p("a ", simple("REF"), t(" c")), ["a b c"]),
        (p("a ", simple(""), t(" c")), ["a b c"]),
        (p("a ", simple(" toc "), t(" c")), ["a c"]),
        (p("a ", mark("begin"), told("TOC"), mark("separate"), t("b")) + p("c")
         + p("d", mark("end"), t(" e")), ["a", "e"]),
        (p("a", mark("end"), t(" b")) + p("c", mark("separate"), t("d")), ["a b", "cd"]),
        # White space is kept where it is said to be.
        (p("<w:r><w:t> a </w:t></w:r>", t("b")), ["ab"]),
        (p(t(" a "), t("b")), ["a b"]),
        (p("a\u2011b"), ["a-b"]),
        (p(t("a"), run("<w:tab/><w:br/><w:cr/><w:noBreakHyphen/><w:softHyphen/><w:sym/>"), t("b")),
         ["a -□b"]),
        (p("a", more="<w:tabs><w:tab/></w:tabs>"), ["a"]),
        # What is hidden, or only a hint, is not read.
        (p("a ", looking("<w:vanish/>", "b"), t("c")), ["a c"]),
        (p("a ", looking('<w:vanish w:val="0"/>', "b"), t(" c")), ["a b c"]),
        (p("a ", hint(""), t("c")), ["a c"]),
        (p("a ", hint(' w:val="false"'), t(" c")), ["a b c"]),
        (control(p("b"), "<w:showingPlcHdr/>") + control(p("c")), ["c"]),
        (gallery("Table of Contents", "b") + gallery("Cover", "c"), ["c"]),
        (f"<w:customXml>{p('b')}</w:customXml>" + p(f"<w:smartTag>{t('c')}</w:smartTag>"),
         ["b", "c"]),
    ],
)  # fmt: skip
def test_what_is_read(block: str, found: Sequence[str]) -> None:
    document = read_word(word(p("§ 1 Bord"), block), "a.docx")
    assert isinstance(document, Document)
    assert [line.split(" | ")[1] for line in paths(document)][1:] == found
    assert document.notes == ()


@pytest.mark.parametrize(
    ("block", "note"),
    [
        (p(mark("begin"), told("LISTNUM"), mark("end"), t("a")), "LISTNUM"),
        (p("a ", mark("begin"), told("TOC"), t("b")), "never ends"),
        (p("a") + "<w:altChunk/>", "embedded"),
    ],
)
def test_what_is_told(block: str, note: str) -> None:
    document = read_word(word(p("§ 1 Bord"), block), "a.docx")
    assert isinstance(document, Document)
    (told_of,) = document.notes
    assert note in str(told_of)
    assert document.text.split("\n")[1].startswith("a")


ITALIC, NOT_BOLD = looking("<w:i/>", "Krakk"), looking('<w:b w:val="0"/>', "Krakk")


@pytest.mark.parametrize(
    ("line", "is_title"),
    [
        (bold("Krakk"), True),
        (ITALIC, True),
        (bold("Krakk") + t(" "), True),
        (bold("Kra") + looking("<w:i/>", "kk"), True),
        (t("Krakk"), False),
        (NOT_BOLD, False),
        (bold("Krakk.") , False),
        (bold("Krakk") + t(" nei"), False),
        (bold("(1) Krakk"), False),
    ],
)  # fmt: skip
def test_a_line_that_stands_out_under_a_bare_number_is_its_title(line: str, is_title: bool) -> None:
    document = read_word(word(p("§ 2"), p(line), p("Krakken males.")), "a.docx")
    assert isinstance(document, Document)
    assert (paths(document)[0].startswith("§2/overskrift/1")) is is_title


@pytest.mark.parametrize(("mode", "words"), [("accepted", "a c b"), ("original", "a b c")])
def test_words_that_were_moved(mode: str, words: str) -> None:
    moved = p(
        "a ", f"<w:moveFrom {CHANGE}>{t('b ')}</w:moveFrom>", t("c "),
        f"<w:moveTo {CHANGE}>{t('b')}</w:moveTo>",
    )  # fmt: skip
    document = read_word(word(p("§ 1 Bord"), moved), "a.docx", tracked_changes=mode)
    assert isinstance(document, Document)
    assert document.text.split("\n")[1] == words
