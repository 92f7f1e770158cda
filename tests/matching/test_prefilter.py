"""The literal prefilter changes nothing: an exhaustive run finds the same."""

from __future__ import annotations

import random

import pytest

from real_law import shared_or_skip
from regcheck.document.model import Document
from regcheck.findings.check import Checker
from regcheck.matching.checks import CHECK_NAMES
from regcheck.packs.load import builtin_folder, load_packs
from regcheck.packs.select import select_rules
from regcheck.readers.lovdata_xml import read_lovdata_xml
from regcheck.readers.markdown import read_markdown


@pytest.mark.parametrize(
    ("size", "least"), [(80_000, 50), pytest.param(2_000_000, 1000, marks=pytest.mark.slow)]
)
def test_prefiltered_and_exhaustive_findings_are_identical(size: int, least: int) -> None:
    """On so many bytes of real law of each format; with at least so many findings."""
    lovdata = shared_or_skip() / "lovdata"
    checker = Checker(
        select_rules(load_packs([builtin_folder()], CHECK_NAMES), preview=True), nlp=False
    )
    compared = 0
    for pattern, read in (("**/*.md", read_markdown), ("**/*.xml", read_lovdata_xml)):
        files = sorted(lovdata.glob(pattern))
        random.Random(7).shuffle(files)
        read_bytes = 0
        for file in files:
            if read_bytes >= size:
                break
            data = file.read_bytes()
            if len(data) > 100_000:
                continue
            read_bytes += len(data)
            document = read(data, str(file))
            assert isinstance(document, Document)
            fast = checker.check(document)
            assert checker.check(document, exhaustive=True).findings == fast.findings, file
            compared += len(fast.findings)
    assert compared > least
