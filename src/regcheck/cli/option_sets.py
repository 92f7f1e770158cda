"""Lists of options that several commands take alike, each written once.

Commands read these options from the context, merged with the config; what a command wants as an
argument too it names itself.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Final, TypeVar, get_type_hints

from regcheck.cli import options as shared

Command = TypeVar("Command", bound=Callable[..., Any])
Options = Mapping[str, tuple[Any, Any]]
"""Options by the name of their parameter: what they are, and the default."""

RULES: Final[Options] = {
    "select": (shared.Select, None),
    "ignore": (shared.Ignore, None),
    "pack": (shared.Packs, None),
    "collection": (shared.Collection, "default"),
    "preview": (shared.Preview, False),
    "lang": (shared.Language, "auto"),
}
"""Which rules are run, and for which written standard."""
CARRYING_OUT: Final[Options] = {
    "jobs": (shared.Jobs, ""),
    "time_limit": (shared.TimeLimit, "30"),
}
"""How a run is carried out."""
CONFIG: Final[Options] = {
    "config": (shared.ConfigFile, ""),
    "no_config": (shared.NoConfig, False),
}
"""Which config holds."""
BASELINE: Final[Options] = {
    "baseline": (shared.Baseline, ""),
    "no_baseline": (shared.NoBaseline, False),
}
"""Which findings are known."""


def takes(options: Options, *, before: str) -> Callable[[Command], Command]:
    """Let a command take these options, shown before its own option of the name `before`."""

    def widened(command: Command) -> Command:
        own = inspect.signature(command)
        hints = get_type_hints(command, include_extras=True)
        fresh = [
            inspect.Parameter(
                name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind
            )
            for name, (kind, default) in options.items()
        ]
        parameters = [one.replace(annotation=hints[name]) for name, one in own.parameters.items()]
        at = list(own.parameters).index(before)
        parameters[at:at] = fresh

        @wraps(command)
        def run(**given: Any) -> Any:
            return command(**{name: value for name, value in given.items() if name not in options})

        signature = own.replace(parameters=parameters)
        run.__signature__ = signature  # type: ignore[attr-defined]
        run.__annotations__ = {p.name: p.annotation for p in parameters}
        return run  # type: ignore[return-value]

    return widened
