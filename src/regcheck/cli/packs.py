"""`regcheck packs`: rules that others share, fetched on request."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Annotated

from regcheck.base.errors import UsageError
from regcheck.base.text.printable import printable
from regcheck.base.texts.message import message
from regcheck.cli.options import argument, option
from regcheck.cli.setup import find_the_config, pack_store
from regcheck.cli.terminal import note, say_line
from regcheck.packs.fetched import SharedPack, is_shared, shared_pack

Addresses = Annotated[tuple[str, ...], argument("ADDRESS...", ())]
Trust = Annotated[bool, option(flags="--trust")]


def list_packs(trust: Trust) -> None:
    """Print the shared packs that the config names, and where they are kept."""
    store = pack_store()
    for pack in _named((), trust=trust):
        state = store.place(pack) if store.has(pack) else message("packs.to_be_synced")
        say_line(message("packs.shared_line", address=printable(pack.address), state=state))


def sync(address: Addresses, trust: Trust) -> None:
    """Fetch the shared packs that are named, or that the config names, unless they are here."""
    from regcheck.corpus.shared_packs import fetch_pack
    from regcheck.run.rules import RuleChoice, load_library, rules_of_packs

    store = pack_store()
    for pack in _named(address, trust=trust):
        place = (
            store.place(pack) if store.has(pack) else store.keep(pack, fetch_pack(pack, os.environ))
        )
        library = load_library(RuleChoice(packs=(str(place),)))
        rules = len(rules_of_packs(library, [str(place)]))
        say_line(message("packs.synced", address=printable(pack.address), n=rules, place=place))


def _named(addresses: Sequence[str], *, trust: bool) -> list[SharedPack]:
    if addresses:
        return [shared_pack(one) for one in addresses]
    config = find_the_config((), trust=trust)
    said = config.settings.get("packs")
    found = [shared_pack(one) for one in (said.value if said else ()) if is_shared(one)]
    for one in config.ignored:
        if is_shared(one.value):
            raise UsageError(message("packs.not_trusted", address=one.value, place=one.origin))
    if not found:
        note(message("packs.none_shared"))
    return found
