"""Data that lies beside the rules and the corpora and comes with the package."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from regcheck.errors import ConfigError, InternalError, Problem
from regcheck.packs.yaml_nodes import NodeError, parse_yaml, to_plain


def corpora_folder() -> Path:
    """The folder of the catalogue and the marked samples: in the installed package, or at the top
    of a source checkout. Raises InternalError when neither is there."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "corpora", package.parents[1] / "corpora"):
        if folder.is_dir():
            return folder
    raise InternalError("the catalogue of corpora is missing from the installation")


def load_data(path: Path) -> Mapping[str, Any]:
    """The mapping that a YAML file holds. Raises ConfigError for a file that is none."""
    try:
        parsed = parse_yaml(path.read_bytes(), str(path))
    except OSError as fault:
        reason = (fault.strerror or str(fault)).lower()
        raise ConfigError([Problem(str(path), 0, 0, f"cannot be read: {reason}")]) from fault
    except NodeError as fault:
        raise ConfigError([fault.problem]) from fault
    if parsed.problems:
        raise ConfigError(parsed.problems)
    found = to_plain(parsed.root)
    if not isinstance(found, dict):
        raise ConfigError([Problem(str(path), 1, 0, "holds no mapping")])
    return found


def measured_precision() -> dict[str, tuple[int, int, float, float]]:
    """For each rule with a marked sample: how many hits were marked, how many were right, and the
    ends of the 95 % interval."""
    found = {}
    for path in sorted((corpora_folder() / "precision").glob("*/*.json")):
        record = json.loads(path.read_bytes())
        low, high = record["interval"]
        found[str(record["rule"])] = (int(record["n"]), int(record["right"]), low, high)
    return found
