"""What is said to people, in the language of LibreOffice."""

from __future__ import annotations

import json
from pathlib import Path

DEFAULT = "en"


def words_for(locale: str) -> dict[str, str]:
    """The words for a locale such as `nb-NO`; they are packed with the extension."""
    language = locale.partition("-")[0]
    file = Path(__file__).with_name("words.json")
    words: dict[str, dict[str, str]] = json.loads(file.read_text("utf-8"))
    return words.get("nb" if language == "no" else language, words[DEFAULT])
