"""`regcheck trust`: what a folder asks for beyond what may be found, and saying yes to it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

from regcheck.base.errors import UsageError
from regcheck.base.text.printable import printable
from regcheck.base.texts.message import message
from regcheck.cli.options import argument, option
from regcheck.cli.setup import find_the_config, trust_store
from regcheck.cli.terminal import say_line
from regcheck.results.config.model import Config
from regcheck.results.config.trust import digest_of


def trust(
    path: Annotated[str, argument("PATH", ".")],
    list_all: Annotated[bool, option(flags="--list")],
    revoke: bool,
) -> None:
    """Let the config of a folder write, reach out and do more, as it is now; or take that back."""
    store = trust_store()
    if store is None:
        raise UsageError(message("cli.no_state_folder"))
    digests = store.digests()
    if list_all:
        for folder in sorted(digests):
            say_line(printable(folder))
        return
    config = Config() if revoke and not Path(path).exists() else find_the_config([path], trust=True)
    folder = os.path.realpath(config.folder or path)
    if revoke:
        there = digests.pop(folder, None) or digests.pop(os.path.realpath(path), None)
        if there is None:
            raise UsageError(message("cli.not_trusted", folder=folder))
    elif not config.requests:
        say_line(message("cli.nothing_to_trust", folder=folder))
        return
    else:
        for one in config.requests:
            say_line(printable(f"{one.origin}: {one.key}: {one.value}"))
        digests[folder] = digest_of(config)
    if not store.keep(digests):
        raise UsageError(message("cli.cannot_keep", folder=store.folder))
    say_line(message("cli.trust_revoked" if revoke else "cli.now_trusted", folder=folder))
