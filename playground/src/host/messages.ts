// What the page and its Web Workers tell each other, and the memory that they share beside the program's own.

/** What a worker needs to be a thread of a program. */
export interface Launch {
  module: WebAssembly.Module;
  /** null: a portable module, which has a memory of its own */
  memory: WebAssembly.Memory | null;
  args: string[];
  env: Record<string, string>;
  stdin: Uint8Array;
  /** null without isolation: then output travels in messages */
  shared: Shared | null;
}

export interface Shared {
  output: SharedArrayBuffer;
  /** COUNTERS words */
  counters: SharedArrayBuffer;
  /** MAILBOX_WORDS words for each worker */
  mailboxes: SharedArrayBuffer;
}

/** Words of `Shared.counters`. */
export const THREADS = 0; // started; the first one's number is 0
export const STDIN_READ = 1; // bytes of stdin that were taken
export const COUNTERS = 2;

/** Words of a mailbox: a worker sleeps on the first until it holds a thread's number, or NO_THREAD at the run's end. */
export const MAIL_THREAD = 0;
export const NO_THREAD = -1;
export const MAIL_ARGUMENT = 1;
export const MAILBOX_WORDS = 2;

export type ToWorker = { kind: "load"; launch: Launch; place: number } | { kind: "start" };

export type FromWorker =
  | { kind: "loaded" } // the instance is there
  | { kind: "output"; fd: number; bytes: Uint8Array } // without isolation
  | { kind: "wake" } // there is output in the ring
  | { kind: "exit"; status: number } // the program has ended
  | { kind: "trap"; message: string };
