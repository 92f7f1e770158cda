// Runs `pack.py` in Node, in the very Python that will run in the browser.
// node pack.mjs PYODIDE SITE TARGET DRAFT…
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [pyodide, site, target, ...drafts] = process.argv.slice(2).map((one) => path.resolve(one));
const { loadPyodide } = await import(pathToFileURL(path.join(pyodide, "pyodide.mjs")));
// Bytecode without columns is a third smaller; lines stay.
const python = await loadPyodide({ indexURL: pyodide + path.sep, env: { HOME: "/home/pyodide", PYTHONNODEBUGRANGES: "1" } });
const put = (name, file) => python.FS.writeFile(name, new Uint8Array(fs.readFileSync(file)));
for (const folder of ["/app", "/desk", "/drafts"]) python.FS.mkdir(folder);
python.FS.mount(python.FS.filesystems.NODEFS, { root: site }, "/app");
for (const draft of drafts) put("/drafts/" + path.basename(draft), draft);
put("/library.zip", path.join(pyodide, "python_stdlib.zip"));
try {
  python.runPython(fs.readFileSync(new URL("pack.py", import.meta.url), "utf8"));
} catch (fault) {
  console.error(fault.message); // Node would print the whole of Pyodide beside it
  process.exit(1);
}
fs.writeFileSync(path.join(target, "app.zst"), python.FS.readFile("/app.zst"));
fs.writeFileSync(path.join(target, "python_stdlib.zip"), python.FS.readFile("/library.zip"));
