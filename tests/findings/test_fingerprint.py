"""Names of findings."""

from __future__ import annotations

import time

from regcheck.findings.fingerprint import Fingerprints


def test_equal_findings_are_counted_and_others_told_apart() -> None:
    names = Fingerprints("lov/1")
    first = names.name("a/b", "i posten", "Sendes i posten.", "§1")
    assert names.name("a/b", "i posten", "Sendes i posten.", "§1") == f"{first[:-1]}1"
    assert names.name("a/b", "posten", "Sendes i posten.", "§1").split("-")[0] != first[:16]
    assert names.name("a/b", "i posten", "Legges i posten.", "§1").split("-")[0] != first[:16]
    assert names.name("a/b", "i posten", "Sendes i posten.", "§1") == f"{first[:-1]}2"


def test_a_sentence_of_megabytes_with_thousands_of_findings_is_read_once() -> None:
    names, sentence = Fingerprints("lov/1"), "Sendes i posten " * 120_000
    started = time.process_time()
    for _ in range(20_000):
        names.name("a/b", "i posten", sentence, "§1")
    assert time.process_time() - started < 5
