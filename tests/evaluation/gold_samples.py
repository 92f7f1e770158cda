"""Invented labelled provisions, as files of JSON lines."""

from __future__ import annotations

import json
from typing import Any

FIRST = {
    "id": "A1",
    "split": "train",
    "refid": "lov/2001-01-01-1",
    "title": "Lov om nøkkelskap",
    "address": "§ 1. Rekommandert brev",
    "lang": "nb",
    "text": "Nøkkelen sendes i rekommandert brev. Skapet skal ha passelig lås.",
}
SECOND = {
    "id": "A2",
    "split": "dev",
    "refid": "forskrift/2002-02-02-2",
    "title": "Forskrift om vask",
    "address": "§ 2",
    "lang": "nn",
    "text": "Golvet skal vaskast.\n\n- med såpe\n- med varmt vatn, og varmt vatn til slutt",
}


def label(cat: str, quote: str, level: str = "must", **more: Any) -> dict[str, Any]:
    return {"cat": cat, "quote": quote, "level": level, **more}


def row(uid: str, *labels: Any) -> dict[str, Any]:
    return {"id": uid, "labels": list(labels)}


def lines(*records: Any) -> bytes:
    return "".join(
        record if isinstance(record, str) else json.dumps(record, ensure_ascii=False) + "\n"
        for record in records
    ).encode()
