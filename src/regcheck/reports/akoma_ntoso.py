"""A copy of an Akoma Ntoso document with its findings in the metadata, each tied to an eId."""

from __future__ import annotations

import re
from typing import Final

from regcheck.base.errors import UsageError
from regcheck.base.text.patterns import pattern
from regcheck.base.texts.message import message
from regcheck.readers.lovdata.xml import decode
from regcheck.reports.finding_text import in_a_line
from regcheck.reports.report import FileReport
from regcheck.reports.xml_text import tag, xml_text
from regcheck.results.result import DocumentResult
from regcheck.results.shown import severity_of, shown_findings

NAMESPACE: Final = "urn:regcheck:findings:1"
_SOURCE: Final = "#regcheck"
_ROOT = pattern(r"<((?:[\w.-]{1,60}:)?)akomaNtoso[\s>]")


class AkomaNtosoReport(FileReport):
    """Findings of one document."""

    one, none = "reports.one_akn", "reports.no_akn"

    def fits(self, result: DocumentResult) -> bool:
        """Whether it is in that format."""
        return result.original is not None and result.format == "akn"

    def made_of(self, result: DocumentResult) -> bytes:
        """The copy with the findings."""
        data = result.original.data if result.original else b""
        source, encoding = decode(data)
        mark = data[: len(data) - len(source.encode(encoding))]
        root = _ROOT.search(source)
        prefix = root[1] if root else ""
        bare = without_findings(source, prefix)
        at = _end_of_meta(bare, prefix)
        if at < 0:
            raise UsageError(message("reports.akn_without_meta", path=result.path))
        written = bare[:at] + self._block(result, prefix) + bare[at:]
        return mark + written.encode(encoding, "xmlcharrefreplace")

    def _block(self, result: DocumentResult, prefix: str) -> str:
        words = self.locales.of_result(result)
        name = f"{prefix}proprietary"
        lines = [tag(name, {"source": _SOURCE, "xmlns:regcheck": NAMESPACE})]
        for one in shown_findings(result, self.settings):
            about = {"href": f"#{one.eid}", "rule": one.rule.id, "severity": severity_of(one).word}
            about |= {key: getattr(one, key) for key in ("start", "end", "quote", "fingerprint")}
            opened = tag("regcheck:finding", about)
            lines.append(f"{opened}{xml_text(in_a_line(one, words))}</regcheck:finding>")
        return "\n".join([*lines, f"</{name}>\n"])


def without_findings(source: str, prefix: str) -> str:
    """A document without the findings of an earlier report; `prefix` is that of its elements."""
    name = re.escape(f"{prefix}proprietary")
    block = rf'<{name} source="{_SOURCE}" xmlns:regcheck="[^"]*">.*?</{name}>\n?'
    return re.sub(block, "", source, count=1, flags=re.DOTALL)


def _end_of_meta(source: str, prefix: str) -> int:
    """Where in the metadata of the document proprietary ones belong; -1 for nowhere."""
    name = re.escape(prefix)
    places = re.compile(
        rf"<!--.*?-->|<!\[CDATA\[.*?\]\]>|(?P<end><{name}presentation\b|</{name}meta\s*>)",
        re.DOTALL,
    )
    found = (place.start() for place in places.finditer(source) if place["end"])
    return next(found, -1)
