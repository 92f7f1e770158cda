"""The keys of a config file, each described once: for the reader, the JSON Schema, `config show`
and the options of commands. What they mean is in the texts `options`."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from regcheck.base.datafiles.keys import Key
from regcheck.base.texts.locales import AUTO, LOCALES

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
    """A key of a config, and what holds when nobody says anything.

    `found` is what it may say in a config that was merely found: `anything`; paths `inside` its
    repository; numbers up to the default, `less`; a `switch`, on or off; `nothing`. The rest takes
    the user's trust.
    """

    default: Any = ""
    found: str = "anything"

    def takes_trust(self, value: Any) -> bool:
        """Whether a value holds only in a config that is trusted; paths to read are judged one by
        one."""
        if self.found == "less":
            return bool(value > self.default)
        return self.found == "nothing" or (self.found == "switch" and value not in ("on", "off"))


CONFIG_KEYS: Final = (
    ConfigKey("extends", "texts", default=(), found="inside"),
    ConfigKey("collection", "text", default="default"),
    ConfigKey("packs", "paths", default=(), found="inside"),
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
    ConfigKey("reports", "reports", default=(), found="nothing"),
    ConfigKey("concepts", "file", found="inside"),
    ConfigKey("baseline", "target", found="inside"),
    ConfigKey("cache", "cache", default="on", found="switch"),
    ConfigKey("jobs", "whole", default=0),
    ConfigKey("time-limit", "whole", default=30, found="less"),
    ConfigKey("memory-limit", "whole", default=4096, found="less"),
)
"""In the order of `config show`. 0 jobs are as many as suit the work; a run never starts more than
there are processors and documents, so that the number needs no trust."""

SETTINGS: Final = MappingProxyType({key.name: key for key in CONFIG_KEYS if key.name != "extends"})
"""The keys that a run has values for."""

PATH_OVERRIDE_KEYS: Final = (
    Key("paths", "globs", required=True),
    Key("severity", "levels"),
    Key("select", "selectors"),
    Key("ignore", "selectors"),
)
