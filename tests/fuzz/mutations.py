"""Drafts and other files of ours, damaged in every way that comes to mind.

How many examples are tried is set by REGCHECK_FUZZ_EXAMPLES; without it they are few, and the same
ones each time.
"""

from __future__ import annotations

import io
import os
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

from hypothesis import strategies as st
from reshape import reshaped_lines, reshaped_xml

ASKED = os.environ.get("REGCHECK_FUZZ_EXAMPLES", "")
LARGEST = 40_000
"""Bytes of a damaged file at most, so that each example is quick."""
PIECES = (
    *(b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\r", b"\x0b", b"\x85", b"\x1b[31m"),
    *(b"<", b"]]>", b"<!--", b"&#x110000;", b"&amp", b"<!DOCTYPE a [", b"<article>", b"</p>"),
    *(b"#" * 7, b"- " * 300, b"> " * 300, b"```", b"---\n", b"| a |\n|---|\n", b"[x](" * 50),
    *(
        "§ 1-1 ".encode(),
        b"a) ",
        b"1. ",
        "« ".encode(),
        b"* ",
        b"| ",
        b"[^1]: a\n",
        b"<td/>",
        b"<b>",
    ),
    *("§ ".encode(), "§§ 1 til 9".encode(), b"(99999999999999999999)", b"skal lyde:", b"a) " * 40),
    *("\u2028\u202e\u00ad\u0301".encode(), "ǅİß".encode(), "𝟙²٣".encode()),
    "e\u0301".encode() * 90,
    *(
        b"<rdf:li>",
        b"_:b",
        b"@prefix : <> .",
        b'{"@context": ',
        b"<< /Length -1 >>",
        b"1 0 R",
        b"((",
    ),
    *(b"{{", b"{match}", b"!!python/name:os", b"&a [*a]", b"? : -", b"\t- x", b"'\"", b"1e999"),
)


def _truncate(data: bytes, at: int, _: bytes, __: int) -> bytes:
    return data[:at]


def _behead(data: bytes, at: int, _: bytes, __: int) -> bytes:
    return data[at:]


def _splice(data: bytes, at: int, piece: bytes, _: int) -> bytes:
    return data[:at] + piece + data[at:]


def _overwrite(data: bytes, at: int, piece: bytes, _: int) -> bytes:
    return data[:at] + piece + data[at + len(piece) :]


def _flip(data: bytes, at: int, _: bytes, number: int) -> bytes:
    if at >= len(data):
        return data
    return data[:at] + bytes([data[at] ^ (1 << number % 8)]) + data[at + 1 :]


def _cut(data: bytes, at: int, _: bytes, number: int) -> bytes:
    return data[:at] + data[at + number :]


def _repeat(data: bytes, at: int, _: bytes, number: int) -> bytes:
    return data[:at] + data[at : at + number] * 5 + data[at:]


def _swap(data: bytes, at: int, _: bytes, number: int) -> bytes:
    middle = min(len(data), at + number)
    return data[middle:] + data[at:middle] + data[:at]


def _nest(data: bytes, at: int, piece: bytes, number: int) -> bytes:
    return data[:at] + piece * (number % 60) + data[at:]


def _flood(data: bytes, at: int, piece: bytes, number: int) -> bytes:
    return data[:at] + piece * (number * 20) + data[at:]


def _recode(data: bytes, _: int, __: bytes, number: int) -> bytes:
    names = ("utf-16", "utf-8-sig", "cp1252", "utf-16-be", "latin-1", "utf-32")
    return data.decode("utf-8", "replace").encode(names[number % len(names)], "replace")


Step = Callable[[bytes, int, bytes, int], bytes]
STEPS: tuple[Step, ...] = (
    *(_truncate, _behead, _splice, _overwrite, _flip, _cut, _repeat, _flood, _swap, _nest, _recode),
)
_PIECE = st.sampled_from(PIECES) | st.binary(max_size=8)
_CHANGE = st.tuples(st.sampled_from(STEPS), st.integers(0, 10_000), _PIECE, st.integers(0, 400))


@dataclass(frozen=True)
class Damaged:
    """One of the seeds after some changes; what is printed tells which, not all of the bytes."""

    name: str
    data: bytes = field(repr=False)
    changes: tuple[object, ...]

    def _repr_pretty_(self, printer: Any, _: bool) -> None:
        printer.text(repr(self))


def mutated(random: Random, seeds: Mapping[str, bytes]) -> Damaged:
    """One of `seeds` after changes that `random` chooses: in its own grammar, in bytes, or both.
    Pieces of other seeds are put in too."""
    name = random.choice(sorted(seeds))
    data, told = seeds[name], []
    kind = random.randrange(4)
    if kind:
        xml = data.lstrip(b"\xef\xbb\xbf \n").startswith(b"<")
        data = (reshaped_xml if xml else reshaped_lines)(random, data)[:LARGEST]
        told.append(("reshaped", kind))
    for _ in range(0 if kind > 1 else random.choice((1, 1, 1, 2, 2, 3, 5, 8))):
        step, where = random.choice(STEPS), random.randrange(10_001)
        data = step(data, where * len(data) // 10_000, _piece(random, seeds), random.randrange(401))
        data = data[:LARGEST]
        told.append((step.__name__, where))
    return Damaged(name, data, tuple(told))


def _piece(random: Random, seeds: Mapping[str, bytes]) -> bytes:
    kind = random.randrange(4)
    if kind == 0:
        return random.randbytes(random.randrange(9))
    if kind == 1:
        other = seeds[random.choice(sorted(seeds))]
        start = random.randrange(len(other) + 1)
        return other[start : start + random.randrange(1, 200)]
    return random.choice(PIECES)


@st.composite
def damaged(draw: st.DrawFn, seeds: Mapping[str, bytes]) -> Damaged:
    """One of `seeds` after one to six changes, each at a place in ten-thousandths."""
    name = draw(st.sampled_from(sorted(seeds)))
    data = seeds[name]
    told: list[object] = []
    for step, where, piece, number in draw(st.lists(_CHANGE, min_size=1, max_size=6)):
        data = step(data, where * len(data) // 10_000, piece, number)[:LARGEST]
        told.append((step.__name__, where, piece, number))
    return Damaged(name, data, tuple(told))


def zip_of(members: Mapping[str, bytes]) -> bytes:
    """A zip archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def tar_of(members: Mapping[str, bytes], mode: str) -> bytes:
    """A tar archive; `mode` is such as `w:gz`."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return stream.getvalue()
