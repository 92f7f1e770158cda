"use strict";
// Python in a worker. The first message brings its parts; each further one is a request for the desk.
// Nothing is fetched: what Pyodide asks for by name is among the parts, packed until it is asked for.
const NOWHERE = "https://regcheck.invalid/";
// Pyodide finds out by this in what kind of worker it is, and wants the kind without it.
self.importScripts = () => {
  throw new TypeError("not here");
};
let ask = null;

function unpacked(part, type) {
  return new Response(part.stream().pipeThrough(new DecompressionStream("gzip")), { headers: { "Content-Type": type } });
}

async function moduleOf(part) {
  const address = URL.createObjectURL(await unpacked(part, "text/javascript").blob());
  const made = await import(address);
  URL.revokeObjectURL(address);
  return made;
}

async function begin({ parts, today, before }) {
  self.fetch = async (wanted) => {
    const name = String(wanted.url || wanted).split("/").pop();
    return unpacked(parts[name], name.endsWith(".wasm") ? "application/wasm" : "application/octet-stream");
  };
  const [{ loadPyodide }, { default: createPyodideModule }] = await Promise.all([
    moduleOf(parts["pyodide.mjs"]),
    moduleOf(parts["pyodide.asm.mjs"]),
  ]);
  const lockFileContents = await unpacked(parts["pyodide-lock.json"], "").text();
  const python = await loadPyodide({ indexURL: NOWHERE, createPyodideModule, lockFileContents });
  const app = await unpacked(parts["app.zst"], "").arrayBuffer();
  python.FS.writeFile("/app.zst", new Uint8Array(app), { canOwn: true });
  parts = null;
  ask = python.runPython(`
import json, os, sys
from compression import zstd

sys.dont_write_bytecode = True
with zstd.open("/app.zst") as packed:
    folders, files = json.loads(packed.readline())
    for folder in folders:
        os.makedirs("/app/" + folder, exist_ok=True)
    for name, size in files:
        with open("/app/" + name, "wb") as file:
            file.write(packed.read(size))
os.remove("/app.zst")
os.mkdir("/desk")
sys.path.insert(0, "/app")
from regcheck.desk.tab import Desk

def begin(today, before):
    desk = Desk("/app/ready", "/desk", today, before)
    return lambda method, target, body: desk.ask(method, target, body.to_bytes())

begin`)(today, before);
}

function answer({ method, target, body }) {
  const said = ask(method, target, new Uint8Array(body || []));
  const [status, kind, file, bytes] = said.toJs();
  said.destroy();
  return { status, kind, file, bytes };
}

self.onmessage = async ({ data }) => {
  try {
    postMessage({ id: data.id, ...(data.parts ? await begin(data) : answer(data)) });
  } catch (fault) {
    postMessage({ id: data.id, fault: String(fault).slice(-2000) });
  }
};
