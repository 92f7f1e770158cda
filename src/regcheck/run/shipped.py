"""Rules that were compiled when the package was built: with them the first check is as quick as any
other. They lie in the package itself, and count only as long as its code and rules are those they
were made from."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from regcheck.matching.plans import CompiledRules
from regcheck.packs.model import RuleSet
from regcheck.packs.source_files import builtin_folder, library_fingerprint
from regcheck.run import rule_cache
from regcheck.run.fingerprints import COMPILED, package, source_digest

MADE_FROM = "made-from"
"""The file that holds the digest of what the rules were made from."""


def made_from() -> str:
    """SHA-256 over the code that findings come from and the built-in rules, as they are now."""
    said = f"{source_digest()}\n{library_fingerprint([builtin_folder()])}"
    return sha256(said.encode("ascii")).hexdigest()


def shipped(collection: str) -> tuple[RuleSet, Callable[[], CompiledRules]] | None:
    """The built-in rules of a collection and what reads their plans, or None."""
    folder = package() / COMPILED
    try:
        if (folder / MADE_FROM).read_text("ascii").strip() == made_from():
            return rule_cache.read_rules(file_of(folder, collection))
    except (OSError, ValueError):
        pass
    return None


def file_of(folder: Path, collection: str) -> Path:
    """Where the rules of a collection lie."""
    return folder / f"{collection}.rules"
