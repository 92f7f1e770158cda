"""The XML of office files is the same tree with lxml and without."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import pytest

from regcheck.readers.office.xml import Element, XmlError, parsed

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


@pytest.fixture(params=["lxml", "expat"])
def read(request: pytest.FixtureRequest, monkeypatch: Any) -> Callable[[bytes], Element]:
    if request.param == "expat":
        monkeypatch.setitem(sys.modules, "lxml", None)
    else:
        pytest.importorskip("lxml")
    return lambda data: parsed(data, 8)


def told(one: Element) -> tuple[Any, ...]:
    above = one.parent.tag if one.parent else None
    return one.tag, one.attrib, one.text, one.tail, above, [told(child) for child in one]


@pytest.mark.parametrize("data", SOUND)
def test_both_ways_give_the_same_tree(
    read: Callable[[bytes], Element], data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = told(read(data))
    monkeypatch.setitem(sys.modules, "lxml", None)
    assert tree == told(parsed(data, 8))


@pytest.mark.parametrize("data", UNSOUND)
def test_both_ways_refuse_the_same(read: Callable[[bytes], Element], data: bytes) -> None:
    with pytest.raises(XmlError) as caught:
        read(data)
    assert caught.value.reason == UNSOUND[data]


def test_words_stand_in_the_order_of_the_text(read: Callable[[bytes], Element]) -> None:
    top = read(b"<a>1<b>2<c>3</c>4</b>5<b/>6</a>")
    assert top.words() == "123456"
    assert top.children[0].words() == "234"


def test_words_are_gathered_from_any_depth() -> None:
    top = here = Element("a", {})
    for _ in range(5_000):
        here.children.append(Element("a", {}, here))
        here.text, here = "<", here.children[0]
        here.tail = ">"
    assert top.words() == "<" * 5_000 + ">" * 5_000
