"""The keys of a config file: one table for the reader, the JSON Schema and `config show`."""

from __future__ import annotations

from typing import Any, Final

from regcheck.datafiles.keys import Key
from regcheck.packs.keys import SEVERITIES

OFF: Final = "off"
LOCALES: Final = ("auto", "nb", "nn", "en")
THRESHOLDS: Final = (*SEVERITIES, "never")
LEVELS: Final = (*SEVERITIES, OFF)
MOST: Final = 10_000
"""The largest value of `jobs` and `time-limit`."""

CONFIG_KEYS: Final = (
    Key("extends", "texts", help="config files whose values hold where this one says nothing"),
    Key("collection", "text", help="which collection of rules is run"),
    Key("packs", "paths", help="further rules: folders or files of YAML"),
    Key("select", "selectors", help="run only these: ids, categories or globs"),
    Key("ignore", "selectors", help="leave these rules out"),
    Key("preview", "truth", help="run preview rules too"),
    Key("severity", "levels", help="rule, category or glob → error, warning, info or off"),
    Key("overrides", "overrides", help="what holds for some paths only"),
    Key("include", "globs", help="in folders, check only files that one of these means"),
    Key("exclude", "globs", help="in folders, leave out files that one of these means"),
    Key("lang", "choice", choices=LOCALES, help="what the documents are written in"),
    Key("locale", "choice", choices=LOCALES, help="the language of messages"),
    Key("nlp", "switch", help="use the trained language pipeline"),
    Key("fail-on", "choice", choices=THRESHOLDS, help="the least severity that fails a run"),
    Key("show-info", "truth", help="show notes in the text report"),
    Key("format", "text", help="the main report"),
    Key("reports", "reports", help="further reports: format → file"),
    Key("concepts", "file", help="the index of concepts that terms are compared with"),
    Key("baseline", "inside", help="the file with findings that are known"),
    Key("cache", "cache", help="keep findings of unchanged documents: true, false or a folder"),
    Key("jobs", "whole", help="how many processes"),
    Key("time-limit", "whole", help="CPU seconds for each document"),
)

PATH_OVERRIDE_KEYS: Final = (
    Key("paths", "globs", required=True, help="which documents"),
    Key("severity", "levels", help="rule, category or glob → error, warning, info or off"),
    Key("select", "selectors", help="of the rules of the run, only these"),
    Key("ignore", "selectors", help="leave these rules out"),
)

DEFAULTS: Final[dict[str, Any]] = {
    "collection": "default",
    "packs": (),
    "select": (),
    "ignore": (),
    "preview": False,
    "severity": (),
    "overrides": (),
    "include": (),
    "exclude": (),
    "lang": "auto",
    "locale": "auto",
    "nlp": "on",
    "fail-on": "error",
    "show-info": False,
    "format": "text",
    "reports": (),
    "concepts": "",
    "baseline": "",
    "cache": "on",
    "jobs": 0,
    "time-limit": 30,
}
"""What holds when nobody says anything: 0 jobs are as many as suit the work."""
