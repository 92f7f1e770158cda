"""regcheck as a component of a spaCy pipeline."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import DocBin

import regcheck.spacy_component

TEXT = "Forskrift om benker\n\n§ 1 Søknad\n\nSøknaden sendes i rekommandert brev.\n"


def test_findings_are_spans_with_what_the_json_report_says() -> None:
    nlp = spacy.blank("nb")
    nlp.add_pipe("regcheck", config={"select": ["paper"], "locale": "en"})
    doc = nlp(TEXT)
    (span,) = doc.spans["regcheck"]
    assert (span.label_, span.text) == ("paper/registered-letter", "rekommandert brev")
    record = span._.regcheck
    assert TEXT[record["start"] : record["end"]] == record["quote"] == span.text
    assert (record["rule"], record["category"]) == (span.label_, "paper")
    assert 0 <= record["usefulness"] <= 1
    kept = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (again,) = DocBin().from_bytes(kept).get_docs(spacy.blank("nb").vocab)
    (kept_span,) = again.spans["regcheck"]
    assert kept_span._.regcheck["fingerprint"] == record["fingerprint"]
    assert doc[:1]._.regcheck is None


def test_the_component_is_found_by_its_entry_point() -> None:
    from importlib.metadata import entry_points

    found = entry_points(group="spacy_factories")
    if "regcheck" not in found.names:
        pytest.skip("installed before there was one")
    assert found["regcheck"].load() is regcheck.spacy_component.make_component
