"""Build regcheck for a browser: one HTML file, and the same as a folder to serve.

    python web/build.py       (or: make web)

What it is made of is fetched once into `build/web`: the npm package `pyodide`, and the one wheel
that it needs for WebAssembly. All other packages are those of the environment. The same project
and environment give the same bytes. Nothing is fetched when the page runs.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import zipfile
from importlib.metadata import distribution, version
from pathlib import Path

from regcheck import __version__
from regcheck.base.files.sealed import CacheFolder
from regcheck.base.texts.catalogue import Texts
from regcheck.base.texts.locales import LOCALES
from regcheck.desk.checks import COLLECTIONS
from regcheck.desk.page import body, data_of, styles
from regcheck.desk.tab import RULES
from regcheck.readers.limits import Limits
from regcheck.reports.html.templates import content_hash, environment, resource, script_json
from regcheck.run.rules import RuleChoice, load_rules

PROJECT = Path(__file__).resolve().parents[1]
HERE = PROJECT / "web"
WORK = PROJECT / "build" / "web"
DIST = PROJECT / "dist"
PYODIDE = "pyodide@314.0.7"
COMPILED = "msgspec"
"""What has no Python source; its wheel for WebAssembly is of the version that the project pins."""
PLATFORM = ("--python-version", "3.14", "--platform", "pyemscripten_2026_0_wasm32")
PURE = ("jinja2", "markupsafe", "PyYAML", "pypdf", "openpyxl", "et_xmlfile")
LEFT_OUT = (
    *("cli", "quality", "corpus/scans", "corpus/obstacles", "corpus/harmony", "desk/serve"),
    *("desk/editor", "desk/assistant.py"),
)
"""Places in the package that no page leads to."""
ENGINE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm")
PACKED = ("python_stdlib.zip", "app.zst")
"""What `pack.py` makes."""
NOT_FETCHED = 3
"""The exit code when a registry does not answer."""
NOTHING = "'none'"
DRAFT = PROJECT / "corpora" / "drafts" / "baatplassforskriften.md"


def fetched() -> Path:
    """The folder of Pyodide, unpacked once."""
    folder = WORK / PYODIDE.replace("@", "-")
    if not (folder / "package").is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        _fetch([_program("npm"), "pack", PYODIDE, "--silent"], folder)
        with tarfile.open(next(folder.glob("*.tgz"))) as packed:
            packed.extractall(folder, filter="data")
    return folder / "package"


def wheel() -> Path:
    """The wheel for WebAssembly, fetched once."""
    wanted = f"{COMPILED}=={version(COMPILED)}"
    folder = WORK / "wheels" / wanted
    if not any(folder.glob("*.whl")):
        command = ["-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:"]
        command += [*PLATFORM, "--dest", str(folder), wanted]
        _fetch([sys.executable, *command], PROJECT)
    return next(folder.glob("*.whl"))


def lay_out(site: Path) -> None:
    """Everything that Python runs in the browser, in a folder."""
    shutil.rmtree(site, ignore_errors=True)
    source = PROJECT / "src" / "regcheck"
    for path in sorted(source.rglob("*")):
        inside = path.relative_to(source).parts
        left = inside[0] in LEFT_OUT or "/".join(inside[:2]) in LEFT_OUT
        if left or "__pycache__" in inside or "no_regcheck_sm" in inside:
            continue
        _copied(path, site / "regcheck" / Path(*inside))
    for path in sorted((PROJECT / "rules").rglob("*")):
        _copied(path, site / "regcheck" / path.relative_to(PROJECT))
    for name in PURE:
        for file in distribution(name).files or ():
            if file.suffix in (".py", ".typed") and ".." not in file.parts:
                _copied(Path(str(file.locate())), site / file)
    with zipfile.ZipFile(wheel()) as packed:
        packed.extractall(site, [n for n in packed.namelist() if n.endswith((".py", ".so"))])
    (site / "ready").mkdir()
    for name in COLLECTIONS:
        rules = load_rules(RuleChoice(name), CacheFolder.of(WORK / "cache"))
        rules.to_file(site / "ready" / RULES.format(name))


def _copied(path: Path, target: Path) -> None:
    if path.is_file():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)


def parts() -> dict[str, bytes]:
    """What the worker begins with, by name, packed. What Python runs is packed anew when any of it
    has changed."""
    pyodide = fetched()
    site, note = WORK / "site", WORK / "packed-from"
    made_of = _digest()
    if not note.is_file() or note.read_text("utf-8") != made_of:
        note.unlink(missing_ok=True)
        lay_out(site)
        told = [str(HERE / "pack.mjs"), str(pyodide), str(site), str(WORK), str(DRAFT)]
        subprocess.run([_program("node"), *told], check=True)
        note.write_text(made_of, "utf-8")
    lock = json.loads((pyodide / "pyodide-lock.json").read_text("utf-8"))
    lock["packages"] = {}
    found = {name: (pyodide / name).read_bytes() for name in ENGINE}
    found |= {name: (WORK / name).read_bytes() for name in PACKED}
    found["pyodide-lock.json"] = json.dumps(lock).encode()
    return {name: gzip.compress(data, 9, mtime=0) for name, data in found.items()}


def _digest() -> str:
    """A digest of all that goes into what Python runs."""
    digest = hashlib.sha256(repr([PYODIDE, *((name, version(name)) for name in PURE)]).encode())
    package = PROJECT / "src" / "regcheck"
    files = [*package.rglob("*"), *(PROJECT / "rules").rglob("*"), *HERE.glob("*"), DRAFT]
    for path in sorted(files):
        on_page = path.parent == HERE and path.name not in (
            Path(__file__).name,
            "pack.py",
            "pack.mjs",
        )
        if path.is_file() and "__pycache__" not in path.parts and not on_page:
            digest.update(f"{path.relative_to(PROJECT)}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def page(script: str, inside: dict[str, bytes], reached: str) -> str:
    """The page: `script` gives the parts, `inside` are those that stand in it, and `reached` is
    what the policy lets it connect to."""
    most = Limits().max_file_bytes
    pages = {}
    for locale in LOCALES:
        data = f'<script type="application/json" id="data">{data_of(locale, most)}</script>'
        title = f"{Texts('desk', locale).title} – regcheck"
        pages[locale] = {"title": title, "body": body(locale, most) + data}
    script = "\n".join((resource("desk/desk.js"), own("tab.js"), script, own("begin.js")))
    framed = resource("reports/html/report.css"), resource("corpus/readiness/readiness.css")
    return rendered(
        pages,
        script,
        styles() + own("tab.css"),
        reached,
        inside=inside,
        framed=(framed, (resource("reports/html/report.js"),)),
        no_script=Texts("desk", "nb").no_script,
    )


def rendered(
    pages: dict[str, dict[str, str]],
    script: str,
    looks: str,
    reached: str,
    *,
    inside: dict[str, bytes] | None = None,
    framed: tuple[tuple[str, ...], tuple[str, ...]] = ((), ()),
    library: str = "",
    no_script: str,
) -> str:
    """A page with a body for each locale, parts that stand `inside` it, styles and scripts of what
    is `framed` in it, and the address of a `library` that it begins with."""
    scripts = " ".join(f"'{content_hash(one)}'" for one in (script, *framed[1]))
    if library:
        scripts += " " + "/".join(library.split("/")[:3])
    shown = " ".join(f"'{content_hash(one)}'" for one in (looks, *framed[0]))
    workers = "blob:" if reached == NOTHING else f"blob: {reached}"
    images = "data:" if reached == NOTHING else f"data: {reached}"
    policy = (
        f"default-src 'none'; script-src 'wasm-unsafe-eval' blob: {scripts}; style-src {shown}; "
        f"worker-src {workers}; connect-src {reached}; img-src {images}; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        environment()
        .from_string(own("page.jinja"))
        .render(
            policy=policy,
            version=__version__,
            styles=looks,
            library=library,
            no_script=no_script,
            pages=script_json(pages),
            worker=own("worker.js"),
            parts=[
                (name, base64.b64encode(data).decode()) for name, data in (inside or {}).items()
            ],
            script=script,
            notices=notices().replace("</script", "< /script"),
        )
    )


def notices() -> str:
    """Who made what the page holds, and under what licences."""
    texts = [(PROJECT / "THIRD-PARTY-NOTICES").read_text("utf-8")]
    for name in (*PURE, COMPILED):
        for file in distribution(name).files or ():
            if file.name.upper().startswith(("LICENSE", "LICENCE", "COPYING")):
                heading = f"{name} {version(name)}: {file.name}"
                texts.append(f"{heading}\n{'-' * len(heading)}\n{file.read_text('utf-8')}")
    return "\n\n".join(texts)


def write(made: dict[str, bytes]) -> None:
    """The file and the folder, in `dist`."""
    DIST.mkdir(exist_ok=True)
    (DIST / "regcheck.html").write_text(page(own("inside.js"), made, NOTHING), "utf-8")
    write_folder(DIST / "web", page(beside(made), {}, "'self'"), made)


def beside(made: dict[str, bytes]) -> str:
    """The script of a page whose parts lie beside it."""
    return f"const NAMES = {json.dumps(list(made))};\n" + own("beside.js")


def write_folder(folder: Path, index: str, made: dict[str, bytes]) -> None:
    """A folder to serve: the page, its parts, and what keeps them for when there is no network."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "parts").mkdir(parents=True)
    (folder / "THIRD-PARTY-NOTICES").write_text(notices(), "utf-8")
    for name, data in made.items():
        (folder / "parts" / f"{name}.part").write_bytes(data)
    (folder / "index.html").write_text(index, "utf-8")
    files = ["./", "index.html", *(f"parts/{name}.part" for name in made)]
    digest = hashlib.sha256(index.encode())
    for data in made.values():
        digest.update(data)
    head = f"const CACHE = {json.dumps('regcheck-' + digest.hexdigest()[:16])};\n"
    head += f"const FILES = {json.dumps(files)};\n"
    (folder / "sw.js").write_text(head + own("sw.js"), "utf-8")


def _fetch(command: list[str], folder: Path) -> None:
    if subprocess.run(command, cwd=folder, check=False).returncode:
        sys.stderr.write(f"web: failed: {' '.join(command)}\n")
        sys.exit(NOT_FETCHED)


def own(name: str) -> str:
    """A file beside this one."""
    return (HERE / name).read_text("utf-8")


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        sys.exit(f"web: {name} is not installed. Node is needed to build the page, not to use it.")
    return found


if __name__ == "__main__":
    _program("node")
    write(parts())
