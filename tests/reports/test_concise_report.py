"""A line for each finding."""

from __future__ import annotations

import re

from report_samples import ALL, CROWD, RICH, VAULTS, report_of, result

from regcheck.results.result import NotChecked

LINE = re.compile(r"([^:]+):(\d+):(\d+): (error|warning|info) (\S+) (.+): (.+)")


def test_each_finding_has_a_line_that_tools_can_read() -> None:
    report = report_of("concise", result("a.md", RICH, *CROWD[:2]))
    found = [LINE.fullmatch(line) for line in report.splitlines()]
    assert [one and one[5] for one in found] == ["paper/book", "house/r0", "house/r1"]
    assert report.splitlines()[1] == "a.md:9:60: warning house/r0 § 10: Hvelv nr. 0."


def test_notes_come_when_they_are_asked_for() -> None:
    assert report_of("concise", result("a.md", *VAULTS)) == ""
    assert report_of("concise", result("a.md", *VAULTS), show_info=True).count(": info ") == 3


def test_what_is_missing_or_not_checked_has_a_line_without_a_place() -> None:
    parts = (NotChecked("table", 310, 2),)
    report = report_of("concise", *ALL, result("z.md", not_checked=parts)).splitlines()
    assert "borte.md: error: Ikke lest: finnes ikke; kontroller skrivemåten" in report
    assert report[-1] == "z.md: Merk: Ikke kontrollert: 2 tabeller (310 ord)."


def test_how_many_are_left_out_is_told() -> None:
    report = report_of("concise", result("a.md", *CROWD), most=2).splitlines()
    assert len(report) == 3
    assert report[-1] == "+ 7 funn er ikke vist her (--max)"
