"""The names that `regcheck` offers, and that importing it costs nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import regcheck
from regcheck.base.errors import UsageError

NAMES = [
    "Address",
    "Decision",
    "Document",
    "Finding",
    "RegcheckError",
    "Rule",
    "RunResult",
    "Severity",
    "check",
    "compare",
    "concepts_in",
    "decisions_in",
    "evaluate",
    "load_rules",
    "precedents_for",
    "read",
    "references_in",
    "scan",
    "scan_results",
]


def test_public_names_are_listed_and_there() -> None:
    assert regcheck.__all__ == NAMES
    for name in NAMES:
        assert getattr(regcheck, name) is not None
        assert name in dir(regcheck)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        _ = regcheck.nothing_of_the_kind


def test_version_is_that_of_the_project() -> None:
    project = (Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8")
    assert f'\nversion = "{regcheck.__version__}"\n' in project


def test_importing_regcheck_imports_no_room() -> None:
    code = "import sys, regcheck; print([m for m in sys.modules if m.startswith('regcheck.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout == "[]\n"


def test_reading_and_checking_as_a_library(tmp_path: Path) -> None:
    pack = Path(__file__).parent / "cli" / "pack"
    rules = regcheck.load_rules(pack, select=["house"])
    draft = tmp_path / "draft.md"
    draft.write_text("# Forskrift om post\n\n### § 1. Post\n\nBruk forseglet brev.\n", "utf-8")

    document = regcheck.read(draft)
    assert isinstance(document, regcheck.Document)
    result = regcheck.check(document, rules, nlp=False, locale="en")

    (finding,) = result.findings
    assert isinstance(finding, regcheck.Finding)
    assert finding.severity is regcheck.Severity.ERROR
    assert finding.rule in rules.rules
    assert finding.message == "“forseglet brev” exists on paper only."
    assert draft.read_text("utf-8")[finding.start : finding.end] == "forseglet brev"


def test_what_cannot_be_read_is_a_value() -> None:
    missing = regcheck.read("no/such/file.md")
    assert not isinstance(missing, regcheck.Document)
    assert missing.reason == "not-found"
    result = regcheck.check(missing, regcheck.load_rules(select=["paper"]))
    assert result.unreadable == missing
    assert result.findings == ()


def test_what_is_given_to_check_is_a_file_or_its_bytes_or_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = regcheck.load_rules(Path(__file__).parent / "cli" / "pack", select=["house"])
    monkeypatch.chdir(tmp_path)
    text = "# Forskrift om post\n\n### § 1. Post\n\nBruk forseglet brev.\n"
    draft = Path("utkast til forskrift.md")
    draft.write_text(text, "utf-8")
    given = (str(draft), draft, text.encode(), text, "Bruk forseglet brev.", regcheck.read(draft))
    for one in given:
        result = regcheck.check(one, rules)
        assert [found.quote for found in result.findings] == ["forseglet brev"]
    assert regcheck.check(str(draft), rules).path == str(draft)
    for name in ("x.md", "mitt utkast.docx", "utkast", "", Path("no such/file")):
        with pytest.raises(regcheck.RegcheckError, match="give the name of a file, or the text"):
            regcheck.check(name, rules)


def test_rules_are_by_default_those_of_load_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    pack = Path(__file__).parent / "cli" / "pack"
    rules = regcheck.load_rules(pack, select=["house"])
    monkeypatch.setattr("regcheck.run.api._default_rules", lambda: rules)
    assert [one.quote for one in regcheck.check("Bruk forseglet brev.").findings]


def test_every_public_name_says_what_it_is() -> None:
    for name in NAMES:
        assert (getattr(regcheck, name).__doc__ or "").strip(), name


def test_a_wrong_choice_of_rules_is_a_regcheck_error() -> None:
    with pytest.raises(regcheck.RegcheckError, match="no-such-category"):
        regcheck.load_rules(select=["no-such-category"])


@pytest.mark.parametrize(("fault", "reason"), [(MemoryError(), "memory"), (KeyError(), "internal")])
def test_reading_gives_a_value_whatever_fails(
    fault: BaseException, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr("regcheck.readers.inputs.read_document", fail)
    found = regcheck.read(b"Ord.", name="a.md")
    assert not isinstance(found, regcheck.Document)
    assert (found.path, found.reason) == ("a.md", reason)


@pytest.mark.parametrize("fault", [ImportError("pdf"), UsageError("no such format")])
def test_what_the_caller_can_mend_is_raised(
    fault: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr("regcheck.readers.inputs.read_document", fail)
    with pytest.raises(type(fault)):
        regcheck.read(b"Ord.")


def test_a_document_is_called_what_it_was_named(tmp_path: Path) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text("§ 1. Post\n\nOrd.\n", "utf-8")
    for document, path in (
        (regcheck.read(b"Ord."), "-"),
        (regcheck.read(b"Ord.", name="a.txt"), "a.txt"),
        (regcheck.read(draft), str(draft)),
        (regcheck.read(draft, name="utkast"), "utkast"),
    ):
        assert isinstance(document, regcheck.Document)
        assert document.source.path == path


def test_preview_rules_take_part_only_when_asked_for() -> None:
    pack = Path(__file__).parent / "cli" / "pack"
    plain, preview = (
        {one.id for one in regcheck.load_rules(pack, select=["house"], preview=wanted).rules}
        for wanted in (False, True)
    )
    assert preview - plain == {"house/trial"}
    default = regcheck.load_rules(pack, select=["house"]).rules
    assert {one.id for one in default} == plain


def test_what_rules_compile_to_is_kept_from_document_to_document(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from regcheck.run import check

    build, made = check.document_run, []

    def counted(*given: Any) -> object:
        made.append(given)
        return build(*given)

    monkeypatch.setattr(check, "document_run", counted)
    rules = regcheck.load_rules(select=["paper"])
    first, second = (regcheck.check(text, rules) for text in ("Kravet sendes i brev.",) * 2)
    assert [one.fingerprint for one in first.findings] == [
        one.fingerprint for one in second.findings
    ]
    assert len(made) == 1
    regcheck.check("Kravet sendes i brev.", rules, locale="nn")
    assert len(made) == 2
