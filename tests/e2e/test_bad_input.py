"""Bad and hostile input: one line that says what is wrong, the right exit code, no traceback, and
the findings of everything else."""

from __future__ import annotations

import io
import re
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import DRAFTS, Ended, Regcheck

GOOD = "# Lov om bord\n\n### § 1. Bord\n\nSøknaden sendes i tre eksemplarer.\n"
FOUND = [("god.md", "paper/several-copies")]
RULE = """\
id: {id}
status: stable
severity: warning
confidence: medium
title: {{nb: Bord, nn: Bord, en: Table}}
message: {{nb: "«{{match}}» her.", nn: "«{{match}}» her.", en: "«{{match}}» here."}}
{more}
examples:
  bad: [{{nb: "Et [[fint bord]]."}}, {{nb: "To [[fint bord]]."}},
        {{nn: "Eit [[fint bord]]."}}, {{nn: "Og [[fint bord]]."}}]
  good: [{{nb: "Et bord."}}, {{nb: "En stol."}}, {{nn: "Eit bord."}}, {{nn: "Ein stol."}}]
"""
NAMED = re.compile(r"  (?!god)[\w.]+: ")
PHRASE = "match: {phrase: [fint bord]}"


@pytest.fixture(scope="module")
def regcheck(cache: Path) -> Regcheck:
    return Regcheck(cache)


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A folder with one good document in it."""
    (tmp_path / "god.md").write_text(GOOD, encoding="utf-8")
    return tmp_path


def check(regcheck: Regcheck, work: Path, *arguments: str) -> Ended:
    """Check the folder's documents, or those named."""
    told = ("--format", "json", "--nlp", "off")
    ended = regcheck("check", *arguments, *told, cwd=work)
    assert "Traceback" not in ended.stderr
    assert "internal error" not in ended.stderr
    return ended


def found(ended: Ended) -> list[tuple[str, str]]:
    """Path and rule of each error."""
    return [(f["path"], f["rule"]) for f in ended.json["findings"] if f["severity"] == "error"]


def entities(depth: int) -> bytes:
    """Entities that each stand for ten of the one before."""
    lines = [b'<!ENTITY e0 "ha">']
    lines += [b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, depth)]
    body = b"<html><body><p>&e%d;</p></body></html>" % (depth - 1)
    return b'<?xml version="1.0"?><!DOCTYPE html [' + b"".join(lines) + b"]>" + body


def external(address: str) -> bytes:
    declared = f'<!DOCTYPE html [<!ENTITY x SYSTEM "{address}">]>'.encode()
    return b'<?xml version="1.0"?>' + declared + b"<html><body><p>&x;</p></body></html>"


def nested(levels: int) -> bytes:
    inside = b"<div>" * levels + b"bord" + b"</div>" * levels
    return b'<?xml version="1.0"?><html><body>' + inside + b"</body></html>"


def truncated() -> bytes:
    return (DRAFTS / "lov-om-nabohjelp.xml").read_bytes()[:4000]


UNREADABLE: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "binary": ("bilde.md", lambda: bytes(range(256)) * 40, "NUL byte at byte 0"),
    "picture": ("bilde", lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary data"),
    "wrong encoding": ("koi.txt", lambda: "столы и стулья\n".encode("koi8-r") * 9, "no UTF-8"),
    "mixed encodings": ("blandet.txt", lambda: "Æ\n".encode() + b"\xe6 \x81\x8d", "line 2: byte"),
    "broken UTF-16": ("halv.txt", lambda: b"\xff\xfeb\0o\0r\xd8", "broken UTF-16"),
    "truncated XML": ("avkuttet.xml", truncated, "not well-formed XML"),
    "no XML": ("tekst.xml", lambda: b"bare tekst", "XML"),
    "external entity": ("ekstern.xml", lambda: external("file:///etc/passwd"), "document type"),
    "entity from the net": ("nett.xml", lambda: external("http://127.0.0.1/x"), "document type"),
    "billion laughs": ("latter.xml", lambda: entities(10), "document type"),
    "nesting": ("dyp.xml", lambda: nested(300), "more than 256 deep"),
    "extreme nesting": ("dypere.xml", lambda: nested(100_000), "more than 256 deep"),
    "long line": ("linje.txt", lambda: b"bord " * 1_000_000, "the limit is 4000000"),
    "broken Word file": ("utkast.docx", lambda: b"PK\x03\x04 word/", "directory is missing"),
    "older Word file": ("gammel.doc", lambda: b"\xd0\xcf\x11\xe0rest", "save it as .docx"),
    "broken PDF": ("utkast", lambda: b"%PDF-1.7", "the PDF is broken"),
}


@pytest.mark.parametrize("kind", UNREADABLE)
def test_unreadable_documents(kind: str, regcheck: Regcheck, work: Path) -> None:
    name, content, reason = UNREADABLE[kind]
    (work / name).write_bytes(content())
    ended = check(regcheck, work, "god.md", name)
    assert ended.code == 3
    assert ended.stderr.startswith(f"regcheck: not read: {name}: ")
    assert ended.stderr.count("\n") == 1
    assert reason in ended.stderr
    assert found(ended) == FOUND
    assert [item["path"] for item in ended.json["unreadable"]] == [name]
    assert "root:" not in ended.stdout.decode()


def test_the_text_report_names_all_that_was_not_read(regcheck: Regcheck, work: Path) -> None:
    for name, content, _ in UNREADABLE.values():
        (work / name).write_bytes(content())
    names = sorted(name for name, _, _ in UNREADABLE.values())
    ended = regcheck("check", "god.md", *names, "--nlp", "off", cwd=work)
    assert (ended.code, ended.stderr) == (3, "")
    text = ended.stdout.decode()
    assert "tre eksemplarer" in text
    assert [line.split(":")[0][2:] for line in text.splitlines() if NAMED.match(line)] == names


def test_missing_paths(regcheck: Regcheck, work: Path) -> None:
    ended = check(regcheck, work, "borte.md")
    assert (ended.code, ended.stdout) == (2, b"")
    assert ended.stderr == "regcheck: error: no such file or folder: borte.md\n"
    ended = check(regcheck, work, "borte.md", "god.md")
    assert (ended.code, found(ended)) == (3, FOUND)
    assert ended.stderr.startswith("regcheck: not read: borte.md: ")
    assert ended.stderr.count("\n") == 1


def test_an_empty_file_is_read_and_noted(regcheck: Regcheck, work: Path) -> None:
    (work / "tom.md").write_bytes(b"")
    ended = check(regcheck, work, "tom.md")
    assert (ended.code, ended.stderr) == (0, "")
    (document,) = ended.json["documents"]
    assert document["notes"]
    assert document["findings"] == 0


def test_a_line_of_200_megabytes(regcheck: Regcheck, work: Path) -> None:
    with (work / "stor.txt").open("wb") as file:
        file.seek(200 * 1024 * 1024)
        file.write(b"bord")
    ended = check(regcheck, work, "stor.txt", "god.md")
    (work / "stor.txt").unlink()
    assert (ended.code, found(ended)) == (3, FOUND)
    assert ended.stderr.startswith("regcheck: not read: stor.txt: the file is larger than 64 MB")
    assert ended.stderr.count("\n") == 1


@pytest.mark.parametrize("levels", [300, 1000])
def test_deep_lists_in_markdown_are_read(regcheck: Regcheck, work: Path, levels: int) -> None:
    items = "\n".join("  " * depth + "- et bord" for depth in range(levels))
    (work / "liste.md").write_text(f"{GOOD}\nBordet skal ha\n\n{items}\n", encoding="utf-8")
    ended = check(regcheck, work, "liste.md")
    assert (ended.code, ended.stderr) == (1, "")
    assert found(ended) == [("liste.md", "paper/several-copies")]


def tar_of(members: dict[str, bytes], mode: str) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=f"w:{mode}") as archive:  # type: ignore[call-overload]
        for name, content in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return buffer.getvalue()


def zip_of(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize("name", ["lover.zip", "lover.tar.gz"])
def test_members_that_lead_outside(name: str, regcheck: Regcheck, work: Path) -> None:
    inside = work / "inne"
    inside.mkdir()
    outside = ["../ute.md", "/tmp/ute.md", "a/../../ute.md"]  # noqa: S108 - a name to be refused
    members = dict.fromkeys([*outside, "god.md"], GOOD.encode())
    make = zip_of(members) if name.endswith("zip") else tar_of(members, "gz")
    (inside / name).write_bytes(make)
    ended = check(regcheck, inside, name)
    assert (ended.code, found(ended)) == (3, [(f"{name}!/god.md", "paper/several-copies")])
    lines = ended.stderr.splitlines()
    assert len(lines) == len(outside)
    assert all("leads outside the archive" in line for line in lines)
    assert sorted(path.name for path in work.rglob("*")) == sorted(["god.md", "inne", name])


@pytest.mark.parametrize("name", ["bombe.zip", "bombe.tar.bz2"])
def test_bombs_are_stopped(name: str, regcheck: Regcheck, work: Path) -> None:
    """A thousand-fold: 60 MB of spaces, under the cap for one member, in a small file."""
    members = {"a.md": b" " * 60_000_000, "b.md": b" " * 60_000_000}
    data = zip_of(members) if name.endswith("zip") else tar_of(members, "bz2")
    assert len(data) * 500 < sum(map(len, members.values()))
    (work / name).write_bytes(data)
    ended = check(regcheck, work, "god.md", name)
    assert (ended.code, found(ended)) == (3, FOUND)
    assert f"regcheck: not read: {name}" in ended.stderr
    assert "over 200 times as many" in ended.stderr


def test_a_broken_archive(regcheck: Regcheck, work: Path) -> None:
    (work / "halv.zip").write_bytes(zip_of({"a.md": GOOD.encode()})[:60])
    ended = check(regcheck, work, "god.md", "halv.zip")
    assert (ended.code, found(ended)) == (3, FOUND)
    assert ended.stderr.startswith("regcheck: not read: halv.zip: ")
    assert ended.stderr.count("\n") == 1


FAULTY_RULES = {
    "unknown key": (
        RULE.format(id="egne/bord", more=PHRASE + "\nfarge: brun"),
        ":8:1: unknown key",
    ),
    "key twice": (RULE.format(id="egne/bord", more=PHRASE + "\nseverity: error"), "a second time"),
    "bad regex": (
        RULE.format(id="egne/bord", more='match: {regex: "fint (bord"}'),
        ":7:27: the regular expression",
    ),
    "clashing id": (RULE.format(id="paper/several-copies", more=PHRASE), "a second time"),
    "no YAML": ("id: [egne/bord\n", "not valid YAML"),
    "tab": ("id: egne/bord\n\tstatus: stable\n", "tab"),
    "code": ('!!python/object/apply:os.system ["echo farlig"]\n', "is not allowed"),
    "aliases": (
        "".join(f"a{n}: &a{n} [{f'*a{n - 1},' * 9}]\n" for n in range(1, 30)),
        "regel.yaml",
    ),
    "empty": ("", "regel.yaml"),
}


@pytest.mark.parametrize("kind", FAULTY_RULES)
def test_faulty_rules(kind: str, regcheck: Regcheck, work: Path) -> None:
    content, reason = FAULTY_RULES[kind]
    (work / "regel.yaml").write_text(content, encoding="utf-8")
    ended = check(regcheck, work, "god.md", "--pack", "regel.yaml")
    assert (ended.code, ended.stdout) == (2, b"")
    assert ended.stderr.startswith("regcheck: error: regel.yaml")
    assert reason in ended.stderr.splitlines()[0]
    assert "farlig" not in ended.stderr.replace('"echo farlig"', "")


def test_a_regex_that_never_ends_stops_alone(regcheck: Regcheck, work: Path) -> None:
    rule = RULE.format(id="egne/evig", more="match: {regex: 'mål (?:a|aa)+[0-9]'}")
    (work / "regel.yaml").write_text(rule, encoding="utf-8")
    text = GOOD + "\n### § 2. Mål\n\nBordet har mål " + "a" * 60 + ".\n"
    (work / "god.md").write_text(text, encoding="utf-8")
    ended = check(regcheck, work, "god.md", "--pack", "regel.yaml")
    assert (ended.code, found(ended)) == (3, FOUND)
    assert ended.stderr.startswith("regcheck: not run: god.md: egne/evig: time limit")
    assert ended.stderr.count("\n") == 1
    assert [item["rule"] for item in ended.json["documents"][0]["skipped"]] == ["egne/evig"]


@pytest.mark.parametrize("name", ["a\nb.md", "\x1b[31mrød.md", "--valg.md", "æ ø å.md"])
def test_odd_file_names(name: str, regcheck: Regcheck, work: Path) -> None:
    """A file name can break no line, colour no terminal and pass for no option."""
    (work / name).write_text(GOOD, encoding="utf-8")
    ended = regcheck("check", "--nlp", "off", "--", name, cwd=work)
    assert (ended.code, ended.stderr) == (1, "")
    assert "tre eksemplarer" in ended.stdout.decode()
    assert b"\x1b" not in ended.stdout
    folder = regcheck("check", ".", "--format", "jsonl", "--nlp", "off", cwd=work)
    assert folder.code == 1
    assert all(line.startswith(b"{") for line in folder.stdout.splitlines())
