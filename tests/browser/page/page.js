// The page's side of the contract's host: makes the shared memory and the Web Workers, one for each thread.
// `runModule(url, options)` resolves to {status, output: [[fd, text]...], error}.

const OUTPUT_BYTES = 16 << 20;
const MAX_PAGES = [65536, 32768, 16384, 8192]; // some browsers reserve the maximum, so a smaller one may do
const POLL_MS = 5;

function sharedMemory(pages) {
  for (const maximum of MAX_PAGES) {
    try {
      return new WebAssembly.Memory({ initial: pages, maximum, shared: true });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  throw new Error("no shared memory of any size");
}

function readOutput(output) {
  const bytes = new Uint8Array(output, 8), words = new DataView(output);
  const end = Math.min(words.getInt32(0, true), OUTPUT_BYTES), records = [], decoder = new TextDecoder();
  for (let at = 0; at < end; ) {
    const fd = words.getInt32(8 + at, true), length = words.getInt32(12 + at, true);
    records.push([fd, decoder.decode(bytes.slice(at + 8, at + 8 + length))]);
    at += (8 + length + 3) & ~3;
  }
  return records;
}

async function runModule(url, { args = ["program"], env = {}, stdin = "", interruptAfter = null }) {
  const module = await WebAssembly.compileStreaming(fetch(url));
  const [section] = WebAssembly.Module.customSections(module, "weft");
  const facts = JSON.parse(new TextDecoder().decode(section));
  if (facts.contract !== 1) throw new Error(`unknown contract ${facts.contract}`);
  const memory = facts.target === "threads" ? sharedMemory(facts.pages) : null;
  const output = new SharedArrayBuffer(OUTPUT_BYTES + 8), ids = new SharedArrayBuffer(8);
  const shared = { module, memory, output, ids, args, env, stdin: new TextEncoder().encode(stdin) };
  const workers = [];
  const seen = () => readOutput(output).map(([, text]) => text).join("");

  const result = await new Promise((resolve) => {
    function start(call) {
      const worker = new Worker("worker.js");
      workers.push(worker);
      worker.onerror = (event) => resolve({ status: 2, error: event.message });
      worker.onmessage = ({ data }) => {
        if (data.spawn) start({ name: "wasi_thread_start", args: data.spawn });
        else if ("exit" in data) resolve({ status: data.exit, error: data.error ?? "" });
      };
      worker.postMessage({ ...shared, call });
    }
    start({ name: "_start", args: [] });
    if (interruptAfter !== null) {
      const timer = setInterval(() => {
        if (!seen().includes(interruptAfter)) return;
        clearInterval(timer);
        start({ name: "weft_interrupt", args: [] });
      }, POLL_MS);
    }
  });
  for (const worker of workers) worker.terminate();
  return { ...result, output: readOutput(output), workers: workers.length };
}

window.runModule = runModule;
