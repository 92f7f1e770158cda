"""Files of data: those that come with the package, and those that people hand in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from regcheck.base.datafiles.yaml_nodes import NodeError, parse_yaml, to_plain
from regcheck.base.errors import ConfigError, InternalError, Problem, UsageError, system_reason
from regcheck.base.files.whole import bytes_of, refuse_named_pipe
from regcheck.base.texts.message import message


def corpora_folder() -> Path:
    """The folder of the catalogue and the marked samples: in the installed package, or at the top
    of a source checkout. Raises InternalError when neither is there."""
    package = Path(__file__).resolve().parents[2]
    for folder in (package / "corpora", package.parents[1] / "corpora"):
        if folder.is_dir():
            return folder
    raise InternalError(message("datafiles.no_corpora"))


def read_bytes(path: str | Path, most: int) -> bytes:
    """A file of at most so many bytes. Raises UsageError when it cannot be opened or is larger."""
    try:
        refuse_named_pipe(path)
        data = bytes_of(Path(path), most + 1)
    except (OSError, ValueError) as fault:
        detail = message("datafiles.cannot_open", path=path, words=system_reason(fault))
        raise UsageError(detail) from fault
    if len(data) > most:
        raise UsageError(message("datafiles.split", path=path, most=most // 1024**2))
    return data


def load_data(path: Path) -> Mapping[str, Any]:
    """The mapping that a YAML file holds. Raises ConfigError for any other file."""
    try:
        refuse_named_pipe(path)
        parsed = parse_yaml(path.read_bytes(), str(path))
    except OSError as fault:
        detail = message("datafiles.cannot_read", words=system_reason(fault))
        raise ConfigError([Problem(str(path), 0, 0, detail)]) from fault
    except NodeError as fault:
        raise ConfigError([fault.problem]) from fault
    if parsed.problems:
        raise ConfigError(parsed.problems)
    found = to_plain(parsed.root)
    if not isinstance(found, dict):
        raise ConfigError([Problem(str(path), 1, 0, message("datafiles.no_mapping"))])
    return found


def measured_precision() -> dict[str, dict[str, Any]]:
    """For each rule with a marked sample: `n` marked hits, `right` ones, the 95 % `interval`, …"""
    files = sorted((corpora_folder() / "precision").glob("*/*.json"))
    return {record["rule"]: record for record in map(json.loads, map(Path.read_bytes, files))}
