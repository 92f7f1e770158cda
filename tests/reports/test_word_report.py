"""Comments in a copy of a Word file: on just the words, and nothing else changed."""

from __future__ import annotations

import io
import random
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from lxml import etree
from report_samples import CROWD, RULE_SET, finding, result

from documents import DocumentMaker
from regcheck.base.errors import UsageError
from regcheck.base.text.span import Span
from regcheck.document.blocks import blocks_of
from regcheck.document.model import Document
from regcheck.document.places import PartRange
from regcheck.packs.model import Severity
from regcheck.readers.inputs import Input
from regcheck.reports.registry import report_format
from regcheck.reports.word.comments import Comment, WordCopy
from regcheck.results.result import DocumentResult, NotChecked, Settings
from regcheck.results.totals import Totals
from regcheck.run.api import load_rules, read
from regcheck.run.document import DocumentRun
from regcheck.run.options import RunOptions
from regcheck.run.pipeline import Pipeline

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
W = f"{{{MAIN}}}"
CHANGE = 'w:id="9" w:author="Kari Vik" w:date="2027-01-01T00:00:00Z"'
HEADING = "<w:p><w:r><w:t>§ 1. Krav</w:t></w:r></w:p>"


def t(words: str, look: str = "") -> str:
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r w:rsidR="00A1">{properties}<w:t xml:space="preserve">{words}</w:t></w:r>'


def p(inner: str) -> str:
    return f"<w:p>{inner}</w:p>"


def word_file(body: str, **parts: bytes) -> bytes:
    """A Word file with a § heading in front of the body; `parts` replace or add."""
    main = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document xmlns:w="{MAIN}">'
        f"<w:body>{HEADING}{body}</w:body></w:document>"
    )
    types = (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" '
        'ContentType="application/xml"/><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{MAIN_TYPE}"/></Types>'
    )
    relations = (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    all_parts = {
        "[Content_Types].xml": types.encode(),
        "_rels/.rels": relations.encode(),
        "word/document.xml": main.encode(),
        "docProps/app.xml": b"<Properties/>",
        **{name.replace("__", "/") + ".xml": data for name, data in parts.items()},
    }
    return packed(all_parts)


def packed(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return out.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


@cache
def run() -> DocumentRun:
    rules = load_rules(select=["paper", "once-only"])
    settings = Settings(nlp=False)
    options = RunOptions(reraise=True, keep_text=True, keep_original=True)
    return DocumentRun(Pipeline(rules, settings), settings, options)


def checked(data: bytes, name: str = "utkast.docx") -> DocumentResult:
    return run()(Input(name, data=data))


def commented(outcome: DocumentResult, **settings: object) -> bytes:
    """The file that the report makes of a result."""
    made: list[bytes] = []
    report = report_format("word").make(made.append)
    chosen = Settings(**settings)  # type: ignore[arg-type]
    report.begin(chosen, RULE_SET)
    report.document(outcome)
    report.end(Totals(chosen, RULE_SET).result())
    (data,) = made
    return data


def write_comments(
    data: bytes, wanted: Sequence[tuple[Comment, Sequence[PartRange]]]
) -> tuple[bytes, list[Comment]]:
    """A copy with comments, and those that found no place."""
    copy = WordCopy(data)
    lost = [comment for comment, places in wanted if not copy.comment(comment, places)]
    return copy.result(), lost


def anchored(data: bytes) -> dict[str, str]:
    """The words each comment is on, by its number."""
    root = etree.fromstring(parts_of(data)["word/document.xml"])
    uri = root.tag.partition("}")[0] + "}"
    open_: set[str] = set()
    words: dict[str, str] = {}
    for element in root.iter("*"):
        number = str(element.get(f"{uri}id"))
        if element.tag == f"{uri}commentRangeStart":
            open_.add(number)
            words[number] = ""
        elif element.tag == f"{uri}commentRangeEnd":
            open_.remove(number)
        elif element.tag in {f"{uri}t", f"{uri}tab", f"{uri}br"}:
            for one in open_:
                words[one] += element.text or " "
    assert not open_
    references = [str(e.get(f"{uri}id")) for e in root.iter(f"{uri}commentReference")]
    assert sorted(references) == sorted(words)
    return words


def texts(data: bytes) -> list[str]:
    """The text of each paragraph, deleted words and tabs too."""
    root = etree.fromstring(parts_of(data)["word/document.xml"])
    uri = root.tag.partition("}")[0] + "}"
    names = {f"{uri}{name}" for name in ("t", "delText", "tab", "br", "instrText")}
    return [
        "".join((e.text or "¤") for e in paragraph.iter(*names))
        for paragraph in root.iter(f"{uri}p")
    ]


BODIES = {
    "one run": p(t("Kravet sendes i rekommandert brev til kommunen.")),
    "several runs": p(t("Kravet sendes i rekom") + t("man", "<w:b/>") + t("dert brev, nå.")),
    "whole runs": p(t("Kravet sendes i ") + t("rekommandert brev", "<w:b/>") + t(" snart.")),
    "tab within": p(
        f"<w:r><w:t>Send</w:t><w:tab/><w:t>bekreftet kopi</w:t><w:br/></w:r>{t(' nå')}"
    ),
    "without space": p("<w:r><w:t>  Send bekreftet kopi av vitnemålet.  </w:t></w:r>"),
    "entities": p(t("Bruk &lt;A&gt; &amp; bekreftet kopi &#229; &quot;ja&quot;.")),
    "link": p(f'{t("Send ")}<w:hyperlink w:anchor="x">{t("bekreftet kopi nå")}</w:hyperlink>'),
    "put in": p(f"{t('Send ')}<w:ins {CHANGE}>{t('en bekreftet kopi')}</w:ins>{t(' nå.')}"),
    "taken out": p(
        f"{t('Send bekreftet ')}<w:del {CHANGE}><w:r><w:delText>og stemplet </w:delText></w:r>"
        "</w:del>"
        f"{t('kopi nå.')}"
    ),
    "field": p(
        f'{t("Send ")}<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x'
        f'</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{t("bekreftet kopi")}'
        f'<w:r><w:fldChar w:fldCharType="end"/></w:r>{t(" nå.")}'
    ),
    "table": f"<w:tbl><w:tr><w:tc>{p(t('Send bekreftet kopi av det.'))}</w:tc></w:tr></w:tbl>",
    "overlapping": p(t("Den som søker, skal legge ved bekreftet kopi av førerkortet sitt.")),
    "two in one": p(t("Send rekommandert brev med bekreftet kopi og egenhendig underskrift.")),
}


@pytest.mark.parametrize("body", list(BODIES.values()), ids=list(BODIES))
def test_comments_are_on_just_the_words(body: str) -> None:
    data = word_file(body)
    outcome = checked(data)
    assert outcome.findings
    made = commented(outcome, show_info=True)
    said = [" ".join(words.split()) for words in anchored(made).values()]
    assert sorted(said) == sorted(" ".join(one.quote.split()) for one in outcome.findings)
    assert [one.replace("  ", " ").strip() for one in texts(made)] == [
        one.replace("  ", " ").strip() for one in texts(data)
    ]


@pytest.mark.parametrize("body", list(BODIES.values()), ids=list(BODIES))
def test_the_copy_reads_the_same(body: str) -> None:
    data = word_file(body)
    first, second = checked(data), checked(commented(checked(data), show_info=True))
    assert [b.text for b in first.blocks] == [b.text for b in second.blocks]
    assert [f.fingerprint for f in first.findings] == [f.fingerprint for f in second.findings]


def test_nothing_but_the_marks_is_new() -> None:
    data = word_file(BODIES["two in one"] + BODIES["field"])
    old, new = parts_of(data), parts_of(commented(checked(data)))
    assert {name for name in new if new[name] != old.get(name)} == {
        *("word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels"),
        "[Content_Types].xml",
    }
    marks = (
        rb"<w:comment(RangeStart|RangeEnd) w:id=\"\d+\"/>|<w:r><w:commentReference [^>]*/></w:r>"
    )
    bare = re.sub(marks, b"", new["word/document.xml"])
    joined = bare.replace(b'</w:t></w:r><w:r w:rsidR="00A1"><w:t xml:space="preserve">', b"")
    assert joined == old["word/document.xml"]


def test_a_cut_run_keeps_its_look() -> None:
    made = commented(checked(word_file(p(t("Send bekreftet kopi nå.", "<w:b/><w:i/>")))))
    root = etree.fromstring(parts_of(made)["word/document.xml"])
    runs = [r for r in root.iter(f"{W}r") if r.find(f"{W}t") is not None][1:]
    assert [r.findtext(f"{W}t") for r in runs] == ["Send ", "bekreftet kopi", " nå."]
    assert all(r.find(f"{W}rPr/{W}b") is not None for r in runs)


def comments_in(data: bytes) -> list[tuple[str | None, str]]:
    root = etree.fromstring(parts_of(data)["word/comments.xml"])
    uri = root.tag.partition("}")[0] + "}"
    return [
        (c.get(f"{uri}author"), "".join(e.text or "" for e in c.iter(f"{uri}t")))
        for c in root.iter(f"{uri}comment")
    ]


def test_a_comment_says_what_why_and_whose_rule_it_is() -> None:
    ((author, words),) = comments_in(commented(checked(word_file(BODIES["table"]))))
    assert author == "regcheck"
    for said in ("Feil: Bekreftet kopi", "forutsetter", "Forslag: ", "Digdir", "§ 1"):
        assert said in words
    assert words.endswith("paper/certified-copy")


OLD = (
    f'<x:comments xmlns:x="{MAIN}"><x:comment x:id="7" x:author="Kari"><x:p><x:r><x:t>Husk</x:t>'
    "</x:r></x:p></x:comment></x:comments>"
).encode()
RELATIONS = (
    f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId5" '
    f'Type="{OFFICE}/comments" Target="comments.xml"/></Relationships>'
).encode()


def with_comments(body: str, comments: bytes = OLD) -> bytes:
    parts = parts_of(word_file(body, word__comments=comments))
    return packed({**parts, "word/_rels/document.xml.rels": RELATIONS})


def test_a_copy_is_made_without_lxml(monkeypatch: pytest.MonkeyPatch) -> None:
    result = checked(with_comments(BODIES["table"]))
    for name in ("lxml", "lxml.etree"):
        monkeypatch.setitem(sys.modules, name, None)
    assert list(anchored(commented(result))) == ["8"]


def test_comments_that_are_there_are_kept() -> None:
    data = with_comments(BODIES["table"])
    made = commented(checked(data))
    assert [author for author, _ in comments_in(made)] == ["Kari", "regcheck"]
    assert list(anchored(made)) == ["8"]
    assert parts_of(made)["word/_rels/document.xml.rels"] == RELATIONS


@pytest.mark.parametrize(
    "empty", [f'<w:comments xmlns:w="{MAIN}"/>', f'<comments xmlns="{MAIN}"/>']
)
def test_an_empty_part_of_comments_is_filled(empty: str) -> None:
    made = commented(checked(with_comments(BODIES["table"], empty.encode())))
    assert [author for author, _ in comments_in(made)] == ["regcheck"]


def test_a_second_run_says_nothing_twice() -> None:
    once = commented(checked(word_file(BODIES["two in one"])))
    twice = commented(checked(once))
    assert comments_in(twice) == comments_in(once)
    assert texts(twice) == texts(once)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8"])
def test_other_encodings(encoding: str) -> None:
    parts = parts_of(word_file(BODIES["table"]))
    main = parts["word/document.xml"].decode().replace('"UTF-8"', f'"{encoding}"')
    made = commented(checked(packed({**parts, "word/document.xml": main.encode(encoding)})))
    assert list(anchored(made).values()) == ["bekreftet kopi"]


def test_the_main_namespace_without_a_prefix() -> None:
    parts = parts_of(word_file(BODIES["table"]))
    main = parts["word/document.xml"].decode().replace("<w:", "<").replace("</w:", "</")
    main = main.replace("<document xmlns:w=", "<document xmlns=").replace(" w:rsidR=", " rsidR=")
    made = commented(checked(packed({**parts, "word/document.xml": main.encode()})))
    assert list(anchored(made).values()) == ["bekreftet kopi"]


def test_the_strict_variant_stays_strict() -> None:
    parts = parts_of(word_file(BODIES["table"]))
    main = parts["word/document.xml"].replace(MAIN.encode(), STRICT.encode())
    made = parts_of(commented(checked(packed({**parts, "word/document.xml": main}))))
    assert MAIN.encode() not in made["word/document.xml"] + made["word/comments.xml"]
    assert b"purl.oclc.org" in made["word/_rels/document.xml.rels"]


def test_words_in_a_footnote_are_commented_at_its_mark() -> None:
    note = (
        f'<w:footnotes xmlns:w="{MAIN}"><w:footnote w:id="2">'
        f"{p(t('Send bekreftet kopi.'))}</w:footnote></w:footnotes>"
    )
    body = p(t("Se note") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + t("."))
    data = word_file(body, word__footnotes=note.encode())
    comment = Comment(((("Kopi", False),),))
    made, lost = write_comments(data, [(comment, (PartRange("word/footnotes.xml", 0, 5, 19),))])
    assert lost == []
    assert list(anchored(made).values()) == [""]
    assert (
        b'<w:commentRangeStart w:id="0"/><w:r><w:footnoteReference'
        in (parts_of(made)["word/document.xml"])
    )
    nowhere = [(comment, ()), (comment, (PartRange("word/header1.xml", 0, 0, 4),))]
    assert write_comments(data, nowhere) == (data, [comment, comment])


def test_notes_are_left_out_unless_asked_for() -> None:
    data = word_file(p(t("Medlemmene skal sende skriftlig melding.")))
    outcome = checked(data)
    assert {one.severity for one in outcome.findings} == {Severity.INFO}
    assert commented(outcome) == data
    assert len(anchored(commented(outcome, show_info=True))) == len(outcome.findings)


def test_other_text_becomes_a_word_file() -> None:
    maker = DocumentMaker().section("1", "Formål & <mål>").paragraph("Send bekreftet kopi nå.")
    document = maker.listing("Legg ved", ["rekommandert brev", "original"]).done()
    found = []
    for words in ("bekreftet kopi", "kopi nå", "rekommandert"):
        at = document.text.index(words)
        span = Span(at, at + len(words))
        found.append(finding("hvelvet")._replace(quote=words, span=span))
    outcome = result("a.md", *found, blocks=tuple(blocks_of(document)))
    made = commented(outcome)
    assert sorted(anchored(made).values()) == ["bekreftet kopi", "kopi nå", "rekommandert"]
    assert texts(made)[0] == "§ 1. Formål & <mål>"
    assert made == commented(outcome)
    again = checked(made, "ny.docx")
    assert [b.text for b in again.blocks][:2] == ["Formål & <mål>", "Send bekreftet kopi nå."]


def test_a_second_document_is_refused() -> None:
    report = report_format("word").make(lambda _: None)
    report.begin(Settings(), RULE_SET)
    report.document(result("a.md"))
    with pytest.raises(UsageError, match="one document"):
        report.document(result("b.md"))
    with pytest.raises(UsageError, match="no document"):
        report_format("word").make(lambda _: None).end(Totals(Settings(), RULE_SET).result())


def test_python_docx_reads_the_comments() -> None:
    docx = pytest.importorskip("docx", reason="needs python-docx")
    made = docx.Document(io.BytesIO(commented(checked(word_file(BODIES["two in one"])))))
    if hasattr(made, "comments"):
        assert {comment.author for comment in made.comments} == {"regcheck"}


def test_libreoffice_opens_the_copy(tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("needs LibreOffice")
    (tmp_path / "ut.docx").write_bytes(commented(checked(word_file("".join(BODIES.values())))))
    convert = [
        *(soffice, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"),
        *("--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "ut.docx")),
    ]
    subprocess.run(convert, capture_output=True, check=True, timeout=120)
    assert (tmp_path / "ut.pdf").read_bytes().startswith(b"%PDF")


def as_saved(parts: Mapping[str, bytes], answer: str = "") -> dict[str, bytes]:
    """The parts as Word saves them: our last paragraph has an id, and an answer names it."""
    w14, w15 = (f"http://schemas.microsoft.com/office/word/{n}/wordml" for n in ("2010", "2012"))
    root = etree.fromstring(parts["word/comments.xml"])
    list(root.iter(f"{W}p"))[-1].set(f"{{{w14}}}paraId", "0000000A")
    links = '<w15:commentEx w15:paraId="0000000A"/>'
    if answer:
        reply = etree.SubElement(root, f"{W}comment", {f"{W}id": "1", f"{W}author": "Kari Vik"})
        paragraph = etree.SubElement(reply, f"{W}p", {f"{{{w14}}}paraId": "0000000B"})
        etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t").text = answer
        links += '<w15:commentEx w15:paraId="0000000B" w15:paraIdParent="0000000A"/>'
    relations = parts["word/_rels/document.xml.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="rId8" Type="http://schemas.microsoft.com/office/2011/relationships/'
        b'commentsExtended" Target="commentsExtended.xml"/></Relationships>',
    )
    return {
        **parts,
        "word/comments.xml": etree.tostring(root),
        "word/commentsExtended.xml": (
            f'<w15:commentsEx xmlns:w15="{w15}">{links}</w15:commentsEx>'.encode()
        ),
        "word/_rels/document.xml.rels": relations,
    }


def test_an_answer_to_our_comment_keeps_the_words() -> None:
    parts = parts_of(commented(checked(word_file(BODIES["table"]))))
    kept = as_saved(parts, "Behold: kravet følger av en avtale")
    document = read(packed(kept), name="utkast.docx")
    assert isinstance(document, Document)
    assert [directive.body for directive in document.directives] == [
        "ignore-here paper/certified-copy reason: kravet følger av en avtale"
    ]


def test_a_comment_goes_when_the_words_are_mended() -> None:
    once = parts_of(commented(checked(with_comments(BODIES["table"]))))
    kari = once["word/comments.xml"].count(b"Kari")
    saved = as_saved(once)
    main = saved["word/document.xml"].replace(b"bekreftet kopi", "båten".encode())
    mended = commented(checked(packed({**saved, "word/document.xml": main})))
    assert [author for author, _ in comments_in(mended)] == ["Kari"]
    assert anchored(mended) == {}
    assert texts(mended) == [
        text.replace("bekreftet kopi", "båten") for text in texts(packed(once))
    ]
    assert parts_of(mended)["word/comments.xml"].count(b"Kari") == kari
    assert b"0000000A" not in parts_of(mended)["word/commentsExtended.xml"]
    assert mended == commented(checked(mended))


def test_a_comment_of_somebody_else_with_the_same_number_stays() -> None:
    once = parts_of(commented(checked(with_comments(BODIES["table"]))))
    both = once["word/comments.xml"].replace(b'x:id="7"', b'x:id="8"')
    main = once["word/document.xml"].replace(b"bekreftet kopi", "båten".encode())
    parts = {**once, "word/comments.xml": both, "word/document.xml": main}
    mended = commented(checked(packed(parts)))
    assert [author for author, _ in comments_in(mended)] == ["Kari", "regcheck"]


@pytest.mark.parametrize("answer", ["Behold: kravet følger av en avtale", "Hva menes?"])
def test_a_comment_that_somebody_answered_stays(answer: str) -> None:
    saved = as_saved(parts_of(commented(checked(word_file(BODIES["table"])))), answer)
    main = saved["word/document.xml"].replace(b"bekreftet kopi", "båten".encode())
    mended = commented(checked(packed({**saved, "word/document.xml": main})))
    assert [author for author, _ in comments_in(mended)][:2] == ["regcheck", "Kari Vik"]
    assert "båten" in anchored(mended).values()


def test_what_is_told_together_is_one_comment() -> None:
    ((_, told),) = comments_in(commented(checked(word_file(BODIES["one run"] * 3))))
    places = "§ 1 første ledd; § 1 annet ledd; § 1 tredje ledd"
    assert told.endswith(f"3 steder: {places} · paper/registered-letter")
    ((_, alone),) = comments_in(commented(checked(word_file(BODIES["one run"]))))
    assert "sted" not in alone


def test_twenty_have_a_comment_and_the_first_names_the_others() -> None:
    numbers = ("to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti")
    copies = "".join(p(t(f"Send {number} i {number} eksemplarer.")) for number in numbers)
    outcome = checked(word_file(BODIES["one run"] * 3 + copies))
    (_, first), *others = comments_in(commented(outcome, most=1))
    assert len(others) == 1
    assert "12 feil" in first
    assert "3 steder: " in others[0][1]
    assert all(f"i {number} eksemplarer" in first for number in numbers)
    findings = outcome.findings[-1:] * 30
    many = [one._replace(message=f"{at} – {one.message}") for at, one in enumerate(findings)]
    assert len(comments_in(commented(replace(outcome, findings=tuple(many))))) == 21


LANGUAGE = "<w:b/>"
"""How the words look that are changed."""


@pytest.mark.parametrize(
    ("body", "new"),
    [
        (p(t("Send kart samt tegning.")), "Send kart samtog tegning."),
        (p(t("Send kart ") + t("samt", LANGUAGE) + t(" tegning.")), "Send kart samtog tegning."),
        (p(t("Samt sa") + t("mt tegning.")), "SamtOg samtog tegning."),
        (p(f'{t("Kart ")}<w:hyperlink w:anchor="x">{t("samt")}</w:hyperlink>'), "Kart samtog"),
        (p(t("Kart sa") + f"<w:ins {CHANGE}>{t('mt')}</w:ins>{t(' tegning.')}"), None),
    ],
)
def test_known_wordings_are_tracked_changes(body: str, new: str | None) -> None:
    data = word_file(body)
    made = commented(checked_language(data), redline=True)
    if new is None:
        assert texts(made) == texts(data)
        return
    assert texts(made)[-1] == new
    root = etree.fromstring(parts_of(made)["word/document.xml"])
    changes = [*root.iter(f"{W}del"), *root.iter(f"{W}ins")]
    assert {one.get(f"{W}author") for one in changes} == {"regcheck"}
    assert len({one.get(f"{W}id") for one in changes}) == len(changes)
    document = read(made, name="utkast.docx")
    assert isinstance(document, Document)
    assert "samt" not in document.text.lower()
    assert commented(checked_language(made), redline=True) == made


def test_a_wording_that_cannot_be_changed_keeps_its_comment() -> None:
    data = word_file(p(t("Kart sa") + f"<w:ins {CHANGE}>{t('mt')}</w:ins>{t(' tegning.')}"))
    made = commented(checked_language(data), redline=True, show_info=True)
    assert list(anchored(made).values()) == ["samt"]


def test_a_change_has_a_number_that_nothing_else_has() -> None:
    data = word_file(p(f"<w:ins {CHANGE}>{t('Nå.')}</w:ins>{t(' Kart samt tegning.')}"))
    root = etree.fromstring(
        parts_of(commented(checked_language(data), redline=True))["word/document.xml"]
    )
    changes = (*root.iter(f"{W}del"), *root.iter(f"{W}ins"))
    assert sorted(str(one.get(f"{W}id")) for one in changes) == ["10", "11", "9"]


def checked_language(data: bytes) -> DocumentResult:
    rules = load_rules(select=["plain-language/frequent-word"])
    settings = Settings(nlp=False)
    options = RunOptions(reraise=True, keep_text=True, keep_original=True)
    one = DocumentRun(Pipeline(rules, settings), settings, options)
    return one(Input("utkast.docx", data=data))


@pytest.mark.parametrize("body", list(BODIES.values()), ids=list(BODIES))
def test_any_words_can_be_commented(body: str) -> None:
    data = word_file(body)
    document = read(data, name="utkast.docx")
    assert isinstance(document, Document) and document.places is not None
    choose = random.Random(5)
    spans = []
    for _ in range(30):
        leaf = choose.choice(document.leaves[1:] or document.leaves)
        start = choose.randrange(leaf.span.start, leaf.span.end)
        spans.append(Span(start, choose.randrange(start, leaf.span.end) + 1))
    wanted = [
        (Comment((((str(number), False),),)), document.places.runs(span))
        for number, span in enumerate(spans)
    ]
    made, lost = write_comments(data, wanted)
    assert lost == []
    words = anchored(made)
    for number, span in enumerate(spans):
        assert words[str(number)].split() == span.of(document.text).split()
    again = read(made, name="utkast.docx")
    assert isinstance(again, Document)
    assert again.text == document.text


def test_a_comment_at_the_top_sums_up_where_there_is_more_to_say() -> None:
    text = "Protokollen oppbevares i hvelvet."
    blocks = tuple(blocks_of(DocumentMaker().section("1", "Krav").paragraph(text).done()))
    one = result("a.md", *CROWD, blocks=blocks, not_checked=(NotChecked("table", 310, 2),))
    parts = parts_of(commented(one, first=2))
    root = etree.fromstring(parts["word/comments.xml"])
    lines = ["".join(map(str, p.itertext())) for p in root[0]]
    assert lines == [
        "Oppsummering: 9 advarsler",
        "Ikke kontrollert: 2 tabeller (310 ord).",
        "Se på disse først:",
        "1. § 10: «hvelvet» Hvelv nr. 0.",
        "2. § 11: «hvelvet» Hvelv nr. 1.",
    ]
    assert len(root) == 10
    main = parts["word/document.xml"].decode()
    assert main.index('<w:commentRangeStart w:id="0"/>') < main.index("Krav")
    few = parts_of(commented(result("a.md", CROWD[0], blocks=blocks)))
    assert b"Oppsummering" not in few["word/comments.xml"]
