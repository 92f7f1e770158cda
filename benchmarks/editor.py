"""How long an editor waits: from an edit of a Markdown document to the diagnostics for it, over the
streams of a real server; and the CPU time that the server takes for it.

    python benchmarks/editor.py [FILE] [--kb 100] [--edits 20]

Without FILE a document of invented provisions of that size is typed into. The pause that the server
makes before it checks is part of the wall-clock time.
"""

from __future__ import annotations

import argparse
import asyncio
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from lsprotocol import types
from pygls.lsp.client import LanguageClient

PROVISION = """### § {n}. Skap nummer {n}

Skap nummer {n} står i gangen mellom låven og fjøset. Det er malt grønt, og døra er av furu.

Nøkkelen henger på en krok ved døra, og den som låner den, henger den tilbake før kvelden.
{more}
Hylla i skapet har tre rom:

a. et rom for verktøy med skaft,

b. et rom for tau og reimer,

c. et rom for olje og fett.

Skapet står støtt på gulvet, og døra går opp uten verktøy når låsen er åpnet med nøkkelen.

"""
NOW_AND_THEN = """
Nøkkelen sendes i rekommandert brev, jfr. § {m}, når eieren i særlige tilfeller ber om det.
"""


def made(kilobytes: int) -> str:
    """A regulation of about so many kB, with findings in every third provision."""
    text, number = "# Forskrift om skap\n\n", 0
    while len(text.encode()) < kilobytes * 1000:
        number += 1
        more = NOW_AND_THEN.format(m=number + 1) if number % 3 == 0 else ""
        text += PROVISION.format(n=number, more=more)
    return text


async def measure(text: str, edits: int) -> list[float]:
    """Milliseconds from each edit to the diagnostics for it."""
    client = LanguageClient("benchmark", "1")
    published: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()

    def publish(params: types.PublishDiagnosticsParams) -> None:
        published.put_nowait(params)

    client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(publish)
    uri = (Path(tempfile.gettempdir()) / "regcheck-benchmark.md").as_uri()
    await client.start_io(sys.executable, "-m", "regcheck", "lsp", "--nlp", "off", "--no-config")
    await client.initialize_async(types.InitializeParams(types.ClientCapabilities()))
    client.initialized(types.InitializedParams())
    client.text_document_did_open(
        types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, "markdown", 0, text))
    )
    first = await published.get()
    if edits > 1:
        print(f"{len(text.encode()) / 1000:.0f} kB, {len(first.diagnostics)} diagnostics")
    taken = []
    middle = text.index("\n\n", len(text) // 2)
    for version in range(1, edits + 1):
        changed = f"{text[:middle]} Lås {version}.{text[middle:]}"
        start = time.perf_counter()
        client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(version, uri),
                [types.TextDocumentContentChangeWholeDocument(changed)],
            )
        )
        while (await published.get()).version != version:
            pass
        taken.append((time.perf_counter() - start) * 1000)
    await client.shutdown_async(None)
    client.exit(None)
    stop: Callable[[], Awaitable[None]] = client.stop
    await stop()
    return taken


def cpu_seconds() -> float:
    """CPU seconds of the servers that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--kb", type=int, default=100)
    parser.add_argument("--edits", type=int, default=20)
    options = parser.parse_args()
    text = options.file.read_text("utf-8") if options.file else made(options.kb)
    asyncio.run(measure(text, 1))  # may compile the rules
    before = cpu_seconds()
    asyncio.run(measure(text, 1))
    start = cpu_seconds()
    taken = sorted(asyncio.run(measure(text, options.edits + 1))[1:])
    cpu = (cpu_seconds() - start - (start - before)) / options.edits * 1000
    print(
        f"edit to diagnostics: least {taken[0]:.0f} ms, median {statistics.median(taken):.0f} ms, "
        f"most {taken[-1]:.0f} ms; CPU of the server {cpu:.0f} ms an edit"
    )


if __name__ == "__main__":
    main()
