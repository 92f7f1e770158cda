"""The XML of office files is a plain tree, and unsound or hostile XML is refused."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from regcheck.readers.office.xml import Element, XmlError, parse_tree

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
    b"<a>" * 9 + b"</a>" * 9: "depth",
}


def facts_of(one: Any) -> tuple[Any, ...]:
    children = [facts_of(child) for child in one]
    return one.tag, dict(one.attrib), one.text or "", one.tail or "", children


@pytest.mark.parametrize("data", SOUND)
def test_the_tree_is_that_of_lxml(data: bytes) -> None:
    parser = etree.XMLParser(remove_comments=True, remove_pis=True)
    top = parse_tree(data, 8)
    assert facts_of(top) == facts_of(etree.fromstring(data, parser))
    assert top.parent is None
    assert all(child.parent is one for one in top.iter() for child in one)


@pytest.mark.parametrize("data", UNSOUND)
def test_unsound_xml_is_refused(data: bytes) -> None:
    with pytest.raises(XmlError) as caught:
        parse_tree(data, 8)
    assert caught.value.reason == UNSOUND[data]


def test_words_stand_in_the_order_of_the_text() -> None:
    top = parse_tree(b"<a>1<b>2<c>3</c>4</b>5<b/>6</a>", 8)
    assert top.words() == "123456"
    assert top.children[0].words() == "234"


def test_words_are_gathered_from_any_depth() -> None:
    top = here = Element("a", {})
    for _ in range(5_000):
        here.children.append(Element("a", {}, here))
        here.text, here = "<", here.children[0]
        here.tail = ">"
    assert top.words() == "<" * 5_000 + ">" * 5_000
