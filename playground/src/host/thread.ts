// A Web Worker: one thread of one program. It is made before the program starts, loads an instance of the module, and
// sleeps on its mailbox until a thread of the program starts it. A worker serves one run; then the page ends it.

import {
  type FromWorker,
  type Launch,
  MAIL_ARGUMENT,
  MAIL_THREAD,
  MAILBOX_WORDS,
  NO_THREAD,
  type Shared,
  STDIN_READ,
  THREADS,
  type ToWorker,
} from "./messages";
import { RingWriter } from "./ring";
import { type Surroundings, wasi } from "./wasi";

class ExitRequest extends Error {}

/** The entry points that the contract names. */
interface Exports {
  memory: WebAssembly.Memory;
  _start(): void;
  wasi_thread_start(thread: number, argument: number): void;
}

/** What of a worker's global scope is used here. */
const scope = globalThis as unknown as {
  postMessage(message: FromWorker): void;
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
};

const tell = (message: FromWorker) => scope.postMessage(message);
const STACK_LINES = 20; // of a trap's report

let exports: Exports;
let shared: Shared | null = null;
let place = 0;

/** Waits in shared memory, also where the page isn't isolated: a memory made here never leaves this worker. */
function sleeper(): (milliseconds: number) => void {
  const { buffer } = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
  const word = new Int32Array(buffer);
  return (milliseconds) => void Atomics.wait(word, 0, 0, milliseconds);
}

function surroundings({ args, env, stdin }: Launch): Surroundings {
  const alone = new Int32Array(1);
  const read = shared ? new Int32Array(shared.counters, STDIN_READ * 4, 1) : alone;
  const ring = shared && new RingWriter(shared.output, () => tell({ kind: "wake" }));
  return {
    memory: () => exports.memory,
    args,
    env,
    write(fd, parts) {
      if (ring) return ring.write(fd, parts);
      for (const part of parts) tell({ kind: "output", fd, bytes: part.slice() });
    },
    read(most) {
      for (;;) {
        const from = Atomics.load(read, 0);
        const part = stdin.subarray(from, from + most);
        if (Atomics.compareExchange(read, 0, from, from + part.length) === from) return part;
      }
    },
    sleep: sleeper(),
    yield() {
      if (ring?.closed) throw new ExitRequest();
    },
    exit(status) {
      tell({ kind: "exit", status });
      throw new ExitRequest();
    },
  };
}

/** Gives the thread to the next worker that waits; a negative number if none is left. */
function spawn(argument: number): number {
  if (!shared) return -1;
  const thread = Atomics.add(new Int32Array(shared.counters), THREADS, 1) + 1;
  const words = new Int32Array(shared.mailboxes);
  const at = thread * MAILBOX_WORDS;
  if (at >= words.length) return -1;
  Atomics.store(words, at + MAIL_ARGUMENT, argument);
  Atomics.store(words, at + MAIL_THREAD, thread);
  Atomics.notify(words, at + MAIL_THREAD);
  return thread;
}

async function load(launch: Launch): Promise<void> {
  shared = launch.shared;
  const instance = await WebAssembly.instantiate(launch.module, {
    env: launch.memory ? { memory: launch.memory } : {},
    wasi: { "thread-spawn": spawn },
    wasi_snapshot_preview1: wasi(surroundings(launch)),
  });
  exports = instance.exports as unknown as Exports;
  tell({ kind: "loaded" });
  if (place > 0) waitForThread();
}

function waitForThread(): void {
  if (!shared) return;
  const words = new Int32Array(shared.mailboxes, place * MAILBOX_WORDS * 4, MAILBOX_WORDS);
  Atomics.wait(words, MAIL_THREAD, 0);
  const thread = Atomics.load(words, MAIL_THREAD);
  if (thread === NO_THREAD) return;
  const argument = Atomics.load(words, MAIL_ARGUMENT);
  run(() => exports.wasi_thread_start(thread, argument));
}

function run(body: () => void): void {
  try {
    body();
    if (place === 0) tell({ kind: "exit", status: 0 });
  } catch (error) {
    if (!(error instanceof ExitRequest)) {
      const stack = error instanceof Error ? (error.stack ?? "") : "";
      tell({ kind: "trap", message: `${error}\n${stack.split("\n").slice(0, STACK_LINES).join("\n")}` });
    }
  }
}

scope.onmessage = ({ data }) => {
  if (data.kind === "start") {
    run(() => exports._start());
    return;
  }
  place = data.place;
  load(data.launch).catch((error: unknown) => tell({ kind: "trap", message: `${error}` }));
};
