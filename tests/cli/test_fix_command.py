"""`check --fix` and `check --diff`."""

from __future__ import annotations

import codecs
import io
import os
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from regcheck.cli.main import main

BEFORE = """# Forskrift om skap

### § 1. Skap

Kravet i denne forskrift gjelder også leier, jfr. § 2 når **denne forskrift** sier det.

Innholdet i denne
forskrift om dører på låven gjelder, jfr. § 2.

### § 2. Lås

Lås etter denne lov skal passe.
"""
AFTER = (
    BEFORE.replace("denne forskrift ", "denne forskriften ")
    .replace("denne\nforskrift ", "denne\nforskriften ")
    .replace("denne forskrift**", "denne forskriften**")
    .replace("jfr.", "jf.")
    .replace("denne lov ", "denne loven ")
)
SELECTED = (
    "--select",
    "plain-language/outdated-jfr,readability/single-definiteness",
    "--nlp",
    "off",
)
XML = (
    '<?xml version="1.0"?><html lang="nb"><body><main class="documentBody">'
    '<article class="legalArticle" data-name="§1"><h3 class="legalArticleHeader">'
    '<span class="legalArticleValue">§ 1</span></h3><article class="legalP">N&#248;kler etter '
    "denne lov, jfr. § 2, og etter denne <i>forskrift</i> er hele.</article></article>"
    "</main></body></html>"
)


@pytest.fixture(autouse=True)
def place(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "place"
    place.mkdir()
    monkeypatch.chdir(place)
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    return place


def check(*arguments: str) -> int:
    return main(["check", *SELECTED, *arguments])


def test_safe_fixes_are_carried_out_and_what_remains_is_told(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("a.md").write_text(BEFORE, "utf-8")
    assert check("a.md", "--fix", "--fail-on", "info", "--format", "json") == 0
    got = capsys.readouterr()
    assert Path("a.md").read_text("utf-8") == AFTER
    assert got.err == "regcheck: note: 6 fixes applied in 1 document\n"
    assert '"findings":[]' in got.out.replace(" ", "").replace("\n", "")
    assert check("a.md", "--fix", "--fail-on", "info") == 0
    assert Path("a.md").read_text("utf-8") == AFTER


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (b"", "cp1252"),
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_every_other_byte_stays(mark: bytes, encoding: str, ending: str) -> None:
    def encoded(text: str) -> bytes:
        return mark + text.rstrip("\n").replace("\n", ending).encode(encoding)

    for name in ("a.md", "b.md"):
        Path(name).write_bytes(encoded(BEFORE))
    check("a.md", "b.md", "--fix", "--jobs", "2" if encoding == "utf-16-be" else "1")
    assert Path("a.md").read_bytes() == Path("b.md").read_bytes() == encoded(AFTER)


@pytest.mark.skipif(os.name == "nt", reason="no permission bits")
def test_permissions_stay_and_nothing_is_left_beside() -> None:
    Path("a.md").write_text(BEFORE, "utf-8")
    Path("a.md").chmod(0o640)
    check("a.md", "--fix")
    assert Path("a.md").stat().st_mode & 0o777 == 0o640
    assert [path.name for path in Path().iterdir()] == ["a.md"]


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege")
def test_links_are_followed_only_inside_what_was_named(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outside = place.parent / "outside.md"
    outside.write_text(BEFORE, "utf-8")
    Path("drafts").mkdir()
    Path("drafts/link.md").symlink_to(outside)
    Path("drafts/z.md").write_text(BEFORE, "utf-8")
    Path("drafts/inside.md").symlink_to("z.md")
    check("drafts", "--fix")
    assert "not read: drafts/link.md: the link leads out of the folder" in capsys.readouterr().err
    assert outside.read_text("utf-8") == BEFORE
    assert Path("drafts/z.md").read_text("utf-8") == AFTER
    check("drafts/link.md", "--fix")
    assert outside.read_text("utf-8") == AFTER
    assert Path("drafts/link.md").is_symlink()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="all may write here")
def test_a_write_protected_file_is_left(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.md").write_text(BEFORE, "utf-8")
    Path("a.md").chmod(0o400)
    check("a.md", "--fix")
    assert "not fixed: a.md: the file is write-protected" in capsys.readouterr().err
    assert Path("a.md").read_text("utf-8") == BEFORE


def test_xml_is_fixed_only_when_asked(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.xml").write_text(XML, "utf-8")
    check("a.xml", "--fix")
    assert Path("a.xml").read_text("utf-8") == XML
    assert "3 fixes in XML left; --fix-xml applies them" in capsys.readouterr().err
    check("a.xml", "--fix", "--fix-xml")
    fixed = XML.replace("denne lov,", "denne loven,").replace("jfr.", "jf.")
    assert Path("a.xml").read_text("utf-8") == fixed


def test_archives_are_left(capsys: pytest.CaptureFixture[str]) -> None:
    with tarfile.open("a.tar", "w") as archive:
        entry = tarfile.TarInfo("a.md")
        entry.size = len(BEFORE.encode())
        archive.addfile(entry, io.BytesIO(BEFORE.encode()))
    before = Path("a.tar").read_bytes()
    check("a.tar", "--fix")
    assert Path("a.tar").read_bytes() == before
    assert "6 fixes in archives left" in capsys.readouterr().err


def test_a_diff_changes_nothing_and_can_be_applied(capsys: pytest.CaptureFixture[str]) -> None:
    long = BEFORE + "\nTekst.\n" * 40 + "\nLås etter denne lov skal passe."
    Path("a.md").write_text(long, "utf-8")
    Path("b.md").write_text("# Forskrift\n\n### § 1. Skap\n\nRene ord.\n", "utf-8")
    assert check(".", "--diff", "--fail-on", "info") == 1
    got = capsys.readouterr()
    assert Path("a.md").read_text("utf-8") == long
    assert got.out.startswith("--- a.md\n+++ a.md\n@@ -")
    assert got.out.count("@@ -") == 2
    assert "7 fixes would be applied in 1 document" in got.err
    subprocess.run(["git", "apply", "-p0"], input=got.out.encode(), check=True)
    assert Path("a.md").read_text("utf-8") == AFTER + long[len(BEFORE) :].replace("lov ", "loven ")
    assert check(".", "--diff", "--fail-on", "info") == 0
    assert capsys.readouterr().out == ""


def test_a_diff_leaves_the_report_to_a_file() -> None:
    Path("a.md").write_text(BEFORE, "utf-8")
    assert check("a.md", "--diff", "--format", "json") == 2
    assert check("a.md", "--diff", "--format", "json", "--output", "r.json") == 0
    assert "outdated-jfr" in Path("r.json").read_text("utf-8")


@pytest.mark.parametrize("text", [BEFORE, "### § 1. Skap\n\nRene ord.\n", ""])
def test_stdin_is_fixed_on_stdout(text: str) -> None:
    encoding = "cp1252" if text == BEFORE else "utf-8"
    done = subprocess.run(
        [sys.executable, "-m", "regcheck", "check", *SELECTED, "--fix", "-"],
        input=text.encode(encoding),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    assert done.stdout.decode(encoding) == (AFTER if text == BEFORE else text)


@pytest.mark.parametrize(
    "options", [("--fix-xml",), ("--fix", "-", "a.md"), ("--fix", "-", "--format", "json")]
)
def test_options_that_do_not_go_together_are_refused(options: tuple[str, ...]) -> None:
    Path("a.md").write_text(BEFORE, "utf-8")
    assert check(*options) == 2
    assert Path("a.md").read_text("utf-8") == BEFORE
