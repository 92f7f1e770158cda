"""Files saved by LibreOffice: OpenDocument texts, and Word files made of these."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from drawn import assert_sound, paths
from word_samples import samples

from regcheck.document.model import Document
from regcheck.readers.registry import read_document

SAVED = Path(__file__).parent / "libreoffice"
SAMPLES = samples()
KEPT = {
    "lists.odt": "one list for everything",
    "lists.docx": "one list for everything",
    "typed.odt": "typed numbers, notes, a table and a field",
    "changes.odt": "tracked changes of words and paragraphs",
    "changes.docx": "tracked changes of words and paragraphs",
}


def lines(data: bytes, name: str, mode: str) -> list[str]:
    document = read_document(data, name, tracked_changes=mode)
    assert isinstance(document, Document), document
    assert_sound(document)
    return paths(document)


@pytest.mark.parametrize("name", SAMPLES)
def test_samples(name: str) -> None:
    data, accepted, original = SAMPLES[name]
    assert lines(data, "utkast.docx", "accepted") == accepted
    assert lines(data, "utkast.docx", "original") == original


@pytest.mark.parametrize("file", KEPT)
def test_files_that_libreoffice_saved(file: str) -> None:
    _, accepted, original = SAMPLES[KEPT[file]]
    data = (SAVED / file).read_bytes()
    assert lines(data, file, "accepted") == accepted
    assert lines(data, file, "original") == original


def convert(office: str, folder: Path, target: str, files: list[Path]) -> list[Path]:
    """The files saved anew by LibreOffice in a format."""
    into = folder / target.partition(":")[0]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", target, "--outdir", str(into)]
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=300)
    return [into / file.with_suffix("." + target.partition(":")[0]).name for file in files]


@pytest.mark.slow
def test_files_saved_by_libreoffice_are_read_as_those_they_were_made_of(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice (soffice) is not installed: nothing was saved by it")
    files = []
    for at, (data, _, _) in enumerate(SAMPLES.values()):
        files.append(tmp_path / f"{at}.docx")
        files[-1].write_bytes(data)
    texts = convert(office, tmp_path, "odt:writer8", files)
    again = convert(office, tmp_path, "docx:MS Word 2007 XML", texts)
    for text, word, (_, accepted, original) in zip(texts, again, SAMPLES.values(), strict=True):
        for file in (text, word):
            data = file.read_bytes()
            assert lines(data, file.name, "accepted") == accepted
            assert lines(data, file.name, "original") == original
