"""The keys of a config file, each described once: for the reader, the JSON Schema, `config show`
and the options of commands. What they mean is in the texts `options`."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from regcheck.datafiles.keys import Key
from regcheck.texts.locales import AUTO, LOCALES

SEVERITIES: Final = ("error", "warning", "info")
"""As rules have them; said again, since their module takes longer to import than `--help`."""
OFF: Final = "off"
LANGUAGES: Final = (AUTO, *LOCALES)
THRESHOLDS: Final = (*SEVERITIES, "never")
SORTS: Final = ("address", "usefulness", "rule")
"""What reports for people list findings by."""
LEVELS: Final = (*SEVERITIES, OFF)
MOST: Final = 10_000
"""The largest number in a config."""


@dataclass(frozen=True, slots=True)
class ConfigKey(Key):
    """A key of a config, and what holds when nobody says anything."""

    default: Any = ""


CONFIG_KEYS: Final = (
    ConfigKey("extends", "texts", default=()),
    ConfigKey("collection", "text", default="default"),
    ConfigKey("packs", "paths", default=()),
    ConfigKey("select", "selectors", default=()),
    ConfigKey("ignore", "selectors", default=()),
    ConfigKey("preview", "truth", default=False),
    ConfigKey("severity", "levels", default=()),
    ConfigKey("overrides", "overrides", default=()),
    ConfigKey("include", "globs", default=()),
    ConfigKey("exclude", "globs", default=()),
    ConfigKey("lang", "choice", choices=LANGUAGES, default=AUTO),
    ConfigKey("locale", "choice", choices=LANGUAGES, default=AUTO),
    ConfigKey("nlp", "switch", default=False),
    ConfigKey("rank", "switch", default=True),
    ConfigKey("fail-on", "choice", choices=THRESHOLDS, default="error"),
    ConfigKey("max-warnings", "count", default=None),
    ConfigKey("show-info", "truth", default=False),
    ConfigKey("first", "count", default=7),
    ConfigKey("sort", "choice", choices=SORTS, default=SORTS[0]),
    ConfigKey("max", "count", default=None),
    ConfigKey("statistics", "truth", default=False),
    ConfigKey("format", "text", default="text"),
    ConfigKey("reports", "reports", default=()),
    ConfigKey("concepts", "file"),
    ConfigKey("baseline", "inside"),
    ConfigKey("cache", "cache", default="on"),
    ConfigKey("jobs", "whole", default=0),
    ConfigKey("time-limit", "whole", default=30),
    ConfigKey("memory-limit", "whole", default=4096),
)
"""In the order of `config show`. 0 jobs are as many as suit the work."""

SETTINGS: Final = MappingProxyType({key.name: key for key in CONFIG_KEYS if key.name != "extends"})
"""The keys that a run has values for."""

PATH_OVERRIDE_KEYS: Final = (
    Key("paths", "globs", required=True),
    Key("severity", "levels"),
    Key("select", "selectors"),
    Key("ignore", "selectors"),
)
