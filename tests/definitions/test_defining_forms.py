"""Every form that gives a term its meaning finds the example that is declared with it."""

from __future__ import annotations

import re

import pytest

from documents import DocumentMaker
from regcheck.document.segments.view import Segments
from regcheck.terms.form import DefiningForm
from regcheck.terms.forms import forms
from regcheck.terms.named_terms import named_terms


@pytest.mark.parametrize("form", forms().values(), ids=lambda form: form.name)
def test_a_form_finds_its_example(form: DefiningForm) -> None:
    text = re.sub(r"\[\[|\]\]", "", form.example)
    maker = DocumentMaker().section("1", form.heading)
    if text.startswith("- "):
        maker.listing("Lova gjeld:", [text[2:]])
    else:
        maker.paragraph(text)
    segments = Segments(maker.done())
    found = [(term.span.of(segments.text), term.pattern) for term in named_terms(segments)]
    assert found == [(form.example.partition("[[")[2].partition("]]")[0], form.name)]


def test_each_form_has_a_name_of_its_own() -> None:
    assert len(forms()) == len({form.pattern for form in forms().values()})
