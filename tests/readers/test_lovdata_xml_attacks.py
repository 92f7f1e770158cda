from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lovdata_samples import read, refused, wrap

from regcheck.document.model import Document, Unreadable
from regcheck.readers.lovdata.document import read_lovdata_xml


def test_billion_laughs() -> None:
    lines = ['<!ENTITY a0 "ha">']
    lines += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)]
    data = f"<!DOCTYPE html [{''.join(lines)}]><html><main>&a9;</main></html>".encode()
    assert refused(data).reason == "entity"


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE html SYSTEM "http://127.0.0.1/x.dtd">',
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "x.dtd">',
        '<!DOCTYPE html [<!ENTITY % x "y"> %x;]>',
        "<!DOCTYPE html []>",
    ],
)
def test_document_types_that_do_more_than_name(doctype: str) -> None:
    found = refused(f"{doctype}<html><main>x</main></html>".encode())
    assert found.reason == "entity"
    assert "line 1, column" in str(found.detail)


def test_undefined_entity_says_where_and_what_to_do() -> None:
    found = refused(wrap("<article class='legalP'>&nbsp;</article>"))
    assert found.reason == "entity"
    assert "line 1, column" in str(found.detail)
    assert found.hint


@pytest.mark.parametrize(
    "opening",
    [
        "<div>",
        "<i>",
        '<section class="section">',
        '<article class="legalP">',
        "<ul><li>",
        "<table><tr><td>",
        '<article class="gazettenote">',
        '<blockquote><article class="defaultP">',
    ],
)
def test_nesting_within_the_limit_is_read_and_beyond_it_refused(opening: str) -> None:
    tags = [part.split(" ")[0].strip("<>") for part in opening.split("><")]
    closing = "".join(f"</{tag}>" for tag in reversed(tags))
    most = (256 - 3) // len(tags)
    read(wrap(opening * most + "x" + closing * most))
    found = refused(wrap(opening * 300 + "x" + closing * 300))
    assert found.reason == "depth"
    assert "256" in str(found.detail)
    assert refused(wrap(opening * 100_000)).reason == "depth"


def test_truncated() -> None:
    data = wrap("<article class='legalP'>Lykten</article>")
    found = refused(data[:-20])
    assert found.reason == "syntax"
    assert "line 1, column" in str(found.detail)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<html>\xff</html>", "encoding"),
        (b'<?xml version="1.0" encoding="utf-7"?><html/>', "encoding"),
        (b'<?xml version="1.0" encoding="rot13"?><html/>', "encoding"),
        (b"<html>\0</html>", "binary"),
        (b"PK\x03\x04\0\0", "binary"),
        (b"\xff\xfe<\0", "syntax"),
        (b"\xff\xfe<", "encoding"),
        (b"<html/>", "format"),
        (b"<akt><p>x</p></akt>", "format"),
        (b"not xml", "syntax"),
        (b"<a></b>", "syntax"),
        (b"<a/><b/>", "syntax"),
        (b"<html><main>\x01</main></html>", "syntax"),
        (b"<html><main>&#0;</main></html>", "syntax"),
        (b"<html><main>&#xD800;</main></html>", "syntax"),
        (b'<html a="<"><main/></html>', "syntax"),
    ],
)
def test_what_cannot_be_read(data: bytes, reason: str) -> None:
    found = refused(data)
    assert found.reason == reason
    assert found.path == "lov.xml"
    assert "\n" not in str(found.detail)


def test_wrong_byte_is_named() -> None:
    assert "byte 6 " in str(refused(b"<html>\xff</html>").detail)
    assert "byte 9 " in str(refused(b"\xef\xbb\xbf<html>\xff</html>").detail)


def test_markup_in_odd_places_does_no_harm() -> None:
    body = (
        "<li>løs</li><tr><td>rad</td></tr><caption>tekst</caption>"
        '<article class="change"><ul><i>x</i></ul></article>'
        '<article class="legalArticle">uten navn</article><img/><img alt=""/>'
        '<article class="change" data-change-part="tull §§ // lov/x/§">y</article>'
        '<article class="numberedLegalP" data-numerator="">z</article>'
        '<article class="numberedLegalP" data-numerator="(((">w</article>'
    )
    document = read(wrap(body))
    assert "uten navn" in document.text
    paths = [node.address.path for node in document.provisions()]
    assert len(paths) == len(set(paths))


@given(st.binary(max_size=200))
def test_any_bytes_give_a_value(data: bytes) -> None:
    assert isinstance(read_lovdata_xml(data, "x"), (Document, Unreadable))


@given(st.integers(0, 400), st.binary(max_size=6))
def test_damaged_documents_give_a_value(at: int, noise: bytes) -> None:
    data = wrap("<article class='legalP'>§ 3 skal lyde: <b>æ</b> &amp;</article>")
    broken = data[:at] + noise + data[at + len(noise) :]
    assert isinstance(read_lovdata_xml(broken, "x"), (Document, Unreadable))
