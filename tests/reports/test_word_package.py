"""A Word file copied with a part more."""

from __future__ import annotations

import pytest

from regcheck.readers.office.package import PackageError
from regcheck.reports.word.anchors import parsed, written
from regcheck.reports.word.comments import copied, with_relation, with_type
from regcheck.reports.word.new_file import HEAD
from word_files import zipped


def test_a_type_is_put_in_once_with_the_prefix_of_the_root() -> None:
    once = with_type(b'<t:Types xmlns:t="x"><t:Default/></t:Types>', "word/comments.xml")
    assert b'<t:Types xmlns:t="x"><t:Default/><t:Override PartName="/word/comments' in once
    assert with_type(once, "word/Comments.xml") == once
    assert b"<Override " in with_type(b'<Types xmlns="x"/>', "word/comments.xml")
    with pytest.raises(PackageError, match="cannot be read"):
        with_type(b"no XML", "word/comments.xml")


def test_a_part_is_written_as_it_was_read() -> None:
    spaces = 'xmlns:a="n" xmlns:b="m" b:Ignorable="c" xmlns:c="o"'
    told = f'<a:x {spaces} b="1&#10;&#9;2 &quot;&amp;"> &lt; "\u200e&#13;\n<y xmlns="q"/> é </a:x>'
    part = (HEAD + told).encode()
    assert written(parsed(part)) == part
    assert written(parsed(part.decode().replace("UTF-8", "UTF-16").encode("utf-16"))) == part


def test_a_relation_has_a_name_that_is_free() -> None:
    first = with_relation(None, strict=False)
    second = with_relation(first, strict=True)
    assert b'Id="rIdRegcheck1"' in first
    assert b'Id="rIdRegcheck2"' in second
    assert b"purl.oclc.org" in second and b"purl.oclc.org" not in first


def test_a_broken_file_is_not_copied() -> None:
    good = zipped({"a.xml": "<a/>" * 100})
    broken = bytearray(good)
    broken[40:50] = bytes(10)
    for data in (b"", bytes(broken)):
        with pytest.raises(PackageError, match="cannot be copied"):
            copied(data, {})
