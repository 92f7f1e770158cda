"""The desk over HTTP: who is let in, what is kept where, and what hostile files come to."""

from __future__ import annotations

import io
import re
import threading
import webbrowser
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from desk_client import DRAFT, SECRET, TOKEN, Said, Visitor, open_desk

from regcheck.cli import desk as command
from regcheck.desk.local import AT_A_TIME
from regcheck.readers.limits import Limits
from regcheck.readers.office.package import OLE

HOSTILE = "<img src=x onerror=alert(1)>\"'&.md"
SMALL = Limits(max_file_bytes=100_000)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("desk") / "inside"


@pytest.fixture(scope="module")
def desk(folder: Path) -> Iterator[Visitor]:
    folder.mkdir()
    with open_desk(folder, SMALL) as visitor:
        yield visitor


def test_the_token_opens_the_page_once_and_gives_a_cookie(tmp_path: Path) -> None:
    with open_desk(tmp_path, SMALL) as desk:
        stranger: dict[str, str | None] = {"Cookie": None}
        said = desk.ask("GET", "?lang=nn", stranger, token=TOKEN)
        assert said.status == 200
        assert 'content="0; url=/desk/?lang=nn"' in said.text
        cookie = said.headers["set-cookie"]
        assert SECRET in cookie
        for word in ("HttpOnly", "SameSite=Strict", "Path=/desk/"):
            assert word in cookie
        assert TOKEN not in said.text
        assert desk.ask("GET", "", stranger, token=TOKEN).status == 403
        assert desk.ask("GET", "", token=TOKEN).status == 200
        assert desk.ask("GET", "", {"Cookie": cookie.partition(";")[0]}).status == 200


@pytest.mark.parametrize("cookie", [None, "", "regcheck=x", SECRET, "{name}=", "{name}=feil"])
def test_without_the_cookie_nobody_is_let_in(desk: Visitor, cookie: str | None) -> None:
    sent = cookie.format(name=desk.server.known.name) if cookie else cookie
    for method in ("GET", "POST"):
        assert desk.ask(method, "end", {"Cookie": sent}).status == 403
    assert not desk.server.ended.is_set()


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_other_pages_may_show_nothing_of_it(desk: Visitor, site: str) -> None:
    assert desk.ask("GET", "", {"Sec-Fetch-Site": site}).status == 403
    assert desk.ask("GET", "", {"Sec-Fetch-Site": "same-origin"}).status == 200


def test_no_command_line_shows_the_token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def opened(place: str) -> bool:
        asked.append(place)
        return True

    monkeypatch.setattr(webbrowser, "open", opened)
    command._open(f"http://127.0.0.1:1/{TOKEN}/", tmp_path)
    assert asked == [(tmp_path / "open.html").as_uri()]
    assert TOKEN in (tmp_path / "open.html").read_text("utf-8")


def test_all_who_come_while_it_is_busy_are_told_so(tmp_path: Path) -> None:
    with open_desk(tmp_path) as desk:
        for _ in range(AT_A_TIME):
            desk.server.room.acquire()
        large = "x" * 3_000_000
        with ThreadPoolExecutor(40) as visitors:
            found = [visitors.submit(desk.check, "a.md", large) for _ in range(40)]
            assert {one.result().status for one in found} == {503}
        for _ in range(AT_A_TIME):
            desk.server.room.release()


def test_the_page_is_shown_to_the_holder_of_the_cookie(desk: Visitor) -> None:
    said = desk.get("")
    assert said.status == 200
    assert "Slipp filen her" in said.text
    assert said.headers["cache-control"] == "no-store"
    policy = said.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'self'; script-src 'self'")
    assert "unsafe" not in policy
    assert said.headers["x-content-type-options"] == "nosniff"
    for name in ("desk.css", "desk.js"):
        assert desk.get(name).status == 200


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        ("nn-NO,nn;q=0.9", "nn"),
        ("no", "nb"),
        ("en-GB,nb;q=0.5", "en"),
        ("fr,de", "nb"),
        ("", "nb"),
    ],
)
def test_the_page_speaks_the_browsers_language(desk: Visitor, accepted: str, expected: str) -> None:
    said = desk.ask("GET", "", {"Accept-Language": accepted})
    assert f'<html lang="{expected}">' in said.text
    assert '<html lang="nn">' in desk.ask("GET", "?lang=nn", {"Accept-Language": accepted}).text


@pytest.mark.parametrize("token", ["", "feil", TOKEN[:-1], TOKEN + "x", "DESK", SECRET, "%C3%A6"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_without_the_token_nobody_is_let_in(desk: Visitor, token: str, method: str) -> None:
    for target in ("", "check?name=a.md", "result/1/report.html"):
        assert desk.ask(method, target, token=token).status == 403


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1", "localhost", "127.0.0.1:1", "localhost.evil.example", None],
)
def test_a_name_that_was_made_to_lead_here_is_turned_away(desk: Visitor, host: str | None) -> None:
    assert desk.ask("GET", "", {"Host": host}).status == 403


def test_localhost_is_as_good(desk: Visitor) -> None:
    assert desk.ask("GET", "", {"Host": f"localhost:{desk.server.known.port}"}).status == 200


@pytest.mark.parametrize(
    "origin", [None, "null", "http://evil.example", "https://127.0.0.1:{port}", "http://127.0.0.1"]
)
def test_other_pages_may_post_nothing(desk: Visitor, origin: str | None) -> None:
    sent = origin.format(port=desk.server.known.port) if origin else None
    for target in ("check?name=a.md", "end", "forget?number=1"):
        assert desk.ask("POST", target, {"Origin": sent}, b"x").status == 403
    assert not desk.server.ended.is_set()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Content-Type": "text/plain"}, 415),
        ({"Content-Type": "application/x-www-form-urlencoded"}, 415),
        ({"Content-Length": None}, 411),
        ({"Transfer-Encoding": "chunked"}, 411),
        ({"Content-Length": "-1"}, 400),
        ({"Content-Length": "1e3"}, 400),
        ({"Content-Length": str(SMALL.max_file_bytes + 1)}, 413),
        ({"Content-Length": "9" * 50}, 413),
    ],
)
def test_odd_requests(desk: Visitor, headers: dict[str, str | None], status: int) -> None:
    assert desk.ask("POST", "check?name=a.md", headers).status == status


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"])
def test_other_methods_are_not_known(desk: Visitor, method: str) -> None:
    said = desk.ask(method, "")
    assert said.status in (405, 501)
    assert method not in said.text


@pytest.mark.parametrize(
    "target",
    [
        "../../etc/passwd",
        "result/../../../etc/passwd",
        "result/1/..%2f..%2fetc%2fpasswd",
        "result/1/copy.docx/../../x",
        "result/999/report.html",
        "result/-1/report.html",
        "result/%D9%A1/report.html",
        "page.jinja",
        "desk.js/x",
        "//evil.example/",
    ],
)
def test_there_is_nothing_else_to_be_had(desk: Visitor, target: str) -> None:
    assert desk.get(target).status == 404


def test_a_draft_gives_a_report_and_a_commented_copy(desk: Visitor) -> None:
    said = desk.check("Utkast om naust.md", DRAFT)
    assert said.status == 200
    found = said.json
    assert found["title"] == "Forskrift om naust"
    assert (found["counts"][0]["figure"], found["counts"][0]["what"]) == ("1", "feil")
    report = desk.get(found["report"])
    assert "i tre eksemplarer" in report.text
    assert "content-disposition" not in report.headers
    copy = desk.get(found["copy"])
    assert copy.headers["content-disposition"].startswith(
        'attachment; filename="Utkast om naust-kommentert.docx"'
    )
    with zipfile.ZipFile(io.BytesIO(copy.body)) as package:
        assert "word/comments.xml" in package.namelist()
        assert "krever fysiske eksemplarer" in package.read("word/comments.xml").decode()


def word_file(body: str) -> bytes:
    """A Word file of paragraphs in XML."""
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType='
            f'"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName='
            f'"/word/document.xml" ContentType="{kind}"/></Types>',
        )
        file.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
            f'Type="{office}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        file.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{main}"><w:body>{body}</w:body></w:document>',
        )
    return packed.getvalue()


def words(said: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{said}</w:t></w:r>'


def test_a_word_file_comes_back_as_it_was_with_comments(desk: Visitor) -> None:
    change = 'w:id="9" w:author="Kari Vik" w:date="2027-01-01T00:00:00Z"'
    old = words("Kravet skal sendes i tre eksemplarer. ")
    new = f"<w:ins {change}>{words('Svaret skal ha attesten i tre eksemplarer.')}</w:ins>"
    data = word_file(f"<w:p>{words('§ 1. Krav')}</w:p><w:p>{old}{new}</w:p>")
    errors = {
        how: desk.check("utkast.docx", data, changes=how).json["counts"][0]["figure"]
        for how in ("accepted", "original", "inserted")
    }
    assert errors == {"accepted": "2", "original": "1", "inserted": "1"}
    copy = desk.get(desk.check("utkast.docx", data).json["copy"])
    with zipfile.ZipFile(io.BytesIO(copy.body)) as package:
        document = package.read("word/document.xml").decode()
        assert "<w:ins " in document and document.count("commentRangeStart") == 1
        assert "2 steder" in package.read("word/comments.xml").decode()


def test_a_report_can_do_nothing_to_the_desk(desk: Visitor) -> None:
    report = desk.get(desk.check("a.md", DRAFT).json["report"])
    policy = report.headers["content-security-policy"]
    assert "sandbox allow-scripts" in policy and "allow-same-origin" not in policy
    assert re.search(r"script-src 'sha256-[\w+/=]+'", policy)
    assert "unsafe" not in policy
    assert report.headers["referrer-policy"] == "no-referrer"
    saved = desk.get(desk.check("a.md", DRAFT).json["report"] + "?save")
    assert "a-rapport.html" in saved.headers["content-disposition"]


def report_language(desk: Visitor, **wish: str) -> str:
    said = desk.check("a.md", DRAFT, **wish).json
    return desk.ask("GET", said["report"]).text.partition('<html lang="')[2][:2]


def test_the_report_is_in_the_language_that_is_chosen(desk: Visitor) -> None:
    assert report_language(desk) == "nb"
    assert report_language(desk, lang="en") == "nb"
    assert report_language(desk, report="en") == "en"
    assert report_language(desk, report="nn") == "nn"
    assert desk.ask("POST", "check?name=a.md&report=sv", body=DRAFT.encode()).status == 400
    assert 'value="en" lang="en" selected' in desk.ask("GET", "?lang=en").text
    assert " selected" not in desk.ask("GET", "", {"Accept-Language": "en"}).text


def test_the_choices_are_carried_out(desk: Visitor) -> None:
    plain = desk.check("a.md", DRAFT, collection="klarsprak").json
    assert plain["counts"][0]["figure"] == "0"
    with_notes = desk.get(desk.check("a.md", DRAFT, notes="1").json["report"]).text
    without = desk.get(desk.check("a.md", DRAFT).json["report"]).text
    assert '"info":true' in with_notes and '"info":false' in without
    assert desk.check("a.md", DRAFT, lang="en").json["counts"][1]["what"] == "warnings"
    for wish in ({"collection": "../x"}, {"changes": "alle"}):
        assert desk.check("a.md", DRAFT, **wish).status == 400


def test_a_reason_in_the_draft_leaves_a_finding_aside(desk: Visitor) -> None:
    reason = "<!-- regcheck: ignore paper/several-copies reason: Partene skal ha hvert sitt. -->"
    draft = DRAFT.replace("Søknaden", f"{reason}\n\nSøknaden")
    assert desk.check("a.md", draft).json["counts"][0]["figure"] == "0"


def as_zip(*names: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), "x")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("gammel.doc", OLE + b"x" * 600, "eldre Word-formatet"),
        ("laast.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "låst med passord"),
        ("brev.rtf", b"{\\rtf1 hei}", "leser ikke rik tekst (.rtf)"),
        ("alt.zip", as_zip("a.md"), "arkiv"),
        ("bilde.docx", b"\x89PNG\r\n\x1a\n\0\0", "skadet"),
        ("bilde", b"\x89PNG\r\n\x1a\n\0\0", "ikke et tekstdokument"),
        ("tom.docx", as_zip("a.xml"), "ikke det navnet sier"),
        ("skadet.docx", as_zip("word/document.xml")[:40], "skadet"),
        ("tekst.txt", b"\x00\x01\x02", "ikke et tekstdokument"),
    ],
)
def test_what_cannot_be_read_is_told_in_plain_words(
    desk: Visitor, name: str, data: bytes, said: str
) -> None:
    answer = desk.check(name, data).json
    assert said in answer["problem"]
    assert "report" not in answer


@pytest.mark.parametrize(
    "name", ["../../../tmp/eier.md", "..\\..\\eier.md", "/etc/cron.d/eier.md", "..", "a/../../b.md"]
)
def test_a_name_leads_nowhere(desk: Visitor, folder: Path, name: str) -> None:
    before = set(folder.parent.rglob("*"))
    said = desk.check(name, DRAFT).json
    made = set(folder.parent.rglob("*")) - before
    place = folder / said["report"].split("/")[1]
    assert made == {place, place / "report.html", place / "copy.docx"}
    assert "/" not in said["name"] and "\\" not in said["name"]


class Tags(HTMLParser):
    """The tags of a page, so that it can be seen whether a name became one."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(tag)
        self.found |= {name for name, _ in attrs if name.startswith("on")}


def test_markup_in_names_and_titles_stays_text(desk: Visitor) -> None:
    said = desk.check(HOSTILE, DRAFT.replace("naust", "</script><script>alert(1)</script>")).json
    for page in (desk.get(said["report"]).text, desk.get("").text):
        tags = Tags()
        tags.feed(page)
        assert not tags.found & {"img", "onerror"}
        assert "<script>alert" not in page
    header = desk.get(said["copy"]).headers["content-disposition"]
    assert "<" not in header and header.count('"') == 2


def test_what_was_found_is_still_there_when_the_page_is_shown_again(desk: Visitor) -> None:
    said = desk.check("kyst.md", DRAFT).json
    assert '"kyst.md"' in desk.get("").text
    assert desk.ask("POST", f"forget?number={said['number']}", body=b".").status == 200
    assert '"kyst.md"' not in desk.get("").text
    assert desk.get(said["report"]).status == 404


def test_two_files_at_once_get_each_their_own(desk: Visitor) -> None:
    drafts = {f"{word}.md": DRAFT.replace("naust", word) for word in ("bryggjer", "sauefjøs")}
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda item: desk.check(*item), drafts.items()))
    for name, said in zip(drafts, answers, strict=True):
        word = name.removesuffix(".md")
        assert said.json["title"] == f"Forskrift om {word}"
        assert word in desk.get(said.json["report"]).text


def test_too_many_at_once_are_asked_to_wait(desk: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    held, come = threading.Event(), threading.Semaphore(0)
    checks = desk.server.checks
    real = checks.check

    def slow(*given: object) -> object:
        come.release()
        held.wait(30)
        return real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(checks, "check", slow)
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        waiting = [pool.submit(desk.check, "a.md", DRAFT) for _ in range(AT_A_TIME)]
        for _ in waiting:
            come.acquire()
        assert desk.check("b.md", DRAFT).status == 503
        assert desk.get("").status == 200
        assert desk.server.idle() == 0
        held.set()
        assert {one.result().status for one in waiting} == {200}


def test_old_results_are_thrown_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("regcheck.desk.checks.KEPT", 2)
    with open_desk(tmp_path) as desk:
        numbers = [desk.check("a.md", DRAFT, collection="klarsprak").json["number"] for _ in "abc"]
        assert sorted(int(one.name) for one in tmp_path.iterdir()) == numbers[1:]


def test_the_page_can_end_the_desk(tmp_path: Path) -> None:
    with open_desk(tmp_path) as desk:
        assert desk.ask("POST", "end", body=b".").status == 200
        assert desk.server.ended.wait(5)


def test_a_visitor_who_leaves_halfway_does_no_harm(desk: Visitor) -> None:
    import socket

    with socket.create_connection(("127.0.0.1", desk.server.known.port)) as line:
        line.sendall(
            f"POST /{TOKEN}/check?name=a.md HTTP/1.1\r\nHost: {desk.host}\r\n"
            f"Origin: http://{desk.host}\r\nContent-Type: application/octet-stream\r\n"
            "Content-Length: 1000\r\n\r\nhei".encode()
        )
    assert desk.get("").status == 200


@pytest.mark.parametrize(
    "raw",
    [
        b"GET\r\n\r\n",
        b"HEI HEI HEI HEI\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n",
        b"GET /<b>x HTTP/1.1\r\n: x\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00",
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
    ],
)
def test_noise_is_answered_shortly_or_not_at_all(desk: Visitor, raw: bytes) -> None:
    import socket

    with socket.create_connection(("127.0.0.1", desk.server.known.port), timeout=10) as line:
        line.sendall(raw)
        line.shutdown(socket.SHUT_WR)
        try:
            said = line.recv(65_536)
        except ConnectionError:
            said = b""
    assert b"<b>" not in said and b" 200 " not in said


def test_a_file_of_the_largest_size_is_taken(tmp_path: Path) -> None:
    with open_desk(tmp_path, replace(SMALL, max_file_bytes=len(DRAFT.encode()))) as desk:
        assert desk.check("a.md", DRAFT, collection="klarsprak").status == 200
        assert desk.check("a.md", DRAFT + "x", collection="klarsprak").status == 413


def test_every_answer_forbids_keeping(desk: Visitor) -> None:
    answers: list[Said] = [desk.get(""), desk.get("x"), desk.ask("GET", "", token=TOKEN[1:])]
    answers.append(desk.get(desk.check("a.md", DRAFT).json["report"]))
    for said in answers:
        assert said.headers["cache-control"] == "no-store"
        assert "default-src 'none'" in said.headers["content-security-policy"]
        assert "frame-ancestors 'none'" in said.headers["content-security-policy"]
