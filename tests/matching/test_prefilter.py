"""The literal prefilter changes nothing: an exhaustive run finds the same."""

from __future__ import annotations

import random

from real_law import shared_or_skip
from regcheck.document.model import Document
from regcheck.findings.check import Checker
from regcheck.matching.checks import CHECK_NAMES
from regcheck.packs.load import builtin_folder, load_packs
from regcheck.packs.select import select_rules
from regcheck.readers.lovdata_xml import read_lovdata_xml
from regcheck.readers.markdown import read_markdown

SLICE = 350_000
"""Bytes of real law of each format that are searched both ways."""


def test_prefiltered_and_exhaustive_findings_are_identical() -> None:
    lovdata = shared_or_skip() / "lovdata"
    checker = Checker(
        select_rules(load_packs([builtin_folder()], CHECK_NAMES), preview=True), nlp=False
    )
    compared = 0
    for pattern, read in (("**/*.md", read_markdown), ("**/*.xml", read_lovdata_xml)):
        files = sorted(lovdata.glob(pattern))
        random.Random(7).shuffle(files)
        size = 0
        for file in files:
            if size >= SLICE:
                break
            data = file.read_bytes()
            if len(data) > 100_000:
                continue
            size += len(data)
            document = read(data, str(file))
            assert isinstance(document, Document)
            fast = checker.check(document)
            assert checker.check(document, exhaustive=True).findings == fast.findings, file
            compared += len(fast.findings)
    assert compared > 300
