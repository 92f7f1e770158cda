"""Akoma Ntoso read to addresses, roles and ids, and findings written back by eId."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

import regcheck
from akn_samples import ACT, AMENDMENT, BILL, HEAD
from alone import rules_alone
from regcheck.document.model import Document, Unreadable
from regcheck.reports.akoma_ntoso import without_findings
from regcheck.reports.registry import report_format
from regcheck.results.result import RunResult, Settings
from regcheck.run.pipeline import with_text
from regcheck.run.rules import LoadedRules

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "akn"
PACK = """
id: kites/by-post
severity: warning
confidence: high
title: {nb: a, nn: a, en: By post}
message: {nb: a, nn: a, en: "“{match}” needs paper."}
advice: {nb: a, nn: a, en: Let people choose.}
rationale: {nb: a, nn: a, en: a}
sources: [{title: Ours}]
match: {any: [{en: {phrase: [registered mail]}}, {phrase: [per Post]}]}
examples: {bad: [{en: "Send it by [[registered mail]]."}], good: [{en: "Send it."}]}
"""


def read(source: str) -> Document:
    found = regcheck.read(source.encode(), name="x.xml")
    assert isinstance(found, Document)
    return found


def told(document: Document) -> list[tuple[str, str, str]]:
    return [
        (leaf.address.path.removeprefix(document.meta.refid + "/"), leaf.role.value, text)
        for leaf in document.leaves
        for text in [leaf.span.of(document.text)]
    ]


def test_an_act_gets_addresses_by_what_units_are_inside() -> None:
    document = read(ACT)
    assert document.source.format == "akn"
    assert told(document) == [
        ("overskrift/1", "heading", "An Act about Kites & Strings"),
        ("del/I/overskrift/1", "heading", "Kites"),
        ("§3/overskrift/1", "heading", "Permit to fly"),
        (
            "§3/ledd/1",
            "operative",
            "A person who wants a permit must send the form by registered mail.",
        ),
        ("§3/ledd/2", "operative", "The form must have"),
        ("§3/ledd/2/bokstav/a", "operative", "a colour,"),
        ("§3/ledd/2/bokstav/b", "operative", "a tail."),
        ("§3/ledd/2", "operative", "The tail may be short."),
        ("§3/fotnote/1", "footnote", "Kites only."),
        ("vedlegg/1/overskrift/1", "heading", "Colours"),
        ("vedlegg/1/tabell/1/rad/1/kolonne/1", "table", "Kite"),
        ("vedlegg/1/tabell/1/rad/1/kolonne/3", "table", "Red"),
    ]
    meta = document.meta
    assert (meta.refid, meta.expression) == (
        "/akn/xx/act/2031/7",
        "/akn/xx/act/2031/7/eng@2031-03-01/!main",
    )
    assert (meta.kind, meta.title, meta.language) == ("act", "Kites & Strings", "en")
    assert (meta.agency, meta.in_force, meta.published) == (
        "Ministry of Kites",
        "2031-03-01",
        "2031-02-03",
    )


def test_new_wording_is_inserted_and_a_foreign_language_is_believed() -> None:
    document = read(BILL)
    assert told(document) == [
        ("kap1/overskrift/1", "heading", "Drachen"),
        ("§1a/ledd/1", "amendment-instruction", "In § 2 wird angefügt:"),
        (
            "§1a/ledd/1/endring/1/artikkel2/ledd/1",
            "inserted",
            "Der Antrag ist per Post zu senden.",
        ),
    ]
    assert (document.meta.kind, document.meta.language) == ("draft", "de")


def test_running_text_without_units_leaves_deleted_words_out() -> None:
    texts = [text for _, _, text in told(read(AMENDMENT))]
    assert texts == ["Kites of two colours are allowed.", "They may be red."]


def test_a_table_in_a_table_is_read_once() -> None:
    inner = "<p>x</p>"
    for _ in range(40):
        inner = f"<table><tr><td><p>y</p>{inner}</td></tr></table>"
    texts = [
        text for _, _, text in told(read(f"{HEAD}<act><body>{inner}</body></act></akomaNtoso>"))
    ]
    assert texts == [*["y"] * 40, "x"]


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (f'<!DOCTYPE a [<!ENTITY e "x">]>{HEAD}<act>&e;</act></akomaNtoso>', "entity"),
        (f"{HEAD}<act>{'<p>' * 300}{'</p>' * 300}</act></akomaNtoso>", "depth"),
        (f"{HEAD}<act>", "syntax"),
        ("<kites/>", "format"),
    ],
)
def test_what_xml_must_not_do_is_refused(source: str, reason: str) -> None:
    found = regcheck.read(source.encode(), name="x.akn")
    assert isinstance(found, Unreadable)
    assert found.reason == reason


def test_findings_are_written_back_by_eid_and_change_nothing_else(tmp_path: Path) -> None:
    pack = tmp_path / "kites"
    pack.mkdir()
    (pack / "pack.yaml").write_text(
        "name: kites\nversion: '1'\ntitle: &t {nb: a}\ndescription: *t\n"
    )
    (pack / "by-post.yaml").write_text(PACK)
    rules = LoadedRules.of(rules_alone(tmp_path))
    for source, eid, prefix in ((ACT, "sec_3__subsec_1__p", ""), (BILL, "q_t", "x:")):
        document = read(source)
        result = regcheck.check(document, rules, rank=False)
        (finding,) = result.findings
        assert finding.eid == eid
        assert source[finding.start : finding.end] == finding.quote
        assert all(part.kind != "language" for part in result.not_checked)
        written: list[bytes] = []
        report = report_format("akn").make(written.append)
        report.begin(Settings(), rules.rule_set)
        report.document(with_text(result, document, source.encode()))
        report.end(RunResult(Settings(), ""))
        copy = written[0].decode()
        assert without_findings(copy, prefix) == source
        assert f'href="#{eid}" rule="kites/by-post" severity="warning"' in copy
        again = regcheck.check(read(copy), rules)
        assert [one.fingerprint for one in again.findings] == [finding.fingerprint]


def test_every_document_in_the_wild_is_read_with_its_ids() -> None:
    files = sorted(SHARED.glob("*/*.xml"))
    if not files:
        pytest.skip("no documents in the wild at ../shared/akn")
    for file in files:
        document = regcheck.read(file)
        assert isinstance(document, Document), file
        source = document.source_text
        known = set(re.findall(r'\beId="([^"]+)"', source))
        for leaf, above in zip(document.leaves, document.parents, strict=True):
            ids = [
                value for node in (leaf, *above) for key, value in node.attributes if key == "id"
            ]
            assert ids and known.issuperset(ids), (file, leaf)
            place = document.offsets.to_source(leaf.span)
            quoted = re.sub(r"<!--.*?-->|<[^>]*>", "", place.of(source), flags=re.DOTALL)
            bare = "".join(quoted.split()).replace("&#160;", "").replace("&amp;", "&")
            assert bare.startswith("".join(leaf.span.of(document.text).split())[:5]), (file, leaf)
        left = re.sub(
            r"<!--.*?-->|<(\w+:)?(meta|num|toc)\b[^>]*?(/>|>.*?</\1\2>)", "", source, flags=re.S
        )
        words = "".join(unescape(re.sub(r"<[^>]*>", "", left)).split())
        assert len("".join(document.text.split())) == pytest.approx(len(words), rel=0.01), file
