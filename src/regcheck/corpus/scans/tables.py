"""The tables of a scan: their columns, and rows to Parquet, JSON lines or CSV and back. Empty
text is null; lists are JSON in CSV. `dictionary.toml` says what each column holds."""

from __future__ import annotations

import csv
import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from regcheck.base.errors import UsageError
from regcheck.base.files.whole import fresh_beside, replacing
from regcheck.base.text.formulas import FORMULA, guarded
from regcheck.base.texts.message import message

if TYPE_CHECKING:
    import duckdb

Cell = str | int | float | tuple[str, ...] | None
Row = tuple[Cell, ...]

BETWEEN: Final = "; "

DOCUMENTS: Final = (
    "path", "refid", "kind", "title", "short_title", "document_language", "format", "digest",
    "bytes", "ministries", "agency", "legal_areas", "enabling", "named_basis", "adopted_by",
    "amends", "amended_by", "in_force", "in_force_on", "in_force_until", "last_amended_on",
    "published", "published_on", "expression", "edition", "provisions", "words", "sentences",
    "words_per_sentence", "lix", "rix", "ari", "coleman_liau", "findings", "notes", "skipped",
    "not_checked", "rule_set",
)  # fmt: skip
FINDINGS: Final = (
    "path", "category", "rule", "severity", "rule_severity", "confidence", "verdict", "decider",
    "gate", "function", "usefulness", "weighed", "address", "address_path", "provision", "target",
    "role", "quote", "start", "end", "line", "column", "part", "eid", "excerpt", "language",
    "message", "advice", "suggestion", "related", "fix", "status", "justification",
    "suppressed_by", "fingerprint", "digest", "rule_set",
)  # fmt: skip
UNREADABLE: Final = ("path", "reason", "detail", "hint", "digest")

PROVISIONS: Final = (
    "path", "provision", "section", "unit", "role", "language", "provision_words",
    "provision_sentences", "provision_long_words", "text_hash", "text", "provision_start",
    "provision_end", "provision_target", "digest",
)  # fmt: skip
DEFINITIONS: Final = (
    "path", "provision", "term", "lemma", "concept", "scope", "pattern", "definition",
    "role", "language", "start", "end", "digest",
)  # fmt: skip
REFERENCES: Final = (
    "path", "provision", "quote", "citation", "target_refid", "target_path", "outcome",
    "start", "end", "digest",
)  # fmt: skip
DECISIONS: Final = (
    "path", "provision", "act", "acts", "duty", "strength", "decider", "initiative",
    "decided_by", "decided_by_state", "about", "about_state", "asked", "asked_state", "result",
    "result_state", "time_limit", "time_limit_state", "party_time_limit",
    "party_time_limit_state", "time_undone", "time_undone_state", "appeal", "appeal_state",
    "consequence", "consequence_state", "recipient", "recipient_state", "evidence", "conditions",
    "fact_conditions", "judgment_conditions", "open_conditions", "moved_conditions",
    "alternative", "questions", "start", "end", "digest",
)  # fmt: skip
RULES: Final = (
    "rule", "category", "rule_title", "default_severity", "default_confidence", "rule_status",
    "pack_version", "marks", "right", "precision", "precision_low", "precision_high",
    "corpus", "marked_on", "rule_set",
)  # fmt: skip

TABLES: Final[Mapping[str, tuple[str, ...]]] = {
    "findings": FINDINGS,
    "documents": DOCUMENTS,
    "unreadable": UNREADABLE,
    "provisions": PROVISIONS,
    "definitions": DEFINITIONS,
    "references": REFERENCES,
    "decisions": DECISIONS,
    "rules": RULES,
}
"""Each table of a scan with its columns, in the order they are stored in."""
HISTORY: Final[Mapping[str, tuple[str, ...]]] = {
    "versions": (
        "document", "version", "path", "refid", "kind", "title", "revision", "day", "until_day",
        "document_change", "provisions", "words", "findings", "digest",
    ),
    "sections": (
        "document", "version", "day", "thread", "section", "was", "section_change",
        "section_words", "section_findings", "section_warnings",
    ),
    "events": (
        "document", "version", "day", "thread", "finding", "finding_change", "category", "rule",
        "severity", "confidence", "address_path", "quote", "excerpt", "earlier_excerpt",
        "new_words", "new_sentence", "fingerprint",
    ),
}  # fmt: skip
"""The tables of law through time."""
EVERY: Final = {**TABLES, **HISTORY}
IN_PARTS: Final = tuple(name for name in TABLES if name != "rules")
"""The tables whose rows are those of documents."""
SCHEMA_VERSION: Final = 4
FORMATS: Final = ("parquet", "jsonl", "csv")
_LARGEST_ROW = 48_000_000


@cache
def _schema() -> dict[str, Any]:
    """What `dictionary.toml` says of tables and columns."""
    return tomllib.loads((files(__package__) / "dictionary.toml").read_text("utf-8"))


def column_type(name: str) -> str:
    """The SQL type of a column."""
    told: str = _schema()["columns"][name]
    return re.split("[,:]", told)[0]


class DamagedError(ValueError):
    """A file of a scan does not contain what it should."""


def connect() -> duckdb.DuckDBPyConnection:
    """A database in memory that downloads nothing. Raises UsageError without duckdb."""
    try:
        import duckdb
    except ImportError as missing:
        raise UsageError(message("scans.needs_duckdb")) from missing
    return duckdb.connect(
        config={
            "threads": 1,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
    )


@contextmanager
def sound(folder: Path) -> Iterator[None]:
    """While the tables of a scan are read. Raises UsageError where they hold what none does."""
    import duckdb

    try:
        yield
    except duckdb.Error as fault:
        raise UsageError(message("scans.damaged", path=folder)) from fault


def write_rows(path: Path, table: str, rows: Sequence[Row]) -> None:
    """Write the rows of a table in the format that the suffix of `path` indicates."""
    with replacing(path) as fresh:
        if path.suffix == ".csv":
            with fresh.open("w", encoding="utf-8", errors="backslashreplace", newline="") as stream:
                writer = csv.writer(stream, lineterminator="\n")
                writer.writerow(EVERY[table])
                writer.writerows(map(_guarded, rows))
        elif path.suffix == ".jsonl":
            _write_lines(fresh, table, rows)
        else:
            lines = fresh_beside(path)
            try:
                _write_lines(lines, table, rows)
                _to_parquet(lines, fresh, table)
            finally:
                lines.unlink()


def read_rows(path: Path, table: str, columns: str = "*", where: str = "true") -> list[Row]:
    """The rows of a file. Raises DamagedError if it is not as `write_rows` leaves it, and
    UsageError without duckdb."""
    opened = connect()
    import duckdb

    try:
        with opened as database:
            source, given = table_source(path.suffix[1:], table, [path])
            sql = f"select {columns} from ({source}) where {where}"  # noqa: S608
            rows = database.execute(sql, given).fetchall()
            return [tuple(map(_plain, row)) for row in rows]
    except (duckdb.Error, OSError) as wrong:
        why = " ".join(str(wrong).split())[:160]
        raise DamagedError(f"{path}: is damaged ({why})") from wrong


def table_source(format: str, table: str, files: Sequence[Path]) -> tuple[str, list[Any]]:
    """SQL, with its parameters, that selects all rows of a table from its files, in order."""
    names = _columns(table)
    if not files:
        nothing = ", ".join(f'null::{column_type(n)} as "{n}"' for n in EVERY[table])
        return f"select {nothing} where false", []
    given = [str(file) for file in files]
    if format == "parquet":
        return f"select {names} from read_parquet(?)", [given]  # noqa: S608
    if format == "jsonl":
        return _json_source(table), [given]
    options = """header=true, strict_mode=false, delim=',', quote='"', escape='"'"""
    columns = _struct(table).replace("'varchar[]'", "'varchar'")
    options += f", columns={columns}, max_line_size={_LARGEST_ROW}"
    plain = ", ".join(_unguarded(name) for name in EVERY[table])
    return f"select {plain} from read_csv(?, {options})", [given]  # noqa: S608


def _guarded(row: Row) -> Row:
    """A row in which no cell starts a formula in a spreadsheet; lists are JSON."""
    cells = (json.dumps(c, ensure_ascii=False) if isinstance(c, tuple) else c for c in row)
    return tuple(guarded(cell) if isinstance(cell, str) else cell for cell in cells)


def _unguarded(name: str) -> str:
    """SQL for the text of a column as it was before it was guarded."""
    if column_type(name) == "varchar[]":
        return f'from_json("{name}", \'["VARCHAR"]\') as "{name}"'
    if column_type(name) != "varchar":
        return f'"{name}"'
    marks = re.escape("".join(FORMULA)).replace("\t", "t").replace("\r", "r")
    found = f"regexp_matches(\"{name}\", '^''[ '']*[{marks}]')"
    return f'case when {found} then substr("{name}", 2) else "{name}" end as "{name}"'


def _columns(table: str) -> str:
    return ", ".join(f'"{name}"' for name in EVERY[table])


def _struct(table: str) -> str:
    pairs = (f"'{name}': '{column_type(name)}'" for name in EVERY[table])
    return "{" + ", ".join(pairs) + "}"


def _json_source(table: str) -> str:
    options = (
        f"format='newline_delimited', columns={_struct(table)}, maximum_object_size={_LARGEST_ROW}"
    )
    return f"select {_columns(table)} from read_json(?, {options})"  # noqa: S608


def _lines(table: str, rows: Iterable[Row]) -> Iterator[bytes]:
    import msgspec

    names = EVERY[table]
    encode = msgspec.json.Encoder().encode
    for row in rows:
        record = dict(zip(names, row, strict=True))
        try:
            line = encode(record)
        except UnicodeEncodeError:
            line = encode({name: _clean(cell) for name, cell in record.items()})
        yield line + b"\n"


def _write_lines(path: Path, table: str, rows: Iterable[Row]) -> None:
    with path.open("wb") as stream:
        stream.writelines(_lines(table, rows))


def _clean(cell: Cell) -> Cell:
    """A cell with lone surrogates as escapes."""
    if not isinstance(cell, str):
        return cell
    return cell.encode("utf-8", "backslashreplace").decode("utf-8")


_writer = cache(connect)
"""The database that writes tables: opening one takes as long as writing a few."""


def _to_parquet(lines: Path, target: Path, table: str) -> None:
    import duckdb

    place = str(target).replace("'", "''")
    try:
        _writer().execute(
            f"copy ({_json_source(table)}) to '{place}' "
            f"(format parquet, compression zstd, kv_metadata {_metadata(table)})",
            [[str(lines)]],
        )
    except duckdb.IOException as fault:
        raise OSError(str(fault).strip().rpartition(": ")[2]) from fault


@cache
def _metadata(table: str) -> str:
    """What a Parquet file says of itself: schema version, and data dictionary as JSON."""
    said = json.dumps(dictionary()[table], ensure_ascii=False).replace("'", "''")
    return f"{{schema_version: '{SCHEMA_VERSION}', table_name: '{table}', dictionary: '{said}'}}"


@cache
def dictionary() -> Mapping[str, Mapping[str, str]]:
    """What each column of each table holds, after its type and unit; a table's own under ""."""
    told = _schema()
    return {
        table: {"": told["tables"][table], **{name: told["columns"][name] for name in columns}}
        for table, columns in EVERY.items()
    }


def _plain(cell: Any) -> Cell:
    """A cell as rows hold it: days as text, lists as tuples."""
    if isinstance(cell, list):
        return tuple(cell)
    return cell.isoformat() if isinstance(cell, date) else cell
