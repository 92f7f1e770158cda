"use strict";
// Python in a worker. The first message brings its parts; each further one is a request for the desk.
// Nothing is fetched: what Pyodide asks for by name is among the parts.
const NOWHERE = "https://regcheck.invalid/";
// Pyodide finds out by this in what kind of worker it is, and wants the kind without it.
self.importScripts = () => {
  throw new TypeError("not here");
};
let ask = null;

const moduleOf = (bytes) => import(URL.createObjectURL(new Blob([bytes], { type: "text/javascript" })));

async function begin({ parts, today, before }) {
  self.fetch = async (wanted) => {
    const name = String(wanted.url || wanted).split("/").pop();
    const kind = name.endsWith(".wasm") ? "application/wasm" : "application/octet-stream";
    return new Response(parts[name], { headers: { "Content-Type": kind } });
  };
  const { loadPyodide } = await moduleOf(parts["pyodide.mjs"]);
  const { default: createPyodideModule } = await moduleOf(parts["pyodide.asm.mjs"]);
  const lockFileContents = new TextDecoder().decode(parts["pyodide-lock.json"]);
  const python = await loadPyodide({ indexURL: NOWHERE, createPyodideModule, lockFileContents });
  python.FS.writeFile("/app.tar.zst", new Uint8Array(parts["app.tar.zst"]));
  parts = null;
  ask = python.runPython(`
import io, os, sys, tarfile
from compression import zstd

sys.dont_write_bytecode = True
with zstd.open("/app.tar.zst") as packed, tarfile.open(fileobj=packed, mode="r|") as files:
    files.extractall("/app", filter="fully_trusted")
os.remove("/app.tar.zst")
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
