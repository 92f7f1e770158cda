"""What the reports for CI say of their own accord, in Bokmål, Nynorsk and English."""

from __future__ import annotations

from collections.abc import Mapping

from regcheck.texts.catalogue import Texts


def counted(numbers: Mapping[str, int], words: Texts) -> str:
    """«2 feil, 1 advarsel»: how many there are of each severity, without those of which there are
    none. `missing` counts what could not be read or run."""
    ci = Texts("ci", words.locale)
    names = {"missing": "missing", **{key: f"counts/{key}" for key in ci.table("counts")}}
    return ", ".join(
        ci.count(name, numbers[key]) for key, name in names.items() if numbers.get(key)
    )
