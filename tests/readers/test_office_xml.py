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
