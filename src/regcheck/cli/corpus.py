"""`regcheck corpus`: public bodies of law, fetched on request. Nothing else uses the network."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated

from regcheck.base.datafiles.fields import did_you_mean
from regcheck.base.errors import ExitCode, UsageError
from regcheck.base.texts.message import message
from regcheck.cli import options as shared
from regcheck.cli.options import argument, option
from regcheck.cli.progress import StatusLine
from regcheck.cli.terminal import note, say, say_line
from regcheck.corpus.fetch import Patience, corpus_at, fetch, load_catalogue, read_record
from regcheck.corpus.scans.folder import file_digest, locked
from regcheck.reports.records import pretty_json

Folder = Annotated[str, option("FOLDER", "--output -o", "korpus")]


def list_corpora(as_json: shared.AsJson, locale: shared.Locale) -> int:
    """List the corpora in the catalogue, with licence and address."""
    shown = shared.locale_or(locale)
    corpora = load_catalogue()
    if as_json:
        say(pretty_json([asdict(one) for one in corpora.values()]))
        return ExitCode.OK
    for one in corpora.values():
        say(f"{one.name}\n  {one.title.get(shown)} ({one.publisher}, {one.licence})\n")
        say(f"  {one.url}\n")
    return ExitCode.OK


def fetch_corpus(
    name: Annotated[str, argument("NAME|URL")],
    output: Folder,
    sha256: Annotated[str, option("DIGEST")],
    max_size: Annotated[int, option("MB", default=4000)],
    time_limit: Annotated[int, option("SECONDS", default=3600)],
) -> int:
    """Fetch a corpus, or continue an interrupted fetch."""
    corpora = load_catalogue()
    corpus = corpora.get(name) or (corpus_at(name, sha256) if "://" in name else None)
    if corpus is None:
        hint = did_you_mean(name, list(corpora))
        raise UsageError(message("corpus.unknown_corpus", name=name, hint=hint))
    corpus = replace(corpus, sha256=sha256 or corpus.sha256)
    patience = Patience(seconds=float(time_limit), most_bytes=max_size * 1_000_000)
    line = StatusLine(0.3)

    def arrived(size: int, total: int) -> None:
        whole = f" / {total / 1e6:.1f}" if total else ""
        line.show(f"{size / 1e6:.1f}{whole} MB")

    with locked(Path(output)):
        done = fetch(corpus, Path(output), patience, arrived)
    line.clear()
    state = "corpus.fetched" if done.fresh else "corpus.unchanged"
    size = f"{done.size / 1e6:.1f}"
    say_line(message(state, file=done.path.as_posix(), size=size, sha256=done.sha256))
    if corpus.attribution:
        say(f"{corpus.attribution} {corpus.licence_url}\n")
    else:
        note(message("corpus.no_licence"))
    return ExitCode.OK


def verify(output: Folder) -> int:
    """Check that fetched corpora are still what was fetched."""
    found = wrong = 0
    for path in sorted(Path(output).glob("*.json")):
        target = path.with_suffix("")
        record = read_record(target)
        if record is None or path.name.endswith(".part.json"):
            continue
        found += 1
        try:
            state = "as_fetched" if file_digest(target) == record["sha256"] else "changed"
        except OSError:
            state = "missing"
        wrong += state != "as_fetched"
        licence = record.get("licence") or message("corpus.licence_unknown")
        say_line(message(f"corpus.{state}", file=target.as_posix(), licence=licence))
    if not found:
        raise UsageError(message("corpus.nothing_fetched", folder=output))
    return ExitCode.FINDINGS if wrong else ExitCode.OK
