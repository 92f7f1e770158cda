"""The house stays small: what each room may hold, and what for. See tests/budget.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "regcheck"
BUDGET = tomllib.loads((Path(__file__).parent / "budget.toml").read_text(encoding="utf-8"))
SLACK = 40
"""Lines of a budget that may be unused before it must be lowered."""


def held() -> dict[str, int]:
    """The lines of code in each room; modules beside the rooms count as `package`."""
    lines = dict.fromkeys(BUDGET["rooms"], 0)
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE).parts
        room = parts[0] if len(parts) > 1 else "package"
        lines[room] = lines.get(room, 0) + path.read_text(encoding="utf-8").count("\n")
    return lines


@pytest.mark.parametrize("room", sorted({*BUDGET["rooms"], *held()}))
def test_a_room_keeps_to_its_budget(room: str) -> None:
    assert room in BUDGET["rooms"], f"{room} has no budget"
    lines, most = held()[room], BUDGET["rooms"][room]["lines"]
    assert lines <= most, f"{room}: say in the changelog what the new lines replace"
    assert most - lines < SLACK, f"{room}: lower its budget to {lines}"
    assert BUDGET["rooms"][room]["for"].strip()


def test_the_rooms_together_keep_to_the_budget_of_the_house() -> None:
    assert sum(held().values()) <= BUDGET["house"]
