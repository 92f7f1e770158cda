"""The XML of office files is a plain tree, and unsound or hostile XML is refused."""

from __future__ import annotations

import pytest

from regcheck.readers.office.xml import XmlError, parse_tree

SOUND = (
    b"<a/>",
    b'<?xml version="1.0"?><a x="1" xml:space="preserve"> b <!-- c --> d <?e f?> g <h/> i </a>',
    b'<w:p xmlns:w="urn:w" w:id="1" id="2"><w:t>&#229; &amp; \xc3\xb8</w:t>\n<w:t/>tail</w:p>',
    '<?xml version="1.0" encoding="UTF-16"?><a>å</a>'.encode("utf-16"),
)
UNSOUND = {
    b"": "syntax",
    b"<a><b></a>": "syntax",
    b"<a>&none;</a>": "syntax",
    b"<a>\x00</a>": "syntax",
    b"<p:a/>": "syntax",
    b"<!DOCTYPE a><a/>": "entity",
    b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>': "entity",
    b"<a>" * 257 + b"</a>" * 257: "depth",
}


def test_comments_and_instructions_are_left_out() -> None:
    top = parse_tree(SOUND[1])
    assert (top.text, top.tail, top.get("x"), top.get("y")) == (" b  d  g ", "", "1", "")
    assert [(one.tag, one.text, one.tail, one.parent) for one in top] == [("h", "", " i ", top)]
    assert top.parent is None


@pytest.mark.parametrize("data", SOUND)
def test_sound_xml_is_read(data: bytes) -> None:
    top = parse_tree(data)
    assert [child.parent is one for one in top.iter() for child in one.children].count(False) == 0


@pytest.mark.parametrize("data", UNSOUND)
def test_unsound_xml_is_refused(data: bytes) -> None:
    with pytest.raises(XmlError) as caught:
        parse_tree(data)
    assert caught.value.reason == UNSOUND[data]


def test_elements_are_found_by_the_way_to_them() -> None:
    top = parse_tree(b"<a><b/><b><c n='1'/></b><c n='2'/></a>")
    found = top.find("b", "c")
    assert found is not None and found.get("n") == "1"
    assert [one.tag for one in found.above()] == ["b", "a"]
    assert top.find("c", "b") is None
    assert [one.tag for one in top.named("c", "b")] == ["b", "b", "c"]


def test_words_stand_in_the_order_of_the_text() -> None:
    top = parse_tree(b"<a>1<b>2<c>3</c>4</b>5<b/>6</a>")
    assert top.words() == "123456"
    assert top.children[0].words() == "234"
