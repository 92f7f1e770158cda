"""Tracked changes in Word, read as accepted, as rejected, and for what they put in."""

from __future__ import annotations

import pytest
from drawn import assert_sound, paths

from regcheck.base.text.span import Span
from regcheck.document.model import Document
from regcheck.readers.word.document import read_word
from word_files import CHANGE, gone, ins, mark, p, t, table, word

MODES = ("accepted", "original", "inserted")


def read(*blocks: str, mode: str) -> Document:
    document = read_word(word(p("§ 1 Bord"), *blocks), "utkast.docx", tracked_changes=mode)
    assert isinstance(document, Document)
    assert_sound(document)
    return document


def both(*blocks: str) -> tuple[list[str], list[str]]:
    """The lines under § 1 as accepted and as rejected."""
    accepted, original, inserted = (paths(read(*blocks, mode=mode)) for mode in MODES)
    assert accepted == inserted
    cut = len("§1/")
    return [x[cut:] for x in accepted[1:]], [x[cut:] for x in original[1:]]


def moved(kind: str, words: str) -> str:
    return f"<w:{kind} {CHANGE}>{t(words)}</w:{kind}>"


def test_words_put_in_and_taken_out() -> None:
    accepted, original = both(p("Bordet ", gone("bør"), ins(t("skal")), " vaskes."))
    assert accepted == ["ledd/1 | Bordet skal vaskes."]
    assert original == ["ledd/1 | Bordet bør vaskes."]


def test_words_put_in_and_taken_out_again_were_never_there() -> None:
    fleeting = f"<w:ins {CHANGE}>{gone('kanskje ')}</w:ins>"
    accepted, original = both(p("Bordet skal ", fleeting, "vaskes."))
    assert accepted == original == ["ledd/1 | Bordet skal vaskes."]


def test_moved_words_stand_in_one_place() -> None:
    accepted, original = both(
        p("Først. ", moved("moveFrom", "Bordet vaskes.")),
        p("Siden. ", moved("moveTo", "Bordet vaskes.")),
    )
    assert accepted == ["ledd/1 | Først.", "ledd/2 | Siden. Bordet vaskes."]
    assert original == ["ledd/1 | Først. Bordet vaskes.", "ledd/2 | Siden."]


def test_a_paragraph_that_is_taken_out_whole() -> None:
    accepted, original = both(p("Ett."), p(gone("To."), more=mark("del")), p("Tre."))
    assert accepted == ["ledd/1 | Ett.", "ledd/2 | Tre."]
    assert original == ["ledd/1 | Ett.", "ledd/2 | To.", "ledd/3 | Tre."]


def test_a_paragraph_that_is_put_in_whole() -> None:
    accepted, original = both(p("Ett."), p(ins(t("To.")), more=mark("ins")), p("Tre."))
    assert accepted == ["ledd/1 | Ett.", "ledd/2 | To.", "ledd/3 | Tre."]
    assert original == ["ledd/1 | Ett.", "ledd/2 | Tre."]


def test_paragraphs_joined_and_parted() -> None:
    accepted, original = both(p("Bordet ", more=mark("del")), p("skal vaskes."))
    assert accepted == ["ledd/1 | Bordet skal vaskes."]
    assert original == ["ledd/1 | Bordet", "ledd/2 | skal vaskes."]
    accepted, original = both(p("Bordet vaskes.", more=mark("ins")), p(" Stolen også."))
    assert accepted == ["ledd/1 | Bordet vaskes.", "ledd/2 | Stolen også."]
    assert original == ["ledd/1 | Bordet vaskes. Stolen også."]


def test_joined_paragraphs_are_what_the_last_of_them_is() -> None:
    head = p("§ 2 ", style="Overskrift2", more=mark("del")) + p("Stol", style="Overskrift2")
    document = read(head, p("Stolen vaskes."), mode="accepted")
    assert paths(document)[1:] == ["§2/overskrift/1 | Stol", "§2/ledd/1 | Stolen vaskes."]


def test_a_paragraph_taken_out_at_the_very_end() -> None:
    accepted, original = both(p("Ett."), p("To", gone(" og tre"), more=mark("del")))
    assert accepted == ["ledd/1 | Ett.", "ledd/2 | To"]
    assert original == ["ledd/1 | Ett.", "ledd/2 | To og tre"]


def test_table_rows_put_in_and_taken_out() -> None:
    fixed = ("Bord", "fire")
    new = table(("Stol", "to")).removeprefix("<w:tbl>").removesuffix("</w:tbl>")
    put_in = new.replace("<w:tr>", f"<w:tr><w:trPr><w:ins {CHANGE}/></w:trPr>")
    taken = new.replace("<w:tr>", f"<w:tr><w:trPr><w:del {CHANGE}/></w:trPr>").replace(
        "Stol", "Krakk"
    )
    whole = table(fixed).removesuffix("</w:tbl>") + put_in + taken + "</w:tbl>"
    accepted, original = both(whole)
    assert [line.partition(" | ")[2] for line in accepted] == ["Bord", "fire", "Stol", "to"]
    assert [line.partition(" | ")[2] for line in original] == ["Bord", "fire", "Krakk", "to"]


def test_table_cells_put_in_and_taken_out() -> None:
    cell = "<w:tc><w:tcPr><w:{0}/></w:tcPr>{1}</w:tc>"
    row = cell.format("cellIns", p("ny")) + cell.format("cellDel", p("gammel"))
    whole = f"<w:tbl><w:tr><w:tc>{p('fast')}</w:tc>{row}</w:tr></w:tbl>"
    accepted, original = both(whole)
    assert [line.partition(" | ")[2] for line in accepted] == ["fast", "ny"]
    assert [line.partition(" | ")[2] for line in original] == ["fast", "gammel"]


def test_a_changed_style_was_another_before() -> None:
    change = f'<w:pPrChange {CHANGE}><w:pPr><w:pStyle w:val="Normal"/></w:pPr></w:pPrChange>'
    blocks = (p("Krav til bord", style="Overskrift1", more=change), p("Bordet vaskes."))
    assert paths(read(*blocks, mode="accepted"))[1].startswith("kap")
    assert paths(read(*blocks, mode="original"))[1] == "§1/ledd/1 | Krav til bord"


@pytest.mark.parametrize("mode", MODES)
def test_only_reading_for_insertions_tells_them(mode: str) -> None:
    document = read(p("Bordet ", ins(t("skal")), " vaskes ", moved("moveTo", "nå"), "."), mode=mode)
    assert document.places is not None
    if mode != "inserted":
        assert document.places.insertions is None
        return
    told = []
    at = document.text.index("Bordet")
    for one in document.text[at:].split():
        if document.places.inserted(Span(at, at + len(one))):
            told.append(one)
        at += len(one) + 1
    assert told == ["skal"]
    assert document.places.inserted(
        Span(document.text.index("Bordet"), document.text.index("vaskes"))
    )
