"""The config that `regcheck init` writes: what most projects want to say, as comments."""

from __future__ import annotations

from typing import Final

STARTER: Final = """\
# regcheck.yaml – innstillinger for regcheck i denne mappen og mappene under.
# Alt er valgfritt: fjern «#» foran det du vil endre. Alle nøkler: docs/config.md
# Stier og mønstre regnes fra mappen denne filen ligger i.

# Laveste grad som gir sluttkode 1: error, warning, info eller never.
fail-on: error

# Hvilke dokumenter i mappene som leses. Filer du navngir selv, leses alltid.
# include: ["**/*.md", "**/*.docx"]
# exclude: [arkiv/, "**/gammel-*"]

# Hvilke regler som kjøres: id, kategori eller mønster. «regcheck rules» lister dem.
# select: [paper, technology, discretion]
# ignore: [plain-language]

# Egne regler, som mapper eller filer med YAML.
# packs: [regler/]

# Annen grad for enkelte regler: error, warning, info eller off.
# severity:
#   readability: info
#   paper/registered-letter: warning

# Unntak for noen dokumenter.
# overrides:
#   - paths: [horingsnotater/]
#     ignore: [readability, structure]

# Flere rapporter i samme kjøring.
# reports:
#   sarif: regcheck.sarif
"""
