"""The desk in a browser tab: Python runs in a worker of the page itself and answers what a server
would answer. Rules come compiled, and the folder is in memory."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from regcheck.changes.suppressions.suppressing import Suppressing
from regcheck.desk.answers import Request, answer
from regcheck.desk.checks import COLLECTIONS, Checks
from regcheck.run.rule_cache import unpacked
from regcheck.run.rules import LoadedRules, RuleChoice, load_rules

RULES = "{}.rules"
"""The file of a collection's compiled rules."""
_HEAD = 64


class Desk:
    """Answers a page from the compiled rules in `ready`, with an empty `folder` and the browser's
    date; `before` is the last number of a result in an earlier worker."""

    def __init__(self, ready: str, folder: str, today: str, before: int = 0) -> None:
        self._ready = Path(ready)
        day = date.fromisoformat(today)
        self._checks = Checks(
            Path(folder),
            lambda rules, settings: Suppressing(rules.rule_set, settings, today=day),
            nlp=False,
            load=self._load,
            before=before,
        )
        self._checks.warm()

    def ask(self, method: str, target: str, body: bytes) -> tuple[int, str, str, bytes]:
        """Status, kind, the header that names a file to save, and the body of an answer."""
        said = answer(Request(method, target, body=body), self._checks)
        return said.status, said.kind, said.headers.get("Content-Disposition", ""), said.body

    def _load(self, choice: RuleChoice) -> LoadedRules:
        plain = choice == RuleChoice(choice.collection)
        return self._ready_made(choice.collection) if plain else load_rules(choice)

    def _ready_made(self, collection: str) -> LoadedRules:
        """Rules that lie packed, those of all collections but the first as what differs from it."""
        from compression import zstd

        def plain(name: str, like: object = None) -> bytearray:
            file = self._ready / f"{RULES.format(name)}.zst"
            with file.open("rb") as packed:
                data = bytearray(zstd.get_frame_info(packed.read(_HEAD)).decompressed_size)
            with zstd.open(file, zstd_dict=like) as opened:
                opened.readinto(data)  # to read it as bytes would take twice the memory
            return data

        first = COLLECTIONS[0]
        if collection == first:
            return LoadedRules(*unpacked(plain(first)))
        like_it = zstd.ZstdDict(plain(first), is_raw=True).as_prefix
        return LoadedRules(*unpacked(plain(collection, like_it)))
