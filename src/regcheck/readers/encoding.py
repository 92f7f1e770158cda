"""Bytes to text: UTF-8, UTF-16 with a byte-order mark, or Windows-1252 as old files have it."""

from __future__ import annotations

import codecs
import re

from regcheck.base.text.patterns import pattern
from regcheck.base.texts.message import message
from regcheck.readers.remarks import ReadError

_SAVE = message("readers.save_as_utf_8")
_LETTERS = pattern(r"[a-zæøå]", re.IGNORECASE)
_ODD = pattern(r"[^\w\s.,;:!?§«»“”„‘’'\"()\[\]{}<>/\\|*_+=#%&@°–—…•·½¼¾²³´`^~$£€©®×÷-]")
_NORWEGIAN = "æøåÆØÅéÉèòôüöäÖÄ§«»–—“”’…•°½"


def decode(data: bytes, path: str) -> tuple[str, str]:
    """The text of a file, without byte-order mark, and its encoding. What is not UTF-8 is read
    as Windows-1252 when that gives plausible Norwegian; `ReadError` names the first bad byte's
    line."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            text = data.decode("utf-16")
        except UnicodeDecodeError as error:
            detail = message("readers.utf_16", at=error.start)
            raise ReadError("encoding", detail, _SAVE) from None
        if "\0" in text:
            raise ReadError("binary", message("readers.nul_utf_16"), _SAVE)
        return text, "utf-16"
    if (nul := data.find(b"\0")) >= 0:
        raise ReadError("binary", message("readers.nul", at=nul), message("readers.give_utf_8"))
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        bad = error.start
    text = data.decode("cp1252", "ignore")
    if len(text) == len(data) and _plausible(text):
        return text, "windows-1252"
    line = data.count(b"\n", 0, bad) + 1
    detail = message("readers.no_utf_8", line=line, byte=f"0x{data[bad]:02x}", at=bad)
    raise ReadError("encoding", detail, message("readers.convert", path=path))


def _plausible(text: str) -> bool:
    beyond = [char for char in text if char > "\x7f"]
    known = sum(char in _NORWEGIAN for char in beyond)
    letters = len(_LETTERS.findall(text))
    odd = len(_ODD.findall(text))
    return known * 10 >= len(beyond) * 9 and letters * 2 > len(text) - odd and odd * 50 < len(text)
