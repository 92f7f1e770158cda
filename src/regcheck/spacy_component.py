"""regcheck as a component of spaCy pipelines: `nlp.add_pipe("regcheck")` puts findings on a `Doc`.

    nlp = spacy.blank("nb")
    nlp.add_pipe("regcheck", config={"select": ["paper"]})
    for span in nlp(text).spans["regcheck"]:
        print(span.label_, span._.regcheck["severity"], span.text)

The label of a span is the id of the rule, and `span._.regcheck` the finding as the JSON report has
it. Both are kept in a `DocBin` that stores user data; import this module before reading one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from regcheck.base.errors import UsageError
from regcheck.document.model import Unreadable
from regcheck.readers.registry import read_document
from regcheck.run.api import check, load_rules
from regcheck.run.rules import LoadedRules

NAME = "regcheck"
"""Of the component, of its span group, of its key in a document's user data and of the attribute of
spans."""


class FindingsComponent:
    """Checks each document with a set of rules. `format` is `txt` or `md`."""

    def __init__(self, rules: LoadedRules, format: str, locale: str) -> None:
        self._rules = rules
        self._format = format
        self._locale = locale

    def __call__(self, doc: Doc) -> Doc:
        """The same document with its findings. Raises UsageError for one that cannot be read."""
        document = read_document(doc.text.encode("utf-8", "replace"), "doc", self._format)
        if isinstance(document, Unreadable):
            raise UsageError(document.detail)
        spans: list[Span] = []
        records: dict[str, dict[str, Any]] = {}
        for finding in check(document, self._rules, locale=self._locale).findings:
            span = doc.char_span(
                finding.start, finding.end, label=finding.rule.id, alignment_mode="expand"
            )
            if span is not None:
                spans.append(span)
                records.setdefault(_key(span), finding.to_dict())
        doc.spans[NAME] = spans
        doc.user_data[NAME] = records
        return doc


@Language.factory(
    NAME,
    default_config={
        "collection": "default",
        "select": [],
        "ignore": [],
        "packs": [],
        "preview": False,
        "format": "txt",
        "locale": "auto",
    },
)
def make_component(  # noqa: PLR0917 - spaCy gives them by name
    nlp: Language,
    name: str,
    collection: str,
    select: Sequence[str],
    ignore: Sequence[str],
    packs: Sequence[str],
    preview: bool,
    format: str,
    locale: str,
) -> FindingsComponent:
    """The component, with the rules that `regcheck.load_rules` gives for these options."""
    rules = load_rules(*packs, collection=collection, select=select, ignore=ignore, preview=preview)
    return FindingsComponent(rules, format, locale)


def _key(span: Span) -> str:
    return f"{span.label_} {span.start_char} {span.end_char}"


def _record(span: Span) -> dict[str, Any] | None:
    found: dict[str, Any] | None = span.doc.user_data.get(NAME, {}).get(_key(span))
    return found


Span.set_extension(NAME, getter=_record, force=True)
