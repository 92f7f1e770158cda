"""The config that `regcheck init` writes: what most projects want to say, as comments."""

from __future__ import annotations

from types import MappingProxyType

_NB = """\
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
_NN = """\
# regcheck.yaml – innstillingar for regcheck i denne mappa og mappene under.
# Alt er valfritt: ta bort «#» framfor det du vil endre. Alle nøklar: docs/nn/config.md
# Stiar og mønster blir rekna frå mappa denne fila ligg i.

# Lågaste grad som gir sluttkode 1: error, warning, info eller never.
fail-on: error

# Kva dokument i mappene som blir lesne. Filer du sjølv nemner, blir alltid lesne.
# include: ["**/*.md", "**/*.docx"]
# exclude: [arkiv/, "**/gammal-*"]

# Kva reglar som blir køyrde: id, kategori eller mønster. «regcheck rules» listar dei.
# select: [paper, technology, discretion]
# ignore: [plain-language]

# Eigne reglar, som mapper eller filer med YAML.
# packs: [reglar/]

# Annan grad for einskilde reglar: error, warning, info eller off.
# severity:
#   readability: info
#   paper/registered-letter: warning

# Unntak for nokre dokument.
# overrides:
#   - paths: [hoyringsnotat/]
#     ignore: [readability, structure]

# Fleire rapportar i same køyring.
# reports:
#   sarif: regcheck.sarif
"""
_EN = """\
# regcheck.yaml – settings of regcheck for this folder and those below it.
# All is optional: take away the «#» before what you want to change. All keys: docs/en/config.md
# Paths and globs are relative to the folder that this file is in.

# The least severity that makes the exit code 1: error, warning, info or never.
fail-on: error

# Which documents in the folders are read. Files that you name yourself are always read.
# include: ["**/*.md", "**/*.docx"]
# exclude: [archive/, "**/old-*"]

# Which rules are run: ids, categories or globs. «regcheck rules» lists them.
# select: [paper, technology, discretion]
# ignore: [plain-language]

# Rules of your own, as folders or files of YAML.
# packs: [rules/]

# Another severity for some rules: error, warning, info or off.
# severity:
#   readability: info
#   paper/registered-letter: warning

# Exceptions for some documents.
# overrides:
#   - paths: [hearings/]
#     ignore: [readability, structure]

# Further reports of the same run.
# reports:
#   sarif: regcheck.sarif
"""
STARTERS = MappingProxyType({"nb": _NB, "nn": _NN, "en": _EN})
"""The config with comments in each locale."""
