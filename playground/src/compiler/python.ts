// A Web Worker with the compiler in it: Pyodide, that is CPython compiled to WebAssembly, and the compiler's own wheel.
//
// Starting Python takes most of the time, and importing the compiler most of the rest. What memory holds then is kept in
// the browser's storage, and put back at the next visit, which takes a fifth of it.

import type { loadPyodide as LoadPyodide, PyodideAPI } from "pyodide";
import type { FromCompiler, Job, ToCompiler } from "./messages";

/** What of a worker's global scope is used here. */
const scope = globalThis as unknown as {
  postMessage(message: FromCompiler): void;
  onmessage: ((event: MessageEvent<ToCompiler>) => void) | null;
};

const tell = (message: FromCompiler) => scope.postMessage(message);
const PACKAGE = "weft-lang"; // as the lock file names it
const MEMORIES = "weft-python-memory"; // the name of the browser's storage

/** Gives "answer" and JSON, or "refused" and a message. What a job made is freed after its answer: see service.py. */
const RESPOND = `
import gc
from weftc.service import Mistakes, answer, describe_bug, is_memory

gc.disable()
kept = []

def respond(source, target, view):
    try:
        return "answer", answer(source, target, view, kept)
    except Mistakes as mistakes:
        return "refused", f"the program has mistakes: {mistakes}"
    except Exception as failure:
        if is_memory(failure):
            return "refused", "compiling this program takes more memory than the page has"
        what, _ = describe_bug(failure)
        return "refused", f"Weft failed on this program: {what}. This is a mistake in Weft, not in your program"

def free():
    kept.clear()
    gc.collect()

respond, free
`;

/** pyodide.mjs */
type Core = { loadPyodide: typeof LoadPyodide; version: string };

type Respond = (source: string, target: string, view: string) => { toJs(): [string, string]; destroy(): void };

let respond: Respond | null = null;
let free: (() => void) | null = null;

/** Tells how many bytes of all that is fetched have come. Copies are counted: browsers keep code of originals only. */
function countBytes(): void {
  const original = globalThis.fetch;
  let bytes = 0;
  const counter = () =>
    new WritableStream<Uint8Array>({
      write(part) {
        bytes += part.length;
        tell({ kind: "progress", bytes });
      },
    });
  globalThis.fetch = async (...request) => {
    const response = await original(...request);
    if (response.ok)
      response
        .clone()
        .body?.pipeTo(counter())
        .catch(() => {}); // its reader is told
    return response;
  };
}

/** The memory of a Python that has imported the compiler, kept by an earlier visit. */
async function keptMemory(name: string): Promise<ArrayBuffer | null> {
  try {
    const kept = await (await caches.open(MEMORIES)).match(name);
    return kept ? await kept.arrayBuffer() : null;
  } catch {
    return null; // no storage here
  }
}

async function keepMemory(name: string, memory: Uint8Array): Promise<void> {
  try {
    await caches.delete(MEMORIES); // one of an older core or compiler
    await (await caches.open(MEMORIES)).put(name, new Response(memory as Uint8Array<ArrayBuffer>));
  } catch {
    // full, or not allowed: the next visit takes longer
  }
}

async function start(
  base: string,
  version: string,
): Promise<{ python: PyodideAPI; keep: (() => Promise<void>) | null }> {
  const address = (name: string) => new URL(name, base).href;
  const { loadPyodide, version: core } = (await import(/* @vite-ignore */ address("pyodide.mjs"))) as Core;
  const options = { indexURL: base, lockFileURL: address(`lock.json?${version}`), packageBaseUrl: base };
  const wheel = fetchWheel(options.lockFileURL, base); // while Python starts
  wheel.catch(() => {}); // it is told below
  const name = address(`memory-of-${core}-${version}`);
  const memory = await keptMemory(name);
  if (memory) {
    try {
      const python = await loadPyodide({ ...options, _loadSnapshot: memory });
      install(python, await wheel); // memory doesn't hold the files that the compiler reads
      return { python, keep: null };
    } catch (error) {
      console.warn(`Python's kept memory is of no use: ${error}`);
    }
  }
  const python = await loadPyodide({ ...options, _makeSnapshot: true });
  install(python, await wheel);
  python.runPython("import weftc.service");
  try {
    const made = (python as unknown as { makeMemorySnapshot(): Uint8Array }).makeMemorySnapshot();
    return { python, keep: () => keepMemory(name, made) };
  } catch (error) {
    console.warn(`Python's memory can't be kept: ${error}`); // the next visit takes longer
    return { python, keep: null };
  }
}

/** The wheel that the lock file names. (`loadPackage` would leave an object of the page in Python's memory, which then
 * can't be kept.) */
async function fetchWheel(lockFile: string, base: string): Promise<ArrayBuffer> {
  const lock = (await (await found(lockFile)).json()) as { packages: { [PACKAGE]: { file_name: string } } };
  return await (await found(new URL(lock.packages[PACKAGE].file_name, base).href)).arrayBuffer();
}

function install(python: PyodideAPI, wheel: ArrayBuffer): void {
  const extractDir = python.runPython("import sysconfig; sysconfig.get_path('purelib')") as string;
  python.unpackArchive(wheel, "wheel", { extractDir });
}

async function found(address: string): Promise<Response> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status} ${response.statusText}`.trimEnd());
  return response;
}

async function load(base: string, version: string): Promise<void> {
  countBytes();
  const { python, keep } = await start(base, version);
  [respond, free] = python.runPython(RESPOND) as [Respond, () => void];
  tell({ kind: "ready" });
  await keep?.();
}

function work({ id, source, target, view }: Job): void {
  const result = respond?.(source, target, view);
  const [kind, text] = result?.toJs() ?? ["refused", "the compiler has not been loaded"];
  result?.destroy();
  tell(kind === "answer" ? { kind, id, json: text } : { kind: "refused", id, message: text });
  try {
    free?.();
  } catch {
    tell({ kind: "worn" }); // structures too deep for a worker's stack
  }
}

function broken(error: unknown): void {
  tell({ kind: "broken", message: `${error}`.trimEnd().split("\n").at(-1) ?? "" }); // Python's own line is the last
}

scope.onmessage = ({ data }) => {
  if (data.kind === "load") {
    load(data.base, data.version).catch(broken);
    return;
  }
  try {
    work(data);
  } catch (error) {
    broken(error);
  }
};
