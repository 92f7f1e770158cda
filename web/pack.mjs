// Runs in Node, in the very Python that will run in the browser: compiles what is in a folder to bytecode, checks
// drafts once to keep what their expressions compile to, and packs it all.
// node pack.mjs PYODIDE SITE TARGET DRAFT…
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [pyodide, site, target, ...drafts] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(path.join(path.resolve(pyodide), "pyodide.mjs")));
const python = await loadPyodide({ indexURL: path.resolve(pyodide) + path.sep });
python.FS.mkdir("/app");
python.FS.mount(python.FS.filesystems.NODEFS, { root: path.resolve(site) }, "/app");
python.FS.mkdir("/desk");
python.FS.mkdir("/drafts");
for (const draft of drafts) python.FS.writeFile("/drafts/" + path.basename(draft), fs.readFileSync(draft));
try {
  python.runPython(`
import compileall, io, os, py_compile, sys, tarfile
from compression import zstd
from compression.zstd import CompressionParameter as Level
sys.dont_write_bytecode = True
sys.path.insert(0, "/app")
from regcheck.desk.tab import Desk
from regcheck.search.kept import kept

desk = Desk("/app/ready", "/desk", "2027-01-31")
for name in sorted(os.listdir("/drafts")):
    with open("/drafts/" + name, "rb") as draft:
        status, _, _, body = desk.ask("POST", f"check?name={name}", draft.read())
    assert status == 200 and b'"problem"' not in body, (name, body)
kept().write()

compileall.compile_dir(
    "/app", quiet=2, legacy=True, stripdir="/app/", invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH
)
raw = io.BytesIO()
with tarfile.open(fileobj=raw, mode="w") as packed:
    for folder, inner, files in os.walk("/app"):
        inner.sort()
        for file in sorted(files):
            if not file.endswith(".py"):
                place = os.path.join(folder, file)
                entry = tarfile.TarInfo(os.path.relpath(place, "/app"))
                entry.size = os.path.getsize(place)
                with open(place, "rb") as opened:
                    packed.addfile(entry, opened)
level = {Level.compression_level: 19, Level.window_log: 25, Level.enable_long_distance_matching: 1}
with open("/app.tar.zst", "wb") as target:
    target.write(zstd.compress(raw.getvalue(), options=level))
`);
} catch (fault) {
  console.error(fault.message); // Node would print the whole of Pyodide beside it
  process.exit(1);
}
fs.writeFileSync(target, python.FS.readFile("/app.tar.zst"));
