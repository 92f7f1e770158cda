"""What people wrote in a form that is there already, so that it is carried over and never lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from regcheck.base.errors import UsageError
from regcheck.base.files.whole import bytes_of
from regcheck.base.texts.catalogue import Texts
from regcheck.base.texts.locales import LOCALES
from regcheck.base.texts.message import message
from regcheck.corpus.readiness.questions import Questionnaire
from regcheck.readers.limits import Limits
from regcheck.readers.office.package import Package, PackageError
from regcheck.readers.office.xml import Element
from regcheck.readers.word.document import WordFile
from regcheck.readers.word.xml import P, T, w

_TABLE, _STYLE = w("tbl"), w("pStyle")


def answers_at(path: str, kind: str, questions: Questionnaire) -> dict[str, str]:
    """What people answered in the form at a path, by question, if there is a file.
    Raises UsageError for what is no such form, or has answers to other questions, which would be
    lost."""
    file = Path(path)
    if kind == "html" or path in ("", "-") or not file.is_file():
        return {}
    known = {one.id for group in questions.groups for one in group.questions}
    try:
        data = bytes_of(file, Limits().max_file_bytes)
        found = _in_json(json.loads(data)) if kind == "json" else _in_word(data, questions)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, PackageError) as fault:
        raise UsageError(message("readiness.no_form", path=path)) from fault
    if not found or any(said and name not in known for name, said in found.items()):
        raise UsageError(message("readiness.no_form", path=path))
    return {name: said for name, said in found.items() if said}


def _in_json(form: Any) -> dict[str, str]:
    asked = (one for group in form["groups"] for one in group["questions"])
    return {str(one["id"]): str(one["answer"]).strip() for one in asked}


def _in_word(data: bytes, questions: Questionnaire) -> dict[str, str]:
    """What stands under each question of a Word form; other boxes under no name."""
    named = {
        question.ask.get(locale): question.id
        for group in questions.groups
        for question in group.questions
        for locale in LOCALES
    }
    words = [Texts("readiness", locale) for locale in LOCALES]
    labels = {"", *(f"{one.answer}:" for one in words)}
    ours = tuple(one.made_by.partition("{")[0] for one in words)
    found: dict[str, list[str]] = {}
    asked, boxed = "", False
    body = WordFile(Package(data, "", Limits())).root.find(w("body"))
    for block in body or ():
        lines = [line for line in _lines(block) if line not in labels]
        lines = [line for line in lines if not line.startswith(ours)]
        if block.tag == _TABLE:
            boxed = True
            found.setdefault(asked, []).extend(lines)
        elif any(one.get(w("val")) in ("Heading1", "Heading2") for one in block.iter(_STYLE)):
            asked, boxed = named.get("".join(lines).partition(". ")[2], ""), False
        elif boxed and asked:
            found[asked].extend(lines)
    return {name: "\n".join(lines) for name, lines in found.items()}


def _lines(block: Element) -> list[str]:
    """The text of each paragraph in a block."""
    return ["".join(t.text for t in one.iter(T)).strip() for one in block.iter(P)]
