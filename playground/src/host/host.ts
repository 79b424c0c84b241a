// Runs compiled programs in a page: `run(wasm, options)`. No framework, no dependency.
//
// The page's own thread never blocks. A program's threads are Web Workers, made before it starts and ended after it, so
// each run has fresh memory, and Stop works whatever the program does.

import { ENV, MAX_PAGES, REASON_SHIFT, REASONS, STATUS_BUG } from "./contract";
import { factsOf } from "./facts";
import { isolated } from "./isolation";
import {
  COUNTERS,
  type FromWorker,
  type Launch,
  MAIL_THREAD,
  MAILBOX_WORDS,
  NO_THREAD,
  type Shared,
  type ToWorker,
} from "./messages";
import { newRing, RingReader } from "./ring";

/** Why a run ended. */
export type Reason = (typeof REASONS)[number] | "output" | "stopped";

export interface Ending {
  /** of the program; 2 if it never got that far */
  status: number;
  reason: Reason;
  /** from the start of the program to its end, in milliseconds */
  ms: number;
  /** the engine's part: instances of the module on all workers, in milliseconds */
  instantiateMs: number;
  /** of an error of ours, or of the engine: a text for the page */
  message: string;
}

export interface Options {
  /** how many cores the program may use; 1 where the page isn't isolated */
  workers?: number;
  stdin?: string;
  args?: string[];
  onOutput?: (text: string, stream: "stdout" | "stderr") => void;
  /** ends the program when it has written more; 16 MiB */
  outputLimit?: number;
  /** further settings of the contract, such as WEFT_MAX_STACK_SIZE */
  env?: Record<string, string>;
}

export interface Run {
  exit: Promise<Ending>;
  /** Ends it at once; output that is still on its way is dropped. */
  stop(): void;
}

const TRIES = 5; // some browsers reserve the maximum of a memory, so a smaller one must do: each time half
const OUTPUT_LIMIT = 16 << 20;
const ENGINE_STACK = 131072; // bytes of a worker's stack that a program may use

export { type Isolation, isolate, isolated } from "./isolation";

/** How many cores there are to use. */
export function cores(): number {
  return isolated() ? Math.max(1, navigator.hardwareConcurrency || 1) : 1;
}

/** What went wrong with workers before their run, when nobody heard it. */
const failures = new WeakMap<Worker, string>();

function newThread(): Worker {
  const thread = new Worker(new URL("./thread.ts", import.meta.url), { type: "module" });
  thread.onerror = (event) => failures.set(thread, event.message || "a worker's script can't be loaded");
  return thread;
}

/** Keeps workers ready, so that programs start soon. */
export class Host {
  private spare: Worker[] = [];
  private closed = false;

  /** Makes the workers of a later run now, so that it starts sooner. */
  prepare(workers = cores()): void {
    const wanted = isolated() ? workers + 1 : 1; // the runtime has a ticker of its own
    while (this.spare.length < wanted) this.spare.push(newThread());
    for (const worker of this.spare.splice(wanted)) worker.terminate();
  }

  /** Starts a program. Without isolation it must be a portable module. */
  run(wasm: BufferSource | WebAssembly.Module, options: Options = {}): Run {
    const workers = isolated() ? Math.max(1, options.workers ?? cores()) : 1;
    this.prepare(workers);
    const program = new Program(this.spare.splice(0), workers, options);
    const exit = program.run(wasm).finally(() => this.closed || this.prepare(workers));
    return { exit, stop: () => program.stop() };
  }

  /** Lets all workers go; a run that is under way goes on. */
  close(): void {
    this.closed = true;
    for (const worker of this.spare.splice(0)) worker.terminate();
  }
}

let common: Host | null = null;

/** Starts a program on a host that all callers share; `wasm` as `weft build` makes it. */
export function run(wasm: BufferSource | WebAssembly.Module, options: Options = {}): Run {
  common ??= new Host();
  return common.run(wasm, options);
}

class Program {
  private ended: ((ending: Omit<Ending, "ms" | "instantiateMs">) => void) | null = null;
  private reader: RingReader | null = null;
  private readonly decoders = { 1: new TextDecoder(), 2: new TextDecoder() };
  private written = 0;
  private started = 0;
  private instantiateMs = 0;
  private over = false;
  private exited = false;
  private launched: Launch | null = null;

  constructor(
    private readonly threads: Worker[],
    private readonly workers: number,
    private readonly options: Options,
  ) {}

  async run(wasm: BufferSource | WebAssembly.Module): Promise<Ending> {
    const result = new Promise<Omit<Ending, "ms" | "instantiateMs">>((resolve) => {
      this.ended = resolve;
    });
    this.launch(wasm).catch((error: unknown) => {
      this.end(STATUS_BUG, error instanceof RangeError ? "memory" : "error", `${error}`);
    });
    const ending = await result;
    const ms = this.started ? performance.now() - this.started : 0;
    if (!this.exited) this.leave();
    this.release();
    return { ...ending, ms, instantiateMs: this.instantiateMs };
  }

  /** Has the program's threads return by themselves: browsers take two seconds to end a worker that is busy. */
  private leave(): void {
    this.reader?.close();
    const { module, memory } = this.launched ?? {};
    if (!module || !memory) return;
    const imports: WebAssembly.Imports = { env: { memory } };
    for (const { module: from, name } of WebAssembly.Module.imports(module)) {
      if (from !== "env") imports[from] = { ...imports[from], [name]: () => 0 };
    }
    try {
      const { weft_stop: stop } = new WebAssembly.Instance(module, imports).exports as { weft_stop?: () => void };
      stop?.();
    } catch (error) {
      console.warn(`the program can't be told to stop, so its workers take longer: ${error}`);
    }
  }

  /** Ends the workers. Those that were given no thread sleep, and are woken for it. */
  private release(): void {
    const { shared } = this.launched ?? {};
    const words = shared && new Int32Array(shared.mailboxes);
    this.threads.forEach((thread, place) => {
      if (words && Atomics.compareExchange(words, place * MAILBOX_WORDS + MAIL_THREAD, 0, NO_THREAD) === 0) {
        Atomics.notify(words, place * MAILBOX_WORDS + MAIL_THREAD);
      }
      thread.terminate();
    });
  }

  stop(): void {
    this.end(STATUS_BUG, "stopped", "");
  }

  private end(status: number, reason: Reason, message: string): void {
    this.over = true;
    this.ended?.({ status, reason, message });
  }

  private async launch(wasm: BufferSource | WebAssembly.Module): Promise<void> {
    const module = wasm instanceof WebAssembly.Module ? wasm : await WebAssembly.compile(wasm);
    if (this.over) return;
    const facts = factsOf(module);
    const threaded = facts.target === "threads";
    if (threaded && !isolated()) throw new Error("the page isn't isolated, so it can't run a module with threads");
    const shared: Shared | null = isolated()
      ? {
          output: newRing(),
          counters: new SharedArrayBuffer(COUNTERS * 4),
          mailboxes: new SharedArrayBuffer(this.threads.length * MAILBOX_WORDS * 4),
        }
      : null;
    if (shared) this.reader = new RingReader(shared.output);
    const env = {
      ...this.options.env,
      [ENV.WORKERS]: `${this.workers}`,
      [ENV.ENGINE_STACK]: `${ENGINE_STACK}`,
      [ENV.ANY_STATUS]: "1",
      [ENV.REASON]: "1",
    };
    const launch: Launch = {
      module,
      memory: threaded ? sharedMemory(facts.pages) : null,
      args: this.options.args ?? ["main.py"],
      env,
      stdin: new TextEncoder().encode(this.options.stdin ?? ""),
      shared,
    };
    this.launched = launch;
    const before = performance.now();
    const used = threaded ? this.threads : this.threads.slice(0, 1);
    await Promise.all(used.map((thread, place) => this.load(thread, { kind: "load", launch, place })));
    if (this.over) return;
    this.started = performance.now();
    this.instantiateMs = this.started - before;
    this.send(used[0], { kind: "start" });
  }

  private send(thread: Worker | undefined, message: ToWorker): void {
    thread?.postMessage(message);
  }

  private load(thread: Worker, message: ToWorker): Promise<void> {
    return new Promise((resolve) => {
      thread.onmessage = ({ data }: MessageEvent<FromWorker>) => {
        if (data.kind === "loaded") resolve();
        else this.heard(data);
      };
      const failed = (message: string) => this.end(STATUS_BUG, "error", message);
      thread.onerror = (event) => failed(event.message || "a worker's script can't be loaded");
      const failure = failures.get(thread);
      if (failure !== undefined) failed(failure);
      this.send(thread, message);
    });
  }

  private heard(message: FromWorker): void {
    switch (message.kind) {
      case "wake":
        this.drain();
        break;
      case "output":
        this.show(message.fd, message.bytes);
        break;
      case "exit":
        this.exited = true;
        this.drain(); // all that the program wrote: its other threads have ended before
        this.end(message.status & 255, REASONS[message.status >> REASON_SHIFT] ?? "error", "");
        break;
      case "trap":
        this.drain();
        this.end(STATUS_BUG, "error", message.message);
        break;
      default:
        break;
    }
  }

  private drain(): void {
    this.reader?.drain((fd, bytes) => this.show(fd, bytes));
  }

  private show(fd: number, bytes: Uint8Array): void {
    if (this.over || (fd !== 1 && fd !== 2)) return;
    this.written += bytes.length;
    const text = this.decoders[fd].decode(bytes, { stream: true });
    try {
      if (text) this.options.onOutput?.(text, fd === 1 ? "stdout" : "stderr");
    } catch (error) {
      reportError(error); // the page's mistake; the program goes on
    }
    const limit = this.options.outputLimit ?? OUTPUT_LIMIT;
    if (this.written > limit) this.end(STATUS_BUG, "output", `the program has written more than ${limit} bytes`);
  }
}

/** A memory with the largest maximum that the browser grants. */
function sharedMemory(pages: number): WebAssembly.Memory {
  for (let turn = 0; turn < TRIES; turn++) {
    const maximum = MAX_PAGES >> turn;
    try {
      if (maximum >= pages) return new WebAssembly.Memory({ initial: pages, maximum, shared: true });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  throw new RangeError("the browser has no memory left for a program; close other tabs, or reload this one");
}
