"""The acts and regulations that are known by name."""

from __future__ import annotations

import re
from pathlib import Path

from regcheck.law import names
from regcheck.law.dated import REFID
from regcheck.law.names import known_act, known_eu_act, plain_name

DATA = Path(names.__file__).parent / "data"
LINES = {
    kind: [
        line
        for line in (DATA / f"{kind}.txt").read_text("utf-8").splitlines()
        if not line.startswith("#")
    ]
    for kind in ("acts", "eu-acts")
}
_VERSION = re.compile(rf"(?P<id>{REFID})(?: from (?P<since>\d{{4}}-\d{{2}}-\d{{2}}))?")


def test_a_known_act_has_ids_in_their_order() -> None:
    for line in LINES["acts"]:
        name, ids = line.split("\t")
        versions = [_VERSION.fullmatch(one) for one in ids.split(", ")]
        assert all(versions), line
        since = [one["since"] for one in versions if one]
        assert since[0] is None, line
        assert since[1:] == sorted(since[1:]), line
        assert known_act(name) == next(one["id"] for one in reversed(versions) if one)
        assert name == name.lower()


def test_a_known_eu_act_has_its_id() -> None:
    for line in LINES["eu-acts"]:
        name, found = line.split("\t")
        assert re.fullmatch(r"eu/3\d{4}[lr]\d{4}", found), line
        assert known_eu_act(name) == found


def test_each_name_stands_once() -> None:
    for lines in LINES.values():
        known = [line.split("\t")[0] for line in lines]
        assert len(known) == len(set(known))
        assert known


def test_names_that_are_compared_are_found() -> None:
    lost = [line.split("\t")[0] for line in LINES["acts"]]
    lost = [name for name in lost if not known_act(plain_name(name))]
    assert lost == []
