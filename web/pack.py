"""Runs in the very Python that will run in the browser, in Node: makes of the folder `/app`, and of
Python's own library, what the page begins with.

- Drafts in `/drafts` are checked once, to see that it works.
- All modules are compiled: to compile those that Python begins with would take as long as all else.
- `/library.zip` becomes the modules without which Python does not start; all others go to `/app`.
- `/app.zst` becomes the rest: a line with names and sizes, then the files one after the other.
- Compiled rules are packed one by one, those of other collections as what differs from the first.
"""

from __future__ import annotations

import importlib.util
import io
import json
import marshal
import os
import sys
import zipfile
from pathlib import Path

from compression import zstd
from compression.zstd import CompressionParameter as Level

BEGUN_WITH = frozenset(name.partition(".")[0] for name in sys.modules)
"""The modules and packages of Python's own library that a start of it loads."""
DEVELOPING = {"_pyrepl", "bdb", "doctest", "idlelib", "pdb", "pickletools", "pydoc", "pydoc_data"}
TRYING = {"ensurepip", "profile", "pstats", "trace", "turtle", "turtledemo", "unittest", "venv"}
TALKING = {"curses", "ftplib", "imaplib", "mailbox", "poplib", "smtplib", "wsgiref", "xmlrpc"}
FOR_OTHERS = DEVELOPING | TRYING | TALKING
"""What nothing on the page asks for."""
APP, READY = Path("/app"), Path("/app/ready")
FIRST = "default.rules"
_TIDY = 19
_UNCHECKED = (1).to_bytes(4, "little")
_SMALL, _LARGE = 22, 25
"""Windows: what unpacking takes of memory, as a power of two."""


def check_drafts() -> None:
    """Check all drafts, in the desk that the page will have."""
    from regcheck.desk.tab import Desk

    desk = Desk(str(READY), "/desk", "2027-01-31")
    for draft in sorted(Path("/drafts").iterdir()):
        status, _, _, body = desk.ask("POST", f"check?name={draft.name}", draft.read_bytes())
        if status != 200 or b'"problem"' in body:
            raise ValueError(f"{draft.name}: {body.decode()}")


def compiled(source: bytes, name: str) -> bytes:
    """A module as bytecode, without docstrings, that is run without asking for its source."""
    code = compile(source, name, "exec", dont_inherit=True, optimize=2)
    head = importlib.util.MAGIC_NUMBER + _UNCHECKED + importlib.util.source_hash(source)
    return head + marshal.dumps(code)


def share_library(packed: bytes) -> bytes:
    """What Python begins with, as an archive that it reads modules from; the rest goes to `APP`."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(out, "w") as new:
        for name in sorted(old.namelist()):
            top = name.partition("/")[0].removesuffix(".py")
            if not name.endswith(".py") or top in FOR_OTHERS:
                continue
            if top in BEGUN_WITH:
                entry = zipfile.ZipInfo(f"{name}c")
                entry.compress_type = zipfile.ZIP_DEFLATED
                new.writestr(entry, compiled(old.read(name), name), compresslevel=9)
            else:
                place = APP / name
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(old.read(name))
    return out.getvalue()


def pack_rules() -> None:
    """Each collection's rules in place of the plain file."""
    like_it = zstd.ZstdDict((READY / FIRST).read_bytes(), is_raw=True).as_prefix
    for file in sorted(READY.glob("*.rules")):
        like, window = (None, _SMALL) if file.name == FIRST else (like_it, _LARGE)
        level = {Level.compression_level: _TIDY, Level.window_log: window}
        packed = zstd.compress(file.read_bytes(), options=level, zstd_dict=like)
        file.with_suffix(".rules.zst").write_bytes(packed)
        file.unlink()


def everything() -> bytes:
    """All files of `APP`, with bytecode in place of modules."""
    files = {}
    for path in sorted(path for path in APP.rglob("*") if path.is_file()):
        name, data = path.relative_to(APP).as_posix(), path.read_bytes()
        module = name.endswith(".py")
        files[f"{name}c" if module else name] = compiled(data, name) if module else data
    folders = sorted({os.path.dirname(name) for name in files})  # noqa: PTH120
    head = [folders, [(name, len(data)) for name, data in files.items()]]
    plain = b"\n".join([json.dumps(head).encode(), b"".join(files.values())])
    options = {Level.compression_level: _TIDY, Level.window_log: _SMALL}
    return bytes(zstd.compress(plain, options=options))


sys.dont_write_bytecode = True
sys.path.insert(0, str(APP))
pack_rules()
check_drafts()
library = Path("/library.zip")
library.write_bytes(share_library(library.read_bytes()))
Path("/app.zst").write_bytes(everything())
