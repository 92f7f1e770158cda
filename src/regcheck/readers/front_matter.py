"""What a Markdown or text document says about itself: front matter, or else its title."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from regcheck.base.text.patterns import pattern
from regcheck.base.texts.locales import LOCALES
from regcheck.law.dated import REFID
from regcheck.law.metadata import DocumentMeta, ministries_in
from regcheck.law.titles import kind_of
from regcheck.law.vocabulary import AN_ENACTMENT
from regcheck.readers.blocks import lines_of

_FIELD = pattern(r"([\w-]{1,60})[ \t]*:[ \t]*(.*)")
_ESCAPE = pattern(r"\\(.)")
_REFID = pattern(REFID)
_ESCAPED = {"n": "\n", "t": "\t"}
_SHORT = pattern(rf"\(([^()]{{2,80}}(?:{AN_ENACTMENT}))\)")


def front_matter(source: str) -> tuple[dict[str, str], int]:
    """The fields of a YAML front matter (its plain subset) and where the text after it starts."""
    first = source.find("\n")
    if not source.startswith("---") or source[: max(first, 0)].strip() != "---":
        return {}, 0
    fields: dict[str, str] = {}
    key, at = "", first + 1
    for line in chain.from_iterable(lines_of(source, at)):
        at += len(line) + 1
        if line.strip() in ("---", "..."):
            return fields, min(at, len(source))
        found = _FIELD.match(line)
        if found:
            key = found[1].lower()
            fields.setdefault(key, _value(found[2]))
        elif key and line.lstrip().startswith("- "):
            value = _value(line.lstrip()[2:])
            fields[key] = f"{fields[key]}\n{value}" if fields[key] else value
    return {}, 0


def _value(raw: str) -> str:
    raw = raw.strip()
    if len(raw) > 1 and raw[0] == raw[-1] == '"':
        return _ESCAPE.sub(lambda found: _ESCAPED.get(found[1], found[1]), raw[1:-1])
    if len(raw) > 1 and raw[0] == raw[-1] == "'":
        return raw[1:-1].replace("''", "'")
    return raw


def build_meta(fields: dict[str, str], title: str, amended: Sequence[str]) -> DocumentMeta:
    """Metadata from front matter, the title in the text, and the documents it amends."""
    title = fields.get("tittel") or fields.get("title") or title
    refid = fields.get("refid", "")
    refid = refid if _REFID.fullmatch(refid) else ""
    short = _SHORT.search(title)
    language = fields.get("språk", "") or fields.get("lang", "")
    return DocumentMeta(
        refid=refid,
        kind=kind_of(title, refid),
        title=title,
        short_title=fields.get("korttittel", "") or (short[1] if short else ""),
        language=language if language in LOCALES else "",
        ministries=ministries_in(fields.get("departement", "")),
        agency=fields.get("etat", ""),
        legal_areas=_several(fields.get("rettsomrade", "") or fields.get("rettsområde", "")),
        based_on=_several(fields.get("hjemmel", "")),
        amends=tuple(amended) if amended else _several(fields.get("endrer", "")),
        in_force=fields.get("ikrafttredelse", ""),
        published=fields.get("kunngjort", ""),
        status=fields.get("status", ""),
        amended_by=tuple(_REFID.findall(fields.get("sist-endret", ""))),
        last_amended=fields.get("sist-endret-ikrafttredelse", ""),
    )


def _several(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split("\n") if part.strip())
